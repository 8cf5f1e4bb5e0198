"""Writing judgements: a row more or less in a sorted file, whole or not at all, one writer at a time."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.errors import BadData, KgError, Problem
from kg.linking.judgements import COLUMNS, Judgement, check_judgements
from kg.resources import write_whole
from kg.store import locks
from kg.store.layout import own_judgements

__all__ = ["JudgementFile"]


@dataclass(frozen=True, slots=True)
class JudgementFile:
    """A file of judgements. All who use the same `lock`, a file that stays empty, write one after the other."""

    path: Path
    lock: Path

    @classmethod
    def of(cls, home: Path, path: Path | None = None) -> JudgementFile:
        """The user's own file in the home of a store, or another."""
        own = own_judgements(home)
        return cls(path or own, own.with_name("lock"))

    def read(self) -> list[Judgement]:
        """The judgements in it; none if there is no such file. Raises BadData with everything that is wrong with it."""
        if not self.path.exists():
            return []
        judgements, problems = check_judgements(self.path, None)
        if problems:
            raise BadData(f"{self.path} cannot be added to", tuple(problems))
        return judgements

    def problems_with(self, added: Sequence[Judgement], others: Iterable[Judgement] = ()) -> list[Problem]:
        """What would be wrong if some judgements were added: contradictions to what is there.

        `others` are judgements that hold beside those of the file, those that come with Samkart.
        """
        kept = _with(self.read(), added)
        pairs = {(each.left, each.right) for each in kept}
        linked = {each.left for each in kept if each.judgement == "same"}
        beside = [
            each
            for each in others
            if (each.left, each.right) not in pairs and not (each.judgement == "same" and each.left in linked)
        ]
        with tempfile.TemporaryDirectory() as folder:
            whole = Path(folder) / self.path.name
            whole.write_text(_text([*kept, *beside]), "utf-8")
            return check_judgements(whole, None)[1]

    def write(self, added: Iterable[Judgement] = (), removed: Iterable[Judgement] = ()) -> int:
        """Add judgements, and take others out; returns how many there are then. What is judged anew is replaced.

        A folder that is not there is made. Raises BadData for a file that cannot be used, KgError where it cannot be
        written; then nothing has changed.
        """
        gone = {(each.left, each.right) for each in removed}
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self.lock.parent.mkdir(parents=True, exist_ok=True)
            with locks.alone(self.lock):
                kept = [each for each in self.read() if (each.left, each.right) not in gone]
                rows = _with(kept, added)
                write_whole(self.path, _text(rows))
        except OSError as error:
            raise KgError(f"{self.path} cannot be written: {error.strerror or error}") from error
        return len(rows)


def _with(rows: Iterable[Judgement], added: Iterable[Judgement]) -> list[Judgement]:
    anew = {(each.left, each.right): each for each in added}
    return [each for each in rows if (each.left, each.right) not in anew] + list(anew.values())


def _text(rows: Iterable[Judgement]) -> str:
    cells = sorted([_cell(getattr(each, name)) for name in COLUMNS] for each in rows)
    return "".join("\t".join(row) + "\n" for row in [list(COLUMNS), *cells])


def _cell(text: str) -> str:
    """A text as a cell: no tab, line end or other control in it."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())
