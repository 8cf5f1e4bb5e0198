"""Downloads that somebody opened and saved in a spreadsheet: read as they are meant, or refused with the cause."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from kg.errors import BadData
from kg.sources.cordis.reading import read
from tests.store.downloads import download

Change = Callable[[str, str], str]
MEMBERS = [("999977851", "Byen Å", "NO", "59.9,10.7"), ("998829080", "Tampere; kaupunki, FI", "FI", "61.5,23.8")]


def original(folder: Path) -> Path:
    return download(folder, "HORIZON", {"190000001": MEMBERS, "190000002": MEMBERS[:1]})


def saved(folder: Path, change: Change, *, delimiter: str = ";", encoding: str = "utf-8-sig", head: str = "") -> Path:
    """The download with each cell changed by its column, as a spreadsheet saves it."""
    for path in original(folder).glob("*.csv"):
        header, *rows = csv.reader(io.StringIO(path.read_text("utf-8")), delimiter=";")
        stream = io.StringIO()
        writer = csv.writer(stream, delimiter=delimiter)
        writer.writerow([*header, "", ""])
        writer.writerows([*(change(*each) for each in zip(header, row, strict=True)), "", ""] for row in rows)
        writer.writerows([[""] * (len(header) + 2)] * 3)
        path.write_bytes((head + stream.getvalue()).encode(encoding))
    return folder


def in_one_column(folder: Path, inner: str, outer: str) -> Path:
    """The download, with `inner` between cells, as a spreadsheet saves it that has `outer` between its own."""
    for path in saved(folder, as_it_is, delimiter=inner).glob("*.csv"):
        rows: Sequence[list[str]] = list(csv.reader(io.StringIO(path.read_text("utf-8-sig")), delimiter=outer))
        stream = io.StringIO()
        csv.writer(stream, delimiter=outer).writerows(rows)
        path.write_text(stream.getvalue(), "utf-8-sig", newline="")
    return folder


def as_it_is(_: str, cell: str) -> str:
    return cell


def norwegian(_: str, cell: str) -> str:
    return re.sub(r"^([0-9]{4})-([0-9]{2})-([0-9]{2})$", r"\3.\2.\1 00:00", cell)


def decimal_commas(column: str, cell: str) -> str:
    return f"{cell},00" if column in ("totalCost", "ecMaxContribution") else cell


@pytest.mark.parametrize("change", [as_it_is, norwegian, decimal_commas])
@pytest.mark.parametrize("form", ["; utf-8-sig", "; cp1252", "tab utf-16", ", utf-8", "; utf-16-le"])
def test_the_same_statements_are_read(tmp_path: Path, change: Change, form: str) -> None:
    delimiter, encoding = form.split()
    expected = list(read([original(tmp_path / "original")]))
    folder = saved(tmp_path / "saved", change, delimiter={"tab": "\t"}.get(delimiter, delimiter), encoding=encoding)
    reading = read([folder])
    found = list(reading)
    assert reading.summary.problems == []
    assert [each[:3] for each in found] == [each[:3] for each in expected]


@pytest.mark.parametrize(("inner", "outer"), [(";", ","), (",", ";")])
def test_rows_that_stand_in_one_cell_are_read_and_told_once_for_a_file(tmp_path: Path, inner: str, outer: str) -> None:
    expected = list(read([original(tmp_path / "original")]))
    reading = read([in_one_column(tmp_path / "saved", inner, outer)])
    assert list(reading) == expected
    way = f"is read as it is meant, though each row stands in one cell, {inner} between its own"
    assert reading.summary.notices == (f"organization.csv {way}",)  # in the other no cell has a quote
    assert f"organization.csv {way}" in reading.summary.lines()


@pytest.mark.parametrize(
    ("kind", "column", "value", "told"),
    [
        ("project", "id", "1,9E+08", "'1,9E+08': a spreadsheet shortened the number and its last digits are lost"),
        ("organization", "projectID", "1.90E+08", "'1.90E+08': a spreadsheet shortened the number"),
        ("organization", "organisationID", "1,01E+08", "'1,01E+08': a spreadsheet shortened the number"),
        ("project", "totalCost", "1,5E+06", "'1,5E+06': a spreadsheet shortened the number"),
        ("project", "startDate", "01.03.23", "'01.03.23': the century is missing"),
        ("project", "endDate", "45000", "'45000': a spreadsheet's number of a day, perhaps 2023-03-15"),
        ("project", "startDate", "########", "'########': the column was too narrow to show the date"),
    ],
)
def test_what_a_spreadsheet_lost_is_the_one_problem(
    tmp_path: Path, kind: str, column: str, value: str, told: str
) -> None:
    def spoil(name: str, cell: str) -> str:
        return value if name == column else cell

    folder = original(tmp_path / "whole")
    spoilt = saved(tmp_path / "spoilt", spoil) / f"{kind}.csv"
    (folder / f"{kind}.csv").write_bytes(spoilt.read_bytes())
    with pytest.raises(BadData, match=rf"^a spreadsheet saved {kind}\.csv and lost part of it; download") as caught:
        list(read([folder], source="cordis-horizon"))
    (problem,) = caught.value.problems
    assert (problem.file, problem.row, problem.column) == (f"{kind}.csv", 2, column)
    assert problem.message.startswith(told)


def test_a_single_value_is_told_where_it_is_read(tmp_path: Path) -> None:
    """As before: the rest of the download is as good as ever."""
    folder = original(tmp_path / "whole")
    rows = (folder / "project.csv").read_text("utf-8").replace("2021-01-01", "01.01.21", 1)
    (folder / "project.csv").write_text(rows, "utf-8")
    reading = read([folder])
    list(reading)
    assert [str(each) for each in reading.summary.problems] == [
        "project.csv, row 2, column startDate: '01.01.21' is no date"
    ]
