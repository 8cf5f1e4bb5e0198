"""The rows of the curated tables on Norwegian municipalities and counties, made from what was read.

A municipality's key is the slug of its name. Two of today with one name get the slug of their county; one that has
ended gets it too if its name is in use, or the year of its end if the one of today lies in the same county.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from kg.errors import Problem
from kg.ids import fold, slug
from kg.sources.curated.tables import TABLES
from kg.sources.municipalities.descent import Descent, Unit, trace
from kg.sources.municipalities.files import RegisterFiles
from kg.sources.municipalities.known import Known

__all__ = ["SOURCES", "TODAY", "Tables", "build"]

TODAY = 2024
"""The year from which the numbers in the list of today's municipalities hold."""

SOURCES = {
    "current": "norway-geodata-2025",
    "areas": "kartverket-kommuneinfo",
    "organisations": "ssb-klass-1236",
    "history": "kommunenummer-2011-2020",
}
"""The keys in sources.csv of the four kinds of file."""

Record = dict[str, str]
Tables = dict[str, list[Record]]


def build(inputs: RegisterFiles, known: Known) -> tuple[Tables, list[Problem]]:
    """The rows of the four tables by table name, sorted by their keys, and what was not used, sorted."""
    descent = trace(inputs, known, TODAY, SOURCES)
    keys = _keys(descent, known)
    tables = {
        "municipalities": _municipalities(inputs, known, descent, keys),
        "counties": [_county_row(county.cells) for county in known.counties],
        "actor_numbers": _numbers(known, keys),
        "changes": _changes(known, descent, keys),
    }
    problems = [*inputs.problems, *_unmatched(inputs, descent)]
    for name, rows in tables.items():
        rows.sort(key=lambda row, name=name: tuple(row[c] for c in TABLES[name].key))  # type: ignore[misc]
    return tables, sorted(set(problems))


def _keys(descent: Descent, known: Known) -> dict[Unit, str]:
    """A key for each unit: the slug of its name; where another has it, with its county, or the year of its end."""
    alive = Counter(slug(unit.name) for unit in descent.units if not unit.end)
    gone = Counter(slug(unit.name) for unit in descent.units if unit.end)
    places = {unit: slug(_county(unit, descent, known).get("name", "")) for unit in descent.units}
    homes = {(slug(unit.name), places[unit]) for unit in descent.units if not unit.end}
    keys: dict[Unit, str] = {}
    for unit in descent.units:
        name, place = slug(unit.name), places[unit]
        rivals = alive[name] + gone[name] - 1 if unit.end else alive[name] - 1
        suffix = unit.end[:4] if unit.end and (name, place) in homes else place
        keys[unit] = f"{name}-{suffix}" if rivals else name
    return keys


def _county(unit: Unit, descent: Descent, known: Known) -> Record:
    """The county a unit lies in today, or lay in when it ended; empty if there is none."""
    day = unit.end if len(unit.end) == 10 else f"{unit.end or descent.year}-12-31"
    county = known.county(unit.spells[-1].number, day)
    return county.cells if county else {}


def _municipalities(inputs: RegisterFiles, known: Known, descent: Descent, keys: dict[Unit, str]) -> list[Record]:
    today = {m.number: m for m in inputs.current}
    rows = []
    for unit, key in keys.items():
        spell = unit.spells[-1]
        row = dict.fromkeys(TABLES["municipalities"].column_map, "")
        row |= {"actor": key, "name_nb": unit.name, "number": spell.number, "start": unit.start, "end": unit.end}
        row["county"] = _county(unit, descent, known).get("actor", "")
        sources = list(unit.spells[0].sources if unit.start else spell.sources)
        if not unit.end:
            now = today[spell.number]
            row |= {"population": now.population, "homepage": now.homepage}
            sources.append(SOURCES["current"])
            sources += _from_former_lists(row, unit, inputs)
        else:
            sources += spell.sources
        sources += _correct(row, known)
        row["source"] = _join(sources)
        rows.append(row)
    return rows


