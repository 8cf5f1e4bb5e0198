"""The municipalities importer: a small made-up country with known answers, the committed tables, the real files."""

from __future__ import annotations

import csv
import io
import os
import shutil
from collections.abc import Callable
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from kg.errors import BadData
from kg.ids import is_organisation_number
from kg.resources import data_dir
from kg.sources.municipalities import refresh as municipalities
from kg.sources.municipalities.refresh import refresh

HERE = Path(__file__).parent
ROOT = Path(__file__).parents[3]
CURATED = data_dir() / "curated"
NAMES = ("actor_numbers", "changes", "counties", "municipalities")
Rows = list[dict[str, str]]


def read(folder: Path, name: str) -> Rows:
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def run(output: Path, input_dir: Path = HERE / "input") -> municipalities.RefreshSummary:
    return refresh(input_dir, output, HERE / "known", {})


@pytest.mark.parametrize("name", NAMES)
def test_the_small_country_becomes_exactly_these_tables(name: str, tmp_path: Path) -> None:
    run(tmp_path)
    assert (tmp_path / f"{name}.csv").read_bytes() == (HERE / "expected" / f"{name}.csv").read_bytes()


def test_every_row_that_is_not_used_is_told_with_its_place_and_reason(tmp_path: Path) -> None:
    summary = run(tmp_path)
    assert [str(p) for p in summary.problems] == [
        "areas.json: 7998 Sjøen has a point but stands in no yearly list",
        "areas.json, row 3, column gyldigeNavn: 'Nydal': unknown language 'Danish'; not used",
        "areas.json, row 3, column punktIOmrade: 7503 has no point in degrees in EPSG:4258; left empty",
        "areas.json, row 4, column kommunenummer: '' 'Navnløs': number or name is missing",
        "areas.json, row 5, column punktIOmrade: 7901 has no point in degrees in EPSG:4258; left empty",
        "numbers.csv, row 5, column muni_num_2020: "
        "only an area moved from 7102 to 7502, which is no succession; row not used",
        "numbers.csv, row 12, column muni_num_2019: 7505 in 2019: there was no county 75 then; row not used",
        "numbers.csv, row 13, column muni_num_2020: '79x1' is not a municipality number; row not used",
        "numbers.csv, row 14: 4 cells, expected 6",
        "organisations.csv: 7599 has an organisation number but stands in no yearly list",
        "organisations.csv, row 4, column targetName: 'Øya - Suolo??u' lost letters; the name is not used",
        "organisations.csv, row 5, column sourceCode: '900000000' is no organisation number (check digit)",
        "organisations.csv, row 6, column targetCode: 7901 has the number 900000022 already",
        "organisations.csv, row 7, column targetCode: '75' is not a municipality number of four digits",
        "today.json: 7703 Nyland: no municipality of 2020 with this name; its descent is not known",
        "today.json, row 3, column population: 'mange' is not a number of inhabitants; left empty",
        "today.json, row 4, column url: 'ikke en adresse' is not a web address; left empty",
        "today.json, row 10, column id: '12' is not a municipality number of four digits",
        "today.json, row 11, column id: 7901 stands already in row 7",
        "today.json, row 12, column name: municipality 7704 has no name",
    ]
    assert dict(summary.read) == {"areas.json": 6, "numbers.csv": 14, "organisations.csv": 7, "today.json": 12}
    assert dict(summary.written) == {"municipalities": 13, "counties": 6, "actor_numbers": 26, "changes": 6}


def test_the_small_organisation_file_really_is_cp1252() -> None:
    with pytest.raises(UnicodeDecodeError):
        (HERE / "input" / "organisations.csv").read_bytes().decode("utf-8")


def test_a_missing_a_doubled_and_a_broken_file_are_told_together_and_nothing_is_written(tmp_path: Path) -> None:
    folder, output = tmp_path / "in", tmp_path / "out"
    shutil.copytree(HERE / "input", folder)
    shutil.copy(folder / "organisations.csv", folder / "second.csv")
    (folder / "areas.json").write_text("[{", encoding="utf-8")
    (folder / "notes.csv").write_text("a;b\n1;2\n", encoding="utf-8")
    with pytest.raises(BadData) as caught:
        run(output, folder)
    assert [str(p) for p in caught.value.problems] == [
        "areas.json: cannot be read: Expecting property name enclosed in double quotes: line 1 column 3 (char 2)",
        "second.csv: a second file of organisation numbers "
        "(CSV: sourceCode;sourceName;targetCode;targetName), after organisations.csv",
        f"{folder}: no file of counties with municipalities (JSON: fylkesnummer, kommuner)",
    ]
    assert not output.exists()


