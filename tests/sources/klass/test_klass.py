"""KLASS: what is asked, and a made-up reform of 2028 that flows into the curated tables without code."""

from __future__ import annotations

import csv
import os
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from kg.errors import BadData, KgError
from kg.sources import klass
from kg.sources.klass.answers import Change, Classification, Code
from kg.sources.klass.reforms import follow
from kg.sources.municipalities.descent import Spell, Unit
from tests.sources.web.server import Reply, Request, as_json
from tests.sources.web.snapshots import fetched

ROOT = Path(__file__).parents[3]
TABLES = Path(__file__).parents[1] / "municipalities" / "expected"
V1 = "/api/klass/v1/classifications"


def code(number: str, name: str, start: str = "2024-01-01", end: str | None = None) -> dict[str, Any]:
    """A code as `…/codes?from=…` gives it."""
    return {
        "code": number, "parentCode": None, "level": "1", "name": name, "shortName": "", "presentationName": "",
        "validFrom": None, "validTo": None, "notes": "", "validFromInRequestedRange": start,
        "validToInRequestedRange": end,
    }  # fmt: skip


def change(day: str, old: str | None, new: str | None) -> dict[str, Any]:
    """A change as `…/changes?from=…` gives it."""
    return {
        "oldCode": old, "oldName": "x", "oldShortName": None, "newCode": new, "newName": "y", "newShortName": None,
        "changeOccurred": day,
    }  # fmt: skip


R, S = "2028-01-01", "2030-01-01"
ANSWERS: dict[str, Any] = {
    f"{V1}/131": {"name": "Standard for kommuneinndeling", "versions": [{"name": "Kommuneinndeling 2028"}]},
    f"{V1}/104": {"name": "Standard for fylkesinndeling", "versions": []},
    f"{V1}/131/codes": {"codes": [
        code("7601", "Storvik", end=R), code("7602", "Lillevik", end=R), code("7603", "Holmen", end=R),
        code("7701", "Sande (Vidda) - Saante"), code("7702", "Nydal", end=R), code("7703", "Nyland"),
        code("7901", "Øya - Suolu", "2011-01-01", R), code("7901", "Storøya - Suolu", R),
        code("7903", "Sande (Øyriket)"),
        code("7904", "Småøya", end=S),
        code("7810", "Storlill", R), code("7801", "Holmen", R), code("7712", "Nydal", R), code("7713", "Vestdal", R),
        code("9999", "Uoppgitt", "2011-01-01"), code("79x", "Feil"), code("7999", ""), code("7998", "Feil", "2028"),
    ]},
    f"{V1}/131/changes": {"codeChanges": [
        change(R, "7601", "7810"), change(R, "7602", "7810"), change(R, "7603", "7801"), change(R, "7702", "7712"),
        change(R, "7702", "7713"), change(R, "7701", "7703"), change(R, "7901", "7901"), change(S, "7904", "7901"),
        change(R, "7000", "7903"), change(R, None, "7713"), change("1.1.2028", "7701", "7702"),
    ]},
    f"{V1}/104/codes": {"codes": [code("76", "Fjordland", end=R), code("77", "Vidda"), code("79", "Øyriket"),
                                  code("78", "Fjordland", R), code("99", "Uoppgitt")]},
    f"{V1}/104/changes": {"codeChanges": [change(R, "76", "78")]},
}  # fmt: skip


def register(request: Request) -> Reply:
    """KLASS, which answers as HAL."""
    return (
        as_json(ANSWERS[request.path], kind="application/json;charset=UTF-8") if request.path in ANSWERS else Reply(404)
    )


@pytest.fixture
def snapshot(tmp_path: Path) -> Path:
    fetched(klass, "klass", register, tmp_path / "klass", tmp_path)
    return tmp_path / "klass"


@pytest.fixture
def tables(tmp_path: Path) -> Path:
    return Path(shutil.copytree(TABLES, tmp_path / "tables"))


