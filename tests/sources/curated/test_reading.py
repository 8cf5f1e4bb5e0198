from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import BadData
from kg.linking.linker import Linker
from kg.resources import ontology_dir
from kg.sources.curated.reading import read_curated
from kg.store.writer import Settled, quads

HERE = Path(__file__).parent
SCHEMES = ontology_dir() / "schemes"


def test_every_cell_becomes_what_the_expected_file_says() -> None:
    curated = read_curated(HERE / "good", SCHEMES)
    lines = sorted(set(quads(curated, "curated", Linker(), Settled())))
    assert lines == (HERE / "expected.nq").read_text("utf-8").splitlines()


def test_what_the_linker_is_told() -> None:
    curated = read_curated(HERE / "good", SCHEMES)
    assert curated.actor_keys() == {"hamaroey", "nordland-fylke", "pietarsaari", "ringen"}
    numbers = {"number/NO970542507": "hamaroey", "number/NO964982953": "nordland-fylke"}
    assert curated.identifiers() == numbers
    assert curated.projects() == {}
    assert curated.authority.actors == curated.actor_keys()
    assert (curated.count("memberships"), curated.count("agreements")) == (1, 0)


def test_bad_tables_are_not_read() -> None:
    with pytest.raises(BadData) as caught:
        read_curated(HERE / "bad", SCHEMES)
    assert len(caught.value.problems) == len((HERE / "bad.txt").read_text("utf-8").splitlines())
