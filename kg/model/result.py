"""What a verb gives: items that can be gone through, and the table that the shell prints of them; or a report."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Generic, TypeVar, overload

from kg.errors import Usage
from kg.model.table import Table

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Finding", "Report", "Result", "Section", "Tabular"]

T = TypeVar("T")
F = TypeVar("F", covariant=True)


class Tabular:
    """Something with a table, had as records, as a DataFrame, and as HTML in a notebook."""

    __slots__ = ()
    if TYPE_CHECKING:

        @property
        def table(self) -> Table:
            """What people read and data is made from; how it is kept is for each kind of result to say."""

    def records(self) -> list[dict[str, object]]:
        """The rows as plain dictionaries, as in the shell's JSON."""
        return self.table.records()

    def to_pandas(self) -> pd.DataFrame:
        """The rows as a pandas DataFrame. Raises KgError where pandas is not installed."""
        return self.table.to_pandas()

    def _repr_html_(self) -> str:
        return self.table._repr_html_()


class Result(Tabular, Sequence[T], Generic[T]):
    """Items, and the table of them, which is made when it is first asked for (while the graph is open).

    `what` says what they are: `partners of Bærum kommune`. A slice is a Result too, with a table of those rows.
    `named` is what there is to tell of the name that was given: `notices`, and who is `also_named` so.
    """

    def __init__(
        self,
        items: Sequence[T],
        what: str,
        make: Callable[[Sequence[T]], Table],
        named: Mapping[str, object] | None = None,
    ) -> None:
        self.items = tuple(items)
        self.what = what
        self.named: Mapping[str, object] = named or {}
        self._make = make

    @cached_property
    def table(self) -> Table:
        """The items as a table."""
        return self._make(self.items)

    @overload
    def __getitem__(self, index: int) -> T: ...
    @overload
    def __getitem__(self, index: slice) -> Result[T]: ...
    def __getitem__(self, index: int | slice) -> T | Result[T]:
        """An item, or the Result of some."""
        return (
            Result(self.items[index], self.what, self._make, self.named)
            if isinstance(index, slice)
            else self.items[index]
        )

    def __len__(self) -> int:
        return len(self.items)

    def __iter__(self) -> Iterator[T]:
        return iter(self.items)

    def __eq__(self, other: object) -> bool:
        return self.items == tuple(other) if isinstance(other, Result | list | tuple) else NotImplemented

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return f"<{len(self)} {self.what}>"


@dataclass(frozen=True, slots=True, repr=False)
class Finding(Tabular, Generic[F]):
    """One thing that was worked out, `found`, and the table of it; `what` says what it is, as in `12 communities`."""

    found: F
    what: str
    table: Table

    def __repr__(self) -> str:
        return f"<{self.what}: {len(self.table.rows)} rows>"


@dataclass(frozen=True, slots=True)
class Section:
    """A table of a report. `name` is its key in data; a section without rows and without a note is not printed.

    `reading` is the table for people to read, where that is another than the data.
    """

    name: str
    title: str
    table: Table
    reading: Table | None = None


@dataclass(frozen=True, slots=True, repr=False)
class Report(Generic[F]):
    """Sections under a heading. `facts` say in data what the report is about; `found` is what it was made from.

    `note` is a line for people under the heading; what it says stands in the facts too.
    """

    heading: str
    facts: Mapping[str, object]
    sections: Sequence[Section]
    language: str
    found: F
    note: str = ""

    def section(self, name: str) -> Section:
        """A section by its name. Raises Usage with the names there are."""
        for section in self.sections:
            if section.name == name:
                return section
        expected = ", ".join(section.name for section in self.sections)
        raise Usage(f"{name!r} is not a section; expected {expected}", (), "section")

    def __getitem__(self, name: str) -> Table:
        """The table of a section, with the data."""
        return self.section(name).table

    def records(self) -> dict[str, list[dict[str, object]]]:
        """The rows of every section as plain dictionaries, by the section's name: `sections` in the shell's JSON."""
        return {section.name: section.table.records() for section in self.sections}

    def data(self) -> dict[str, object]:
        """The facts and all records: the shell's JSON."""
        return {**self.facts, "sections": self.records()}

    def to_pandas(self) -> dict[str, pd.DataFrame]:
        """A pandas DataFrame for each section, by its name. Raises KgError where pandas is not installed."""
        return {section.name: section.table.to_pandas() for section in self.sections}

    def __repr__(self) -> str:
        return f"<{self.heading}: {len(self.sections)} sections>"

    def _repr_html_(self) -> str:
        """The sections that hold something, for people to read."""
        from html import escape

        shown = [section for section in self.sections if section.table.rows or section.table.note]
        parts = [f"<h4>{escape(each.title)}</h4>{(each.reading or each.table)._repr_html_()}" for each in shown]
        note = f"<p>{escape(self.note)}</p>" if self.note else ""
        return f"<h3>{escape(self.heading)}</h3>{note}{''.join(parts)}"
