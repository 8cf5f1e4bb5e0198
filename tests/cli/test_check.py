"""`kg check` on the command line: a row for every problem, exit code 1 if there is one."""

from __future__ import annotations

from pathlib import Path

from kg.checks import check_tables
from tests.cli.conftest import Run

BAD = Path(__file__).parents[1] / "sources" / "curated" / "bad"


def test_nothing_is_wrong_with_the_embedded_tables(run: Run) -> None:
    assert run("check", "--tables", "--format", "csv") == (0, "severity,where,what,message\n", "")
    assert run("check", "--tables")[1].splitlines()[-1] == "nothing is wrong"


def test_all_problems_are_listed_with_their_place(run: Run) -> None:
    problems = check_tables(BAD)
    code, out, _ = run("check", BAD, "--format", "tsv")
    assert code == 1
    assert [line.split("\t") for line in out.splitlines()[1:]] == [
        ["problem", each.file + (f" row {each.row}" if each.row else ""), each.column, each.message.replace("\t", " ")]
        for each in problems
    ]


def test_a_folder_that_is_not_there(run: Run, tmp_path: Path) -> None:
    code, out, err = run("check", tmp_path / "nowhere")
    assert (code, out) == (2, "")
    assert "does not exist" in err
