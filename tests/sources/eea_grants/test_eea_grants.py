"""The tables of the EEA and Norway Grants in both periods' forms. All names are made up."""

from __future__ import annotations

from pathlib import Path

import openpyxl

from kg.sources import eea_grants
from tests.sources.facts import said

OLD: dict[str, list[list[object]]] = {
    "Project": [
        ["BeneficiaryState", "ProgrammeCode", "OutcomeCode", "ProjectStatus", "ProjectCode", "Project", "GrantAmount"],
        ["Poland", "PL08", "PA14.1", "Completed", "PL08-0001", "Quiet harbours", 250000],
    ],
    "Programme": [
        ["BeneficiaryState", "ProgrammeCode", "Programme", "ProgrammeSummary", "ProgrammeStatus"],
        ["Poland", "PL08", "Regional studies", "", "Approved"],
    ],
    "Organisation": [
        [
            "IdOrganisation",
            "Organisation",
            "OrganisationType",
            "OrganisationTypeCategory",
            "NUTSCode",
            "Country",
            "City",
        ],
        [11, "Gmina Nusquam", "Local authority", "Public sector", "PL127", "Poland", "Nusquam"],
        [12, "Tenktvik kommune", "Local authority", "Public sector", "NO012", "Norway", "Tenktvik"],
        [13, "Jane Doe", "Individual", "Other", "", "Norway", ""],
    ],
    "OrganisationRoles": [
        ["OrganisationRoleCode", "IdOrganisation", "ProgrammeCode", "ProjectCode"],
        ["PO", 11, "PL08", None],
        ["PJPT", 11, "PL08", "PL08-0001"],
        ["PJDPP", 12, "PL08", "PL08-0001"],
        ["PJDPP", 13, "PL08", "PL08-0001"],
        ["PJPP", 99, "PL08", "PL08-0001"],
        ["PJPP", 11, "PL08", "PL08-0009"],
    ],
}
NEW = {
    "TR_RDPProject": "ProjectCode,Project,ProjectContractStatus,Country,ProgrammeShortName,ProjectURL,ProjectGrant\n"
    "PL-LOCALDEV-0001,Fog,Completed,Poland,PL-LOCALDEV,https://eeagrants.org/archive/2014-2021/projects/PL-LOCALDEV-0001,1000\n",
    "TR_RDPOrganisationRole": "CountryOrganisation,Organisation,NUTSCode,OrganisationRoleCode,OrganisationRole,"
    "ProgrammeCode,ProjectCode,CountryRole\n"
    "Norway,Tenktvik kommune,NO012,PJDPP,Donor Project Partner,PL-LOCALDEV,PL-LOCALDEV-0001,Poland\n",
}


def test_the_workbook_of_the_first_period(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for name, rows in OLD.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.remove(book.worksheets[0])
    book.save(tmp_path / "grants.xlsx")
    triples, lines = said(eea_grants.read([tmp_path]))
    assert lines == [
        "organisations (grants.xlsx, sheet Organisation): read 3, used 3, skipped 0",
        "programmes (grants.xlsx, sheet Programme): read 1, used 1, skipped 0",
        "projects (grants.xlsx, sheet Project): read 1, used 1, skipped 0",
        "roles (grants.xlsx, sheet OrganisationRoles): read 6, used 3, skipped 3 "
        "(1 a role in a programme, not in a project; 1 unknown organisation; 1 unknown project)",
        "1 projects, 2 participations, 2 organisations, 2 programmes",
        "natural person, left out: 1",
        "grants.xlsx, sheet OrganisationRoles, row 6, column IdOrganisation: "
        "organisation '99' is not in the table of organisations",
        "grants.xlsx, sheet OrganisationRoles, row 7, column ProjectCode: "
        "project 'PL08-0009' is not in the table of projects",
    ]
    assert [each for each in triples if each.startswith((":project", ":programme/PL", ":participation"))] == [
        ':programme/PL08 dcterms:identifier "PL08"',
        ':programme/PL08 skos:prefLabel "Regional studies"',
        ":programme/PL08 sk:partOf :programme/EEA%20and%20Norway%20Grants%202009-2014",
        ':project/PL08-0001 dcterms:identifier "PL08-0001"',
        ':project/PL08-0001 skos:prefLabel "Quiet harbours"',
        ":project/PL08-0001 sk:programme :programme/PL08",
        ':project/PL08-0001 sk:contribution "250000"',
        ':project/PL08-0001 sk:currency "EUR"',
        ":project/PL08-0001 sk:projectStatus skc:project-status/closed",
        ":participation/PL08-0001-11 sk:party :organisation/11",
        ":participation/PL08-0001-11 sk:project :project/PL08-0001",
        ":participation/PL08-0001-11 sk:role skc:role/coordinator",
        ":participation/PL08-0001-12 sk:party :organisation/12",
        ":participation/PL08-0001-12 sk:project :project/PL08-0001",
        ":participation/PL08-0001-12 sk:role skc:role/participant",
    ]


def test_the_tables_of_the_second_period(tmp_path: Path) -> None:
    for name, text in NEW.items():
        (tmp_path / f"{name}.csv").write_text(text, "utf-8")
    triples, lines = said(eea_grants.read([tmp_path]))
    assert lines[-1] == "1 projects, 1 participations, 1 organisations, 2 programmes"
    assert [each for each in triples if "Tenktvik" in each or "seat" in each or "nuts" in each] == [
        ':organisation/norway-tenktvik-kommune skos:prefLabel "Tenktvik kommune"',
        ":organisation/norway-tenktvik-kommune sk:seat :place/norway-tenktvik-kommune",
        ':place/norway-tenktvik-kommune skos:prefLabel "Tenktvik kommune"',
        ':place/norway-tenktvik-kommune sk:nutsCode "NO012"',
    ]
    assert ":programme/PL-LOCALDEV sk:partOf :programme/EEA%20and%20Norway%20Grants%202014-2021" in triples
