"""The two forms in which EU programmes' projects come. All names are made up; the headings are those of real files."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from kg.errors import BadData
from kg.sources import cerv, creative_europe, erasmus, life
from tests.sources.facts import said

GRANT = (
    "EU Grant award in euros (This amount represents the grant awarded after the selection stage and is indicative. "
    "Please note that any changes made during or after the project's lifetime will not be reflected here.)"
)
ERASMUS = {
    "Programme": "Erasmus+",
    "Key Action": "Partnerships for cooperation",
    "Action Type": "Small-scale partnerships",
    "Call year": "2022",
    "Project Identifier": "2022-1-NO01-KA210-000001",
    "Project Title": "Quiet harbours",
    "Topics": "Harbours",
    "Project Summary": "What it is about.",
    "Project Status": "Closed",
    GRANT: "60,000.00",
    "Project Website": "",
    "Results Platform Project Card": "https://erasmus-plus.ec.europa.eu/projects/search/details/2022-1-NO01-KA210-000001",
    "Participating countries": "NO,FI",
    "Coordinating organisation name": "TENKTVIK KOMMUNE",
    "Coordinating organisation type": "Local Public body",
    "Coordinator's address": "Storgata 1, 1340, Tenktvik",
    "Coordinator's region": "Viken",
    "Coordinator's country": "Norway",
    "Coordinator's website": "www.tenktvik.example",
    "Partner 1 name": "Nusquam University",
    "Partner 1 organisation type": "Higher education institution (tertiary level)",
    "Partner 1 address": "Katu 2\n00100 Nusquam",
    "Partner 1 country": "Finland",
    "Partner 1 website": "",
    "Partner 2 name": "DOE JANE",
    "Partner 2 organisation type": "Other",
    "Partner 2 country": "Denmark",
}
CREATIVE = {
    "Programme": "Creative Europe",
    "Sub-programme": "Culture",
    "Call year": "2014",
    "Start date": "2015-01-01",
    "End date": "2018-12-31",
    "Project Number": "552999-CREA-1-2014-1-NO",
    "Project Title": "Fog &amp; light",
    "Project Status": "ongoing",
    GRANT: "200000.00",
    "Results Platform Project Card": "https://ec.europa.eu/programmes/creative-europe/projects/ce-project-details/#1",
    "Coordinator's name": "Tenktvik teater AS",
    "Coordinator organisation type": "Theatre",
    "Coordinator's country": "NO",
}


def sheet(*rows: dict[str, str]) -> str:
    names = list(dict.fromkeys(name for row in rows for name in row))
    text = io.StringIO()
    writer = csv.DictWriter(text, names, restval="")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def result(number: str, programme: str, participants: object) -> dict[str, object]:
    metadata = {
        "projectId": [number],
        "acronym": ["MISTS"],
        "title": ["Mist over towns"],
        "programId": [programme],
        "programAbbreviation": ["CERV" if programme == "43251589" else "LIFE2027"],
        "startDate": ["2024-01-01T00:00:00.000+0000"],
        "endDate": ["2025-12-31T00:00:00.000+0000"],
        "euContributionAmount": ["30235.0"],
        "participants": [json.dumps(participants)],
    }
    return {"reference": f"{number}en", "metadata": metadata}


PARTICIPANTS = [
    {
        "role": "coordinator",
        "pic": "900000001",
        "legalName": "TENKTVIK KOMMUNE",
        "eucontribution": "20000",
        "postalAddress": {"city": "TENKTVIK", "countryCode": {"abbreviation": "NO", "description": "Norway"}},
    },
    {"role": "participant", "pic": "900000002", "legalName": "Nowhereby kommun", "eucontribution": None},
]


def test_an_export_of_the_results_platform(tmp_path: Path) -> None:
    other = {**ERASMUS, "Programme": "Sports", "Project Identifier": "x"}
    without = {**ERASMUS, "Project Identifier": " "}
    (tmp_path / "ErasmusPlus_Projects_Overview.csv").write_text(sheet(ERASMUS, other, without), "utf-8")
    triples, lines = said(erasmus.read([tmp_path]))
    assert lines == [
        "platform (ErasmusPlus_Projects_Overview.csv): read 3, used 1, skipped 2 "
        "(1 another programme; 1 no project identifier)",
        "1 projects, 2 participations, 2 organisations, 1 programmes",
        "natural person, left out: 1",
        "ErasmusPlus_Projects_Overview.csv, row 4, column identifier: no project identifier",
    ]
    assert triples == [
        ':organisation/finland-nusquam-university skos:prefLabel "Nusquam University"',
        ":organisation/finland-nusquam-university sk:country skd:country/FI",
        ":organisation/norway-tenktvik-kommune sk:level skc:level/local",
        ':organisation/norway-tenktvik-kommune skos:prefLabel "Tenktvik kommune"',
        ":organisation/norway-tenktvik-kommune sk:country skd:country/NO",
        ":organisation/norway-tenktvik-kommune foaf:homepage http://www.tenktvik.example",
        ":organisation/norway-tenktvik-kommune sk:seat :place/norway-tenktvik-kommune",
        ':place/norway-tenktvik-kommune skos:prefLabel "Tenktvik"',
        ":place/norway-tenktvik-kommune sk:country skd:country/NO",
        ':programme/Erasmus%2B%202021-2027 dcterms:identifier "Erasmus+ 2021-2027"',
        ':programme/Erasmus%2B%202021-2027 skos:prefLabel "Erasmus+ 2021-2027"',
        ':project/2022-1-NO01-KA210-000001 dcterms:identifier "2022-1-NO01-KA210-000001"',
        ':project/2022-1-NO01-KA210-000001 skos:prefLabel "Quiet harbours"',
        ":project/2022-1-NO01-KA210-000001 sk:programme :programme/Erasmus%2B%202021-2027",
        ':project/2022-1-NO01-KA210-000001 sk:contribution "60000"',
        ':project/2022-1-NO01-KA210-000001 sk:currency "EUR"',
        ":project/2022-1-NO01-KA210-000001 foaf:homepage "
        "https://erasmus-plus.ec.europa.eu/projects/search/details/2022-1-NO01-KA210-000001",
        *(
            f":participation/2022-1-NO01-KA210-000001-{who} {what}"
            for who, role in (("norway-tenktvik-kommune", "coordinator"), ("finland-nusquam-university", "participant"))
            for what in (
                f"sk:party :organisation/{who}",
                "sk:project :project/2022-1-NO01-KA210-000001",
                f"sk:role skc:role/{role}",
            )
        ),
    ]


def test_creative_europe_has_dates_and_other_headings(tmp_path: Path) -> None:
    (tmp_path / "CreativeEurope_Projects_Overview.csv").write_text(sheet(CREATIVE), "utf-8")
    triples, _ = said(creative_europe.read([tmp_path]))
    assert [each.partition(" ")[2] for each in triples if each.startswith(":project/")] == [
        'dcterms:identifier "552999-CREA-1-2014-1-NO"',
        'skos:prefLabel "Fog & light"',
        "sk:programme :programme/Creative%20Europe%202014-2020",
        'sk:start "2015-01-01"',
        'sk:end "2018-12-31"',
        'sk:contribution "200000"',
        'sk:currency "EUR"',
        "foaf:homepage https://ec.europa.eu/programmes/creative-europe/projects/ce-project-details/#1",
    ]


@pytest.mark.parametrize("shape", ["page", "list", "lines"])
def test_answers_of_the_portal(tmp_path: Path, shape: str) -> None:
    results = [
        result("101000001", "43251589", PARTICIPANTS),
        result("101000001", "43251589", PARTICIPANTS),  # pages overlap
        result("101000002", "43252405", PARTICIPANTS),
        result("101000003", "43251589", "no list"),
    ]
    page = {"totalResults": 4, "results": results}
    text = {
        "page": json.dumps(page),
        "list": json.dumps(results),
        "lines": "\n".join(json.dumps(each) for each in results),
    }
    (tmp_path / "cerv.json").write_text(text[shape], "utf-8")
    triples, lines = said(cerv.read([tmp_path]))
    assert lines == [
        "portalParticipant (cerv.json/participants): read 4, used 2, skipped 2 (2 another programme)",
        "portalProject (cerv.json/projects): read 3, used 2, skipped 1 (1 another programme)",
        "2 projects, 2 participations, 2 organisations, 1 programmes",
    ]
    assert [each for each in triples if "900000002" in each] == [
        ':organisation/900000002 skos:prefLabel "Nowhereby kommun"',
        ':organisation/900000002 sk:pic "900000002"',
        ":participation/101000001-900000002 sk:party :organisation/900000002",
        ":participation/101000001-900000002 sk:project :project/101000001",
        ":participation/101000001-900000002 sk:role skc:role/participant",
    ]
    assert [each.partition(" ")[2] for each in triples if each.startswith(":project/101000001")][3:6] == [
        "sk:programme :programme/CERV",
        'sk:start "2024-01-01"',
        'sk:end "2025-12-31"',
    ]
    assert said(life.read([tmp_path]))[1][2] == "1 projects, 2 participations, 2 organisations, 1 programmes"


def test_another_list_is_refused(tmp_path: Path) -> None:
    (tmp_path / "list.json").write_text('[{"a": 1}]', "utf-8")
    with pytest.raises(BadData, match="no table of cerv in"):
        said(cerv.read([tmp_path / "list.json"]))
