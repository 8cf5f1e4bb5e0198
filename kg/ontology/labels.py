"""Write `kg/language/labels.json`: what classes, properties and concepts are called, taken from the ontology.

`python -m kg.ontology.labels` writes the file, `--check` says whether it is up to date (exit code 1 when not).
A command must name things without reading Turtle, so the names are generated and only JSON is read at run time.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from kg.ontology.check import load, vocabulary_files
from kg.resources import write_whole
from kg.settings import LANGUAGES
from kg.vocab import SK, SKC

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rdflib import Graph
    from rdflib.term import Node

__all__ = ["Labels", "labels", "labels_file", "main", "text"]

Labels = dict[str, dict[str, dict[str, str]]]  # classes, properties or concepts → key → language → words


def labels_file() -> Path:
    """Where the file lies: beside the module that reads it, inside the package."""
    return Path(__file__).parents[1] / "language" / "labels.json"


def labels(graph: Graph) -> Labels:
    """The names in a graph of the ontology: the everyday word where there is one, the formal label otherwise.

    The label of a class begins with a capital there and not here, as it stands in the middle of a sentence. A class of
    another vocabulary is named where the ontology gives it an everyday word. Raises ValueError for a term or concept
    that lacks a name in nb, nn or en.
    """
    from rdflib import OWL, RDF, SKOS, URIRef

    short = URIRef(SK + "shortLabel")
    found: Labels = {"classes": {}, "properties": {}, "concepts": {}}
    for node in graph.subjects(RDF.type, OWL.Class):
        if str(node).startswith(SK) or (node, short, None) in graph:
            formal = {language: word[:1].lower() + word[1:] for language, word in _words(graph, node, SKOS.prefLabel)}
            name = str(node).replace("#", "/").rpartition("/")[2]
            found["classes"][name] = _complete(node, formal | dict(_words(graph, node, short)))
    for kind in (OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty):
        for node in graph.subjects(RDF.type, kind):
            if str(node).startswith(SK):
                words = dict(_words(graph, node, SKOS.prefLabel)) | dict(_words(graph, node, short))
                found["properties"][str(node).removeprefix(SK)] = _complete(node, words)
    for node in graph.subjects(RDF.type, SKOS.Concept):
        words = dict(_words(graph, node, SKOS.prefLabel)) | dict(_words(graph, node, short))
        found["concepts"][str(node).removeprefix(SKC)] = _complete(node, words)
    return found


def _words(graph: Graph, node: Node, predicate: Node) -> list[tuple[str, str]]:
    from rdflib import Literal

    return [(str(o.language), str(o)) for o in graph.objects(node, predicate) if isinstance(o, Literal)]


def _complete(node: Node, words: dict[str, str]) -> dict[str, str]:
    """The words in the order of the languages; all of them are needed."""
    missing = [language for language in LANGUAGES if language not in words]
    if missing:
        raise ValueError(f"{node} has no name in {', '.join(missing)}")
    return {language: words[language] for language in LANGUAGES}


def text() -> str:
    """The file as it should be: one name a line, sorted by key. Equal ontology files give equal bytes."""
    parts = []
    for part, names in labels(load(vocabulary_files())).items():
        lines = (f'    "{key}": {json.dumps(names[key], ensure_ascii=False)}' for key in sorted(names))
        parts.append(f'  "{part}": {{\n' + ",\n".join(lines) + "\n  }")
    return "{\n" + ",\n".join(parts) + "\n}\n"


def main(arguments: Sequence[str]) -> int:
    """Write the file, or with `--check` compare it; the exit code."""
    if list(arguments) not in ([], ["--check"]):
        sys.stderr.write("usage: python -m kg.ontology.labels [--check]\n")
        return 2
    file, wanted = labels_file(), text()
    if not arguments:
        write_whole(file, wanted)
        return 0
    if file.is_file() and file.read_text(encoding="utf-8") == wanted:
        return 0
    sys.stderr.write(f"{file} does not name things as the ontology does now: run python -m kg.ontology.labels\n")
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
