from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.resources import data_dir, ontology_dir
from kg.sources.csvfile import read_rows
from kg.sources.curated.cells import check_cell
from kg.sources.curated.schema import ColumnSchema
from kg.sources.curated.tables import TABLES
from kg.sources.curated.validate import main, validate

HERE = Path(__file__).parent
SCHEMES = ontology_dir() / "schemes"


def test_the_good_tables_are_good() -> None:
    assert validate(HERE / "good", SCHEMES) == []


def test_the_embedded_tables_are_good() -> None:
    assert validate(data_dir() / "curated", SCHEMES) == []


def test_everything_wrong_is_told_at_once_with_its_place() -> None:
    expected = (HERE / "bad.txt").read_text("utf-8").splitlines()
    assert [str(problem) for problem in validate(HERE / "bad", SCHEMES)] == expected


def test_as_a_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(HERE / "good")]) == 0
    assert capsys.readouterr().out == "no problems\n"
    assert main([str(HERE / "bad")]) == 1
    assert capsys.readouterr().out.splitlines()[-1].endswith(" problems")


def write(path: Path, table: str, rows: list[dict[str, str]]) -> None:
    stream = io.StringIO()
    writer = csv.DictWriter(stream, list(TABLES[table].column_map), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    (path / f"{table}.csv").write_text(stream.getvalue(), "utf-8")


def test_unsorted_rows_and_an_actor_in_two_tables(tmp_path: Path) -> None:
    source = {"source": "s", "title": "t", "url": "https://example.org", "retrieved": "2024"}
    town = {"kind": "municipality", "name": "X", "country": "SE", "source": "s"}
    write(tmp_path, "sources", [source])
    write(tmp_path, "towns", [town | {"actor": "b"}, town | {"actor": "a"}])
    write(tmp_path, "bodies", [town | {"actor": "a", "kind": "company"}])
    assert [str(problem) for problem in validate(tmp_path, SCHEMES)] == [
        "bodies.csv, row 2, column actor: 'a' is an actor in towns.csv already",
        "towns.csv, row 3, column actor: rows are sorted by actor; a stands too low",
    ]


@settings(deadline=None)  # a busy machine is no fault
@given(st.text(max_size=30), st.sampled_from(sorted({c.type for t in TABLES.values() for c in t.columns})))
def test_any_text_in_any_cell_gives_a_verdict(text: str, kind: str) -> None:
    messages = check_cell(ColumnSchema("c", kind, many=True), text, {"ref:actor": {"asker"}})
    assert all(isinstance(message, str) and message for message in messages)


@settings(deadline=None)  # a busy machine is no fault
@given(st.binary(max_size=200))
def test_any_bytes_as_a_table_give_rows_or_problems(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    path = tmp_path_factory.mktemp("any") / "sources.csv"
    path.write_bytes(content)
    rows, problems = read_rows(path, tuple(TABLES["sources"].column_map))
    assert problems or rows or content.strip() == b""


def test_line_ends_and_byte_order_marks_do_not_matter(tmp_path: Path) -> None:
    good = (HERE / "good" / "sources.csv").read_bytes()
    columns = tuple(name for name, column in TABLES["sources"].column_map.items() if not column.optional)
    expected = read_rows(HERE / "good" / "sources.csv", columns)
    for name, content in {
        "crlf": good.replace(b"\n", b"\r\n"),
        "cr": good.replace(b"\n", b"\r"),
        "bom": b"\xef\xbb\xbf" + good,
    }.items():
        path = tmp_path / name
        path.write_bytes(content)
        assert read_rows(path, columns) == expected
