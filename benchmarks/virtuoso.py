"""What Virtuoso answers otherwise, and what is right of it once path closures lie in the graph.

    python benchmarks/virtuoso.py

`kg` refuses Virtuoso on opening, since it loses rows of a UNION. Here it is asked all the same: every Question with the
parameters of its expected answers over the made-up world (tests/world.ttl), first as it stands, then with each path of
`PATHS` that goes on (`+`, `*`) written as one property, whose triples lie in a graph of their own that is asked beside
the canonical one. Nothing but this reads that graph: what it mends leaves more wrong than an answer may be.
"""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any
from unittest import mock

import _engines
import pyoxigraph as ox
from _common import table
from _engines import Engine, serving, valued

from kg.api import Samkart
from kg.errors import KgError
from kg.questions.question import Question
from kg.store.endpoint.opening import ALONE, Opened
from kg.store.remote import RemoteView
from kg.store.view import LocalView
from kg.vocab import CANONICAL, PREFIXES
from tests.conftest import WORLD, build_home
from tests.queries import world as expected

NAME = "Virtuoso, canonical graph"
QUERIES = Path(__file__).parents[1] / "tests" / "queries"
CLOSURES = "urn:x-samkart:closures"
PATHS = {
    "(^org:resultingOrganization/org:originalOrganization)": "predecessor",
    "(^skos:broader)": "narrower",
    "(^sk:project/sk:party/sk:country)": "in-country",
    "skos:broader": "broader",
    "sk:partOf": "part-of",
    "rdfs:subClassOf": "subclass",
}
"""Paths that Questions follow as far as they go, and what their closures are called here."""


def closed(text: str) -> str:
    """A query with its endless paths written as properties."""
    for path, name in PATHS.items():
        text = text.replace(f"{path}+", f"<{CLOSURES}/{name}>").replace(f"{path}*", f"<{CLOSURES}/{name}-or-self>")
    return text


def closures(file: Path) -> list[str]:
    """The closures of a graph, a file of N-Quads, as such lines; all is beside itself in `…-or-self`."""
    store = ox.Store()
    store.load(path=str(file))
    named = ox.NamedNode(CANONICAL)
    things = {term for quad in store.quads_for_pattern(None, None, None, named) for term in (quad.subject, quad.object)}
    found = set()
    for path, name in PATHS.items():
        query = f"SELECT DISTINCT ?s ?o {{ ?s {path}+ ?o }}"
        answer: Any = store.query(query, prefixes=PREFIXES, default_graph=[named])
        pairs = {(row["s"], row["o"]) for row in answer}
        found |= {f"{s} <{CLOSURES}/{name}> {o} <{CLOSURES}> .\n" for s, o in pairs}
        both = pairs | {(thing, thing) for thing in things if isinstance(thing, ox.NamedNode)}
        found |= {f"{s} <{CLOSURES}/{name}-or-self> {o} <{CLOSURES}> .\n" for s, o in both}
    return sorted(found)


@contextmanager
def started(home: Path, folder: Path, *, with_closures: bool) -> Iterator[tuple[Engine, RemoteView]]:
    """Virtuoso over a graph, and a view that asks it in spite of its wrong answers."""
    start, alone = _engines.ENGINES[NAME]

    def more(program: str, file: Path, there: Path, port: int) -> _engines.Started:
        if with_closures:
            lines = closures(file)
            with file.open("a", encoding="utf-8") as stream:
                stream.writelines(lines)
        return start(program, file, there, port)

    graphs = (*ALONE, *((("default-graph-uri", CLOSURES),) if with_closures else ()))
    with mock.patch.dict(_engines.ENGINES, {NAME: (more, alone)}), serving(NAME, home, folder) as served:
        view = RemoteView(served.address, timeout=60)
        view.__dict__["_opened"] = Opened(graphs)
        yield served, view


def rows(samkart: Samkart, text: str, question: Question, params: dict[str, str]) -> Counter[tuple[object, ...]]:
    """The rows of an answer, in no order."""
    terms = {name: expected.term(question.parameters[name].type, value) for name, value in params.items()}
    return Counter(tuple(map(valued, row)) for row in samkart.query(text, terms))


def differing(world: Samkart, served: Engine, view: RemoteView, written: Callable[[str], str] = str) -> dict[str, str]:
    """The Questions that are answered otherwise over the made-up world, and how."""
    remote, found = Samkart(view), {}
    for question in world.questions():
        for case in expected.cases(QUERIES / f"{question.name}.json"):
            if case.get("extra") or question.name in found:
                continue
            here = rows(world, question.sparql, question, case["params"])
            try:
                there = served.asked(partial(rows, remote, written(question.sparql), question, case["params"]))
            except KgError as error:
                found[question.name] = f"error: {str(error).partition(': ')[2][:90]}"
                continue
            if there != here:
                less, more = (sum((one - other).values()) for one, other in ((here, there), (there, here)))
                found[question.name] = f"{less} of {sum(here.values())} rows wrong or lost, {more} made up"
    return found


def main() -> None:
    """Ask both ways and print."""
    with tempfile.TemporaryDirectory() as folder:
        home = build_home(Path(folder) / "world", WORLD)
        told = []
        with Samkart(LocalView(home)) as world:
            ways: tuple[tuple[bool, Callable[[str], str]], ...] = ((False, str), (True, closed))
            for with_closures, written in ways:
                made = Path(folder) / written.__name__
                with started(home, made, with_closures=with_closures) as (served, view):
                    told.append(differing(world, served, view, written))
            every = len(list(world.questions()))
    plain, mended = told
    table(
        ["Question", "as it stands", "closures in the graph"],
        [[name, plain.get(name, "right"), mended.get(name, "right")] for name in sorted({*plain, *mended})],
    )
    print(f"\n{every - len(plain)} of {every} right as they stand, {every - len(mended)} with closures,")
    print(f"{every - len(plain.keys() & mended.keys())} where each is asked as it is answered rightly")


if __name__ == "__main__":
    main()
