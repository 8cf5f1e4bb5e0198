"""Members' lists in the forms that people keep them in: plurals, parts, sums, usual names of countries. Made up."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.sources.lists.countries import country_in
from kg.sources.members import read
from tests.sources.members.test_lists import csv, ties, told


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("members", "member"),
        ("Medlemmer", "member"),
        ("medlemmar", "member"),
        ("jäsenet", "member"),
        ("Mitglieder", "member"),
        ("Full members", "member"),
        ("Associates", "associate"),
        ("Assosierte medlemmer", "associate"),
        ("membres associés", "associate"),
        ("Observatører", "observer"),
        ("signatories", "signatory"),
        ("Tidligere medlemmer", "ended"),
        ("Avsluttede", "ended"),
        ("Suspenderte", "on-hold"),
    ],
)
def test_a_status_in_the_plural(tmp_path: Path, text: str, status: str) -> None:
    found, _ = ties(csv(tmp_path, f"Name;Country;Status\nTenktvik;NO;{text}\n"), told("list.csv"))
    assert [each[2] for each in found] == [status]


@pytest.mark.parametrize("name", ["Signa", "Samos", "Pattaya", "Söke", "Formentera"])
def test_a_place_whose_name_is_like_a_word_for_a_status(tmp_path: Path, name: str) -> None:
    found, _ = ties(csv(tmp_path, f"Name\n{name}\nTenktvik\n"), told("list.csv"))
    assert found == [(name, "", "member", "", ""), ("Tenktvik", "", "member", "", "")]


@pytest.mark.parametrize(
    ("given", "code"),
    [
        *(("Turkey", "TR"), ("Türkiye", "TR"), ("Tyrkia", "TR"), ("Holland", "NL"), ("The Netherlands", "NL")),
        *(
            ("Great Britain", "GB"),
            ("Scotland, United Kingdom", "GB"),
            ("U.K.", "GB"),
            ("Georgia (country)", "GE"),
            ("Czech Republic", "CZ"),
        ),
        *(("Moldova", "MD"), ("Moldova, Republic of", "MD"), ("NOR", "NO"), ("Norge/Norway", "NO")),
        *(("Republic of Korea", "KR"), ("Korea, Democratic People's Republic of", "KP"), ("Republic of China", "TW")),
        *(("nor", ""), ("Norway/Sweden", ""), ("Republic of Utopia", ""), ("Gaza", "")),
    ],
)
def test_countries_by_their_usual_names(given: str, code: str) -> None:
    assert country_in(given) == code


def test_parts_by_country_and_by_status(tmp_path: Path) -> None:
    path = csv(
        tmp_path,
        "Medlem;Siden\nNORGE (1)\t;\nTenktvik;2001\nTyrkia;\nUtopia;2002\nAssosierte medlemmer;\nSverige;\nNowhereby;\n"
        "Kandidater;\nInnbilt;\n",
    )
    found, said = ties(path, told("list.csv"))
    assert found == [
        ("Tenktvik", "NORGE", "member", "2001", ""),
        ("Utopia", "Tyrkia", "member", "2002", ""),
        ("Nowhereby", "Sverige", "associate", "", ""),
    ]
    skipped = "2 a status above its members; 1 no member yet; 3 the name of a country above its members"
    assert f"read 9, used 3, skipped 6 ({skipped})" in said[0]


@pytest.mark.parametrize(
    "row",
    [
        *("Totalt: 1;;", "Total number of members;1;", "Sum;12;", "I alt 2;;", "1;;", "Antall medlemmer: 12;;"),
        *(
            "Merk: listen er ny;;",
            "NB: under arbeid;;",
            "* observer;;",
            "1) since 2020;;",
            "Side 1 av 2;;",
            "Per 1.1.2026;;",
        ),
    ],
)
def test_sums_and_remarks_are_no_members(tmp_path: Path, row: str) -> None:
    text = f"Name;Country;Since\nTenktvik kommune;NO;2019\n{row}\n"
    found, said = ties(csv(tmp_path, text), told("list.csv", complete=("yes",)))
    assert found == [("Tenktvik kommune", "NO", "member", "2019", "")]
    assert "skipped 1 (1 a remark, no member)" in said[0] and not any("not taken for complete" in each for each in said)


@pytest.mark.parametrize("name", ["Sumy", "Total Utopia AS", "Stand by Me", "Perby", "Sidensjö"])
def test_a_member_whose_name_begins_like_a_remark(tmp_path: Path, name: str) -> None:
    found, _ = ties(csv(tmp_path, f"Name;Country;Since\n{name};NO;2019\n"), told("list.csv"))
    assert [each[0] for each in found] == [name]


def test_bare_names_are_told_of_unless_it_is_said_what_they_are(tmp_path: Path) -> None:
    path = csv(tmp_path, "Name;Country\nTenktvik;NO\nInnbilt;NO\nNowhereby kommun;SE\nNirgendwo Universität;DE\n")
    line = "list.csv: 2 of 4 are bare names; if they are municipalities, say --kind municipality"
    assert line in ties(path, told("list.csv"))[1]
    assert not any("bare name" in each for each in ties(path, told("list.csv", kinds=("municipality",)))[1])


def test_one_bare_name_among_many_is_not_told_of(tmp_path: Path) -> None:
    rows = "".join(f"{name} kommune\n" for name in ("Tenktvik", "Innbilt", "Oppdiktet", "Ingensteds"))
    assert not any("bare name" in each for each in ties(csv(tmp_path, f"Name\n{rows}Utopia\n"), told("list.csv"))[1])
    few = "list.csv: 1 of 2 is a bare name; if it is a municipality, say --kind municipality"
    assert few in ties(csv(tmp_path, "Name\nTenktvik kommune\nUtopia\n"), told("list.csv"))[1]


def test_one_member_under_several_spellings(tmp_path: Path) -> None:
    rows = (
        "Tenktvik;NO;2001",
        "Tenktvik kommune;Norge;",
        "City of Tenktvik;Norway;",
        "Tenktvik universitet;NO;",
        "Tenktvik;SE;",
        "Tenktviks stad;SE;",
        "Utopia;LV;",
        "Utopia Municipality;LV;",
        "Münster;DE;",
        "Munster;DE;",
    )
    path = csv(tmp_path, "Name;Country;Since\n" + "\n".join(rows))
    found, said = ties(path, told("list.csv"))
    assert [each[0] for each in found] == [
        *("Tenktvik kommune", "Tenktvik kommune", "Tenktvik kommune", "Tenktvik universitet"),
        *("Tenktviks stad", "Tenktviks stad", "Utopia", "Utopia Municipality", "Münster", "Munster"),
    ]
    assert [each for each in said if "are read as one" in each] == [
        "list.csv: 'Tenktvik kommune' and 'City of Tenktvik' and 'Tenktvik' are read as one, under 3 spellings",
        "list.csv: 'Tenktviks stad' and 'Tenktvik' are read as one, under 2 spellings",
    ]


def test_numbers_tell_apart_what_spellings_do_not(tmp_path: Path) -> None:
    rows = "Tenktvik kommune;NO;Q1\nTenktvik;NO;Q2\nInnbilt;NO;Q3\nInnbilt kommune;NO;\n"
    path = csv(tmp_path, f"Name;Country;Wikidata\n{rows}")
    reading = read([path], filters=told("list.csv"))
    assert [(each.name, each.wikidata, each.other_names) for each in reading.records().organisations.values()] == [
        ("Tenktvik kommune", "Q1", ()),
        ("Tenktvik", "Q2", ()),
        ("Innbilt kommune", "Q3", ("Innbilt",)),
    ]
