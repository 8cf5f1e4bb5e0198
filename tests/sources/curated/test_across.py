"""What is wrong between rows and with times, numbers and points: a bad row beside a good one for each rule."""

from __future__ import annotations

import csv
import io
from datetime import date, timedelta
from pathlib import Path

import pytest

from kg.errors import BadData
from kg.resources import ontology_dir
from kg.sources.curated.countries import country_boxes, lies_in
from kg.sources.curated.reading import Curated, read_curated
from kg.sources.curated.tables import TABLES
from kg.sources.curated.validate import load_tables, validate

SCHEMES = ontology_dir() / "schemes"
TO_COME = (date.today() + timedelta(2)).isoformat()  # and still to come if midnight passes meanwhile
Rows = dict[str, list[dict[str, str]]]


def a(actor: str, kind: str = "municipality", **cells: str) -> dict[str, str]:
    return {"actor": actor, "kind": kind, "name": actor.title(), "country": "SE", "source": "page", **cells}


def world() -> Rows:
    """A few rows of every table, with nothing wrong."""
    page = {
        "source": "page",
        "title": "A page",
        "url": "https://example.org/",
        "published": "2020",
        "retrieved": "2024",
    }
    territory = {"source": "page"}
    number = {"source": "page"}
    return {
        "sources": [page],
        "municipalities": [
            {"actor": "gamle", "name_nb": "Gamle", "county": "fylket", "end": "2019-12-31", **territory},
            {"actor": "nye", "name_nb": "Nye", "county": "fylket", "number": "3025", "start": "2020-01-01", **territory}
            | {"population": "95000", "latitude": "59.8", "longitude": "10.4", "organisation_number": "920125298"},
        ],
        "counties": [{"actor": "fylket", "name_nb": "Fylket", "number": "30", **territory}],
        "networks": [a("bund", "network"), a("ring", "network", start="1990"), a("union", "network")],
        "towns": [a("kort", latitude="59.3", longitude="18.0"), a("lang", latitude="57.7", longitude="11.9")],
        "bodies": [a("firma", "company")],
        "actor_numbers": [
            {"actor": "gamle", "number": "0220", "start": "1950-01-01", "end": "2018-12-31", **number},
            {"actor": "gamle", "number": "3020", "start": "2019-01-01", "end": "2019-12-31", **number},
            {"actor": "nye", "number": "3025", "start": "2020-01-01", **number},
        ],
        "changes": [
            {
                "event": "nye-2020",
                "kind": "merger",
                "date": "2020-01-01",
                "originals": "gamle",
                "results": "nye",
                **number,
            }
        ],
        "fee_rules": [{"network": "ring", "year": "2023", "currency": "NOK", "minimum": "5", "maximum": "9", **number}],
        "memberships": [
            {"actor": "kort", "network": "ring", "start": "1995", "as_of": "2024", **number},
            {"actor": "ring", "network": "union", **number},
        ],
        "twinnings": [{"actor_a": "kort", "actor_b": "lang", "start": "1950", "as_of": "2020", **number}],
        "agreements": [{"agreement": "avtale", "parties": "kort|nye", **number}],
        "programmes": [
            {"programme": "del", "parent": "helhet", "start": "2021", "budget": "10", "currency": "EUR", **number},
            {"programme": "helhet", "start": "2021", "end": "2027", "budget": "99", "currency": "EUR", **number},
        ],
        "associations": [
            {"country": "NO", "programme": "helhet", "participation_status": "full", "basis": "decided", **number}
        ],
        "projects": [
            {
                "project": "ide",
                "title": "Idé",
                "programme": "del",
                "identifier": "1",
                "start": "2022",
                "currency": "EUR",
            }
            | {"total_cost": "9.5", "contribution": "5", **number},
            {"project": "plan", "title": "Plan", "programme": "helhet", "identifier": "2", **number},
        ],
        "participations": [
            {"project": "ide", "actor": "kort", "contribution": "4", "currency": "EUR", "start": "2022", **number}
        ],
        "strategies": [{"strategy": "retning", "actor": "nye", "start": "2021", "end": "2040", **number}],
        "priorities": [{"strategy": "retning", "theme": "energy", "wording": "Kraft", **number}],
    }


