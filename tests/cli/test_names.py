"""The shell tells what a name led to, finds what a text is about, and takes back whatever it prints."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.vocab import SKD
from tests.cli.conftest import Run
from tests.conftest import WORLD, build_home
from tests.questions.test_naming import ENDED, NAMESAKES


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a store with the made-up world and the namesakes."""
    return build_home(tmp_path_factory.mktemp("namesakes"), WORLD, NAMESAKES)


def test_the_shell_tells_on_standard_error_and_in_json(run: Run, home: Path) -> None:
    code, out, err = run("who", "Lillevik", "--format", "json", "--store", home)
    note = f"{ENDED} and lives on in Fjordby kommune (actor/fjordby); itself it is actor/lillevik"
    assert (code, err) == (0, f"note: {note}\n")
    assert {str(record["notices"]) for record in json.loads(out)} == {str([note])}
    code, out, err = run("show", "Vik", "--format", "json", "--store", home)
    card = json.loads(out)
    assert (code, card["iri"], len(err.splitlines())) == (0, SKD + "actor/vik-fylke", 1)
    assert card["also_named"][0]["iri"] == SKD + "actor/vik-fylke-2019"
    code, out, err = run("query", "actor/card", "-p", "actor=lillevik", "--format", "json", "--store", home)
    assert (code, json.loads(out)[0]["population"], err) == (0, 30000, f"note: {note}\n")
    code, out, _ = run("find", "Lillevik", "--format", "json", "--store", home)
    assert [record["key"] for record in json.loads(out)] == ["actor/lillevik"]
    assert "Vik fylkeskommune" in run("network", "Vik", "--at", "2019", "--store", home)[2]


@pytest.mark.parametrize("command", [("who",), ("networks",), ("themes",), ("network",), ("brief",)])
def test_every_verb_tells_it_once(run: Run, home: Path, tmp_path: Path, command: tuple[str, ...]) -> None:
    output = ("-o", tmp_path / "brief.md") if command == ("brief",) else ()
    code, _, err = run(*command, "Lillevik", "--store", home, *output)
    assert (code, err.count("lives on in")) == (0, 1)


@pytest.mark.parametrize(
    ("text", "found", "command"),
    [
        ("klima Fjordby", ["climate-and-environment", "climate-mitigation", "fjordby", "klimapakten"],
         "kg who actor/fjordby --theme climate-and-environment"),
        ("hvem jobber med klima?", ["climate-and-environment", "climate-mitigation", "klimapakten"],
         "kg query theme/actors-in-country -p theme=climate-and-environment -p country=NO"),
        ("Who works on circular economy in Sweden", ["circular-economy"],
         "kg query theme/actors-in-country -p theme=circular-economy -p country=SE"),
        ("kven samarbeider Lillevik med", ["actor/lillevik"], "kg who actor/fjordby"),
        ("hvem er Dal med", ["dal-nordfjell", "dal-soerkyst"], ""),
    ],
)  # fmt: skip
def test_a_question_finds_what_its_words_name(run: Run, home: Path, text: str, found: list[str], command: str) -> None:
    code, out, err = run("find", text, "--store", home, "--format", "json")
    records = json.loads(out)
    assert (code, err, sorted(record["key"] for record in records)) == (0, "", sorted(found))
    assert {record["ask"] for record in records} == {command or None}
    code, out, err = run("find", text, "--store", home, "--lang", "en")
    last = out.splitlines()[-1]
    assert last.startswith("Nothing is called this; found by the words ")
    assert last.endswith(f" Ask it so: {command}" if command else ".")
    if command.startswith("kg who"):
        assert run(*command.split()[1:], "--store", home)[0] == 0


@pytest.mark.parametrize("text", ["hvem er med", "qwertyuiop asdfgh", "?!"])
def test_nothing_is_found_where_no_word_names_anything(run: Run, home: Path, text: str) -> None:
    code, out, err = run("find", text, "--store", home)
    assert (code, out) == (1, "") and err.startswith(f"error: nothing is called {text!r}")


def test_a_tie_and_a_country_are_shown(run: Run) -> None:
    code, out, err = run("show", "twinning/fjordby-granstad", "--lang", "en")
    assert (code, err) == (0, "") and "Granstad" in out and "Register over vennskapsbyer" in out
    code, out, err = run("show", "membership/soerhavn-fjordraadet", "--lang", "en")
    assert out.startswith("membership/soerhavn-fjordraadet · ")
    assert run("show", "country/NO")[1].startswith("Norge · land · NO\n")
    assert run("query", "source/of-fact", "-p", "entity=country/NO")[0] == 0


def test_the_reader_s_country_is_a_setting(run: Run, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run("show", "Os", "--store", home)[1].startswith("Os kommune · kommune · aas\n")
    monkeypatch.setenv("SAMKART_COUNTRY", "se")
    assert run("show", "Os", "--store", home)[1].startswith("Os · kommune · os-se\n")
    monkeypatch.setenv("SAMKART_COUNTRY", "Sverige")
    assert run("show", "Os", "--store", home)[0] == 2
