"""Which rows stand out of place, and putting them there without touching the rest."""

from __future__ import annotations

import csv
import io
import random
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.sources.csvfile import CsvRow
from kg.sources.curated.order import check_order, sort_tables
from kg.sources.curated.tables import TABLES

STRATEGIES = TABLES["strategies"]
HEADER = ",".join(STRATEGIES.column_map)


def rows(keys: str) -> list[CsvRow]:
    return [CsvRow(number, {"strategy": key}) for number, key in enumerate(keys, start=2)]


def told(keys: str) -> list[str]:
    return [f"{problem.row} {problem.message.partition('; ')[2]}" for problem in check_order(STRATEGIES, rows(keys))]


def test_one_problem_for_each_block() -> None:
    assert told("abcdef") == []
    assert told("zabcdef") == ["2 z stands too high"]
    assert told("abcdefa") == ["8 a stands too low"]
    assert told("abcdefabc") == ["8 a stands too low, and so do the rows to 10"]
    assert told("ba") == ["3 a stands too low"]
    assert told("azbcydef") == ["3 z stands too high", "6 y stands too high"]
    assert told("azbzczdzezfzg") == ["3 6 rows stand out of place: kg check --sort puts them in order"]


@given(st.text("abcdef", max_size=12))
def test_no_problem_says_order(keys: str) -> None:
    assert (check_order(STRATEGIES, rows(keys)) == []) == (list(keys) == sorted(keys))


def table(path: Path, lines: list[str], end: str = "\n") -> Path:
    file = path / "strategies.csv"
    file.write_bytes(end.join([HEADER, *lines]).encode())
    return file


def line(key: str, title: str = "") -> str:
    return f"{key},asker,{title},,,,,page"


def test_rows_keep_their_bytes(tmp_path: Path) -> None:
    lines = [line("c", '"Å, ""nå"""'), line("a"), line(" b ", '"b"')]
    file = table(tmp_path, lines, "\r\n")
    file.chmod(0o640)
    assert sort_tables(tmp_path) == ["strategies.csv: 2 rows moved: a, b"] or sort_tables(tmp_path) == []
    expected = "".join(f"{each}\r\n" for each in [HEADER, lines[1], lines[2], lines[0]])
    assert file.read_bytes().decode() == expected
    assert file.stat().st_mode & 0o777 == 0o640
    assert list(tmp_path.iterdir()) == [file]


def test_a_byte_order_mark_and_shuffled_rows(tmp_path: Path) -> None:
    lines = [line(f"key-{number:03}") for number in range(200)]
    shuffled = random.Random(3).sample(lines, 200)  # noqa: S311
    file = table(tmp_path, shuffled)
    file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes())
    (moved,) = sort_tables(tmp_path)
    assert "rows moved" in moved
    assert file.read_bytes() == b"\xef\xbb\xbf" + "".join(f"{each}\n" for each in [HEADER, *lines]).encode()
    assert sort_tables(tmp_path) == []


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-be", "cp1252"])
@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_a_table_saved_otherwise_keeps_its_form(tmp_path: Path, encoding: str, delimiter: str) -> None:
    """Dates are sorted by what they mean, and stay as they are written."""
    table = TABLES["former_names"]
    rows = [("asker", "Ås", "09.12.2019"), ("asker", "Ås", "10.01.2014"), ("aker", "", "")]
    lines = [[*table.column_map]]
    for actor, label, start in rows:
        cells = {"actor": actor, "name": label or '"A;\t"', "start": start, "source": "page"}
        lines.append([cells.get(column, "") for column in table.column_map])
    name = tmp_path / "former_names.csv"
    stated = f"sep={delimiter}\r\n"

    def written(order: Sequence[int]) -> bytes:
        stream = io.StringIO()
        csv.writer(stream, delimiter=delimiter).writerows(lines[number] for number in order)
        return (stated + stream.getvalue()).encode(encoding)

    name.write_bytes(written([0, 1, 2, 3]))
    assert sort_tables(tmp_path) == ['former_names.csv: 2 rows moved: asker / Ås / 2014-01-10, aker / "A;\t"']
    assert name.read_bytes() == written([0, 3, 2, 1])
    assert sort_tables(tmp_path) == []


def test_a_table_that_cannot_be_read_is_left_alone(tmp_path: Path) -> None:
    file = table(tmp_path, [line("b"), line("a"), "too,short"])
    before = file.read_bytes()
    (said,) = sort_tables(tmp_path)
    assert said.startswith("strategies.csv is left as it is: strategies.csv, row 4")
    assert file.read_bytes() == before
