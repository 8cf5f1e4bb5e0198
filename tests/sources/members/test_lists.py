"""A network's list in the languages and forms that lists come in; all members are made up."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import BadData, Usage
from kg.sources.members import Filters, read

NORDIC = (
    "Våre medlemmer;;;\nNavn;Land;Medlem siden;Status\nTenktvik kommune;Norge;25.05.2020 00:00;Medlem\n"
    "Nowhereby kommun;;2019;observer\n12;Norge;;\n"
    "Nusquam;Finland;;kanskje\nTenktvik kommune;Norge;25.05.2020 00:00;Medlem\n"
)


def filters(*files: str, network: str = "made-up-network") -> Filters:
    return Filters(networks=(network,), days=("2026-01-01",), countries=("SE",)).beside(files, {})


def ties(path: Path, told: Filters) -> tuple[list[tuple[str, ...]], list[str]]:
    reading = read([path], filters=told)
    records = reading.records()
    found: list[tuple[str, ...]] = [
        (each.network, each.organisation, each.status, each.start, each.as_of) for each in records.memberships
    ]
    return found, [*reading.summary.lines(), *map(str, reading.summary.problems)]


def test_a_list_under_a_title_in_norwegian(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(NORDIC.encode("cp1252"))
    found, told = ties(path, filters("list.csv"))
    tenktvik = ("made-up-network", "no-tenktvik-kommune", "member", "25.05.2020 00:00", "2026-01-01")
    assert found == [tenktvik, ("made-up-network", "se-nowhereby-kommun", "observer", "2019", "2026-01-01"), tenktvik]
    assert [each for each in told if "row" in each and "column" in each] == [
        "list.csv, row 5, column name: '12' is no name",
        "list.csv, row 6, column status: 'kanskje' is none of "
        "associate, ended, medlem, member, observer, on hold, on-hold, partner, signatory, withdrawn",
    ]


def test_the_same_member_twice_is_one_tie(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text(NORDIC, "utf-8")
    reading = read([path], filters=filters("list.csv"))
    starts = [value for _, predicate, value, _ in reading if predicate.endswith("/start>")]
    assert [each.split("^^")[0] for each in starts] == ['"2020-05-25"', '"2019"']


def test_two_networks_stand_side_by_side() -> None:
    first = filters("a.csv", network="one")
    both = Filters(networks=("two",), days=("2025",)).beside(["b.csv"], first.as_dict())
    assert both.as_dict() == {"lists": ["a.csv\tone\t2026-01-01\tSE", "b.csv\ttwo\t2025\t"]}
    again = Filters(networks=("one",), days=("2027",)).beside(["a.csv"], both.as_dict())
    assert again.lists == ("a.csv\tone\t2027\t", "b.csv\ttwo\t2025\t")
    assert Filters.from_dict(again.as_dict()) == again


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"networks": ("one",)},
        {"networks": ("One two",), "days": ("2026",)},
        {"networks": ("one",), "days": ("soon",)},
        {"networks": ("one",), "days": ("2026",), "countries": ("Atlantis",)},
    ],
)
def test_what_is_not_told_rightly(given: dict[str, tuple[str, ...]]) -> None:
    with pytest.raises(Usage):
        Filters(**given)


@pytest.mark.parametrize("text", ["", "Color;Shape\nred;round\n", "<<<<<<< HEAD\nName;Country\n"])
def test_what_is_no_list(tmp_path: Path, text: str) -> None:
    path = tmp_path / "list.csv"
    path.write_text(text, "utf-8")
    with pytest.raises(BadData) as error:
        ties(path, filters("list.csv"))
    assert error.value.problems[0].file == "list.csv"
