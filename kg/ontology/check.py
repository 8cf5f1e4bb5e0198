"""SHACL over the data and over the ontology itself, as a sorted list of findings.

The data is checked as the default graph of a store (what the named graphs say in their sources' own terms is not),
together with the vocabulary it uses: the class tree of `core.ttl` and the concepts of `schemes/`. pySHACL runs on an
in-memory copy, which is faster than on any store.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from kg.resources import ontology_dir
from kg.vocab import SK

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from rdflib import Graph
    from rdflib.term import Node

__all__ = ["DATA_SHAPES", "Finding", "check_data", "check_ontology", "load", "vocabulary_files"]

SHAPE = "https://w3id.org/samkart/shape/"
DATA_SHAPES = ("mandatory", "values", "recommended")


@dataclass(frozen=True, order=True, slots=True)
class Finding:
    """One thing that a shape found.

    `severity` is "violation" or "warning"; `shape` the local name of the shape; `focus` the IRI of the thing at fault;
    `path` the property (an IRI, or several with ` / ` or ` | `; empty where the shape looks at the thing as a whole);
    `value` the offending value, where there is one; `message` what was expected.
    """

    severity: str
    shape: str
    focus: str
    path: str
    value: str
    message: str

    def __str__(self) -> str:
        at = " ".join(part for part in (self.focus, self.path, repr(self.value) if self.value else "") if part)
        return f"{self.severity} {self.shape}: {at}: {self.message}"


def vocabulary_files() -> tuple[Path, ...]:
    """`core.ttl` and the schemes, sorted."""
    folder = ontology_dir()
    return (folder / "core.ttl", *sorted((folder / "schemes").glob("*.ttl")))


def load(files: Iterable[Path]) -> Graph:
    """The Turtle files as one rdflib graph."""
    from rdflib import Graph

    graph = Graph()
    for file in files:
        graph.parse(file, format="turtle")
    return graph


@cache
def _ontology() -> Graph:
    return load((*vocabulary_files(), *sorted((ontology_dir() / "align").glob("*.ttl"))))


@cache
def _shapes(*names: str) -> Graph:
    return load(ontology_dir() / "shapes" / f"{name}.ttl" for name in names)


def check_ontology(addition: Graph | None = None, *, lang: str = "en") -> list[Finding]:
    """What the shapes in `shapes/ontology.ttl` find in core.ttl, align/ and schemes/, and in `addition`."""
    from rdflib import Graph

    graph = Graph()
    for triples in (_ontology(), addition or ()):
        for triple in triples:
            graph.add(triple)
    return _validate(graph, _shapes("ontology"), lang)


def check_data(dataset: Graph, *, lang: str = "en") -> list[Finding]:
    """What the mandatory, value and recommended shapes find in the data.

    `dataset` is an rdflib Dataset (its default graph is checked) or a Graph; it is not changed. `lang` is the language
    of the messages, en or nb.
    """
    from rdflib import Dataset, Graph

    graph = Graph()
    for triple in dataset.default_graph if isinstance(dataset, Dataset) else dataset:
        graph.add(triple)
    undeclared = _undeclared(graph, lang)
    for triple in _class_tree_and_concepts():
        graph.add(triple)
    return sorted([*undeclared, *_validate(graph, _shapes(*DATA_SHAPES), lang)])


def _undeclared(graph: Graph, lang: str) -> Iterator[Finding]:
    """The classes and properties in our namespace that core.ttl does not declare (SPARQL would be slow for this)."""
    from rdflib import RDF

    declared = set(_ontology().subjects(RDF.type, None))
    message = {
        "en": "A class or property of sk: that is used is declared in core.ttl.",
        "nb": "En klasse eller egenskap i sk: som brukes, er deklarert i core.ttl.",
    }
    for term in {*graph.predicates(), *graph.objects(None, RDF.type)} - declared:
        if str(term).startswith(SK):
            yield Finding(
                severity="violation", shape="DeclaredTerm", focus=str(term), path="", value="", message=message[lang]
            )


def _class_tree_and_concepts() -> Iterator[tuple[Node, Node, Node]]:
    """What the shapes need of the vocabulary: which class is below which, which concept is of what class and scheme."""
    from rdflib import OWL, RDF, RDFS, SKOS, URIRef

    graph = _ontology()
    for lower, upper in graph.subject_objects(RDFS.subClassOf):
        if isinstance(lower, URIRef) and isinstance(upper, URIRef):
            yield lower, RDFS.subClassOf, upper
    for concept, scheme in graph.subject_objects(SKOS.inScheme):
        yield concept, SKOS.inScheme, scheme
        for kind in graph.objects(concept, RDF.type):
            yield concept, RDF.type, kind
    for term in graph.subjects(RDF.type, OWL.Class):
        if isinstance(term, URIRef):
            yield term, RDF.type, OWL.Class


def _validate(graph: Graph, shapes: Graph, lang: str) -> list[Finding]:
    """The findings of pySHACL, each one once, sorted."""
    import pyshacl
    from rdflib import RDF, SH, Graph

    _, report, text = pyshacl.validate(graph, shacl_graph=shapes, inference="none", advanced=True, inplace=True)
    if not isinstance(report, Graph):
        raise RuntimeError(f"the shapes could not be run: {text}")
    findings: set[Finding] = set()
    for result in report.subjects(RDF.type, SH.ValidationResult):
        findings.update(_findings(result, report, graph, shapes, lang))
    return sorted(findings)


def _findings(result: Node, report: Graph, graph: Graph, shapes: Graph, lang: str) -> Iterator[Finding]:
    """One result of pySHACL as findings: where the shape looked at a value, one for each thing that uses the value."""
    from rdflib import SH, Literal

    shape = report.value(result, SH.sourceShape)
    focus = report.value(result, SH.focusNode)
    if shape is None or focus is None:
        raise RuntimeError("pySHACL reported a result without a shape or a focus")
    severity = "warning" if report.value(result, SH.resultSeverity) == SH.Warning else "violation"
    messages = {m.language: str(m) for m in shapes.objects(shape, SH.message) if isinstance(m, Literal)}
    message = messages.get(lang) or messages["en"]
    name = str(shape).removeprefix(SHAPE)
    of_values = list(shapes.objects(shape, SH.targetObjectsOf))
    for predicate in of_values:
        for user in graph.subjects(predicate, focus):
            yield Finding(
                severity=severity, shape=name, focus=str(user), path=str(predicate), value=str(focus), message=message
            )
    if not of_values:
        value = report.value(result, SH.value)
        shown = "" if value is None or value == focus else str(value)
        yield Finding(
            severity=severity,
            shape=name,
            focus=str(focus),
            path=_path(shapes, shapes.value(shape, SH.path)),
            value=shown,
            message=message,
        )


def _path(shapes: Graph, path: Node | None) -> str:
    """A property path as text: an IRI, a sequence with ` / `, alternatives with ` | `."""
    from rdflib import SH, URIRef
    from rdflib.collection import Collection

    if path is None:
        return ""
    if isinstance(path, URIRef):
        return str(path)
    alternatives = shapes.value(path, SH.alternativePath)
    steps = [_path(shapes, step) for step in Collection(shapes, alternatives or path)]
    return (" | " if alternatives else " / ").join(steps)
