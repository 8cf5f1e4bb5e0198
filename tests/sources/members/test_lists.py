"""A network's list in the languages and forms that lists come in; all members are made up."""

from __future__ import annotations

import datetime
from pathlib import Path

import openpyxl
import pytest

from kg.errors import BadData, KgError, Usage
from kg.language.kinds import names
from kg.sources.lists.cells import STATUSES
from kg.sources.lists.countries import country_in
from kg.sources.members import Filters, read

NORDIC = (
    "Våre medlemmer;;;;\nNavn;Land;Medlem siden;Status;Kontaktperson\n"
    "Tenktvik kommune;Norge;25.05.2020 00:00;Medlem;Kari\nNowhereby kommun (SE);;2019;observer;\n12;Norge;;;\n"
    "Nusquam;Finland;;kanskje;\nTenktvik kommune;Norge;25.05.2020 00:00;Medlem;Kari\nKilde: nettverkets side;;;;\n"
)
OPTIONS = {"networks": ("made-up-network\tThe Network",), "days": ("2026-01-01",)}


def told(*files: str, **given: tuple[str, ...]) -> Filters:
    return Filters(**{**OPTIONS, **given}).beside(files, {})


def ties(path: Path, filters: Filters) -> tuple[list[tuple[str, ...]], list[str]]:
    """(member, country, status, start, end) of each tie, and what is told."""
    reading = read([path], filters=filters)
    records = reading.records()
    found: list[tuple[str, ...]] = [
        (body.name, body.country, each.status, each.start, each.end)
        for each in records.memberships
        for body in [records.organisations[each.organisation]]
    ]
    assert {(each.network, each.as_of, each.cites) for each in records.memberships} == {
        ("made-up-network", "2026-01-01", ("members-made-up-network",))
    }
    return found, [*reading.summary.lines(), *map(str, reading.summary.problems)]


