"""An endpoint that does what no endpoint should; the path of its address says what."""

from __future__ import annotations

import gzip
import json
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import parse_qs

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
    "zipped": (200, JSON, gzip.compress(OK)),
}
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
ELSEWHERE = (
    "302/loop",
    "302/file:///etc/passwd",
    "302/ftp://127.0.0.1:9/x",
    "307/http://127.0.0.1:9/",
    "308/https://a/",
)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_: object) -> None:
        """Nothing is logged."""

    def do_POST(self) -> None:
        text = parse_qs(self.rfile.read(int(self.headers["content-length"])).decode())["query"][0]
        mode = self.path.strip("/")
        if mode in BODIES:
            code, kind, body = BODIES[mode]
            self._send(code, kind, body, {"content-encoding": "gzip"} if mode == "zipped" else {})
        elif mode in TERMS or mode == "nothing":
            names = _selected(text)
            self._send(200, JSON, table(TERMS[mode], *names) if mode in TERMS else table(LITERAL))
        elif mode[:3].isdigit():
            self._send(int(mode[:3]), "text/plain", b"", {"location": mode[4:]})
        else:
            self.close_connection = True
            try:
                getattr(self, f"_{mode}")()
            except OSError:  # the other side has had enough
                return

    def _send(self, code: int, kind: str, body: bytes, more: dict[str, str] | None = None) -> None:
        self.send_response(code)
        for name, value in {"content-type": kind, "content-length": str(len(body)), **(more or {})}.items():
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


@contextmanager
def hostile() -> Iterator[str]:
    """The address of the endpoint, without a path."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    server.daemon_threads = True
    Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
