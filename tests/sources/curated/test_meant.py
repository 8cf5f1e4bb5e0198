"""Curated tables that went through a spreadsheet: the same rows with one notice, or one problem for what is lost."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from openpyxl import Workbook

from kg.checks import check_tables
from kg.errors import Problem
from kg.resources import data_dir, ontology_dir
from kg.sources.curated.reading import read_curated
from kg.sources.curated.tables import TABLES
from kg.sources.curated.validate import load_tables, validate

HERE = Path(__file__).parent
SCHEMES = ontology_dir() / "schemes"
GOOD = load_tables(HERE / "good")[0]
Change = Callable[[str, str], str]


def saved(folder: Path, change: Change, *, delimiter: str = ";", encoding: str = "utf-8-sig") -> Path:
    """The good tables, each cell changed by its column."""
    for path in (HERE / "good").glob("*.csv"):
        rows = list(csv.reader(io.StringIO(path.read_text("utf-8"))))
        header = rows[0]
        stream = io.StringIO()
        writer = csv.writer(stream, delimiter=delimiter)
        writer.writerow(header)
        writer.writerows([change(name, cell) for name, cell in zip(header, row, strict=True)] for row in rows[1:])
        (folder / path.name).write_bytes(stream.getvalue().encode(encoding))
    return folder


def norwegian(_: str, cell: str) -> str:
    return re.sub(r"^([0-9]{4})-([0-9]{2})-([0-9]{2})$", r"\3.\2.\1", cell)


def timed(_: str, cell: str) -> str:
    return re.sub(r"^([0-9]{4}-[0-9]{2}-[0-9]{2})$", r"\1 00:00:00", cell)


def commas(column: str, cell: str) -> str:
    return cell.replace(".", ",") if column in ("latitude", "longitude", "funding_rate") else cell


def blanks(column: str, cell: str) -> str:
    if column == "organisation_number":
        return "\u00a0".join(re.findall("...", cell))
    return f"{int(cell):,}".replace(",", " ") if column == "population" and cell else cell


@pytest.mark.parametrize("change", [norwegian, timed, commas, blanks])
@pytest.mark.parametrize(("delimiter", "encoding"), [(";", "utf-8-sig"), ("\t", "utf-16"), (",", "utf-8")])
def test_the_same_rows_are_read(tmp_path: Path, change: Change, delimiter: str, encoding: str) -> None:
    folder = saved(tmp_path, change, delimiter=delimiter, encoding=encoding)
    assert validate(folder, SCHEMES) == []
    notices: list[Problem] = []
    assert load_tables(folder, notices) == (GOOD, [])
    files = [notice.file for notice in notices]
    assert len(files) == len(set(files))
    assert files or delimiter == ","


def test_what_was_done_is_told_in_one_notice_for_a_file(tmp_path: Path) -> None:
    notices: list[Problem] = []
    load_tables(saved(tmp_path, norwegian), notices)
    assert str(notices[0]) == (
        "sources.csv: read as it is meant, though cells are separated by ;; dates are written as 16.06.2014 (retrieved)"
    )


def test_the_tables_of_the_house_need_no_notice() -> None:
    notices: list[Problem] = []
    load_tables(data_dir() / "curated", notices)
    assert notices == []


def no_zeros(column: str, cell: str) -> str:
    return cell.lstrip("0") if column == "number" else cell


def shortened(column: str, cell: str) -> str:
    return "9,64E+08" if column == "organisation_number" and cell else cell


def serials(column: str, cell: str) -> str:
    dated = column in ("start", "end") and len(cell) == 10
    return str((datetime.fromisoformat(cell) - datetime(1899, 12, 30)).days) if dated else cell


def two_digits(_: str, cell: str) -> str:
    return re.sub(r"^[0-9]{2}([0-9]{2})-([0-9]{2})-([0-9]{2})$", r"\3.\2.\1", cell)


@pytest.mark.parametrize("change", [no_zeros, shortened, serials, two_digits])
def test_what_is_lost_is_one_problem_for_a_column_and_nothing_follows(tmp_path: Path, change: Change) -> None:
    path = HERE / "good" / "municipalities.csv"
    (tmp_path / "lost").mkdir()
    folder = saved(tmp_path, lambda _, cell: cell)
    spoilt = saved(tmp_path / "lost", change)
    original = list(csv.reader(io.StringIO(path.read_text("utf-8"))))
    (folder / "municipalities.csv").write_bytes((spoilt / "municipalities.csv").read_bytes())
    columns = {
        name for row in original[1:] for name, cell in zip(original[0], row, strict=True) if change(name, cell) != cell
    }
    found = validate(folder, SCHEMES)
    assert {(problem.file, problem.column) for problem in found} == {("municipalities.csv", name) for name in columns}
    assert len(found) == len(columns)


def embedded(tmp_path: Path, table: str, column: str, change: Callable[[str], str]) -> list[Problem]:
    """What is found in the embedded tables with one column of one of them changed."""
    for path in (data_dir() / "curated").glob("*.csv"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    path = tmp_path / f"{table}.csv"
    rows = list(csv.DictReader(io.StringIO(path.read_text("utf-8"))))
    stream = io.StringIO()
    writer = csv.DictWriter(stream, list(rows[0]))
    writer.writeheader()
    writer.writerows(row | {column: change(row[column])} for row in rows)
    path.write_text(stream.getvalue(), "utf-8")
    return check_tables(tmp_path)


@pytest.mark.parametrize("table", ["municipalities", "actor_numbers", "counties"])
def test_lost_zeros_of_the_embedded_tables_are_one_problem(tmp_path: Path, table: str) -> None:
    (problem,) = embedded(tmp_path, table, "number", lambda cell: cell.lstrip("0"))
    assert (problem.file, problem.column) == (f"{table}.csv", "number")
    assert "a leading zero is lost" in problem.message
    assert re.search(r"; so in [0-9]+ more rows, to row [0-9]+$", problem.message)


def test_texts_opened_in_a_wrong_encoding_are_one_problem(tmp_path: Path) -> None:
    (problem,) = embedded(tmp_path, "municipalities", "name_nb", lambda cell: cell.encode().decode("cp1252", "replace"))
    assert (problem.file, problem.row, problem.column) == ("municipalities.csv", 2, "name_nb")
    assert problem.message.startswith("'Ã…fjord' is mis-encoded; perhaps 'Åfjord'; so in ")


def workbook(folder: Path, *sheets: str, header: bool = True) -> Path:
    """The good municipalities as a workbook: dates and numbers typed as Excel does."""
    book = Workbook()
    del book["Sheet"]
    rows = list(csv.reader(io.StringIO((HERE / "good" / "municipalities.csv").read_text("utf-8"))))
    for name in sheets:
        sheet = book.create_sheet(name)
        for row in rows if header else rows[1:]:
            sheet.append([_typed(cell) for cell in row])
    book.save(folder / "municipalities.xlsx")
    (folder / "municipalities.csv").unlink(missing_ok=True)
    return folder


def _typed(cell: str) -> object:
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", cell):
        return datetime.fromisoformat(cell)
    return float(cell) if re.fullmatch(r"[1-9][0-9]*(\.[0-9]+)?", cell) else cell or None


def opened(folder: Path, *sheets: tuple[str, list[list[tuple[str, str]]]]) -> None:
    """A workbook of LibreOffice with rows of (type, value)."""
    ns = "urn:oasis:names:tc:opendocument:xmlns:"
    cells = {"string": "string-value", "float": "value", "date": "date-value"}
    body = "".join(
        f'<table:table table:name="{name}">'
        + "".join(
            "<table:table-row>"
            + "".join(
                f'<table:table-cell office:value-type="{kind}" office:{cells[kind]}="{value}">'
                f"<text:p>{value}</text:p></table:table-cell>"
                if value
                else "<table:table-cell/>"
                for kind, value in row
            )
            + "</table:table-row>"
            for row in rows
        )
        + "</table:table>"
        for name, rows in sheets
    )
    content = (
        f'<office:document-content xmlns:office="{ns}office:1.0" xmlns:table="{ns}table:1.0" xmlns:text="{ns}text:1.0">'
        f"<office:body><office:spreadsheet>{body}</office:spreadsheet></office:body></office:document-content>"
    )
    with zipfile.ZipFile(folder / "municipalities.ods", "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", f'<manifest:manifest xmlns:manifest="{ns}manifest:1.0"/>')
        archive.writestr("content.xml", content)
    (folder / "municipalities.csv").unlink(missing_ok=True)


def ods_rows() -> list[list[tuple[str, str]]]:
    rows = list(csv.reader(io.StringIO((HERE / "good" / "municipalities.csv").read_text("utf-8"))))
    typed = {datetime: "date", float: "float"}
    return [[(typed.get(type(_typed(cell)), "string"), cell) for cell in row] for row in rows]


def copied(folder: Path) -> Path:
    for path in (HERE / "good").glob("*.csv"):
        (folder / path.name).write_bytes(path.read_bytes())
    return folder


@pytest.mark.parametrize("sheets", [("Ark1",), ("municipalities", "Kopi"), ("Kopi", "Municipalities")])
def test_a_workbook_is_the_table_of_its_name(tmp_path: Path, sheets: tuple[str, ...]) -> None:
    folder = workbook(copied(tmp_path), *sheets)
    assert validate(folder, SCHEMES) == []
    assert load_tables(folder) == (GOOD, [])
    assert list(read_curated(folder, SCHEMES)) == list(read_curated(HERE / "good", SCHEMES))


def test_a_workbook_of_libreoffice_too(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    opened(folder, ("Ark1", ods_rows()), ("Notater", [[("string", "husk")]]))
    assert load_tables(folder) == (GOOD, [])


def test_dates_that_may_have_been_months_are_noticed(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    rows = ods_rows()
    place = [name for _, name in rows[0]].index("start")
    rows[1][place] = ("date", "2020-06-01")
    opened(folder, ("Ark1", rows))
    notices: list[Problem] = []
    load_tables(folder, notices)
    assert [str(notice) for notice in notices] == [
        "municipalities.ods: 1 dates are the first of a month, which is what a spreadsheet makes of 2020-06"
    ]


@pytest.mark.parametrize(
    "digits", ["\uff10\uff11\uff12\uff13\uff14\uff15\uff16\uff17\uff18\uff19", "٠١٢٣٤٥٦٧٨٩", "⁰¹²³⁴⁵⁶⁷⁸⁹"]
)
def test_digits_of_other_scripts_are_told_in_every_column(tmp_path: Path, digits: str) -> None:
    """They are never read as something else, and never as nothing."""
    table = str.maketrans("0123456789", digits)
    for path in (HERE / "good").glob("*.csv"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
        schema, header = TABLES[path.stem], path.read_text("utf-8").splitlines()[0].split(",")
        rows = list(csv.DictReader(io.StringIO(path.read_text("utf-8"))))
        for column in schema.columns:
            filled = [row for row in rows if row.get(column.name)]
            if column.type.partition(":")[0] in ("text", "lang", "key", "ref", "concept", "enum", "url") or not filled:
                continue
            first = filled[0][column.name]
            if (changed := first.translate(table)) == first:
                continue
            stream = io.StringIO()
            writer = csv.DictWriter(stream, header)
            writer.writeheader()
            writer.writerows(row | ({column.name: changed} if row is filled[0] else {}) for row in rows)
            (tmp_path / path.name).write_text(stream.getvalue(), "utf-8")
            assert [each for each in validate(tmp_path, SCHEMES) if each.column == column.name], (
                path.name,
                column.name,
            )
            (tmp_path / path.name).write_bytes(path.read_bytes())


def test_a_number_that_is_an_identifier_lost_its_zero_in_the_cell(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    rows = ods_rows()
    place = [name for _, name in rows[0]].index("number")
    rows[1][place] = ("float", "301")
    opened(folder, ("Ark1", rows))
    (problem,) = validate(folder, SCHEMES)
    assert (problem.file, problem.row, problem.column) == ("municipalities.ods", 2, "number")
    assert problem.message.startswith("'301': a leading zero is lost, perhaps 0301")


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (lambda folder: workbook(folder, "A", "B"), "the sheets A, B are both this table; keep one"),
        (lambda folder: workbook(folder, "A", header=False), "no sheet of this workbook has the header of the table"),
        (lambda folder: (folder / "municipalities.xlsx").write_bytes(b"PK"), "cannot be opened as a workbook ("),
    ],
)
def test_a_workbook_that_is_not_the_table_is_one_problem(
    tmp_path: Path, spoil: Callable[[Path], object], told: str
) -> None:
    folder = copied(tmp_path)
    (folder / "municipalities.csv").unlink()
    spoil(folder)
    (problem,) = validate(folder, SCHEMES)
    assert (problem.file, problem.row) == ("municipalities.xlsx", 0)
    assert problem.message.startswith(told)


def test_two_files_of_one_table_are_a_problem(tmp_path: Path) -> None:
    folder = workbook(copied(tmp_path), "Ark1")
    (folder / "municipalities.csv").write_bytes((HERE / "good" / "municipalities.csv").read_bytes())
    assert [str(problem) for problem in validate(folder, SCHEMES)] == [
        "municipalities.xlsx: a second file of this table, beside municipalities.csv; keep one"
    ]


def test_every_type_of_column_that_a_spreadsheet_changes_is_read() -> None:
    """A new type of date or number is to be told what a spreadsheet makes of it."""
    types = {column.type.partition(":")[0] for table in TABLES.values() for column in table.columns}
    untouched = {"text", "lang", "key", "ref", "concept", "enum", "bool", "url", "country", "currency", "language"}
    assert types - untouched == {
        "date",
        "year",
        "integer",
        "decimal",
        "rate",
        "latitude",
        "longitude",
        "organisation_number",
        "number",
    }
