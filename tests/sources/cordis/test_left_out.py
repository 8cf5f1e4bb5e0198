"""What cannot be is told and left out; the rest of the row and of the consortium stays."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.errors import NotFound, Usage
from kg.sources.cordis.reading import Filters, Reading, read
from tests.sources.cordis.tables_of import write_download

SOURCE = "https://w3id.org/samkart/source/"


def reading(folder: Path, source: str | None = None, filters: Filters | None = None) -> tuple[Reading, dict[str, str]]:
    """The reading and its facts: `participation/190000001-990000001-1 contribution` → value."""
    found = read([folder], source=source, filters=filters)
    facts = {}
    for subject, predicate, value, _ in found:
        name = subject[1:-1].removeprefix(SOURCE).partition("/")[2]
        facts[f"{name} {predicate[1:-1].rpartition('/')[2].rpartition('#')[2]}"] = value.partition("^^")[0].strip('"')
    return found, facts


def told(found: Reading) -> list[str]:
    return [str(problem) for problem in found.summary.problems]


def money(folder: Path, gross: str, net: str, project: str = "900000") -> tuple[list[str], list[str], list[str]]:
    """(contribution, net contribution and total cost that are carried, problems, notes) of one participation."""
    row = {"ecContribution": gross, "netEcContribution": net, "totalCost": ""}
    found, facts = reading(write_download(folder, [row], [{"ecMaxContribution": project}]))
    tie = "participation/190000001-990000001-1"
    carried = [facts.get(f"{tie} {name}", "") for name in ("contribution", "netContribution", "currency")]
    return carried, told(found), [f"{note}: {number}" for note, number in sorted(found.summary.notes.items())]


GROSS, NET = "organization.csv, row 2, column ecContribution: ", "organization.csv, row 2, column netEcContribution: "


@pytest.mark.parametrize(
    ("gross", "net", "carried", "problems"),
    [
        ("0", "771500", ["0", "771500", "EUR"], []),
        ("822222.5", "585820", ["822222.5", "585820", "EUR"], []),
        ("1000", "", ["1000", "", "EUR"], []),
        ("", "1000", ["", "1000", "EUR"], []),
        ("-500", "1e6", ["", "1000000", "EUR"], [GROSS + "'-500' is no amount"]),
        (
            "9" * 400,
            "1e300",
            ["", "", ""],
            [
                f"{GROSS}'{'9' * 40}…' is more than a whole framework programme has",
                f"{NET}'1e300' is more than a whole framework programme has",
            ],
        ),
        ("NaN", "Infinity", ["", "", ""], [GROSS + "'NaN' is no amount", NET + "'Infinity' is no amount"]),
        ("１０００", "٣٣", ["", "", ""], [GROSS + "'１０００' is no amount", NET + "'٣٣' is no amount"]),
        (
            "9000001",
            "9000000",
            ["", "9000000", "EUR"],
            [GROSS + "'9000001' is more than 10 times what the whole project has (900000.00)"],
        ),
    ],
)
def test_money(tmp_path: Path, gross: str, net: str, carried: list[str], problems: list[str]) -> None:
    assert money(tmp_path, gross, net)[:2] == (carried, problems)


def test_money_that_is_mended_is_counted(tmp_path: Path) -> None:
    zero = "organization.netEcContribution is 0 where no contribution is stated, not carried: 1"
    assert money(tmp_path, "", "0") == (["", "", ""], [], [zero])
    cents = "organization.netEcContribution has more decimals than cents, rounded: 1"
    assert money(tmp_path, "744187.94", "0.4400000001") == (["744187.94", "0.44", "EUR"], [], [cents])


def dates(folder: Path, *periods: tuple[str, str]) -> tuple[list[tuple[str, str]], list[str]]:
    """((start, end) of each project as carried, problems)."""
    projects = [
        {"id": f"19000000{n}", "startDate": start, "endDate": end} for n, (start, end) in enumerate(periods, start=1)
    ]
    found, facts = reading(write_download(folder, projects=projects))
    carried = [
        (facts.get(f"project/{each['id']} start", ""), facts.get(f"project/{each['id']} end", "")) for each in projects
    ]
    return carried, told(found)


def test_the_certain_dates_of_a_table_tell_how_the_others_are_written(tmp_path: Path) -> None:
    assert dates(tmp_path, ("03/01/2023", "08/31/2025"), ("04/05/2023", "2025-01-01")) == (
        [("2023-03-01", "2025-08-31"), ("2023-04-05", "2025-01-01")],
        [],
    )
    assert dates(tmp_path, ("03/01/2023", "31/08/2025 00:00"), ("04.05.2023", "05/05/2025")) == (
        [("2023-01-03", "2025-08-31"), ("2023-05-04", "2025-05-05")],
        [],
    )


def test_a_date_that_may_be_either_is_left_out(tmp_path: Path) -> None:
    start = "project.csv, row 2, column startDate: '03/01/2023' may have day or month first, and "
    assert dates(tmp_path, ("03/01/2023", "2025-01-01")) == (
        [("", "2025-01-01")],
        [start + "no other date in the table tells"],
    )
    assert dates(tmp_path, ("03/01/2023", "08/31/2025"), ("31/12/2023", "")) == (
        [("", "2025-08-31"), ("2023-12-31", "")],
        [start + "the table writes dates both ways"],
    )


@pytest.mark.parametrize(
    ("period", "carried", "problem"),
    [
        (
            ("2026-12-31", "2023-01-01"),
            ("", ""),
            "endDate: ends (2023-01-01) before it starts (2026-12-31); neither is carried",
        ),
        (("0220-01-01", "2025-01-01"), ("", "2025-01-01"), "startDate: '0220-01-01' is not in 2019 to 2051"),
        (("2022-01-01", "2203-01-01"), ("2022-01-01", ""), "endDate: '2203-01-01' is not in 2019 to 2051"),
        (("２０２２-01-01", "2025-01-01"), ("", "2025-01-01"), "startDate: '２０２２-01-01' is no date"),
        (("2023-05", "2023"), ("2023-05", "2023"), ""),
    ],
)
def test_dates_that_cannot_be(tmp_path: Path, period: tuple[str, str], carried: tuple[str, str], problem: str) -> None:
    problems = [f"project.csv, row 2, column {problem}"] if problem else []
    assert dates(tmp_path, period) == ([carried], problems)


def test_rows_of_another_programme_are_left_out(tmp_path: Path) -> None:
    projects = [
        {"id": "190000001"},
        {"id": "190000002", "frameworkProgramme": "H2020"},
        {"id": "190000003", "frameworkProgramme": ""},
        {"id": "190000004", "frameworkProgramme": "Horizon Europe"},
    ]
    rows = [{"projectID": each["id"]} for each in projects]
    found, facts = reading(write_download(tmp_path, rows, projects))
    assert sorted(
        name for name in facts if name.endswith("dcterms/identifier") or name.startswith("project/")
    ) == sorted(
        name for name in facts if name.startswith(("project/190000001", "project/190000003", "project/190000004"))
    )
    assert told(found) == [
        "project.csv, row 3, column frameworkProgramme: project 190000002 is of 'H2020', not of HORIZON"
    ]
    assert found.summary.lines()[:2] == [
        "organization (organization.csv): read 4, used 3, skipped 1 (1 another programme)",
        "project (project.csv): read 4, used 3, skipped 1 (1 another programme)",
    ]
    assert found.summary.notes["project without frameworkProgramme, taken to be of HORIZON"] == 1


def test_a_wrong_source_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Usage, match="the files tell HORIZON, not FP7") as error:
        reading(write_download(tmp_path), source="cordis-fp7")
    assert error.value.nearest == ("cordis-horizon",)


@pytest.mark.parametrize("row", [{"projectID": "190000001"}, {"order": "９"}, {"order": "9" * 5000}, {"order": "-1"}])
def test_a_wrong_place_in_the_list_is_left_out(tmp_path: Path, row: dict[str, str]) -> None:
    found, facts = reading(write_download(tmp_path, [row]))
    assert "participation/190000001-990000001-1 type" in facts
    assert len(told(found)) == ("order" in row)


@pytest.mark.parametrize("pic", ["", "0", "12345", "９５２９２０９２０", "099999999", "9529209201"])
def test_without_an_identification_code_in_horizon_europe(tmp_path: Path, pic: str) -> None:
    found, facts = reading(write_download(tmp_path, [{"organisationID": pic}, {}]), filters=Filters(countries=("NO",)))
    assert [name for name in facts if name.startswith("participation") and name.endswith("type")] == [
        "participation/190000001-990000001-1 type"
    ]
    assert told(found) == [
        f"organization.csv, row 2, column organisationID: {pic!r} is no identification code "
        "(MADE-UP UNIVERSITY, project 190000001)"
    ]


def test_without_an_identification_code_in_earlier_programmes(tmp_path: Path) -> None:
    projects = [{"frameworkProgramme": "FP7", "startDate": "2009-05-01", "endDate": "2012-04-30"}]
    rows = [
        {"organisationID": "", "name": "ASKER KOMMUNE", "vatNumber": "NO920125298MVA", "activityType": "PUB"},
        {"organisationID": "", "name": "KØBENHAVNS KOMMUNE", "country": "DK", "activityType": "PUB"},
        {"organisationID": "0", "name": "VILLE DE NULLE PART", "country": "FR"},
        {"organisationID": "", "name": "?", "country": "FR"},
    ]
    found, facts = reading(write_download(tmp_path, rows, projects), filters=Filters(countries=("NO",)))
    assert sorted(name for name in facts if name.startswith("participation") and name.endswith("party")) == [
        "participation/190000001-name-dk-koebenhavns-kommune-1 party",
        "participation/190000001-name-fr-ville-de-nulle-part-1 party",
        "participation/190000001-number-920125298-1 party",
    ]
    assert facts["organisation/number-920125298 organisationNumber"] == "920125298"
    assert "organisation/number-920125298 pic" not in facts
    none = "is no identification code"
    assert told(found) == [
        f"organization.csv, row 4, column organisationID: '0' {none} (VILLE DE NULLE PART, project 190000001)",
        f"organization.csv, row 5, column organisationID: '' {none} (?, project 190000001)",
    ]
    known = "participant without identification code, known by number or by name and country"
    assert found.summary.notes[known] == 3


def test_odd_countries_are_told(tmp_path: Path) -> None:
    codes = ("XK", "EL", "uk", "ZZ", "DE;HU", "", "ＮＯ")
    rows = [{"organisationID": f"99000000{n}", "country": code} for n, code in enumerate(codes)]
    found, facts = reading(write_download(tmp_path, rows))
    carried = [facts.get(f"organisation/99000000{n} country", "") for n in range(len(codes))]
    assert [each.rpartition("/")[2].strip(">") for each in carried] == ["XK", "GR", "GB", "", "", "", ""]
    assert told(found) == [
        "organization.csv, row 5, column country: 'ZZ' is no country code",
        "organization.csv, row 6, column country: 'DE;HU' is no country code",
        "organization.csv, row 8, column country: 'ＮＯ' is no country code",
    ]
    assert found.summary.notes["organization.country is empty, not known"] == 1


def test_names_and_titles(tmp_path: Path) -> None:
    rows = [
        {"organisationID": "990000001", "name": "GJ\ufffdVIK KOMMUNE", "shortName": "GJØVIK", "city": "Gj\ufffdvik"},
        {"organisationID": "990000002", "name": "<b>Bold</b>\u200b Institute \x1b[31mA&amp;B"},
    ]
    found, facts = reading(write_download(tmp_path, rows, [{"title": "CO<sub>2</sub>\x07 &lt;i&gt;now&lt;/i&gt;"}]))
    assert facts["organisation/990000001 prefLabel"] == "GJØVIK"
    assert "place/990000001 prefLabel" not in facts
    assert facts["organisation/990000002 prefLabel"] == "Bold Institute [31mA&B"
    assert facts["project/190000001 prefLabel"] == "CO2 now"
    lost = "has lost letters (U+FFFD)"
    assert told(found) == [
        f"organization.csv, row 2, column name: 'GJ\ufffdVIK KOMMUNE' {lost}",
        f"organization.csv, row 2, column city: 'Gj\ufffdvik' {lost}",
    ]
    mended = "mended: control characters, markup or entities taken out"
    assert found.summary.notes == {f"organization.name {mended}": 1, f"project.title {mended}": 1}


@pytest.mark.parametrize("place", ["0,0", "91,10", "59.9,181", "５９,10", "59.9"])
def test_points_that_are_nowhere(tmp_path: Path, place: str) -> None:
    found, facts = reading(write_download(tmp_path, [{"geolocation": place}]))
    assert "place/990000001 latitude" not in facts
    assert told(found) == [
        f"organization.csv, row 2, column geolocation: {place!r} is not latitude,longitude in degrees"
    ]


def test_filters_that_the_files_cannot_answer(tmp_path: Path) -> None:
    folder = write_download(tmp_path, [{"name": "ASKER KOMMUNE", "organisationID": "899291754"}])
    with pytest.raises(Usage, match=r"no project in these files is of 'HORIZON\.2\.6'") as wrong:
        reading(folder, filters=Filters(programmes=("HORIZON.2.6",)))
    assert wrong.value.nearest == ("HORIZON.2.5",)
    for given in ("asker", "Asker kommune", "952920920", "８９９２９１７５４"):
        with pytest.raises(NotFound, match="takes part in none of the projects in these files") as missing:
            reading(folder, filters=Filters(actors=("899291754", given)))
        assert missing.value.nearest == (("899291754 (ASKER KOMMUNE)",) if "sker" in given else ())


def test_an_object_may_leave_out_a_key_that_others_have(tmp_path: Path) -> None:
    folder = write_download(tmp_path)
    first = {"projectID": "190000001", "organisationID": "990000001", "name": "First", "role": "participant"}
    second = first | {"organisationID": "990000002", "name": "Second", "country": "SE", "netEcContribution": 7}
    (folder / "organization.csv").unlink()
    (folder / "organization.json").write_text(json.dumps([first, second]), "utf-8")
    _, facts = reading(folder)
    assert facts["organisation/990000002 country"].endswith("country/SE>")
    assert facts["participation/190000001-990000002-1 netContribution"] == "7"
    assert "organisation/990000001 country" not in facts


def test_the_json_of_2018_calls_the_number_a_reference(tmp_path: Path) -> None:
    party = {"@type": "coordinator", "@order": "1", "@ecContribution": "5", "id": "990000001", "legalName": "A Body"}
    project = {
        "rcn": "1",
        "reference": "633000",
        "title": "Old",
        "relations": {
            "associations": {
                "organization": party,
                "programme": {"@type": "relatedLegalBasis", "code": "H2020-EU.1.3.", "frameworkProgramme": "H2020"},
            }
        },
    }
    (tmp_path / "projects.json").write_text(json.dumps(project), "utf-8")
    found, facts = reading(tmp_path)
    assert (found.source, facts["project/633000 prefLabel"]) == ("cordis-h2020", "Old")
    assert facts["participation/633000-990000001-1 contribution"] == "5"
    assert told(found) == []
