"""How a source's tables are known: by their headings, in every edition, and by what a file or sheet is called."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cached_property

__all__ = ["Layouts", "heading"]

Marks = tuple[tuple[str, tuple[tuple[str, ...], ...]], ...]


def heading(text: str) -> str:
    """A column's heading as headings are compared: small letters, single spaces, plain apostrophes, no end marks.

    >>> heading("Partner’s  ID if not PIC"), heading("\\ufeffProgramme: *")
    ("partner's id if not pic", 'programme')
    """
    plain = text.replace("\ufeff", "").replace("’", "'").replace("‘", "'")
    return " ".join(plain.split()).casefold().rstrip(" :*")


def _nothing(_: str) -> str | None:
    return None


@dataclass(frozen=True)
class Layouts:
    """The tables of a source.

    `columns` holds, by kind of table and by field, what the column is called in the editions (as `heading` gives
    it; people are told the first, or the field itself where that is one). `needed` are the fields without which a
    table's rows cannot be told or say nothing. `marks` tell a table from the others by its header: in each group at
    least one heading; the first kind whose groups are all there is it. Where there are none, the needed fields are
    its marks. `instead` names headings that do for a field; `unread` columns that are none of these, so that none
    is taken for a misspelt one. `by_name` gives the kind that a file or sheet is called by; those of `freely_named`
    may be called otherwise. `title_rows` may stand above a header.
    """

    columns: Mapping[str, Mapping[str, tuple[str, ...]]]
    needed: Mapping[str, tuple[str, ...]]
    marks: Marks = ()
    unread: frozenset[str] = frozenset()
    instead: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    by_name: Callable[[str], str | None] = _nothing
    freely_named: frozenset[str] = frozenset()
    title_rows: int = 0
    delimiters: str = ";,\t"

    @cached_property
    def _marks(self) -> Marks:
        own = {kind for kind, _ in self.marks}
        rest = [
            (kind, tuple((*self.columns[kind][name], *self.instead.get(name, ())) for name in fields))
            for kind, fields in self.needed.items()
            if kind not in own
        ]
        return (*self.marks, *sorted(rest, key=lambda each: -len(each[1])))

    @cached_property
    def _known(self) -> frozenset[str]:
        return self.unread | {name for columns in self.columns.values() for names in columns.values() for name in names}

    def of(self, header: Collection[str]) -> str | None:
        """Which table has these headings (as `heading` gives them); None if it is none that is read."""
        names = set(header)
        for kind, marks in self._marks:
            if all(names & set(any_of) for any_of in marks):
                return kind
        return None

    def nearest(self, header: Collection[str]) -> str:
        """The table that most of the headings fit, whether or not it is that; among equals the first."""
        names = set(header)
        fitting = {
            kind: sum(bool(names.intersection(each)) for each in self.columns[kind].values()) for kind in self.needed
        }
        return max(fitting, key=fitting.__getitem__)

    def expected(self, kind: str) -> str:
        """The columns that a table must have, to tell people."""
        return ", ".join(self._told(kind, name) for name in self.needed[kind])

    def _told(self, kind: str, name: str) -> str:
        """A field as people find it: by its own name if that is its heading, else by its heading."""
        aliases = self.columns[kind][name]
        return name if heading(name) in aliases else aliases[0]

    def missing(self, kind: str, header: Sequence[str], *, sparse: bool = False) -> list[str]:
        """The fields that a table of this kind must have and that are not in its header.

        A column that may be left out counts too if one of nearly its name is there: `totalCost (perhaps totalcosts)`.
        `sparse` is a table made of JSON objects, which leave out what is empty: only what tells its rows is needed.
        """
        names = set(header)
        strange = sorted(names - self._known)
        telling = {name for each, marks in self._marks if each == kind for group in marks for name in group}
        found = []
        for name, aliases in self.columns[kind].items():
            if names.intersection(aliases) or names.intersection(self.instead.get(name, ())):
                continue
            near = get_close_matches(aliases[0], strange, n=1, cutoff=0.85)
            if near:
                found.append(f"{self._told(kind, name)} (perhaps {near[0]})")
            elif name in self.needed[kind] and (not sparse or telling.intersection(aliases)):
                found.append(self._told(kind, name))
        return found
