"""Grants of the EU and of the Research Council of Norway. All names and numbers are made up."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import BadData
from kg.sources.rcn import eu, grants
from kg.sources.rcn.cells import organisation_number
from tests.sources.facts import said
from tests.sources.rcn import eu_grants, own_grants

PROJECT = [
    ':project/900000001 dcterms:identifier "900000001"',
    ':project/900000001 skos:prefLabel "Quiet harbours"',
    ':project/900000001 sk:abbreviation "QUIET"',
    ":project/900000001 sk:programme :programme/EU.3.5.",
    ':project/900000001 sk:start "2020-06-01"',
    ':project/900000001 sk:end "2024-05-31"',
    ":project/900000001 sk:projectStatus skc:project-status/signed",
]


def test_a_row_is_an_organisation_in_a_project_of_cordis(tmp_path: Path) -> None:
    rows = (
        {"Organisasjonsnavn": "ukjent", "Organisasjonsnummer": "", "Organisasjon rolle": "PARTICIPANT"},
        {"Organisasjonsnavn": "FOG AS", "Organisasjonsnummer": "8,1031E+08", "Organisasjon rolle": "PARTICIPANT"},
    )
    (tmp_path / "dataset.csv").write_text(eu_grants(*rows), "utf-8", newline="")
    triples, lines = said(eu.read([tmp_path]))
    assert lines == [
        "eu-grants (dataset.csv): read 4, used 3, skipped 1 (1 organisation not named)",
        "1 projects, 3 participations, 3 organisations, 3 programmes",
        "not carried: 1 × organisation.organisation number",
        "amount rounded to cents: 1",
        "dataset.csv, row 4, column name: organisation not named",
        "dataset.csv, row 5, column organisation number: '8,1031E+08' has lost digits in a spreadsheet",
    ]
    assert [each for each in triples if each.startswith(":project/")] == PROJECT
    assert [each for each in triples if each.startswith((":organisation/810305282", ":participation"))] == [
        ":organisation/810305282 sk:level skc:level/local",
        ':organisation/810305282 skos:prefLabel "Tenktvik kommune"',
        ':organisation/810305282 sk:organisationNumber "810305282"',
        ":organisation/810305282 sk:country skd:country/NO",
        ":organisation/810305282 sk:seat :place/810305282",
        ":participation/900000001-810305282 sk:party :organisation/810305282",
        ":participation/900000001-810305282 sk:project :project/900000001",
        ":participation/900000001-810305282 sk:role skc:role/coordinator",
        ':participation/900000001-810305282 sk:contribution "626200"',
        ':participation/900000001-810305282 sk:currency "EUR"',
        ":participation/900000001-no-hoegskolen-i-tenktvik sk:party :organisation/no-hoegskolen-i-tenktvik",
        ":participation/900000001-no-hoegskolen-i-tenktvik sk:project :project/900000001",
        ":participation/900000001-no-hoegskolen-i-tenktvik sk:role skc:role/participant",
        ':participation/900000001-no-hoegskolen-i-tenktvik sk:contribution "50000.25"',
        ':participation/900000001-no-hoegskolen-i-tenktvik sk:currency "EUR"',
        ":participation/900000001-no-fog-as sk:party :organisation/no-fog-as",
        ":participation/900000001-no-fog-as sk:project :project/900000001",
        ":participation/900000001-no-fog-as sk:role skc:role/participant",
    ]
    assert [each for each in triples if each.startswith(":programme/") and "Label" not in each] == [
        ':programme/EU.3. dcterms:identifier "EU.3."',
        ":programme/EU.3. sk:partOf :programme/H2020",
        ':programme/EU.3.5. dcterms:identifier "EU.3.5."',
        ":programme/EU.3.5. sk:partOf :programme/EU.3.",
        ':programme/H2020 dcterms:identifier "H2020"',
    ]


@pytest.mark.parametrize("encoding", ["cp1252", "utf-8-sig", "utf-16"])
def test_a_copy_from_a_spreadsheet_says_the_same(tmp_path: Path, encoding: str) -> None:
    changed = eu_grants().replace("2020-06-01", "01.06.2020 00:00").replace("2024-05-31", "31.05.2024 00:00")
    changed = changed.replace("50000.25", "50000,25").replace("810305282", "810 305 282")
    (tmp_path / "a.csv").write_text(eu_grants(), "utf-8", newline="")
    (tmp_path / "b.csv").write_bytes(changed.encode(encoding))
    assert said(eu.read([tmp_path / "b.csv"]))[0] == said(eu.read([tmp_path / "a.csv"]))[0]


def test_persons_and_what_was_not_granted_are_left_out(tmp_path: Path) -> None:
    rows = (
        {"prosjektnummer": "700002", "prosjektfase": "Avslag", "tildelt_belop": "0.0"},
        {"prosjektnummer": "700003", "prosjektansvarlig_type": "Person", "prosjektansvarlig_navn": "Jane Doe"},
    )
    (tmp_path / "dataset.csv").write_text(own_grants(*rows), "utf-8", newline="")
    triples, lines = said(grants.read([tmp_path]))
    assert lines == [
        "applications (dataset.csv): read 3, used 1, skipped 2 (1 natural person; 1 not granted)",
        "1 projects, 1 participations, 1 organisations, 1 programmes",
        "cells on natural persons, not read (columns 'prosjektleder_kjonn'): 3",
    ]
    assert not any("Doe" in each or "KVINNE" in each for each in triples)
    assert [each for each in triples if each.startswith((":project", ":participation"))] == [
        ':project/700001 dcterms:identifier "700001"',
        ':project/700001 skos:prefLabel "Tåke i havner"',
        ":project/700001 sk:programme :programme/ENERGIX",
        ':project/700001 sk:start "2013"',
        ':project/700001 sk:end "2017"',
        ':project/700001 sk:contribution "6978124"',
        ':project/700001 sk:currency "NOK"',
        ":project/700001 sk:projectStatus skc:project-status/closed",
        ":participation/700001-810305282 sk:party :organisation/810305282",
        ":participation/700001-810305282 sk:project :project/700001",
        ":participation/700001-810305282 sk:role skc:role/coordinator",
    ]


def test_titles_in_place_of_short_names_and_semicolons_are_read_alike(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(own_grants(), "utf-8", newline="")
    titles = {
        "prosjektnummer": "Prosjektnummer",
        "prosjektstart": "Prosjektets fra-år",
        "prosjektslutt": "Prosjektets til-år",
        "prosjektansvarlig_type": "Type prosjektansvarlig",
        "prosjektansvarlig_navn": "Prosjektansvarlig navn",
        "sektor": "FoU sektor",
        "kategori": "FoU kategori",
        "aktivitet_kode": "Aktivitetskode",
        "aktivitet": "Aktivitetsnavn",
        "tildelt_belop": "Tildelt beløp",
    }
    header, rows = own_grants().split("\r\n", 1)
    names = ";".join(titles.get(name, name) for name in header.split(","))
    (tmp_path / "b.csv").write_text(f"{names}\r\n{rows.replace(',', ';')}", "utf-8", newline="")
    assert said(grants.read([tmp_path / "b.csv"]))[0] == said(grants.read([tmp_path / "a.csv"]))[0]


def test_a_file_of_something_else_is_refused(tmp_path: Path) -> None:
    (tmp_path / "dataset.csv").write_text("a;b\r\n1;2\r\n", "utf-8")
    with pytest.raises(BadData, match="no table of rcn-eu in dataset"):
        said(eu.read([tmp_path / "dataset.csv"]))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("81030528", "'81030528' is no organisation number: expected nine digits, the first 8 or 9"),
        ("810305283", "'810305283' is no organisation number: its check digit is wrong"),
        ("08103052", "'08103052' is no organisation number: expected nine digits, the first 8 or 9"),
    ],
)
def test_a_number_that_lost_digits_is_told(text: str, expected: str) -> None:
    assert organisation_number(text) == ("", expected)
