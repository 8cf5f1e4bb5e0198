"""Graphs that others made of Horizon 2020, read as if they were downloads. All names and numbers are made up."""

from __future__ import annotations

import lzma
from pathlib import Path

from kg.sources.cordis.reading import read
from tests.sources.cordis.test_files import refused
from tests.sources.cordis.test_reading import HERE

GRAPH = """rcn,role,pic,type,contribution,country,start_date,end_date,max_contribution,total_cost,start_year
190001,coordinator,900000001,PUB,1000.5,NO,2016-01-01,2018-12-31,3000,NA,2016
190001,participant,900000002,HES,NA,FI,2016-01-01,2018-12-31,3000,NA,2016
190002,participant,900000001,PUB,10,NO,NA,NA,20,30,2016
"""
NAMES = """pic,name,short_name,country,activity_type,city,vat_number,name_from
900000001,TENKTVIK KOMMUNE,,NO,PUB,TENKTVIK,NO970542507MVA,h2020-2017
"""
PROJECTS = (
    "rcn\treference\tacronym\tstatus\tprogramme\ttopics\tstartDate\tendDate\ttotalCost\tecMaxContribution\t"
    "coordinator\tnumOrg\n"
    "190001\t700001\tMISTS\tSIGNED\tH2020-EU.3.3.\tLCE-1\t2016-01-01\t2018-12-31\t3500,00\t3000,00\t"
    "TENKTVIK KOMMUNE\t 2\n"
)
EDGES = "projectRcn\tnew_org_id\n190001\t900000001\n190001\t0a1b\n190009\t900000001\n"
ORGANISATIONS = (
    "new_org_id\tname\tshortName\tname_normal\tcountry\n"
    "900000001\tTenktvik kommune\t\tNO-tenktvik\tNO\n0a1b\tUNIVERSITY OF NUSQUAM\tUN\tFI-nusquam\tFI\n"
)


def facts(*paths: Path) -> tuple[list[str], list[str]]:
    """What is said, short, and the summary's lines."""
    reading = read(list(paths), links=HERE / "links")
    said = [f"{s} {p} {o}".replace("https://w3id.org/samkart/", "") for s, p, o, _ in reading]
    kept = (
        "dcterms:",
        "abbreviation",
        "prefLabel",
        "contribution",
        "role",
        "start>",
        "organisationNumber",
        "totalCost",
    )
    short = [each.replace("http://purl.org/dc/terms/", "dcterms:") for each in said if "source/cordis-h2020" in each]
    return [each for each in short if any(word in each for word in kept)], reading.summary.lines()


def test_a_graph_of_record_numbers_with_names_and_projects_beside_it(tmp_path: Path) -> None:
    (tmp_path / "h2020.csv").write_text(GRAPH, "utf-8")
    (tmp_path / "names.csv.xz").write_bytes(lzma.compress(NAMES.encode()))
    (tmp_path / "projects.tsv").write_text(PROJECTS, "utf-8")
    said, lines = facts(tmp_path)
    assert lines[:4] == [
        "graph (h2020.csv): read 3, used 3, skipped 0",
        "graphProject (projects.tsv): read 1, used 1, skipped 0",
        "names (names.csv): read 1, used 1, skipped 0",
        "organization (graph/organization.csv): read 3, used 3, skipped 0",
    ]
    text = "\n".join(said)
    assert '<source/cordis-h2020/organisation/900000001> <ontology/organisationNumber> "970542507"' in text
    assert '<source/cordis-h2020/project/700001> <dcterms:identifier> "700001"' in text
    assert '<source/cordis-h2020/project/700001> <ontology/abbreviation> "MISTS"' in text
    assert "project/rcn-190002> <dcterms:identifier>" not in text
    assert [each.split(" ", 2)[2].split("^")[0] for each in said if "/participation/" in each] == [
        "<concept/role/coordinator>",
        '"1000.5"',
        "<concept/role/participant>",
        "<concept/role/participant>",
        '"10"',
    ]
    assert [each.split(" ")[0] for each in said if "start>" in each] == ["<source/cordis-h2020/project/700001>"]


def test_a_graph_of_edges(tmp_path: Path) -> None:
    for name, content in (("projects", PROJECTS), ("edges", EDGES), ("organisations-unique", ORGANISATIONS)):
        (tmp_path / f"{name}.tsv").write_text(content, "utf-8")
    said, _ = facts(tmp_path)
    roles = [each.partition("<source/cordis-h2020/participation/")[2] for each in said if "ontology/role" in each]
    assert roles == ["700001-900000001-1> <ontology/role> <concept/role/coordinator>"]
    names = [each.rpartition("prefLabel> ")[2] for each in said if "/organisation/" in each and "prefLabel" in each]
    assert names == ['"Tenktvik kommune"', '"University of Nusquam"']


def test_beside_the_tables_of_a_download_a_graph_is_left_aside(tmp_path: Path) -> None:
    whole = list(read([HERE / "older" / "cordis-h2020projects.csv"], links=HERE / "links"))
    (tmp_path / "h2020.csv").write_text(GRAPH, "utf-8")
    beside = read([HERE / "older" / "cordis-h2020projects.csv", tmp_path / "h2020.csv"], links=HERE / "links")
    assert list(beside) == whole


def test_names_alone_are_no_download(tmp_path: Path) -> None:
    (tmp_path / "names.csv").write_text(NAMES, "utf-8")
    assert (
        refused(tmp_path / "names.csv", source="cordis-h2020")[0] == "no table of projects among the files of names.csv"
    )
