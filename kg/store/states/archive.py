"""The states of a home that are still there: today's, and those before it, whose facts are kept when a graph goes.

    HOME/states/NAME.jsonl.gz   the facts of a state (`kg.store.states.file`), a few hundredths of its graph
    HOME/states/kept            the names of those that the user wants kept; of the others the newest stay

The facts are written when a graph is built and put here when it is published, so that today's graph can be held against
yesterday's after an import has replaced it.
"""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from kg.errors import NotFound
from kg.model.state import PATTERN
from kg.resources import patiently, write_whole
from kg.store import layout
from kg.store.states.file import ENDING, FILE

__all__ = ["MOST", "KnownState", "archive", "forget", "keep", "known_states", "named", "path_of"]

MOST = 12
"""How many states stay that nobody asked to keep: the newest."""


class KnownState(NamedTuple):
    """A state that is still there: its name, the file with its facts, whether it is today's and whether it is kept."""

    name: str
    path: Path
    current: bool
    kept: bool


def path_of(home: Path, name: str) -> Path:
    """Where the facts of a state lie."""
    return home / "states" / f"{name}{ENDING}"


def archive(home: Path, generation: Path) -> None:
    """Put the facts of a generation by, and remove what is too old. A disk that has no room for them loses nothing."""
    name, source = str(layout.manifest_of(generation).get("state", "")), generation / FILE
    if not name or not source.exists():
        return
    target = path_of(home, name)
    target.parent.mkdir(exist_ok=True)
    part = target.with_name(f".{target.name}.{os.urandom(4).hex()}.part")
    with suppress(OSError):
        try:
            os.link(source, part)
        except OSError:  # a disk without links
            shutil.copyfile(source, part)
        os.utime(part)  # this one is the newest
        patiently(lambda: part.replace(target))
    part.unlink(missing_ok=True)
    others = [each for each in known_states(home) if not (each.kept or each.current or each.name == name)]
    for each in others[MOST - 1 :]:
        each.path.unlink(missing_ok=True)


def known_states(home: Path) -> list[KnownState]:
    """The states that are still there, the one that was built last first."""
    today = layout.manifest_of(layout.current(home)).get("state", "")
    kept = _kept(home)
    found = []
    for path in (home / "states").glob(f"*{ENDING}"):
        name = path.name.removesuffix(ENDING)
        if PATTERN.fullmatch(name):
            with suppress(OSError):  # removed just now
                found.append((path.stat().st_mtime_ns, KnownState(name, path, name == today, name in kept)))
    return [each for _, each in sorted(found, key=lambda item: (not item[1].current, -item[0], item[1].name))]


def named(home: Path, name: str) -> KnownState:
    """The state with a name, or the only one whose name begins or ends so. Raises NotFound with the names there are."""
    known = known_states(home)
    found = [each for each in known if each.name == name]
    found = found or [each for each in known if name and (each.name.startswith(name) or each.name.endswith(f"-{name}"))]
    if len(found) != 1:
        what = "no state is called" if not found else "several states are called"
        raise NotFound(f"{what} {name!r}", tuple(each.name for each in found or known))
    return found[0]


def keep(home: Path, name: str) -> str:
    """Keep a state, however old it becomes; returns its whole name. Raises NotFound."""
    found = named(home, name)
    _write_kept(home, {*_kept(home), found.name})
    return found.name


def forget(home: Path, name: str) -> str:
    """Keep a state no longer, and remove its facts unless it is today's; returns its whole name. Raises NotFound."""
    found = named(home, name)
    _write_kept(home, _kept(home) - {found.name})
    if not found.current:
        found.path.unlink(missing_ok=True)
    return found.name


def _kept(home: Path) -> set[str]:
    try:
        return set((home / "states" / "kept").read_text("ascii").split())
    except (OSError, UnicodeDecodeError):
        return set()


def _write_kept(home: Path, names: set[str]) -> None:
    write_whole(home / "states" / "kept", "".join(f"{name}\n" for name in sorted(names)))
