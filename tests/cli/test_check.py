"""`kg check` on the command line: a row for every problem, exit code 1 if there is one."""

from __future__ import annotations

import csv
import io
import shutil
from pathlib import Path

import pytest

from kg.checks import check_tables
from kg.resources import data_dir
from tests.cli.conftest import Run

BAD = Path(__file__).parents[1] / "sources" / "curated" / "bad"


def test_nothing_is_wrong_with_the_embedded_tables(run: Run) -> None:
    assert run("check", "--tables", "--format", "csv") == (0, "severity,where,what,message\n", "")
    assert run("check", "--tables")[1].splitlines()[-1] == "nothing is wrong"


def test_all_problems_are_listed_with_their_place(run: Run) -> None:
    problems = check_tables(BAD)
    code, out, _ = run("check", BAD, "--format", "tsv")
    assert code == 1
    assert [line.split("\t") for line in out.splitlines()[1:]] == [
        ["problem", each.file + (f" row {each.row}" if each.row else ""), each.column, each.message.replace("\t", " ")]
        for each in problems
    ]


def test_a_folder_that_is_not_there(run: Run, tmp_path: Path) -> None:
    code, out, err = run("check", tmp_path / "nowhere")
    assert (code, out) == (2, "")
    assert "does not exist" in err


@pytest.fixture
def tables(tmp_path: Path) -> Path:
    return Path(shutil.copytree(data_dir() / "curated", tmp_path / "mine" / "curated"))


def problems(run: Run, folder: Path, *more: str) -> list[list[str]]:
    code, out, _ = run("check", "--tables", folder, "--format", "tsv", *more)
    rows = [line.split("\t") for line in out.splitlines()[1:]]
    assert code == (1 if rows else 0)
    return [row[1:] for row in rows]


def test_a_folder_without_tables_says_so(run: Run, tmp_path: Path) -> None:
    (row,) = problems(run, tmp_path)
    assert row[0] == str(tmp_path)
    assert row[2].startswith("no table is in this folder; expected sources.csv, ")
    (tmp_path / "holiday.csv").write_text("a;b\n")
    (row,) = problems(run, tmp_path)
    assert row[2].startswith("no table is in this folder")


def test_tables_that_are_missing_or_named_otherwise_are_named(run: Run, tables: Path) -> None:
    assert problems(run, tables) == problems(run, tables.parent) == []
    (tables / "memberships.csv").rename(tables / "memberships.CSV")
    assert problems(run, tables) == [["memberships.CSV", "", "not a name of a table; expected memberships.csv"]]
    (tables / "memberships.CSV").rename(tables / "memberships (1).csv")
    assert [row[0] for row in problems(run, tables)] == ["memberships (1).csv"]
    (tables / "memberships (1).csv").unlink()
    (tables / "towns.csv").unlink()
    (row,) = problems(run, tables)
    assert row[2].startswith("missing in this folder: towns.csv, memberships.csv; ")


def test_one_typo_is_one_problem_and_a_row_out_of_place_is_put_there(run: Run, tables: Path) -> None:
    path = tables / "memberships.csv"
    text = path.read_text("utf-8")
    first = text.splitlines()[1]
    actor, network, *_, start = first.split(",")[:5]
    path.write_text(text.replace(first, first.replace(f"{actor},", "tampre,", 1), 1), "utf-8")
    assert problems(run, tables) == [["memberships.csv row 2", "actor", "unknown actor 'tampre'; perhaps tampere"]]
    path.write_text(text.replace(f"{first}\n", "", 1) + f"{first}\n", "utf-8")
    (row,) = problems(run, tables)
    assert row[2] == f"rows are sorted by actor+network+start; {actor} stands too low"
    code, out, err = run("check", "--tables", "--sort", tables)
    assert (code, out.splitlines()[-1]) == (0, "nothing is wrong")
    key = " / ".join(filter(None, (actor, network, start)))
    assert err == f"memberships.csv: 1 row moved: {key}\n"
    assert path.read_text("utf-8") == text


