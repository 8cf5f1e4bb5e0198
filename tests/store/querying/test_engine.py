"""Queries from outside: whatever they do, the one who asks lives on and is told in a sentence."""

from __future__ import annotations

import gc
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
from rdflib import URIRef

from kg.api import Samkart
from kg.errors import BadData, KgError
from kg.store.querying.engine import Engine
from kg.vocab import PREFIXES, XSD
from tests.store.querying.test_ordering import RISING

EX = "http://example.org/"


@pytest.fixture(scope="module")
def mixed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with 4,000 things that have strings, numbers, days and IRIs by turns."""
    folder = tmp_path_factory.mktemp("mixed") / "rdf"
    store = ox.Store(str(folder))
    makers: list[Callable[[int], ox.Literal | ox.NamedNode]] = [
        lambda i: ox.Literal(str(i)),
        lambda i: ox.Literal(i),
        lambda i: ox.Literal(f"{i}.5", datatype=ox.NamedNode(XSD + "decimal")),
        lambda i: ox.Literal(float(i)),
        lambda i: ox.Literal(f"x{i}", language="nb"),
        lambda i: ox.Literal(f"{1000 + i}-01-01", datatype=ox.NamedNode(XSD + "date")),
        lambda i: ox.Literal(f"{1000 + i}", datatype=ox.NamedNode(XSD + "gYear")),
        lambda i: ox.NamedNode(f"{EX}{i}"),
    ]
    store.extend(
        ox.Quad(ox.NamedNode(f"{EX}s{i}"), ox.NamedNode(f"{EX}p"), makers[i % 8](i * 7919 % 4000)) for i in range(4000)
    )
    for number, term in enumerate(term for term in RISING if not isinstance(term, ox.Triple | None)):
        store.add(ox.Quad(ox.NamedNode(f"{EX}r{number:02}"), ox.NamedNode(f"{EX}rising"), term))
    store.flush()
    del store
    gc.collect()
    return folder


@pytest.fixture(scope="module")
def engine(mixed: Path) -> Iterator[Engine]:
    engine = Engine(mixed)
    yield engine
    engine.close()


ORDERS = [
    "SELECT ?o { ?s <http://example.org/p> ?o } ORDER BY ?o",
    "SELECT ?o { ?s <http://example.org/p> ?o } ORDER BY DESC(?o)",
    "SELECT ?s { ?s <http://example.org/p> ?o } ORDER BY ?o DESC(?s)",
    "SELECT * { ?s <http://example.org/p> ?o } ORDER BY COALESCE(?x, ?o)",
    "SELECT DISTINCT ?o { ?s <http://example.org/p> ?o } ORDER BY IF(true, ?o, 1)",
    "SELECT ?o (COUNT(*) AS ?n) { ?s <http://example.org/p> ?o } GROUP BY ?o ORDER BY ?n MAX(?o)",
    "SELECT * { { SELECT ?o { ?s <http://example.org/p> ?o } ORDER BY ?o } }",
    "CONSTRUCT { ?s ?p ?o } { ?s <http://example.org/p> ?o ; ?p ?o } ORDER BY ?o",
    "SELECT ?o { ?s <http://example.org/p> ?o } ORDER BY RAND()",
]


@pytest.mark.parametrize("query", ORDERS)
def test_mixed_values_are_ordered(engine: Engine, query: str) -> None:
    assert len(list(engine.query(query))) == 4000


def test_the_order_is_the_same_at_the_top_and_below(engine: Engine) -> None:
    def order(query: str) -> list[str]:
        return [row["s"].value.removeprefix(EX) for row in engine.query(query)]

    rows = "?s <http://example.org/rising> ?o"
    above = order(f"SELECT ?s {{ {rows} }} ORDER BY ?o")
    assert above == sorted(above)
    assert order(f"SELECT ?s {{ {rows} }} ORDER BY DESC(?o) LIMIT 5 OFFSET 1") == above[-2:-7:-1]
    numbers = f"{rows} FILTER(isNumeric(?o))"
    below = order(f"SELECT * {{ {{ SELECT ?s {{ {numbers} }} ORDER BY ?o }} }}")
    assert below == order(f"SELECT ?s {{ {numbers} }} ORDER BY ?o") == sorted(below)
    assert len(below) == 8


@pytest.mark.parametrize("query", ["SELECT ?s ?o { ?s <http://example.org/p> ?o FILTER(%s) } ORDER BY ?o ?s LIMIT 90"])
@pytest.mark.parametrize("only", ["isIRI(?o)", "DATATYPE(?o) = xsd:string", "isNumeric(?o)", "DATATYPE(?o) = xsd:date"])
def test_values_of_one_kind_come_as_the_engine_itself_orders_them(
    mixed: Path, engine: Engine, query: str, only: str
) -> None:
    own = ox.Store.read_only(str(mixed)).query(query % only, prefixes=PREFIXES)
    found = engine.query(query % only, prefixes=PREFIXES)
    assert isinstance(own, ox.QuerySolutions)
    assert [tuple(row) for row in found] == [tuple(row) for row in own]


def test_every_kind_of_term_comes_through(engine: Engine) -> None:
    terms = ['"a\\tb\\n\\"\\\\\\r"', '"x"@nb', "1", "<http://a>", "true", '""', '"\\u0007"']
    query = "SELECT ?x ?y {{ VALUES (?x ?y) {{ {} (UNDEF 1) }} }} ORDER BY ?y".format(
        " ".join(f"({t} 2)" for t in terms)
    )
    plain = query.removesuffix(" ORDER BY ?y")
    assert sorted(map(str, engine.query(query))) == sorted(map(str, engine.query(plain)))
    assert [v.value for v in engine.query(query).variables] == ["x", "y"]
    triple = next(iter(engine.query("SELECT ?t { BIND(<<( <http://a> <http://b> 'c\\td' )>> AS ?t) } ORDER BY ?t")))
    assert str(triple["t"]) == '<http://a> <http://b> "c\\td"'


def nested(start: str, before: str, middle: str, after: str, number: int) -> str:
    return start + before * number + middle + after * number


@pytest.mark.parametrize("number", [501, 3000, 100_000])
@pytest.mark.parametrize(
    ("start", "before", "middle", "after"),
    [
        ("SELECT * ", "{", " ?s ?p ?o ", "}"),
        ("ASK { FILTER(", "(", "1", ")"),
        ("ASK { ?s ?p ", "[<http://p> ", "1", "]"),
        ("ASK { ?s ?p ", "(", "1", ")"),
        ("ASK { FILTER(", "STR(", "1", ")"),
        ("ASK { FILTER(", "IF(true,", "1", ",2)"),
        ("ASK ", "{ ?s ?p ?o FILTER NOT EXISTS ", "{}", "}"),
        ("SELECT * ", "{ SELECT * ", "{}", "}"),
        ("ASK ", "{ ?s ?p ?o OPTIONAL ", "{}", "}"),
        ("SELECT * ", "{", "", ""),
    ],
)
def test_what_is_nested_too_deeply_is_told(
    engine: Engine, start: str, before: str, middle: str, after: str, number: int
) -> None:
    with pytest.raises(BadData, match=r"nested too deeply: .* brackets in each other; at most 500"):
        engine.query(nested(start, before, middle, after, number))


@pytest.mark.parametrize(
    "query",
    [
        "ASK { FILTER(" + "||".join(["?x"] * 4000) + ") }",
        "ASK { FILTER(" + "!" * 100_000 + "true) }",
        "ASK { " + " UNION ".join(["{ ?s <http://p> ?o }"] * 2000) + " }",
        "ASK { ?s " + "|".join(["<http://p>"] * 5000) + " ?o }",
        nested("SELECT * ", "{", " ?s ?p ?o ", "}", 490),
        "ASK { FILTER('" + "(" * 10_000 + "' = '') } # " + "{" * 10_000,
    ],
)
def test_long_chains_are_answered(engine: Engine, query: str) -> None:
    engine.query(query)


def test_the_engine_dies_and_the_next_query_is_answered(mixed: Path) -> None:
    engine = Engine(mixed)
    assert engine.query("ASK { ?s ?p ?o }")
    os.kill(engine._idle[0]._process.pid, signal.SIGSEGV)
    with pytest.raises(KgError, match=r"^the engine cannot answer this query"):
        engine.query("ASK { ?s ?p ?o }")
    assert engine.query("ASK { ?s ?p ?o }")
    engine.close()


def test_several_threads_ask_at_once(mixed: Path) -> None:
    engine = Engine(mixed)
    found: list[int] = []
    threads = [threading.Thread(target=lambda: found.append(len(list(engine.query(ORDERS[0]))))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    engine.close()
    assert found == [4000] * 4


@pytest.mark.parametrize("query", ["SELECT nonsense", "ASK { <a:b> <a:c> }", "", "SELECT ?o {} ORDER BY"])
def test_what_is_no_query_is_told(engine: Engine, query: str) -> None:
    with pytest.raises(BadData, match="this is not SPARQL"):
        engine.query(query)


def test_nobody_else_is_asked_and_nothing_is_changed(engine: Engine) -> None:
    with pytest.raises(BadData, match=r"^SERVICE is not answered"):
        engine.query("SELECT * { SERVICE <http://127.0.0.1:65123/> { ?s ?p ?o } }")
    with pytest.raises(BadData, match=r"^INSERT changes a graph, and this one is read-only"):
        engine.query("INSERT DATA { <a:b> <a:c> 1 }")


@pytest.mark.filterwarnings("ignore:Dataset.default_context:DeprecationWarning")
def test_rdflib_asks_the_same_way(world: Samkart) -> None:
    graph = world.graph
    query = "SELECT ?o { ?s ?p ?o } ORDER BY ?o"
    assert len(list(graph.query(query))) == len(list(world.query(query))) > 500
    assert graph.query("ASK { ?s a sk:Network }").askAnswer is True
    made = graph.query("CONSTRUCT { ?s a ?c } { ?s a ?c } ORDER BY ?c").graph
    assert made is not None
    assert len(made) > 10
    bound = graph.query("SELECT ?s ?c { ?s a ?c }", initBindings={"s": URIRef(world.resolve("fjordby", "actor"))})
    assert "Municipality" in str(list(bound))
    with pytest.raises(BadData, match="nested too deeply"):
        graph.query(nested("SELECT * ", "{", "", "}", 3000))


def test_ctrl_c_ends_a_query_at_once(mixed: Path) -> None:
    """A join of everything with everything thrice is on its way when the signal comes."""
    code = f"""
