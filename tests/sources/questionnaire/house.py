"""A house with a few ties to be asked about, and a hand that fills in the sheets."""

from __future__ import annotations

import csv
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from kg.cli import main
from kg.language.survey import COLUMNS, QUESTIONS, survey_word
from kg.resources import ontology_dir, queries_dir
from kg.store.inputs import Inputs
from tests.store.downloads import small_inputs

Run = Callable[..., tuple[int, str, str]]
Value = str | int | date | None
GONE, KEPT, RING = "twinning/hamaroey/nusquam", "twinning/hamaroey/nowhereby/1966", "membership/hamaroey/ringen/2019-03"
"""Keys of ties that are asked about."""

TOWN = {"kind": "municipality", "level": "local", "source": "page"}
ROWS: Mapping[str, Sequence[Mapping[str, str]]] = {
    "towns": [
        TOWN | {"actor": "altburg", "name": "Altburg", "country": "DE"},
        TOWN | {"actor": "nowhereby", "name": "Nowhereby", "country": "SE"},
        TOWN | {"actor": "nusquam", "name": "Nusquam", "country": "FI"},
    ],
    "networks": [
        {"actor": "flokken", "kind": "network", "name": "Flokken", "level": "international", "source": "page"},
    ],
    "twinnings": [
        {"actor_a": "altburg", "actor_b": "nowhereby", "status": "partner", "as_of": "2019", "source": "page"},
        {"actor_a": "hamaroey", "actor_b": "nowhereby", "status": "partner", "start": "1966", "source": "register"},
        {"actor_a": "hamaroey", "actor_b": "nusquam", "status": "partner", "as_of": "2019", "source": "page"},
    ],
}


def house(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Inputs:
    """The small tables and some more rows, in a house of their own; the shell works there."""
    made = small_inputs(folder)
    for name, rows in ROWS.items():
        path = made.data / "curated" / f"{name}.csv"
        with path.open(encoding="utf-8", newline="") as stream:
            reader = csv.DictReader(stream)
            header, old = list(reader.fieldnames or ()), list(reader)
        with path.open("w", encoding="utf-8", newline="") as stream:
            writer = csv.DictWriter(stream, header, lineterminator="\n", restval="")
            writer.writeheader()
            writer.writerows(sorted([*old, *rows], key=lambda row: list(row.values())[:2]))
    for name, place in {"ontology": ontology_dir(), "queries": queries_dir()}.items():
        (folder / name).symlink_to(place)
    monkeypatch.setattr("kg.resources.root", lambda: folder)
    monkeypatch.setenv("SAMKART_STORE", str(folder / "home"))
    monkeypatch.setenv("SAMKART_CONFIG", "")
    for name in ("ENDPOINT", "LANG"):
        monkeypatch.delenv(f"SAMKART_{name}", raising=False)
    return made


def runner(capsys: pytest.CaptureFixture[str]) -> Run:
    """Run `kg …` in that house; returns exit code, standard output and standard error without progress."""

    def call(*arguments: str | Path) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as ended:
            main([str(argument) for argument in arguments])
        captured = capsys.readouterr()
        told = [line for line in captured.err.splitlines(keepends=True) if not line.startswith("samkart: ")]
        return int(ended.value.code or 0), captured.out, "".join(told)

    return call


def cells(sheet: Any, language: str = "nb") -> tuple[int, dict[str, int]]:
    """The row of headings of a sheet, and where each column stands."""
    words = {survey_word(language, f"column.{name}"): name for name in (*COLUMNS, *QUESTIONS, "key")}
    for row in sheet.iter_rows():
        found = {words[cell.value]: cell.column for cell in row if cell.value in words}
        if "key" in found:
            return row[0].row, found
    raise AssertionError("no headings")


def fill(
    sheet: Path,
    answered: Value,
    ties: Mapping[str, Mapping[str, Value]],
    new: Sequence[Mapping[str, Value]] = (),
    language: str = "nb",
) -> Path:
    """Fill in a sheet where it lies: what is answered of each tie, by key and column, and the ties that are missing."""
    book = openpyxl.load_workbook(sheet)
    page = book.worksheets[0]
    head, columns = cells(page, language)
    for row in page.iter_rows(max_row=head):
        if row[0].value == survey_word(language, "fact.answered"):
            row[1].value = answered
    rows = {page.cell(row, columns["key"]).value: row for row in range(head + 1, page.max_row + 1)}
    free = next(r for r in range(head, page.max_row) if page.cell(r, 1).value == survey_word(language, "free"))
    told = [*((rows[key], said) for key, said in ties.items()), *enumerate(new, free + 1)]
    for number, said in told:
        for name, value in said.items():
            page.cell(number, columns[name]).value = value
    book.save(sheet)
    return sheet