def _county_row(cells: Record) -> Record:
    return {column: cells.get(column, "") for column in TABLES["counties"].column_map} | {"name_nb": cells["name"]}


def _from_former_lists(row: Record, unit: Unit, inputs: RegisterFiles) -> Iterable[str]:
    """Fill in names, point and organisation number, which are listed under the unit's latest known number."""
    numbers = [spell.number for spell in reversed(unit.spells)]
    for number in numbers:
        if number in inputs.areas:
            area = inputs.areas[number]
            row |= {f"name_{language}": name for language, name in area.names.items()}
            row |= {"latitude": area.latitude, "longitude": area.longitude}
            yield SOURCES["areas"]
            break
    for number in numbers:
        if number in inputs.organisations:
            row["organisation_number"] = inputs.organisations[number]
            yield SOURCES["organisations"]
            break


def _correct(row: Record, known: Known) -> Iterable[str]:
    for correction in known.corrections:
        if correction["number"] == row["number"] and not row["end"]:
            row[correction["column"]] = correction["value"]
            yield correction["source"]


def _join(sources: Iterable[str]) -> str:
    """Source keys for one cell, each once; a value may hold several with `|` already."""
    return "|".join(dict.fromkeys(key for source in sources for key in source.split("|") if key))


def _numbers(known: Known, keys: dict[Unit, str]) -> list[Record]:
    rows = [
        {"actor": key, "number": s.number, "start": s.start, "end": s.end, "source": _join(s.sources)}
        for unit, key in keys.items()
        for s in unit.spells
    ]
    for county in known.counties:
        row = {column: county.cells[column] for column in ("actor", "number", "start", "end")}
        rows.append({**row, "source": county.cells["source"]})
    return rows


def _changes(known: Known, descent: Descent, keys: dict[Unit, str]) -> list[Record]:
    rows = []
    for change in descent.changes:
        originals = sorted(keys[unit] for unit in change.originals)
        results = sorted(keys[unit] for unit in change.results)
        rows.append(_change(change.kind, known.day(change.year), originals, results, _join(change.sources)))
    for cells in known.county_changes:
        originals, results = sorted(cells["originals"].split("|")), sorted(cells["results"].split("|"))
        rows.append(_change(cells["kind"], cells["date"], originals, results, cells["source"]))
    return rows


def _change(kind: str, date: str, originals: list[str], results: list[str], source: str) -> Record:
    """The event is named after the one result of a merger, the one original of a split, and its year."""
    event = f"{(results if kind == 'merger' else originals)[0]}-{date[:4]}"
    both = {"originals": "|".join(originals), "results": "|".join(results)}
    return {"event": event, "kind": kind, "date": date, **both, "source": source}


def _unmatched(inputs: RegisterFiles, descent: Descent) -> Iterable[Problem]:
    """Numbers with a name or an organisation that no unit ever had, and official names that no list explains."""
    used = {spell.number for unit in descent.units for spell in unit.spells}
    for number in sorted(set(inputs.areas) - used):
        yield Problem(
            inputs.files["areas"],
            0,
            "",
            f"{number} {inputs.areas[number].norwegian} has a point but stands in no yearly list",
        )
    for number in sorted(set(inputs.organisations) - used):
        yield Problem(
            inputs.files["organisations"], 0, "", f"{number} has an organisation number but stands in no yearly list"
        )
    former = {unit.spells[-1].number: [s.number for s in unit.spells] for unit in descent.units if not unit.end}
    for municipality in inputs.current:
        areas = [inputs.areas[n] for n in former.get(municipality.number, []) if n in inputs.areas]
        names = {fold(n) for area in areas for n in (area.norwegian, *area.names.values())}
        if areas and fold(municipality.name) not in names:
            message = f"official name {municipality.name!r} is not among the names of {areas[-1].number}"
            yield Problem(inputs.files["current"], 0, "name", f"{municipality.number}: {message}")
