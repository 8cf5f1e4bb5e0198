"""The states of the graph that a site answers for: today's, and those before it that are kept for citation."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from kg.errors import KgError
from kg.store import layout
from kg.web.address import DIGITS

__all__ = ["States", "digest_of"]


def digest_of(generation: Path) -> str:
    """The digest that names a generation of a store in addresses: of what it was made from.

    A store that was not built from inputs is told by its name and its index.
    """
    fingerprint = layout.fingerprint_of(generation)
    if re.fullmatch(rf"[0-9a-f]{{{DIGITS},}}", fingerprint):
        return fingerprint[:DIGITS]
    told = (generation / "index.sqlite").stat()
    return hashlib.sha256(f"{generation.name} {told.st_size} {told.st_mtime_ns}".encode()).hexdigest()[:DIGITS]


class States:
    """The generations that a site answers from, by digest, the newest first: `current` and those kept before it."""

    def __init__(self, home: Path, keep: int, generation: Path) -> None:
        self._home, self._keep = home, keep
        self._code = layout.manifest_of(generation).get("code")
        try:
            kept = layout.cite(home, generation, keep)
        except KgError:  # a store that cannot be written is read all the same
            kept = [generation]
        self.current = digest_of(generation)
        self._kept = {self.current: generation}
        for each in kept:
            self._kept.setdefault(digest_of(each), each)

    def newer(self) -> States | None:
        """The states with a newer generation that the same code built; None where there is none, or none to be read."""
        try:
            found = layout.current(self._home)
            if found is None or found == self._kept[self.current]:
                return None
            if layout.manifest_of(found).get("code") != self._code:
                return None
            return States(self._home, self._keep, found)
        except (KgError, OSError):
            return None

    def generation(self, digest: str) -> Path | None:
        """The generation with a digest, if it is kept."""
        return self._kept.get(digest)

    @property
    def digests(self) -> list[str]:
        """Of the states that are kept."""
        return list(self._kept)
