"""An endpoint that does what no endpoint should; the path of its address says what."""

from __future__ import annotations

import base64
import gzip
import json
import re
import time
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import NamedTuple
from urllib.parse import parse_qs, unquote, urlsplit

from kg.vocab import XSD

JSON = "application/sparql-results+json"
LITERAL = {"type": "literal", "value": "v"}
IRI = {"type": "uri", "value": "https://w3id.org/samkart/id/actor/x"}


def table(term: object, *names: str) -> bytes:
    rows = [dict.fromkeys(names, term)]
    return json.dumps({"head": {"vars": list(names)}, "results": {"bindings": rows}}).encode()


def nested(number: int, kind: str = '"triple"') -> bytes:
    start = f'{{"type":{kind},"value":{{"subject":{json.dumps(IRI)},"predicate":{json.dumps(IRI)},"object":'
    term = start * number + json.dumps(LITERAL) + "}}" * number
    return f'{{"head":{{"vars":["x"]}},"results":{{"bindings":[{{"x":{term}}}]}}}}'.encode()


OK = table(LITERAL, "x")
ESCAPES = b"\x1b]0;PWNED\x07\x1b[2Jgone\xc2\x9b2J"

BODIES: dict[str, tuple[int, str, bytes]] = {
    "html": (200, "text/html", b"<html>login</html>"),
    "no-type": (200, "", OK),
    "picture": (200, "image/png", OK),
    "cut": (200, JSON, OK[:40]),
    "no-rows": (200, JSON, b'{"head":{"vars":["x"]},"results":{"bindings":"no"}}'),
    "no-head": (200, JSON, b'{"results":{"bindings":[{}]}}'),
    "list": (200, JSON, b"[1,2,3]"),
    "null": (200, JSON, b"null"),
    "empty": (200, JSON, b""),
    "latin": (200, JSON, OK.replace(b'"v"', b'"\xff"')),
    "surrogate": (200, JSON, OK.replace(b'"v"', b'"\\ud800"')),
    "iri": (200, JSON, table({"type": "uri", "value": "not an iri <>"}, "x")),
    "type": (200, JSON, table({"type": "literal", "value": "v", "datatype": "<<"}, "x")),
    "term": (200, JSON, table({"type": "mystery", "value": 3}, "x")),
    "turtle": (200, "text/turtle", b"<a> <b> "),
    "triples": (200, "application/n-triples", b'<http://a> <http://b> "x" .\nbroken'),
    "deep": (200, JSON, b'{"head":{"vars":["x"]},"results":{"bindings":[' + b"[" * 200_000),
    "deep-triple": (200, JSON, nested(20_000)),
    "deep-escaped": (200, JSON, nested(20_000, '"tr\\u0069ple"')),
    "deep-turtle": (200, "text/turtle", b"<http://a> <http://b> " + b"<<( <http://a> <http://b> " * 20_000),
    "not-found": (404, "text/plain", b"no"),
    "rejected": (400, "text/plain", ESCAPES),
    "broken": (500, "text/plain", ESCAPES),
    "boom": (500, "text/html", b"<html>" + b"boom " * 5000),
    "odd": (999, JSON, OK),
    "text": (200, "text/plain", b"Error: out of memory"),
    "text-after": (200, JSON, OK + b"Error: the query took too long"),
    "text-inside": (200, JSON, OK[:-3] + b"Error: the query took too long"),
    "error-inside": (200, JSON, OK[:-1] + b',"exception":"out of memory"}'),
    "error-alone": (200, JSON, b'{"exception":"out of memory","status":"ERROR"}'),
    "partial": (200, JSON, OK[:-1] + b',"metadata":{"partial":true}}'),
    "total": (200, JSON, OK[:-1] + b',"meta":{"result-size-total":2}}'),
    "truth": (200, JSON, b'{"head":{},"boolean":true}'),
    "half-truth": (200, JSON, b'{"head":{},"boolean":"true"}'),
    "other-names": (200, JSON, table(LITERAL, "x").replace(b'["x"]', b'["y"]')),
    "no-content": (204, JSON, b""),
    "part": (206, JSON, OK),
    "login": (401, "text/html", b"no"),
    "forbidden": (403, "text/html", b"no"),
}
HEADERS: dict[str, tuple[bytes, dict[str, str]]] = {
    "brotli": (OK, {"content-encoding": "br"}),
    "not-zipped": (OK, {"content-encoding": "gzip"}),
    "zip-cut": (gzip.compress(OK)[:-9], {"content-encoding": "gzip"}),
    "deflate-cut": (zlib.compress(OK)[:-5], {"content-encoding": "deflate"}),
    "bomb": (gzip.compress(OK[:-2] + b" " * (80 << 20) + OK[-2:]), {"content-encoding": "gzip"}),
    "max-rows": (OK, {"X-SPARQL-MaxRows": "1"}),
    "anytime": (OK, {"X-SQL-State": "S1TAT", "X-SQL-Message": "Anytime query: partial results"}),
}
"""What is broken by its headers."""
GOOD: dict[str, tuple[bytes, dict[str, str]]] = {
    "ok": (OK, {}),
    "zipped": (gzip.compress(OK), {"content-encoding": "gzip"}),
    "zipped-twice": (gzip.compress(OK[:20]) + gzip.compress(OK[20:]), {"content-encoding": "x-gzip"}),
    "deflated": (zlib.compress(OK), {"content-encoding": "deflate"}),
    "deflated-raw": (zlib.compress(OK, wbits=-15), {"content-encoding": "Deflate"}),
    "comunica": (OK[:-1] + b',"metadata":{"httpRequests":0,"cardinality":{"value":1}}}', {}),
    "qlever": (b'{"meta":{"query-time-ms":3,"result-size-total":1},' + OK[1:], {}),
    "virtuoso": (
        b'\n{ "head": { "link": [], "vars": ["x"] },\n "results": { "distinct": false, "ordered": true, "bindings": [\n'
        b'  { "x": { "type": "literal", "value": "v" }} ] } }',
        {"Server": "Virtuoso/07.20.3229"},
    ),
    "rows-first": (b'{"results":{"bindings":[{"x":{"type":"literal","value":"v"}}]},"head":{"vars":["x"]}}', {}),
    "added-to-terms": (OK.replace(b'"value":"v"', b'"value":"v","lang":null,"xml:lang":null'), {}),
    "added-to-terms-2": (OK.replace(b'{"type"', b'{"label":{"a":[1]},"type"'), {}),
    "bom": (b"\xef\xbb\xbf" + OK, {}),
    "room-above": (OK, {"X-SPARQL-MaxRows": "10000"}),
    "charset": (OK, {"content-type": JSON + "; charset=utf-7"}),
    "json": (OK, {"content-type": "application/json"}),
    "xml": (
        b'<sparql xmlns="http://www.w3.org/2005/sparql-results#"><head><variable name="x"/></head><results><result>'
        b'<binding name="x"><literal>v</literal></binding></result></results></sparql>',
        {"content-type": "application/sparql-results+xml"},
    ),
}
"""One row with the text v, in ways in which an endpoint may say so."""
TERMS: dict[str, object] = {
    "literals": LITERAL,
    "iris": IRI,
    "blanks": {"type": "bnode", "value": "b"},
    "numbers": {"type": "literal", "value": "9" * 400, "datatype": "http://www.w3.org/2001/XMLSchema#integer"},
    "nan": {"type": "literal", "value": "NaN", "datatype": "http://www.w3.org/2001/XMLSchema#double"},
    "days": {"type": "literal", "value": "２０２０-99", "datatype": "http://www.w3.org/2001/XMLSchema#date"},
    "escapes": {"type": "literal", "value": ESCAPES.decode()},
    "quoted": {"type": "triple", "value": {"subject": IRI, "predicate": IRI, "object": LITERAL}},
    "long": {"type": "literal", "value": "A" * 20_000},
}
NOWHERE = (
    "302/file:///etc/passwd",
    "301/FILE:///etc/passwd",
    "303/ftp://127.0.0.1:9/x",
    "307/gopher://a/",
    "308/javascript:1",
    "302/http://[::1",
    "307/http://a%20b/",
)
"""Redirects that are not followed."""


