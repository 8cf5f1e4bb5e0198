"""The index beside the store says what the graph says, and nothing else."""

from __future__ import annotations

from kg.api import Samkart
from kg.store.index import pick, telling_class
from kg.store.view import LocalView
from kg.vocab import SK


def rows(world: Samkart, sql: str) -> list[tuple[object, ...]]:
    assert isinstance(world.view, LocalView)
    return world.view._index.execute(sql).fetchall()


def asked(world: Samkart, query: str) -> list[tuple[object, ...]]:
    return [tuple(None if cell is None else cell.value for cell in row) for row in world.query(query)]


def test_every_tie_of_the_graph_is_in_it_once(world: Samkart) -> None:
    found = rows(
        world,
        """SELECT i.tie, a.iri, h.iri FROM incidence i JOIN entity a ON a.id = i.actor JOIN entity h ON h.id = i.hub
        ORDER BY 1, 2""",
    )
    expected = asked(
        world,
        """SELECT (STR(?t) AS ?tie) (STR(?a) AS ?actor) (STR(COALESCE(?project, ?group, ?t)) AS ?hub) {
        VALUES ?kind { sk:Participation sk:Membership sk:Twinning sk:Agreement } ?t a ?kind ; sk:party ?a
        OPTIONAL { ?t sk:project ?project } OPTIONAL { ?t org:organization ?group } } ORDER BY ?tie ?actor""",
    )
    assert found == expected
    assert len(found) > 40


def test_hubs_have_their_size(world: Samkart) -> None:
    found = rows(world, "SELECT e.iri, h.kind, h.size FROM hub h JOIN entity e ON e.id = h.id ORDER BY e.iri")
    shown = {str(iri).rpartition("/id/")[2]: rest for iri, *rest in found}
    assert shown["project/groennby"] == ["project", 4]
    assert shown["actor/eurobyene"] == ["network", 7]
    assert shown["tie/twinning/nordvik-granstad-hamnby"] == ["twinning", 3]
    assert shown["tie/agreement/sirkulaer"] == ["agreement", 3]


def test_entities_have_their_most_telling_class_and_labels(world: Samkart) -> None:
    found = rows(
        world,
        """SELECT class, country, level, nb, nn, en, latitude, longitude, population, start, ties FROM entity
        WHERE iri LIKE '%/actor/fjordby'""",
    )
    name = ["Fjordby kommune", "Fjordby kommune", "Fjordby Municipality"]
    assert found == [("Municipality", "NO", "local", *name, 60.1, 10.5, 30000, "1838", 9)]


def test_trees_and_predecessors_reach_all_the_way(world: Samkart) -> None:
    narrower = world.view.narrower("https://w3id.org/samkart/concept/theme/climate-and-environment")
    assert [iri.rpartition("/")[2] for iri in narrower] == [
        "circular-economy",
        "climate-and-environment",
        "climate-mitigation",
    ]
    parts = world.view.narrower("https://w3id.org/samkart/id/programme/horisont")
    assert [iri.rpartition("/")[2] for iri in parts] == [
        "horisont-klima-01",
        "horisont-klima-02",
        "horisont-klima-03",
        "horisont",
        "horisont-digital",
        "horisont-klima",
    ]
    assert world.view.predecessors("https://w3id.org/samkart/id/actor/fjordby") == [
        "https://w3id.org/samkart/id/actor/lillevik"
    ]


def test_the_more_telling_class() -> None:
    assert telling_class("", SK + "Actor") == "Actor"
    assert telling_class("Actor", SK + "PublicBody") == "PublicBody"
    assert telling_class("PublicBody", SK + "Municipality") == "Municipality"
    assert telling_class("Municipality", SK + "PublicBody") == "Municipality"
    assert telling_class("Theme", "http://www.w3.org/2004/02/skos/core#Concept") == "Theme"


def test_a_label_in_the_next_best_language() -> None:
    assert pick({"nb": "a", "en": "b"}, "nn", "nb") == "a"
    assert pick({"se": "a", "": "b"}, "en") == "b"
    assert pick({"smj": "b", "se": "a"}, "nb") == "a"
    assert pick({}, "nb") == ""
