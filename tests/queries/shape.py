"""What makes Oxigraph scan the graph where a look-up would do, told from the text of a query.

Measured over all of Horizon Europe, the answers being the same (benchmarks/questions.py):

- Patterns of an OPTIONAL that hang together only by what is known outside of it (`?place lat ?x ; long ?y`) are joined
  for the whole graph. One of them goes into an OPTIONAL or a FILTER EXISTS of its own.
- A sub-SELECT or MINUS in an OPTIONAL is worked out for the whole graph.
- Each pattern of an EXISTS is looked up by what is known outside, not by what the others find: so each has to name
  such a thing, or a constant other than a class. A path in several steps counts as several patterns, unless it is
  written as one: `sk:programme|(sk:programme/sk:partOf+)`, not `sk:programme/sk:partOf*`.
- A path of any length (`+`, `*`) is thought to be long. Where it starts at a parameter, this is given a name first by
  BIND, and a UNION that has one is not joined with plain patterns.
- rdflib answers an EXISTS within an EXISTS wrongly.

And what is answered wrongly: an EXISTS on what only an OPTIONAL gives is true of everything where that gives nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from rdflib import RDF, Variable
from rdflib.paths import MulPath, Path, SequencePath
from rdflib.plugins.sparql import prepareQuery
from rdflib.plugins.sparql.parserutils import CompValue
from rdflib.term import Node

from kg.vocab import PREFIXES

_EXISTS = ("Builtin_EXISTS", "Builtin_NOTEXISTS")
_ASIDE = ("_vars", "PV", "triples")  # parts of a node that hold no other nodes


def faults(text: str) -> list[str]:
    """What in a query may make the engine scan the graph, sorted."""
    parameters = {Variable(name) for name in re.findall(r"\$(\w+)", re.sub(r"(?m)^#.*", "", text))}
    body = re.sub(r"VALUES \?(\w+) \{ \$\w+ \}", r"VALUES ?\1 { <urn:given> }", text)  # a list is put in here
    algebra = prepareQuery(body, initNs=PREFIXES).algebra
    return sorted(set(_faults(algebra, parameters, _variables(algebra) | parameters)))


def _faults(node: Any, parameters: set[Variable], outside: set[Variable]) -> Iterator[str]:
    for each in _nodes(node):
        if each.name in _EXISTS:
            yield from _exists(each.graph, outside)
            if any(inner.name in _EXISTS for inner in _nodes(each.graph)):
                yield "an EXISTS within an EXISTS"
        elif each.name == "Filter":
            yield from _unsure(each, parameters)
        elif each.name == "LeftJoin":
            yield from _optional(each, parameters)
        elif each.name in ("Join", "BGP"):
            yield from _endless(each, parameters)


def _nodes(node: Any) -> Iterator[CompValue]:
    """All nodes of the algebra from here downwards, what lies in an EXISTS left out."""
    if isinstance(node, list | tuple):
        for each in node:
            yield from _nodes(each)
    elif isinstance(node, CompValue):
        yield node
        if node.name not in _EXISTS:
            for key, each in node.items():
                if key not in _ASIDE:
                    yield from _nodes(each)


def _variables(node: Any) -> set[Variable]:
    """The variables of all patterns, and those that BIND and VALUES give."""
    found: set[Variable] = set()
    for each in _nodes(node):
        if each.name == "BGP":
            found.update(end for triple in each.triples for end in triple if isinstance(end, Variable))
        elif each.name == "Extend":
            found.add(each.var)
        elif each.name == "values":
            found.update(name for row in each.res for name in row)
    return found


def _needed(node: CompValue) -> Iterator[Any]:
    """The patterns (triples) of a group outside of its own OPTIONALs, and the nodes that are worked out as a whole."""
    if node.name == "BGP":
        yield from node.triples
    elif node.name == "Join":
        yield from _needed(node.p1)
        yield from _needed(node.p2)
    elif node.name == "LeftJoin":
        yield from _needed(node.p1)
    elif node.name in ("Filter", "Extend"):
        yield from _needed(node.p)
    elif node.name == "Minus" or (node.name == "ToMultiSet" and node.p.name != "values"):
        yield node


def _optional(node: CompValue, parameters: set[Variable]) -> Iterator[str]:
    known = _variables(node.p1) - parameters
    apart: list[tuple[set[Variable], bool]] = []  # variables of their own, and do they hang on what is known?
    for each in _needed(node.p2):
        if isinstance(each, CompValue):
            yield "an OPTIONAL with a sub-SELECT or MINUS"
            continue
        ends = {end for end in each if isinstance(end, Variable)} - parameters
        own, hangs = ends - known, bool(ends & known)
        for group in [group for group in apart if group[0] & own]:
            apart.remove(group)
            own, hangs = own | group[0], hangs or group[1]
        apart.append((own, hangs))
    if sum(hangs for _, hangs in apart) > 1:
        yield "an OPTIONAL whose patterns hang together only by what is known outside"


def _exists(node: CompValue, outside: set[Variable]) -> Iterator[str]:
    for each in _needed(node):
        if isinstance(each, CompValue):
            yield "an EXISTS with a sub-SELECT or MINUS"
            continue
        subject, path, value = each
        ends = [subject] if path == RDF.type else [subject, value]
        if isinstance(path, SequencePath):
            yield "an EXISTS with a path in several steps"
        elif all(isinstance(end, Variable) and end not in outside for end in ends):
            yield "an EXISTS with a pattern that names nothing known"


def _sure(node: CompValue) -> set[Variable]:
    """The variables that have a value in every row."""
    if node.name == "BGP":
        return {end for triple in node.triples for end in triple if isinstance(end, Variable)}
    if node.name == "Join":
        return _sure(node.p1) | _sure(node.p2)
    if node.name == "Union":
        return _sure(node.p1) & _sure(node.p2)
    if node.name in ("LeftJoin", "Minus"):
        return _sure(node.p1)
    if node.name == "Extend":  # what BIND works out may fail; another name, and a choice with one that is sure, do not
        known, said = _sure(node.p), node.expr
        choice = said.arg if isinstance(said, CompValue) and said.name == "Builtin_COALESCE" else [said]
        safe = any(each in known if isinstance(each, Variable) else isinstance(each, Node) for each in choice)
        return known | ({node.var} if safe else set())
    if node.name == "values":
        return set[Variable]().union(*node.res)
    return _sure(node.p) if isinstance(node.p, CompValue) else set()


def _unsure(node: CompValue, parameters: set[Variable]) -> Iterator[str]:
    unsure = _variables(node.p) - _sure(node.p) - parameters
    inside = list(_nodes(node.expr))
    tested = {each.arg for each in inside if each.name == "Builtin_BOUND"}
    for each in inside:
        if each.name in _EXISTS and _variables(each.graph) & (unsure - tested):
            yield "an EXISTS on what an OPTIONAL may not give"


def _endless(node: CompValue, parameters: set[Variable]) -> Iterator[str]:
    members = list(_members(node))
    patterns = [triple for each in members if each.name == "BGP" for triple in each.triples]
    anchored = [each for each in patterns if _is_anchored(each, parameters)]
    if len(patterns) > 1 and any(_has_endless(each[1]) for each in anchored):
        yield "a path of any length from a parameter or constant, with other patterns"
    unions = [each for each in members if each.name == "Union"]
    paths = (triple[1] for each in _nodes(unions) if each.name == "BGP" for triple in each.triples)
    if patterns and not anchored and any(map(_has_endless, paths)):
        yield "a UNION with a path of any length, with patterns that name nothing known"


def _members(node: CompValue) -> Iterator[CompValue]:
    """What is joined here, behind the filters, BINDs and OPTIONALs."""
    if node.name == "Join":
        yield from _members(node.p1)
        yield from _members(node.p2)
    elif node.name in ("LeftJoin", "Minus"):
        yield from _members(node.p1)
    elif node.name in ("Filter", "Extend"):
        yield from _members(node.p)
    else:
        yield node


def _is_anchored(triple: Any, parameters: set[Variable]) -> bool:
    subject, path, value = triple
    ends = [subject] if path == RDF.type else [subject, value]
    return any(not isinstance(end, Variable) or end in parameters for end in ends)


def _has_endless(path: Any) -> bool:
    if isinstance(path, MulPath):
        return path.more
    return isinstance(path, Path) and any(map(_has_endless, getattr(path, "args", [getattr(path, "arg", None)])))
