"""`kg ask`: the choice on standard error and in JSON, the answer on standard output."""

from __future__ import annotations

import json

from kg.api import Samkart
from kg.questions.answer import Answer
from tests.cli.conftest import Run


def test_the_answer_is_that_of_the_command_and_the_choice_is_told(run: Run) -> None:
    code, out, err = run("ask", "Hvem er Fjordbys partnere?", "--limit", "0")
    assert code == 0
    assert out == run("who", "fjordby", "--limit", "0")[1]
    assert err.splitlines()[:3] == [
        "Forstått som: Hvem samarbeider en aktør med? (who)",
        "  actor: Fjordby kommune – «Fjordbys»",
        "  kg who fjordby",
    ]


def test_words_need_no_quotes_and_a_report_is_written_by_sections(run: Run) -> None:
    code, out, err = run("ask", "Compare", "Fjordby", "and", "Nordvik", "--lang", "en")
    assert code == 0
    assert out == run("compare", "fjordby", "nordvik", "--lang", "en")[1]
    assert "  kg compare fjordby nordvik" in err.splitlines()


def test_json_tells_the_choice_in_every_record_and_in_a_report(run: Run) -> None:
    rows = json.loads(run("ask", "Hvilke vennskapsbyer har Fjordby?", "--format", "json")[1])
    assert rows
    assert {row["asked"]["chosen"]["command"] for row in rows} == {"kg query actor/twin-towns -p actor=fjordby"}
    report = json.loads(run("ask", "Hva mangler Fjordby?", "--format", "json")[1])
    assert report["asked"]["chosen"]["name"] == "gaps"


def test_what_is_not_clear_is_listed_with_exit_code_1(run: Run) -> None:
    code, out, err = run("ask", "Fjordby", "--lang", "en")
    assert (code, err) == (1, "")
    assert out.count("-p actor=fjordby") == 5
    assert out.splitlines()[-1].startswith("It is not clear which question is meant")
    code, out, _ = run("ask", "bake", "kake", "--format", "json")
    assert (code, json.loads(out)) == (1, [])


def test_which_asks_nothing_and_lists_the_choice_first(run: Run) -> None:
    code, out, err = run("ask", "--which", "Hvilke vennskapsbyer har Fjordby?", "--format", "json")
    assert (code, err) == (0, "")
    assert json.loads(out)[0]["command"] == "kg query actor/twin-towns -p actor=fjordby"


def test_what_writes_a_file_is_told_and_not_run(run: Run) -> None:
    code, out, err = run("ask", "Lag et kart over Fjordby")
    assert (code, out) == (0, "")
    assert "  kg map fjordby" in err.splitlines()
    assert "Den lager en fil; kjør kommandoen." in err.splitlines()


def test_an_empty_sentence_is_wrong_usage(run: Run) -> None:
    assert run("ask", " ")[0] == 2


def test_python_gives_the_same_choice_and_answer(world: Samkart) -> None:
    found = world.sentence("Hvilke vennskapsbyer har Fjordby?")
    assert found.chosen is not None
    assert found.chosen.command == "kg query actor/twin-towns -p actor=fjordby"
    assert isinstance(found.answer, Answer)
    assert list(found.answer) == list(world.ask("actor/twin-towns", actor="fjordby"))
    assert repr(found) == "<'Hvilke vennskapsbyer har Fjordby?': kg query actor/twin-towns -p actor=fjordby>"
    nothing = world.sentence("bake kake")
    assert (nothing.chosen, nothing.answer, nothing.table.exit_code) == (None, None, 1)
