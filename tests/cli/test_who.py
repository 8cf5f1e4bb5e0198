from __future__ import annotations

import json

from tests.cli.conftest import Run


def test_a_table(run: Run) -> None:
    code, out, err = run("who", "fjordby", "--limit", "3")
    assert (code, err) == (0, "")
    assert out == open_expected("who.txt")


def test_json_has_values_and_labels(run: Run) -> None:
    code, out, _ = run("who", "fjordby", "--limit", "1", "--format", "json", "--lang", "en")
    assert code == 0
    (row,) = json.loads(out)
    assert row == json.loads(open_expected("who.json"))


def test_evidence_names_the_sources(run: Run) -> None:
    code, out, _ = run("who", "fjordby", "--via", "twinning", "--evidence", "--format", "csv")
    assert code == 0
    assert out == open_expected("evidence.csv")


def test_on_a_day(run: Run) -> None:
    code, out, _ = run("who", "fjordby", "--at", "2020-06-12", "--format", "tsv", "--via", "twinning,network")
    assert code == 0
    assert out == open_expected("at.tsv")


def open_expected(name: str) -> str:
    from pathlib import Path

    return (Path(__file__).parent / "expected" / name).read_text("utf-8")


def test_a_word_after_evidence_that_is_none_is_told(run: Run) -> None:
    code, out, err = run("who", "fjordby", "--evidence", "sure")
    assert (code, out) == (2, "")
    assert err.splitlines()[-1] == "error: --evidence: 'sure' is not a strength of evidence; expected own, stated, any"
    code, out, err = run("who", "--evidence", "fjordby", "more")
    assert (code, out) == (2, "")
    assert err.splitlines()[-1] == "Error: Got unexpected extra argument (more)"