BASIC = "Basic " + base64.b64encode(b"kari:p:\xc3\xa5ss").decode()


def many(rows: int, known: int, text: str) -> bytes:
    """So many rows; how many there are, for a query that counts."""
    if "COUNT(*)" in text:
        return table({"type": "literal", "value": str(known), "datatype": XSD + "integer"}, "rows")
    return json.dumps({"head": {"vars": ["x"]}, "results": {"bindings": [{"x": LITERAL}] * rows}}).encode()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_: object) -> None:
        """Nothing is logged."""

    def do_GET(self) -> None:
        self._answer(parse_qs(urlsplit(self.path).query).get("query", [""])[0])

    def do_POST(self) -> None:
        text = parse_qs(self.rfile.read(int(self.headers["content-length"])).decode())["query"][0]
        self._answer(text)

    def _answer(self, text: str) -> None:
        mode = urlsplit(self.path).path.strip("/")
        self.server.asked.append((self.command, mode, text, self.headers.get("Authorization", "")))  # type: ignore[attr-defined]
        if mode in BODIES:
            self._send(*BODIES[mode])
        elif mode in HEADERS or mode in GOOD:
            body, more = (HEADERS | GOOD)[mode]
            self._send(200, JSON, body, more)
        elif mode == "get-only":
            self._send(*((200, JSON, OK) if self.command == "GET" and text else (405, "text/plain", b"")))
        elif mode == "user":
            known = self.headers.get("Authorization") in (BASIC, "Bearer t0ken")
            self._send(*((200, JSON, OK) if known else (401, "text/plain", b"no")))
        elif mode.startswith("rows/"):
            rows, _, most = mode.removeprefix("rows/").partition("/")
            self._send(200, JSON, many(int(rows), int(most), text))
        elif mode in TERMS or mode == "nothing":
            names = _selected(text)
            self._send(200, JSON, table(TERMS[mode], *names) if mode in TERMS else table(LITERAL))
        elif mode.startswith("circle/"):
            self._send(int(mode.removeprefix("circle/")), "text/plain", b"", {"location": self.path})
        elif mode[:3].isdigit():
            self._send(int(mode[:3]), "text/plain", b"", {"location": unquote(mode[4:])})
        else:
            self.close_connection = True
            try:
                getattr(self, f"_{mode}")()
            except OSError:  # the other side has had enough
                return

    def _send(self, code: int, kind: str, body: bytes, more: dict[str, str] | None = None) -> None:
        self.send_response(code)
        headers = {"content-type": kind, "content-length": str(len(body)), **(more or {})}
        for name, value in headers.items():
            if value:
                self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def _head(self, **more: str) -> None:
        self.send_response(200)
        for name, value in {"content-type": JSON, **more}.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()

    def _chunk(self, part: bytes) -> None:
        self.wfile.write(b"%x\r\n" % len(part) + part + b"\r\n")
        self.wfile.flush()

    def _short(self) -> None:
        self._head(content_length=str(len(OK) + 500))
        self.wfile.write(OK)

    def _garbage(self) -> None:
        self.wfile.write(b"\x00\x01no http \x1b[2J\r\n\r\n")

    def _close(self) -> None:
        """Nothing at all."""

    def _chunks(self) -> None:
        self._head(transfer_encoding="chunked")
        self.wfile.write(b"zz\r\nno chunk")

    def _infinite(self) -> None:
        self._head(transfer_encoding="chunked")
        self._chunk(b'{"head":{"vars":["x"]},"results":{"bindings":[')
        while True:
            self._chunk((json.dumps({"x": LITERAL}) + ",").encode() * 1000)

    def _drip(self) -> None:
        self._head(transfer_encoding="chunked")
        for _ in range(300):
            self._chunk(b" ")
            time.sleep(0.1)

    def _headers(self) -> None:
        self.wfile.write(b"HTTP/1.1 200 OK\r\nX: ")
        for _ in range(300):
            self.wfile.write(b"x")
            self.wfile.flush()
            time.sleep(0.1)


BROKEN = ("short", "garbage", "close", "chunks")


def _selected(text: str) -> list[str]:
    projected = re.search(r"SELECT\s+(?:DISTINCT\s+)?(.*?)\s*(?:WHERE|\{|FROM)", text, re.DOTALL)
    return re.findall(r"[?$](\w+)", re.sub(r"\([^?]*\(.*?AS", "(", projected[1])) if projected else ["x"]


class Hostile(NamedTuple):
    """A server: its address, without a path, and what it was asked: (method, path, query, who asked)."""

    address: str
    asked: list[tuple[str, str, str, str]]


@contextmanager
def hostile() -> Iterator[Hostile]:
    """The endpoint, as long as the context lasts."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    server.daemon_threads = True
    asked: list[tuple[str, str, str, str]] = []
    server.asked = asked  # type: ignore[attr-defined]
    Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    try:
        yield Hostile(f"http://127.0.0.1:{server.server_port}", asked)
    finally:
        server.shutdown()
        server.server_close()
