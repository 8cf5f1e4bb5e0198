"""The curated tables carried on: rows of municipalities and counties, their numbers, reforms and former names."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from kg.errors import BadData, Problem
from kg.ids import slug
from kg.model.catalogue import find_source
from kg.resources import data_dir
from kg.sources.curated.meant import load_table
from kg.sources.curated.tables import TABLES
from kg.sources.klass.answers import read_classification
from kg.sources.klass.reforms import follow
from kg.sources.municipalities.descent import Change, Spell, Unit
from kg.sources.municipalities.refresh import write_table
from kg.sources.web.snapshot import Snapshot, open_snapshot

__all__ = ["SOURCE", "Carried", "make_tables"]

SOURCE = "ssb-klass"
"""The key in sources.csv of what KLASS says."""
_NAMES = ("municipalities", "counties", "actor_numbers", "changes", "former_names")
_DIGITS = {"municipalities": 4, "counties": 2}
Rows = list[dict[str, str]]


@dataclass(frozen=True, slots=True)
class Carried:
    """What was done: rows by table, and what was not used, or is to be looked at."""

    written: Mapping[str, int]
    problems: tuple[Problem, ...]


def make_tables(input_dir: Path, output_dir: Path) -> Carried:
    """Carry the tables in `output_dir` on by the snapshot in `input_dir`; see `kg.sources.reader.TableMaker`."""
    snapshot = open_snapshot(input_dir, "klass")
    tables = {name: _rows(output_dir, name) for name in _NAMES}
    problems: list[Problem] = []
    moved = _moved(data_dir() / "sources" / "municipalities" / "moved_areas.csv")
    for name in ("counties", "municipalities"):  # a municipality lies in a county of its day
        klass = read_classification(snapshot, name)
        units, since = _units(tables, _DIGITS[name])
        by_number = {unit.spells[-1].number: unit for unit in units}
        own = klass.on(since)
        problems += [*klass.problems, *_differences(by_number, own, since)]
        descent, reforms = follow(by_number, klass, since, SOURCE, moved)
        problems += reforms.problems
        keys = _keys(tables, units, descent.units, name)
        for unit in descent.units:
            _carry(tables, name, unit, keys[unit])
        tables["former_names"] += [_former(keys[unit], old, end) for unit, old, end in reforms.renamed]
        tables["changes"] += [_change(change, keys, reforms.day(change.year)) for change in descent.changes]
    if (output_dir / "sources.csv").is_file():
        tables["sources"] = [*_sources(output_dir, snapshot)]
    for name, rows in tables.items():
        rows.sort(key=lambda row, name=name: tuple(row[column] for column in TABLES[name].key))  # type: ignore[misc]
        write_table(output_dir / f"{name}.csv", list(TABLES[name].column_map), rows)
    return Carried({name: len(rows) for name, rows in tables.items()}, tuple(problems))


def _rows(folder: Path, name: str) -> Rows:
    path = folder / f"{name}.csv"
    if not path.is_file():
        if TABLES[name].optional:
            return []
        raise BadData(f"{path} is not there: KLASS carries tables on, kg import municipalities makes them")
    table = load_table(path, TABLES[name])
    if table.problems:
        raise BadData(f"{path} cannot be read; nothing was written", tuple(table.problems))
    return [dict(row.cells) for row in table.rows]


def _sources(folder: Path, snapshot: Snapshot) -> Rows:
    """The sources, with KLASS as it was asked this time."""
    info = find_source(data_dir() / "sources", snapshot.source)
    row = dict.fromkeys(TABLES["sources"].column_map, "") | {
        "source": SOURCE,
        "title": info.title,
        "url": info.url,
        "publisher": info.publisher,
        "retrieved": max(page.retrieved for page in snapshot.pages)[:10],
        "licence": info.licence,
        "strength": "other-side",
    }
    return [*(each for each in _rows(folder, "sources") if each["source"] != SOURCE), row]


def _moved(path: Path) -> list[tuple[int, str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return [(int(row["year"]), row["original"], row["receiver"]) for row in csv.DictReader(stream)]


def _units(tables: Mapping[str, Rows], digits: int) -> tuple[list[Unit], str]:
    """Units in force with the number that they have, and the day of the last reform in the tables."""
    numbers = [row for row in tables["actor_numbers"] if len(row["number"]) == digits]
    since = max((row["start"] for row in numbers if len(row["start"]) == 10), default="")
    if not since:
        raise BadData("actor_numbers.csv has no day from which any number holds")
    place = {row["actor"]: row for name in ("municipalities", "counties") for row in tables[name]}
    units = []
    for row in numbers:
        if not row["end"] and row["actor"] in place:
            spell = Spell(row["number"], row["start"], "", row["source"].split("|"))
            units.append(Unit(place[row["actor"]]["name_nb"], place[row["actor"]]["start"], "", [spell]))
    return units, since


def _differences(units: Mapping[str, Unit], own: Mapping[str, str], since: str) -> Iterable[Problem]:
    """Numbers of the day of the tables that one has and the other has not."""
    for number in sorted(units.keys() ^ own.keys()):
        where = "KLASS" if number in own else "the tables"
        name = own.get(number) or units[number].name
        yield Problem("actor_numbers.csv", 0, "number", f"on {since} {number} {name} stands in {where} alone")


def _keys(tables: Mapping[str, Rows], old: list[Unit], units: list[Unit], name: str) -> dict[Unit, str]:
    """The keys of units: those of the tables, and for new ones the slug of the name, with the year if it is taken."""
    actor = {row["number"]: row["actor"] for row in tables["actor_numbers"] if not row["end"]}
    keys = {unit: actor[unit.spells[0].number] for unit in old}
    taken = {row["actor"] for table in ("municipalities", "counties") for row in tables[table]}
    for unit in units:
        if unit not in keys:
            key = slug(unit.name) + ("-fylke" if name == "counties" else "")
            keys[unit] = key = f"{key}-{unit.start[:4]}" if key in taken else key
            taken.add(key)
    return keys


def _carry(tables: dict[str, Rows], name: str, unit: Unit, key: str) -> None:
    """Write what became of a unit into its rows."""
    row = next((each for each in tables[name] if each["actor"] == key), None)
    if row is None:
        row = dict.fromkeys(TABLES[name].column_map, "") | {"actor": key, "start": unit.start, "source": SOURCE}
        tables[name].append(row)
    spell, before = unit.spells[-1], row.copy()
    row |= {"name_nb": unit.name, "number": spell.number, "end": unit.end}
    if name == "municipalities" and spell.number != before["number"]:
        counties = [each for each in tables["counties"] if each["number"] == spell.number[:2] and not each["end"]]
        row["county"] = counties[0]["actor"] if len(counties) == 1 else ""
    if row != before:
        row["source"] = _with(row["source"])
    held = {(each["actor"], each["number"], each["start"]): each for each in tables["actor_numbers"]}
    for each in unit.spells:
        own = held.get((key, each.number, each.start))
        if own is None:
            new = {"actor": key, "number": each.number, "start": each.start, "end": each.end, "source": SOURCE}
            tables["actor_numbers"].append(new)
        elif own["end"] != each.end:
            own |= {"end": each.end, "source": _with(own["source"])}


def _former(key: str, name: str, end: str) -> dict[str, str]:
    """A name that a unit had until a day."""
    row = dict.fromkeys(TABLES["former_names"].column_map, "")
    return row | {"actor": key, "name": name, "language": "nb", "end": end, "source": SOURCE}


def _with(sources: str) -> str:
    return "|".join(dict.fromkeys([*filter(None, sources.split("|")), SOURCE]))


def _change(change: Change, keys: Mapping[Unit, str], day: str) -> dict[str, str]:
    """The event is named after the one result of a merger, the one original of a split, and its year."""
    originals, results = (sorted(keys[unit] for unit in units) for units in (change.originals, change.results))
    event = f"{(results if change.kind == 'merger' else originals)[0]}-{day[:4]}"
    row = {"event": event, "kind": change.kind, "date": day, "source": SOURCE}
    return (
        dict.fromkeys(TABLES["changes"].column_map, "")
        | row
        | {
            "originals": "|".join(originals),
            "results": "|".join(results),
        }
    )
