"""`kg compare`, `kg region`, `kg gaps` on the made-up world: whole answers, reasoned out from tests/world.ttl."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from tests.cli.conftest import Run

EXPECTED = Path(__file__).parent / "expected"
ID = "https://w3id.org/samkart/id/"


def expected(name: str) -> str:
    return (EXPECTED / name).read_text("utf-8")


@pytest.mark.parametrize(
    ("arguments", "file"),
    [
        (["compare", "fjordby", "nordvik"], "compare.txt"),
        (["region", "nordfjell-fylke", "--at", "2023-06-01", "--lang", "en", "--format", "markdown"], "region.md"),
        (["gaps", "soerhavn", "--at", "2023-06-01", "--lang", "en", "--format", "json"], "gaps.json"),
        (["gaps", "soerhavn", "--at", "2023-06-01", "--lang", "nn", "--limit", "1"], "gaps.txt"),
        (
            ["compare", "fjordby", "nordvik", "--section", "twin-town", "--format", "json", "--with-predecessors"],
            "compare-twins.json",
        ),
    ],
)
def test_a_whole_answer(run: Run, arguments: list[str], file: str) -> None:
    assert run(*arguments) == (0, expected(file), "")


def test_one_section_is_a_table_like_any_other(run: Run) -> None:
    """Nothing is cut, whatever the limit."""
    arguments = ["compare", "fjordby", "nordvik", "--section", "money", "--format", "csv", "--limit", "1"]
    assert run(*arguments) == (
        0,
        "actor,programme_name,amount,currency,known,unknown,actor_iri,actor_key,actor_organisation_number,"
        "actor_municipality_number,actor_pic,programme_name_iri,programme_name_key\n"
        f"Fjordby kommune,Horisont,520000.50,EUR,2,0,{ID}actor/fjordby,fjordby,922222222,5101,900000001,"
        f"{ID}programme/horisont,horisont\n"
        f"Nordvik kommune,Grensebro,250000.00,NOK,1,0,{ID}actor/nordvik,nordvik,,5102,,"
        f"{ID}programme/grensebro,grensebro\n"
        f"Nordvik kommune,Horisont,80000.00,EUR,1,0,{ID}actor/nordvik,nordvik,,5102,,"
        f"{ID}programme/horisont,horisont\n",
        "",
    )


def test_the_degree_on_a_day_and_in_a_period_of_ones_own(run: Run) -> None:
    """Hamnby left the town network in 2018; the twinning of 1960 that it shares with Nordvik may hold, nobody says so.

    Sørhavn is a member of the council without a date, and its part in the covenant is on hold.
    """
    code, out, err = run(
        "compare",
        "nordvik",
        "hamnby",
        "soerhavn",
        "--at",
        "2018-06-01",
        "--period",
        "2023-2027",
        "--section",
        "degree",
        "--format",
        "tsv",
        "--lang",
        "en",
    )
    assert (code, err) == (0, "")
    lines = [line.split("\t") for line in out.splitlines()]
    assert lines[0][6:] == [
        *("one_iri", "one_key", "one_municipality_number", "other_iri", "other_key", "other_municipality_number")
    ]
    assert lines[1][6:] == [f"{ID}actor/nordvik", "nordvik", "5102", f"{ID}actor/hamnby", "hamnby", ""]
    assert ["\t".join(line[:6]) for line in lines] == [
        "one\tother\tperiod\tstep\tpossible\treasons",
        "Nordvik kommune\tHamnby\t2018-06-01\tno-contact\tstanding-agreement\t1",
        "Nordvik kommune\tHamnby\t2023–2027\tno-contact\tstanding-agreement\t1",
        "Nordvik kommune\tSørhavn kommune\t2018-06-01\tno-contact\tjoint-body\t2",
        "Nordvik kommune\tSørhavn kommune\t2023–2027\tno-contact\tjoint-body\t3",
        "Hamnby\tSørhavn kommune\t2018-06-01\tno-contact\t\t0",
        "Hamnby\tSørhavn kommune\t2023–2027\tno-contact\t\t0",
    ]


def test_a_member_and_its_council(run: Run) -> None:
    code, out, _ = run("compare", "fjordby", "fjordraadet", "--section", "contacts", "--format", "json")
    (row,) = json.loads(out)
    assert code == 0
    assert row == {
        "one": f"{ID}actor/fjordby",
        "one_label": "Fjordby kommune",
        "one_key": "fjordby",
        "one_organisation_number": "922222222",
        "one_municipality_number": "5101",
        "one_pic": "900000001",
        "other": f"{ID}actor/fjordraadet",
        "other_label": "Fjordrådet",
        "other_key": "fjordraadet",
        "step": "joint-body",
        "kind": "network",
        "hub": f"{ID}actor/fjordraadet",
        "hub_label": "Fjordrådet",
        "hub_key": "fjordraadet",
        "start": "2000",
        "end": None,
        "as_of": None,
        "status": ["member"],
        "certainty": "held",
        "source": ["Vedtak og planer"],
        "address": ["https://example.org/vedtak"],
    }


def test_a_list_is_a_region_and_says_who_is_compared(run: Run) -> None:
    code, out, err = run(
        "region", "fjordby,nordvik", "--with", "soerhavn", "--section", "peers", "--format", "csv", "--lang", "en"
    )
    assert (code, out, err) == (
        0,
        "name,population,name_iri,name_key,name_municipality_number\n"
        f"Sørhavn kommune,60000,{ID}actor/soerhavn,soerhavn,5203\n",
        "",
    )


def test_what_is_unknown_is_said(run: Run) -> None:
    code, out, err = run("gaps", "altburg", "--at", "2023-06-01", "--lang", "en")
    assert (code, err) == (0, "")
    assert out == (
        "Gaps: Altburg\n\n"
        "No known count says how much there is in all: how complete this is, is not known.\n\n"
        "Themes of the strategy without any tie behind them\nNo strategy with themes is known.\n\n"
        "Compared with\nNobody to compare with: use --with. "
        "The population of Altburg is unknown; nobody was chosen for them.\n"
    )


def test_programmes_are_those_open_today(run: Run) -> None:
    code, out, _ = run("gaps", "soerhavn", "--format", "json")
    assert (code, json.loads(out)["at"]) == (0, date.today().isoformat())


def test_an_answer_goes_whole_into_a_file(run: Run, tmp_path: Path) -> None:
    target = tmp_path / "compare.txt"
    assert run("compare", "fjordby", "nordvik", "-o", target) == (0, "", "")
    assert target.read_text("utf-8") == expected("compare.txt")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["compare", "fjordby", "FJORDBY KOMMUNE"], "compare needs two different actors or more"),
        (["region", "fjordby"], "Fjordby kommune is not a region; expected a county, a council, an office, or several"),
        (["region", ","], "a region needs a name, or the names of actors"),
        (
            ["compare", "fjordby", "nordvik", "--section", "all"],
            "'all' is not a section; expected overview, similarity",
        ),
        (["compare", "fjordby", "nordvik", "--period", "2014"], "'2014' is not a period; expected YYYY-YYYY"),
        (["compare", "fjordby", "nordvik", "--period", "2020-2014"], "'2020-2014' is not a period"),
        (
            ["gaps", "fjordby", "--at", "tomorrow"],
            "--at: 'tomorrow' is not a date; expected YYYY, YYYY-MM or YYYY-MM-DD",
        ),
    ],
)
def test_what_cannot_be_answered(run: Run, arguments: list[str], message: str) -> None:
    code, out, err = run(*arguments)
    assert (code, out) == (2, "")
    assert message in err


def test_a_name_that_is_not_there(run: Run) -> None:
    code, out, err = run("compare", "fjordby", "fjordbyen")
    assert (code, out) == (1, "")
    assert "nothing is called 'fjordbyen'" in err and "fjordby" in err