def csv(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    path = folder / "list.csv"
    path.write_bytes(text.encode(encoding))
    return path


def test_a_list_under_a_title_in_norwegian(tmp_path: Path) -> None:
    found, said = ties(csv(tmp_path, NORDIC, "cp1252"), told("list.csv"))
    tenktvik = ("Tenktvik kommune", "Norge", "member", "25.05.2020 00:00", "")
    assert found == [tenktvik, ("Nowhereby kommun", "SE", "observer", "2019", ""), tenktvik]
    known = "member, associate, observer, signatory, partner, coordinator, on-hold, ended, letter-of-intent"
    assert said == [
        "list (list.csv): read 6, used 3, skipped 3 (1 a remark, no member; 1 no name; 1 no status)",
        "0 projects, 3 memberships, 2 organisations",
        "cells on natural persons, not read (columns 'kontaktperson'): 2",
        "list.csv, row 5, column name: '12' is no name",
        f"list.csv, row 6, column status: 'kanskje' is no status that is known; --status 'kanskje=STATUS' with {known}",
        "list.csv, row 8, column name: 'Kilde: nettverkets side'",
    ]


def test_the_same_member_twice_is_one_tie(tmp_path: Path) -> None:
    reading = read([csv(tmp_path, NORDIC)], filters=told("list.csv"))
    starts = [value for _, predicate, value, _ in reading if predicate.endswith("/start>")]
    assert [each.split("^^")[0] for each in starts] == ['"2020-05-25"', '"2019"']


@pytest.mark.parametrize(
    "header",
    [
        "Kommune;Land;Medlem siden;Status",
        "Namn;Land;Medlem frå;Medlemsstatus",
        "Kommun;Land;Medlem sedan;Medlemskap",
        "Jäsen;Maa;Jäsen alkaen;Tila",
        "Mitglied;Land;Mitglied seit;Status",
        "Member;Country code;Member since;Membership status",
        "Organisation;Country;Joined;Type of membership",
        "City;Country;Year of joining;Status",
    ],
)
def test_headings_in_the_languages_that_people_use(tmp_path: Path, header: str) -> None:
    found, _ = ties(csv(tmp_path, f"{header}\nTenktvik;NO;2019;observer\n"), told("list.csv"))
    assert found == [("Tenktvik", "NO", "observer", "2019", "")]


@pytest.mark.parametrize(
    ("name", "country", "expected"),
    [
        ("Tenktvik (NO)", "", ("Tenktvik", "NO")),
        ("Tenktvik, Norway", "", ("Tenktvik", "NO")),
        ("Tenktvik (Norge)*", "", ("Tenktvik", "NO")),
        ("Tenktvik (Saale)", "DE", ("Tenktvik (Saale)", "DE")),
        ("Tenktvik (NO)", "SE", ("Tenktvik (NO)", "SE")),
        ("Tenktvik", "", ("Tenktvik", "IS")),
    ],
)
def test_the_country_of_a_member(tmp_path: Path, name: str, country: str, expected: tuple[str, str]) -> None:
    path = csv(tmp_path, f'Name;Country\n"{name}";{country}\n')
    assert ties(path, told("list.csv", countries=("Iceland",)))[0] == [(*expected, "member", "", "")]


@pytest.mark.parametrize(
    ("given", "code"), [("Deutschland", "DE"), ("Suomi", "FI"), ("Österreich", "AT"), ("Sverige", "SE"), ("UK", "GB")]
)
def test_countries_in_the_languages_that_people_use(tmp_path: Path, given: str, code: str) -> None:
    found, said = ties(csv(tmp_path, f"Name;Country\nTenktvik;{given}\n"), told("list.csv"))
    assert country_in(found[0][1]) == code and not any("is no country" in line for line in said)


def test_a_heading_in_two_rows(tmp_path: Path) -> None:
    path = csv(tmp_path, "Member;;Membership;\nName;Country;Since;Status\nTenktvik;NO;2019;Member\n")
    assert ties(path, told("list.csv"))[0] == [("Tenktvik", "NO", "member", "2019", "")]


def test_members_below_the_names_of_their_countries(tmp_path: Path) -> None:
    path = csv(tmp_path, "Member;Since\nNorway;\nTenktvik;2019\nSweden;\nNowhereby;\n")
    found, said = ties(path, told("list.csv"))
    assert found == [("Tenktvik", "Norway", "member", "2019", ""), ("Nowhereby", "Sweden", "member", "", "")]
    assert "read 4, used 2, skipped 2 (2 the name of a country above its members)" in said[0]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2019", ("2019", "")),
        ("since 2019", ("2019", "")),
        ("siden 2019", ("2019", "")),
        ("2019–", ("2019", "")),
        ("2015-2019", ("2015", "2019")),
        ("mai 2019", ("2019-05", "")),
        ("1. May 2019", ("2019-05-01", "")),
        ("5/2019", ("2019-05", "")),
        ("01.05.2019", ("01.05.2019", "")),
        ("ongoing", ("", "")),
        ("–", ("", "")),
        ("n/a", ("", "")),
    ],
)
def test_dates_as_people_write_them(tmp_path: Path, text: str, expected: tuple[str, str]) -> None:
    found, _ = ties(csv(tmp_path, f"Name;Since\nTenktvik;{text}\n"), told("list.csv"))
    assert [each[3:] for each in found] == [expected]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("", "signatory"),
        ("Full member", "member"),
        ("Associate member", "associate"),
        ("assosiert", "associate"),
        ("Observer", "observer"),
        ("suspended", "on-hold"),
        ("on hold", "on-hold"),
        ("Former member", "ended"),
        ("Gull", "member"),
    ],
)
def test_statuses(tmp_path: Path, text: str, status: str) -> None:
    path = csv(tmp_path, f"Name;Status\nTenktvik;{text}\n")
    assert [each[2] for each in ties(path, told("list.csv", statuses=("signatory", "Gull=member")))[0]] == [status]


def test_who_has_only_applied_is_no_member(tmp_path: Path) -> None:
    reading = read([csv(tmp_path, "Name;Status\nA by;member\nB by;candidate\n")], filters=told("list.csv"))
    assert len(reading.records().memberships) == 1
    assert "1 no member yet" in reading.summary.lines()[0]


def test_the_statuses_are_those_of_the_ontology() -> None:
    assert set(STATUSES) == {key.partition("/")[2] for key in names("concepts") if key.startswith("status/")}


def workbook(path: Path, **sheets: list[list[object]]) -> Path:
    book = openpyxl.Workbook()
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    del book["Sheet"]
    book.save(path)
    return path


