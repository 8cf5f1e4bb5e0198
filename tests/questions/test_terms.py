"""The standard terms: one line each, read when they are asked for, and everything wrong with them told at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import BadData
from kg.questions.question import load_all
from kg.questions.terms import NO_TERMS, Term, Terms, standard_terms
from kg.resources import queries_dir

LINES = """# What stands once.
[parameters]
at = { type = "date", nb = "den dagen", nn = "den dagen", en = "on that day" }

[columns]
start = { type = "date", nb = "Fra", nn = "Frå", en = "From" }
since = "start"
"""


def complaints(text: str) -> list[str]:
    with pytest.raises(BadData, match=r"^_terms\.toml cannot be used$") as caught:
        Terms(text).check()
    return [str(problem) for problem in caught.value.problems]


def test_terms_are_read() -> None:
    terms = Terms(LINES)
    terms.check()
    start = Term("date", {"nb": "Fra", "nn": "Frå", "en": "From"})
    assert (terms.names("parameters"), terms.names("columns")) == (["at"], ["start", "since"])
    assert (terms.get("columns", "start"), terms.get("columns", "since")) == (start, start)
    assert terms.get("parameters", "start") is None


def test_all_problems_of_the_terms_at_once() -> None:
    text = LINES.replace('"date", nb = "Fra"', '"dato", nb = ""') + 'until = "since"\nend = "strat"\nstart = "since"\n'
    found = [message.partition("; expected")[0] for message in complaints(text)]
    assert found == [
        "_terms.toml, row 10: expected [parameters] and [columns], each name once, one to a line: NAME = …",
        "_terms.toml, row 6, column columns.start.type: 'dato' is not a type",
        "_terms.toml, row 6, column columns.start.nb: missing",
        "_terms.toml, row 8, column columns.until: 'since' is itself like another; name that one",
        "_terms.toml, row 9, column columns.end: there is no standard term 'strat'; nearest: start",
    ]
    assert complaints("at = 1\n[other]\nx = 1\n")[0].startswith("_terms.toml, row 1: expected [parameters]")
    assert complaints("[columns]\nstart = {\n")[0].startswith("_terms.toml, column start: _terms.toml, row 2: not TOML")


def test_a_folder_has_its_own_terms(tmp_path: Path) -> None:
    assert standard_terms(tmp_path) is NO_TERMS
    folder = tmp_path / "queries"
    (folder / "a").mkdir(parents=True)
    (folder / "_terms.toml").write_text(LINES, "utf-8")
    header = '# nb = "N"\n# nn = "N"\n# en = "N"\n# columns = ["since"]\n'
    (folder / "a" / "b.rq").write_text(header + "SELECT ?since {}\n", "utf-8")
    (question,) = load_all(folder)
    assert [(column.name, column.labels["nn"]) for column in question.columns] == [("since", "Frå")]


def test_the_standard_terms_can_be_read() -> None:
    standard_terms(queries_dir()).check()