def test_a_table_below_its_least_number_of_rows_stops_everything(tmp_path: Path) -> None:
    with pytest.raises(BadData) as caught:
        refresh(HERE / "input", tmp_path, HERE / "known", {"municipalities": (14, 20), "counties": (6, 6)})
    assert str(caught.value.problems[0]) == "municipalities.csv: 13 rows, expected 14 to 20"
    assert list(tmp_path.iterdir()) == []


def test_the_command_refuses_files_that_are_not_norway(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert municipalities.main(["--input", str(HERE / "input"), "--output", str(tmp_path)]) == 1
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.startswith("the municipality tables are not whole; nothing was written\n")
    assert list(tmp_path.iterdir()) == []


# The committed tables.


def test_357_municipalities_and_15_counties_today_each_with_one_number() -> None:
    numbers = read(CURATED, "actor_numbers")
    for name, count, digits in (("municipalities", 357, 4), ("counties", 15, 2)):
        rows = read(CURATED, name)
        today = {row["actor"]: row["number"] for row in rows if not row["end"]}
        assert len(today) == count
        current = [(n["actor"], n["number"]) for n in numbers if not n["end"] and len(n["number"]) == digits]
        assert sorted(current) == sorted(today.items())


def test_asker_and_baerum_have_the_known_numbers() -> None:
    rows = {row["actor"]: row for row in read(CURATED, "municipalities")}
    spells = {
        actor: [(n["number"], n["start"], n["end"]) for n in read(CURATED, "actor_numbers") if n["actor"] == actor]
        for actor in ("asker", "baerum")
    }
    assert spells == {
        "asker": [("0220", "", "2019-12-31"), ("3025", "2020-01-01", "2023-12-31"), ("3203", "2024-01-01", "")],
        "baerum": [("0219", "", "2019-12-31"), ("3024", "2020-01-01", "2023-12-31"), ("3201", "2024-01-01", "")],
    }
    assert [rows[a]["organisation_number"] for a in spells] == ["920125298", "935478715"]
    assert [rows[a]["county"] for a in spells] == ["akershus-fylke", "akershus-fylke"]


def test_no_number_is_held_by_two_at_once_and_no_actor_has_two_at_once() -> None:
    numbers = read(CURATED, "actor_numbers")
    for column in ("actor", "number"):
        spells: dict[str, list[tuple[str, str]]] = {}
        for row in numbers:
            spells.setdefault(row[column], []).append((row["start"] or "0000", row["end"] or "9999"))
        for key, found in spells.items():
            found.sort()
            assert all(a[1] < b[0] for a, b in pairwise(found)), key


def test_organisation_numbers_are_valid_distinct_and_missing_only_where_no_source_has_them() -> None:
    rows = [*read(CURATED, "municipalities"), *read(CURATED, "counties")]
    numbers = [row["organisation_number"] for row in rows if row["organisation_number"]]
    assert all(map(is_organisation_number, numbers))
    assert len(set(numbers)) == len(numbers)
    assert [r["actor"] for r in rows if not r["end"] and not r["organisation_number"]] == ["haram", "oslo-fylke"]


def test_all_that_ended_is_an_original_of_exactly_one_event_of_the_next_day() -> None:
    ended = {r["actor"]: r["end"] for name in ("municipalities", "counties") for r in read(CURATED, name) if r["end"]}
    events = read(CURATED, "changes")
    places = {r["actor"]: r for name in ("municipalities", "counties") for r in read(CURATED, name)}
    assert len(ended) == 91 + 18
    for actor, end in ended.items():
        dates = [e["date"] for e in events if actor in e["originals"].split("|")]
        assert dates == [(date.fromisoformat(end) + timedelta(days=1)).isoformat()], actor
    for event in events:
        for actor in set(event["results"].split("|")) & places.keys():
            assert (places[actor]["start"] or "0000") <= event["date"] <= (places[actor]["end"] or "9999"), event


@pytest.mark.parametrize(
    ("event", "kind", "originals", "results"),
    [
        ("asker-2020", "merger", "asker|hurum|roeyken", "asker"),
        ("aalesund-2020", "merger", "aalesund|haram-2019|oerskog|sandoey|skodje", "aalesund"),
        ("aalesund-2024", "split", "aalesund", "aalesund|haram"),
        ("snillfjord-2020", "split", "snillfjord", "heim|hitra|orkland"),
        ("tysfjord-2020", "split", "tysfjord", "hamaroey|narvik"),
        ("viken-fylke-2024", "split", "viken-fylke", "akershus-fylke|buskerud-fylke|oestfold-fylke"),
        ("troendelag-fylke-2018", "merger", "nord-troendelag-fylke|soer-troendelag-fylke", "troendelag-fylke"),
    ],
)
def test_reforms_as_they_were(event: str, kind: str, originals: str, results: str) -> None:
    row = next(r for r in read(CURATED, "changes") if r["event"] == event)
    day = f"{event[-4:]}-01-01"
    assert (row["kind"], row["date"], row["originals"], row["results"]) == (kind, day, originals, results)


def test_every_municipality_lies_in_a_county_of_its_time_and_names_keep_their_letters() -> None:
    counties = {row["actor"]: row for row in read(CURATED, "counties")}
    rows = read(CURATED, "municipalities")
    for row in rows:
        county = counties[row["county"]]
        assert row["number"][:2] == county["number"]
        assert (county["end"] or "9999") >= (row["end"] or "9999")
    karasjok = next(r for r in rows if r["actor"] == "karasjok")
    assert (karasjok["name_nb"], karasjok["name_se"]) == ("Karasjok", "Kárášjohka")


def test_the_committed_tables_are_what_the_importer_makes_of_the_real_files(tmp_path: Path) -> None:
    folder = Path(os.environ.get("SAMKART_REAL_DATA", ROOT.parent / "shared" / "data")) / "norway"
    if not folder.is_dir():
        pytest.skip(f"no real municipality files at {folder}; set SAMKART_REAL_DATA")
    (tmp_path / "changes.csv").write_bytes((CURATED / "changes.csv").read_bytes())
    summary = refresh(folder, tmp_path)
    assert len(summary.problems) == 19
    for name in NAMES:
        assert (tmp_path / f"{name}.csv").read_bytes() == (CURATED / f"{name}.csv").read_bytes(), name


def spoilt(tmp_path: Path, change: Callable[[list[list[str]]], object], form: str = "; utf-8") -> Path:
    """The small country with its organisation numbers as a spreadsheet saved them."""
    folder = Path(shutil.copytree(HERE / "input", tmp_path / "spoilt"))
    path = folder / "organisations.csv"
    rows = list(csv.reader(path.read_bytes().decode("cp1252").splitlines(), delimiter=";"))
    change(rows)
    delimiter, encoding = form.split()
    stream = io.StringIO()
    csv.writer(stream, delimiter={"tab": "\t"}.get(delimiter, delimiter)).writerows(rows)
    path.write_bytes(stream.getvalue().encode(encoding))
    return folder


@pytest.mark.parametrize("form", ["; utf-8-sig", "tab utf-16", ", cp1252"])
def test_an_official_file_that_a_spreadsheet_saved_makes_the_same_tables(tmp_path: Path, form: str) -> None:
    def padded(rows: list[list[str]]) -> None:
        rows[:] = [[*row, "", ""] for row in rows]
        if form.startswith(";"):
            rows.insert(0, ["sep=;"])

    run(tmp_path / "out", spoilt(tmp_path, padded, form))
    for name in NAMES:
        assert (tmp_path / "out" / f"{name}.csv").read_bytes() == (HERE / "expected" / f"{name}.csv").read_bytes()


@pytest.mark.parametrize(
    ("column", "value", "told"),
    [
        (0, "9E+08", "row 2, column sourceCode: '9E+08': a spreadsheet shortened the number and its last digits"),
        (2, "301", "row 2, column targetCode: '301': a leading zero is lost, perhaps 0301: format the column as text"),
    ],
)
def test_numbers_that_a_spreadsheet_spoilt_are_told_first(tmp_path: Path, column: int, value: str, told: str) -> None:
    def spoil(rows: list[list[str]]) -> None:
        for row in rows[1:3]:
            row[column] = value

    with pytest.raises(BadData) as caught:
        run(tmp_path / "out", spoilt(tmp_path, spoil))
    first = caught.value.problems[0].message
    assert first.startswith(f"cannot be read: {told}")
    assert first.endswith("so in 1 more rows")
    assert not (tmp_path / "out").exists()
