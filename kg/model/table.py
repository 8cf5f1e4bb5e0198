"""What an answer is: cells, and tables of them that can be had as records, as a DataFrame and as HTML."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Cell", "Table", "compact", "records"]

_FIRST = 20  # rows that a notebook shows
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


def compact(table: Table, subject: str = "") -> Table:
    """For reading: one row per fact with its sources joined, without empty columns, addresses and the subject itself.

    Rows that differ only in their source (`title`, `source`, `page`) become one; a column in which every cell is
    empty or the subject (an IRI) is left out, unless it tells whose list leaves something out. Data formats are given
    the whole table instead.
    """
    sources = [i for i, name in enumerate(table.names) if name in ("title", "source")]
    hidden = {i for i, name in enumerate(table.names) if name == "page"}
    merged: dict[tuple[str, ...], list[list[str]]] = {}
    first: dict[tuple[str, ...], Sequence[Cell]] = {}
    for row in table.rows:
        key = tuple(cell.text for i, cell in enumerate(row) if i not in hidden and i not in sources)
        first.setdefault(key, row)
        merged.setdefault(key, []).append([row[i].text for i in sources])
    rows = []
    for key, row in first.items():
        joined = ["; ".join(dict.fromkeys(titles)) for titles in zip(*merged[key], strict=True)]
        texts = dict(zip(sources, joined, strict=True))
        rows.append([Cell(cell.value, texts.get(i, cell.text)) for i, cell in enumerate(row)])
    kept = [
        i
        for i in range(len(table.names))
        if i not in hidden
        and (not rows or any(row[i].text and (row[i].value != subject or table.names[i] in _TOLD) for row in rows))
    ]
    return replace(
        table,
        names=[table.names[i] for i in kept],
        headings=[table.headings[i] for i in kept],
        types=[table.types[i] for i in kept],
        rows=[[row[i] for i in kept] for row in rows],
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
    """Rows for JSON: the plain values, and for things with a label both (`partner`, `partner_label`)."""
    from decimal import Decimal

    records = []
    for row in table.rows:
        record: dict[str, object] = {}
        for name, cell in zip(table.names, row, strict=True):
            value = cell.value
            record[name] = float(value) if isinstance(value, Decimal) else value
            if isinstance(value, str) and value.startswith(("http://", "https://")) and cell.text != value:
                record[f"{name}_label"] = cell.text
        records.append(record | dict(table.told or {}))
    return records
