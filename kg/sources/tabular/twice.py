"""A table that is given twice, under another name or in a zip and beside it, is read once."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence

from kg.sources.tabular.formats.found import Found

__all__ = ["once"]


def once(inputs: Sequence[Found]) -> tuple[list[Found], list[str]]:
    """The files without those that hold the same bytes as one before them, and what is to be said of these.

    Only files of one size are read for it. Raises KgError for one that is damaged.
    """
    sizes = Counter(each.size for each in inputs)
    first: dict[str, str] = {}
    kept, told = [], []
    for each in inputs:
        if each.size > 0 and sizes[each.size] > 1:
            with each.opened() as stream:
                digest = hashlib.file_digest(stream, "sha256").hexdigest()  # type: ignore[arg-type]
            if digest in first:
                told.append(f"{each.name} is the same as {first[digest]}: read once")
                continue
            first[digest] = each.name
        kept.append(each)
    return kept, told
