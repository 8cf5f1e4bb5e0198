"""Where answers go: by the ending of a file, to pipes and devices, as bytes that do not depend on the terminal."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from openpyxl import load_workbook

from kg.cli.writing.answers import ENDINGS, chosen
from kg.errors import Usage
from kg.vocab import SKD
from tests.cli.conftest import Run

EVERY = ".txt, .json, .jsonl, .ndjson, .csv, .tsv, .md, .markdown, .xlsx"


@pytest.mark.parametrize(
    ("form", "output", "meant"),
    [
        (None, "-", "table"),
        ("csv", "-", "csv"),
        (None, "a.CSV", "csv"),
        (None, "a.ndjson", "jsonl"),
        (None, "a.b.xlsx", "xlsx"),
        (None, "answer", "table"),
        ("tsv", "answer", "tsv"),
        ("csv", "a.txt", "csv"),
        (None, "a.txt", "table"),
        ("json", "/dev/null", "json"),
    ],
)
def test_the_format_that_is_meant(form: str | None, output: str, meant: str) -> None:
    assert chosen(form, output, ENDINGS) == meant


@pytest.mark.parametrize("output", ["a.xls", "a.doc", "a.csv.gz", "x.ttl", "b.pdf", "a.CSVX"])
def test_an_ending_that_is_not_known(run: Run, tmp_path: Path, output: str) -> None:
    code, out, err = run("who", "fjordby", "-o", tmp_path / output)
    assert (code, out) == (2, "")
    assert err == f"error: --output: {output!r}: unknown ending; expected one of {EVERY}\n"
    assert run("stats", "--format", "csv", "-o", tmp_path / output)[0] == 2
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--format", "csv", "-o", "a.json"), "--output: --format csv is written to .csv, not to 'a.json'"),
        (("--format", "xlsx", "-o", "a.txt"), "--output: --format xlsx is written to .xlsx, not to 'a.txt'"),
        (("--excel", "-o", "a.xlsx"), "--excel: is for CSV, not for xlsx"),
        (
            ("--excel", "--format", "json"),
            "--excel: is for CSV, not for json",
        ),
    ],
)
def test_what_does_not_go_together(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], message: str
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("stats", *arguments) == (2, "", f"error: {message}\n")
    assert list(tmp_path.iterdir()) == []


def test_a_workbook_from_the_shell(run: Run, tmp_path: Path) -> None:
    target = tmp_path / "a.xlsx"
    assert run("who", "fjordby", "--via", "twinning", "--lang", "en", "-o", target) == (0, "", "")
    book = load_workbook(target)
    assert book.sheetnames == ["Answer", "Sources", "About"]
    assert [cell.value for cell in book["Answer"][2]][-2:] == [f"{SKD}actor/granstad", "granstad"]
    assert [[cell.value for cell in row] for row in book["Sources"]] == [
        ["Source", "Address"],
        ["Register over vennskapsbyer", "https://example.org/register"],
    ]
    about = {row[0].value: row[1].value for row in book["About"]}
    assert about["What was asked"] == "kg who fjordby --via twinning --lang en"
    assert set(about) >= {"Day", "Language", "Rows", "How complete", "Graph", "Made with"}
    first = target.read_bytes()
    assert run("who", "fjordby", "--via", "twinning", "--lang", "en", "--format", "xlsx", "-o", target) == (0, "", "")
    again = load_workbook(target)
    assert [[c.value for c in row] for row in again["Answer"]] == [[c.value for c in row] for row in book["Answer"]]
    assert run("who", "fjordby", "--via", "twinning", "--lang", "en", "-o", target) == (0, "", "")
    assert target.read_bytes() == first


@pytest.mark.parametrize(
    "command",
    [
        "show fjordby",
        "find fjord",
        "path nordvik altburg",
        "themes",
        "networks fjordby",
        "programmes",
        "sources",
        "stats",
        "conflicts",
        "coverage fjordby",
        "compare fjordby nordvik",
        "gaps soerhavn",
        "suggest partners fjordby",
        "network fjordby --no-intervals",
        "communities",
        "brokers",
        "levels",
        "changes",
        "questions",
        "query stats/classes",
        "query SELECT(1AS?x){}",
        "who fjordby --evidence",
    ],
)
def test_every_table_as_a_workbook(run: Run, tmp_path: Path, command: str) -> None:
    target = tmp_path / "a.xlsx"
    code, out, _ = run(
        *command.replace("(1AS?x)", " (1 AS ?x) ").split(maxsplit=1 if "SELECT" in command else -1), "-o", target
    )
    assert (code, out) == (0, "")
    book = load_workbook(target)
    assert len(book.sheetnames) >= 3
    assert all(book[name].freeze_panes == "A2" for name in book.sheetnames)
    assert all(book[name].max_column >= 1 for name in book.sheetnames)


KG = [sys.executable, "-m", "kg"]


def environment(home: Path, **extra: str) -> dict[str, str]:
    return {**os.environ, "SAMKART_STORE": str(home), "SAMKART_CONFIG": "", **extra}


@pytest.mark.slow
@pytest.mark.parametrize("encoding", ["cp1252", "cp850", "latin-1", "cp1252:strict", "ascii"])
def test_no_encoding_of_a_pipe_is_too_small(world_home: Path, encoding: str) -> None:
    env = environment(world_home, PYTHONIOENCODING=encoding)
    for arguments in (
        ["who", "fjordby"],
        ["show", "fjordby"],
        ["who", "nobody-æøå-日"],
        ["--help"],
        ["path", "x", "y"],
    ):
        done = subprocess.run([*KG, *arguments], capture_output=True, check=False, env=env)
        assert b"Traceback" not in done.stderr
        assert done.returncode in (0, 1)
    for arguments in (
        ["who", "fjordby", "--format", "json"],
        ["export", "--canonical"],
        ["networks", "--format", "csv"],
        ["networks", "--format", "markdown"],
        ["brief", "fjordby"],
    ):
        shown = subprocess.run([*KG, *arguments], capture_output=True, check=True, env=env).stdout
        assert (
            shown
            == subprocess.run([*KG, *arguments], capture_output=True, check=True, env=environment(world_home)).stdout
        )
        assert not shown.decode("utf-8").isascii() or "networks" in arguments


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes here")
@pytest.mark.parametrize("name", ["pipe", "pipe.csv"])
def test_a_pipe_is_written_to(run: Run, tmp_path: Path, name: str) -> None:
    pipe = tmp_path / name
    os.mkfifo(pipe)
    read: list[bytes] = []
    reader = threading.Thread(target=lambda: read.append(pipe.read_bytes()))
    reader.start()
    assert run("stats", "--format", "csv", "-o", pipe) == (0, "", "")
    reader.join(30)
    assert read == [run("stats", "--format", "csv")[1].encode()]
    assert pipe.is_fifo()


@pytest.mark.slow
@pytest.mark.skipif(not Path("/dev/stdout").exists(), reason="there is no /dev/stdout here")
def test_standard_output_by_its_name(world_home: Path, tmp_path: Path) -> None:
    for arguments in (["who", "fjordby"], ["export", "--canonical", "--format", "turtle"], ["brief", "fjordby"]):
        named = subprocess.run(
            [*KG, *arguments, "-o", "/dev/stdout"], capture_output=True, check=True, env=environment(world_home)
        )
        plain = subprocess.run([*KG, *arguments], capture_output=True, check=True, env=environment(world_home))
        assert named.stdout == plain.stdout


@pytest.mark.skipif(not hasattr(os, "symlink") or os.name == "nt", reason="links need a right of their own here")
def test_a_link_stays_and_a_mode_is_kept(run: Run, tmp_path: Path) -> None:
    real, link = tmp_path / "real.csv", tmp_path / "link.csv"
    real.write_text("old")
    real.chmod(0o600)
    link.symlink_to(real)
    assert run("stats", "-o", link) == (0, "", "")
    assert (link.is_symlink(), real.stat().st_mode & 0o777) == (True, 0o600)
    assert real.read_text("utf-8") == run("stats", "--format", "csv")[1]


def test_a_cut_list_says_so(run: Run) -> None:
    for command in ("networks", "programmes", "themes", "sources"):
        whole = run(command, "--format", "tsv")[1].splitlines()
        cut = [line.split("\t")[:3] for line in run(command, "--format", "tsv", "--limit", "1")[1].splitlines()]
        assert cut == [line.split("\t")[:3] for line in whole[:2]]
        shown = run(command, "--limit", "1", "--lang", "en")[1]
        assert f"{len(whole) - 2} more" in shown


def test_bytes_of_standard_output(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    raw = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(raw, encoding="cp1252", newline="\r\n"))
    with pytest.raises(SystemExit):
        from kg.cli import main

        main(["networks", "--format", "csv", "--excel"])
    assert raw.getvalue().startswith(b"\xef\xbb\xbfnetwork;")
    assert b"\r\r\n" not in raw.getvalue()


def test_the_endings_of_other_commands(tmp_path: Path) -> None:
    with pytest.raises(Usage, match=r"'a\.zip': unknown ending; expected one of \.csv"):
        chosen(None, str(tmp_path / "a.zip"), {"csv": (".csv",)})
