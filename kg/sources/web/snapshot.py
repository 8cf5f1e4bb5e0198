"""A snapshot: the answers of a public interface in a folder, whole, with a manifest that says where each is from.

FOLDER/manifest.json          what is whole; it is written last
FOLDER/pages-0123456789ab/    the answers as they came
FOLDER/unfinished/            what a broken run has so far; the next goes on from there
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from kg.errors import BadData, KgError, NotFound, Problem
from kg.sources.web.client import parse_json

__all__ = ["MANIFEST", "Page", "Snapshot", "is_snapshot", "open_snapshot", "read_page"]

MANIFEST = "manifest.json"
_NAME = re.compile(r"[a-z0-9][a-z0-9_-]*\.json")


@dataclass(frozen=True, slots=True)
class Page:
    """An answer that was kept: its file, address, status, when it came (UTC), its ETag and digest."""

    name: str
    url: str
    status: int
    retrieved: str
    etag: str
    sha256: str

    def as_dict(self) -> dict[str, Any]:
        """For a manifest."""
        return asdict(self)

    @classmethod
    def from_dict(cls, told: Mapping[str, Any]) -> Page:
        """From a manifest. Raises ValueError for what no manifest holds."""
        try:
            page = cls(**told)
        except TypeError as error:
            raise ValueError(str(error)) from error
        texts = (page.name, page.url, page.retrieved, page.etag, page.sha256)
        if not (all(isinstance(text, str) for text in texts) and isinstance(page.status, int)):
            raise ValueError("a page is described by texts and a status")
        if not _NAME.fullmatch(page.name):
            raise ValueError(f"{page.name!r} is no name of a page")
        return page


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A whole snapshot of a source; `counts` is what its makers counted."""

    folder: Path
    source: str
    pages: tuple[Page, ...]
    counts: Mapping[str, int]

    @property
    def checksum(self) -> str:
        """`sha256:…` of the list of the pages' names, statuses and digests, whenever and from wherever they came."""
        return digest_of(self.pages)

    @property
    def place(self) -> Path:
        """The folder of the pages."""
        return self.folder / place_of(self.pages)

    def answers(self, prefix: str = "") -> Iterator[tuple[str, Any]]:
        """(name, what the JSON says) of the pages that were there and whose names begin so, in order of their names.

        Raises BadData for a page that is missing or not as it came.
        """
        for page in sorted(self.pages, key=lambda each: each.name):
            if page.status == 200 and page.name.startswith(prefix):
                yield page.name, parse_json(read_page(self.place, page))


def digest_of(pages: tuple[Page, ...]) -> str:
    """See `Snapshot.checksum`."""
    listing = "".join(f"{each.sha256} {each.status} {each.name}\n" for each in sorted(pages, key=lambda p: p.name))
    return f"sha256:{hashlib.sha256(listing.encode()).hexdigest()}"


def place_of(pages: tuple[Page, ...]) -> str:
    """The name of the folder of some pages."""
    return f"pages-{digest_of(pages)[7:19]}"


def read_page(folder: Path, page: Page) -> bytes:
    """A page as it came. Raises BadData if it is missing or another."""
    try:
        body = (folder / page.name).read_bytes()
    except OSError as error:
        raise BadData(f"{page.name} of the snapshot cannot be read: {error.strerror}") from error
    if hashlib.sha256(body).hexdigest() != page.sha256:
        raise BadData(f"{page.name} of the snapshot is not as it came; fetch it again")
    return body


def is_snapshot(path: Path) -> bool:
    """Is this the folder of a snapshot, whole or not?"""
    return (path / MANIFEST).is_file() or (path / "unfinished").is_dir()


def open_snapshot(folder: Path, source: str = "") -> Snapshot:
    """The snapshot in a folder, every page of it checked.

    Raises NotFound if there is none, KgError if it is not finished or of another source than `source`, BadData if it
    is damaged.
    """
    try:
        told = parse_json((folder / MANIFEST).read_bytes())
    except OSError as error:
        if (folder / "unfinished").is_dir():
            raise KgError(f"the snapshot in {folder} is not finished; fetch it again, it goes on") from error
        raise NotFound(f"{folder} holds no snapshot (no {MANIFEST})") from error
    except ValueError as error:
        raise BadData(f"{folder / MANIFEST} cannot be used: {error}") from error
    try:
        pages = tuple(Page.from_dict(each) for each in told["pages"])
        counts = {str(name): int(number) for name, number in told["counts"].items()}
        found = Snapshot(folder, str(told["source"]), pages, counts)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise BadData(f"{folder / MANIFEST} cannot be used: {error}") from error
    if source and found.source != source:
        raise KgError(f"{folder} holds a snapshot of {found.source}, not of {source}")
    wrong = []
    for page in pages:
        try:
            read_page(found.place, page)
        except BadData as error:
            wrong.append(Problem(page.name, 0, "", str(error)))
    if wrong or not pages:
        raise BadData(f"the snapshot in {folder} is not whole", tuple(wrong))
    return found


def _is_whole(place: Path, pages: tuple[Page, ...]) -> bool:
    try:
        return all(read_page(place, page) is not None for page in pages)
    except BadData:
        return False


def write_manifest(folder: Path, source: str, pages: tuple[Page, ...], counts: Mapping[str, int]) -> Snapshot:
    """Make what lies in `unfinished` the snapshot of a folder: the manifest is swapped in whole, then others go."""
    from kg.resources import write_whole

    place = folder / place_of(pages)
    if _is_whole(place, pages):  # nothing has changed: what the manifest names is not touched
        shutil.rmtree(folder / "unfinished")
    else:
        shutil.rmtree(place, ignore_errors=True)
        (folder / "unfinished").rename(place)
        (place / "journal.jsonl").unlink(missing_ok=True)
    told = {"source": source, "counts": dict(counts), "pages": [each.as_dict() for each in pages]}
    write_whole(folder / MANIFEST, json.dumps(told, indent=1, sort_keys=True, ensure_ascii=False) + "\n")
    for other in folder.glob("pages-*"):
        if other != place:
            shutil.rmtree(other)
    return Snapshot(folder, source, pages, dict(counts))
