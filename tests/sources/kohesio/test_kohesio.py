"""Country files of Kohesio, and the same as JSON with small letters. All names are made up."""

from __future__ import annotations

import json
from pathlib import Path

from kg.sources import kohesio
from tests.sources.facts import said

HEADER = (
    "Operation_Unique_Identifier,Operation_Local_Identifier,Operation_Name_English,Operation_Name_Programme_Language,"
    "Country,Operation_Start_Date,Operation_End_Date,Cofinancing_Rate,Total_Eligible_Expenditure_amount,"
    "Total_Eligible_Expenditure_Currency,Project_EU_Budget,Beneficiary_Unique_Identifier,Beneficiary_Name,"
    "Beneficiary_Local_Identifier,Fund_Code,Programme_Code,Programme_Name,Programming_Period"
)
GRAPH = "https://linkedopendata.eu/entity/"
ROWS = [
    f"{GRAPH}Q7000001,2021SE_1,Quiet harbours,Tysta hamnar,Sweden,04/09/2023,31/08/2026,40.0,337478.4,EUR,134991.36,"
    f"{GRAPH}Q2700001,Nowhereby kommun,2120003005,ESF+,2021SE05SFPR001,ESF+ Sverige,2021-2027",
    f"{GRAPH}Q7000002,,Fog,,Sweden,,,40.0,,EUR,,,Doe Jane,,ESF+,2021SE05SFPR001,ESF+ Sverige,2021-2027",
    "no address,,,,,,,,,,,,,,,,,",
]


def test_a_row_is_a_project_with_its_beneficiary(tmp_path: Path) -> None:
    (tmp_path / "latest_SE.csv").write_text("\ufeff" + "\r\n".join([HEADER, *ROWS, ""]), "utf-8")
    triples, lines = said(kohesio.read([tmp_path]))
    assert lines == [
        "operations (latest_SE.csv): read 3, used 2, skipped 1 (1 no identifier)",
        "2 projects, 1 participations, 1 organisations, 1 programmes",
        "natural person, left out: 1",
        "latest_SE.csv, row 4, column Operation_Unique_Identifier: no identifier",
    ]
    assert triples == [
        ":organisation/Q2700001 sk:level skc:level/local",
        ':organisation/Q2700001 skos:prefLabel "Nowhereby kommun"',
        ':organisation/Q2700001 sk:organisationNumber "2120003005"',
        ":organisation/Q2700001 sk:country skd:country/SE",
        ':programme/2021SE05SFPR001 dcterms:identifier "2021SE05SFPR001"',
        ':programme/2021SE05SFPR001 skos:prefLabel "ESF+ Sverige"',
        ':project/Q7000001 dcterms:identifier "Q7000001"',
        ':project/Q7000001 skos:prefLabel "Tysta hamnar"',
        ":project/Q7000001 sk:programme :programme/2021SE05SFPR001",
        ':project/Q7000001 sk:start "2023-09-04"',
        ':project/Q7000001 sk:end "2026-08-31"',
        ':project/Q7000001 sk:contribution "134991.36"',
        ':project/Q7000001 sk:totalCost "337478.4"',
        ':project/Q7000001 sk:currency "EUR"',
        ':project/Q7000002 dcterms:identifier "Q7000002"',
        ':project/Q7000002 skos:prefLabel "Fog"',
        ":project/Q7000002 sk:programme :programme/2021SE05SFPR001",
        ":participation/Q7000001-Q2700001 sk:party :organisation/Q2700001",
        ":participation/Q7000001-Q2700001 sk:project :project/Q7000001",
        ":participation/Q7000001-Q2700001 sk:role skc:role/participant",
    ]


def test_the_open_data_in_json_says_the_same(tmp_path: Path) -> None:
    names = HEADER.lower().split(",")
    row = dict(zip(names, ROWS[0].split(","), strict=True))
    row["operation_unique_identifier"] = {"url": row["operation_unique_identifier"]}  # type: ignore[assignment]
    (tmp_path / "557j-pmg8.json").write_text(json.dumps([row]), "utf-8")
    (tmp_path / "one").mkdir()
    (tmp_path / "one" / "latest_SE.csv").write_text("\n".join([HEADER, ROWS[0], ""]), "utf-8")
    assert said(kohesio.read([tmp_path / "557j-pmg8.json"]))[0] == said(kohesio.read([tmp_path / "one"]))[0]
