"""One answer from a public interface: asked for politely, tried again where that helps, checked before it is used."""

from __future__ import annotations

import http.client
import json
import urllib.error
import urllib.request
import zlib
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urljoin, urlsplit

from kg.errors import KgError, NotFound
from kg.sources.web.manners import AGAIN, USER_AGENT, Manners, retry_after

__all__ = ["Answer", "Client", "parse_json"]

_BLOCK = 1 << 16
_JSON = "application/json"


class _Broken(Exception):
    """An answer that may come right when it is asked for again; `wait` is what the server asks for (seconds)."""

    def __init__(self, reason: str, wait: float | None = None) -> None:
        super().__init__(reason)
        self.wait = wait


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server gave for an address: 200 with a body, 304 (as it was), or 404 and 410 where those were allowed."""

    url: str
    status: int
    body: bytes = b""
    etag: str = ""


class _Stay(urllib.request.HTTPRedirectHandler):
    """Redirects are not followed by urllib: the client looks where they lead first."""

    def redirect_request(self, *_: Any) -> None:
        return None


@dataclass(slots=True)
class Client:
    """Asks servers, one request at a time. It keeps no cookies and sends nothing but what it is told to."""

    manners: Manners = field(default_factory=Manners)
    _opener: urllib.request.OpenerDirector = field(default_factory=lambda: urllib.request.build_opener(_Stay))

    def json(self, url: str, *, accept: str = _JSON, etag: str = "", missing: bool = False) -> Answer:
        """An answer that is JSON. With `etag` it may be 304; if `missing` may be so, it may be 404 or 410.

        Raises NotFound for 404 and 410, KgError for everything else that goes wrong and does not come right.
        """
        manners = self.manners
        failure: Exception = KgError(url)
        for attempt in range(1, manners.retries + 2):
            manners.before_asking(url)
            wait = None
            try:
                answer = self._follow(url, accept, etag)
                if answer.status == 200:
                    parse_json(answer.body)
                if answer.status in (404, 410) and not missing:
                    raise NotFound(f"{url} answers {answer.status}")
                return answer
            except _Broken as error:
                failure, wait = error, error.wait
            except ValueError as error:
                failure = error
            if wait is not None and wait > manners.patience:
                raise KgError(f"{url} asks to wait for {wait:.0f} seconds; go on then: {failure}") from failure
            if attempt <= manners.retries:
                manners.after_failure(attempt, wait)
        raise KgError(f"{url} could not be had in {manners.retries + 1} tries: {failure}") from failure

    def _follow(self, url: str, accept: str, etag: str) -> Answer:
        """The answer behind redirects that stay with the server that was asked."""
        seen, place = [url], url
        for _ in range(self.manners.redirects + 1):
            found = self._ask(place, accept, etag)
            if isinstance(found, Answer):
                return found
            there = urljoin(place, found)
            if there in seen:
                raise KgError(f"{url} is redirected in a circle: {' → '.join([*seen, there])}")
            if not _same_server(place, there):
                raise KgError(f"{url} is redirected to another server, {there}; not followed")
            seen.append(there)
            place = there
        raise KgError(f"{url} is redirected more than {self.manners.redirects} times")

    def _ask(self, url: str, accept: str, etag: str) -> Answer | str:
        """One request: the answer, or where it is redirected to."""
        if urlsplit(url).scheme not in ("http", "https"):
            raise KgError(f"{url} is not an http or https address")
        headers = {"User-Agent": USER_AGENT, "Accept": accept, "Accept-Encoding": "gzip"}
        if etag:
            headers["If-None-Match"] = etag
        request = urllib.request.Request(url, headers=headers)  # noqa: S310  the scheme is checked above
        try:
            with self._opener.open(request, timeout=self.manners.timeout) as answer:
                return self._receive(url, answer, accept)
        except urllib.error.HTTPError as error:
            error.close()
            return self._refused(url, error, etag)
        except (OSError, http.client.HTTPException) as error:
            raise _Broken(str(getattr(error, "reason", error)) or type(error).__name__) from error

    def _refused(self, url: str, error: urllib.error.HTTPError, etag: str) -> Answer | str:
        if error.code == 304 and etag:
            return Answer(url, 304, etag=etag)
        if error.code in (301, 302, 303, 307, 308) and error.headers.get("Location"):
            return str(error.headers["Location"])
        if error.code in (404, 410):
            return Answer(url, error.code)
        if error.code in AGAIN:
            wait = retry_after(error.headers.get("Retry-After", ""), self.manners.now())
            raise _Broken(f"{error.code} {error.reason}", wait)
        raise KgError(f"{url} answers {error.code} {error.reason}")

    def _receive(self, url: str, answer: http.client.HTTPResponse, accept: str) -> Answer:
        kind = answer.headers.get_content_type()
        if kind != accept and not kind.endswith("json"):
            raise _Broken(f"it is {kind}, expected {accept}")
        encoding = answer.headers.get("Content-Encoding", "identity").strip().lower()
        if encoding not in ("identity", "gzip", "x-gzip"):
            raise KgError(f"{url} is packed as {encoding}, which was not asked for")
        body = self._body(url, answer, packed=encoding != "identity")
        return Answer(url, answer.status, body, answer.headers.get("ETag", ""))

    def _body(self, url: str, answer: http.client.HTTPResponse, *, packed: bool) -> bytes:
        """All of an answer, unpacked. It is left when it is longer, or takes longer, than any answer should."""
        manners, unpack = self.manners, zlib.decompressobj(zlib.MAX_WBITS | 16)
        length, came, body, begun = answer.headers.get("Content-Length", ""), 0, bytearray(), manners.clock()
        while block := answer.read1(_BLOCK):
            came += len(block)
            try:
                body += unpack.decompress(block, manners.most + 1 - len(body)) if packed else block
            except zlib.error as error:
                raise _Broken(f"it cannot be unpacked: {error}") from error
            if len(body) > manners.most or unpack.unconsumed_tail:
                raise KgError(f"{url} answers with more than {manners.most:,} bytes; left")
            if manners.clock() - begun > manners.deadline:
                raise _Broken(f"it was not there after {manners.deadline:.0f} seconds")
        if length.isascii() and length.isdecimal() and came < int(length):
            raise _Broken(f"the connection broke after {came} of {length} bytes")
        if packed and not unpack.eof:
            raise _Broken("the connection broke before the end of what is packed")
        return bytes(body)


def _same_server(one: str, other: str) -> bool:
    """Is it the same host and scheme, or the same host over https?"""
    left, right = urlsplit(one), urlsplit(other)
    if left.scheme == right.scheme:
        return left.netloc == right.netloc
    return (left.scheme, right.scheme) == ("http", "https") and left.hostname == right.hostname


def parse_json(body: bytes) -> Any:
    """What a JSON text says. Raises ValueError for what is none, or not UTF-8, as JSON is."""
    try:
        return json.loads(body.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise ValueError(f"it is not UTF-8, as JSON has to be (byte {error.start})") from error
    except RecursionError as error:
        raise ValueError("it is nested too deeply") from error
    except ValueError as error:
        raise ValueError(f"it is not JSON, or not all of it: {error}") from error
