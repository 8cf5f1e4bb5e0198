"""`kg suggest consortium` over the made-up world: what is asked, what is told, and what cannot be asked."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Run

CLIMATE = "climate-mitigation"
IDEA = "Vi vil ha klimakutt i havna med sol, sammen med grønnere byer. Kunst og kultur skal med."


def suggested(run: Run, *arguments: str | Path) -> dict[str, Any]:
    code, out, err = run("suggest", "consortium", *arguments, "--format", "json")
    assert (code, err) == (0, "")
    found: dict[str, Any] = json.loads(out)
    return found


@pytest.fixture
def idea(tmp_path: Path) -> Path:
    file = tmp_path / "idea.txt"
    file.write_text(IDEA, "utf-8")
    return file


def test_an_idea_in_a_file(run: Run, idea: Path) -> None:
    found = suggested(run, "fjordby", "--about", idea, "--size", "5")
    members = found["sections"]["members"]
    assert [(m["rank"], m["name_label"], m["kind"], m["country"], m["role"]) for m in members] == [
        (None, "Fjordby kommune", "Municipality", "NO", "pilot coordinator"),
        (1, "Altburg", "Municipality", "DE", "pilot coordinator"),
        (2, "Øyene kommune", "Municipality", "NO", "pilot"),
        (3, "Høgskolen", "University", "NO", "research"),
        (4, "Folkehjelpen", "CivilSociety", "FI", "civil-society"),
    ]
    assert [[theme["key"] for theme in m["themes"]] for m in members] == [
        ["arts-and-culture", "climate-mitigation"],
        ["climate-mitigation"],
        ["arts-and-culture", "climate-mitigation"],
        ["climate-mitigation"],
        ["arts-and-culture"],
    ]
    assert [[each["key"] for each in m["worked_with"]] for m in members] == [
        ["altburg", "oeyene", "hoegskolen"],
        ["fjordby", "oeyene", "hoegskolen"],
        ["fjordby", "altburg"],
        ["fjordby", "altburg"],
        [],
    ]
    assert all(m["evidence"] for m in members)
    assert members[4]["reasons"][0] == "ønsket i settet: en bedrift eller sivilsamfunn"
    assert [
        (n["theme_key"], n["passages"], n["weight"], [each["key"] for each in n["covered_by"]])
        for n in found["sections"]["needs"]
    ] == [
        ("arts-and-culture", ["Kunst og kultur"], 0.5, ["fjordby", "oeyene", "folkehjelpen"]),
        ("climate-mitigation", ["klimakutt"], 0.5, ["fjordby", "altburg", "oeyene", "hoegskolen"]),
    ]
    assert [
        (p["one_key"], p["other_key"], p["times"], [each["label"] for each in p["latest"]])
        for p in found["sections"]["pairs"]
    ] == [
        ("fjordby", "altburg", 3, ["Solar harbours", "Greener towns", "Avtale om sirkulær økonomi"]),
        ("fjordby", "oeyene", 1, ["Solar harbours"]),
        ("fjordby", "hoegskolen", 2, ["Greener towns", "Avtale om sirkulær økonomi"]),
        ("altburg", "oeyene", 1, ["Solar harbours"]),
        ("altburg", "hoegskolen", 2, ["Greener towns", "Avtale om sirkulær økonomi"]),
    ]
    del found["sections"], found["completeness"]
    assert found == {
        "actor": "https://w3id.org/samkart/id/actor/fjordby",
        "label": "Fjordby kommune",
        "call": None,
        "size": 5,
        "asked_size": 5,
        "countries": ["DE", "FI", "NO"],
        "kinds": {"CivilSociety": 1, "Municipality": 3, "University": 1},
        "pairs": 10,
        "acquainted_pairs": 5,
        "newcomers": 0,
        "uncovered": [],
        "unmet": [],
        "candidates": 13,
        "stopped": False,
        "cut": False,
    }


def test_the_same_idea_however_it_is_given(
    run: Run, idea: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, world_endpoint: str
) -> None:
    expected = suggested(run, "fjordby", "--about", idea)
    assert suggested(run, "fjordby", "--idea", IDEA) == expected
    for encoding in ("utf-8-sig", "cp1252", "utf-16"):
        saved = tmp_path / f"{encoding}.txt"
        saved.write_bytes(IDEA.encode(encoding))
        assert suggested(run, "fjordby", "--about", saved) == expected
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(IDEA.encode())))
    assert suggested(run, "fjordby", "--about", "-") == expected
    assert suggested(run, "fjordby", "--about", idea, "--endpoint", world_endpoint) == expected


def test_words_of_titles_count_beside_themes(run: Run) -> None:
    found = suggested(run, "nordvik", "--idea", "Solar panels in harbours, with Smart and greener towns", "--size", "8")
    assert found["sections"]["needs"] == []
    assert [(t["project_label"], t["words"]) for t in found["sections"]["titles"]] == [
        ("Solar harbours", ["Solar", "harbours"]),
        ("Greener towns", ["Greener", "towns"]),
        ("Smart towns", ["Smart", "towns"]),
    ]
    _, out, _ = run("suggest", "consortium", "nordvik", "--idea", "Solar panels in harbours", "--lang", "en")
    assert "The text names no theme of the graph; the set rests on titles of projects alone." in out
    assert "was in a project with words of the text in the title: Solar harbours" in out


def test_a_call_wants_three_countries_and_what_its_projects_work_on(run: Run) -> None:
    found = suggested(run, "nordvik", "--call", "HORISONT-KLIMA-2021-01", "--size", "6")
    assert found["call"] == "https://w3id.org/samkart/id/call/horisont-klima-01"
    assert found["countries"] == ["DE", "NO", "SE"]
    assert found["unmet"] == ["society"]
    assert [(n["theme_key"], [each["label"] for each in n["projects"]]) for n in found["sections"]["needs"]] == [
        ("circular-economy", ["Greener towns"]),
        ("climate-mitigation", ["Greener towns"]),
    ]
    _, out, _ = run("suggest", "consortium", "nordvik", "--call", "HORISONT-KLIMA-2021-01", "--size", "6")
    assert "Ingen kandidat kunne fylle dette: bedrifter eller sivilsamfunn." in out


def test_who_is_aboard_and_who_is_not_to_be_asked(run: Run) -> None:
    asked = ("fjordby", "--theme", "climate-mitigation", "--theme", "kunst og kultur", "--size", "5")
    found = suggested(run, *asked, "--with", "hamnby", "--without", "altburg", "--newcomers", "1")
    names = [(m["rank"], m["name_key"]) for m in found["sections"]["members"]]
    assert names[:2] == [(None, "fjordby"), (None, "hamnby")]
    assert "altburg" not in {name for _, name in names}
    assert any(m["newcomer"] for m in found["sections"]["members"] if m["rank"])


def test_a_set_that_cannot_be_filled_says_so(run: Run) -> None:
    code, out, _ = run(
        "suggest",
        "consortium",
        "fjordby",
        "--theme",
        "data-and-artificial-intelligence",
        "--size",
        "20",
        "--lang",
        "en",
    )
    assert code == 0
    assert "of 20: nobody else with a tie to what is wanted can be taken in" in out


def test_what_no_one_works_on_is_covered_by_nobody_or_by_what_it_belongs_under(run: Run) -> None:
    found = suggested(run, "fjordby", "--theme", "culture-and-sport", "--theme", "digitalisation", "--size", "3")
    assert [n["theme_key"] for n in found["sections"]["needs"]] == ["culture-and-sport", "digitalisation"]


def test_every_form_is_written(run: Run, tmp_path: Path) -> None:
    asked = ("suggest", "consortium", "fjordby", "--theme", "climate-mitigation", "--size", "3")
    code, out, _ = run(*asked, "--section", "members", "--format", "csv")
    assert code == 0
    assert out.splitlines()[0].startswith("rank,name,name_label") or out.splitlines()[0].startswith("rank,name")
    assert run(*asked, "--format", "markdown", "--lang", "nn")[1].startswith("# Konsortium for Fjordby kommune\n")
    assert run(*asked, "-o", tmp_path / "set.xlsx")[0] == 0
    assert (tmp_path / "set.xlsx").stat().st_size > 0


@pytest.mark.parametrize(
    ("asked", "code", "told"),
    [
        ((), 2, "say what it is for by one of idea, call and theme; 0 were given"),
        (("--idea", "x", "--theme", "klima"), 2, "say what it is for by one of idea, call and theme; 2 were given"),
        (
            ("--idea", "xyz abc"),
            2,
            "--idea: nothing in it names a theme, and no project's title has two of its words; name themes instead",
        ),
        (("--call", "nope"), 1, "nothing is called 'nope'"),
        (("--theme", "nope"), 1, "nothing is called 'nope'"),
        (("--theme", CLIMATE, "--size", "31"), 2, "--size: a consortium has from 2 to 30 actors, not 31"),
        (("--theme", CLIMATE, "--without", "fjordby"), 2, "--without: nobody can be aboard and left out"),
    ],
)
def test_what_cannot_be_asked(run: Run, asked: tuple[str, ...], code: int, told: str) -> None:
    found, out, err = run("suggest", "consortium", "fjordby", *asked)
    assert (found, out) == (code, "")
    assert err.splitlines()[0] == f"error: {told}"


def test_a_call_that_is_not_named_wholly_lists_the_candidates(run: Run) -> None:
    code, _, err = run("suggest", "consortium", "fjordby", "--call", "HORISONT-KLIMA")
    assert code == 1
    assert [line.strip() for line in err.splitlines()[2:]] == [
        "Cooler towns (HORISONT-KLIMA-2024-01, call/horisont-klima-03)",
        "Grønne byer (HORISONT-KLIMA-2021-01, call/horisont-klima-01)",
        "Sol i havn (HORISONT-KLIMA-2022-01, call/horisont-klima-02)",
    ]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "has no words; expected a text of some sentences"),
        (b" \n\t. 12\n", "has no words; expected a text of some sentences"),
        (b"PK\x03\x04rest", "this is a zip file or an Excel workbook (.xlsx), whatever its name says"),
        (b"%PDF-1.7", "this is a PDF"),
        (b"klima\0milj\xc3\xb8", "a NUL byte, which no text has"),
    ],
)
def test_a_file_that_is_no_text(run: Run, tmp_path: Path, content: bytes, told: str) -> None:
    file = tmp_path / "idea.txt"
    file.write_bytes(content)
    code, out, err = run("suggest", "consortium", "fjordby", "--about", file)
    assert (code, out) == (1, "")
    assert str(file) in err and told in err


def test_a_long_text_is_cut_which_is_told(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "long.txt"
    file.write_text("klimakutt " + "x" * 20_000 + " kunst og kultur", "utf-8")
    found = suggested(run, "fjordby", "--about", file, "--size", "3")
    assert found["cut"] is True
    assert [n["theme_key"] for n in found["sections"]["needs"]] == ["climate-mitigation"]
    _, out, _ = run("suggest", "consortium", "fjordby", "--about", file, "--size", "3", "--lang", "en")
    assert "The first 20,000 characters of the text were read, the rest was not." in out
