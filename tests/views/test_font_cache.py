"""A subset of the font is made once and kept; what is kept is what is made."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.views.figures import font


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(font, "cache_folder", lambda: tmp_path)
    return tmp_path / "fonts"


def test_a_subset_is_made_once(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = font._subset.__wrapped__(400, "Bærum")
    assert [path.read_bytes() for path in cache.iterdir()] == [made]
    with monkeypatch.context() as patched:
        patched.setattr(font, "_cut_down", lambda *_: b"made again")
        assert font._subset.__wrapped__(400, "Bærum") == made
        assert font._subset.__wrapped__(600, "Bærum") == b"made again"
        assert font._subset.__wrapped__(400, "Bærums") == b"made again"


def test_old_subsets_go(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(font, "_KEPT", 3)
    monkeypatch.setattr(font, "_cut_down", lambda _, letters: letters.encode())
    for letter in "abcdef":
        font._subset.__wrapped__(400, letter)
    assert len(list(cache.iterdir())) == 3


def test_a_cache_that_cannot_be_written_is_done_without(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setattr(font, "cache_folder", lambda: tmp_path / "file")
    monkeypatch.setattr(font, "_cut_down", lambda _, letters: letters.encode())
    assert font._subset.__wrapped__(400, "xyz") == b"xyz"
