"""Projects are found by words; the file does not hold the texts."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import KgError
from kg.store.derived.texts import FILE, TextWriter, search_texts


def test_projects_are_found_by_all_words_by_stem_and_the_text_is_not_kept(tmp_path: Path) -> None:
    writer = TextWriter(tmp_path)
    writer.add("a", "Harbours of tomorrow. Secretword in the objective, ships and ships.")
    writer.add("a", "never heard")
    writer.add("b", "A ship for the Bærum fjord, which is long and has many words besides.")
    writer.close([("a", "not taken"), ("c", "Låvebru"), ("c", "BRU")])
    assert search_texts(tmp_path, "ship", 5) == ["a", "b"]
    assert search_texts(tmp_path, "SHIPS harbour", 5) == ["a"]
    assert search_texts(tmp_path, "ship", 1) == ["a"]
    assert search_texts(tmp_path, "lavebru bru", 5) == ["c"]
    assert [search_texts(tmp_path, each, 5) for each in ("never", '" OR NOT (', "", "taken")] == [[], [], [], []]
    assert b"Secretword in the objective" not in (tmp_path / FILE).read_bytes()


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(KgError, match="kg build --force"):
        search_texts(tmp_path, "ship", 5)
