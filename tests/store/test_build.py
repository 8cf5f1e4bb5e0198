"""Building a store: whole or not at all, the old one usable meanwhile, nothing said twice."""

from __future__ import annotations

import re
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kg.errors import BadData, KgError
from kg.store import layout
from kg.store.build import build
from kg.store.inputs import Inputs
from kg.store.view import LocalView
from tests.store.downloads import CURATED, download, imported, small_inputs

ONE = ("900000001", "One University", "NO", "60.1,10.1")
ONE_RENAMED = ("900000001", "University of One", "NO", "61.5,11.5")
TWO = ("900000002", "Two University", "SE", "")
TWO_PLACED = ("900000002", "Two University", "SE", "59.2,18.2")
THREE = ("900000003", "Three University", "FI", "")
# Of one thing in the default graph: two labels in one language, or two points, seats or kinds of body.
TWICE = """
SELECT DISTINCT ?s ?p { ?s ?p ?a , ?b FILTER(STR(?a) < STR(?b) && LANG(?a) = LANG(?b))
  VALUES ?p { skos:prefLabel schema:latitude schema:longitude sk:country sk:seat sk:start sk:end sk:recordCount } }
ORDER BY ?s ?p
"""
pytestmark = pytest.mark.slow


@pytest.fixture
def inputs(tmp_path: Path) -> Inputs:
    return small_inputs(tmp_path)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


def rows(home: Path, query: str) -> list[tuple[str | None, ...]]:
    with LocalView(home) as view:
        found: Any = view.query(query)
        return [tuple(None if cell is None else cell.value for cell in row) for row in found]


def actors(home: Path) -> list[tuple[str | None, ...]]:
    """Name, other names and point of every organisation that CORDIS named."""
    return rows(
        home,
        """SELECT ?label ?alt ?latitude { ?s sk:pic ?pic ; skos:prefLabel ?label
        OPTIONAL { ?s skos:altLabel ?alt } OPTIONAL { ?s sk:seat/schema:latitude ?latitude } } ORDER BY ?label ?alt""",
    )


def test_nothing_is_built_when_nothing_has_changed(inputs: Inputs, home: Path) -> None:
    first = build(home, inputs)
    assert build(home, inputs) == first
    assert build(home, inputs, force=True) != first
    table = inputs.data / "curated" / "networks.csv"
    table.write_text(table.read_text("utf-8").replace("Ringen", "Krinsen"), "utf-8")
    build(home, inputs)
    assert ("Krinsen",) in rows(home, "SELECT ?name { ?s a sk:Network ; skos:prefLabel ?name }")


def test_two_builds_say_the_same(inputs: Inputs, home: Path, tmp_path: Path) -> None:
    def statements(where: Path) -> Iterator[str]:
        with LocalView(where) as view:
            yield from sorted(map(str, view.statements(None)))

    build(home, inputs)
    other = Inputs(inputs.data, inputs.ontology, tmp_path / "other" / "imports")
    build(tmp_path / "other", other)
    assert list(statements(home)) == list(statements(tmp_path / "other"))


def test_broken_tables_leave_the_old_store_as_it_was(inputs: Inputs, home: Path) -> None:
    good = build(home, inputs)
    count = rows(home, "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")
    table = inputs.data / "curated" / "twinnings.csv"
    table.write_text(table.read_text("utf-8") + "nobody,nowhere,,20,,,,,,,none\n", "utf-8")
    with pytest.raises(BadData) as caught:
        build(home, inputs)
    assert {problem.file for problem in caught.value.problems} == {"twinnings.csv"}
    assert {problem.column for problem in caught.value.problems} >= {"actor_a", "actor_b", "start", "source"}
    assert layout.current(home) == good
    assert [path.name for path in (home / "generations").iterdir()] == [good.name]
    assert rows(home, "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }") == count


def test_a_reader_keeps_its_generation_while_a_new_one_is_built(inputs: Inputs, home: Path) -> None:
    old = build(home, inputs)
    with LocalView(home) as reader:
        new = build(home, inputs, force=True)
        assert layout.current(home) == new != old
        assert reader.query("ASK { ?s a sk:Municipality }")
        assert old.is_dir()
    layout.remove_unused(home)
    assert not old.exists()


def test_an_organisation_in_two_programmes_is_described_once_by_the_newest(
    inputs: Inputs, home: Path, tmp_path: Path
) -> None:
    old = download(tmp_path / "old", "H2020", {"600001": [ONE_RENAMED, TWO_PLACED], "600002": [ONE_RENAMED, THREE]})
    new = download(tmp_path / "new", "HORIZON", {"101000001": [ONE, TWO]})
    imported(inputs, "cordis-h2020", old)
    imported(inputs, "cordis-horizon", new)
    build(home, inputs)
    assert rows(home, TWICE) == []
    assert actors(home) == [
        ("One University", "University of One", "60.1"),
        ("Three University", None, None),
        ("Two University", None, "59.2"),
    ]
    assert rows(
        home, "SELECT ?name { GRAPH src:cordis-h2020 { ?s sk:pic ?p ; skos:prefLabel ?name } } ORDER BY ?name"
    ) == [("Three University",), ("Two University",), ("University of One",)]