def test_a_workbook_with_merged_cells_dates_and_a_title(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "list.xlsx",
        Members=[
            ["Members of the network 2026", None, None],
            [None, None, None],
            ["Country", "Member", "Since"],
            ["Norway", "Tenktvik kommune", datetime.date(2019, 5, 1)],
            [None, "Utopia universitet", 2020],
            ["Sweden", "Region Nowhere", datetime.datetime(2021, 5, 1)],
        ],
    )
    book = openpyxl.load_workbook(path)
    book["Members"].merge_cells("A1:C1")
    book["Members"].merge_cells("A4:A5")
    book.save(path)
    found, _ = ties(path, told("list.xlsx"))
    assert found == [
        ("Tenktvik kommune", "Norway", "member", "2019-05-01", ""),
        ("Utopia universitet", "Norway", "member", "2020", ""),
        ("Region Nowhere", "Sweden", "member", "2021-05-01", ""),
    ]


def test_one_of_several_sheets(tmp_path: Path) -> None:
    rows: list[list[object]] = [["Member", "Country"], ["Tenktvik kommune", "NO"]]
    others: list[list[object]] = [["Member", "Country"], ["Nowhereby kommun", "SE"]]
    path = workbook(tmp_path / "list.xlsx", Members=rows, Former=others, Notes=[["Hello", "there"]])
    with pytest.raises(Usage, match=r"several sheets of list\.xlsx hold a list; say which: --sheet NAME") as error:
        ties(path, told("list.xlsx"))
    assert error.value.nearest == ("Members", "Former")
    assert [each[0] for each in ties(path, told("list.xlsx", sheets=("Former",)))[0]] == ["Nowhereby kommun"]
    both = ties(path, told("list.xlsx", sheets=("Former", "Members")))[0]
    assert [each[0] for each in both] == ["Tenktvik kommune", "Nowhereby kommun"]
    with pytest.raises(Usage, match="has no list on a sheet 'Notes'"):
        ties(path, told("list.xlsx", sheets=("Notes",)))


def test_a_mapping_says_what_headings_do_not(tmp_path: Path) -> None:
    mapping = tmp_path / "map.yml"
    mapping.write_text(
        "network: made-up-network\nas-of: 2026-01-01\ncolumns: {name: Hvem, since: Når}\nstatuses: {Gull: member}\n"
        "country: Norge\nsource: https://network.example/members\ntitle: Våre medlemmer\npublisher: Nettverket\n"
        "retrieved: 2026-02-03\ncomplete: true\n",
        "utf-8",
    )
    filters = Filters(mappings=(str(mapping),)).beside(["list.csv"], {})
    path = csv(tmp_path, "Hvem;Når;Status\nTenktvik kommune;2019;Gull\n")
    assert ties(path, filters)[0] == [("Tenktvik kommune", "NO", "member", "2019", "")]
    said = {(s, p.rpartition("/")[2].rpartition("#")[2]): o for s, p, o, _ in read([path], filters=filters)}
    source, listed = (f"<https://w3id.org/samkart/id/{each}/members-made-up-network>" for each in ("source", "list"))
    assert {name: value for (subject, name), value in said.items() if subject == source} == {
        "type>": "<https://w3id.org/samkart/ontology/Source>",
        "title>": '"Våre medlemmer"',
        "publisher>": '"Nettverket"',
        "page>": "<https://network.example/members>",
        "issued>": '"2026-01-01"^^<http://www.w3.org/2001/XMLSchema#date>',
        "retrieved>": '"2026-02-03"^^<http://www.w3.org/2001/XMLSchema#date>',
        "strength>": "<https://w3id.org/samkart/concept/evidence-strength/list>",
    }
    assert {name: value for (subject, name), value in said.items() if subject == listed} == {
        "type>": "<https://w3id.org/samkart/ontology/CompleteList>",
        "about>": "<https://w3id.org/samkart/id/actor/made-up-network>",
        "listKind>": "<https://w3id.org/samkart/concept/list-kind/members>",
        "asOf>": '"2026-01-01"^^<http://www.w3.org/2001/XMLSchema#date>',
        "number>": '"1"^^<http://www.w3.org/2001/XMLSchema#integer>',
        "source>": source,
    }


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("- a list\n", "expected a mapping"),
        ("colour: red\n", "colour: unknown field"),
        ("columns: name\n", "expected a mapping of texts"),
        ("complete: maybe\n", "expected true or false"),
        ("network: [a, b]\n", "expected a text"),
        ("network: {a\n", "is not YAML"),
    ],
)
def test_a_mapping_that_cannot_be_used(tmp_path: Path, text: str, problem: str) -> None:
    (tmp_path / "map.yml").write_text(text, "utf-8")
    with pytest.raises(BadData) as error:
        Filters(mappings=(str(tmp_path / "map.yml"),))
    assert problem in " ".join([str(error.value), *(f"{each.column}: {each.message}" for each in error.value.problems)])


