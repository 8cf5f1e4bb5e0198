"""One answer from a server that misbehaves: it is right, or there is one clear error."""

from __future__ import annotations

import gzip
from random import Random

import pytest

from kg.errors import KgError, NotFound
from kg.sources.web.client import parse_json
from tests.sources.web.server import Reply, Request, as_json, serving

GOOD = {"name": "Bærvik kommune"}
HTML = Reply(body=b"<!doctype html><title>Vedlikehold</title>", headers={"Content-Type": "text/html"})


def good(_: Request) -> Reply:
    return as_json(GOOD)


@pytest.mark.parametrize(
    ("bad", "pause"),
    [
        (Reply(429, headers={"Retry-After": "7"}), 7.0),
        (Reply(429, headers={"Retry-After": "Sun, 01 Mar 2026 12:00:09 GMT"}), 9.0),
        (Reply(503, headers={"Retry-After": "Sun, 01 Mar 2026 11:00:00 GMT"}), 0.0),
        (Reply(503, headers={"Retry-After": "soon"}), 0.0),
        (Reply(503), 0.0),
        (Reply(500), 0.0),
        (Reply(body=b'{"name": "' + b"x" * 1000 + b'"}', cut=100), 0.0),
        (Reply(body=b'{"name": "B'), 0.0),
        (Reply(body=b""), 0.0),
        (HTML, 0.0),
        (Reply(body='{"name": "Bærvik"}'.encode("latin-1"), headers={"Content-Type": "application/json"}), 0.0),
        (Reply(body=gzip.compress(b'{"a": 1}')[:-5], headers={"Content-Encoding": "gzip"}), 0.0),
        (Reply(body=b"not packed", headers={"Content-Encoding": "gzip"}), 0.0),
    ],
    ids=[
        "429 with seconds", "429 with a date", "503 with a date gone by", "503 with words", "503", "500",
        "cut in the middle", "truncated JSON", "empty", "a page for people", "not UTF-8", "cut gzip", "no gzip",
    ],
)  # fmt: skip
def test_what_may_come_right_is_asked_for_again(bad: Reply, pause: float) -> None:
    with serving(good) as server:
        server.ahead = [bad]
        answer = server.client().json(f"{server.url}/x")
        assert (parse_json(answer.body), server.pauses, len(server.asked)) == (GOOD, [pause], 2)


@pytest.mark.parametrize(
    ("bad", "message"),
    [
        (Reply(503), "could not be had in 3 tries: 503 Service Unavailable"),
        (Reply(body=b'{"name": '), "could not be had in 3 tries: it is not JSON, or not all of it"),
        (HTML, "could not be had in 3 tries: it is text/html, expected application/json"),
        (Reply(body=b"{}" + b" " * 100, cut=50), "could not be had in 3 tries: the connection broke after 50 of 102"),
        (Reply(body=b'"\xe6"'), r"it is not UTF-8, as JSON has to be \(byte 1\)"),
        (Reply(body=b"[" * 100_000), "could not be had in 3 tries: it is (nested too deeply|not JSON)"),
    ],
)
def test_what_does_not_come_right_is_one_error(bad: Reply, message: str) -> None:
    with serving(lambda _: bad) as server:
        with pytest.raises(KgError, match=message):
            server.client().json(f"{server.url}/x")
        assert len(server.asked) == 3


@pytest.mark.parametrize(
    ("bad", "message"),
    [
        (Reply(429, headers={"Retry-After": "86400"}), "asks to wait for 86400 seconds; go on then: 429"),
        (Reply(403), "answers 403 Forbidden"),
        (Reply(302, headers={"Location": "/x"}), "is redirected in a circle"),
        (Reply(302, headers={"Location": "/y"}), r"is redirected in a circle: \S+/x → \S+/y → \S+/y"),
        (Reply(302, headers={"Location": "http://other.example/x"}), "another server, http://other.example/x; not"),
        (Reply(301, headers={"Location": "file:///etc/passwd"}), "another server, file:///etc/passwd; not followed"),
        (Reply(301, headers={"Location": "ftp://127.0.0.1/x"}), "another server, ftp://127.0.0.1/x; not followed"),
        (Reply(endless=True), "answers with more than 1,000,000 bytes; left"),
        (Reply(body=gzip.compress(bytes(50_000_000)), headers={"Content-Encoding": "gzip"}), "more than 1,000,000"),
        (Reply(headers={"Content-Encoding": "br"}), "is packed as br, which was not asked for"),
    ],
)
def test_what_asking_again_does_not_mend_is_asked_once(bad: Reply, message: str) -> None:
    with serving(lambda _: bad) as server:
        with pytest.raises(KgError, match=message):
            server.client(most=1_000_000).json(f"{server.url}/x")
        assert {each.path for each in server.asked} <= {"/x", "/y"}
        assert len(server.asked) <= 2 and server.pauses == []


