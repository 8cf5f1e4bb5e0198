"""The known answers of the data's README: from the embedded extract, and from all of Horizon Europe where it is."""

from __future__ import annotations

import csv
import warnings
from decimal import Decimal
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.api import Samkart
from kg.cli import main
from kg.resources import data_dir
from kg.store.view import LocalView
from kg.vocab import key_of

FACTS = """
SELECT ?acronym ?role ?contribution ?start ?end (COUNT(DISTINCT ?party) AS ?partners) WHERE {
  ?tie a sk:Participation ; sk:party $actor ; sk:project ?project ; sk:role ?role ; sk:contribution ?contribution ;
    dcterms:source <https://w3id.org/samkart/source/cordis-horizon> .
  ?project sk:abbreviation ?acronym ; sk:start ?start ; sk:end ?end .
  ?each sk:project ?project ; sk:party ?party .
} GROUP BY ?acronym ?role ?contribution ?start ?end ORDER BY ?acronym
"""
ANSWERS = {
    "baerum": ("PIPEON", "participant", Decimal("66262.5"), "2025-01-01", "2028-12-31", 12),
    "asker": ("CARE", "participant", Decimal("530072.5"), "2024-01-01", "2027-12-31", 11),
}


def facts(samkart: Samkart, actor: str) -> list[tuple[object, ...]]:
    rows = samkart.query(FACTS, {"actor": ox.NamedNode(f"https://w3id.org/samkart/id/actor/{actor}")})
    return [
        (
            r["acronym"].value,
            r["role"].value.rpartition("/")[2],
            Decimal(r["contribution"].value),
            r["start"].value,
            r["end"].value,
            int(r["partners"].value),
        )
        for r in rows
    ]


@pytest.mark.parametrize("actor", sorted(ANSWERS))
def test_embedded(embedded: Samkart, actor: str) -> None:
    assert facts(embedded, actor) == [ANSWERS[actor]]


def test_asker_was_not_in_the_brussels_office_on_the_day_of_the_brief(embedded: Samkart) -> None:
    office = embedded.resolve("Osloregionens Europakontor", "network")

    def offices(actor: str, day: str) -> bool:
        hubs = [e.hub for p in embedded.who(actor, via=["network"], at=day) for e in p.shared.encounters]
        return embedded.view.key(office) in hubs

    assert [offices("asker", day) for day in ("2020-06-12", "2021-01-01")] == [False, True]
    assert [offices("baerum", day) for day in ("2017-12-31", "2018-01-01", "2020-06-12")] == [False, True, True]


@pytest.mark.parametrize(
    "name", ["baerum", "BÆRUM KOMMUNE", "Bærum", "Baerum municipality", "935478715", "3201", "952920920"]
)
def test_baerum_is_found_however_it_is_typed(embedded: Samkart, name: str) -> None:
    assert embedded.resolve(name, "actor") == "https://w3id.org/samkart/id/actor/baerum"


@pytest.mark.parametrize("number", ["0220", "3025", "3203", "920125298", "899291754"])
def test_asker_is_found_by_each_of_its_numbers(embedded: Samkart, number: str) -> None:
    assert embedded.resolve(number, "actor") == "https://w3id.org/samkart/id/actor/asker"


def test_roeyken_and_hurum_live_on_in_asker(embedded: Samkart) -> None:
    found = embedded.view.predecessors("https://w3id.org/samkart/id/actor/asker")
    assert [iri.rpartition("/")[2] for iri in found] == ["hurum", "roeyken"]


@pytest.fixture(scope="module")
def horizon_home(real_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("horizon")
    file = real_data / "cordis-horizon-europe" / "cordis-HORIZONprojects-csv.zip"
    with pytest.raises(SystemExit) as ended:
        main(["import", "cordis", str(file), "--store", str(home)])
    assert not ended.value.code
    return home


@pytest.mark.slow
def test_all_of_horizon_europe(horizon_home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with Samkart(LocalView(horizon_home)) as samkart:
        assert {actor: facts(samkart, actor) for actor in ANSWERS} == {a: [row] for a, row in ANSWERS.items()}
        ntnu = samkart.who("NTNU", country="NO", via=["project"])
        assert {p.entity.country for p in ntnu} == {"NO"}
        assert ntnu[0].entity.label == "SINTEF AS"
        counts = samkart.query(
            """SELECT (COUNT(DISTINCT ?party) AS ?actors) (COUNT(DISTINCT ?project) AS ?projects) (COUNT(?tie) AS ?ties)
            { ?tie dcterms:source src:cordis-horizon ; sk:party ?party ; sk:project ?project }"""
        )
        (row,) = counts
        # 30,721 organisations in the file, 216 of them natural persons, who are left out with their 259 participations;
        # some are one actor here, because several PICs are judged the same.
        assert int(row["projects"].value) == 19189
        assert int(row["ties"].value) == 118983
        assert 30300 < int(row["actors"].value) <= 30505


def test_every_tie_shows_how_it_is_known(embedded: Samkart) -> None:
    unknown = "SELECT DISTINCT ?tie { ?tie sk:party ?party . FILTER NOT EXISTS { ?tie sk:strength ?strength } }"
    assert [row["tie"].value for row in embedded.query(unknown)] == []


def test_a_former_number_leads_to_its_own_body_and_an_ended_one_says_who_carries_on(embedded: Samkart) -> None:
    with (data_dir() / "curated" / "former_numbers.csv").open(encoding="utf-8", newline="") as stream:
        rows = {row["organisation_number"]: row["actor"] for row in csv.DictReader(stream)}
    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always")
        found = {number: key_of(embedded.resolve(number, "actor")) for number in rows}
    assert found == rows
    notes = [str(each.message) for each in told]
    assert "Røyken kommune ended 2019-12-31 and lives on in Asker kommune (actor/asker)" in notes
    with (data_dir() / "curated" / "municipalities.csv").open(encoding="utf-8", newline="") as stream:
        ended = {row["actor"] for row in csv.DictReader(stream) if row["end"]}
    assert len(ended & set(rows.values())) == 78
