"""`kg import cordis` of files that cannot be read: one sentence, exit code 1, and nothing kept."""

from __future__ import annotations

import os
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.sources.cordis.test_reading import as_csv, whole_rows

NEEDED = "expected the columns projectID, organisationID, name, activityType, country, role, separated by ; , or tab"
UNREADABLE = "error: organization.csv cannot be read as the table that its name says"


@pytest.fixture
def download(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("NO_COLOR", "1")
    folder = tmp_path / "download"
    folder.mkdir()
    for table in ("project", "organization"):
        (folder / f"{table}.csv").write_text(as_csv(whole_rows(table)), "utf-8", newline="")
    return folder


def conflict(folder: Path) -> Path:
    path = folder / "organization.csv"
    path.write_bytes(b"<<<<<<< HEAD\n" + path.read_bytes())
    return folder


def empty(folder: Path) -> Path:
    (folder / "organization.csv").write_bytes(b"")
    return folder


def pipe(folder: Path) -> Path:
    os.mkfifo(folder / "pipe.csv")
    return folder / "pipe.csv"


def device(folder: Path) -> Path:
    (folder / "zero.csv").symlink_to("/dev/zero")
    return folder / "zero.csv"


def deep(folder: Path) -> Path:
    (folder / "topics.json").write_text("[" * 100_000, "utf-8")
    return folder


def bomb(folder: Path) -> Path:
    path = folder.parent / "bomb.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        archive.write(folder / "project.csv", "project.csv")
        with archive.open("organization.csv", "w") as member:
            for _ in range(70):
                member.write(b"x" * (1 << 20))
    return path


def cut(folder: Path) -> Path:
    path = folder.parent / "cut.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("inner.zip", b"PK\x03\x04 and no more")
    return path


def nothing(folder: Path) -> Path:
    (folder / "organization.csv").unlink()
    return folder


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (
            conflict,
            f"{UNREADABLE}\n  organization.csv, row 1: a mark of an unsettled conflict in git (<<<<<<< HEAD); "
            "settle it first",
        ),
        (empty, f"{UNREADABLE}\n  organization.csv, row 1: nothing; {NEEDED}"),
        (
            nothing,
            "error: no table of participations among project.csv\n  organization.csv: expected the columns projectID, "
            "organisationID, name, activityType, country, role",
        ),
        (pipe, "error: #/pipe.csv is not a file: pipes, devices, sockets and broken links are not read"),
        (device, "error: #/zero.csv is not a file: pipes, devices, sockets and broken links are not read"),
        (deep, "error: topics.json, line 1: not readable as JSON (nested too deep)"),
        (
            bomb,
            "error: bomb.zip/organization.csv would unpack to 73 MB from 0.1 MB, which no download does; "
            "it is not read",
        ),
        (cut, "error: cut.zip/inner.zip is not a whole zip file (File is not a zip file); download it again"),
    ],
)
def test_what_cannot_be_read_is_told_and_nothing_is_kept(
    run: Run, download: Path, tmp_path: Path, make: Callable[[Path], Path], said: str
) -> None:
    home = tmp_path / "home"
    code, out, err = run("import", "cordis", make(download), "--country", "NO", "--store", home)
    assert (code, out, err) == (1, "", said.replace("#", str(download)) + "\n")
    assert not list(home.glob("imports/*/*"))
