"""Tables for people: blocks where columns would be cut to nothing, and every encoding that Windows uses."""

from __future__ import annotations

import io
import sys
from dataclasses import replace

import pytest

from kg.cli.writing.encoding import forgiving
from kg.cli.writing.terminal import laid_out
from kg.model.table import Cell, Table

NAMES = ["partner", "tie", "in", "start", "end", "as_of", "status", "known_by", "source", "address"]
ROW = (
    *("Asker kommune", "nettverk", "Interkommunalt politisk råd", "2019-12", "", "2020-01-01", "Medlem"),
    *("scraped", "Asker og Bærum", "https://example.org/aktuelt/asker-og-baerum-formaliserer-forholdet-til-hverandre"),
)
TABLE = Table(
    NAMES,
    [name.title() for name in NAMES],
    ["actor", "text", "text", "date", "date", "date", "text", "text", "text", "text"],
    [[Cell.of(text) for text in ROW]] * 2,
    title="Bærum",
    note="… og 3 til",
)
BLOCK = """\
Asker kommune
  Tie       nettverk
  In        Interkommunalt politisk råd
  Start     2019-12
  As_Of     2020-01-01
  Status    Medlem
  Known_By  scraped
  Source    Asker og Bærum
  Address   https://example.org/aktuelt/asker-og-baerum-formaliserer-forholdet-t
            il-hverandre
"""


def test_a_record_under_another_at_eighty_columns(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    assert laid_out(TABLE, True, False) == f"Bærum\n{BLOCK}\n{BLOCK}… og 3 til\n"


def test_wide_is_wide(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    lines = laid_out(TABLE, True, True).splitlines()
    assert lines[3].split("  ")[0] == "Asker kommune"
    assert lines[3].endswith(ROW[-1])
    assert laid_out(TABLE, True, True) == laid_out(TABLE, False, False)


@pytest.mark.parametrize("columns", [12, 20, 40, 80, 120, 200])
def test_nothing_is_wider_than_the_terminal_or_lost(monkeypatch: pytest.MonkeyPatch, columns: int) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    odd = replace(TABLE, rows=[[Cell.of("日本大学" * 9), *[Cell.of(text) for text in ROW[1:]]]], title="", note="")
    for table in (replace(TABLE, title="", note=""), odd):
        lines = laid_out(table, True, False).splitlines()
        wide = [sum(2 if "\u2e80" < letter < "\ua000" else 1 for letter in line) for line in lines]
        assert max(wide) <= columns
        if "─" not in "".join(lines):
            kept = "".join("".join(lines).split())
            assert all("".join(text.split()) in kept for text in ROW[1:] if text)


def test_control_characters_are_shown_harmless() -> None:
    table = Table(["a"], ["A"], ["text"], [[Cell.of("x\x1b[31m\u202ey\u2066")]])
    assert laid_out(table, False, False).splitlines()[-1] == "x\\x1b[31m\\u202ey\\u2066"


@pytest.mark.parametrize(
    ("encoding", "shown"),
    [
        ("cp1252", "Bærum – … - ? ->"),
        ("cp850", "Bærum - ... ─ ? ->"),
        ("cp437", "Bærum - ... ─ ? ->"),
        ("latin-1", "Bærum - ... - ? ->"),
        ("ascii", "Baerum - ... - ? ->"),
    ],
)
def test_the_nearest_letters(monkeypatch: pytest.MonkeyPatch, encoding: str, shown: str) -> None:
    raw = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(raw, encoding=encoding))
    forgiving()
    sys.stdout.write("Bærum – … ─ 日 ->")
    sys.stdout.flush()
    assert raw.getvalue().decode(encoding) == shown


def test_letters_without_their_marks(monkeypatch: pytest.MonkeyPatch) -> None:
    raw = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(raw, encoding="ascii"))
    forgiving()
    sys.stdout.write("Göteborg Ærø Tromsø São Đ")
    sys.stdout.flush()
    assert raw.getvalue() == b"Goteborg AEro Tromso Sao ?"