from pathlib import Path; from kg.store.querying.engine import Engine
engine = Engine(Path({str(mixed)!r})); engine.query("ASK {{}}"); print(engine._idle[0]._process.pid, flush=True)
engine.query("SELECT (COUNT(*) AS ?n) {{ ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }}")
"""
    asking = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert asking.stdout is not None
    worker = int(asking.stdout.readline())
    time.sleep(0.5)
    began = time.monotonic()
    asking.send_signal(signal.SIGINT)
    _, said = asking.communicate(timeout=10)
    assert time.monotonic() - began < 2
    assert b"KeyboardInterrupt" in said
    with pytest.raises(ProcessLookupError):
        os.kill(worker, 0)


def test_the_process_ends_with_the_one_who_asks(mixed: Path) -> None:
    code = f"""
import os; from pathlib import Path; from kg.store.querying.engine import Engine
engine = Engine(Path({str(mixed)!r})); engine.query("ASK {{}}"); print(engine._idle[0]._process.pid, flush=True)
os.kill(os.getpid(), 9)
"""
    worker = int(subprocess.run([sys.executable, "-c", code], stdout=subprocess.PIPE, check=False).stdout)
    for _ in range(50):
        try:
            os.kill(worker, 0)
        except ProcessLookupError:
            return
        time.sleep(0.1)
    pytest.fail("the process lives on")
