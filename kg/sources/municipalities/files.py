"""Reading the official files on Norwegian municipalities as they come, with everything wrong with them told.

Four kinds of file are known by what is in them, not by their name: municipalities of today (JSON), counties and
municipalities with points (JSON of Kartverket's Kommuneinfo), organisation numbers (CSV of SSB's Klass, cp1252),
and the wide table of municipality numbers by year (CSV). A row that cannot be used is a Problem, never a silence.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kg.errors import BadData, Problem
from kg.ids import is_organisation_number
from kg.model.spreadsheet import digits_meant
from kg.plain_text import read_text

__all__ = ["Area", "History", "Line", "Municipality", "RegisterFiles", "read_inputs"]

_LANGUAGES = {"Northern Sami": "se", "Lule Sami": "smj", "Southern Sami": "sma", "Kven Finnish": "fkv"}
_KINDS = {
    "current": "municipalities (JSON: id, name, name_no, population, url)",
    "areas": "counties with municipalities (JSON: fylkesnummer, kommuner)",
    "organisations": "organisation numbers (CSV: sourceCode;sourceName;targetCode;targetName)",
    "history": "numbers by year (CSV: muni_num_2020;muni_name_2020;…)",
}


@dataclass(frozen=True, slots=True)
class Municipality:
    """A municipality of today: four-digit number, official and Norwegian name, inhabitants, web address."""

    number: str
    name: str
    norwegian: str
    population: str
    homepage: str


@dataclass(frozen=True, slots=True)
class Area:
    """A municipality with its names by language (se, smj, sma, fkv) and a point in degrees, five decimals."""

    number: str
    norwegian: str
    names: dict[str, str]
    latitude: str
    longitude: str


@dataclass(frozen=True, slots=True)
class Line:
    """A line of descent: number and name by year; `source` is empty for a row of the history file itself."""

    row: int
    units: dict[int, tuple[str, str]]
    source: str = ""


@dataclass(frozen=True, slots=True)
class History:
    """The wide table: its years in order and its lines."""

    years: tuple[int, ...] = ()
    lines: tuple[Line, ...] = ()


@dataclass(slots=True)
class RegisterFiles:
    """What was read from a folder: `files` names the file of each kind, `read` counts the rows met per file.

    `problems` says which rows or cells were not used, and why.
    """

    current: list[Municipality] = field(default_factory=list)
    areas: dict[str, Area] = field(default_factory=dict)
    organisations: dict[str, str] = field(default_factory=dict)
    history: History = field(default_factory=History)
    files: dict[str, str] = field(default_factory=dict)
    read: dict[str, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def complain(self, file: str, row: int, column: str, message: str) -> None:
        """Note a problem; returns nothing, so that a reader can go on with the next row."""
        self.problems.append(Problem(file, row, column, message))


def read_inputs(folder: Path) -> RegisterFiles:
    """Read the four files in a folder. Raises BadData if one is missing, unreadable or there twice."""
    inputs = RegisterFiles()
    seen = inputs.files
    fatal: list[Problem] = []
    for path in sorted([*folder.glob("*.json"), *folder.glob("*.csv")]):
        try:
            kind, content = _recognise(path)
        except (BadData, ValueError) as error:
            fatal.append(Problem(path.name, 0, "", f"cannot be read: {error}"))
            continue
        if not kind:
            continue
        if kind in seen:
            fatal.append(Problem(path.name, 0, "", f"a second file of {_KINDS[kind]}, after {seen[kind]}"))
            continue
        seen[kind] = path.name
        _READERS[kind](path.name, content, inputs)
    missing = [Problem(str(folder), 0, "", f"no file of {_KINDS[kind]}") for kind in _KINDS if kind not in seen]
    if fatal or missing:
        raise BadData("the municipality files cannot be used", tuple(fatal + missing))
    return inputs


def _recognise(path: Path) -> tuple[str, Any]:
    text = read_text(path, "an official file of municipalities")
    if path.suffix == ".json":
        content = json.loads(text)
        first = content[0] if isinstance(content, list) and content and isinstance(content[0], dict) else {}
        kind = "areas" if "kommuner" in first else "current" if "name_no" in first else ""
        return kind, content
    rows = list(_rows(text))
    header = [cell.strip() for cell in rows[0]] if rows else []
    if "sourceCode" in header and "targetCode" in header:
        _whole_digits(header, rows)
        return "organisations", rows
    return ("history" if any(re.fullmatch(r"muni_num_[0-9]{4}", c) for c in header) else ""), rows


def _rows(text: str) -> Iterator[list[str]]:
    """The rows of a table, the header first: its delimiter is stated above it, or the one that it has most of."""
    lines = text.split("\n")
    stated = re.fullmatch(r"\"?sep=(.)\"?[;,\t]*", lines[0].strip(" "), re.IGNORECASE)
    above = int(stated is not None)
    first = lines[above] if len(lines) > above else ""
    rows = csv.reader(lines[above:], delimiter=stated[1] if stated else max(";,\t", key=first.count))
    header = next(rows, [])
    while header and not header[-1].strip():
        header.pop()
    yield header
    for row in rows:
        while len(row) > len(header) and not row[-1].strip():
            row.pop()
        yield row


def _whole_digits(header: list[str], rows: list[list[str]]) -> None:
    """Raise ValueError for numbers that a spreadsheet shortened: what is left of them names other things, or none."""
    for name, lengths in (("sourceCode", (9,)), ("targetCode", (4,))):
        place = header.index(name)
        lost = [(n, row[place].strip()) for n, row in enumerate(rows[1:], start=2) if len(row) > place]
        told = [(n, text, why) for n, text in lost if (why := digits_meant(text, lengths).lost)]
        if told:
            number, text, why = told[0]
            so = f"; so in {len(told) - 1} more rows" if len(told) > 1 else ""
            raise ValueError(f"row {number}, column {name}: {text!r}: {why}{so}")


def _read_current(file: str, content: Any, inputs: RegisterFiles) -> None:
    seen: dict[str, int] = {}
    inputs.read[file] = len(content)
    for row, item in enumerate(content, start=1):
        item = item if isinstance(item, dict) else {}
        number, name = str(item.get("id", "")), str(item.get("name") or "").strip()
        population, url = item.get("population"), str(item.get("url") or "").strip()
        if not re.fullmatch(r"[0-9]{4}", number):
            inputs.complain(file, row, "id", f"{number!r} is not a municipality number of four digits")
            continue
        if number in seen:
            inputs.complain(file, row, "id", f"{number} stands already in row {seen[number]}")
            continue
        if not name:
            inputs.complain(file, row, "name", f"municipality {number} has no name")
            continue
        if isinstance(population, bool) or not isinstance(population, int) or population <= 0:
            inputs.complain(file, row, "population", f"{population!r} is not a number of inhabitants; left empty")
            population = ""
        if url and not re.fullmatch(r"(https?://)?[\w.-]+\.[a-z]{2,}/?", url):
            inputs.complain(file, row, "url", f"{url!r} is not a web address; left empty")
            url = ""
        seen[number] = row
        homepage = url if not url or "://" in url else f"https://{url}"
        norwegian = str(item.get("name_no") or name).strip()
        inputs.current.append(Municipality(number, name, norwegian, str(population), homepage))


def _read_areas(file: str, content: Any, inputs: RegisterFiles) -> None:
    items = [item for county in content if isinstance(county, dict) for item in county.get("kommuner") or []]
    inputs.read[file] = len(items)
    for row, item in enumerate(items, start=1):
        number, norwegian = str(item.get("kommunenummer", "")), str(item.get("kommunenavnNorsk") or "").strip()
        if not re.fullmatch(r"[0-9]{4}", number) or not norwegian:
            inputs.complain(file, row, "kommunenummer", f"{number!r} {norwegian!r}: number or name is missing")
            continue
        if number in inputs.areas:
            inputs.complain(file, row, "kommunenummer", f"{number} stands twice")
            continue
        names: dict[str, str] = {}
        for entry in item.get("gyldigeNavn") or []:
            language, name = entry.get("sprak"), str(entry.get("navn") or "").strip()
            if not name or language == "Norwegian":
                continue
            if language not in _LANGUAGES:
                inputs.complain(file, row, "gyldigeNavn", f"{name!r}: unknown language {language!r}; not used")
                continue
            names[_LANGUAGES[language]] = name
        latitude, longitude = _point(item.get("punktIOmrade"))
        if not latitude:
            inputs.complain(file, row, "punktIOmrade", f"{number} has no point in degrees in EPSG:4258; left empty")
        inputs.areas[number] = Area(number, norwegian, names, latitude, longitude)


def _point(shape: Any) -> tuple[str, str]:
    """Latitude and longitude of a GeoJSON point; two empty strings where there is none in Norway."""
    try:
        longitude, latitude = (float(value) for value in shape["coordinates"])
        degrees = shape["crs"]["properties"]["name"] in {"EPSG:4258", "EPSG:4326"}
    except (KeyError, TypeError, ValueError):
        return "", ""
    if not (degrees and 57 < latitude < 72 and 4 < longitude < 32):
        return "", ""
    return tuple(f"{value:.5f}".rstrip("0").rstrip(".") for value in (latitude, longitude))  # type: ignore[return-value]


def _records(file: str, rows: list[list[str]], inputs: RegisterFiles) -> Iterator[tuple[int, dict[str, str]]]:
    header = [cell.strip() for cell in rows[0]]
    inputs.read[file] = sum(1 for record in rows[1:] if any(cell.strip() for cell in record))
    for row, record in enumerate(rows[1:], start=2):
        if not any(cell.strip() for cell in record):
            continue
        if len(record) != len(header):
            inputs.complain(file, row, "", f"{len(record)} cells, expected {len(header)}")
            continue
        yield row, dict(zip(header, (cell.strip() for cell in record), strict=True))


def _read_organisations(file: str, rows: list[list[str]], inputs: RegisterFiles) -> None:
    for row, cells in _records(file, rows, inputs):
        organisation, number = cells["sourceCode"], cells["targetCode"]
        if not is_organisation_number(organisation):
            inputs.complain(file, row, "sourceCode", f"{organisation!r} is no organisation number (check digit)")
        elif not re.fullmatch(r"[0-9]{4}", number):
            inputs.complain(file, row, "targetCode", f"{number!r} is not a municipality number of four digits")
        elif number in inputs.organisations:
            inputs.complain(file, row, "targetCode", f"{number} has the number {inputs.organisations[number]} already")
        else:
            inputs.organisations[number] = organisation
            if "?" in cells.get("targetName", ""):
                inputs.complain(file, row, "targetName", f"{cells['targetName']!r} lost letters; the name is not used")


def _read_history(file: str, rows: list[list[str]], inputs: RegisterFiles) -> None:
    header = {cell.strip() for cell in rows[0]}
    years = sorted(int(c[-4:]) for c in header if re.fullmatch(r"muni_num_[0-9]{4}", c))
    lines: list[Line] = []
    for row, cells in _records(file, rows, inputs):
        units: dict[int, tuple[str, str]] = {}
        for year in years:
            number, name = cells[f"muni_num_{year}"].zfill(4), cells.get(f"muni_name_{year}", "")
            if not re.fullmatch(r"[0-9]{4}", number) or number == "0000":
                inputs.complain(file, row, f"muni_num_{year}", f"{number!r} is not a municipality number; row not used")
                break
            # The name column of one year holds the number in some editions: the name is then unknown.
            units[year] = (number, "" if name.isascii() and name.isdigit() else name)
        else:
            lines.append(Line(row, units))
    inputs.history = History(tuple(years), tuple(lines))


_READERS = {
    "current": _read_current,
    "areas": _read_areas,
    "organisations": _read_organisations,
    "history": _read_history,
}
