"""`kg match` on the made-up world: who the rows of a list are, and what they share with an actor."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import openpyxl
import pytest

from kg.api import Samkart
from tests.cli.conftest import Run

LIST = """Mine kontakter;;;
Navn;Land;Org.nr;Merknad
Fjordby Municipality;;922222222;=SUM(A1)
skogsby;Sverige;;
Fjordby;Norge;;
Fjordby;Sverige;;
Hoegskolen;NO;;
Ukjent AS;NO;;
"""
HOW = ["number", "name", "name", "none", "name", "none"]
KEYS = ["fjordby", "skogsby", "fjordby", None, "hoegskolen", None]


@pytest.fixture
def contacts(tmp_path: Path) -> Path:
    path = tmp_path / "kontakter.csv"
    path.write_text(LIST, "cp1252")
    return path


def test_each_row_gets_its_actor(run: Run, contacts: Path) -> None:
    code, out, _ = run("match", contacts, "--format", "json")
    rows = json.loads(out)
    assert code == 0
    assert [(row["row"], row["how"], row["actor_key"] if row["actor"] else None) for row in rows] == list(
        zip(range(3, 9), HOW, KEYS, strict=True)
    )


def test_what_is_shared_is_what_who_says(run: Run, contacts: Path, world: Samkart) -> None:
    _, out, _ = run("match", contacts, "--with", "actor/skogsby", "--format", "json")
    partners = {each.entity.iri: each.shared.counts for each in world.who("actor/skogsby")}
    for row in json.loads(out):
        counts = partners.get(row["actor"] or "", {})
        expected = (sum(counts.values()), counts.get("project", 0), counts.get("network", 0))
        if row["actor"]:
            assert (row["shared"], row["shared_projects"], row["shared_networks"]) == expected


def test_the_list_comes_back_in_the_forms_that_people_use(run: Run, contacts: Path, tmp_path: Path) -> None:
    assert run("match", contacts, "-o", tmp_path / "back.xlsx")[0] == 0
    sheet = openpyxl.load_workbook(tmp_path / "back.xlsx").worksheets[0]
    rows = list(sheet.iter_rows(values_only=True))
    assert list(rows[0][:6]) == ["Rad", "Navn", "Land", "Org.nr", "Merknad", "Treff"]
    assert [row[1] for row in rows[1:]] == [
        "Fjordby Municipality",
        "skogsby",
        "Fjordby",
        "Fjordby",
        "Hoegskolen",
        "Ukjent AS",
    ]
    assert sheet.cell(2, 5).data_type == "s"  # no formula
    assert run("match", contacts, "-o", tmp_path / "back.csv")[0] == 0
    text = (tmp_path / "back.csv").read_text("utf-8-sig")
    assert [row["actor_key"] for row in csv.DictReader(io.StringIO(text))] == [key or "" for key in KEYS]


def test_a_list_without_a_name_is_refused_with_what_was_found(run: Run, tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text("a;b\n1;2\n", "utf-8")
    code, out, err = run("match", tmp_path / "x.csv")
    assert (code, out) == (1, "")
    assert "error: no list of bodies in x.csv\n  x.csv, row 1: found a;b; expected the columns name" in err
    assert run("match", tmp_path / "x.csv", "--column", "name")[0] == 2
    assert run("match", tmp_path / "x.csv", "--column", "colour=a")[0] == 2
    assert run("match", tmp_path / "x.csv", "--column", "name=a", "--country", "Atlantis")[0] == 2


def test_a_country_behind_a_name_or_by_its_usual_name(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text('Navn;Land\nSkogsby (SE);\n"Skogsby, Sweden";\nSkogsby;Kingdom of Sweden\nSkogsby (NO);\n', "utf-8")
    rows = json.loads(run("match", path, "--format", "json")[1])
    assert [row["how"] for row in rows] == ["name", "name", "name", "none"]
