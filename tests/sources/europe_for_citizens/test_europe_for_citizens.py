"""The export of the results platform of Europe for Citizens. All names are made up."""

from __future__ import annotations

from pathlib import Path

from kg.sources import europe_for_citizens
from tests.sources.facts import said

EXPORT = """ProjectTitle,ProjectDescription,Call,Coverage,CoordinatorOrganisationName,ProjectCard
"Towns, twinned","What it is.",2016,"NO","TENKTVIK KOMMUNE",workspace://SpacesStore/aaaa-1
"Fog","What it is.",2016,"NO,FI","Nusquam Association",workspace://SpacesStore/aaaa-2
"Mist","",2016,"DK","Jane Doe",workspace://SpacesStore/aaaa-3
"""


def test_projects_and_their_coordinators(tmp_path: Path) -> None:
    (tmp_path / "export.csv").write_text(EXPORT, "utf-8")
    triples, lines = said(europe_for_citizens.read([tmp_path]))
    assert lines == [
        "projects (export.csv): read 3, used 3, skipped 0",
        "3 projects, 2 participations, 2 organisations, 1 programmes",
        "natural person, left out: 1",
    ]
    assert [each for each in triples if "country" in each] == [
        ":organisation/no-tenktvik-kommune sk:country skd:country/NO"
    ]
    assert [each for each in triples if "party" in each] == [
        ":participation/aaaa-1-no-tenktvik-kommune sk:party :organisation/no-tenktvik-kommune",
        ":participation/aaaa-2-nusquam-association sk:party :organisation/nusquam-association",
    ]