def written(folder: Path, rows: Rows) -> Path:
    for name, table in TABLES.items():
        stream = io.StringIO()
        writer = csv.DictWriter(stream, list(table.column_map), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows.get(name, ()))
        (folder / f"{name}.csv").write_text(stream.getvalue(), "utf-8")
    return folder


def test_the_world_is_good(tmp_path: Path) -> None:
    assert [str(problem) for problem in validate(written(tmp_path, world()), SCHEMES, whole=True)] == []


# (table, index of the row, what is changed, what is told)
BAD = [
    ("sources", 0, {"retrieved": TO_COME}, "lies in the future"),
    ("sources", 0, {"retrieved": "2019"}, "lies before the day of publication, 2020"),
    ("sources", 0, {"retrieved": "1980", "published": ""}, "is too long ago; expected a year from 1991"),
    ("memberships", 0, {"start": TO_COME, "as_of": ""}, "lies in the future"),
    ("memberships", 0, {"start": "0220"}, "is too long ago"),
    ("memberships", 0, {"start": "1985"}, "1985 lies before the start of ring, 1990"),
    ("memberships", 0, {"as_of": "1993"}, "1993 lies before the start 1995"),
    ("memberships", 0, {"end": "2202"}, "lies too far in the future"),
    ("memberships", 0, {"end": TO_COME, "status": "ended"}, "but the status is ended"),
    ("memberships", 0, {"network": "lang"}, "lang is a municipality; expected network or intermunicipal council"),
    ("memberships", 0, {"network": "firma"}, "firma is a company; expected network"),
    ("memberships", 0, {"network": "kort"}, "kort cannot be a member of itself"),
    (
        "memberships",
        0,
        {"actor": "union", "network": "ring"},
        "a circle: ring is a member of union, which is a member of ring",
    ),
    ("twinnings", 0, {"actor_b": "ring"}, "ring is a network; expected municipality or county"),
    ("twinnings", 0, {"actor_b": "kort"}, "kort cannot be its own twin town"),
    ("twinnings", 0, {"replaced_by": "lang"}, "lang cannot be replaced by itself"),
    ("participations", 0, {"project": "helhet"}, "unknown project 'helhet'; there is a programme with this key"),
    ("participations", 0, {"contribution": "6"}, "6 is more than the contribution, 5"),
    ("participations", 0, {"start": "2021"}, "2021 lies before the start of ide, 2022"),
    ("projects", 0, {"contribution": "9.6"}, "9.6 is more than the total cost, 9.5"),
    ("projects", 0, {"total_cost": "11"}, "11 is more than the budget, 10"),
    ("projects", 1, {"identifier": "1"}, "1 stands already in row 2"),
    ("programmes", 0, {"budget": "100"}, "100 is more than the budget, 99"),
    ("programmes", 0, {"parent": "del"}, "del cannot be a part of itself"),
    ("programmes", 1, {"parent": "del"}, "a circle: del is a part of helhet, which is a part of del"),
    ("programmes", 0, {"start": "2020"}, "2020 lies before the start of helhet, 2021"),
    ("fee_rules", 0, {"minimum": "10"}, "10 is more than the maximum, 9"),
    ("fee_rules", 0, {"year": "2099"}, "lies too far in the future"),
    ("agreements", 0, {"parties": "kort"}, "one party; expected two or more"),
    ("agreements", 0, {"parties": "kort|kort"}, "'kort' stands twice in this cell"),
    ("municipalities", 1, {"number": "4025"}, "4025 does not begin with the number of fylket, 30"),
    ("municipalities", 1, {"number": "30"}, "'30' has 2 digits, expected 4"),
    ("municipalities", 1, {"latitude": "10.4", "longitude": "59.8"}, "are latitude and longitude swapped?"),
    ("municipalities", 1, {"longitude": "-10.4"}, "does not lie in NO"),
    ("municipalities", 1, {"population": "95000000"}, "95000000 inhabitants; expected 100 to"),
    ("municipalities", 1, {"population": "215000"}, "was it multiplied by 1000?"),
    ("municipalities", 1, {"organisation_number": "920125299"}, "a right check digit"),
    ("municipalities", 1, {"county": "lang"}, "lang is a municipality; expected county"),
    ("municipalities", 1, {"name_nb": "nye"}, "'nye' is the key; expected the name"),
    ("municipalities", 1, {"name_nb": "NYE SAND"}, "is in capitals only"),
    ("towns", 0, {"country": "DK"}, "59.3, 18.0 does not lie in DK"),
    ("towns", 0, {"country": "XQ"}, "is not a country"),
    ("towns", 0, {"kind": "company"}, "'company' is not for this table"),
    (
        "towns",
        1,
        {"name": "KORT", "latitude": "", "longitude": ""},
        "capitals only|is the name of kort in row 2 already",
    ),
    ("towns", 0, {"organisation_number": "920125298"}, "is the number of row 3 in municipalities.csv already"),
    ("towns", 0, {"homepage": "post@kort.se"}, "is not a web address"),
    ("towns", 0, {"homepage": "https://kari@kort.se/"}, "is not a web address"),
    ("towns", 0, {"homepage": "https://kort"}, "is not a web address"),
    ("towns", 0, {"alt_names": "Kort|Kort"}, "'Kort' stands twice in this cell"),
    ("actor_numbers", 1, {"start": "2018-01-01"}, "2018-01-01 is not the day after 2018-12-31"),
    (
        "actor_numbers",
        1,
        {"number": "3025", "end": "2020-06-30"},
        "3025 is the number of gamle in row 3 at the same time",
    ),
    ("actor_numbers", 2, {"number": "3026"}, "3026 is not the number that nye has in its own table, 3025"),
    ("municipalities", 0, {"number": "3021"}, "3020 is not the number that gamle has in its own table, 3021"),
    ("actor_numbers", 2, {"end": "2022-12-31"}, "nye has not ended"),
    ("changes", 0, {"date": "2015-01-01"}, "gamle ended on 2019-12-31, not when the event took place"),
    ("changes", 0, {"originals": "ring"}, "ring is a network; expected municipality or county"),
    ("projects", 0, {"currency": "EUX"}, "is not a currency"),
    ("projects", 0, {"title_lang": "qx"}, "is not a language"),
    ("projects", 0, {"title": "IdÃ©"}, "is mis-encoded; perhaps 'Idé'"),
]