def test_a_chain_of_redirects_is_followed_on_its_server_and_not_for_ever() -> None:
    def answer(request: Request) -> Reply:
        step = int(request.path.strip("/"))
        return Reply(307, headers={"Location": f"/{step - 1}"}) if step else as_json(GOOD)

    with serving(answer) as server:
        assert parse_json(server.client().json(f"{server.url}/5").body) == GOOD
        with pytest.raises(KgError, match="redirected more than 5 times"):
            server.client().json(f"{server.url}/6")


def test_a_body_that_drips_is_left_and_one_that_stops_too() -> None:
    with serving(lambda _: Reply(body=b"{" + b" " * 500, drip=0.02)) as server:
        with pytest.raises(KgError, match="in 1 tries: it was not there after 0 seconds"):
            server.client(retries=0, deadline=0.2).json(f"{server.url}/x")
        with pytest.raises(KgError, match=r"in 1 tries: (the read operation )?timed out"):
            server.client(retries=0, timeout=0.01).json(f"{server.url}/x")


def test_a_closed_door_and_an_address_of_another_kind() -> None:
    with serving(good) as server:
        url = server.url
    with pytest.raises(KgError, match=r"could not be had in 1 tries: .*refused"):
        server.client(retries=0).json(f"{url}/x")
    with pytest.raises(KgError, match="is not an http or https address"):
        server.client().json("file:///etc/passwd")


def test_what_is_not_there_is_an_error_unless_it_may_be_missing() -> None:
    with serving(lambda request: Reply(410 if request.path == "/gone" else 404)) as server:
        with pytest.raises(NotFound, match="/x answers 404"):
            server.client().json(f"{server.url}/x")
        assert server.client().json(f"{server.url}/x", missing=True).status == 404
        assert server.client().json(f"{server.url}/gone", missing=True).status == 410


def test_it_says_who_it_is_asks_for_gzip_and_keeps_its_distance() -> None:
    packed = Reply(body=gzip.compress(b'{"a": 1}'), headers={"Content-Encoding": "gzip"})
    with serving(lambda _: packed) as server:
        now = [100.0]
        client = server.client(pause=1.5, clock=lambda: now[0])
        assert parse_json(client.json(f"{server.url}/x").body) == {"a": 1}
        now[0] += 0.5
        client.json(f"{server.url}/y")
        assert server.pauses == [1.0]
        headers = server.asked[0].headers
        assert headers["user-agent"].startswith("samkart/") and "https://w3id.org/samkart" in headers["user-agent"]
        assert headers["accept-encoding"] == "gzip" and "cookie" not in headers


def test_the_pauses_double_with_full_jitter_that_is_seeded() -> None:
    with serving(lambda _: Reply(503)) as server:
        with pytest.raises(KgError):
            server.client(wait=4.0, longest=10.0, retries=3, chance=Random(5)).json(f"{server.url}/x")  # noqa: S311
        again = Random(5)  # noqa: S311
        assert server.pauses == [again.uniform(0.0, most) for most in (4.0, 8.0, 10.0)]


def test_what_has_not_changed_is_not_sent_again() -> None:
    def answer(request: Request) -> Reply:
        known = request.headers.get("if-none-match") == '"one"'
        return Reply(304, body=b"", headers={"ETag": '"one"'}) if known else as_json(GOOD, ETag='"one"')

    with serving(answer) as server:
        first = server.client().json(f"{server.url}/x")
        assert (first.status, first.etag) == (200, '"one"')
        assert server.client().json(f"{server.url}/x", etag=first.etag).status == 304
