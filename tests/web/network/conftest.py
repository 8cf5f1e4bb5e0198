"""A small server of the network page alone, over the made-up world, and the page open in headless Chromium."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from jinja2 import DictLoader, Environment

from kg.api import Samkart
from kg.errors import KgError
from kg.store.view import LocalView
from kg.web import network
from kg.web.network.answers import answer
from kg.web.network.downloads import FORMS, download
from kg.web.network.page import config, texts
from tests.views.map.conftest import Opened

HERE = Path(network.__file__).parent
STATIC = HERE.parent / "static"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none';"
    " form-action 'none'; frame-ancestors 'none'"
)
BASE = """<!doctype html><html lang="{{ config.lang }}"><head><meta charset="utf-8">
<title>{% block title %}{% endblock %}
</title><meta name="viewport" content="width=device-width, initial-scale=1"><link rel="icon" href="/static/none">
<link rel="stylesheet" href="/static/test.css"></head>
<body><main>{% block main %}{% endblock %}</main>{% block scripts %}{% endblock %}</body></html>"""
CSS = """body{margin:8px;font-family:sans-serif;color-scheme:light dark;background:#FBFAF7;color:#1B2430}
@media(prefers-color-scheme:dark){body{background:#14181F;color:#EEF1F5}}"""


def page_html(language: str, at: str = "2026-11-28") -> str:
    """The page as the explorer renders it, in a frame of the tests' own."""
    loader = DictLoader({"base.html.j2": BASE, "page.html.j2": (HERE / "page.html.j2").read_text("utf-8")})
    told = config(language, data="/network.json", download="/network", at=at)
    page = Environment(loader=loader, autoescape=True).get_template("page.html.j2")
    return page.render(t=texts(language), config=told, static=lambda name: f"/static/{name}")


@contextmanager
def served(home: Path, language: str = "en") -> Iterator[str]:
    """The page, its files and its data, at the address that is given."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, *_: object) -> None:
            """Nothing is logged."""

        def do_GET(self) -> None:
            asked = urlsplit(self.path)
            given = dict(parse_qsl(asked.query))
            form = asked.path.removeprefix("/network.")
            if asked.path == "/network":
                self.send(200, "text/html; charset=utf-8", page_html(language).encode())
            elif asked.path == "/static/test.css":
                self.send(200, "text/css", CSS.encode())
            elif asked.path.startswith("/static/") and (STATIC / asked.path[8:]).is_file():
                kind = "text/javascript" if asked.path.endswith(".js") else "text/css"
                self.send(200, kind, (STATIC / asked.path[8:]).read_bytes())
            elif form in FORMS:
                with lock, Samkart(LocalView(home), language) as samkart:
                    try:
                        if form != "json" or "do" not in given:
                            self.send(200, FORMS[form], download(samkart, given, form))
                        else:
                            self.send(200, FORMS["json"], json.dumps(answer(samkart, given)).encode())
                    except KgError as error:
                        self.send(400, "text/plain", str(error).encode())
            else:
                self.send(204, "text/plain", b"")

        def send(self, status: int, kind: str, body: bytes) -> None:
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.send_header("Content-Security-Policy", POLICY)
            self.end_headers()
            self.wfile.write(body)

    lock = threading.Lock()
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/network"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@pytest.fixture
def open_network(browser: Any, world_home: Path) -> Iterator[Callable[..., Any]]:
    """open_network(query, size=(w, h), dark=False): the page, once it is ready, with what it asked and its errors."""
    contexts = []
    with served(world_home) as address:

        def opened(query: str = "", *, size: tuple[int, int] = (1440, 900), dark: bool = False) -> Opened:
            context = browser.new_context(
                viewport={"width": size[0], "height": size[1]},
                color_scheme="dark" if dark else "light",
                accept_downloads=True,
            )
            contexts.append(context)
            context.set_default_timeout(8000)
            made = Opened(context.new_page(), address)
            made.page.goto(f"{address}?{query}" if query else address)
            made.page.wait_for_selector("html[data-network=ready]")
            return made

        yield opened
        for context in contexts:
            context.close()
