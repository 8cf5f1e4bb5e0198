"""keep.eu's exports in every layout. All names and numbers are made up."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from kg.errors import KgError
from kg.sources import keep
from kg.sources.tabular.filters import RecordFilters
from kg.sources.tabular.normal import write_normal
from tests.sources.facts import said
from tests.sources.keep import PARTNERS, PARTNERS_2019, PROJECTS, PROJECTS_2019, book, table

QUIET = ":project/2021-2027-sweden-norway-20300001"
FOG = ":project/2014-2020-sweden-norway-fog"


def test_todays_export(tmp_path: Path) -> None:
    triples, lines = said(keep.read([book(tmp_path / "export.xlsx", PROJECTS, PARTNERS)]))
    assert lines == [
        "partners (export.xlsx, sheet Search results, partners): read 6, used 4, skipped 2 "
        "(1 organisation not named; 1 project not told apart)",
        "projects (export.xlsx, sheet Search results, projects): read 5, used 4, skipped 1 "
        "(1 no programme, or neither number, acronym nor name)",
        "5 projects, 4 participations, 3 organisations, 2 programmes",
        "project on the sheet of partners only: 1",
        "project without a partner's row: 2",
        "export.xlsx, sheet Search results, projects, row 6, column programme: "
        "no programme, or neither number, acronym nor name",
        "export.xlsx, sheet Search results, partners, row 5, column acronym: "
        "2 projects of this programme are called 'Bro'",
        "export.xlsx, sheet Search results, partners, row 7, column name: organisation not named",
    ]
    assert [each for each in triples if each.startswith((QUIET, FOG))] == [
        f'{QUIET} dcterms:identifier "20300001"',
        f'{QUIET} skos:prefLabel "Quiet harbours"@en',
        f'{QUIET} sk:abbreviation "QUIET"',
        f"{QUIET} sk:programme :programme/2021-2027%20Sweden-Norway",
        f'{QUIET} sk:start "2023-01-31"',
        f'{QUIET} sk:end "2025-12-31"',
        f'{QUIET} sk:contribution "446114.29"',
        f'{QUIET} sk:totalCost "892228.58"',
        f'{QUIET} sk:currency "EUR"',
        f"{QUIET} foaf:homepage https://quiet.example.org",
        f'{FOG} dcterms:identifier "Fog"',
        f'{FOG} skos:prefLabel "Tåke"',
        f'{FOG} sk:abbreviation "Fog"',
        f"{FOG} sk:programme :programme/2014-2020%20Sweden-Norway",
        f'{FOG} sk:start "2016-02-01"',
        f'{FOG} sk:end "2019-01-31"',
    ]
    assert [
        each for each in triples if "no-810305282" in each.split(" ")[0] or "pic-999999901" in each.split(" ")[0]
    ] == [
        ":organisation/no-810305282 sk:level skc:level/local",
        ':organisation/no-810305282 skos:prefLabel "Municipality of Tenktvik"',
        ':organisation/no-810305282 skos:altLabel "Tenktvik kommune"',
        ':organisation/no-810305282 sk:vatNumber "NO 810 305 282 MVA"',
        ':organisation/no-810305282 sk:organisationNumber "810305282"',
        ":organisation/no-810305282 sk:country skd:country/NO",
        ":organisation/no-810305282 sk:seat :place/no-810305282",
        ':place/no-810305282 skos:prefLabel "Tenktvik"',
        ":place/no-810305282 sk:country skd:country/NO",
        ':place/no-810305282 sk:nutsCode "NO082"',
        ':place/no-810305282 schema:latitude "59.9"',
        ':place/no-810305282 schema:longitude "10.7"',
        ':organisation/pic-999999901 skos:prefLabel "Nowhereby University"',
        ':organisation/pic-999999901 sk:pic "999999901"',
        ":organisation/pic-999999901 sk:country skd:country/SE",
        *(
            f":participation/2021-2027-sweden-norway-20300001-no-810305282 {fact}"
            for fact in (
                "sk:party :organisation/no-810305282",
                f"sk:project {QUIET}",
                "sk:role skc:role/lead-partner",
                'sk:contribution "100000.5"',
                'sk:totalCost "200001"',
                'sk:currency "EUR"',
            )
        ),
        ":participation/2021-2027-sweden-norway-20300001-pic-999999901 sk:party :organisation/pic-999999901",
        f":participation/2021-2027-sweden-norway-20300001-pic-999999901 sk:project {QUIET}",
        ":participation/2021-2027-sweden-norway-20300001-pic-999999901 sk:role skc:role/participant",
    ]
    assert not any("Doe" in each for each in triples)


def test_columns_on_persons_are_counted_and_nothing_of_them_is_carried(tmp_path: Path) -> None:
    whole, lines = said(keep.read([book(tmp_path / "export.xlsx", PROJECTS, [{**PARTNERS[0]}, *PARTNERS[1:]])]))
    told = {"Contact person": "Jane Doe", "E-mail": "jane.doe@example.org", "Phone": "+47 22 00 00 00"}
    rows = [{**PARTNERS[0], **told}, *PARTNERS[1:]]
    note = "cells on natural persons, not read (columns 'contact person', 'e-mail', 'phone'): 3"
    assert said(keep.read([book(tmp_path / "export.xlsx", PROJECTS, rows)])) == (whole, [*lines[:3], note, *lines[3:]])


def test_a_project_with_two_leads_stood_in_two_rows_in_2019(tmp_path: Path) -> None:
    triples, lines = said(keep.read([book(tmp_path / "closed.xlsx", PROJECTS_2019, PARTNERS_2019)]))
    assert lines == [
        "partners (closed.xlsx, sheet Search results, partners): read 3, used 3, skipped 0",
        "projects (closed.xlsx, sheet Search results, projects): read 2, used 2, skipped 0",
        "1 projects, 3 participations, 3 organisations, 1 programmes",
        "the same project in several rows, carried once: 1",
    ]
    assert [each for each in triples if each.startswith(FOG)][4:] == [
        f'{FOG} sk:start "2016-02-01"',
        f'{FOG} sk:end "2019-01-31"',
        f'{FOG} sk:contribution "446114.29"',
        f'{FOG} sk:totalCost "892228.58"',
        f'{FOG} sk:currency "EUR"',
    ]
    assert sorted(each.split(" ", 1)[1] for each in triples if "skos:prefLabel" in each and "organisation" in each) == [
        'skos:prefLabel "NAV Rogaland"',
        'skos:prefLabel "Nowhereby kommun"',
        'skos:prefLabel "Tenktvik kommune"',
    ]
    assert [each.rpartition("/")[2] for each in triples if "sk:role" in each] == [
        "lead-partner",
        "lead-partner",
        "participant",
    ]


def test_names_of_columns_as_programs_clean_them(tmp_path: Path) -> None:
    whole = said(keep.read([book(tmp_path / "export.xlsx", PROJECTS, PARTNERS)]))[0]
    for name, rows in (("projects", PROJECTS), ("partners", PARTNERS)):
        header, rest = table(rows).split("\n", 1)
        snake = re.sub(r"[^a-z0-9;]+", "_", header.lower().replace("'", "")).replace("_;", ";").strip("_")
        (tmp_path / f"{name}.csv").write_text(f"{snake}\n{rest}", "utf-8")
    assert said(keep.read([tmp_path / "projects.csv", tmp_path / "partners.csv"]))[0] == whole


def test_a_sheet_of_partners_alone_tells_of_projects_too(tmp_path: Path) -> None:
    (tmp_path / "partners.csv").write_text(table(PARTNERS_2019), "utf-8")
    triples, lines = said(keep.read([tmp_path / "partners.csv"]))
    assert lines[1:] == [
        "1 projects, 3 participations, 3 organisations, 1 programmes",
        "project on the sheet of partners only: 1",
    ]
    assert [each for each in triples if each.startswith(FOG)] == [
        f'{FOG} dcterms:identifier "Fog"',
        f'{FOG} skos:prefLabel "Fog"',
        f"{FOG} sk:programme :programme/2014-2020%20Sweden-Norway",
    ]


def test_one_name_in_two_regions_is_two_municipalities(tmp_path: Path) -> None:
    rows = [{**PARTNERS_2019[0], "NUTS3 (or equivalent)": nuts} for nuts in ("NO031 / Østfold", "NO021 / Hedmark")]
    (tmp_path / "partners.csv").write_text(table(rows), "utf-8")
    found = {each.split(" ")[0] for each in said(keep.read([tmp_path]))[0] if each.startswith(":organisation")}
    assert found == {":organisation/no-tenktvik-kommune-no021", ":organisation/no-tenktvik-kommune-no031"}


def test_projects_as_the_site_gives_them(tmp_path: Path) -> None:
    project = {
        "id": 1,
        "acronym": "QUIET",
        "project_id": "20300001",
        "programme": {"id": 333, "title": "2021 - 2027 Interreg VI-A Sweden-Norway", "period": "2021-2027"},
        "translations": {"en": {"name": "Quiet harbours", "description": "Long"}},
        "start_date": "2023-01-31",
        "end_date": None,
        "total_budget": "892228.58",
        "partnerships": [
            {
                "type": "lead",
                "partner": {
                    "id": 7,
                    "name": "Tenktvik kommune",
                    "country": {"title": "Norway"},
                    "translations": {"en": {"name_translated": "Municipality of Tenktvik"}},
                },
                "pic": None,
                "beneficiary_id": "810305282",
                "town": "Tenktvik",
                "total_budget": "200001.00",
                "co_financing_eur": "100000.50",
                "location_json": {"lat": 59.9, "lng": 10.7},
            },
            {"type": "partner", "partner": {"name": "Nusquam Oy", "country": {"title": "Finland"}}, "pic": "999999901"},
        ],
    }
    (tmp_path / "1.json").write_text(json.dumps(project), "utf-8")
    triples, lines = said(keep.read([tmp_path / "1.json"]))
    assert lines == [
        "partners (partners of 1.json): read 2, used 2, skipped 0",
        "projects (projects of 1.json): read 1, used 1, skipped 0",
        "1 projects, 2 participations, 2 organisations, 1 programmes",
    ]
    assert [each for each in triples if each.startswith((QUIET, ":participation"))] == [
        f'{QUIET} dcterms:identifier "20300001"',
        f'{QUIET} skos:prefLabel "Quiet harbours"@en',
        f'{QUIET} sk:abbreviation "QUIET"',
        f"{QUIET} sk:programme :programme/2021-2027%20Sweden-Norway",
        f'{QUIET} sk:start "2023-01-31"',
        f'{QUIET} sk:totalCost "892228.58"',
        f'{QUIET} sk:currency "EUR"',
        *(
            f":participation/2021-2027-sweden-norway-20300001-no-810305282 {fact}"
            for fact in (
                "sk:party :organisation/no-810305282",
                f"sk:project {QUIET}",
                "sk:role skc:role/lead-partner",
                'sk:contribution "100000.5"',
                'sk:totalCost "200001"',
                'sk:currency "EUR"',
            )
        ),
        ":participation/2021-2027-sweden-norway-20300001-pic-999999901 sk:party :organisation/pic-999999901",
        f":participation/2021-2027-sweden-norway-20300001-pic-999999901 sk:project {QUIET}",
        ":participation/2021-2027-sweden-norway-20300001-pic-999999901 sk:role skc:role/participant",
    ]


def test_an_extract_of_it_says_the_same(tmp_path: Path) -> None:
    filters = RecordFilters(countries=("NO",), kinds=("municipality",))
    path = book(tmp_path / "export.xlsx", PROJECTS, PARTNERS)
    asked = said(keep.read([path], filters=filters))[0]
    write_normal(keep.SOURCE.read([path], filters=filters).records(), tmp_path / "extract")
    assert sorted(said(keep.read([tmp_path / "extract"]))[0]) == sorted(asked)
    assert {each.split(" ")[0] for each in asked if each.startswith(":project")} == {QUIET}


@pytest.mark.parametrize("content", [b"PK\x03\x04 cut", b"", b"<html>Too many requests</html>"])
def test_what_is_no_workbook_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "export.xlsx").write_bytes(content)
    with pytest.raises(KgError, match=r"export\.xlsx"):
        said(keep.read([tmp_path / "export.xlsx"]))


@pytest.mark.parametrize("change", ["cut", "swapped sheets"])
def test_a_missing_counterpart_is_told(tmp_path: Path, change: str) -> None:
    path = tmp_path / "export.xlsx"
    if change == "cut":
        book(path, PROJECTS[:1], PARTNERS[:0] or PARTNERS_2019[:1])
        assert "project without a partner's row: 1" in said(keep.read([path]))[1]
    else:
        book(path, PARTNERS_2019, PROJECTS_2019)
        whole = book(tmp_path / "whole.xlsx", PROJECTS_2019, PARTNERS_2019)
        assert said(keep.read([path]))[0] == said(keep.read([whole]))[0]
