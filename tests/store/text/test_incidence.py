"""Who is where as a table of edges: whole, in order, packed as the name says, refused under another name."""

from __future__ import annotations

import csv
import gzip
import io
from pathlib import Path

import pytest

from kg.api import Samkart
from kg.errors import Usage
from kg.store.rows import Presence
from kg.store.text.incidence import write_incidence

ROWS = [
    Presence(
        "https://a.example/hub,1", "https://a.example/Åse", "network", "2001-01-01", "", "list", "https://a.example/t"
    ),
    Presence(
        "https://a.example/hub2", "https://a.example/bo", "project", "", "2004-12-31", "", 'https://a.example/"u"'
    ),
]
TEXT = (
    "hub,actor,kind,held_from,held_until,known_by,tie\n"
    '"https://a.example/hub,1",https://a.example/Åse,network,2001-01-01,,list,https://a.example/t\n'
    'https://a.example/hub2,https://a.example/bo,project,,2004-12-31,,"https://a.example/""u"""\n'
)


def test_a_line_for_each_presence(tmp_path: Path) -> None:
    stream = io.BytesIO()
    write_incidence(ROWS, stream)
    assert stream.getvalue().decode() == TEXT
    write_incidence(iter(ROWS), tmp_path / "edges.csv")
    assert (tmp_path / "edges.csv").read_text("utf-8") == TEXT
    write_incidence(ROWS, str(tmp_path / "edges.CSV.gz"))
    assert gzip.decompress((tmp_path / "edges.CSV.gz").read_bytes()).decode() == TEXT
    packed = io.BytesIO()
    write_incidence(ROWS, packed, "gzip")
    assert packed.getvalue() == (tmp_path / "edges.CSV.gz").read_bytes()


@pytest.mark.parametrize(
    ("name", "compress"),
    [("edges.nq", ""), ("edges", ""), ("edges.csv.bz2", ""), ("edges.csv", "gzip"), ("edges.csv.gz", "zstd")],
)
def test_a_name_that_promises_something_else_is_refused(tmp_path: Path, name: str, compress: str) -> None:
    with pytest.raises(Usage, match=r"expected one that ends in \.csv, \.csv\.gz, \.csv\.zst"):
        write_incidence(ROWS, tmp_path / name, compress)
    assert list(tmp_path.iterdir()) == []


def test_what_fails_on_the_way_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError):
        write_incidence((ROWS[1 // number] for number in (1, 0)), tmp_path / "edges.csv")
    assert list(tmp_path.iterdir()) == []


def test_it_holds_every_tie_of_the_graph(world: Samkart, tmp_path: Path) -> None:
    world.write_incidence(tmp_path / "world.csv.gz")
    with gzip.open(tmp_path / "world.csv.gz", "rt", encoding="utf-8", newline="") as file:
        found = list(csv.reader(file))
    ties = world.view.network_rows().ties
    expected = [
        [hub, actor, kind, b.first, b.last, known, tie] for tie, kind, hub, actor, *_, b, _, known, _, _ in ties
    ]
    assert found == [list(Presence._fields), *sorted(expected, key=lambda row: (row[0], row[1], row[6]))]
