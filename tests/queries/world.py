"""The made-up world in two engines, and how an answer is written in the expected files.

An expected file is a list of cases `{"params": …, "extra": …, "rows": …}`: parameters as keys, what is added to
tests/world.ttl (TriG; a broken piece for the hygiene Questions), and the whole answer. In rows things are known by
their keys (`fjordby`), by kind and key where a column may hold several kinds (`project/groennby`), terms as CURIEs.
"""

from __future__ import annotations

import json
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import rdflib

from kg.questions.naming import ENTITY_TYPES
from kg.questions.question import Question
from kg.store.substitute import substitute
from kg.vocab import PREFIXES, SK, SKC, SKD, SRC, XSD, concept, entity
from tests import conftest

WORLD = Path(__file__).parents[1] / "world.ttl"
TURTLE = "".join(f"@prefix {prefix}: <{namespace}> .\n" for prefix, namespace in PREFIXES.items())
KINDS = {"network": "actor"}  # types whose IRIs are under another name
SCHEMES = {"theme", "level", "status", "role", "area", "aim", "motivation", "concept"}
NUMBERS = {XSD + "integer", XSD + "decimal"}


def term(kind: str, value: str) -> ox.NamedNode | ox.Literal:
    """What a parameter is bound to: things and concepts by key, classes by their local name, numbers, text."""
    if kind == "kind":
        return ox.NamedNode(SK + value)
    if kind == "iri":
        return ox.NamedNode(value if value.startswith(SRC) else SKD + value)
    if kind == "concept":
        scheme, _, key = value.partition("/")
        return ox.NamedNode(concept(scheme, key))
    if kind in SCHEMES:
        return ox.NamedNode(concept(kind, value))
    if kind in ENTITY_TYPES:
        return ox.NamedNode(entity(KINDS.get(kind, kind), value))
    if kind in ("integer", "decimal"):
        return ox.Literal(value, datatype=ox.NamedNode(XSD + kind))
    return ox.Literal(value)


def text(question: Question, params: dict[str, str]) -> str:
    """The query with its parameters in place."""
    return substitute(question.sparql, {n: term(question.parameters[n].type, v) for n, v in params.items()})


def shown(kind: str, value: str, datatype: str | None) -> object:
    """A cell as it stands in an expected file; `datatype` is None for an IRI."""
    if datatype is None:
        for base in (SKD, SKC):
            if value.startswith(base):
                path = value.removeprefix(base)
                return path if kind in ("entity", "iri", "concept") else path.partition("/")[2]
        for prefix, namespace in PREFIXES.items():
            if value.startswith(namespace) and prefix not in ("src", "schema"):
                return f"{prefix}:{value.removeprefix(namespace)}"
        return value
    if datatype in NUMBERS:
        return Decimal(value)
    return value in ("true", "1") if datatype == XSD + "boolean" else value


@cache
def derived(extra: str) -> bytes:
    """What a build works out of the world and what is added to it, as N-Triples."""
    store = ox.Store()
    store.load(path=str(WORLD))
    store.load((TURTLE + extra).encode(), ox.RdfFormat.TRIG)
    return conftest.derived(store)


def ask_oxigraph(question: Question, params: dict[str, str], extra: str) -> list[list[object]]:
    """The answer of pyoxigraph."""
    store = ox.Store()
    store.load(path=str(WORLD))
    store.load((TURTLE + extra).encode(), ox.RdfFormat.TRIG)
    store.load(derived(extra), ox.RdfFormat.N_TRIPLES)
    solutions: Any = store.query(text(question, params))
    return [
        [
            None if cell is None else shown(c.type, cell.value, getattr(getattr(cell, "datatype", None), "value", None))
            for c, cell in zip(question.columns, row, strict=True)
        ]
        for row in solutions
    ]


def ask_rdflib(question: Question, params: dict[str, str], extra: str) -> list[list[object]]:
    """The answer of rdflib's own SPARQL engine."""
    dataset = rdflib.Dataset()
    dataset.parse(data=WORLD.read_text("utf-8"), format="turtle")
    dataset.parse(data=TURTLE + extra, format="trig")
    dataset.parse(data=derived(extra), format="nt")
    answer: Any = dataset.query(text(question, params))
    return [
        [None if cell is None else _rdflib_cell(c.type, cell) for c, cell in zip(question.columns, row, strict=True)]
        for row in answer
    ]


def _rdflib_cell(kind: str, cell: Any) -> object:
    if not isinstance(cell, rdflib.Literal):
        return shown(kind, str(cell), None)
    return shown(kind, str(cell), str(cell.datatype) if cell.datatype else XSD + "string")


def cases(path: Path) -> list[dict[str, Any]]:
    """The cases of an expected file; numbers are read exactly."""
    found: list[dict[str, Any]] = json.loads(path.read_text("utf-8"), parse_float=Decimal)
    return found
