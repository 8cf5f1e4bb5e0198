"""Lines in order, however many: sorted in runs that fit into memory, kept in one nameless file, and merged."""

from __future__ import annotations

import tempfile
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import IO

from kg.model.progress import Progress, quiet

__all__ = ["sorted_lines"]

RUN = 250_000  # lines that are sorted at once, some 60 MB
BLOCKS = 32 * 1024 * 1024  # bytes of all runs that are read at once while they are merged
_SMALLEST = 16 * 1024


def sorted_lines(
    lines: Iterable[bytes], *, run: int = RUN, folder: str | None = None, progress: Progress = quiet
) -> Iterator[list[bytes]]:
    """The lines, each with its line end, in the order of their bytes, in lists one after another.

    Memory does not grow with their number: runs of `run` lines are kept in a file without a name in `folder` (or where
    temporary files lie), which is gone when the process is. Fewer lines than a run need no file. `progress` is told
    how many lines have been read. Raises OSError when there is no room for them.
    """
    source = iter(lines)
    first = sorted(islice(source, run))
    if len(first) < run:
        yield first
        return
    with tempfile.TemporaryFile(dir=folder) as file:
        runs, count, chunk = [], 0, first
        del first
        while chunk:
            count += len(chunk)
            start = file.tell()
            file.write(b"".join(chunk))
            runs.append(_Run(start, file.tell()))
            progress("sorting", count, None)
            del chunk
            chunk = sorted(islice(source, run))
        yield from _merged(file, runs, max(_SMALLEST, BLOCKS // len(runs)))


@dataclass(slots=True)
class _Run:
    """Sorted lines in a file: where the unread ones begin and end, and those that are read but not yet given."""

    at: int
    end: int
    read: list[bytes] = field(default_factory=list)

    def fill(self, file: IO[bytes], size: int) -> None:
        """Read some whole lines more."""
        while not self.read and self.at < self.end:
            file.seek(self.at)
            block = file.read(min(size, self.end - self.at))
            whole = block.rfind(b"\n") + 1
            self.read = block[:whole].splitlines(keepends=True)
            self.at += whole
            size *= 2  # for a line longer than a block

    def take(self, limit: bytes | None) -> list[bytes]:
        """The lines read that come no later than a limit, or all of them."""
        count = len(self.read) if limit is None else bisect_right(self.read, limit)
        taken, self.read = self.read[:count], self.read[count:]
        return taken


def _merged(file: IO[bytes], runs: list[_Run], size: int) -> Iterator[list[bytes]]:
    """What is read of all runs, up to the first last line of a block: nothing unread can come before that.

    Sorting a few sorted lists put one after another is a merge that takes place in C.
    """
    while runs:
        for each in runs:
            each.fill(file, size)
        limit = min((each.read[-1] for each in runs if each.at < each.end), default=None)
        batch = [line for each in runs for line in each.take(limit)]
        batch.sort()
        yield batch
        runs = [each for each in runs if each.read or each.at < each.end]
