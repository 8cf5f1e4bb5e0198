from __future__ import annotations

import multiprocessing
from pathlib import Path

import pytest

from kg.api import Samkart
from kg.errors import KgError, NotFound
from kg.store import layout
from kg.store.view import LocalView


def names(samkart: Samkart, text: str, kind: str = "") -> list[str]:
    return [match.iri.rpartition("/")[2] for match in samkart.find(text, kind)]


@pytest.mark.parametrize(
    "text",
    ["fjordby", "Fjordby kommune", "FJORDBY", "fjordby Municipality", "FBK", "922222222", "NO922222222MVA", "1101"],
)
def test_a_name_is_found_however_it_is_typed(world: Samkart, text: str) -> None:
    assert names(world, text, "actor")[0] == "fjordby"


def test_whole_names_come_before_beginnings_and_words(world: Samkart) -> None:
    assert [(m.label, m.quality) for m in world.find("øy")] == [("Øyene kommune", 2)]
    assert [(m.label, m.quality) for m in world.find("kunst")] == [
        ("Kunst og kultur", 2),
        ("Data og kunstig intelligens", 3),
    ]
    assert [(m.label, m.quality) for m in world.find("kultur", "theme")] == [
        ("Kultur og idrett", 2),
        ("Kunst og kultur", 3),
    ]


def test_nothing_is_found_for_nothing(world: Samkart) -> None:
    assert world.find("") == world.find("!?") == world.find("zzzz") == []


def test_candidates_are_listed_when_a_name_fits_several(world: Samkart) -> None:
    with pytest.raises(NotFound, match="several"):
        world.resolve("fjord", "")


def test_predecessors(world: Samkart) -> None:
    found = world.view.predecessors(world.resolve("øyene", "actor"))
    assert [iri.rpartition("/")[2] for iri in found] == ["storoey", "vesteroey"]


def test_the_rdflib_graph_is_the_default_graph(world: Samkart) -> None:
    from rdflib import SKOS, Literal, URIRef

    actor = URIRef("https://w3id.org/samkart/id/actor/fjordby")
    assert (actor, SKOS.prefLabel, Literal("Fjordby kommune", lang="nb")) in world.graph.default_graph


def test_no_store(tmp_path: Path) -> None:
    with pytest.raises(KgError, match="kg build"):
        LocalView(tmp_path)


def _count(home: Path, queue: multiprocessing.Queue[int]) -> None:
    with LocalView(home) as view:
        queue.put(len(list(view.query("SELECT * { ?s a sk:Municipality }"))))


@pytest.mark.slow
def test_several_processes_read_at_once(world: Samkart, world_home: Path) -> None:
    context = multiprocessing.get_context("spawn")
    queue: multiprocessing.Queue[int] = context.Queue()
    here = len(list(world.query("SELECT * { ?s a sk:Municipality }")))
    processes = [context.Process(target=_count, args=(world_home, queue)) for _ in range(3)]
    for process in processes:
        process.start()
    counts = [queue.get(timeout=60) for _ in processes]
    for process in processes:
        process.join()
    assert counts == [here] * 3


def test_a_generation_in_use_is_kept_and_removed_afterwards(tmp_path: Path) -> None:
    from tests.conftest import WORLD, build_home

    home = build_home(tmp_path / "home", WORLD)
    reader = LocalView(home)
    build_home(home, WORLD)
    layout.remove_unused(home)
    assert reader.generation.is_dir()
    assert layout.current(home) != reader.generation
    assert len(list(reader.query("SELECT * { ?s a sk:County }"))) == 2
    reader.close()
    layout.remove_unused(home)
    assert not reader.generation.exists()
    assert [p.name for p in (home / "generations").iterdir()] == [layout.current(home).name]  # type: ignore[union-attr]
