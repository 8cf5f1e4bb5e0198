"""Making a snapshot: each answer is kept as soon as it has come, so that a run that breaks goes on where it stopped."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from kg.errors import KgError
from kg.model.progress import Progress, quiet
from kg.resources import write_whole
from kg.sources.web.client import Client, parse_json
from kg.sources.web.snapshot import Page, Snapshot, open_snapshot, read_page, write_manifest

__all__ = ["Collector", "Listing"]

_OLD = timedelta(days=3)  # what came before is not put together with what comes now
_MOST_PAGES = 10_000
_STARTS = 3


@dataclass(frozen=True, slots=True)
class Listing:
    """A list that comes in pages: what an answer holds, how many there are in all, and where the next page is.

    `records` gives (key, record) of an answer; `total` may be None where the interface does not say; `follow` is given
    the answer and the number of the page, from 0, and gives the address of the next, or None after the last.
    Each raises KeyError, TypeError or AttributeError for an answer of another shape.
    """

    records: Callable[[Any], list[tuple[str, Any]]]
    total: Callable[[Any], int | None]
    follow: Callable[[Any, int], str | None]


class _Moved(Exception):
    """The list changed while it was read."""


@dataclass(slots=True)
class Collector:
    """Collects the answers for a snapshot in `folder`; of the one that is there it asks only what has changed."""

    client: Client
    folder: Path
    source: str
    progress: Progress = quiet
    _pages: dict[str, Page] = field(default_factory=dict)
    _used: set[str] = field(default_factory=set)
    _before: Snapshot | None = None

    def __post_init__(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        with suppress(KgError):
            self._before = open_snapshot(self.folder, self.source)
        self._resume()

    @property
    def _unfinished(self) -> Path:
        return self.folder / "unfinished"

    def _resume(self) -> None:
        """Take up what a broken run left, unless it is too old, or of another source."""
        now, journal = self.client.manners.now(), self._unfinished / "journal.jsonl"
        with suppress(OSError):
            for line in journal.read_text("utf-8").splitlines():
                with suppress(ValueError, KgError):
                    page = Page.from_dict(json.loads(line))
                    read_page(self._unfinished, page)
                    if now - datetime.fromisoformat(page.retrieved) < _OLD:
                        self._pages[page.name] = page
        if not self._pages:
            shutil.rmtree(self._unfinished, ignore_errors=True)
        self._unfinished.mkdir(exist_ok=True)

    def get(self, name: str, url: str, *, accept: str = "application/json", missing: bool = False) -> Any:
        """What an address answers, asked for once; None if it is not there and may be `missing`.

        `name`, ending in `.json`, is the answer's in the snapshot. Raises what `Client.json` does.
        """
        page = self._pages.get(name)
        if page is None or page.url != url:
            page = self._ask(name, url, accept, missing)
        self._used.add(name)
        return parse_json(read_page(self._unfinished, page)) if page.status == 200 else None

    def _ask(self, name: str, url: str, accept: str, missing: bool) -> Page:
        known = self._before.pages if self._before else ()
        before = next((each for each in known if (each.name, each.url) == (name, url)), None)
        etag = before.etag if before and before.status == 200 else ""
        self.progress(url, len(self._pages), None)
        answer = self.client.json(url, accept=accept, etag=etag, missing=missing)
        body = answer.body
        if answer.status == 304 and before and self._before:
            body = read_page(self._before.place, before)
        write_whole(self._unfinished / name, body)
        status = 200 if answer.status == 304 else answer.status
        now = self.client.manners.now().isoformat(timespec="seconds")
        digest = hashlib.sha256(body).hexdigest()
        page = Page(name, url, status, retrieved=now, etag=answer.etag, sha256=digest)
        with (self._unfinished / "journal.jsonl").open("a", encoding="utf-8") as journal:
            journal.write(json.dumps(page.as_dict(), ensure_ascii=False) + "\n")
        self._pages[name] = page
        return page

    def forget(self, prefix: str) -> None:
        """Let go of the pages whose names begin so: they are asked for again."""
        for name in [each for each in self._pages if each.startswith(prefix)]:
            del self._pages[name]
            self._used.discard(name)
            (self._unfinished / name).unlink(missing_ok=True)

    def listing(self, prefix: str, url: str, listing: Listing, *, accept: str = "application/json") -> dict[str, Any]:
        """All records of a list by key. A list that changes while it is read is read again from its first page.

        Raises KgError for one that never ends, that keeps changing, or whose answers have another shape.
        """
        moved = ""
        for _ in range(_STARTS):
            try:
                return self._read(prefix, url, listing, accept)
            except _Moved as error:
                moved = str(error)
                self.forget(prefix)
        raise KgError(f"{url} changes while it is read, {_STARTS} times: {moved}")

    def _read(self, prefix: str, url: str, listing: Listing, accept: str) -> dict[str, Any]:
        found: dict[str, Any] = {}
        total: int | None = None
        for number, (here, answer) in enumerate(self._followed(prefix, url, listing, accept)):
            try:
                new, expected = dict(listing.records(answer)), listing.total(answer)
            except (KeyError, TypeError, AttributeError, ValueError) as error:
                self.forget(prefix)
                raise KgError(f"{here} answers in another shape than is known: {error!r}") from error
            if number and expected != total:
                raise _Moved(f"{total} records on the first page, {expected} on page {number + 1}")
            total = expected
            if number and not new.keys() - found.keys():
                raise _Moved(f"page {number + 1} holds nothing that was not on a page before")
            found |= new
        if total is not None and len(found) != total:
            raise _Moved(f"{len(found)} different records, {total} were announced")
        return found

    def _followed(self, prefix: str, url: str, listing: Listing, accept: str) -> Iterator[tuple[str, Any]]:
        """(address, answer) of page after page."""
        seen: dict[str, int] = {}
        here: str | None = url
        while here is not None:
            if here in seen or len(seen) == _MOST_PAGES:
                self.forget(prefix)
                back = f"page {len(seen)} leads back to page {seen[here]}" if here in seen else f"{_MOST_PAGES} pages"
                raise KgError(f"{url} does not end: {back}")
            seen[here] = number = len(seen) + 1
            answer = self.get(f"{prefix}{number:05}.json", here, accept=accept)
            yield here, answer
            try:
                here = listing.follow(answer, number - 1)
            except (KeyError, TypeError, AttributeError, ValueError) as error:
                self.forget(prefix)
                raise KgError(f"{here} answers in another shape than is known: {error!r}") from error

    def finish(self, counts: Mapping[str, int]) -> Snapshot:
        """Make the answers the snapshot. Raises KgError if there is none."""
        if not self._used:
            raise KgError(f"nothing was fetched of {self.source}")
        for path in self._unfinished.iterdir():
            if path.name not in self._used:
                path.unlink()
        pages = tuple(self._pages[name] for name in sorted(self._used))
        return write_manifest(self.folder, self.source, pages, counts)