def test_a_list_of_which_a_row_cannot_be_read_is_not_complete(tmp_path: Path) -> None:
    filters = told("list.csv", complete=("yes",))
    reading = read([csv(tmp_path, "Name;Status\nA by;member\nB by;perhaps\n")], filters=filters)
    assert [each.about for each in reading.records().cited.values()] == [""]
    assert "list.csv: not taken for complete, since 1 of its rows could not be read" in reading.summary.lines()
    whole = read([csv(tmp_path, "Name;Status\nA by;member\nB by;\n")], filters=filters)
    assert [(each.about, each.number) for each in whole.records().cited.values()] == [("made-up-network", 2)]


def test_lists_stand_side_by_side_and_a_newer_one_replaces_the_older() -> None:
    first = told("made-up-network-a.csv")
    both = Filters(networks=("two\tTwo",), days=("2025",)).beside(["two-a.csv"], first.as_dict())
    assert [(each.file, each.shown, each.about) for each in both.all()] == [
        ("made-up-network-a.csv", "a.csv", "made-up-network"),
        ("two-a.csv", "a.csv", "two"),
    ]
    newer = Filters(**{**OPTIONS, "days": ("2027",)}).beside(["made-up-network-b.xlsx"], both.as_dict())
    assert [(each.file, each.as_of) for each in newer.all()] == [
        ("made-up-network-b.xlsx", "2027"),
        ("two-a.csv", "2025"),
    ]
    assert newer.keeps("two-a.csv") and not newer.keeps("made-up-network-a.csv")
    assert Filters.from_dict(newer.as_dict()) == newer
    assert Filters(**OPTIONS).kept_as("a.csv") == "made-up-network-a.csv"


@pytest.mark.parametrize(
    "given",
    [
        {"networks": ()},
        {"networks": ("One", "Two")},
        {"days": ("soon",)},
        {"days": ()},
        {"days": ("2026", "2025")},
        {"countries": ("Atlantis",)},
        {"columns": ("name",)},
        {"columns": ("colour=Farge",)},
        {"statuses": ("gold",)},
        {"kinds": ("choir",)},
        {"sources": ("One", "Two")},
        {"retrieved": ("yesterday",)},
    ],
)
def test_what_is_not_told_rightly(given: dict[str, tuple[str, ...]]) -> None:
    with pytest.raises(Usage):
        Filters(**{**OPTIONS, **given})


@pytest.mark.parametrize(
    ("text", "told_of"),
    [
        ("", "nothing; expected"),
        ("Color;Shape\nred;round\n", "found Color;Shape; expected"),
        ("<<<<<<< HEAD\nName;Country\n", "a mark of an unsettled conflict in git"),
        (
            "Navn;Kommune\nKari;Tenktvik\n",
            "'Navn' and 'Kommune' may both be the name; say which: --column name=Kommune",
        ),
        ("Name;Country\n", "no rows below the headings"),
        ("Member;Member\nKari;Tenktvik\n", "two columns have this heading"),
    ],
)
def test_what_is_no_list_or_not_clear_names_the_row_and_what_mends_it(tmp_path: Path, text: str, told_of: str) -> None:
    with pytest.raises(BadData) as error:
        ties(csv(tmp_path, text), told("list.csv"))
    problem = error.value.problems[0]
    assert (problem.file, problem.row) == ("list.csv", 1)
    assert told_of in problem.message
    if "found" in problem.message or "nothing" in problem.message:
        assert "--column name=HEADING" in problem.message


def test_a_workbook_without_a_list_tells_what_stands_in_it(tmp_path: Path) -> None:
    path = workbook(tmp_path / "list.xlsx", A=[["Title"], ["Hvem", "Hvor"], ["x", "y"]])
    with pytest.raises(BadData) as error:
        ties(path, told("list.xlsx"))
    assert [str(each) for each in error.value.problems] == [
        "list.xlsx, row 2: found Hvem, Hvor; expected the columns name; "
        "put headings above the columns, or say which column is what: --column name=HEADING"
    ]


def test_a_file_of_which_nothing_was_told(tmp_path: Path) -> None:
    with pytest.raises(KgError, match=r"of whom list\.csv is a list was not said"):
        ties(csv(tmp_path, NORDIC), told("other.csv"))
