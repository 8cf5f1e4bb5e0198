"""What an answer is: cells, and tables of them that can be had as records, as a DataFrame and as HTML."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, TypeAlias

from kg.model.identity import Numbers, keyed, marks
from kg.vocab import SKC, SKD

if TYPE_CHECKING:
    import pandas as pd

__all__ = [
    "Cell",
    "NumbersLater",
    "Table",
    "TiesLater",
    "compact",
    "merged",
    "only",
    "records",
    "things_in",
    "with_keys",
]

NumbersLater: TypeAlias = Callable[[], Numbers]
TiesLater: TypeAlias = Callable[[], Sequence[str]]

_FIRST = 20  # rows that a notebook shows
_SOURCED = ("title", "source", "page")
_TOLD = ("off_list",)  # columns in which the thing that a table is about says something: its own list


@dataclass(frozen=True, slots=True)
class Cell:
    """One value: `value` is the plain value (an IRI, a string, a number, None), `text` is how it is shown."""

    value: object
    text: str

    @classmethod
    def of(cls, text: str) -> Cell:
        """A cell that shows its own value; an empty text is a missing value."""
        return cls(text or None, text)


@dataclass(frozen=True, slots=True, repr=False)
class Table:
    """Rows to be written. `names` are the columns' keys in data formats, `headings` what people read.

    `types` aligns numbers to the right. `note` is a line under the table, such as how many rows were left out.
    """

    names: Sequence[str]
    headings: Sequence[str]
    types: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    title: str = ""
    note: str = ""
    exit_code: int = 0
    about: str | None = None  # given (an IRI, or empty): a table is made compact, see `compact`
    told: Mapping[str, object] | None = None  # what every record says beside its cells
    numbers: NumbersLater | None = field(default=None, compare=False)  # those of the things in it, see `records`
    ties: TiesLater | None = field(default=None, compare=False)  # the IRIs of those that rows without sources rest on

    def records(self) -> list[dict[str, object]]:
        """The rows as plain dictionaries, as in JSON output; see `records`."""
        return records(self)

    def to_pandas(self) -> pd.DataFrame:
        """The rows as a pandas DataFrame; `{"asker": {"start": …}}` becomes a column `asker.start`.

        Raises KgError where pandas is not installed.
        """
        from kg.extras import need

        need("pandas", "DataFrames")
        import pandas as pd

        return pd.DataFrame(_flat(self.records()), columns=None if self.rows else list(self.names))

    def __repr__(self) -> str:
        title = f" {self.title}:" if self.title else ""
        return f"<table{title} {len(self.rows)} × {len(self.names)}: {', '.join(self.names)}>"

    def _repr_html_(self) -> str:
        """The first rows as an HTML table, and how many more there are; addresses are links, named by their host."""
        from html import escape

        table = self if self.about is None else compact(self, self.about)
        numeric = [kind in ("integer", "decimal", "number") for kind in table.types]

        def shown(text: str) -> str:
            words = text.split()
            if not words or not all(word.startswith(("http://", "https://")) for word in words):
                return escape(text)
            return " ".join(f'<a href="{escape(word)}">{escape(word.split("/")[2])}</a>' for word in words)

        def line(tag: str, texts: Sequence[str]) -> str:
            marks = [' style="text-align:right"' if each else ' style="text-align:left"' for each in numeric]
            cells = zip(marks, texts, strict=True)
            return "<tr>" + "".join(f"<{tag}{mark}>{shown(text)}</{tag}>" for mark, text in cells) + "</tr>"

        head = f"<thead>{line('th', table.headings)}</thead>" if any(table.headings) else ""
        body = "".join(line("td", [cell.text for cell in row]) for row in table.rows[:_FIRST])
        caption = f"<caption>{escape(table.title)}</caption>" if table.title else ""
        rest = len(table.rows) - _FIRST
        notes = [f"… {rest} more rows"] if rest > 0 else []
        notes += table.note.splitlines()
        below = "".join(f"<div>{escape(note)}</div>" for note in notes)
        return f"<table>{caption}{head}<tbody>{body}</tbody></table>{below}"


def merged(table: Table, themes: bool = False) -> Table:
    """One row per fact: rows that differ only in their source (`title`, `source`, `page`) become one, theirs joined.

    With `themes` those that differ in a theme (`theme`, `area`) become one too.
    """
    joints = {i: "; " if name != "page" else " " for i, name in enumerate(table.names) if name in _SOURCED}
    joints |= {i: "; " for i, name in enumerate(table.names) if themes and name in ("theme", "area")}
    found: dict[tuple[str, ...], list[Sequence[Cell]]] = {}
    for row in table.rows:
        found.setdefault(tuple(c.text for i, c in enumerate(row) if i not in joints), []).append(row)
    if not joints or len(found) == len(table.rows):
        return table
    rows = []
    for same in found.values():
        row = list(same[0])
        for i, joint in joints.items() if len(same) > 1 else ():
            cells = {each[i].text: each[i] for each in same if each[i].text}
            things = [{"iri": iri, "label": label} for each in cells.values() for iri, label in _shown(each)]
            text = joint.join(cells)
            row[i] = Cell(things or text or None, text) if len(cells) > 1 else next(iter(cells.values()), row[i])
        rows.append(row)
    return replace(table, rows=rows)


def compact(table: Table, subject: str = "") -> Table:
    """For reading: one row per fact with its sources joined, without empty columns, addresses and the subject itself.

    A column in which every cell is empty or the subject (an IRI) is left out, unless it tells whose list leaves
    something out. Data formats are given the whole table instead.
    """
    hidden = {i for i, name in enumerate(table.names) if name == "page"}
    rows = merged(table).rows
    kept = [
        i
        for i in range(len(table.names))
        if i not in hidden
        and (not rows or any(row[i].text and (row[i].value != subject or table.names[i] in _TOLD) for row in rows))
    ]
    return only(replace(table, rows=rows), kept)


def only(table: Table, columns: Sequence[int]) -> Table:
    """The table with some of its columns, by their places, in that order."""
    return replace(
        table,
        names=[table.names[i] for i in columns],
        headings=[table.headings[i] for i in columns],
        types=[table.types[i] for i in columns],
        rows=[[row[i] for i in columns] for row in table.rows],
    )


def things_in(table: Table) -> list[str]:
    """The IRIs of the things that its cells show by a label, or list, each once, sorted."""
    found = {each for row in table.rows for cell in row for each, _ in _shown(cell)}
    return sorted(found)


def _shown(cell: Cell) -> list[tuple[str, str]]:
    """(IRI, label) of the things that a cell shows; none for an address, which is its own label."""
    value, text = cell.value, cell.text
    if isinstance(value, str):
        return [(value, text)] if value.startswith(("http://", "https://")) and text != value else []
    if isinstance(value, list | tuple):
        listed = [(each.get("iri"), each.get("label")) if isinstance(each, Mapping) else (each, "") for each in value]
        return [(iri, str(label)) for iri, label in listed if isinstance(iri, str) and iri.startswith((SKD, SKC))]
    return []


def with_keys(table: Table) -> Table:
    """For CSV and spreadsheets: after the columns, the IRI, the key and the numbers of the things that they show.

    A column `partner` is followed by `partner_iri`, `partner_key` and, where any of them has one,
    `partner_organisation_number`, `partner_municipality_number`, `partner_pic`; one of concepts by its key alone. Those
    of several things in one cell are joined by blanks.
    """
    numbers = table.numbers() if table.numbers is not None else {}
    names, rows = list(table.names), [list(row) for row in table.rows]
    for i, name in enumerate(table.names):
        found = [[marks(iri, numbers) for iri, _ in _shown(row[i])] for row in table.rows]
        for more in keyed(table.types[i], (each for cells in found for each in cells)):
            names.append(f"{name}_{more}")
            for row, cells in zip(rows, found, strict=True):
                row.append(Cell.of(" ".join(each[more] for each in cells if each.get(more))))
    added = names[len(table.names) :]
    return replace(
        table,
        names=names,
        headings=[*table.headings, *added],
        types=[*table.types, *(["key"] * len(added))],
        rows=rows,
    )


def _flat(records: Sequence[dict[str, object]]) -> list[dict[str, object]]:
    """Records whose dictionaries have become columns of their own, so that a DataFrame holds single values and lists.

    >>> _flat([{"name": "energy", "asker": {"hubs": 2}}, {"name": "water", "asker": None}])
    [{'name': 'energy', 'asker.hubs': 2}, {'name': 'water'}]
    """
    nested = {name for record in records for name, value in record.items() if isinstance(value, dict)}
    flat = []
    for record in records:
        made: dict[str, object] = {}
        for name, value in record.items():
            if isinstance(value, dict):
                made.update((f"{name}.{key}", each) for key, each in value.items())
            elif name not in nested or value is not None:
                made[name] = value
        flat.append(made)
    return flat


def records(table: Table) -> list[dict[str, object]]:
    """Rows for JSON: the plain values, and for things with a label their key and numbers beside it.

    A column `partner` has the IRI; `partner_label`, `partner_key` and, where it has one, `partner_organisation_number`,
    `partner_municipality_number` and `partner_pic` follow it. Things that are listed in one cell have theirs each.
    """
    from decimal import Decimal

    numbers = table.numbers() if table.numbers is not None else {}

    def about(iri: str, label: str, before: str) -> dict[str, object]:
        known = {name: value for name, value in marks(iri, numbers).items() if name != "iri"}
        return {f"{before}{name}": value for name, value in {"label": label, **known}.items()}

    records = []
    for row in table.rows:
        record: dict[str, object] = {}
        for name, cell in zip(table.names, row, strict=True):
            value = cell.value
            record[name] = float(value) if isinstance(value, Decimal) else value
            if isinstance(value, str):
                for iri, label in _shown(cell):
                    more = about(iri, label, f"{name}_")
                    record.update({key: each for key, each in more.items() if key not in table.names})
            elif (listed := _shown(cell)) and isinstance(value, list | tuple) and isinstance(value[0], Mapping):
                record[name] = [{"iri": iri, **about(iri, label, "")} for iri, label in listed]
        records.append(record | dict(table.told or {}))
    return records
