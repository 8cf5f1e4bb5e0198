"""Whole writes: a file appears complete, with what it holds to the byte, and nothing is left beside it."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from kg.errors import KgError
from kg.resources import remove_parts, write_whole, writing


def test_text_is_written_as_utf8_with_its_own_line_ends(tmp_path: Path) -> None:
    write_whole(tmp_path / "a.txt", "Bærum\r\nÅs\n")
    assert (tmp_path / "a.txt").read_bytes() == b"B\xc3\xa6rum\r\n\xc3\x85s\n"


def test_bytes_replace_what_stood_there_and_nothing_lies_beside(tmp_path: Path) -> None:
    (tmp_path / "a.bin").write_bytes(b"a longer old file")
    write_whole(str(tmp_path / "a.bin"), b"\x00\xff")
    assert (tmp_path / "a.bin").read_bytes() == b"\x00\xff"
    assert [path.name for path in tmp_path.iterdir()] == ["a.bin"]


def test_a_new_file_has_the_rights_that_the_user_gives_new_files(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        write_whole(tmp_path / "a.txt", "")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "a.txt").stat().st_mode) == 0o640


def test_a_write_that_breaks_off_leaves_the_old_file_and_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.txt").write_text("old")

    def broken(self: Path, target: Path) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", broken)
    with pytest.raises(KgError, match=r"a\.txt cannot be written: No space left"):
        write_whole(tmp_path / "a.txt", "new")
    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == {"a.txt": "old"}


def test_a_write_that_is_interrupted_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(self: Path, target: Path) -> Path:
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "replace", stopped)
    with pytest.raises(KeyboardInterrupt):
        write_whole(tmp_path / "a.txt", "new")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_missing_is_told(tmp_path: Path) -> None:
    with pytest.raises(KgError, match=r"a\.txt cannot be written: No such file"):
        write_whole(tmp_path / "missing" / "a.txt", "new")


def test_a_link_stays_a_link_and_a_file_keeps_its_rights(tmp_path: Path) -> None:
    real, link = tmp_path / "real.csv", tmp_path / "link.csv"
    real.write_text("old")
    real.chmod(0o600)
    link.symlink_to(real)
    write_whole(link, "new")
    assert (link.is_symlink(), real.read_text(), stat.S_IMODE(real.stat().st_mode)) == (True, "new", 0o600)


def test_a_pipe_is_written_to_and_stays_a_pipe(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    write_whole(pipe, "told")
    assert os.read(reader, 10) == b"told"
    os.close(reader)
    assert stat.S_ISFIFO(pipe.stat().st_mode)


def test_what_is_being_written_can_be_removed_from_elsewhere(tmp_path: Path) -> None:
    with pytest.raises(KgError, match="cannot be written"), writing(tmp_path / "a.txt") as file:
        file.write(b"half")
        assert len(list(tmp_path.iterdir())) == 1
        remove_parts()
        assert list(tmp_path.iterdir()) == []
    assert list(tmp_path.iterdir()) == []
