"""What the official municipality files leave out or have wrong, from reviewed tables with a source in each row.

The tables lie in `data/sources/municipalities/`: counties with their days of validity, county reforms, the day of
each yearly reform, lines of descent that the history file lacks, rows of it that only show a moved area, splits after
its last year, and corrected values.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kg.errors import BadData, Problem
from kg.sources.csvfile import read_rows
from kg.sources.municipalities.files import Line

__all__ = ["County", "Known", "read_known"]

_COLUMNS = {
    "counties": "actor,number,name,name_se,name_sma,name_smj,name_fkv,organisation_number,homepage,start,end,source",
    "county_changes": "date,kind,originals,results,source",
    "dates": "year,date,source",
    "missing_lines": "line,year,number,name,source",
    "moved_areas": "year,original,receiver,source",
    "successors": "year,original,result,source",
    "corrections": "number,column,value,reason,source",
}


@dataclass(frozen=True, slots=True)
class County:
    """A county: its row as in the table; valid from `start` to `end`, both included, empty where unknown."""

    cells: dict[str, str]

    def in_force(self, day: str) -> bool:
        """True if the county exists on a day, written YYYY-MM-DD."""
        return (self.cells["start"] or "0000") <= day <= (self.cells["end"] or "9999")


@dataclass(frozen=True, slots=True)
class Known:
    """The reviewed tables. `dates`: year → (day, source); `moved`: (year, original, receiver); the rest as read."""

    counties: tuple[County, ...]
    county_changes: tuple[dict[str, str], ...]
    dates: dict[int, tuple[str, str]]
    missing: tuple[Line, ...]
    moved: frozenset[tuple[int, str, str]]
    successors: tuple[tuple[int, str, str, str], ...]
    corrections: tuple[dict[str, str], ...]

    def county(self, municipality: str, day: str) -> County | None:
        """The county that a municipality number belongs to on a day, by its first two digits."""
        for county in self.counties:
            if county.cells["number"] == municipality[:2] and county.in_force(day):
                return county
        return None

    def day(self, year: int) -> str:
        """The day on which the reform of a year took force; the year alone where that is not known."""
        return self.dates[year][0] if year in self.dates else str(year)

    def day_before(self, year: int) -> str:
        """The last day of what a year's reform ended, as precise as `day`."""
        from datetime import date, timedelta

        if year not in self.dates:
            return str(year - 1)
        return (date.fromisoformat(self.dates[year][0]) - timedelta(days=1)).isoformat()

    def date_source(self, year: int) -> str:
        """The source of `day`, or an empty string."""
        return self.dates[year][1] if year in self.dates else ""


def read_known(folder: Path) -> Known:
    """Read the reviewed tables in a folder. Raises BadData with every problem of their form."""
    tables: dict[str, list[dict[str, str]]] = {}
    problems: list[Problem] = []
    for name, columns in _COLUMNS.items():
        path = folder / f"{name}.csv"
        if not path.exists():
            problems.append(Problem(path.name, 0, "", f"missing in {folder}"))
            continue
        rows, found = read_rows(path, tuple(columns.split(",")))
        problems.extend(found)
        tables[name] = [row.cells for row in rows]
    if problems:
        raise BadData(f"the reviewed tables in {folder} cannot be used", tuple(problems))
    return Known(
        counties=tuple(County(cells) for cells in tables["counties"]),
        county_changes=tuple(tables["county_changes"]),
        dates={int(r["year"]): (r["date"], r["source"]) for r in tables["dates"]},
        missing=tuple(_lines(tables["missing_lines"])),
        moved=frozenset((int(r["year"]), r["original"], r["receiver"]) for r in tables["moved_areas"]),
        successors=tuple((int(r["year"]), r["original"], r["result"], r["source"]) for r in tables["successors"]),
        corrections=tuple(tables["corrections"]),
    )


def _lines(rows: list[dict[str, str]]) -> Iterator[Line]:
    """One Line per value of the column `line`; its units stand only at the years in which they change."""
    for name in dict.fromkeys(r["line"] for r in rows):
        own = [r for r in rows if r["line"] == name]
        units = {int(r["year"]): (r["number"], r["name"]) for r in own}
        yield Line(0, units, "|".join(dict.fromkeys(r["source"] for r in own)))