@pytest.mark.parametrize(("table", "index", "change", "expected"), BAD)
def test_a_bad_row_is_found(tmp_path: Path, table: str, index: int, change: dict[str, str], expected: str) -> None:
    rows = world()
    rows[table][index] |= change
    problems = [str(problem) for problem in validate(written(tmp_path, rows), SCHEMES)]
    assert any(part in problem for problem in problems for part in expected.split("|")), problems
    assert len(problems) <= 3


def test_events_in_a_circle(tmp_path: Path) -> None:
    rows = world()
    back = {"event": "zurueck", "kind": "merger", "date": "2020-01-01", "originals": "nye", "results": "gamle"}
    rows["changes"].append(back | {"source": "page"})
    problems = [str(problem) for problem in validate(written(tmp_path, rows), SCHEMES)]
    assert any("a circle: gamle is continued by nye, which is continued by gamle" in problem for problem in problems)


def test_the_same_twin_towns_from_both_sides_and_once_more(tmp_path: Path) -> None:
    rows = world()
    rows["twinnings"].append({"actor_a": "lang", "actor_b": "kort", "start": "1950", "source": "page"})
    (problem,) = validate(written(tmp_path, rows), SCHEMES)
    assert "stand already in row 2, the other way round" in problem.message
    rows["twinnings"][1]["start"] = "1960"
    (problem,) = validate(written(tmp_path, rows), SCHEMES)
    assert "stand already in row 2, from 1950 and without an end" in problem.message


