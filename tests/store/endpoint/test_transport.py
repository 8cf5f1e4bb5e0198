"""Redirects, who asks, caps: what is sent where, and what is told of an answer that is not all there is."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest

from kg.errors import KgError, Usage
from kg.settings import load_settings
from kg.store.endpoint.access import access
from kg.store.remote import RemoteView
from tests.store.endpoint.hostile import BASIC, Hostile, hostile

QUERY = "SELECT ?x { ?x ?y ?z }"


@pytest.fixture
def server() -> Iterator[Hostile]:
    with hostile() as served:
        yield served


@pytest.fixture
def other() -> Iterator[Hostile]:
    with hostile() as served:
        yield served


def ask(address: str, query: str = QUERY, **options: str) -> int:
    return len(list(RemoteView(address, timeout=2, **options).query_apart(query)))


@pytest.mark.parametrize(("code", "method"), [(301, "POST"), (302, "POST"), (303, "GET"), (307, "POST"), (308, "POST")])
def test_a_redirect_is_followed(server: Hostile, code: int, method: str) -> None:
    assert ask(f"{server.address}/{code}/%2Fok") == 1
    *_, last = server.asked
    assert last == (method, "ok", QUERY if method == "POST" else "", "")


@pytest.mark.parametrize("code", [301, 302, 303, 307, 308])
def test_who_asks_is_told_to_the_own_host_alone(server: Hostile, other: Hostile, code: int) -> None:
    to = quote(f"{other.address}/ok", safe="")
    assert ask(f"{server.address}/{code}/{to}", user="kari", password="p:åss") == 1  # noqa: S106
    assert {who for *_, who in server.asked} == {BASIC}
    assert {who for *_, who in other.asked} == {""}
    assert ask(f"{server.address}/{code}/%2Fok", token="t0ken") == 1  # noqa: S106
    assert server.asked[-1][3] == "Bearer t0ken"


def test_an_endpoint_that_knows_no_post_is_asked_by_get(server: Hostile) -> None:
    assert ask(f"{server.address}/get-only") == 1
    assert server.asked[-1][:3] == ("GET", "get-only", QUERY)


def test_a_name_in_the_address_is_sent_and_not_shown(server: Hostile) -> None:
    host = server.address.removeprefix("http://")
    assert ask(f"http://kari:p%3A%C3%A5ss@{host}/user") == 1
    with pytest.raises(KgError) as caught:
        ask(f"http://kari:secret@{host}/user")
    assert str(caught.value).startswith(
        f"http://{host}/user does not let this user in (401); set SAMKART_ENDPOINT_USER"
    )
    assert "secret" not in str(caught.value) + repr(access(f"http://kari:secret@{host}/user"))
    with pytest.raises(Usage) as shown:
        RemoteView("ftp://kari:secret@a/")
    assert "secret" not in str(shown.value)


def test_a_name_in_netrc(server: Hostile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "netrc"
    file.write_text("machine 127.0.0.1 login kari password p:åss\n", "utf-8")
    monkeypatch.setenv("NETRC", str(file))
    assert ask(f"{server.address}/user") == 1
    file.write_text("machine 127.0.0.1 login", "utf-8")
    with pytest.raises(KgError, match="wants to know who asks"):
        ask(f"{server.address}/user")


def test_a_token_that_is_none() -> None:
    with pytest.raises(Usage, match="token"):
        access("http://a/", token="a\r\nHost: b")  # noqa: S106


def test_who_asks_stands_in_the_environment_or_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "config.toml"
    file.write_text('endpoint = "https://a/sparql"\nendpoint_user = "kari"\nendpoint_password = "p"\n', "utf-8")
    monkeypatch.setenv("SAMKART_CONFIG", str(file))
    monkeypatch.setenv("SAMKART_ENDPOINT_TOKEN", "t")
    found = load_settings()
    assert (found.endpoint, found.endpoint_user, found.endpoint_password, found.endpoint_token) == (
        "https://a/sparql",
        "kari",
        "p",
        "t",
    )
    assert "kari" not in repr(found)
    assert load_settings(endpoint="https://a/other").endpoint_token == "t"  # noqa: S105
    for another in ("https://b/sparql", "http://a/sparql", "https://a:8443/sparql"):
        found = load_settings(endpoint=another)
        assert (found.endpoint_user, found.endpoint_password, found.endpoint_token) == ("", "", "")


@pytest.mark.parametrize(
    ("rows", "known", "query", "told"),
    [
        (10_000, 10_001, QUERY, "10,000 rows of 10,001"),
        (1_000, 70_000, QUERY, "1,000 rows of 70,000"),
        (10_000, 10_000, QUERY, ""),
        (9_999, 70_000, QUERY, ""),
        (10_000, 70_000, f"{QUERY} LIMIT 10000", ""),
        (10_000, 70_000, f"{QUERY} LIMIT 20000", "10,000 rows of 70,000"),
        (10_000, 70_000, "SELECT ?x { { SELECT ?x { ?x ?y ?z } LIMIT 9 } }", "10,000 rows of 70,000"),
    ],
)
def test_rows_that_stop_where_engines_do_are_counted(
    server: Hostile, rows: int, known: int, query: str, told: str
) -> None:
    address = f"{server.address}/rows/{rows}/{known}"
    if not told:
        assert ask(address, query) == rows
        return
    with pytest.raises(KgError, match=told):
        ask(address, query)
