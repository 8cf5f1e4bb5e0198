"""RDF as text: sorted, with the prefixes that are used, the same bytes for the same graph, however large it is."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import IO, TYPE_CHECKING, Any

from kg.model.progress import Progress, quiet
from kg.vocab import PREFIXES, WRITTEN

if TYPE_CHECKING:
    import pyoxigraph as ox

__all__ = ["serialise", "write_lines"]


def serialise(statements: Iterable[ox.Triple | ox.Quad], form: str) -> str:
    """Triples (or, for trig and nquads, quads) as text in a form (`kg.store.text.forms`). Blank nodes keep labels.

    N-Triples and N-Quads are sorted by line; Turtle and TriG by subject, predicate and object, with the prefixes that
    they use; JSON-LD by graph first (see `kg.store.text.jsonld`).
    """
    stream = io.BytesIO()
    write_lines((f"{each} .\n" for each in statements), form, stream)
    return stream.getvalue().decode()


def write_lines(
    lines: Iterable[str], form: str, stream: IO[bytes], *, folder: str | None = None, progress: Progress = quiet
) -> None:
    """Write statements, given as lines of N-Triples or N-Quads in any order, as `serialise` does: sorted, in UTF-8.

    Memory stays the same however many there are; what does not fit lies in `folder` meanwhile (see `sorted_lines`).
    """
    from kg.store.text.sorting import sorted_lines

    if form == "jsonld":
        from kg.store.text.jsonld import Context, write_nodes

        context = Context()
        arranged = (line.encode() for line in context.arranged(lines))
        write_nodes(context, _counted(sorted_lines(arranged, folder=folder, progress=progress), progress), stream)
        return
    prefixes = _Prefixes()
    noted = prefixes.noted(lines) if form in ("turtle", "trig") else lines
    batches = sorted_lines((line.encode() for line in noted), folder=folder, progress=progress)
    shown = _counted(batches, progress)
    if form in ("ntriples", "nquads"):
        for batch in shown:
            stream.write(b"".join(batch))
        return
    import pyoxigraph as ox

    parsed: Iterator[Any] = (
        quad for batch in shown for quad in ox.parse(b"".join(batch), ox.RdfFormat.N_QUADS, lenient=True)
    )
    first = next(parsed, None)  # all lines have passed when there is one
    parsed = chain(() if first is None else (first,), parsed)
    if form == "turtle":
        parsed = (quad.triple for quad in parsed)
    ended = _Ended(stream)
    known = ox.RdfFormat.TURTLE if form == "turtle" else ox.RdfFormat.TRIG
    ox.serialize(parsed, output=ended, format=known, prefixes=prefixes.used())  # type: ignore[arg-type]
    ended.finish()


class _Prefixes:
    """Which of the known prefixes stand for the beginning of a name in some statements."""

    def __init__(self) -> None:
        self._waiting = {f"<{namespace}": prefix for namespace, prefix in WRITTEN.items()}
        self._found: set[str] = set()

    def noted(self, lines: Iterable[str]) -> Iterator[str]:
        """The lines, looked at on their way."""
        for line in lines:
            for start in [start for start in self._waiting if start in line]:
                self._found.add(self._waiting.pop(start))
            yield line

    def used(self) -> dict[str, str]:
        """The prefixes that have been met, in the order in which they are known."""
        return {prefix: namespace for prefix, namespace in PREFIXES.items() if prefix in self._found}


def _counted(batches: Iterable[list[bytes]], progress: Progress) -> Iterator[list[bytes]]:
    count = 0
    for batch in batches:
        yield batch
        count += len(batch)
        progress("writing", count, None)


class _Ended:
    """A stream that ends with a line end."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self._last = b""

    def write(self, content: bytes) -> int:
        self._last = content[-1:] or self._last
        self._stream.write(content)
        return len(content)

    def flush(self) -> None:
        """Nothing is kept back here."""

    def finish(self) -> None:
        if self._last != b"\n":
            self._stream.write(b"\n")
