"""A command ends within the time that it is given and a query within its rows and its memory: told in one sentence."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import click
import pytest

from kg.api import Samkart
from kg.cli import cli
from kg.errors import KgError, Usage
from tests.cli.conftest import Run

ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
PRODUCT = "?a ?b ?c . ?d ?e ?f"
MORE = "ask for fewer (LIMIT), or allow more with --max-rows (max_rows= in Python; 0 is no limit)"
TOO_SLOW = (
    "error: not finished within 0.5 seconds; allow it more with --timeout SECONDS or SAMKART_TIMEOUT (0 is no limit)\n"
)


def kg(home: Path, *arguments: str, **extra: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "SAMKART_STORE": str(home), "SAMKART_CONFIG": "", "NO_COLOR": "1", **extra}
    command = [sys.executable, "-m", "kg", *arguments]
    return subprocess.run(command, env=environment, capture_output=True, encoding="utf-8", check=False)


def commands(group: click.Group, path: tuple[str, ...] = ()) -> list[tuple[tuple[str, ...], click.Command]]:
    found = []
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        found += commands(command, (*path, name)) if isinstance(command, click.Group) else [((*path, name), command)]
    return found


def test_every_command_takes_a_time() -> None:
    found = commands(cli)
    assert len(found) > 30
    assert [path for path, command in found if "timeout" not in {each.name for each in command.params}] == []


@pytest.mark.parametrize("how", [{"SAMKART_TIMEOUT": "0.5"}, {}])
def test_a_query_that_takes_too_long_is_ended(world_home: Path, tmp_path: Path, how: dict[str, str]) -> None:
    option = [] if how else ["--timeout", "0.5"]
    done = kg(world_home, "query", ENDLESS, "-o", str(tmp_path / "x.csv"), *option, **how)
    assert (done.returncode, done.stdout, done.stderr) == (1, "", TOO_SLOW)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.slow
@pytest.mark.parametrize("command", ["build --force", "map asker -o x.svg", "brief asker -o x.pdf"])
def test_other_commands_that_take_too_long_are_ended_and_nothing_is_left(
    embedded_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    monkeypatch.chdir(tmp_path)
    before = sorted(path for path in embedded_home.rglob("*") if "rdf" not in path.parts)
    done = kg(embedded_home, *command.split(), "--timeout", "0.5")
    assert "Traceback" not in done.stderr
    if "brief" not in command or done.returncode:  # a paper may be whole before it is heard in the middle of it
        assert (done.returncode, done.stdout) == (1, ""), done.stderr
        assert done.stderr.endswith(TOO_SLOW)
        assert list(tmp_path.iterdir()) == []
    assert sorted(path for path in embedded_home.rglob("*") if "rdf" not in path.parts) == before


@pytest.mark.parametrize(
    ("query", "rows"),
    [
        (f"SELECT * {{ {PRODUCT} }}", 1000),
        (f"SELECT * {{ {PRODUCT} }} ORDER BY ?a", 1000),
        (f"SELECT ?nothing {{ {PRODUCT} }}", 10),
        (f"CONSTRUCT {{ ?a ?b ?f }} {{ {PRODUCT} }}", 1000),
        ("SELECT ?a { ?a ?b ?c } LIMIT 8", 7),
        ("SELECT ?a { ?a ?b ?c } ORDER BY ?a LIMIT 8 OFFSET 3", 7),
        ("stats/classes", 2),
    ],
)
def test_an_answer_with_more_rows_is_an_error(run: Run, tmp_path: Path, query: str, rows: int) -> None:
    code, out, err = run("query", query, "--max-rows", str(rows), "-o", tmp_path / "x")
    assert (code, out) == (1, "")
    assert err.endswith(f"error: the answer has more than {rows:,} rows; {MORE}\n")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("query", "rows"),
    [
        ("SELECT ?a ?c { ?a ?b ?c } LIMIT 8", 8),
        ("SELECT ?a { ?a ?b ?c } ORDER BY ?a LIMIT 8 OFFSET 3", 8),
        ('SELECT * { VALUES ?x { "},{\\"x" "}},{" "a\\nb" } }', 3),
        ("SELECT ?nothing { ?a ?b ?c } LIMIT 5", 5),
        ("SELECT ?a ?nothing { { ?a ?b ?c } UNION { ?d ?e ?f } } LIMIT 2000", 2000),
        ("SELECT ?a { ?a ?b ?c } LIMIT 8", 0),
    ],
)
def test_an_answer_with_as_many_rows_is_given(run: Run, query: str, rows: int) -> None:
    code, out, _ = run("query", query, "--max-rows", str(rows), "--format", "jsonl")
    assert code == 0
    assert len(out.splitlines()) == (rows or 8)


def test_memory_is_bounded(world_home: Path) -> None:
    query = "SELECT (COUNT(*) AS ?n) { SELECT DISTINCT ?a ?b ?c ?d ?e ?f { ?a ?b ?c . ?d ?e ?f } }"
    done = kg(world_home, "query", query, SAMKART_MEMORY="130 MB")
    assert (done.returncode, done.stdout) == (1, ""), done.stderr
    assert done.stderr == (
        "error: the query needs more than 0.1 GB of memory; ask for less (LIMIT, no product of patterns that share no"
        " variable), or set SAMKART_MEMORY to more, as in 8 GB\n"
    )


def test_python_has_the_same_limits(world: Samkart) -> None:
    with pytest.raises(KgError, match=r"^the query was not answered within 0\.5 seconds; allow it more with timeout="):
        world.query(ENDLESS, timeout=0.5)
    with pytest.raises(KgError, match=r"^the answer has more than 3 rows; "):
        world.select("SELECT * { ?a ?b ?c }", max_rows=3)
    assert len(world.select("SELECT * { ?a ?b ?c } LIMIT 3", max_rows=3, timeout=0).rows) == 3
    for wrong in ({"timeout": -1.0}, {"timeout": float("nan")}, {"max_rows": -1}):
        with pytest.raises(Usage):
            world.query("ASK {}", **wrong)


def test_an_endpoint_has_them_too(world_endpoint: str, run: Run) -> None:
    code, _, err = run("query", "SELECT * { ?a ?b ?c }", "--max-rows", "3", "--endpoint", world_endpoint)
    assert (code, err) == (1, f"error: the answer has more than 3 rows; {MORE}\n")
    code, _, err = run("query", "CONSTRUCT WHERE { ?a ?b ?c }", "--max-rows", "3", "--endpoint", world_endpoint)
    assert (code, err) == (1, f"error: the answer has more than 3 rows; {MORE}\n")


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("SAMKART_TIMEOUT", "soon", "'soon' is not a number of seconds; expected one as in 60, or 0 for no limit"),
        ("SAMKART_TIMEOUT", "-1", "'-1' is not a number of seconds"),
        (
            "SAMKART_MEMORY",
            "much",
            "SAMKART_MEMORY 'much' is not enough or no amount of memory",
        ),
        (
            "SAMKART_MEMORY",
            "1 KB",
            "SAMKART_MEMORY '1 KB' is not enough or no amount of memory",
        ),
    ],
)
def test_a_setting_that_is_none_is_told(
    run: Run, monkeypatch: pytest.MonkeyPatch, name: str, value: str, message: str
) -> None:
    monkeypatch.setenv(name, value)
    code, _, err = run("stats")
    assert code == 2
    assert message in err


def test_a_command_that_is_quick_is_not_stopped_later(run: Run) -> None:
    assert run("stats", "--timeout", "0.9")[0] == 0
    time.sleep(1)
