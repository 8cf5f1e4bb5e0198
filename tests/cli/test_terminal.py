"""On a terminal, in a pipe, stopped: what surrounds an answer."""

from __future__ import annotations

import fcntl
import os
import pty
import signal
import struct
import subprocess
import sys
import termios
import time
import unicodedata
from pathlib import Path

import pytest

KG = [sys.executable, "-m", "kg"]


def environment(home: Path, **extra: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in ("COLUMNS", "NO_COLOR", "LINES")}
    return {**kept, "SAMKART_STORE": str(home), "SAMKART_CONFIG": "", "PYTHONUTF8": "1", **extra}


def on_terminal(home: Path, columns: int, *arguments: str, **extra: str) -> str:
    """What a terminal of some width gets to see."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    with subprocess.Popen([*KG, *arguments], stdout=theirs, stderr=theirs, env=environment(home, **extra)) as process:
        os.close(theirs)
        content = b""
        while True:
            try:
                part = os.read(ours, 65536)
            except OSError:  # Linux: the other end is closed
                break
            if not part:
                break
            content += part
        process.wait(30)
    os.close(ours)
    return content.decode().replace("\r\n", "\n")


def width(line: str) -> int:
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in line)


@pytest.mark.parametrize("columns", [40, 60, 100])
@pytest.mark.parametrize("command", ["who fjordby --limit 3", "networks fjordby", "who fjordby --evidence --limit 2"])
def test_a_table_fits_the_terminal(world_home: Path, columns: int, command: str) -> None:
    shown = on_terminal(world_home, columns, *command.split(), NO_COLOR="1")
    table = [line for line in shown.splitlines() if not line.startswith("…")]
    assert len(table) >= 5
    assert max(map(width, table)) <= columns


def test_names_stay_readable_at_sixty_columns(world_home: Path) -> None:
    shown = on_terminal(world_home, 60, "who", "fjordby", "--limit", "2", NO_COLOR="1")
    assert shown.splitlines()[3:5] == [
        "Granstad  kommune  SE      3         2    1       2023  2.17",
        "Altburg   kommune  DE      4    2    1         1  2026  1.25",
    ]


@pytest.mark.slow
def test_colour_only_on_a_terminal_that_wants_it(world_home: Path) -> None:
    assert "\x1b[1m" in on_terminal(world_home, 100, "stats")
    assert "\x1b[31m" in on_terminal(world_home, 100, "who", "nobody-at-all")
    for arguments in (["stats"], ["who", "nobody-at-all"]):
        assert "\x1b" not in on_terminal(world_home, 100, *arguments, NO_COLOR="1")
        piped = subprocess.run([*KG, *arguments], capture_output=True, check=False, env=environment(world_home))
        assert b"\x1b" not in piped.stdout + piped.stderr


@pytest.mark.slow
def test_a_closed_pipe_is_no_error(world_home: Path) -> None:
    command = [*KG, "query", "SELECT * { ?s ?p ?o . ?x ?y ?z } LIMIT 60000", "--format", "csv"]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment(world_home)
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        assert process.wait(60) == 0
        assert process.stderr.read() == b""


@pytest.mark.slow
def test_ctrl_c_stops_a_query_with_130(world_home: Path) -> None:
    command = [*KG, "query", "-"]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment(world_home)
    ) as process:
        time.sleep(1)  # it waits for a query
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=30)
    assert (process.returncode, out, err.splitlines()[-1]) == (130, b"", b"stopped")


ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"


@pytest.mark.slow
@pytest.mark.parametrize("query", [ENDLESS, "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?c LIMIT 3"])
def test_ctrl_c_stops_what_the_engine_is_at(world_home: Path, tmp_path: Path, query: str) -> None:
    command = [*KG, "query", query, "--format", "csv", "-o", str(tmp_path / "a.csv")]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment(world_home)
    ) as process:
        time.sleep(1.5)
        process.send_signal(signal.SIGINT)
        begun = time.monotonic()
        out, err = process.communicate(timeout=30)
    assert (process.returncode, out, err.splitlines()[-1]) == (130, b"", b"stopped")
    assert time.monotonic() - begun < 5  # well within one on a machine that does nothing else
    assert list(tmp_path.iterdir()) == []


@pytest.mark.slow
def test_an_export_that_is_stopped_leaves_nothing(embedded_home: Path, tmp_path: Path) -> None:
    for wait in (0.5, 1.0, 1.5):
        command = [*KG, "export", "-o", str(tmp_path / "all.nq.gz")]
        with subprocess.Popen(command, stderr=subprocess.PIPE, env=environment(embedded_home)) as process:
            time.sleep(wait)
            process.send_signal(signal.SIGINT)
            process.wait(30)
        assert process.returncode in (130, -signal.SIGINT) or (tmp_path / "all.nq.gz").exists()
        assert [path.name for path in tmp_path.iterdir() if path.name != "all.nq.gz"] == []


@pytest.mark.slow
def test_a_long_answer_shows_how_far_it_has_come_and_a_short_one_does_not(world_home: Path) -> None:
    ours, theirs = pty.openpty()
    with subprocess.Popen([*KG, "query", ENDLESS], stderr=theirs, env=environment(world_home)) as process:
        os.close(theirs)
        shown = os.read(ours, 65536).decode()
        process.send_signal(signal.SIGINT)
        assert process.wait(30) == 130
    os.close(ours)
    assert "samkart: query  1 s" in shown
    assert "samkart: " not in on_terminal(world_home, 100, "who", "fjordby", "--limit", "1")


@pytest.mark.slow
def test_progress_is_not_for_pipes(world_home: Path, tmp_path: Path) -> None:
    done = subprocess.run([*KG, "network"], capture_output=True, check=True, env=environment(world_home))
    assert done.stderr == b""
    command = [*KG, "export", "-o", str(tmp_path / "all.nq")]
    done = subprocess.run(command, capture_output=True, check=True, env=environment(world_home))
    assert (done.stdout, done.stderr) == (b"", b"")


@pytest.mark.slow
@pytest.mark.parametrize("form", ["trig", "nquads", "jsonld"])
def test_an_export_whose_reader_has_gone_is_no_error(embedded_home: Path, form: str) -> None:
    with subprocess.Popen(
        [*KG, "export", "--format", form],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(embedded_home),
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.read(100)
        process.stdout.close()
        assert process.wait(60) == 0
        assert process.stderr.read() == b""


def completed(home: Path, line: str) -> list[str]:
    words = {"_KG_COMPLETE": "bash_complete", "COMP_WORDS": line, "COMP_CWORD": str(len(line.split(" ")) - 1)}
    done = subprocess.run(
        [sys.executable, "-c", "from kg.cli import main; import sys; sys.argv[0] = 'kg'; main()"],
        capture_output=True,
        text=True,
        check=True,
        env=environment(home, **words),
    )
    assert done.stderr == ""
    return [each.partition(",")[2] for each in done.stdout.splitlines() if each]


@pytest.mark.slow
def test_completion(world_home: Path, tmp_path: Path) -> None:
    assert completed(world_home, "kg who fjo") == ["fjordby", "fjordraadet"]
    assert completed(world_home, "kg who øy") == ["oeyene"]
    assert completed(world_home, "kg who fjordby --theme kli") == ["climate-and-environment", "climate-mitigation"]
    assert completed(world_home, "kg who fjordby --programme gren") == ["grensebro", "grensebro-natur"]
    assert completed(world_home, "kg query network/me") == ["network/members"]
    assert completed(world_home, "kg pro") == ["programmes"]
    assert completed(tmp_path / "no-store", "kg who fjo") == []
