"""The whole command line where Python has what it has on Windows: no fcntl, no fork, few signals, files held open.

What stands in for Windows is `tests/other_systems/sitecustomize.py`, which a child process meets as it starts.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from kg.cli import _VERBS
from kg.store import layout
from tests.conftest import own_copy

ROOT = Path(__file__).parents[2]
LACKING = str(ROOT / "tests" / "other_systems")
DRIVER = """
import contextlib, io, json, os, sys
from kg.cli import main
found = []
for arguments in json.load(sys.stdin):
    out, err = io.TextIOWrapper(io.BytesIO(), "utf-8"), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            main(arguments)
        except SystemExit as ended:
            code = ended.code or 0
    out.flush()
    found.append([code, out.buffer.getvalue().decode(), err.getvalue()])
present = sorted(name for name in ("fcntl", "resource", "termios") if sys.modules.get(name))
print(json.dumps([found, present]), file=sys.__stdout__)
"""
READER = """
import pathlib, sys
from kg.store.view import LocalView
view = LocalView(pathlib.Path(sys.argv[1]))
print("held", flush=True)
input()
"""
CALLS = [
    ["who", "fjordby", "--limit", "3"],
    ["show", "fjordby"],
    ["find", "fjordby"],
    ["path", "fjordby", "nordfjell-fylke"],
    ["ask", "hvem samarbeider Fjordby kommune med"],
    ["themes", "fjordby"],
    ["networks", "fjordby"],
    ["conflicts"],
    ["programmes", "--country", "NO"],
    ["map", "fjordby", "-o", "map.html"],
    ["map", "fjordby", "-o", "map.svg"],
    ["map", "fjordby", "-o", "map.graphml"],
    ["chart", "fjordby", "-o", "chart.svg"],
    ["compare", "fjordby", "nordfjell-fylke"],
    ["region", "fjordby", "nordfjell-fylke"],
    ["gaps", "fjordby"],
    ["suggest", "partners", "fjordby"],
    ["brief", "fjordby", "-o", "brief.html"],
    ["brief", "fjordby", "-o", "brief.docx"],
    ["survey", "fjordby", "-o", "survey.xlsx"],
    ["network", "fjordby"],
    ["communities", "fjordby"],
    ["brokers", "fjordby"],
    ["levels", "fjordby"],
    ["diff", "2020"],
    ["states"],
    ["imports"],
    ["link", "candidates"],
    ["link", "show", "fjordby"],
    ["match", "contacts.csv", "-o", "matched.csv"],
    ["changes", "fjordby", "--from", "2015..2019", "--to", "2020..2024"],
    ["query", "actor/themes", "-p", "actor=fjordby", "--format", "csv"],
    ["query", "SELECT ?a ?b { ?a skos:prefLabel ?b } ORDER BY ?a ?b LIMIT 5", "--format", "json"],
    ["query", "CONSTRUCT { ?a a ?b } { ?a a ?b } LIMIT 1"],
    ["questions", "actor/themes"],
    ["sources"],
    ["stats"],
    ["coverage", "fjordby"],
    ["check", "--tables"],
    ["build", "--help"],
    ["import", "--help"],
    ["fetch", "no-such-source"],
    ["remove", "no-such-source", "--yes"],
    ["export", "-o", "graph.nq"],
    ["site", "actor/fjordby", "who/fjordby", "-o", "pages"],
    ["serve", "--help"],
    ["mcp", "--help"],
]


def environment(home: Path, *, lacking: bool, **extra: str) -> dict[str, str]:
    path = [LACKING, str(ROOT)] if lacking else [str(ROOT)]
    own = {"SAMKART_STORE": str(home), "SAMKART_CONFIG": "", "PYTHONUTF8": "1", "NO_COLOR": "1"}
    return {**os.environ, **own, "PYTHONPATH": os.pathsep.join(path), **extra}


def called(folder: Path, home: Path, calls: list[list[str]], *, lacking: bool, **extra: str) -> list[list[Any]]:
    """(exit code, output, what was said) of some commands, one after the other in one process, working in `folder`."""
    folder.mkdir(exist_ok=True)
    done = subprocess.run(
        [sys.executable, "-c", DRIVER],
        input=json.dumps(calls),
        cwd=folder,
        env=environment(home, lacking=lacking, **extra),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    found: list[list[Any]]
    found, present = json.loads(done.stdout.splitlines()[-1])
    assert not lacking or present == []
    return found


def files(folder: Path) -> dict[str, bytes]:
    found = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


@pytest.mark.slow
def test_every_verb_answers_as_on_linux(world_home: Path, tmp_path: Path) -> None:
    assert {call[0] for call in CALLS} == set(_VERBS)
    for place in ("here", "there"):
        (tmp_path / place).mkdir()
        (tmp_path / place / "contacts.csv").write_text("name,country\nFjordby kommune,NO\nUkjent AS,NO\n", "utf-8")
    here = called(tmp_path / "here", world_home, CALLS, lacking=False)
    there = called(tmp_path / "there", world_home, CALLS, lacking=True)
    assert there == here
    assert [call for call, (code, *_) in zip(CALLS, there, strict=True) if code] == [
        ["fetch", "no-such-source"],
        ["remove", "no-such-source", "--yes"],
    ]
    assert not any("Traceback" in str(said) for _, _, said in there)
    ours, theirs = files(tmp_path / "here"), files(tmp_path / "there")
    assert ours.keys() == theirs.keys()
    assert {name for name in ours if not name.endswith((".docx", ".xlsx")) and ours[name] != theirs[name]} == set()


@pytest.mark.slow
def test_a_build_and_an_import_give_the_same_graph(embedded_home: Path, tmp_path: Path) -> None:
    calls = [["build", "--force"], ["who", "baerum", "--limit", "2"]]
    generation = layout.current(embedded_home)
    assert generation is not None
    home = tmp_path / "home"
    (code, out, _), answer = called(tmp_path / "work", home, calls, lacking=True, SAMKART_TEST_REPLACE_FAILS="3")
    assert code == 0
    assert Path(str(out).strip()).name == generation.name
    assert answer == called(tmp_path / "work", embedded_home, calls[1:], lacking=False)[0]
    assert layout.manifest_of(layout.current(home)) == layout.manifest_of(generation)
    assert not list(home.rglob("*.part"))


def test_a_file_that_stays_held_open_is_told_in_one_sentence(world_home: Path, tmp_path: Path) -> None:
    work = tmp_path / "work"
    work.mkdir()
    (work / "x.csv").write_text("before")
    call = ["stats", "--format", "csv", "-o", "x.csv"]
    ((code, out, said),) = called(work, world_home, [call], lacking=True, SAMKART_TEST_REPLACE_FAILS="1000000")
    assert (code, out) == (1, "")
    assert said == (
        "error: x.csv cannot be written: another program has it open, or it may not be replaced; close it there and"
        " try again\n"
    )
    assert files(work) == {"x.csv": b"before"}


@pytest.mark.parametrize("failing", ["1", "5"])
def test_a_file_that_is_held_open_for_a_moment_is_replaced(world_home: Path, tmp_path: Path, failing: str) -> None:
    call = ["stats", "--format", "csv", "-o", "x.csv"]
    found = called(tmp_path / "work", world_home, [call], lacking=True, SAMKART_TEST_REPLACE_FAILS=failing)
    assert found == [[0, "", ""]]
    assert list(files(tmp_path / "work")) == ["x.csv"]


def test_a_reader_without_fcntl_keeps_its_generation_from_a_builder_with_it(world_home: Path, tmp_path: Path) -> None:
    home = own_copy(world_home, tmp_path / "home")
    with subprocess.Popen(
        [sys.executable, "-c", READER, str(home)],
        env=environment(home, lacking=True),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as reader:
        assert reader.stdin is not None and reader.stdout is not None
        held = layout.current(home)
        assert held is not None and reader.stdout.readline() == "held\n"
        with layout.staging(home) as folder:
            new = layout.publish(home, folder, "new")
        layout.remove_unused(home)
        assert sorted((home / "generations").iterdir()) == sorted([held, new])
        reader.kill()
        reader.wait()
        layout.remove_unused(home)  # a lock goes with the process that held it
        assert list((home / "generations").iterdir()) == [new]


def test_a_settings_file_from_notepad_is_read(world_home: Path, tmp_path: Path) -> None:
    config = tmp_path / "config.toml"
    config.write_bytes(b'\xef\xbb\xbflang = "en"\r\ncountry = "NO"\r\n')
    call = ["stats", "--format", "csv"]
    found = called(tmp_path / "work", world_home, [call], lacking=True, SAMKART_CONFIG=str(config))
    assert found == called(tmp_path / "work", world_home, [[*call, "--lang", "en"]], lacking=False)