def rows(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def added(folder: Path, name: str) -> list[str]:
    """Lines of a table that were not there before, and with a minus those that are gone."""
    old = set((TABLES / f"{name}.csv").read_text("utf-8").splitlines())
    new = (folder / f"{name}.csv").read_text("utf-8").splitlines()
    return [line for line in new if line not in old] + [f"-{line}" for line in sorted(old - set(new))]


def test_codes_and_changes_are_asked_for_those_of_the_future_too(tmp_path: Path) -> None:
    snapshot, server = fetched(klass, "klass", register, tmp_path / "klass", tmp_path)
    assert server.paths() == [
        f"{V1}/131",
        f"{V1}/131/codes from=2011-01-01 includeFuture=true",
        f"{V1}/131/changes from=2011-01-01 includeFuture=true",
        f"{V1}/104",
        f"{V1}/104/codes from=2011-01-01 includeFuture=true",
        f"{V1}/104/changes from=2011-01-01 includeFuture=true",
    ]
    assert snapshot.counts == {
        "municipalities codes": 18, "municipalities changes": 11, "counties codes": 5, "counties changes": 1,
    }  # fmt: skip


def test_a_reform_flows_into_the_tables(snapshot: Path, tables: Path) -> None:
    done = klass.make_tables(snapshot, tables)
    assert added(tables, "changes") == [
        "nydal-2028,split,2028-01-01,nydal,nydal|vestdal,ssb-klass",
        "oeya-2030,merger,2030-01-01,oeya|smaaoeya,oeya,ssb-klass",
        "storlill-2028,merger,2028-01-01,lillevik|storvik,storlill,ssb-klass",
    ]
    assert added(tables, "actor_numbers") == [
        "fjordland-fylke,76,2024-01-01,2027-12-31,a-list|ssb-klass",
        "fjordland-fylke,78,2028-01-01,,ssb-klass",
        "holmen,7603,2024-01-01,2027-12-31,norway-geodata-2025|reform-2024|ssb-klass",
        "holmen,7801,2028-01-01,,ssb-klass",
        "lillevik,7602,2024-01-01,2027-12-31,norway-geodata-2025|reform-2024|ssb-klass",
        "nydal,7702,2024-01-01,2027-12-31,norway-geodata-2025|reform-2024|ssb-klass",
        "nydal,7712,2028-01-01,,ssb-klass",
        "smaaoeya,7904,,2029-12-31,kommunenummer-2011-2020|ssb-klass",
        "storlill,7810,2028-01-01,,ssb-klass",
        "storvik,7601,2024-01-01,2027-12-31,norway-geodata-2025|reform-2024|ssb-klass",
        "vestdal,7713,2028-01-01,,ssb-klass",
        "-fjordland-fylke,76,2024-01-01,,a-list",
        "-holmen,7603,2024-01-01,,norway-geodata-2025|reform-2024",
        "-lillevik,7602,2024-01-01,,norway-geodata-2025|reform-2024",
        "-nydal,7702,2024-01-01,,norway-geodata-2025|reform-2024",
        "-smaaoeya,7904,,,kommunenummer-2011-2020",
        "-storvik,7601,2024-01-01,,norway-geodata-2025|reform-2024",
    ]
    assert rows(tables, "former_names") == [
        {"actor": "oeya", "name": "Øya", "language": "nb", "start": "", "end": "2027-12-31", "source": "ssb-klass"}
    ]
    places = {row["actor"]: row for row in rows(tables, "municipalities")}
    shown = ("name_nb", "number", "county", "start", "end")
    assert {
        key: tuple(places[key][name] for name in shown)
        for key in ("storlill", "storvik", "lillevik", "holmen", "nydal", "vestdal", "oeya", "smaaoeya", "nyland")
    } == {
        "storlill": ("Storlill", "7810", "fjordland-fylke", "2028-01-01", ""),
        "storvik": ("Storvik", "7601", "fjordland-fylke", "", "2027-12-31"),
        "lillevik": ("Lillevik", "7602", "fjordland-fylke", "2024-01-01", "2027-12-31"),
        "holmen": ("Holmen", "7801", "fjordland-fylke", "", ""),
        "nydal": ("Nydal", "7712", "vidda-fylke", "2020-01-01", ""),
        "vestdal": ("Vestdal", "7713", "vidda-fylke", "2028-01-01", ""),
        "oeya": ("Storøya", "7901", "oeyriket-fylke", "", ""),
        "smaaoeya": ("Småøya", "7904", "oeyriket-fylke", "", "2029-12-31"),
        "nyland": ("Nyland", "7703", "vidda-fylke", "", ""),
    }  # fmt: skip
    assert [str(problem) for problem in done.problems] == [
        "municipalities-codes.json, row 16, column code: '79x' is not a number of 4 digits",
        "municipalities-codes.json, row 17, column name: 7999 has no name",
        "municipalities-codes.json, row 18, column validFrom: 7998: '2028' to '' are not days, YYYY-MM-DD",
        "municipalities-changes.json, row 11, column changeOccurred: "
        "'7701' to '7702' on '1.1.2028': expected numbers of 4 digits and YYYY-MM-DD",
        "KLASS: 2028-01-01: 7000 became 7903, but 7000 was not there before; not used",
        "KLASS: 2028-01-01: only an area moved from 7701 Sande to 7703 Nyland",
    ]
    assert done.written == {
        "municipalities": 15, "counties": 6, "actor_numbers": 31, "changes": 9, "former_names": 1,
    }  # fmt: skip


def test_the_same_snapshot_again_changes_nothing(snapshot: Path, tables: Path) -> None:
    klass.make_tables(snapshot, tables)
    once = {path.name: path.read_bytes() for path in tables.iterdir()}
    klass.make_tables(snapshot, tables)
    assert {path.name: path.read_bytes() for path in tables.iterdir()} == once


def test_numbers_that_klass_has_not_are_told(snapshot: Path, tables: Path) -> None:
    path = tables / "actor_numbers.csv"
    path.write_text(path.read_text("utf-8").replace("nyland,7703,", "nyland,7777,"), "utf-8")
    told = [str(each) for each in klass.make_tables(snapshot, tables).problems]
    assert "actor_numbers.csv, column number: on 2024-01-01 7703 Nyland stands in KLASS alone" in told
    assert "actor_numbers.csv, column number: on 2024-01-01 7777 Nyland stands in the tables alone" in told


def test_without_tables_or_a_whole_snapshot_nothing_is_written(snapshot: Path, tables: Path, tmp_path: Path) -> None:
    with pytest.raises(BadData, match="KLASS carries tables on, kg import municipalities makes them"):
        klass.make_tables(snapshot, tmp_path / "empty")
    assert not (tmp_path / "empty").exists()
    (snapshot / "manifest.json").unlink()
    (snapshot / "unfinished").mkdir()
    with pytest.raises(KgError, match="is not finished"):
        klass.make_tables(snapshot, tables)


def test_an_answer_without_codes_is_an_error_and_asked_for_again(tmp_path: Path) -> None:
    def broken(request: Request) -> Reply:
        return as_json({"error": "x"}) if request.path.endswith("/codes") else register(request)

    with pytest.raises(KgError, match="answers in another shape than is known: no list 'codes'"):
        fetched(klass, "klass", broken, tmp_path / "klass", tmp_path)
    snapshot, _ = fetched(klass, "klass", register, tmp_path / "klass", tmp_path)
    assert len(snapshot.pages) == 6


def test_klass_alone_gives_the_curated_numbers_and_reforms_but_for_one_moved_area() -> None:
    folder = Path(os.environ.get("SAMKART_REAL_DATA", ROOT.parent / "shared" / "data")) / "ssb-klass-131-changes"
    if not folder.is_dir():
        pytest.skip(f"no changes of KLASS at {folder}; set SAMKART_REAL_DATA")
    codes = tuple(
        Code(row["code"], row["name"], row["valid_from"], row["valid_to"].replace("NA", ""))
        for row in rows(folder, "municipalities")
        if row["code"] != "9999"
    )
    changes = tuple(Change(row["date"], row["from_code"], row["to_code"]) for row in rows(folder, "changes"))
    all_of_it = Classification(codes, changes)
    known: dict[str, list[tuple[str, str, str]]] = {}
    for row in rows(ROOT / "data" / "curated", "actor_numbers"):
        if len(row["number"]) == 4:
            known.setdefault(row["actor"], []).append((row["number"], row["start"], row["end"]))
    actor_of = {tuple(sorted(spells)): actor for actor, spells in known.items()}
    curated = {
        (row["kind"], row["date"], row["originals"], row["results"])
        for row in rows(ROOT / "data" / "curated", "changes")
        if known.keys() >= {*row["originals"].split("|"), *row["results"].split("|")}
    }

    def by_klass(moved: list[tuple[int, str, str]]) -> tuple[set[str], set[tuple[str, ...]]]:
        first = all_of_it.on("2011-01-01")
        active = {n: Unit(name.split(" - ")[0], "", "", [Spell(n, "", "", [])]) for n, name in first.items()}
        descent, _ = follow(active, all_of_it, "2011-01-01", "x", moved)
        spells = {unit: sorted((each.number, each.start, each.end) for each in unit.spells) for unit in descent.units}
        keys = {unit: actor_of[tuple(each)] for unit, each in spells.items()}
        found: set[tuple[str, ...]] = set()
        for each in descent.changes:
            sides = ("|".join(sorted(keys[unit] for unit in units)) for units in (each.originals, each.results))
            found.add((each.kind, date.fromordinal(each.year).isoformat(), *sides))
        return set(keys.values()), found

    assert by_klass([(2017, "0720", "0704")]) == (set(known), curated)
    actors, reforms = by_klass([])
    assert actors == set(known)
    assert reforms ^ curated == {
        ("merger", "2017-01-01", "andebu|sandefjord|stokke", "sandefjord"),
        ("merger", "2017-01-01", "andebu|sandefjord", "sandefjord"),
        ("split", "2017-01-01", "stokke", "sandefjord|toensberg"),
    }
