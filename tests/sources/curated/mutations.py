"""Wrong cells, made by the seed: for each column of each curated table the kinds of wrong values that it can hold."""

from __future__ import annotations

import csv
import io
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kg.sources.curated.schema import ColumnSchema, TableSchema
from kg.sources.curated.tables import TABLES

__all__ = ["Mutation", "Tables", "mutations", "read_tables", "written"]

Row = dict[str, str]
Tables = dict[str, list[Row]]

_DATES = {
    "two-digit-year": "03.12.21",
    "either-first": "03/12/2021",
    "year-0220": "0220-06-12",
    "year-2202": "2202-01-01",
    "month-13": "2021-13-01",
    "spreadsheet-number": "44533",
}
_SEEN = {"retrieved", "published", "as_of", "last_activity"}
_ANY = {"zero-width": "{}\u200b", "control": "{}\x07", "placeholder": "N/A"}
_TEXT = {
    "mojibake": "BlÃ¥bÃ¦rbyen",
    "replacement": "Bl\ufffdb\ufffdrbyen",
    "markup": "<b>{}</b>",
    "entity": "{} &amp; Co",
    "zero-width": "{}\u200b",
    "bidi": "\u202e{}",
    "control": "{}\x07",
    "spreadsheet-error": "#NAME?",
    "placeholder": "N/A",
    "two-spaces": "{}  og  mer",
}
_BY_TYPE: dict[str, dict[str, str]] = {
    "key": {"space": "aa fjord", "upper": "Aafjord", "mojibake": "Ã¥fjord", "empty": ""},
    "bool": {"word": "ja", "upper": "Yes", "digit": "1"},
    "integer": {"negative": "-5", "exponent": "1,8E+03", "decimal": "1802.5", "huge": "10000000"},
    "decimal": {"negative": "-1", "comma": "1,802", "a-date": "12.mai", "huge": "900000000000000"},
    "rate": {"percent": "50", "sign": "50%", "two-commas": "0,5,0"},
    "latitude": {"two-commas": "5,9,91", "far": "-10.5", "huge": "599.1"},
    "longitude": {"two-commas": "1,0,75", "far": "-170.5", "degrees": "10°45'"},
    "url": {
        "bare": "www.example.org",
        "space": "https://exam ple.org",
        "mail": "post@example.org",
        "person": "https://kari.nordmann@example.org/",
        "two": "https://example.org;https://example.com",
        "no-dot": "https://example",
        "name": "Asker kommune",
    },
    "country": {"lower": "no", "alpha-3": "NOR", "unknown": "XQ", "name": "Norge", "eu": "EL"},
    "currency": {"lower": "eur", "sign": "€", "unknown": "EUX"},
    "language": {"upper": "NB", "unknown": "qx", "name": "norsk"},
    "organisation_number": {"check-digit": "964338532", "exponent": "9,64338E+08", "vat": "NO964338531MVA"},
    "number": {"digits": "301", "letters": "03o1", "space": "03 01"},
    "enum": {"unknown": "by", "upper": "Municipality"},
    "year": {"future": "2099", "date": "2021-01-01", "old": "0220"},
    "concept": {"unknown": "noe", "source": "@source", "label": "Climate and environment", "other-scheme": "SDG13"},
    "ref": {"unknown": "finnes-ikke-her", "upper": "@upper", "spaced": "@spaced", "empty-part": "@part"},
}


@dataclass(frozen=True, slots=True)
class Mutation:
    """One wrong cell, or one wrong row: what is put in, and where (rows from 2, as a spreadsheet counts)."""

    table: str
    row: int
    column: str
    kind: str
    before: str
    after: str
    also: tuple[tuple[str, str], ...] = ()

    def __str__(self) -> str:
        return f"{self.table}.csv row {self.row} {self.column} [{self.kind}] {self.before!r} -> {self.after!r}"


def read_tables(folder: Path) -> Tables:
    """The rows of a folder's tables."""
    tables: Tables = {}
    for name in TABLES:
        if not (folder / f"{name}.csv").is_file() and TABLES[name].optional:
            tables[name] = []
            continue
        with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
            tables[name] = list(csv.DictReader(stream))
    return tables


