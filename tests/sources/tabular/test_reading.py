"""A table source from its file, in any form, to Statements; what is left out and what is told."""

from __future__ import annotations

import csv
import gzip
import io
import json
import lzma
from pathlib import Path

import openpyxl
import pytest

from kg.errors import BadData, KgError, NotFound, Usage
from kg.sources.tabular.filters import RecordFilters
from kg.sources.tabular.formats import packed
from kg.sources.tabular.normal import write_normal
from tests.sources.tabular import SOURCE

HEADER = [
    "Grant no",
    "Title of the grant:",
    "Scheme",
    "From",
    "To",
    "Partner’s  name",
    "Country",
    "Organisation number",
    "Grant (EUR)",
]
ROWS = [
    ["G1", "Quiet harbours", "Nord", "01.02.2021", "31.12.2023 00:00", "TENKTVIK KOMMUNE", "Norge", "", "1.234,50"],
    ["G1", "Quiet harbours", "Nord", "01.02.2021", "31.12.2023 00:00", "Nowhereby kommun", "SE", "", "12x"],
    ["G2", "Fog", "Sør", "2022-01-01", "2021-01-01", "DOE Jane", "DK", "", ""],
    ["", "Nothing", "Sør", "", "", "Nusquam", "FI", "", ""],
    ["G2", "Fog", "Sør", "2022-01-01", "2021-01-01", "Nusquam Oy", "FI", "", ""],
]
SRC = "https://w3id.org/samkart/source/grants/"


def text(rows: list[list[str]], delimiter: str = ";") -> str:
    stream = io.StringIO()
    csv.writer(stream, delimiter=delimiter).writerows(rows)
    return stream.getvalue()


def told(*paths: Path, **options: object) -> tuple[list[str], list[str]]:
    """(triples, short), and the summary with its problems."""
    reading = SOURCE.read(list(paths), **options)  # type: ignore[arg-type]
    triples = [f"{s} {p} {o}".replace("https://w3id.org/samkart/", "") for s, p, o, _ in reading]
    return triples, [*reading.summary.lines(), *map(str, reading.summary.problems)]


@pytest.fixture
def grants(tmp_path: Path) -> Path:
    path = tmp_path / "grants.csv"
    path.write_text(text([HEADER, *ROWS]), "utf-8")
    return path


def test_rows_become_statements_and_what_is_wrong_is_told(grants: Path) -> None:
    triples, summary = told(grants)
    assert summary == [
        "grants (grants.csv): read 5, used 4, skipped 1 (1 no grant number)",
        "2 projects, 3 participations, 3 organisations, 2 programmes",
        "not carried: 1 × participation.contribution",
        "not carried: 1 × project.end",
        "natural person, left out: 1",
        "grants.csv, row 5, column number: no grant number",
        "grants.csv, row 4, column end: ends (2021-01-01) before it starts (2022-01-01); neither is carried",
        "grants.csv, row 3, column contribution: '12x' is no amount",
    ]
    about = [each for each in triples if each.startswith("<source/grants/organisation/norge-tenktvik-kommune>")]
    assert [each.split(" ", 2)[1:] for each in about] == [
        ["<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>", "<ontology/Actor>"],
        ["<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>", "<ontology/Municipality>"],
        ["<ontology/level>", "<concept/level/local>"],
        ["<http://www.w3.org/2004/02/skos/core#prefLabel>", '"Tenktvik kommune"'],
        ["<ontology/country>", "<id/country/NO>"],
    ]
    assert [each.partition("> ")[2] for each in triples if "participation/G1-norge" in each][3:] == [
        '<ontology/contribution> "1234.5"^^<http://www.w3.org/2001/XMLSchema#decimal>',
        '<ontology/currency> "EUR"',
    ]
    assert not any("DOE" in each for each in triples)


def test_every_form_of_the_file_says_the_same(grants: Path, tmp_path: Path) -> None:
    expected = told(grants)[0]
    content = grants.read_bytes()
    forms = {
        "grants.csv.gz": gzip.compress(content),
        "grants.csv.xz": lzma.compress(content),
        "comma/grants.csv": text([HEADER, *ROWS], ",").encode(),
        "wide/grants.csv": content.decode().encode("utf-16"),
        "titled/grants.csv": b"Grants of the Made-up Fund\n;;\nDrawn 2024;\n" + content,
        "grants.json": json.dumps([dict(zip(HEADER, row, strict=True)) for row in ROWS]).encode(),
    }
    for name, raw in forms.items():
        path = tmp_path / "forms" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(raw)
        assert told(path)[0] == expected, name


def test_the_sheets_of_a_workbook_are_looked_through(grants: Path, tmp_path: Path) -> None:
    path = tmp_path / "export.xlsx"
    book = openpyxl.Workbook()
    book.create_sheet("Cover", 0).append(["Search results"])
    sheet = book.create_sheet("Partners")
    for row in (["Drawn 2024"], HEADER, *ROWS):
        sheet.append(row)
    book.save(path)
    assert told(path)[0] == told(grants)[0]
    assert told(path)[1][0] == "grants (export.xlsx, sheet Partners): read 5, used 4, skipped 1 (1 no grant number)"


def test_a_part_is_asked_for_and_its_extract_says_the_same(grants: Path, tmp_path: Path) -> None:
    filters = RecordFilters(countries=("NO",), kinds=("municipality",))
    asked, summary = told(grants, filters=filters)
    assert summary[:2] == [
        "grants (grants.csv): read 5, used 2, skipped 3 (1 no grant number; 2 not asked for)",
        "1 projects, 2 participations, 2 organisations, 1 programmes",
    ]
    write_normal(SOURCE.read([grants], filters=filters).records(), tmp_path / "extract")
    assert sorted(path.name for path in (tmp_path / "extract").iterdir()) == [
        "organisations.csv",
        "participations.csv",
        "programmes.csv",
        "projects.csv",
    ]
    assert sorted(told(tmp_path / "extract")[0]) == sorted(asked)
    assert told(tmp_path / "extract", filters=filters)[0] == told(tmp_path / "extract")[0]


def test_what_cannot_be_asked_for_is_told(grants: Path) -> None:
    with pytest.raises(Usage, match="no project in these files is of 'Vest'"):
        told(grants, filters=RecordFilters(programmes=("Vest",)))
    with pytest.raises(NotFound, match="'nobody' is in none of these files"):
        told(grants, filters=RecordFilters(actors=("nobody",)))
    for wrong in ({"countries": ("XX",)}, {"kinds": ("village",)}, {"actors": (" ",)}):
        with pytest.raises(Usage):
            RecordFilters(**wrong)


def test_files_without_a_table_are_refused_with_what_is_expected(tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text("a;b\n1;2\n", "utf-8")
    with pytest.raises(BadData) as error:
        told(tmp_path / "list.csv")
    assert [str(error.value), *map(str, error.value.problems)] == [
        "no table of grants in list.csv",
        "list.csv, row 1: found a;b; expected the columns grant no, title of the grant, partner's name, "
        "separated by ; , or tab",
    ]


def test_what_unpacks_without_end_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packed, "FREE", 1_000_000)
    (tmp_path / "grants.csv.gz").write_bytes(gzip.compress(b"0;" * 2_000_000))
    with pytest.raises(KgError, match="would unpack to more than 1,000,000 bytes"):
        told(tmp_path / "grants.csv.gz")
