from __future__ import annotations

import sqlite3
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.model.catalogue import read_catalogue
from kg.model.progress import quiet
from kg.model.source import numbered_keys
from kg.resources import data_dir
from kg.store import layout
from kg.store.index import build_index
from kg.store.triples import CollectedTriples, StoredTriples


def test_escapes_languages_types_and_repetitions() -> None:
    kept = CollectedTriples(["http://p"])
    for value in (
        '"a"',
        '"a"',
        '"b \\"c\\"\\n\\u00e6"@nb',
        '"2020"^^<http://www.w3.org/2001/XMLSchema#gYear>',
        "<http://o>",
    ):
        kept.keep("<http://s>", [("<http://p>", value)])
    kept.keep("<http://s>", [("<http://other>", '"x"'), ("<http://p>", "_:b")])
    kept.keep("_:b", [("<http://p>", '"x"')])
    assert list(kept.pairs("http://p")) == [
        ("http://s", "a", ""),
        ("http://s", 'b "c"\næ', "nb"),
        ("http://s", "2020", ""),
        ("http://s", "http://o", ""),
    ]
    with pytest.raises(KeyError):
        list(kept.pairs("http://other"))


@pytest.mark.slow
def test_what_is_kept_makes_the_index_that_the_store_itself_would(embedded_home: Path, tmp_path: Path) -> None:
    generation = layout.current(embedded_home)
    assert generation is not None
    store = StoredTriples(ox.Store.read_only(str(generation / "rdf")))
    numbered = numbered_keys(read_catalogue(data_dir() / "sources").values())
    build_index(store, tmp_path, quiet, numbered)
    tables = ("entity", "name", "word", "hub", "incidence", "hub_theme", "hub_programme", "narrower", "predecessor")
    kept, read = (
        {table: sorted(_rows(folder / "index.sqlite", table), key=str) for table in tables}
        for folder in (generation, tmp_path)
    )
    assert kept == read
    assert all(read.values())


def _rows(file: Path, table: str) -> list[tuple[object, ...]]:
    database = sqlite3.connect(file)
    rows = database.execute(f"SELECT * FROM {table}").fetchall()  # noqa: S608
    database.close()
    return rows