@pytest.mark.parametrize("form", ["semicolon", "cp1252", "excel", "utf-16"])
def test_a_table_saved_otherwise_is_read_and_noticed_once(run: Run, tables: Path, form: str) -> None:
    path = tables / "municipalities.csv"
    text = path.read_text("utf-8")
    wide = text.replace(",", ";").replace("\n", "\r\n")
    path.write_bytes(
        {
            "semicolon": text.replace(",", ";").encode(),
            "cp1252": text.replace("ŋ", "n").replace("đ", "d").encode("cp1252"),
            "excel": wide.encode("utf-8-sig"),
            "utf-16": text.replace(",", "\t").encode("utf-16"),
        }[form]
    )
    told = {
        "cp1252": "the encoding is Windows-1252",
        "utf-16": "the encoding is UTF-16; cells are separated by a tab",
    }.get(form, "cells are separated by ;")
    notice = f"notice: municipalities.csv: read as it is meant, though {told}\n"
    assert run("check", "--tables", tables) == (0, "nothing is wrong\n", notice)


@pytest.mark.parametrize("spoil", ["bars", "mixed", "zeros", "digits"])
def test_what_a_spreadsheet_lost_is_one_problem(run: Run, tables: Path, spoil: str) -> None:
    path = tables / "municipalities.csv"
    text = path.read_text("utf-8")
    rows = list(csv.reader(text.splitlines()))
    place = rows[0].index("number" if spoil == "zeros" else "organisation_number")
    for row in rows[1:]:
        row[place] = (
            row[place].lstrip("0") if spoil == "zeros" else row[place] and f"{row[place][:1]},{row[place][1:4]}E+08"
        )
    stream = io.StringIO()
    csv.writer(stream, delimiter=";").writerows(rows)
    path.write_bytes(
        {
            "bars": text.replace(",", "|").encode(),
            "mixed": text.encode() + "bærum;".encode("cp1252"),
        }.get(spoil, stream.getvalue().encode())
    )
    (row,) = problems(run, tables)
    told = {
        "bars": ("row 1", "", "cells are separated by |, expected ,; save"),
        "mixed": (f"row {len(rows) + 1}", "actor", "byte 0xe6 is not UTF-8, but other letters are: the file mixes"),
        "zeros": ("row 16", "number", "'719': a leading zero is lost, perhaps 0719: format the column as text"),
        "digits": ("row 2", "organisation_number", "'9,218E+08': a spreadsheet shortened the number and its last"),
    }[spoil]
    assert (row[0], row[1]) == (f"municipalities.csv {told[0]}", told[1])
    assert row[2].startswith(told[2])


def test_wrong_descriptions_and_links_of_ones_own_are_told(run: Run, tables: Path) -> None:
    mine = tables.parent
    (mine / "sources").mkdir()
    (mine / "sources" / "list.yml").write_text("title: A list\nurl: https://example.org/\ncolour: red\n", "utf-8")
    (mine / "sources" / "bad.yml").write_text("title: [", "utf-8")
    (mine / "links").mkdir()
    (mine / "links" / "judgements.tsv").write_bytes("left\tright\nb\xe6rum\tå\n".encode("latin-1") + "æ".encode())
    told = problems(run, mine)
    mixed = "byte 0xe6 is not UTF-8, but other letters are: the file mixes encodings; save the file as UTF-8"
    assert ["judgements.tsv row 2", "", mixed] in told
    assert [row for row in told if row[0] == "bad.yml"]
    assert {row[1] for row in told if row[0] == "list.yml"} == {"publisher", "licence", "colour"}


@pytest.mark.slow
def test_the_whole_check_of_a_folder_of_ones_own(run: Run, tables: Path) -> None:
    """The graph is made of the tables there: a hygiene Question finds what each table by itself does not show."""
    for folder in (tables, tables.parent):
        assert run("check", folder, "--format", "csv")[:2] == (0, "severity,where,what,message\n")
    path = tables / "fee_rules.csv"
    lines = path.read_text("utf-8").splitlines()
    cells = next(csv.DictReader(lines))
    emptied = ["" if name in ("rate_per_inhabitant", "minimum", "maximum", "fixed") else cells[name] for name in cells]
    path.write_text("\n".join([lines[0], ",".join(emptied), *lines[2:], ""]), "utf-8")
    code, out, _ = run("check", tables, "--format", "tsv")
    assert code == 1
    assert "hygiene/fee-rule-incomplete" in out


def test_a_store_is_not_built_from_tables_that_have_problems(run: Run, tmp_path: Path) -> None:
    own = Path(shutil.copytree(data_dir() / "curated", tmp_path / "own"))
    (own / "memberships.csv").unlink()
    code, _, err = run("build", "--data", own, "--store", tmp_path / "store")
    assert code == 1
    assert err.splitlines()[0] == f"error: the tables in {own} cannot be used"
    assert "missing in this folder: memberships.csv" in err
    assert not (tmp_path / "store").exists()
