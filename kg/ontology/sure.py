"""What surely conforms to a shape, told by a few look-ups in the store, so that pySHACL is shown only the rest.

A test made here is on the safe side: it says yes only where pySHACL would find nothing, and no for every constraint
that it does not know. It decides nothing else: whatever is not sure is judged by pySHACL.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Protocol, TypeAlias, cast

import pyoxigraph as ox
from rdflib import RDF, RDFS, SH, BNode, Literal, URIRef
from rdflib.collection import Collection

from kg.ids import is_date
from kg.vocab import XSD

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node

__all__ = ["Facts", "Sure", "from_rdflib", "quad_of", "to_rdflib"]

Term: TypeAlias = ox.NamedNode | ox.BlankNode | ox.Literal
Test: TypeAlias = Callable[[Term, set[Term]], bool]
"""(focus, its values) → do they surely conform?"""

_TYPE, _BELOW = ox.NamedNode(RDF.type), ox.NamedNode(RDFS.subClassOf)
_SAID = {
    RDF.type,
    SH.message,
    SH.severity,
    SH.path,
    SH.target,
    SH.targetClass,
    SH.targetNode,
    SH.targetObjectsOf,
    SH.targetSubjectsOf,
}
"""What a shape says that is no constraint."""

_FORMS = {
    XSD + "string": "(?s:.*)",
    XSD + "decimal": r"[+-]?[0-9]+(\.[0-9]+)?",
    XSD + "integer": r"[+-]?[0-9]+",
    XSD + "boolean": "true|false",
    XSD + "gYear": "[0-9]{4}",
    XSD + "gYearMonth": "[0-9]{4}-[0-9]{2}",
    XSD + "date": "[0-9]{4}-[0-9]{2}-[0-9]{2}",
}
_DATES = {XSD + "gYear", XSD + "gYearMonth", XSD + "date"}


def from_rdflib(node: Node) -> Term:
    """The same term in pyoxigraph."""
    if isinstance(node, URIRef):
        return ox.NamedNode(node)
    if isinstance(node, BNode):
        return ox.BlankNode(node)
    if not isinstance(node, Literal):
        raise TypeError(f"{node!r} is no RDF term")
    if node.language:
        return ox.Literal(str(node), language=node.language)
    return ox.Literal(str(node), datatype=ox.NamedNode(node.datatype or XSD + "string"))


def quad_of(triple: tuple[Node, Node, Node]) -> ox.Quad:
    """A triple of rdflib for the default graph of a store."""
    subject, predicate, value = map(from_rdflib, triple)
    return ox.Quad(cast("ox.NamedNode", subject), cast("ox.NamedNode", predicate), value)


def to_rdflib(term: Term) -> URIRef | BNode | Literal:
    """The same term in rdflib, where a plain string has no datatype."""
    if isinstance(term, ox.NamedNode):
        return URIRef(term.value)
    if isinstance(term, ox.BlankNode):
        return BNode(term.value)
    if term.language:
        return Literal(term.value, lang=term.language)
    plain = term.datatype.value == XSD + "string"
    return Literal(term.value, datatype=None if plain else URIRef(term.datatype.value), normalize=False)


class Fact(Protocol):
    """A triple of the default graph."""

    @property
    def subject(self) -> Term: ...

    @property
    def predicate(self) -> ox.NamedNode: ...

    @property
    def object(self) -> Term: ...


class Facts:
    """Look-ups in the default graph of a store together with some triples beside it (the vocabulary).

    `spelt` holds the literals that were written otherwise than the store keeps them (65.0 is kept as 65).
    """

    def __init__(self, store: ox.Store, spelt: Mapping[Term, Node], beside: Iterable[tuple[Node, Node, Node]]) -> None:
        self.store = store
        self.spelt = spelt
        self.beside = ox.Store()
        quads = [quad_of(triple) for triple in beside]
        self.beside.extend(quads)
        self._kept = {quad.predicate for quad in quads}

    def triples(
        self, subject: Term | None = None, predicate: ox.NamedNode | None = None, value: Term | None = None
    ) -> Iterator[Fact]:
        """Those that fit; what stands in both places comes twice."""
        for store in (self.store, self.beside) if predicate is None or predicate in self._kept else (self.store,):
            found = store.quads_for_pattern(cast("ox.NamedNode", subject), predicate, value, ox.DefaultGraph())
            yield from cast("Iterator[Fact]", found)

    def told(self, term: Term) -> Node:
        """A term in rdflib, as it was written."""
        return self.spelt.get(term) or to_rdflib(term)

    def values(self, focus: Term, steps: Iterable[ox.NamedNode]) -> set[Term]:
        """Where a path of properties leads from a term; itself, if there are no steps."""
        found = {focus}
        for step in steps:
            found = {
                quad.object for each in found if not isinstance(each, ox.Literal) for quad in self.triples(each, step)
            }
        return found

    def narrower(self, cls: ox.NamedNode) -> set[Term]:
        """A class and all below it."""
        found: set[Term] = {cls}
        todo = [cls]
        while todo:
            for quad in self.triples(None, _BELOW, todo.pop()):
                if quad.subject not in found and isinstance(quad.subject, ox.NamedNode):
                    found.add(quad.subject)
                    todo.append(quad.subject)
        return found

    def instances(self, cls: ox.NamedNode) -> set[Term]:
        """The things of a class or of one below it."""
        return {quad.subject for each in self.narrower(cls) for quad in self.triples(None, _TYPE, each)}


class Sure:
    """Tests made from shapes."""

    def __init__(self, shapes: Graph, facts: Facts) -> None:
        self.shapes = shapes
        self.facts = facts
        self._narrower = cache(facts.narrower)

    def test(self, shape: Node) -> Callable[[Term], bool]:
        """Whether a focus surely conforms to a shape."""
        steps = self.steps(self.shapes.value(shape, SH.path))
        if steps is None:
            return lambda focus: False
        tests: list[Test] = []
        for predicate, value in self.shapes.predicate_objects(shape):
            maker = _MAKERS.get(str(predicate).removeprefix(str(SH)))
            if predicate in _SAID or predicate == SH.qualifiedValueShape:
                continue
            if maker is None:
                return lambda focus: False
            tests.append(maker(self, value, shape))

        def holds(focus: Term) -> bool:
            values = self.facts.values(focus, steps)
            return all(test(focus, values) for test in tests)

        return holds

    def steps(self, path: Node | None) -> list[ox.NamedNode] | None:
        """The properties of a path that is one or a sequence of some; None for another kind of path."""
        if path is None:
            return []
        steps = [path] if isinstance(path, URIRef) else list(Collection(self.shapes, path))
        known = [ox.NamedNode(step) for step in steps if isinstance(step, URIRef)]
        return known if known and len(known) == len(steps) else None

    def members(self, node: Node) -> list[Callable[[Term], bool]]:
        """The tests of a list of shapes."""
        return [self.test(each) for each in Collection(self.shapes, node)]

    def of_class(self, cls: ox.NamedNode, value: Term) -> bool:
        """Is it of a class or of one below it?"""
        return not self._narrower(cls).isdisjoint(self.facts.values(value, [_TYPE]))


def _each(test: Callable[[Term], bool]) -> Test:
    return lambda focus, values: all(map(test, values))


def _datatype(term: Term, name: str) -> bool:
    if not isinstance(term, ox.Literal) or term.datatype.value != name or name not in _FORMS:
        return False
    return bool(re.fullmatch(_FORMS[name], term.value)) and (name not in _DATES or is_date(term.value))


def _number(term: Term) -> Decimal | None:
    known = any(_datatype(term, XSD + name) for name in ("decimal", "integer"))
    return Decimal(term.value) if known else None


def _bound(limit: Node, keeps: Callable[[Decimal, Decimal], bool]) -> Test:
    most = _number(from_rdflib(limit))
    return _each(lambda term: most is not None and (n := _number(term)) is not None and keeps(n, most))


def _languages(values: set[Term]) -> Counter[str]:
    return Counter(each.language.lower() for each in values if isinstance(each, ox.Literal) and each.language)


def _language_in(known: set[str]) -> Test:
    return _each(lambda term: isinstance(term, ox.Literal) and (term.language or "").lower() in known)


def _other(sure: Sure, focus: Term, property_: Node) -> set[Term]:
    return sure.facts.values(focus, [ox.NamedNode(str(property_))])


def _not(sure: Sure, node: Node) -> Test:
    """Known only of a shape that wants one value of a property."""
    value, steps = sure.shapes.value(node, SH.hasValue), sure.steps(sure.shapes.value(node, SH.path))
    if value is None or steps is None or {*sure.shapes.predicates(node)} != {SH.path, SH.hasValue}:
        return lambda focus, values: False
    wanted = from_rdflib(value)
    return _each(lambda term: wanted not in sure.facts.values(term, steps))


def _qualified(sure: Sure, least: Node, shape: Node) -> Test:
    inner = sure.shapes.value(shape, SH.qualifiedValueShape)
    if inner is None:
        return lambda focus, values: False
    test = sure.test(inner)
    return lambda focus, values: sum(map(test, values)) >= int(str(least))


def _at_most(sure: Sure, most: Node, shape: Node) -> Test:
    """Known only of values that fit a pattern, which is all that is then asked of them."""
    inner = sure.shapes.value(shape, SH.qualifiedValueShape)
    if inner is None or {*sure.shapes.predicates(inner)} != {SH.pattern}:
        return lambda focus, values: False
    test = sure.test(inner)
    return lambda focus, values: sum(map(test, values)) <= int(str(most))


def _class(sure: Sure, node: Node) -> Test:
    cls = ox.NamedNode(str(node))
    return _each(lambda term: not isinstance(term, ox.Literal) and sure.of_class(cls, term))


def _pattern(node: Node) -> Test:
    fits = re.compile(str(node)).match
    return _each(lambda term: not isinstance(term, ox.BlankNode) and bool(fits(term.value)))


def _one_of(tests: list[Callable[[Term], bool]]) -> Test:
    return _each(lambda term: any(test(term) for test in tests))


def _all_of(tests: list[Callable[[Term], bool]]) -> Test:
    return _each(lambda term: all(test(term) for test in tests))


_MAKERS: dict[str, Callable[[Sure, Node, Node], Test]] = {
    "minCount": lambda sure, node, shape: lambda focus, values: len(values) >= int(str(node)),
    "maxCount": lambda sure, node, shape: lambda focus, values: len(values) <= int(str(node)),
    "hasValue": lambda sure, node, shape: lambda focus, values: from_rdflib(node) in values,
    "uniqueLang": lambda sure, node, shape: lambda focus, values: max(_languages(values).values(), default=0) <= 1,
    "disjoint": lambda sure, node, shape: lambda focus, values: values.isdisjoint(_other(sure, focus, node)),
    "equals": lambda sure, node, shape: lambda focus, values: values == _other(sure, focus, node),
    "datatype": lambda sure, node, shape: _each(lambda term: _datatype(term, str(node))),
    "class": lambda sure, node, shape: _class(sure, node),
    "nodeKind": lambda sure, node, shape: _each(lambda term: node == SH.IRI and isinstance(term, ox.NamedNode)),
    "pattern": lambda sure, node, shape: _pattern(node),
    "minInclusive": lambda sure, node, shape: _bound(node, lambda number, limit: number >= limit),
    "maxInclusive": lambda sure, node, shape: _bound(node, lambda number, limit: number <= limit),
    "languageIn": lambda sure, node, shape: _language_in({str(each).lower() for each in Collection(sure.shapes, node)}),
    "or": lambda sure, node, shape: _one_of(sure.members(node)),
    "and": lambda sure, node, shape: _all_of(sure.members(node)),
    "not": lambda sure, node, shape: _not(sure, node),
    "qualifiedMinCount": _qualified,
    "qualifiedMaxCount": _at_most,
}
