"""Disks that are full, may not be written or lack what should be there: an answer, or a sentence that says what to set.

Full and read-only disks are small file systems of their own, where the tests may mount one; else they are left out.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kg.store import layout
from tests.conftest import own_copy

SET = "set SAMKART_STORE (or --store) to a folder that can be"
Mount = Callable[[str], Path]


def kg(*arguments: str | Path, **settings: str | Path | None) -> tuple[int, str, str]:
    """Run `kg`; a setting that is None is not set."""
    own = {"SAMKART_CONFIG": "", "NO_COLOR": "1", "PYTHONPATH": str(Path(__file__).parents[2]), **settings}
    environment = {name: str(value) for name, value in {**os.environ, **own}.items() if value is not None}
    command = [sys.executable, "-m", "kg", *map(str, arguments)]
    done = subprocess.run(command, env=environment, capture_output=True, encoding="utf-8", check=False)
    told = [line for line in done.stderr.splitlines() if not line.startswith("samkart: ")]
    return done.returncode, done.stdout, "\n".join(told)


@pytest.fixture
def mount(tmp_path: Path) -> Iterator[Mount]:
    """A function that makes a file system of some size, and unmounts it afterwards."""
    place = tmp_path / "disk"
    place.mkdir()

    def make(size: str) -> Path:
        command = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(place)]
        if shutil.which("mount") is None or subprocess.run(command, capture_output=True, check=False).returncode:
            pytest.skip("no file system can be mounted here")
        return place

    yield make
    subprocess.run(["umount", str(place)], capture_output=True, check=False)  # noqa: S607


def read_only(disk: Path) -> None:
    subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)  # noqa: S607


@pytest.mark.slow
def test_a_store_that_may_only_be_read_answers_and_is_not_built(embedded_home: Path, mount: Mount) -> None:
    disk = mount("60m")
    home = own_copy(embedded_home, disk / "store")
    read_only(disk)
    for question in (
        ["stats", "--format", "csv"],
        ["query", "ASK { ?a ?b ?c }"],
        ["who", "baerum", "--format", "json"],
    ):
        assert kg(*question, SAMKART_STORE=home) == kg(*question, SAMKART_STORE=embedded_home)
    message = f"error: the store's folder {home} cannot be written: Read-only file system; {SET}"
    assert kg("build", "--force", SAMKART_STORE=home) == (1, "", message)
    elsewhere = f"error: the store's folder {disk / 'none'} cannot be written: Read-only file system; {SET}"
    assert kg("stats", SAMKART_STORE=disk / "none") == (1, "", elsewhere)


@pytest.mark.slow
def test_a_disk_that_is_full_leaves_nothing_half_built(mount: Mount) -> None:
    home = mount("6m") / "store"
    code, out, err = kg("build", SAMKART_STORE=home)
    assert (code, out) == (1, "")
    assert err.startswith(f"error: the store's folder {home} cannot be written: ") and err.endswith(SET)
    assert "\n" not in err and "building-" not in err
    assert list((home / "generations").iterdir()) == []


def test_a_disk_that_is_full_takes_no_file(world_home: Path, mount: Mount) -> None:
    disk = mount("8k")
    (disk / "fill").write_bytes(b"x" * 4096)
    target = disk / "x.nq"
    message = f"error: {target} cannot be written: No space left on device"
    assert kg("export", "-o", target, SAMKART_STORE=world_home) == (1, "", message)
    assert [path.name for path in disk.iterdir()] == ["fill"]


@pytest.mark.parametrize("what", ["/dev/null", "/proc/nowhere/x", "file", "file/below"])
def test_a_store_that_cannot_be_is_told(tmp_path: Path, what: str) -> None:
    (tmp_path / "file").write_text("x")
    home = tmp_path / what
    code, out, err = kg("stats", SAMKART_STORE=home)
    assert (code, out) == (1, "")
    assert err.startswith(f"error: the store's folder {home} cannot be written: ") and err.endswith(SET)


def test_a_cache_folder_that_is_a_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    code, out, err = kg("stats", SAMKART_STORE=None, XDG_CACHE_HOME=tmp_path / "file", LOCALAPPDATA=tmp_path / "file")
    assert (code, out) == (1, "")
    assert err.startswith("error: the store's folder ") and err.endswith(SET)


@pytest.mark.parametrize("setting", ["TMPDIR", "HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME"])
@pytest.mark.parametrize("value", [None, "/proc/nowhere"])
def test_what_is_not_needed_may_be_missing(world_home: Path, setting: str, value: str | None) -> None:
    question = ("query", "ASK { ?a ?b ?c }", "--format", "csv")
    assert kg(*question, SAMKART_STORE=world_home, **{setting: value}) == (0, "answer\ntrue\n", "")


def test_a_font_that_cannot_be_kept_is_used_all_the_same(world_home: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    made = []
    for number, cache in enumerate((tmp_path / "file", tmp_path / "folder")):
        target = tmp_path / f"{number}.html"
        code, out, _ = kg("map", "fjordby", "-o", target, SAMKART_STORE=world_home, XDG_CACHE_HOME=cache)
        assert (code, out) == (0, "")
        made.append(target.read_bytes())
    assert made[0] == made[1]


@pytest.mark.slow
@pytest.mark.parametrize("lost", ["rdf", "index.sqlite", "sources.json", "manifest.json", "lock"])
@pytest.mark.parametrize("question", ["query", "who"])
def test_a_store_that_has_lost_a_part_says_so_or_answers(
    world_home: Path, tmp_path: Path, lost: str, question: str
) -> None:
    home = own_copy(world_home, tmp_path / "home")
    generation = layout.current(home)
    assert generation is not None
    place = generation / lost
    if place.is_dir():
        shutil.rmtree(place)
    else:
        place.unlink(missing_ok=True)
    asked = {"query": ["query", "ASK { ?a ?b ?c }"], "who": ["who", "fjordby"]}[question]
    whole, (code, out, err) = kg(*asked, SAMKART_STORE=world_home), kg(*asked, SAMKART_STORE=home)
    assert "Traceback" not in err
    if lost in ("index.sqlite", "lock"):
        assert (code, out) == (1, "")
        assert err.startswith("error: the store is damaged: ") and err.endswith("; run: kg build --force")
    elif lost == "rdf" and code:
        assert out == ""
        assert err.startswith("error: ") and err.count("\n") == 0
    elif lost != "manifest.json":  # without it the store is built anew, from the embedded data
        assert (code, out, err) == whole