def test_an_extract_beside_an_import_adds_only_what_the_import_lacks(
    inputs: Inputs, home: Path, tmp_path: Path
) -> None:
    new = download(tmp_path / "new", "HORIZON", {"101000001": [ONE, TWO]})
    imported(inputs, "cordis-horizon", new)
    extract = {"101000001": [ONE_RENAMED, TWO, THREE], "101000002": [ONE_RENAMED, THREE]}
    download(inputs.data / "extracts" / "cordis-horizon", "HORIZON", extract)
    build(home, inputs)
    ties = """SELECT ?project ?pic { ?t sk:project/dcterms:identifier ?project ; sk:party/sk:pic ?pic }
    ORDER BY ?project ?pic"""
    assert rows(home, ties) == [
        ("101000001", "900000001"),
        ("101000001", "900000002"),
        ("101000002", "900000001"),
        ("101000002", "900000003"),
    ]
    assert actors(home) == [
        ("One University", None, "60.1"),
        ("Three University", None, None),
        ("Two University", None, None),
    ]
    assert rows(home, TWICE) == []
    # 2 projects, 4 participations, 3 organisations, 3 programmes (HORIZON, HORIZON.2, HORIZON.2.5)
    assert rows(home, "SELECT ?n { src:cordis-horizon sk:recordCount ?n }") == [("12",)]


def test_participants_of_the_older_layout_are_not_one_actor(inputs: Inputs, home: Path, tmp_path: Path) -> None:
    folder = tmp_path / "older"
    folder.mkdir()
    older = Path(__file__).parents[1] / "sources" / "cordis" / "older" / "cordis-h2020projects.csv"
    shutil.copy(older, folder)
    imported(inputs, "cordis-h2020", folder)
    build(home, inputs)
    query = """SELECT ?project ?name { ?t sk:project/sk:abbreviation ?project ; sk:party/skos:prefLabel ?name }
    ORDER BY ?project ?name"""
    assert rows(home, query) == [("OLDIE", "Dimos Fantasias"), ("OLDIE", "Tenktvik kommune")]


def test_too_small_a_snapshot_is_not_published(inputs: Inputs, home: Path, tmp_path: Path) -> None:
    good = build(home, inputs)
    new = download(tmp_path / "new", "HORIZON", {"101000001": [ONE, TWO]})
    imported(inputs, "cordis-horizon", new)
    manifest = inputs.imports / "cordis-horizon" / "manifest.json"
    manifest.write_text(manifest.read_text("utf-8").replace('"NO"', ""), "utf-8")
    with pytest.raises(BadData, match="cordis-horizon is not published") as caught:
        build(home, inputs)
    assert {problem.column for problem in caught.value.problems} == {"organisations", "participations", "projects"}
    assert layout.current(home) == good


def test_the_embedded_links_are_taken_as_far_as_tables_of_ones_own_go(tmp_path: Path) -> None:
    inputs = Inputs.overlay(CURATED, tmp_path / "imports")
    assert build(tmp_path / "home", inputs).is_dir()


def test_a_full_disk_is_one_sentence(inputs: Inputs, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    good = build(home, inputs)

    def full(*_: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr("kg.store.index.write_ties", full)
    message = rf"^the store's folder {home} cannot be written: .* full; set SAMKART_STORE \(or --store\) to a folder"
    with pytest.raises(KgError, match=message):
        build(home, inputs, force=True)
    assert (layout.current(home), [path.name for path in (home / "generations").iterdir()]) == (good, [good.name])


@pytest.mark.parametrize(
    ("kind", "most", "where"),
    [
        ("projects", 1, ("project.csv", 3)),
        ("participations", 2, ("organization.csv", 4)),
        ("organisations", 1, ("organization.csv", 3)),
    ],
)
def test_more_than_a_whole_snapshot_has_is_refused_before_it_is_loaded(
    inputs: Inputs, home: Path, tmp_path: Path, kind: str, most: int, where: tuple[str, int]
) -> None:
    """The row that is one too many is named, and not one Statement of the source has been taken."""
    described = inputs.data / "sources" / "cordis-horizon.yml"
    text = re.sub(rf"{kind}: {{.*}}", f"{kind}: {{min: 0, max: {most}}}", described.read_text("utf-8"))
    described.write_text(text, "utf-8")
    new = download(tmp_path / "new", "HORIZON", {"101000001": [ONE, TWO], "101000002": [ONE]})
    imported(inputs, "cordis-horizon", new)
    part = build(home, inputs)  # which may be of any size
    assert len(actors(home)) == 2
    manifest = inputs.imports / "cordis-horizon" / "manifest.json"
    manifest.write_text(manifest.read_text("utf-8").replace('"NO"', ""), "utf-8")
    stages: list[str] = []
    with pytest.raises(BadData, match="cordis-horizon is not loaded") as caught:
        build(home, inputs, lambda stage, done, total: stages.append(stage))
    (problem,) = caught.value.problems
    assert (problem.file.rpartition("/")[2], problem.row) == where
    assert problem.message == f"more than {most} {kind}, the most that cordis-horizon.yml expects"
    assert "organisations" not in stages
    assert layout.current(home) == part
