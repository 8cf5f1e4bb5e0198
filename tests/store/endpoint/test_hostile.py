"""Whatever an endpoint sends, the one who asks is told in a sentence, in bounded time and memory."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pyoxigraph as ox
import pytest

from kg.api import Samkart
from kg.errors import KgError, Usage
from kg.store.endpoint import transport
from kg.store.remote import RemoteView
from tests.store.endpoint.hostile import BODIES, BROKEN, GOOD, HEADERS, NOWHERE, TERMS, hostile


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with hostile() as (address, _):
        yield address


def ask(address: str, query: str = "SELECT ?x { ?x ?y ?z }", **options: str) -> object:
    return list(RemoteView(address, timeout=2, **options).query_apart(query))


@pytest.mark.parametrize("mode", [*BODIES, *BROKEN, *HEADERS])
def test_a_broken_answer_is_told(server: str, mode: str) -> None:
    with pytest.raises(KgError) as caught:
        ask(f"{server}/{mode}")
    assert len(str(caught.value)) < 600
    assert str(caught.value).isprintable()


@pytest.mark.parametrize("mode", GOOD)
def test_what_is_added_is_left_out(server: str, mode: str) -> None:
    (row,) = RemoteView(f"{server}/{mode}", timeout=2).query_apart("SELECT ?x { ?x ?y ?z }")
    assert row["x"] == ox.Literal("v")


@pytest.mark.parametrize("mode", NOWHERE)
def test_nobody_is_sent_elsewhere(server: str, mode: str) -> None:
    with pytest.raises(KgError, match=r"sends elsewhere .* which is not followed"):
        ask(f"{server}/{mode}")


@pytest.mark.parametrize("code", [301, 302, 307, 308])
def test_nobody_is_sent_in_a_circle(server: str, code: int) -> None:
    with pytest.raises(KgError, match="in a circle"):
        ask(f"{server}/circle/{code}")


def test_an_answer_without_end_is_ended(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(transport, "MOST", 10_000_000)
    with pytest.raises(KgError, match="answers with more than 9 MiB"):
        ask(f"{server}/infinite")


@pytest.mark.parametrize("mode", ["drip", "headers"])
def test_an_answer_by_drops_is_ended(server: str, monkeypatch: pytest.MonkeyPatch, mode: str) -> None:
    monkeypatch.setattr(transport, "LONGEST", 0.5)
    began = time.monotonic()
    with pytest.raises(KgError, match=r"has not finished its answer within 0\.5 seconds"):
        ask(f"{server}/{mode}")
    assert time.monotonic() - began < 5


@pytest.mark.parametrize(
    "address",
    ["http://", "http://[::1", "http://h:99999/", "http://h:x/", "http://a b/", "http://a\n/", "ftp://a/", "gopher"],
)
def test_what_is_no_address(address: str) -> None:
    with pytest.raises(Usage, match="is not the address of an endpoint"):
        RemoteView(address)


@pytest.mark.parametrize("mode", [*TERMS, "nothing"])
def test_values_of_another_kind_are_told(server: str, mode: str) -> None:
    """Each view's question gets rows whose every value is this; nothing but a KgError comes of it."""
    view = RemoteView(f"{server}/{mode}", timeout=2)
    actor = "https://w3id.org/samkart/id/actor/x"
    asked = {
        "search": lambda: view.search("x"),
        "encounters": lambda: view.encounters([actor]),
        "entities": lambda: view.entities([actor]),
        "incidence": lambda: view.incidence(["project"]),
        "labels": lambda: view.labels(["theme"]),
        "narrower": lambda: view.narrower(actor),
        "sources_of": lambda: view.sources_of(actor),
        "network_rows": view.network_rows,
        "predecessors": lambda: view.predecessors(actor),
        "statements": lambda: list(view.statements(None)),
        "graph_names": view.graph_names,
    }
    told = []
    for name, function in asked.items():
        try:
            function()
        except KgError as error:
            told.append(name)
            assert "is not what was asked for" in str(error)
    assert told == [*asked] if mode == "nothing" else len(told) >= 2 if mode == "iris" else len(told) >= 8


def test_a_table_where_a_graph_is_due(server: str) -> None:
    samkart = Samkart(RemoteView(f"{server}/literals", timeout=2))
    with pytest.raises(KgError):
        samkart.rdf("turtle", canonical=True)
