"""Catalogues are compiled when they are first read, also by two at once and where nothing can be written."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from gettext import GNUTranslations
from io import BytesIO
from pathlib import Path

import pytest

from kg.errors import KgError, Usage
from kg.language import catalogue
from kg.language.catalogue import entries, text
from kg.language.compiler import compiled

ENTRY = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\nmsgctxt "table"\nmsgid "end"\nmsgstr "{}"\n'


@pytest.fixture
def locale(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    folder = tmp_path / "nn"
    folder.mkdir()
    (folder / "samkart.po").write_text(ENTRY.format("Enden på visa"), "utf-8")
    monkeypatch.setattr(catalogue, "LOCALE", tmp_path)
    catalogue._catalogue.cache_clear()
    yield folder
    catalogue._catalogue.cache_clear()


def test_a_text_is_found_by_surface_and_key() -> None:
    assert text("nn", "table", "source") == "Kjelde"
    assert text("nn", "table", "no such key", "?") == "?"
    assert list(entries("en", "measure").items())[:2] == [("betweenness", "betweenness"), ("closeness", "closeness")]


def test_an_unknown_key_or_language_is_an_error() -> None:
    with pytest.raises(KeyError, match="table: no such key"):
        text("nb", "table", "no such key")
    with pytest.raises(Usage, match="unknown language 'se'; expected one of nb, nn, en"):
        text("se", "table", "source")


def test_a_catalogue_is_compiled_once_and_again_when_its_text_changes(locale: Path) -> None:
    source, made = locale / "samkart.po", locale / "table.mo"
    assert text("nn", "table", "end") == "Enden på visa"
    first = made.stat()
    assert first.st_mtime_ns == source.stat().st_mtime_ns
    catalogue._catalogue.cache_clear()
    assert text("nn", "table", "end") == "Enden på visa" and made.stat().st_ino == first.st_ino
    source.write_text(ENTRY.format("Slutt"), "utf-8")
    os.utime(source, ns=(1, 1))  # an older file put in its place
    catalogue._catalogue.cache_clear()
    assert text("nn", "table", "end") == "Slutt"
    assert [path.name for path in sorted(locale.iterdir())] == ["samkart.po", "table.mo"]


def test_where_nothing_can_be_written_it_is_compiled_in_memory(locale: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: Path, content: bytes) -> None:
        raise KgError(f"{path} cannot be written: Permission denied")

    monkeypatch.setattr(catalogue, "write_whole", refuse)
    assert text("nn", "table", "end") == "Enden på visa"
    assert [path.name for path in locale.iterdir()] == ["samkart.po"]


def test_several_at_once_all_get_a_whole_catalogue(locale: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda _: catalogue._compiled(locale, "table"), range(40)))
    assert {GNUTranslations(BytesIO(each)).pgettext("table", "end") for each in found} == {"Enden på visa"}
    assert [path.name for path in sorted(locale.iterdir())] == ["samkart.po", "table.mo"]


def test_a_wheel_has_the_compiled_catalogue_only(locale: Path) -> None:
    assert text("nn", "table", "end") == "Enden på visa"
    (locale / "samkart.po").unlink()
    catalogue._catalogue.cache_clear()
    assert text("nn", "table", "end") == "Enden på visa"
    (locale / "table.mo").unlink()
    catalogue._catalogue.cache_clear()
    with pytest.raises(KgError, match="holds no catalogue of table"):
        text("nn", "table", "end")


def test_the_same_text_gives_the_same_bytes(locale: Path) -> None:
    assert compiled(locale / "samkart.po") == compiled(locale / "samkart.po")


def test_an_entry_without_a_surface_is_refused(tmp_path: Path) -> None:
    (tmp_path / "samkart.po").write_text(ENTRY.format("Slutt").replace('msgctxt "table"\n', ""), "utf-8")
    with pytest.raises(ValueError, match="end has no surface"):
        compiled(tmp_path / "samkart.po")


def test_words_are_read_without_babel() -> None:
    text("nb", "table", "source")  # compiled, if it was not
    program = (
        "import sys; from kg.language.tables import say, words\n"
        "print(*words('nn', 'partner', 'source'), say('nn', 'more', n=1234), 'babel' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "Partnar Kjelde … og 1\u00a0234 til (--limit 0 viser alle) False\n"
