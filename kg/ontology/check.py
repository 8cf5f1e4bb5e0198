"""SHACL over the data and over the ontology itself, as a sorted list of findings.

The data is checked as the default graph of a store (what the named graphs say in their sources' own terms is not),
together with the vocabulary it uses: the class tree of `core.ttl` and the concepts of `schemes/`. What surely conforms
(`kg.ontology.sure`) is passed over; pySHACL judges the rest, some thousand things at a time, on an in-memory copy of
what the shapes look at. So time and memory follow what there is to find, not the size of the graph.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, TypeAlias, cast

from kg.model.progress import Progress, quiet
from kg.resources import ontology_dir
from kg.vocab import SK

if TYPE_CHECKING:
    from pathlib import Path

    import pyoxigraph as ox
    from rdflib import Graph
    from rdflib.term import Node

    from kg.ontology.sure import Facts, Term

__all__ = ["DATA_SHAPES", "Finding", "check_data", "check_ontology", "load", "vocabulary_files"]

SHAPE = "https://w3id.org/samkart/shape/"
DATA_SHAPES = ("mandatory", "values", "recommended")
BATCH = 5_000  # things judged at a time

Users: TypeAlias = Callable[["Node", "Node"], Iterable[object]]
"""(property, value) → the things that have it."""


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
    return sorted(_validate(graph, _shapes("ontology"), lang, graph.subjects))


def check_data(data: Graph | ox.Store, *, lang: str = "en", progress: Progress = quiet) -> list[Finding]:
    """What the mandatory, value and recommended shapes find in the data.

    `data` is a store or an rdflib Dataset (its default graph is checked) or Graph; it is not changed. `lang` is the
    language of the messages, en or nb. `progress` is told the shapes that have been looked at and the things judged.
    """
    import pyoxigraph as ox

    from kg.ontology.sure import Facts

    shapes = _shapes(*DATA_SHAPES)
    store, spelt = (data, {}) if isinstance(data, ox.Store) else _stored(data)
    facts = Facts(store, spelt, _class_tree_and_concepts())
    found = {*_undeclared(facts, lang, progress)}
    doubtful = list(_doubtful(shapes, facts, progress))
    for begin in range(0, len(doubtful), BATCH):
        progress("shapes: findings", begin, len(doubtful))
        found.update(_judged(doubtful[begin : begin + BATCH], shapes, facts, lang))
    return sorted(found)


def _stored(data: Graph) -> tuple[ox.Store, dict[Term, Node]]:
    """The triples of an rdflib graph, of a Dataset those of its default graph, in a store in memory; and the literals
    that it keeps in another spelling.
    """
    import pyoxigraph as ox
    from rdflib import Dataset

    from kg.ontology.sure import quad_of

    store, spelt = ox.Store(), dict[Any, Any]()
    for triple in data.default_graph if isinstance(data, Dataset) else data:
        quad = quad_of(triple)
        store.add(quad)
        (kept,) = store.quads_for_pattern(*quad)
        if kept.object != quad.object:
            spelt[kept.object] = triple[2]
    return store, spelt


def _undeclared(facts: Facts, lang: str, progress: Progress) -> Iterator[Finding]:
    """The classes and properties in our namespace that core.ttl does not declare."""
    from rdflib import RDF

    from kg.ontology.sure import to_rdflib

    message = {
        "en": "A class or property of sk: that is used is declared in core.ttl.",
        "nb": "En klasse eller egenskap i sk: som brukes, er deklarert i core.ttl.",
    }
    used = set()
    for done, quad in enumerate(facts.triples()):
        if done % 200_000 == 0:
            progress("shapes: terms", done, None)
        used.add(quad.predicate.value)
        if quad.predicate.value == str(RDF.type):
            used.add(str(to_rdflib(quad.object)))
    for term in used - {str(each) for each in _ontology().subjects(RDF.type, None)}:
        if term.startswith(SK):
            yield Finding(
                severity="violation", shape="DeclaredTerm", focus=term, path="", value="", message=message[lang]
            )


def _doubtful(shapes: Graph, facts: Facts, progress: Progress) -> Iterator[tuple[Node, Term]]:
    """Each (shape, focus) that is not surely right, in the order of the shapes' names."""
    from rdflib import SH

    from kg.ontology.sure import Sure

    sure = Sure(shapes, facts)
    named = sorted({*shapes.subjects(SH.message)}, key=str)
    for done, shape in enumerate(named):
        progress("shapes", done, len(named))
        test = sure.test(shape)
        yield from ((shape, focus) for focus in _targets(shape, shapes, facts) if not test(focus))


