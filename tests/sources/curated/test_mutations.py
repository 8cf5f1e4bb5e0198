"""Every kind of wrong value, put into every column of the embedded tables, is found, and told in a few problems."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.errors import Problem
from kg.resources import data_dir, ontology_dir
from kg.sources.curated.tables import TABLES
from kg.sources.curated.validate import validate
from tests.sources.curated.mutations import Mutation, mutations, read_tables, written

CURATED = data_dir() / "curated"
SCHEMES = ontology_dir() / "schemes"
TABLES_AS_THEY_ARE = read_tables(CURATED)
MOST = 3


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Path(shutil.copytree(CURATED, tmp_path_factory.mktemp("mutations") / "curated"))


def found(folder: Path, mutation: Mutation) -> list[Problem]:
    path = folder / f"{mutation.table}.csv"
    path.write_text(written(TABLES_AS_THEY_ARE, mutation), "utf-8")
    try:
        return validate(folder, SCHEMES)
    finally:
        shutil.copy(CURATED / path.name, path)


def held(folder: Path, chosen: Iterator[Mutation]) -> int:
    count = 0
    for mutation in chosen:
        problems = found(folder, mutation)
        assert problems, f"not found: {mutation}"
        assert len(problems) <= MOST, f"{mutation}: {[str(problem) for problem in problems]}"
        count += 1
    return count


def test_every_column_has_its_mutations() -> None:
    made = {(mutation.table, column) for mutation in mutations(TABLES_AS_THEY_ARE, 1) for column in [mutation.column]}
    assert {(table.name, column.name) for table in TABLES.values() for column in table.columns} <= made


def test_the_tables_written_anew_without_a_mutation_are_good(folder: Path) -> None:
    for name in ("memberships", "programmes"):
        same = Mutation(name, 2, "source", "none", "", TABLES_AS_THEY_ARE[name][0]["source"])
        assert found(folder, same) == []


def test_some_wrong_cells_of_each_table_are_found(folder: Path) -> None:
    assert held(folder, (each for at, each in enumerate(mutations(TABLES_AS_THEY_ARE, 9)) if at % 60 == 3)) > 25


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1, 2])
def test_a_twelfth_of_all_wrong_cells_are_found(folder: Path, seed: int) -> None:
    """All of them take minutes: `held(folder, mutations(TABLES_AS_THEY_ARE, seed))` goes through them."""
    assert held(folder, (each for at, each in enumerate(mutations(TABLES_AS_THEY_ARE, seed)) if at % 12 == seed)) > 140