def written(tables: Tables, mutation: Mutation) -> str:
    """The table of a mutation as CSV, with it."""
    rows = [dict(row) for row in tables[mutation.table]]
    row = rows[mutation.row - 2]
    if mutation.kind == "duplicate-row":
        rows.insert(mutation.row - 1, dict(row))
    else:
        row |= {mutation.column: mutation.after, **dict(mutation.also)}
    stream = io.StringIO()
    writer = csv.DictWriter(stream, list(TABLES[mutation.table].column_map), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return stream.getvalue()


def mutations(tables: Tables, seed: int) -> Iterator[Mutation]:
    """Every kind of wrong value in every column that has a value, in a row that the seed chooses."""
    for table in TABLES.values():
        rows = tables[table.name]
        if not rows:
            continue
        chosen = random.Random(f"{seed} {table.name}").randrange(len(rows))  # noqa: S311
        yield Mutation(table.name, chosen + 2, "+".join(table.key), "duplicate-row", "", "")
        for column in table.columns:
            chance = random.Random(f"{seed} {table.name} {column.name}")  # noqa: S311
            filled = [number for number, row in enumerate(rows, start=2) if row[column.name]]
            for kind, value, also in _values(tables, table, column, chance):
                number = chance.choice(filled) if filled else chance.randrange(len(rows)) + 2
                before = rows[number - 2][column.name]
                after = _filled_in(value, before)
                if after != before and (filled or after):
                    yield Mutation(table.name, number, column.name, kind, before, after, also)
        yield from _between(tables, table, random.Random(f"{seed} {table.name} between"))  # noqa: S311


def _filled_in(value: str, before: str) -> str:
    if value.startswith("@"):
        return {
            "@source": "source",
            "@upper": before.upper(),
            "@spaced": f"{before} kommune",
            "@part": f"{before}||{before}",
        }[value]
    return value.replace("{}", before)


def _values(
    tables: Tables, table: TableSchema, column: ColumnSchema, chance: random.Random
) -> Iterator[tuple[str, str, tuple[tuple[str, str], ...]]]:
    head, _, rest = column.type.partition(":")
    kinds = dict(_BY_TYPE.get(head, {}))
    if head in {"text", "lang"}:
        kinds = dict(_TEXT)
    elif head == "date":
        kinds = dict(_DATES)
        if column.name in _SEEN or (column.name == "start" and table.kind in {"tie", "actor"}):
            kinds["future"] = "2099-01-01"
    else:
        kinds |= _ANY
    if column.required:
        kinds["empty"] = ""
    if column.many:
        kinds["twice"] = "{}|{}"
        if head not in {"text", "lang"}:
            kinds["comma"] = "{},{}"
    if head == "ref":
        kinds["another-kind"] = _of_another_kind(tables, rest, column, chance)
    for kind, value in kinds.items():
        if kind == "empty-part" and not column.many:
            continue
        yield kind, value, ()


def _of_another_kind(tables: Tables, kind: str, column: ColumnSchema, chance: random.Random) -> str:
    """A key that is there, but names a thing of a kind that cannot stand in the column."""
    if kind != "actor" and kind != "area":
        return chance.choice(tables["municipalities"])["actor"]
    if column.name in {"network", "replaced_by"} and column.kinds:
        return chance.choice([row["actor"] for row in tables["bodies"] if row["kind"] == "company"])
    if column.name in {"actor_a", "actor_b", "originals", "results", "county"}:
        return chance.choice([row["actor"] for row in tables["networks"] if row["kind"] == "network"])
    return chance.choice(tables["projects"])["project"]


def _between(tables: Tables, table: TableSchema, chance: random.Random) -> Iterator[Mutation]:
    """What is wrong only beside other cells: swapped, before a start, another's number, the other way round."""
    rows = tables[table.name]
    columns = table.column_map

    def some(*names: str) -> tuple[int, Row] | None:
        found = [(number, row) for number, row in enumerate(rows, start=2) if all(row.get(name) for name in names)]
        return chance.choice(found) if found else None

    if "latitude" in columns and (hit := some("latitude")):
        number, row = hit
        also = (("longitude", row["latitude"]),)
        yield Mutation(table.name, number, "latitude", "swapped", row["latitude"], row["longitude"], also)
        yield Mutation(table.name, number, "latitude", "sign", row["latitude"], f"-{row['latitude']}")
        yield Mutation(
            table.name, number, "latitude", "without-longitude", row["latitude"], row["latitude"], (("longitude", ""),)
        )
    if "end" in columns and (hit := some("start")):
        yield Mutation(table.name, hit[0], "end", "before-start", hit[1]["end"], str(int(hit[1]["start"][:4]) - 5))
    for column in ("as_of", "last_activity"):
        foretold = table.name == "associations"  # what is to begin is decided before
        if column in columns and not foretold and (hit := some("start", column)):
            yield Mutation(
                table.name, hit[0], column, "before-start", hit[1][column], str(int(hit[1]["start"][:4]) - 5)
            )
    for column in ("organisation_number", "number", "identifier", "url"):
        if column in columns and len([row for row in rows if row[column]]) > 1 and (hit := some(column)):
            alike = [row for row in rows if row.get("programme") == hit[1].get("programme")]  # where it must be unique
            taken = [row[column] for row in alike if row[column] and row[column] != hit[1][column]]
            if not taken:
                continue
            other = chance.choice(taken)
            counted = table.name in ("lists", "counts")  # as many as elsewhere is no fault
            if (table.name, column) != ("programmes", "identifier") and table.name != "actor_numbers" and not counted:
                yield Mutation(table.name, hit[0], column, "of-another-row", hit[1][column], other)
    if table.name == "actor_numbers" and (hit := some("start")):
        others = [row["number"] for row in rows if row["actor"] != hit[1]["actor"] and not row["end"]]
        yield Mutation(table.name, hit[0], "number", "of-another-row", hit[1]["number"], chance.choice(others))
        yield Mutation(table.name, hit[0], "start", "other-year", hit[1]["start"], "2015-01-01")
    if "population" in columns and (hit := some("population")):
        value = hit[1]["population"]
        yield Mutation(table.name, hit[0], "population", "times-1000", value, f"{value}000")
    if "currency" in columns:
        for column in ("budget", "contribution", "total_cost"):
            if column in columns and (hit := some(column)):
                yield Mutation(table.name, hit[0], column, "no-currency", "", hit[1][column], (("currency", ""),))
    if "contribution" in columns and "total_cost" in columns and (hit := some("contribution", "total_cost")):
        cost = f"{float(hit[1]['total_cost']) * 3:.2f}"
        yield Mutation(table.name, hit[0], "contribution", "above-cost", hit[1]["contribution"], cost)
    if table.name == "twinnings" and (hit := some("actor_a")):
        number, row = hit
        yield Mutation(table.name, number, "actor_b", "itself", row["actor_b"], row["actor_a"])
        before = rows[number - 3]
        ends: tuple[tuple[str, str], ...] = (("actor_b", before["actor_a"]), ("start", before["start"]))
        yield Mutation(table.name, number, "actor_a", "other-way-round", row["actor_a"], before["actor_b"], ends)
    if table.name == "memberships" and (hit := some("actor")):
        yield Mutation(table.name, hit[0], "network", "itself", hit[1]["network"], hit[1]["actor"])
    if table.name == "programmes" and (hit := some("parent")):
        yield Mutation(table.name, hit[0], "parent", "itself", hit[1]["parent"], hit[1]["programme"])
        parent = next(index for index, row in enumerate(rows, start=2) if row["programme"] == hit[1]["parent"])
        yield Mutation(table.name, parent, "parent", "circle", rows[parent - 2]["parent"], hit[1]["programme"])
    if table.name == "changes" and (hit := some("event")):
        yield Mutation(table.name, hit[0], "date", "other-year", hit[1]["date"], "2013-01-01")
    if table.name == "municipalities" and (hit := some("county")):
        others = [row["county"] for row in rows if row["county"] != hit[1]["county"] and not row["end"]]
        yield Mutation(table.name, hit[0], "county", "another-county", hit[1]["county"], chance.choice(others))
