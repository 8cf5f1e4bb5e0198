"""Write `docs/ontology.html`: the ontology and its concept schemes on one page, in nb, nn and en.

`python -m kg.ontology.docs` writes the page, `--check` says whether it is up to date (exit code 1 when not).
pyLODE was tried: its last release does not install whole, and its page is in one language only.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from kg.language.catalogue import entries, text
from kg.language.speech import say
from kg.model.text import no_function
from kg.ontology.check import load, vocabulary_files
from kg.ontology.docs_words import CURIES, TIES
from kg.resources import ontology_dir, root, write_whole
from kg.settings import LANGUAGES
from kg.vocab import SK, SKC

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from rdflib import Graph
    from rdflib.term import Node

__all__ = ["LANGUAGES", "main", "page", "page_file"]

Words = dict[str, tuple[str, str]]  # language of the reader → (language of the text, text)


@dataclass(frozen=True, slots=True)
class Anchor:
    """Something to point at: `href` is `#name` on this page or an IRI, `text` its words or its short name."""

    href: str
    text: Words


@dataclass(slots=True)
class Entry:
    """A class, property, scheme or concept, ready to be shown. `facts` are labelled lists of links or words."""

    name: str
    iri: str
    depth: int
    label: Words
    definition: Words
    short: Words | None = None
    notes: list[Words] = field(default_factory=list)
    example: Words | None = None
    facts: list[tuple[Words, list[Anchor]]] = field(default_factory=list)
    members: list[Entry] = field(default_factory=list)


def page_file() -> Path:
    """Where the page lies in the checkout."""
    return root() / "docs" / "ontology.html"


def page() -> str:
    """The whole page as HTML. Equal ontology files give equal bytes."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined
    from rdflib import DCTERMS, OWL, URIRef

    core = load([ontology_dir() / "core.ttl"])
    graph = load(vocabulary_files())
    aligned = load(sorted((ontology_dir() / "align").glob("*.ttl")))
    reader = _Reader(graph, aligned)
    ontology = URIRef(SK)
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=no_function,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    return environment.get_template("page.html.j2").render(
        languages=LANGUAGES,
        words={key: _said(key) for key in entries("en", "ontology")},
        title=reader.words(ontology, DCTERMS.title),
        description=reader.words(ontology, DCTERMS.description),
        iri=SK,
        version=str(core.value(ontology, OWL.versionInfo)),
        licence=str(core.value(ontology, DCTERMS.license)),
        prefixes=reader.prefixes(core, aligned),
        classes=reader.classes(),
        properties=reader.properties(),
        schemes=reader.schemes(),
        ties=[[reader.link(URIRef(SK + name)) for name in row] for row in TIES],
    )


def _said(key: str) -> Words:
    """A text of the page itself."""
    return {language: (language, text(language, "ontology", key)) for language in LANGUAGES}


def _plain(text: str) -> Words:
    """A text that is the same for all."""
    return {language: (language, text) for language in LANGUAGES}


