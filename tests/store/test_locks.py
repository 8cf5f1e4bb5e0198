"""Locks exclude each other between processes and within one, and go with the process that held them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from kg.store import locks

HOLDER = """
import sys
from pathlib import Path
from kg.store import locks
lock = getattr(locks, sys.argv[1])(Path(sys.argv[2]))
print("held", flush=True)
sys.stdin.read()
"""


def holder(kind: str, path: Path) -> subprocess.Popen[str]:
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDER, kind, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None and process.stdout.readline() == "held\n"
    return process


def free(path: Path) -> bool:
    with locks.tried(path) as alone:
        return alone


@pytest.mark.parametrize("kind", ["shared", "alone"])
@pytest.mark.parametrize("name", ["lock", "a lock?#%41.æøå"])
def test_what_another_process_holds_is_not_free_until_it_dies(tmp_path: Path, kind: str, name: str) -> None:
    path = tmp_path / name
    path.touch()
    with holder(kind, path) as process:
        assert not free(path)
        process.kill()
        process.wait()
    assert free(path)
    assert [each.name for each in tmp_path.iterdir()] == [name]
    assert path.read_bytes() == b""


def test_several_share_a_lock_and_the_last_frees_it(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    path.touch()
    first, second = locks.shared(path), locks.shared(path)
    with holder("shared", path) as process:
        first.close()
        assert not free(path)
        process.communicate()
        assert not free(path)
    second.close()
    assert free(path)


def test_who_has_to_wait_is_told_once_and_may_go(tmp_path: Path) -> None:
    def leave() -> None:
        raise ZeroDivisionError

    with locks.alone(tmp_path / "lock"):
        with pytest.raises(ZeroDivisionError):
            locks.alone(tmp_path / "lock", leave)
        assert not free(tmp_path / "lock")
    told: list[str] = []
    with holder("alone", tmp_path / "lock") as process:

        def wait() -> None:
            told.append("waiting")
            process.kill()

        with locks.alone(tmp_path / "lock", wait):
            assert not free(tmp_path / "lock")
    assert told == ["waiting"]
    assert free(tmp_path / "lock")


def test_a_file_that_may_only_be_read_is_shared(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    path.touch(0o444)
    tmp_path.chmod(0o555)
    try:
        with locks.shared(path), holder("shared", path) as process:
            process.communicate()
            assert not free(path)
    finally:
        tmp_path.chmod(0o755)


def test_what_is_not_there_is_free_and_cannot_be_shared(tmp_path: Path) -> None:
    assert free(tmp_path / "nowhere")
    with pytest.raises(FileNotFoundError):
        locks.shared(tmp_path / "nowhere")
    with pytest.raises(OSError):
        locks.alone(tmp_path / "no" / "folder")


def test_what_is_no_lock_is_no_hindrance_to_readers(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    path.write_bytes(b"something else, of some length " * 40)
    locks.shared(path).close()
    assert path.read_bytes() == b"something else, of some length " * 40


@pytest.mark.parametrize(
    ("place", "expected"),
    [("/a b/c?d#e%f", "file:///a%20b/c%3Fd%23e%25f?mode=ro"), ("//server/share/x", "file:////server/share/x?mode=ro")],
)
def test_the_address_of_a_database(place: str, expected: str) -> None:
    assert locks.database_uri(Path(place), "ro") == expected
