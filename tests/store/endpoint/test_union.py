"""An engine whose default graph is the union of all graphs is found out, and asked for the canonical graph alone."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.api import Samkart
from kg.errors import KgError
from kg.store.remote import RemoteView
from kg.vocab import CANONICAL, SKC
from tests.conftest import served_by
from tests.store.endpoint.hostile import JSON, LITERAL, table

UNION = ("--union-default-graph",)


@pytest.fixture(scope="module")
def exports(embedded_home: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[bool, Path]:
    """The embedded graph in a store of Oxigraph's, as it is and with the canonical layer as a graph of its own."""
    program = shutil.which("oxigraph", path=str(Path(sys.executable).parent)) or shutil.which("oxigraph")
    if program is None:
        pytest.skip("no oxigraph server on this machine (pip install oxigraph)")
    from kg.store.view import LocalView

    found = {}
    for named in (False, True):
        folder = tmp_path_factory.mktemp("export")
        with Samkart(LocalView(embedded_home)) as samkart:
            samkart.write_rdf(folder / "all.nq", canonical_graph=named)
        where = ["--location", str(folder / "rdf"), "--file", str(folder / "all.nq")]
        subprocess.run([program, "load", *where], check=True, capture_output=True)
        found[named] = folder / "rdf"
    return found


@pytest.fixture(params=[(), UNION], ids=["default graph", "union"])
def canonical(exports: dict[bool, Path], request: pytest.FixtureRequest) -> Iterator[Samkart]:
    with served_by(exports[True], *request.param) as address:
        yield Samkart(RemoteView(address))


def test_the_canonical_graph_is_asked_alone(embedded: Samkart, canonical: Samkart) -> None:
    subjects = {str(triple.subject).strip("<>") for triple in embedded.statements("")}
    concepts = sorted(iri for iri in subjects if iri.startswith(SKC))  # schemes and collections among them
    assert len(concepts) > 100
    for actor in ("baerum", "asker"):
        here, there = (
            [(p.entity, p.shared.counts, p.shared.latest, p.shared.certainties) for p in each.who(actor)]
            for each in (embedded, canonical)
        )
        assert there == here
    for question, given in (("actor/ties", {"actor": "asker"}), ("source/of-fact", {"entity": "actor/asker"})):
        assert canonical.ask(question, **given).table.rows == embedded.ask(question, **given).table.rows
    for language in ("nb", "nn", "en"):
        assert canonical.view.entities(concepts, language) == embedded.view.entities(concepts, language)
    assert canonical.source_names() == embedded.source_names()
    assert canonical.rdf("nquads", source="cldr") == embedded.rdf("nquads", source="cldr")
    assert len(canonical.graph.default_graph) == len(embedded.graph.default_graph)


def test_what_is_exported_again_is_the_same(embedded: Samkart, canonical: Samkart) -> None:
    """But for the labels of blank nodes, which an engine gives itself."""
    here, there = (
        [line for line in each.rdf("nquads").splitlines() if "_:" not in line] for each in (embedded, canonical)
    )
    assert there == here


def test_a_union_of_all_graphs_is_refused(exports: dict[bool, Path]) -> None:
    with served_by(exports[False], *UNION) as address:
        view = RemoteView(address)
        told = f"{address} answers wrongly: its default graph is the union of all its graphs"
        for function in (
            lambda: view.search("Asker"),
            lambda: view.graph_names(),
            lambda: view.query_apart("SELECT ?s { ?s a sk:Network }"),
            lambda: len(view.graph.default_graph),
        ):
            with pytest.raises(KgError, match=told):
                function()
        own = "SELECT ?s FROM <https://w3id.org/samkart/source/cldr> { ?s a sk:Country } LIMIT 1"
        assert len(list(view.query_apart(own))) == 1


def test_the_graph_is_written_under_its_name(world: Samkart) -> None:
    quads = list(ox.parse(world.rdf("nquads", canonical=True, canonical_graph=True), ox.RdfFormat.N_QUADS))
    assert {quad.graph_name for quad in quads} == {ox.NamedNode(CANONICAL)}
    assert {quad.triple for quad in quads} == set(world.statements(""))
    for wrong in ({"source": "lover"}, {"layer": "sources"}, {"form": "turtle", "canonical": True}):
        with pytest.raises(KgError):
            world.rdf(canonical_graph=True, **wrong)


class Fake:
    """A view whose endpoint answers as an engine does that no machine here has."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, answers: dict[str, bytes]) -> None:
        from kg.store.endpoint.transport import Received
        from kg.store.spool import Spool

        def fetch(*given: object) -> Received:
            query = str(given[1])
            body = next(body for begins, body in answers.items() if begins in query)
            content = Spool()
            content.write(body)
            content.rewind()
            return Received("http://a/", JSON, {}, content)

        monkeypatch.setattr("kg.store.remote.fetch", fetch)
        self.view = RemoteView("http://a/")


FALSE = b'{"head":{},"boolean":false}'


def opening(derived: int, merged: int, once: int, named: int) -> bytes:
    cells = {"derived": derived, "merged": merged, "once": once, "named": named}
    row = ", ".join(f'"{name}": {{"type": "literal", "value": "{value}"}}' for name, value in cells.items())
    head = ", ".join(f'"{name}"' for name in cells)
    return f'{{"head":{{"vars":[{head}]}},"results":{{"bindings":[{{{row}}}]}},"meta":{{"time":1}}}}'.encode()


NUMBERS = b'{"head":{"vars":["number"]},"results":{"bindings":[%s]}}'
FIVE = NUMBERS % b",".join(b'{"number":{"type":"literal","value":"%d"}}' % number for number in range(1, 6))


@pytest.mark.parametrize(
    ("held", "probe", "numbers", "told"),
    [
        (FALSE, opening(20, 0, 2, 1), FIVE, "its default graph is the union"),
        (FALSE, opening(20, 7, 1, 1), FIVE, "its default graph is the union"),
        (FALSE.replace(b"false", b"true"), opening(20, 7, 1, 1), FIVE, "default-graph-uri"),
        (FALSE, opening(0, 0, 0, 0), FIVE, "holds no graph of Samkart's"),
        (FALSE, opening(20, 0, 1, 0), FIVE, "a graph of an older Samkart"),
        (FALSE, opening(20, 0, 1, 1), NUMBERS % b"", "loses rows of a UNION"),
        (FALSE, opening(20, 0, 1, 1), FIVE.replace(b"5", b"4"), "loses rows of a UNION"),
        (FALSE, opening(20, 0, 1, 1).replace(b'"20"', b'"many"'), FIVE, "is not what was asked for"),
    ],
)
def test_a_known_question_that_is_answered_wrongly(
    monkeypatch: pytest.MonkeyPatch, held: bytes, probe: bytes, numbers: bytes, told: str
) -> None:
    mine = table(LITERAL, "x")
    view = Fake(monkeypatch, {"GRAPH": held, "?derived": probe, "?number": numbers, "SELECT ?x": mine}).view
    with pytest.raises(KgError, match=told):
        view.search("Asker")
    own = "SELECT ?x { ?x ?y ?z }"
    if "union" in told or "default-graph-uri" in told:
        with pytest.raises(KgError, match=told):
            view.query_apart(own)
    else:
        assert len(list(view.query_apart(own))) == 1
    if "UNION" in told:
        with pytest.raises(KgError, match=told):
            view.query_apart("SELECT ?x { { ?x ?y ?z } UNION { ?z ?y ?x } }")
