"""Whatever a query or a client does: it is ended at its limits, nothing is left of it, and others are answered."""

from __future__ import annotations

import signal
import socket
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlencode

import psutil
import pytest

from tests.web.sparql.conftest import Got, Server, serving

LIGHT = "SELECT ?n { ?n a sk:Network } ORDER BY ?n LIMIT 1"
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
MANY = "SELECT * { ?a ?b ?c . ?d ?e ?f }"


@pytest.fixture(scope="module")
def narrow(world_home: Path) -> Iterator[Server]:
    """An endpoint that allows little: a second and a half, 1,000 rows, 100,000 bytes, 200 MiB."""
    limits = {"seconds": 1.5, "rows": 1000, "answer": 100_000, "memory": 200 << 20, "at_once": 2, "per_client": 20}
    with serving(world_home, **limits) as server:
        yield server


def answered(server: Server) -> bool:
    return server.get(LIGHT).rows == [{"n": "https://w3id.org/samkart/id/actor/eurobyene"}]


@pytest.mark.parametrize(
    "query",
    [
        ENDLESS,
        "ASK { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l FILTER(?a = ?l && ?b = ?j && ?c = ?k && ?d = ?g && ?a = ?h) }",
        "SELECT (COUNT(*) AS ?n) { ?a (<a:b>|!<a:b>)* ?b . ?c (<a:b>|!<a:b>)* ?d . ?e (<a:b>|!<a:b>)* ?f }",
        "CONSTRUCT { ?a ?b ?c } { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l FILTER(?l < ?a) }",
    ],
)
def test_a_query_that_takes_too_long_is_ended(narrow: Server, query: str) -> None:
    before = narrow.counts()["ended"].get("slow", 0)
    got = narrow.get(query)
    told = "the query was not answered within 1.5 seconds; ask for less\n"
    assert (got.status, got.text, got.headers["cache-control"]) == (504, told, "no-store")
    counts = narrow.until(lambda counts: counts["processes"] == 0)
    assert (counts["running"], counts["ended"]["slow"]) == (0, before + 1)
    assert narrow.workers() == []
    assert answered(narrow)


@pytest.mark.parametrize("accept", ["application/json", "application/xml", "text/csv", "text/tab-separated-values"])
@pytest.mark.parametrize("order", ["", " ORDER BY ?x"])
def test_an_answer_with_too_many_rows_is_none(narrow: Server, accept: str, order: str) -> None:
    digits = " ".join(f'"{digit}\\n"' for digit in range(10))
    values = f"VALUES ?x {{ {digits} }} VALUES ?y {{ {digits} }} VALUES ?z {{ {digits} }}"
    allowed = narrow.get(f"SELECT ?x {{ {values} }}{order}", Accept=accept)
    assert (allowed.status, allowed.body.count(b"9")) == (200, 100)
    got = narrow.get(f"SELECT ?x {{ {{ {values} }} UNION {{}} }}{order}", Accept=accept)
    told = "the answer has more than 1,000 rows or triples, none of which is sent; ask for fewer (LIMIT)\n"
    assert (got.status, got.text) == (422, told)


@pytest.mark.parametrize(
    "accept", ["text/turtle", "application/n-triples", "application/rdf+xml", "application/ld+json"]
)
def test_a_graph_with_too_many_triples_is_none(narrow: Server, accept: str) -> None:
    query = "CONSTRUCT { ?a <a:b> ?x } { { SELECT * { ?a ?b ?c . BIND(STR(?c) AS ?x) } LIMIT %d } }"
    assert narrow.get(query % 500, Accept=accept).status == 200
    got = narrow.get("CONSTRUCT { ?a <a:b> ?d } { ?a ?b ?c . ?d ?e ?f }", Accept=accept)
    assert (got.status, "more than 1,000 rows or triples" in got.text) == (422, True)


