"""What stands around every answer: its number, limits, headers that protect, a line in the log, counts."""

from __future__ import annotations

import os
import time
from collections.abc import Mapping
from logging import getLogger
from typing import Any

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kg.web.metrics import Metrics
from kg.web.site import Site

__all__ = ["CONTENT_POLICY", "DATA_POLICY", "FRAMED_POLICY", "Guard"]

_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self';"
    " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-src 'self'; manifest-src 'self'"
)
CONTENT_POLICY = f"{_POLICY}; frame-ancestors 'none'"
"""What a page may load and do, unless it says so itself: what this site has, and nothing written inside of it."""
DATA_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; frame-ancestors 'none'"
"""What data may do that a browser shows as a page of its own (XML, pictures): be looked at."""
FRAMED_POLICY = f"{_POLICY}; frame-ancestors *"
"""The same for what is made to stand inside of other people's pages."""
_ALWAYS: Mapping[str, str] = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}
_MOST_QUERY, _MOST_PATH, _MOST_HEADERS = 60_000, 4_000, 100
_access = getLogger("kg.web.access")


class Guard:
    """ASGI middleware: see the module. The log holds no addresses of visitors."""

    def __init__(self, app: ASGIApp, site: Site, metrics: Metrics) -> None:
        self._app, self._site, self._metrics = app, site, metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """See ASGI."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        begun, seen = time.perf_counter(), _Seen()
        headers = Headers(scope=scope)
        number = (self._site.behind_proxy and _plain(headers.get("x-request-id", ""))) or os.urandom(8).hex()
        scope.setdefault("state", {})["request"] = number

        async def answered(message: Message) -> None:
            if message["type"] == "http.response.start":
                seen.status = message["status"]
                answer = MutableHeaders(scope=message)
                for name, value in _ALWAYS.items():
                    answer.setdefault(name, value)
                kind = answer.get("content-type", "")
                if kind.startswith("text/html"):
                    answer.setdefault("Content-Security-Policy", CONTENT_POLICY)
                elif not kind.startswith("application/pdf"):  # whose viewers are pages themselves
                    answer.setdefault("Content-Security-Policy", DATA_POLICY)
                answer["X-Request-Id"] = number
                spent = (time.perf_counter() - begun) * 1000
                told = answer.get("server-timing")
                answer["Server-Timing"] = f"{f'{told}, ' if told else ''}total;dur={spent:.1f}"
            elif message["type"] == "http.response.body":
                seen.size += len(message.get("body", b""))
            await send(message)

        self._metrics.running.inc()
        try:
            if (refused := _too_much(scope)) is not None:
                await _refuse(answered, *refused)
            else:
                await self._app(scope, receive, answered)
        except Exception:
            getLogger("kg.web").exception("request %s", number)
            if seen.status:
                raise
            await _refuse(answered, 500, "Something went wrong here. It has been written down under this number.")
        finally:
            self._metrics.running.dec()
            spent = time.perf_counter() - begun
            self._metrics.answered(scope["path"], seen.status, spent)
            query = scope["query_string"].decode("latin-1")
            line = "%s %s%s %s %s %.1fms %s"
            path = _plain(scope.get("raw_path", b"").decode("latin-1") or scope["path"])
            asked = f"?{_plain(query)}" if query else ""
            _access.info(line, scope["method"], path, asked, seen.status, seen.size, spent * 1000, number)


class _Seen:
    """What has been seen of an answer."""

    def __init__(self) -> None:
        self.status = 0
        self.size = 0


def _plain(text: str) -> str:
    """A text of the request that can stand in a line of the log: neither blanks nor what ends a line."""
    return "".join(letter for letter in text[:2000] if letter.isascii() and letter.isprintable() and letter != " ")


def _too_much(scope: Scope) -> tuple[int, str] | None:
    if len(scope["query_string"]) > _MOST_QUERY or len(scope.get("raw_path", b"") or scope["path"]) > _MOST_PATH:
        return 414, "The address is too long."
    if len(scope["headers"]) > _MOST_HEADERS:
        return 431, "There are too many headers."
    return None


async def _refuse(send: Any, status: int, text: str) -> None:
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"cache-control", b"no-store")]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": f"{text}\n".encode()})
