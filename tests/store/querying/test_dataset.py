"""The default graph by its name, in FROM and in the protocol."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from kg.errors import BadData
from kg.store.querying.dataset import declared, over
from kg.vocab import CANONICAL, SRC

HERE = ox.DefaultGraph()


def graph(iri: str) -> ox.NamedNode:
    return ox.NamedNode(iri)


@pytest.mark.parametrize(
    ("clauses", "default", "named"),
    [
        (f"FROM <{CANONICAL}>", [HERE], []),
        (f"FROM <{CANONICAL}> FROM <{CANONICAL}>", [HERE], []),
        (f"from <{CANONICAL}>\nFROM src:cldr # FROM <a:b>\n", [HERE, graph(f"{SRC}cldr")], []),
        (f"FROM <{CANONICAL}> FROM NAMED my:b\\/c FROM NAMED <a:d>", [HERE], [graph("a:b/c"), graph("a:d")]),
        (f"FROM NAMED <{CANONICAL}>", [], [graph(CANONICAL)]),
    ],
)
def test_the_query_s_own_dataset(clauses: str, default: list[object], named: list[object]) -> None:
    text = f"PREFIX my: <a:> SELECT * {clauses} WHERE {{ ?s ?p '{clauses[:4]} x' }}"
    changed, options = over(text, (), ())
    assert options == {"default_graph": default, "named_graphs": named}
    assert len(changed) == len(text)
    own = [word for line in changed.splitlines() for word in line.partition("#")[0].split()]
    assert own == ["PREFIX", "my:", "<a:>", "SELECT", "*", "WHERE", "{", "?s", "?p", f"'{clauses[:4]}", "x'", "}"]


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * FROM <a:b> { ?s ?p ?o }",
        f"SELECT * {{ ?s ?p <{CANONICAL}> }}",
        f"SELECT * {{ ?s ?p '''FROM <{CANONICAL}>''' }}",
        f"ASK FROM <{CANONICAL}> FROM unknown:x {{ ?s ?p ?o }}",
        f"ASK FROM <{CANONICAL}> FROM <relative> {{ ?s ?p ?o }}",
        f"SELECT * {{ ?s ?p <{CANONICAL}> }} FROM",
    ],
)
def test_other_texts_stay_as_they_are(text: str) -> None:
    assert over(text, (), ()) == (text, {})


def test_what_the_protocol_says_holds() -> None:
    text = "SELECT * FROM <a:b> { ?s ?p ?o }"
    asked = {"default_graph": [HERE, graph("a:c")], "named_graphs": []}
    assert over(text, (CANONICAL, "a:c", "a:c"), ()) == (text, asked)
    assert over(text, (), ("a:c",)) == (text, {"default_graph": [], "named_graphs": [graph("a:c")]})
    for wrong in ("c", "", "a b", "http://a/<b>"):
        with pytest.raises(BadData, match="a graph is named by a whole IRI"):
            over(text, (wrong,), ())


def test_the_prefixes_of_a_query() -> None:
    text = "# PREFIX no: <a:>\nPREFIX a: <a:b> prefix : <a:c> SELECT * { ?s :p 'PREFIX x: <a:d>' }"
    assert declared(text) == {"a": "a:b", "": "a:c"}