def test_an_answer_that_is_too_long_is_none(narrow: Server) -> None:
    got = narrow.get("SELECT (CONCAT(STR(?a), STR(?d)) AS ?x) { ?a ?b ?c . ?d ?e ?f } LIMIT 1000")
    assert (got.status, got.text) == (
        422,
        "the answer has more than 0 MiB, none of which is sent; ask for less (LIMIT)\n",
    )
    assert answered(narrow)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY DESC(CONCAT(STR(?a), STR(?f)))",
        "SELECT * { { SELECT * { ?a ?b ?c . ?d ?e ?f } ORDER BY ?c ?f } }",
        "SELECT DISTINCT (CONCAT(STR(?a), STR(?d), STR(?i)) AS ?x) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY STR(?x)",
        "SELECT ?a ?d ?i (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } GROUP BY ?a ?d ?i ?c ?f",
    ],
)
def test_a_query_that_takes_too_much_memory_is_ended(world_home: Path, query: str) -> None:
    with serving(world_home, memory=150 << 20) as server:
        got = server.get(query)
        told = "the query needs more than 0.1 GB of memory; ask for less: no product of patterns that share no variable"
        assert got.status == 422
        assert got.text.startswith(told)
        server.until(lambda counts: counts["processes"] == 0)
        assert server.workers() == []
        assert answered(server)
        assert server.counts()["ended"] == {"memory": 1, "answered": 1}


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }", "SERVICE is not answered"),
        ("SELECT * { service silent <http://127.0.0.1:1/> { ?s ?p ?o } }", "SERVICE is not answered"),
        ("SELECT * { { SELECT * { SERVICE ?x { ?s ?p ?o } } } }", "SERVICE is not answered"),
        ("SELECT * " + "{" * 600 + "}" * 600, "the query is nested too deeply: 600 brackets"),
        ("ASK { FILTER(" + "(" * 100_000 + "1" + ")" * 100_000 + ") }", "the query is nested too deeply"),
        ("LOAD <file:///etc/passwd>", "LOAD changes a graph"),
    ],
)
def test_what_is_not_put_to_the_engine(narrow: Server, query: str, told: str) -> None:
    got = narrow.ask("POST", "/sparql", query.encode(), Content_Type="application/sparql-query")
    assert (got.status, got.text.startswith(told)) == (400, True)


@pytest.mark.parametrize("name", ["file:///etc/passwd", "http://127.0.0.1:1/", "FILE:/etc/hostname"])
def test_no_file_and_no_address_is_read(narrow: Server, name: str) -> None:
    for query in ("SELECT * FROM <%s> { ?s ?p ?o }", "SELECT * FROM NAMED <%s> { GRAPH ?g { ?s ?p ?o } }"):
        assert narrow.get(query % name).rows == []
    assert narrow.get("SELECT * { ?s ?p ?o }", ("default-graph-uri", name)).rows == []


def test_a_process_has_no_keys_and_gives_way(narrow: Server) -> None:
    assert answered(narrow)
    worker = narrow.workers()[0]
    assert worker.nice() == psutil.Process(narrow.process.pid).nice() + 10
    assert {"ENDPOINT_HOME", "HOME"}.isdisjoint(worker.environ())


def test_a_long_text_is_an_answer_or_is_told(narrow: Server) -> None:
    for query in (
        "ASK { FILTER(" + "||".join(["?x"] * 50_000) + ") }",
        "ASK { " + '"' * 900_000,
        "SELECT * { VALUES ?x { " + "<a:b> " * 100_000 + "} } LIMIT 1",
        "\x00" * 1000,
    ):
        got = narrow.ask("POST", "/sparql", query.encode(), Content_Type="application/sparql-query")
        assert got.status in (200, 400, 500, 504)
    assert answered(narrow)


