from __future__ import annotations

import csv
from pathlib import Path

import pytest

from kg.errors import BadData, KgError, Problem
from kg.model.source import SourceInfo
from kg.resources import data_dir
from kg.sources.cordis.extract import extract, main
from kg.sources.cordis.reading import Filters, Summary, read
from kg.sources.mappings import Kind, read_mappings
from kg.sources.reader import check_expected

HERE = Path(__file__).parent
LINKS = HERE / "links"


@pytest.mark.parametrize(
    "filters", [Filters(), Filters(countries=("GR",)), Filters(programmes=("HORIZON.2.1",)), Filters(countries=("PL",))]
)
def test_an_extract_says_what_the_filtered_download_says(tmp_path: Path, filters: Filters) -> None:
    extract([HERE / "horizon"], filters, tmp_path, source="cordis-horizon", links=LINKS)
    filtered = read([HERE / "horizon"], filters=filters, links=LINKS)
    again = read([tmp_path], source="cordis-horizon", links=LINKS)
    assert sorted(again) == sorted(filtered)
    assert again.summary.counts == filtered.summary.counts


def test_an_extract_is_sorted_reduced_and_the_same_twice(tmp_path: Path) -> None:
    filters = Filters(countries=("GR",))
    summary = extract([HERE / "horizon"], filters, tmp_path / "a", links=LINKS)
    extract([HERE / "horizon"], filters, tmp_path / "b", links=LINKS)
    files = {path.name: path.read_bytes() for path in (tmp_path / "a").iterdir()}
    assert files == {path.name: path.read_bytes() for path in (tmp_path / "b").iterdir()}
    assert files["project.csv"].decode().splitlines() == [
        "id;acronym;status;title;startDate;endDate;totalCost;ecMaxContribution;legalBasis;topics;frameworkProgramme;"
        "projectUrl",
        '101000001;FJORDLYS;SIGNED;"Light for ""small"" harbours";2022-09-01 00:00:00;31/08/2025;208062,5;208062.50;'
        "HORIZON.2.5;HORIZON-X-01;HORIZON;",
    ]
    assert b"Not\nto be" not in b"".join(files.values()) and b"Street" not in b"".join(files.values())
    with (tmp_path / "a" / "organization.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream, delimiter=";"))
    assert [(r["organisationID"], r["order"]) for r in rows] == [
        ("900000002", "1"),
        ("900000001", "2"),
        ("900000003", "3"),
        ("900000003", "4"),
        ("900000003", "4"),
    ]
    assert summary.counts == {"projects": 1, "participations": 5, "organisations": 3}
    skipped = summary.table("project", "project.csv").skipped
    assert skipped["not asked for"] == 2


def test_a_person_can_be_left_out(tmp_path: Path) -> None:
    filters = Filters(countries=("GR",))
    summary = extract([HERE / "horizon"], filters, tmp_path, links=LINKS, leave_out={"900000003"})
    assert "900000003" not in (tmp_path / "organization.csv").read_text("utf-8")
    assert summary.table("organization", "organization.csv").skipped["left out"] == 3
    assert summary.counts == {"projects": 1, "participations": 2, "organisations": 2}


def test_the_command_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = str(tmp_path / "out")
    assert main(["extract", str(HERE / "horizon"), "--target", target, "--country", "GR", "--activity", "PUB"]) == 0
    assert "1 projects, 5 participations, 3 organisations" in capsys.readouterr().err
    assert main(["extract", str(HERE / "horizon"), "--target", target, "--kind", "castle"]) == 2
    assert "unknown kind 'castle'" in capsys.readouterr().err
    assert main(["extract", str(tmp_path / "none.zip"), "--target", target]) == 1
    assert "none.zip is not there" in capsys.readouterr().err


def test_editions_without_a_table_of_participations_cannot_be_extracted_from(tmp_path: Path) -> None:
    with pytest.raises(KgError, match="no table of participations"):
        extract([HERE / "older" / "cordis-h2020projects.csv"], Filters(), tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_the_embedded_extract_holds_the_known_projects() -> None:
    found = read([data_dir() / "extracts" / "cordis-horizon"])
    facts = {(s.subject.rpartition("/")[2][:-1], s.predicate.rpartition("/")[2][:-1]): s.object for s in found}
    assert found.source == "cordis-horizon"
    assert found.summary.problems == []
    assert {k: found.summary.counts[k] for k in ("projects", "participations", "organisations")} == {
        "projects": 37,
        "participations": 810,
        "organisations": 690,
    }
    assert facts["101189847", "abbreviation"] == '"PIPEON"'
    assert facts["101135141", "abbreviation"] == '"CARE"'
    decimal = "^^<http://www.w3.org/2001/XMLSchema#decimal>"
    grants = {key[0].split("-")[1]: value for key, value in facts.items() if key[1] == "contribution" and "-" in key[0]}
    assert grants["952920920"] == f'"66262.5"{decimal}'
    assert grants["899291754"] == f'"530072.5"{decimal}'


def test_counts_outside_what_is_expected_are_problems() -> None:
    info = SourceInfo("cordis-horizon", "t", "p", "l", "u", expected={"projects": (2, 5), "participations": (10, 20)})
    summary = Summary(counts={"projects": 3, "participations": 9})
    assert check_expected(summary, info) == [
        Problem("cordis-horizon", 0, "participations", "9 participations, expected 10 to 20")
    ]
    assert check_expected(Summary(counts={"projects": 2, "participations": 20}), info) == []


def test_the_mapping_tables_in_use() -> None:
    mappings = read_mappings(data_dir() / "links")
    municipality, county = Kind("sk:Municipality", "local"), Kind("sk:County", "regional")
    council, body = Kind("sk:IntermunicipalCouncil", "local"), Kind("sk:PublicBody", "")
    names = {
        ("BAERUM KOMMUNE", "NO"): municipality,
        ("Municipality of Tromsoe", "NO"): municipality,
        ("OSTFOLD FYLKESKOMMUNE", "NO"): county,
        ("Lofotrådet", "NO"): council,
        ("VESTERALEN REGIONRAD", "NO"): council,
        ("KOMMUNAL- OG DISTRIKTSDEPARTEMENTET", "NO"): Kind("sk:GovernmentBody", "national"),
        ("SYKEHUSET OSTFOLD HF", "NO"): body,
        ("AYUNTAMIENTO DE MURCIA", "ES"): municipality,
        ("REGION DE MURCIA", "ES"): county,
        ("GEMEENTE ROTTERDAM", "BE"): municipality,
        ("STADT LEIPZIG", "DE"): municipality,
        ("STADTREINIGUNG HAMBURG AOR", "DE"): body,
        ("AGENZIA DEL COMUNE DI ROMA", "IT"): body,
        ("COMUNE DI ROMA", "IT"): municipality,
        ("COMUNE DI ROMA", "NO"): body,
        ("DIMOS ATHINAION", "GR"): municipality,
        ("CORK COUNTY COUNCIL", "IE"): municipality,
        ("KENT COUNTY COUNCIL", "GB"): county,
        ("PIRKANMAAN HYVINVOINTIALUE", "FI"): county,
    }
    assert {key: mappings.kind("PUB", *key) for key in names} == names
    assert mappings.kind("OTH", "BAERUM KOMMUNE", "NO") == Kind("", "")
    assert mappings.kind("hes", "BAERUM KOMMUNE", "NO") == Kind("sk:University", "")


def test_themes_come_from_the_nearest_mapped_ancestor() -> None:
    mappings = read_mappings(LINKS)
    path = "/engineering and technology/environmental engineering"
    assert mappings.topic_themes(f"{path}/energy and fuels/renewable energy") == ("energy",)
    assert mappings.topic_themes(f"{path}/air") == mappings.topic_themes("/25/67/9") == ("climate-and-environment",)
    assert mappings.topic_themes("/engineering and technology") == ()
    assert mappings.code_themes("HORIZON.2.1.5.") == ("health-and-care",)
    assert mappings.code_themes("HORIZON.2") == ()


def test_wrong_mapping_tables_are_refused_whole(tmp_path: Path) -> None:
    (tmp_path / "public-body-kinds.tsv").write_text(
        "pattern\tcountry\tkind\tlevel\tnote\n(\tNO\tmunicipality\tlocal\t\na\tNO\tcastle\tlocal\t\n"
        "b\tNO\tcounty\tdeep\t\nc\tNO\n",
        "utf-8",
    )
    (tmp_path / "legal-basis-themes.tsv").write_text("code\tsubject\nx\ty\n", "utf-8")
    with pytest.raises(BadData) as error:
        read_mappings(tmp_path)
    places = [(p.file, p.row, p.column) for p in error.value.problems]
    assert sorted(places) == [
        ("legal-basis-themes.tsv", 1, "theme"),
        ("public-body-kinds.tsv", 2, "pattern"),
        ("public-body-kinds.tsv", 3, "kind"),
        ("public-body-kinds.tsv", 4, "level"),
        ("public-body-kinds.tsv", 5, ""),
    ]
