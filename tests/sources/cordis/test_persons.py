"""Natural persons never enter. The names are made up, in the forms in which CORDIS writes them."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.sources.cordis.columns import COLUMNS, Organization
from kg.sources.cordis.extract import extract
from kg.sources.cordis.persons import is_contact, is_person
from kg.sources.cordis.reading import Filters, read
from tests.sources.cordis.tables_of import write_download

WITHHELD = {"activityType": "PRC", "SME": "", "city": "", "country": "DE"}


def row(**cells: str) -> Organization:
    known = {"country": "DE", "activityType": "PRC"} | cells
    return Organization(*[known.get(name, "") for name in COLUMNS["organization"]])


@pytest.mark.parametrize(
    "name",
    [
        "DOE JANE",
        "DOE JANE ERICA",
        "VON DER DOE JAN-PIETER",
        "D'EXEMPLE JEAN",
        "Jane van Doe",
        "Dr. Jane Doe",
        "WESTERN DOE ERIC",
        "COMPAGNO DOE INTERO",
        "DOE, Jane",
    ],
)
def test_a_name_whose_address_is_held_back(name: str) -> None:
    assert is_person(row(name=name), addressed=True)
    assert is_person(row(name=name, activityType=""), addressed=True)
    for known in ({"vatNumber": "DE1"}, {"SME": "true"}, {"activityType": "REC"}):
        assert not is_person(row(name=name, **known), addressed=True)


@pytest.mark.parametrize(
    "name", ["DOE Jane", "DOE Jane Example", "Jane DOE", "VAN DOE Jan", "DOE, Jane", "Jane Ann DOE"]
)
def test_surname_and_given_name_told_apart_by_capitals(name: str) -> None:
    assert is_person(row(name=name, city="Berlin"), addressed=True)
    assert is_person(row(name=name, city="Berlin"), addressed=False)


@pytest.mark.parametrize(
    "name",
    [
        "Doe Ltd",
        "DOE JANE GmbH",
        "Jane Doe S.r.l.",
        "DOE & Sons",
        "King Doe University",
        "Doe Research and Consulting",
        "azienda agricola Doe",
        "E6 Doe",
        "Doe",
        "DOE Technologies SA",
        "Associazione Italiana Doe",
        "TWO COUNTRIES AG",
        "Doe A/S",
        "",
    ],
)
def test_a_body_whose_address_is_not_known(name: str) -> None:
    assert not is_person(row(name=name), addressed=True)


def test_capitals_alone_say_nothing_where_a_town_is_given_or_none_ever_is() -> None:
    assert not is_person(row(name="DOE JANE", city="Berlin"), addressed=True)
    assert not is_person(row(name="DOE JANE"), addressed=False)
    assert not is_person(row(name="NO COUNTRY", country=""), addressed=True)


def test_a_person_is_counted_and_the_consortium_stays(tmp_path: Path) -> None:
    rows = [
        {"organisationID": "990000001"},
        {"organisationID": "990000002", "name": "DOE JANE"} | WITHHELD,
        {"organisationID": "990000003", "name": "DOE Jane", "activityType": "PRC", "SME": "", "country": "ES"},
        {"organisationID": "990000004", "name": "Doe Ltd"} | WITHHELD,
    ]
    folder = write_download(tmp_path / "in", rows)
    found = read([folder])
    text = "".join(map(str, found))
    assert found.summary.lines()[0] == ("organization (organization.csv): read 4, used 2, skipped 2 (2 natural person)")
    assert (found.summary.counts["participations"], found.summary.counts["organisations"]) == (2, 2)
    assert "990000002" not in text and "Jane" not in text + str(found.summary.problems)
    summary = extract([folder], Filters(), tmp_path / "out")
    assert summary.counts == {"projects": 1, "participations": 2, "organisations": 2}
    assert "DOE" not in (tmp_path / "out" / "organization.csv").read_text("utf-8")
    assert sorted(read([tmp_path / "out"])) == sorted(read([folder]))


def test_the_table_must_have_towns_and_vat_numbers(tmp_path: Path) -> None:
    folder = write_download(tmp_path, [{"name": "DOE JANE"} | WITHHELD], leave_out=["vatNumber"])
    assert sum("Participation>" in s.object for s in read([folder])) == 1


@pytest.mark.parametrize(
    ("name", "short", "told"),
    [
        ("Jane Doe", "Region Eksempel", True),
        ("Jane van Doe", "Ministry of Examples", True),
        ("Jane Doe", "DOE", False),  # an abbreviation tells nothing
        ("Jane Doe", "Doe and Region", False),
        ("Ministerio da Exemplo", "Ministry of Examples", False),
        ("JANE DOE", "Region Eksempel", False),
        ("Eksempelby", "Region Eksempel", False),
    ],
)
def test_a_public_body_under_the_name_of_somebody_who_works_there(name: str, short: str, told: bool) -> None:
    assert is_contact(row(name=name, shortName=short, activityType="PUB")) is told
    for known in ({"vatNumber": "DE1", "activityType": "PUB"}, {"activityType": "REC"}, {"activityType": "PRC"}):
        assert not is_contact(row(name=name, shortName=short, **known))


def test_such_a_body_is_known_by_its_short_name(tmp_path: Path) -> None:
    cells = {"name": "Jane Doe", "shortName": "Region Eksempel", "activityType": "PUB", "city": "Berlin"}
    texts = [str(each) for each in read([write_download(tmp_path, [cells | {"vatNumber": ""}])])]
    assert any("Region Eksempel" in each for each in texts)
    assert not any("Jane" in each or "Doe" in each for each in texts)