def begun(server: Server, query: str = ENDLESS) -> socket.socket:
    """A connection on which a query has been asked; the answer is not read."""
    before = server.counts()["running"]
    connection = socket.create_connection(("127.0.0.1", server.port))
    connection.sendall(f"GET /sparql?{urlencode({'query': query})} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
    server.until(lambda counts: counts["running"] > before)
    return connection


def test_a_client_that_goes_away_ends_its_query(world_home: Path) -> None:
    with serving(world_home) as server:
        begun(server).close()
        counts = server.until(lambda counts: not counts["running"] and not counts["processes"])
        assert counts["ended"] == {"gone": 1}
        assert server.workers() == []
        assert answered(server)


def test_a_client_that_goes_away_while_it_waits_leaves_the_queue(world_home: Path) -> None:
    with serving(world_home, at_once=1, patience=60) as server:
        running = begun(server)
        waiting = socket.create_connection(("127.0.0.1", server.port))
        waiting.sendall(f"GET /sparql?{urlencode({'query': LIGHT})} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
        server.until(lambda counts: counts["waiting"] == 1)
        waiting.close()
        counts = server.until(lambda counts: counts["waiting"] == 0)
        assert (counts["running"], counts["ended"]) == (1, {"gone": 1})
        running.close()
        server.until(lambda counts: not counts["running"])
        assert answered(server)


def test_a_client_that_goes_away_in_the_middle_of_an_answer_lets_go_of_it(world_home: Path) -> None:
    with serving(world_home) as server:
        connection = socket.create_connection(("127.0.0.1", server.port))
        query = urlencode({"query": f"{MANY} LIMIT 100000"})
        connection.sendall(f"GET /sparql?{query} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
        assert connection.recv(12) == b"HTTP/1.1 200"
        assert server.counts()["kept"] > 10_000_000
        connection.close()
        counts = server.until(lambda counts: counts["kept"] == 0)
        assert counts["running"] == 0


def test_a_long_answer_comes_whole(world_home: Path) -> None:
    with serving(world_home) as server:
        got = server.get("SELECT ?a ?d { ?a ?b ?c . ?d ?e ?f } LIMIT 60000", Accept="text/csv")
        assert len(got.body) == int(got.headers["content-length"]) > 1 << 22
        assert got.body.count(b"\r\n") + got.body.count(b"\n") >= 60_001
        assert server.until(lambda counts: counts["kept"] == 0)["running"] == 0


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGSEGV])
def test_a_process_that_dies_is_told_of_and_the_next_query_is_answered(world_home: Path, number: int) -> None:
    with serving(world_home) as server, ThreadPoolExecutor() as threads:
        asked = threads.submit(server.get, ENDLESS)
        server.until(lambda counts: counts["running"] == 1 and counts["processes"] == 1)
        time.sleep(0.3)
        server.workers()[0].send_signal(number)
        got = asked.result()
        assert (got.status, got.text.startswith("the engine cannot answer this query")) == (500, True)
        assert answered(server)
        server.workers()[0].send_signal(number)  # one that is idle
        server.until(lambda _: server.workers() == [])
        assert answered(server)
        assert server.counts()["ended"] == {"failed": 1, "answered": 2}


def test_fifty_clients_at_once(world_home: Path) -> None:
    """All that are not turned away are answered, and those who are know when to come again."""
    with serving(world_home, waiting=20, patience=60) as server, ThreadPoolExecutor(50) as threads:
        found: list[Future[Got]] = [
            threads.submit(server.get, "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f }", X_Client=f"{number}")
            for number in range(50)
        ]
        got = [each.result() for each in found]
        statuses = Counter(each.status for each in got)
        assert set(statuses) <= {200, 503}
        assert statuses[200] >= 24  # as many as have a place
        counts = len({each.body for each in got if each.status == 200})
        assert counts == 1
        told = "too many queries are being answered and waiting; try again in 5 seconds\n"
        assert {(each.text, each.headers["retry-after"]) for each in got if each.status == 503} <= {(told, "5")}
        assert answered(server)


def test_one_client_does_not_hold_all_places(world_home: Path) -> None:
    with serving(world_home, at_once=3, per_client=4) as server:
        held = [begun(server) for _ in range(2)]
        waiting = []
        for number in range(2):
            connection = socket.create_connection(("127.0.0.1", server.port))
            query = urlencode({"query": ENDLESS})
            connection.sendall(f"GET /sparql?{query} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
            waiting.append(connection)
            server.until(lambda counts: counts["waiting"] == number + 1)  # noqa: B023
        refused = server.get(LIGHT)
        told = "4 queries of yours are being answered or waiting; ask again when one of them is answered\n"
        assert (refused.status, refused.text, refused.headers["retry-after"]) == (429, told, "5")
        other = server.get(LIGHT, X_Client="other")
        assert other.rows == [{"n": "https://w3id.org/samkart/id/actor/eurobyene"}]
        for connection in (*held, *waiting):
            connection.close()
        server.until(lambda counts: not counts["running"] and not counts["waiting"])
        assert answered(server)


def test_who_waits_too_long_is_told(world_home: Path) -> None:
    with serving(world_home, at_once=1, patience=0.5) as server:
        running = begun(server)
        got = server.get(LIGHT)
        told = "too many queries are being answered; try again in 5 seconds\n"
        assert (got.status, got.text, got.headers["retry-after"]) == (503, told, "5")
        running.close()
        server.until(lambda counts: not counts["running"] and not counts["processes"])
        assert answered(server)


def test_a_process_that_nobody_asks_is_ended(world_home: Path) -> None:
    with serving(world_home, idle=0.5) as server:
        assert answered(server)
        server.until(lambda counts: counts["processes"] == 0)
        assert server.workers() == []


def test_nothing_is_left_when_the_server_is(world_home: Path) -> None:
    with serving(world_home) as server:
        assert answered(server)
        connection = begun(server)
        workers = server.workers()
        main = psutil.Process(server.process.pid)
        for front in (main, *(each for each in main.children() if each not in workers)):
            front.kill()
        gone, alive = psutil.wait_procs(workers, timeout=20)
        assert (set(gone), alive) == (set(workers), [])
        connection.close()


def test_others_are_answered_beside_heavy_queries(world_home: Path) -> None:
    with serving(world_home, at_once=3) as server:
        heavy = [begun(server) for _ in range(2)]
        for _ in range(50):
            assert server.get(LIGHT, X_Client="other").status == 200
        assert server.counts()["running"] == 2
        for connection in heavy:
            connection.close()
