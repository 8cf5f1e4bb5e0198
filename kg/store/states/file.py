"""A state in a file: `state.jsonl.gz`, a line of JSON a row, the same bytes for the same state."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kg.errors import KgError
from kg.model.period import Bounds
from kg.model.state import Reform, State, StateSource, StateThing, StateTie

__all__ = ["ENDING", "FILE", "read_state", "state_bytes", "write_state"]

ENDING = ".jsonl.gz"
FILE = f"state{ENDING}"
"""What it is called in the folder of a generation."""
_FORM = 1  # of the rows; a file of another form is not read


def write_state(path: Path, state: State) -> None:
    """Write a state to a file in a folder that is being filled. Raises OSError."""
    with path.open("wb") as stream, gzip.GzipFile("", "wb", 6, stream, mtime=0) as packed:
        for block in _blocks(_lines(state)):
            packed.write(block)


def state_bytes(state: State) -> Iterator[bytes]:
    """The rows of a state but its name, for a digest of them."""
    lines = _lines(state)
    next(lines)
    yield from _blocks(lines)


def read_state(path: Path) -> State:
    """The state that was written to a file. Raises KgError for one that is not whole, and for another form."""
    try:
        with gzip.open(path, "rb") as packed:
            return _read([json.loads(line) for line in packed])
    except (OSError, EOFError, ValueError, TypeError, LookupError) as error:
        raise KgError(f"the state in {path} cannot be read: {error}; run: kg build --force") from error


def _blocks(lines: Iterator[list[Any]], size: int = 4096) -> Iterator[bytes]:
    block: list[str] = []
    for line in lines:
        block.append(json.dumps(line, ensure_ascii=False, separators=(",", ":")))
        if len(block) >= size:
            yield ("\n".join(block) + "\n").encode("utf-8", "surrogatepass")
            block.clear()
    if block:
        yield ("\n".join(block) + "\n").encode("utf-8", "surrogatepass")


def _lines(state: State) -> Iterator[list[Any]]:
    yield ["state", _FORM, state.name]
    for what, rows in (("tie", state.ties), ("thing", state.things), ("source", state.sources)):
        yield from ([what, *row] for _, row in sorted(rows.items()))
    yield from (["reform", *row] for _, row in sorted(state.reforms.items()))
    yield from (["list", *key, sources] for key, sources in sorted(state.lists.items()))


def _read(rows: list[list[Any]]) -> State:
    what, form, name = rows[0]
    if (what, form) != ("state", _FORM):
        raise ValueError(f"it is of the form {form}, not {_FORM}")
    state = State(name)
    lists: dict[tuple[str, str], tuple[str, ...]] = {}
    for what, *values in rows[1:]:
        made: list[Any] = [tuple(each) if isinstance(each, list) else each for each in values]
        if what == "tie":
            tie = StateTie._make(made)
            state.ties[tie.iri] = tie._replace(bounds=Bounds._make(tie.bounds))
        elif what == "thing":
            thing = StateThing._make(made)
            state.things[thing.iri] = thing._replace(labels=tuple((each[0], each[1]) for each in thing.labels))
        elif what == "source":
            state.sources[made[0]] = StateSource._make(made)
        elif what == "reform":
            state.reforms[made[0]] = Reform._make(made)
        elif what == "list":
            lists[made[0], made[1]] = made[2]
    state.lists = lists
    return state