def test_names_are_answered_with_their_keys(tmp_path: Path) -> None:
    rows = world()
    rows["towns"][1]["alt_names"] = "Länge"
    rows["memberships"] = [
        {"actor": "Nye kommune", "network": "Ring", "source": "A page"},
        {"actor": "Laenge", "network": "ring", "status": "medlem", "source": "page"},
    ]
    rows["programmes"][0]["eligible_area"] = "Norge"
    rows["programmes"][0]["themes"] = "Klimatiltak"
    hints = {p.message for p in validate(written(tmp_path, rows), SCHEMES)}
    assert {
        "unknown actor 'Nye kommune'; perhaps nye (Nye)",
        "unknown actor 'Ring'; perhaps ring (Ring)",
        "unknown source 'A page'; perhaps page (A page)",
        "unknown actor 'Laenge'; perhaps lang (Lang)",
        "unknown actor or country 'Norge'; perhaps NO (Norge)",
    } <= hints
    assert any(hint.startswith("unknown status 'medlem'; perhaps member") for hint in hints)


def test_one_unknown_key_in_many_places_is_one_problem(tmp_path: Path) -> None:
    rows = world()
    rows["memberships"] = [{"actor": "kort", "network": f"ring-{n}", "source": "side"} for n in range(9)]
    told = [problem for problem in validate(written(tmp_path, rows), SCHEMES) if "'side'" in problem.message]
    assert [problem.row for problem in told] == [2]
    assert told[0].message.endswith("and 5 more places")


def test_what_a_refused_row_would_hold_is_not_missed(tmp_path: Path) -> None:
    folder = written(tmp_path, world())
    path = folder / "towns.csv"
    path.write_text(path.read_text("utf-8").replace("kort,municipality,", "kort,"), "utf-8")
    assert [str(problem) for problem in validate(folder, SCHEMES)] == ["towns.csv, row 2: 17 cells, expected 18"]
    path.write_text(path.read_text("utf-8").replace("kort,", "Kort,municipality,"), "utf-8")
    (problem,) = validate(folder, SCHEMES)
    assert "'Kort' is not a key" in problem.message


def test_a_table_that_cannot_be_read_is_told_alone(tmp_path: Path) -> None:
    for name in ("towns", "municipalities", "sources", "programmes", "projects", "strategies"):
        folder = tmp_path / name
        folder.mkdir()
        path = written(folder, world()) / f"{name}.csv"
        path.write_text(path.read_text("utf-8").replace(",", "|"), "utf-8")
        (problem,) = validate(folder, SCHEMES, whole=True)
        assert (problem.file, problem.row) == (path.name, 1)
        path.unlink()
        (problem,) = validate(folder, SCHEMES, whole=True)
        assert f"missing in this folder: {path.name}" in problem.message


def test_many_alike_are_told_once(tmp_path: Path) -> None:
    rows = world()
    rows["memberships"] = [
        {"actor": "kort", "network": "ring", "start": f"01.{month:02}.2020 f.Kr.", "source": "page"}
        for month in range(1, 13)
    ]
    (problem,) = validate(written(tmp_path, rows), SCHEMES)
    assert problem.message.endswith("; so in 11 more rows, to row 13")


def test_programmes_in_a_circle_are_refused_by_the_reader_too(tmp_path: Path) -> None:
    rows = world()
    rows["programmes"][1]["parent"] = "del"
    folder = written(tmp_path, rows)
    with pytest.raises(BadData):
        read_curated(folder, SCHEMES)
    with pytest.raises(BadData, match="is a part of itself"):
        Curated(load_tables(folder)[0]).projects()


def test_countries() -> None:
    assert lies_in("FI", 60.1, 19.9)  # Mariehamn, on Åland
    assert lies_in("US", 64.8, -147.7)
    assert not lies_in("SE", 18.0, 59.3)
    assert len(country_boxes()) > 200
    assert all(
        -90 <= s <= n <= 90 and -180 <= w <= e <= 180 for boxes in country_boxes().values() for s, w, n, e in boxes
    )
