"""Fetching a file over HTTP: streamed to disk beside its place, resumed after a break, checked and swapped in whole."""

from __future__ import annotations

import base64
import hashlib
import http.client
import json
import urllib.error
import urllib.request
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

from kg.errors import KgError, NotFound
from kg.model.progress import Progress, quiet
from kg.sources.web.manners import AGAIN, USER_AGENT, Manners, retry_after

__all__ = ["fetch"]

_BLOCK = 1 << 18


class _Broken(Exception):
    """The transfer did not come to its end; what has come is kept and it may be tried again.

    `wait` is for how long the server asks to be left alone (seconds).
    """

    def __init__(self, reason: str, wait: float | None = None) -> None:
        super().__init__(reason)
        self.wait = wait


@dataclass(slots=True)
class _Part:
    """What has come so far, and by what the server will know the same file again (its ETag or date)."""

    path: Path
    note: Path

    def validator(self, url: str) -> str:
        """The validator of the part for this address; empty if there is no part that can be resumed."""
        try:
            note = json.loads(self.note.read_text("utf-8"))
            return str(note["validator"]) if note["url"] == url and self.path.stat().st_size else ""
        except (OSError, ValueError, KeyError, TypeError):
            return ""

    def remember(self, url: str, validator: str) -> None:
        """Note what the part belongs to."""
        self.note.write_text(json.dumps({"url": url, "validator": validator}), "utf-8")

    def forget(self) -> None:
        """Remove the part and its note."""
        self.path.unlink(missing_ok=True)
        self.note.unlink(missing_ok=True)


def fetch(
    url: str,
    target: Path,
    *,
    checksum: str | None = None,
    progress: Progress | None = None,
    retries: int = 4,
    timeout: float = 30.0,
    wait: float = 1.0,
    manners: Manners | None = None,
) -> str:
    """Download `url` to `target` and return its `sha256:…`.

    An interrupted download leaves `target` + `.part`; the next call goes on from there if the server says that the file
    is still the same. `checksum` (`sha256:…`), the server's Content-MD5 and its Content-Length are checked. `wait` is
    the longest pause in seconds before the second try, doubled before each further one, and none is shorter than the
    server asks for (`manners`, where more of it is told); `timeout` is for each read.

    Raises NotFound for 404 and 410, KgError for everything else that goes wrong; `target` is then left as it was.
    """
    if urlsplit(url).scheme not in ("http", "https"):
        raise KgError(f"{url} is not an http or https address")
    report = progress or quiet
    target.parent.mkdir(parents=True, exist_ok=True)
    part = _Part(target.with_name(f"{target.name}.part"), target.with_name(f"{target.name}.part.json"))
    digest = _download(
        url, part, report=report, retries=retries, timeout=timeout, manners=manners or Manners(wait=wait)
    )
    if checksum is not None and digest != checksum:
        part.forget()
        raise KgError(f"{url} is not the expected file: it has {digest}, expected {checksum}")
    part.path.replace(target)
    part.forget()
    return digest


def _download(url: str, part: _Part, report: Progress, retries: int, timeout: float, manners: Manners) -> str:
    failure = _Broken("")
    for attempt in range(retries + 1):
        if (failure.wait or 0.0) > manners.patience:
            raise KgError(f"{url} asks to wait for {failure.wait:.0f} seconds; go on then: {failure}") from failure
        if attempt:
            manners.after_failure(attempt, failure.wait)
        try:
            expected_md5 = _transfer(url, part, report, timeout)
        except _Broken as error:
            failure = error
            continue
        sha256, md5 = _digests(part.path)
        if expected_md5 and md5 != expected_md5:
            part.forget()
            failure = _Broken("what came does not fit the server's Content-MD5")
            continue
        return f"sha256:{sha256}"
    raise KgError(f"{url} could not be fetched in {retries + 1} tries: {failure}") from failure


def _transfer(url: str, part: _Part, report: Progress, timeout: float) -> str:
    """One request; returns the Content-MD5 that the server gave for the whole file (hex), or nothing."""
    validator = part.validator(url)
    headers = {"User-Agent": USER_AGENT, "Accept-Encoding": "identity"}
    have = part.path.stat().st_size if validator else 0
    if have:
        headers |= {"Range": f"bytes={have}-", "If-Range": validator}
    request = urllib.request.Request(url, headers=headers)  # noqa: S310  the scheme is checked above
    try:
        with urllib.request.urlopen(request, timeout=timeout) as answer:  # noqa: S310
            return _receive(url, answer, part, have, report)
    except urllib.error.HTTPError as error:
        error.close()
        if error.code == 416:
            part.forget()
            raise _Broken("the part on disk is longer than the file") from error
        if error.code in AGAIN:
            wait = retry_after(error.headers.get("Retry-After", ""), datetime.now(UTC))
            raise _Broken(f"{error.code} {error.reason}", wait) from error
        kind = NotFound if error.code in (404, 410) else KgError
        raise kind(f"{url} answers {error.code} {error.reason}") from error
    except (urllib.error.URLError, http.client.HTTPException, TimeoutError, ConnectionError) as error:
        raise _Broken(str(getattr(error, "reason", error)) or type(error).__name__) from error


def _receive(url: str, answer: http.client.HTTPResponse, part: _Part, have: int, report: Progress) -> str:
    resumed = answer.status == 206 and answer.headers.get("Content-Range", "").startswith(f"bytes {have}-")
    if answer.status == 206 and not resumed:
        part.forget()
        raise _Broken("the server sent another part than was asked for")
    have = have if resumed else 0
    if not resumed:
        strong = answer.headers.get("ETag", "")
        part.remember(
            url, strong if not strong.startswith("W/") and strong else answer.headers.get("Last-Modified", "")
        )
    length = answer.headers.get("Content-Length")
    total = have + int(length) if length is not None and length.isascii() and length.isdecimal() else None
    report(url, have, total)
    with part.path.open("ab" if resumed else "wb") as stream:
        while block := answer.read(_BLOCK):
            stream.write(block)
            have += len(block)
            report(url, have, total)
    if total is not None and have < total:
        raise _Broken(f"the connection broke after {have} of {total} bytes")
    given = answer.headers.get("Content-MD5", "") if not resumed else ""
    try:
        return base64.b64decode(given, validate=True).hex()
    except ValueError:
        return ""


def _digests(path: Path) -> tuple[str, str]:
    sha256, md5 = hashlib.sha256(), hashlib.md5(usedforsecurity=False)
    with path.open("rb") as stream:
        while block := stream.read(_BLOCK):
            sha256.update(block)
            md5.update(block)
    return sha256.hexdigest(), md5.hexdigest()
