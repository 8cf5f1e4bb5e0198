"""States on disk: a file that comes back the same, the archive of a home, and every side that a comparison takes."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.api import Samkart, diff
from kg.errors import KgError, NotFound, Usage
from kg.model.progress import quiet
from kg.model.state import PATTERN
from kg.store import layout
from kg.store.build import build
from kg.store.states.archive import MOST, archive, forget, keep, known_states, named, path_of
from kg.store.states.file import FILE, read_state, write_state
from kg.store.states.sides import TODAY, state_in, state_of_generation
from kg.store.view import LocalView
from tests.store.downloads import small_inputs


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("states")
    build(folder / "home", small_inputs(folder), quiet)
    return folder / "home"


def test_a_state_comes_back_from_its_file_and_has_the_same_bytes(home: Path, tmp_path: Path) -> None:
    generation = layout.current(home)
    assert generation is not None
    state = read_state(generation / FILE)
    assert state.ties and state.things and state.sources and PATTERN.fullmatch(state.name)
    write_state(tmp_path / "again.jsonl.gz", state)
    assert (tmp_path / "again.jsonl.gz").read_bytes() == (generation / FILE).read_bytes()
    (tmp_path / "cut.jsonl.gz").write_bytes((generation / FILE).read_bytes()[:-20])
    with pytest.raises(KgError, match=r"cut\.jsonl\.gz cannot be read"):
        read_state(tmp_path / "cut.jsonl.gz")


def test_the_facts_are_those_of_the_graph(home: Path) -> None:
    generation = layout.current(home)
    assert generation is not None
    told = state_of_generation(generation)
    (generation / FILE).rename(generation / "aside")
    try:
        assert state_of_generation(generation) == told  # read from the graph itself
    finally:
        (generation / "aside").rename(generation / FILE)


@pytest.mark.parametrize("name", ["x.nq", "x.trig", "x.ttl", "x.nt", "x.jsonld", "x.nq.gz"])
def test_an_exported_file_is_the_state_that_it_was_written_from(home: Path, tmp_path: Path, name: str) -> None:
    with Samkart(LocalView(home)) as samkart:
        samkart.notice = lambda _: None
        samkart.write_rdf(tmp_path / name)
        assert list(samkart.diff(str(tmp_path / name))) == []
        assert samkart.diff(str(tmp_path / name)).old.name == samkart.state


def test_every_other_side(home: Path) -> None:
    state = state_in(home, TODAY)
    assert [state_in(home, each) for each in (state.name, state.name[:-2], state.name[-8:], str(home))] == [state] * 4
    with pytest.raises(NotFound, match="no state is called 'never'; expected a state"):
        state_in(home, "never")
    with pytest.raises(NotFound, match=r"none\.nq is not there"):
        state_in(home, "none.nq")
    with pytest.raises(Usage, match="is a day of data"):
        state_in(home, "2026-06-01")


def test_two_open_graphs_and_an_endpoint(home: Path, world: Samkart) -> None:
    with Samkart(LocalView(home)) as one, Samkart(LocalView(home)) as other:
        assert list(diff(one, other)) == []
        found = diff(world, one)
        assert found.new.name == one.state
        assert {change.what for change in found} >= {"appeared", "vanished"}


def test_the_newest_stay_and_those_that_are_kept(home: Path) -> None:
    generation = layout.current(home)
    assert generation is not None
    today = str(layout.manifest_of(generation)["state"])
    names = [f"2020-01-{day:02}-0000000a" for day in range(1, MOST + 4)]
    for name in names:
        path_of(home, name).write_bytes((generation / FILE).read_bytes())
    assert keep(home, names[0][:10]) == names[0]
    archive(home, generation)
    known = known_states(home)
    assert known[0].name == today and known[0].current
    assert len(known) == MOST + 1 and names[0] in {each.name for each in known if each.kept}
    with pytest.raises(NotFound, match="several states are called '2020'"):
        named(home, "2020")
    assert forget(home, names[0]) == names[0]
    assert names[0] not in {each.name for each in known_states(home)}
    forget(home, today)
    assert known_states(home)[0].name == today
    for name in names:
        path_of(home, name).unlink(missing_ok=True)
