"""Signatories of the Covenant of Mayors: one row a signatory, with who coordinates and supports it; names made up."""

from __future__ import annotations

import os
from collections import Counter
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest

from kg.errors import BadData
from kg.model.catalogue import find_source
from kg.resources import data_dir
from kg.sources.covenant import read
from kg.sources.reader import check_expected
from tests.sources.facts import said

HEADER = [
    "organisation_id",
    "organisation_name",
    "coordinator_name",
    "supporter_name",
    "country_code",
    "country_name",
    "population_adhesion",
    "organisation_latitude",
    "organisation_longitude",
    "signatory_status",
    "mayor",
    "date_of_adhesion",
    "group_profile",
]
ROWS: list[list[object]] = [
    [1, "Tenktvik", "-", "-", "no", "Norway", 900, 59.5, 10.5, "published", "-", datetime(2018, 11, 13), False],
    [2, "None", "Region Ingensteds", "DOE Friends", "it", "Italy", "-", 45, 7, "on_hold", "-", "05/04/2018", True],
    ["3_med", "Nusquam", "-", "DOE Friends", "gr", "Greece", 1, "-", "-", "published", "-", "30/04/2018", False],
    [1, "Tenktvik", "-", "-", "no", "Norway", 900, 59.5, 10.5, "published", "-", datetime(2018, 11, 13), False],
    [5, "123", "-", "-", "no", "Norway", 1, 1, 1, "published", "-", "-", False],
    [6, "Elsewhere", "-", "-", "no", "Norway", 1, 1, 1, "perhaps", "-", "-", False],
    ["", "Elsewhere", "-", "-", "no", "Norway", 1, 1, 1, "published", "-", "-", False],
]


def workbook(path: Path, rows: list[list[object]]) -> Path:
    book = openpyxl.Workbook()
    about = book.worksheets[0]
    about.append(["Dataframe", "Content", "Name"])
    about.append([None, None, "organisation_id"])
    sheet = book.create_sheet("1")
    for row in (HEADER, *rows):
        sheet.append(row)
    book.save(path)
    return path


def test_who_has_joined_after_the_fifth_release_is_told_for_that_day(tmp_path: Path) -> None:
    later = [1, "Tenktvik", "-", "DOE Friends", "no", "Norway", 900, "-", "-", "published", "-", "14/03/2025", False]
    undated = [2, "Ingensteds", "-", "-", "no", "Norway", 900, "-", "-", "published", "-", "some day", False]
    triples, _ = said(read([workbook(tmp_path / "df1_Signatories.xlsx", [later, undated])]))
    days = [each.split(" ", 1)[1] for each in triples if "sk:asOf" in each or "sk:start" in each]
    assert days == ['sk:start "2025-03-14"', 'sk:asOf "2025-03-14"', 'sk:asOf "2025-03-14"', 'sk:asOf "2024-01"']


def test_what_the_table_says(tmp_path: Path) -> None:
    triples, told = said(read([workbook(tmp_path / "df1_Signatories.xlsx", ROWS)]))
    names = [each for each in triples if each.startswith(":organisation/") and "prefLabel" in each]
    assert names == [
        ':organisation/1 skos:prefLabel "Tenktvik"',
        ':organisation/2 skos:prefLabel "None"',
        ':organisation/3_med skos:prefLabel "Nusquam"',
        ':organisation/doe-friends skos:prefLabel "DOE Friends"',
        ':organisation/region-ingensteds skos:prefLabel "Region Ingensteds"',
    ]
    assert [each for each in triples if "itude" in each] == [
        ':place/1 schema:latitude "59.5"',  # a group has no place of its own
        ':place/1 schema:longitude "10.5"',
    ]
    values = ("sk:party", "sk:status", "sk:role", "sk:start", "sk:asOf")
    ties = [each.split(" ", 1)[1] for each in triples if each.startswith(":membership/")]
    assert [each for each in ties if each.startswith(values)] == [
        "sk:party :organisation/1",
        "sk:status skc:status/signatory",
        'sk:start "2018-11-13"',
        'sk:asOf "2024-01"',
        "sk:party :organisation/2",
        "sk:status skc:status/on-hold",
        'sk:start "2018-04-05"',
        'sk:asOf "2024-01"',
        "sk:party :organisation/region-ingensteds",
        "sk:role skc:role/coordinator",
        'sk:asOf "2024-01"',
        "sk:party :organisation/doe-friends",
        "sk:role skc:role/supporter",
        'sk:asOf "2024-01"',
        "sk:party :organisation/3_med",
        "sk:status skc:status/signatory",
        'sk:start "2018-04-30"',
        'sk:asOf "2024-01"',
    ]
    file = "df1_Signatories.xlsx, sheet 1"
    assert told == [
        f"signatories ({file}): read 7, used 3, skipped 4 (1 no name; 1 no number; 1 no status; 1 repeated number)",
        "0 projects, 6 memberships, 5 organisations",
        "the same tie in several rows, carried once: 1",
        f"{file}, row 5, column organisation_id: 1 stands in row 2 too; the first counts",
        f"{file}, row 6, column organisation_name: '123' is no name",
        f"{file}, row 7, column signatory_status: 'perhaps' is none of published, on_hold, on hold, withdrawn",
        f"{file}, row 8, column organisation_id: '' is no number of a signatory",
    ]


def test_known_answers() -> None:
    folder = Path(os.environ.get("SAMKART_REAL_DATA") or Path(__file__).parents[4] / "shared" / "data")
    path = folder / "covenant-of-mayors" / "df1_Signatories_2024.xlsx"
    if not path.exists():
        pytest.skip(f"real data not here: {path} (set SAMKART_REAL_DATA)")
    reading = read([path])
    records = reading.records()
    assert Counter(tie.status for tie in records.memberships if not tie.role) == {"signatory": 9720, "on-hold": 2253}
    assert sum(each.country == "no" for each in records.organisations.values()) == 19
    found = {records.organisations[tie.organisation].name: tie for tie in records.memberships}
    assert [(found[name].status, found[name].start) for name in ("Bærum", "Asker")] == [
        ("on-hold", "2018-04-05"),
        ("signatory", "2018-11-13"),
    ]
    assert reading.summary.problems == []
    assert reading.summary.counts == {"projects": 0, "memberships": 21375, "organisations": 12326}
    assert check_expected(reading.summary, find_source(data_dir() / "sources", reading.source)) == []


@pytest.mark.parametrize("missing", ["signatory_status", "organisation_name"])
def test_a_column_that_is_not_there_is_told(tmp_path: Path, missing: str) -> None:
    path = tmp_path / "signatories.csv"
    path.write_text(";".join(name for name in HEADER if name != missing) + "\n", "utf-8")
    with pytest.raises(BadData) as error:
        list(read([path]))
    assert missing in str(error.value.problems)