def _targets(shape: Node, shapes: Graph, facts: Facts) -> set[Term]:
    """What a shape looks at: things of a class, subjects or objects of a property, what a query finds."""
    import pyoxigraph as ox
    from rdflib import SH

    found: set[Term] = set()
    for cls in shapes.objects(shape, SH.targetClass):
        found |= facts.instances(ox.NamedNode(str(cls)))
    for predicate in shapes.objects(shape, SH.targetSubjectsOf):
        found |= {quad.subject for quad in facts.triples(None, ox.NamedNode(str(predicate)))}
    for predicate in shapes.objects(shape, SH.targetObjectsOf):
        found |= {quad.object for quad in facts.triples(None, ox.NamedNode(str(predicate)))}
    for target in shapes.objects(shape, SH.target):
        prefixes = {
            str(shapes.value(declared, SH.prefix)): str(shapes.value(declared, SH.namespace))
            for declared in shapes.objects(shapes.value(target, SH.prefixes), SH.declare)
        }
        rows = facts.store.query(str(shapes.value(target, SH.select)), prefixes=prefixes)
        found |= {row[0] for row in cast("ox.QuerySolutions", rows)}
    return found


def _judged(doubtful: Sequence[tuple[Node, Term]], shapes: Graph, facts: Facts, lang: str) -> set[Finding]:
    """What pySHACL finds of some things, with shapes that look at them alone."""
    import pyoxigraph as ox
    from rdflib import SH, Graph

    from kg.ontology.sure import from_rdflib, to_rdflib

    aimed, graph = Graph(), Graph()
    for triple in shapes:
        if triple[1] not in (SH.target, SH.targetClass, SH.targetSubjectsOf, SH.targetObjectsOf):
            aimed.add(triple)
    for shape, focus in doubtful:
        aimed.add((shape, SH.targetNode, facts.told(focus)))
    for triples in (_class_tree_and_concepts(), _described({focus for _, focus in doubtful}, shapes, facts)):
        for triple in triples:
            graph.add(triple)

    def users(predicate: Node, value: Node) -> Iterator[str]:
        for quad in facts.triples(None, ox.NamedNode(str(predicate)), from_rdflib(value)):
            yield str(to_rdflib(quad.subject))

    return _validate(graph, aimed, lang, users, shapes)


def _described(things: set[Term], shapes: Graph, facts: Facts) -> Iterator[tuple[Node, Node, Node]]:
    """What the shapes look at, of some things and of what these point to, as far as the longest path leads."""
    import pyoxigraph as ox
    from rdflib import RDF, RDFS, SH, URIRef
    from rdflib.collection import Collection

    from kg.ontology.sure import to_rdflib

    paths = set(shapes.objects(None, SH.path))
    lists = [list(Collection(shapes, path)) for path in paths if not isinstance(path, URIRef)]
    asked = {RDF.type, *paths, *(each for steps in lists for each in steps)}
    asked.update(shapes.objects(None, SH.disjoint), shapes.objects(None, SH.equals))
    properties = [ox.NamedNode(each) for each in asked if isinstance(each, URIRef)]
    todo = things
    done: set[Term] = set()
    for _ in range(1 + max(map(len, lists), default=1)):
        quads = [
            quad
            for each in todo
            if not isinstance(each, ox.Literal)
            for property_ in properties
            for quad in facts.triples(each, property_)
        ]
        yield from ((to_rdflib(q.subject), to_rdflib(q.predicate), facts.told(q.object)) for q in quads)
        done |= todo
        todo = {quad.object for quad in quads} - done
    for quad in facts.triples(None, ox.NamedNode(RDFS.subClassOf)):
        yield to_rdflib(quad.subject), to_rdflib(quad.predicate), to_rdflib(quad.object)


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


def _validate(graph: Graph, shapes: Graph, lang: str, users: Users, said: Graph | None = None) -> set[Finding]:
    """The findings of pySHACL, each one once. `said` are the shapes as they are written, where these are others."""
    import pyshacl
    from rdflib import RDF, SH, Graph

    _, report, text = pyshacl.validate(graph, shacl_graph=shapes, inference="none", advanced=True, inplace=True)
    if not isinstance(report, Graph):
        raise RuntimeError(f"the shapes could not be run: {text}")
    findings: set[Finding] = set()
    for result in report.subjects(RDF.type, SH.ValidationResult):
        findings.update(_findings(result, report, said or shapes, lang, users))
    return findings


def _findings(result: Node, report: Graph, shapes: Graph, lang: str, users: Users) -> Iterator[Finding]:
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
        for user in users(predicate, focus):
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