class _Reader:
    """Entries out of the graph of the vocabulary and the graph of the alignments."""

    def __init__(self, graph: Graph, aligned: Graph) -> None:
        self.graph = graph
        self.aligned = aligned

    def words(self, node: Node, predicate: Node) -> Words:
        """The texts of a node for each reader; where a language is missing, nb, then en stands in."""
        from rdflib import Literal

        texts = {o.language: str(o) for o in self.graph.objects(node, predicate) if isinstance(o, Literal)}
        found = {}
        for language in LANGUAGES:
            used = next((each for each in (language, "nb", "en") if each in texts), None)
            if used is None:
                raise ValueError(f"{node} has no {predicate} in nb or en")
            found[language] = (used, texts[used])
        return found

    def link(self, node: Node) -> Anchor:
        """A link to a term or concept of ours on this page, to anything else by its IRI."""
        from rdflib import SKOS

        iri = str(node)
        if iri.startswith((SK, SKC)):
            return Anchor("#" + _anchor(iri), self.words(node, SKOS.prefLabel))
        return Anchor(iri, _plain(_curie(iri)))

    def links(self, nodes: Iterable[Node]) -> list[Anchor]:
        """Links to all that are no blank nodes, ours first, each group by IRI."""
        from rdflib import URIRef

        named = {node for node in nodes if isinstance(node, URIRef)}
        return [self.link(node) for node in sorted(named, key=lambda n: (not n.startswith(SK), n))]

    def prefixes(self, *graphs: Graph) -> list[tuple[str, str]]:
        """The prefixes and namespaces that the files use."""
        from rdflib import URIRef

        used = {str(term) for graph in graphs for triple in graph for term in triple if isinstance(term, URIRef)}
        return [(p, ns) for p, ns in sorted(CURIES.items()) if any(iri.startswith(ns) for iri in used)]

    def _entry(self, node: Node, depth: int, facts: list[tuple[str, list[Anchor]]]) -> Entry:
        from rdflib import SKOS

        return Entry(
            name=_anchor(str(node)),
            iri=str(node),
            depth=depth,
            label=self.words(node, SKOS.prefLabel),
            definition=self.words(node, SKOS.definition),
            short=self._short(node),
            notes=[self.words(node, SKOS.scopeNote)] if (node, SKOS.scopeNote, None) in self.graph else [],
            example=self.words(node, SKOS.example) if (node, SKOS.example, None) in self.graph else None,
            facts=[(_said(key), links) for key, links in facts if links],
        )

    def _short(self, node: Node) -> Words | None:
        """The everyday word of a term or concept that has one."""
        from rdflib import URIRef

        short = URIRef(SK + "shortLabel")
        return self.words(node, short) if (node, short, None) in self.graph else None

    def _own(self, *kinds: Node) -> list[Node]:
        from rdflib import RDF

        return sorted(
            {s for kind in kinds for s in self.graph.subjects(RDF.type, kind) if str(s).startswith(SK)}, key=str
        )

    def _alignments(self, node: Node, relation: Node) -> list[tuple[str, list[Anchor]]]:
        from rdflib import RDFS

        return [
            ("aligned_up", self.links(self.aligned.objects(node, relation))),
            ("aligned_down", self.links(self.aligned.subjects(relation, node))),
            ("related", self.links(self.aligned.objects(node, RDFS.seeAlso))),
        ]

    def classes(self) -> list[Entry]:
        """All classes in the order of the tree, roots and sisters by name."""
        from rdflib import OWL, RDFS, SDO

        graph = self.graph
        own = self._own(OWL.Class)
        entries: list[Entry] = []

        def walk(node: Node, depth: int) -> None:
            below = [each for each in own if (each, RDFS.subClassOf, node) in graph]
            facts = [
                ("subclass_of", self.links(graph.objects(node, RDFS.subClassOf))),
                ("subclasses", self.links(below)),
                ("properties_used", self.links(graph.subjects(SDO.domainIncludes, node))),
                ("values_of", self.links(s for p in (RDFS.range, SDO.rangeIncludes) for s in graph.subjects(p, node))),
                ("must", self._restrictions(node)),
                *self._alignments(node, RDFS.subClassOf),
            ]
            entries.append(self._entry(node, depth, facts))
            for each in below:
                walk(each, depth + 1)

        for node in own:
            if not any(str(upper).startswith(SK) for upper in graph.objects(node, RDFS.subClassOf)):
                walk(node, 0)
        return entries

    def _restrictions(self, node: Node) -> list[Anchor]:
        """The restrictions on a class as sentences that point at the property."""
        from rdflib import OWL, RDF, RDFS

        found = []
        for each in self.graph.objects(node, RDFS.subClassOf):
            if (each, RDF.type, OWL.Restriction) not in self.graph:
                continue
            target = self.graph.value(each, OWL.onProperty)
            if target is None:
                raise ValueError(f"a restriction on {node} names no property")
            link = self.link(target)
            for key in ("someValuesFrom", "allValuesFrom", "minCardinality"):
                value = self.graph.value(each, OWL[key])
                if value is not None:
                    what = self.link(value).text if key != "minCardinality" else _plain(str(value))
                    sentence = {
                        language: (
                            language,
                            say(language, "ontology", key, property=link.text[language][1], value=what[language][1]),
                        )
                        for language in LANGUAGES
                    }
                    found.append(Anchor(link.href, sentence))
        return sorted(found, key=lambda link: (link.href, link.text["en"]))

    def properties(self) -> list[Entry]:
        """All properties by name."""
        from rdflib import OWL, RDFS, SDO

        return [
            self._entry(
                node,
                0,
                [
                    ("domain", self.links(self.graph.objects(node, SDO.domainIncludes))),
                    (
                        "range",
                        self.links(o for p in (RDFS.range, SDO.rangeIncludes) for o in self.graph.objects(node, p)),
                    ),
                    ("subproperty_of", self.links(self.graph.objects(node, RDFS.subPropertyOf))),
                    *self._alignments(node, RDFS.subPropertyOf),
                ],
            )
            for node in self._own(OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
        ]

    def schemes(self) -> list[Entry]:
        """All concept schemes by key, their concepts in the order of the tree, sisters by rank where they have one."""
        from rdflib import RDF, SKOS
        from rdflib.collection import Collection

        graph = self.graph
        rank = {
            node: place
            for members in graph.objects(None, SKOS.memberList)
            for place, node in enumerate(Collection(graph, members))
        }

        def ranked(nodes: Iterable[Node]) -> list[Node]:
            return sorted(nodes, key=lambda node: (rank.get(node, 0), str(node)))

        schemes = []
        for scheme in sorted(graph.subjects(RDF.type, SKOS.ConceptScheme), key=str):
            entry = self._concept(scheme, 0)

            def walk(node: Node, depth: int, into: list[Entry]) -> None:
                into.append(self._concept(node, depth))
                for each in ranked(graph.subjects(SKOS.broader, node)):
                    walk(each, depth + 1, into)

            for top in ranked(graph.subjects(SKOS.topConceptOf, scheme)):
                walk(top, 0, entry.members)
            schemes.append(entry)
        return schemes

    def _concept(self, node: Node, depth: int) -> Entry:
        from rdflib import SKOS

        matches = [
            (key, self.links(self.graph.objects(node, SKOS[key])))
            for key in ("exactMatch", "closeMatch", "broadMatch", "narrowMatch", "relatedMatch")
        ]
        return Entry(
            name=_anchor(str(node)),
            iri=str(node),
            depth=depth,
            label=self.words(node, SKOS.prefLabel),
            definition=self.words(node, SKOS.definition),
            short=self._short(node),
            facts=[(_said(key), links) for key, links in matches if links],
        )


def _anchor(iri: str) -> str:
    """The id on the page: `Actor` for a term, `concept/theme` and `concept/theme/noise` for a scheme and a concept."""
    return f"concept/{iri.removeprefix(SKC)}" if iri.startswith(SKC) else iri.removeprefix(SK)


def _curie(iri: str) -> str:
    """The short name of an IRI whose namespace is known, the IRI itself otherwise."""
    for prefix, namespace in CURIES.items():
        if iri.startswith(namespace):
            return f"{prefix}:{iri.removeprefix(namespace)}"
    return iri


def main(arguments: Sequence[str]) -> int:
    """Write the page, or with `--check` compare it; the exit code."""
    if list(arguments) not in ([], ["--check"]):
        sys.stderr.write("usage: python -m kg.ontology.docs [--check]\n")
        return 2
    file, text = page_file(), page()
    if not arguments:
        write_whole(file, text)
        return 0
    if file.is_file() and file.read_text(encoding="utf-8") == text:
        return 0
    sys.stderr.write(f"{file} does not show the ontology as it is now: run python -m kg.ontology.docs\n")
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
