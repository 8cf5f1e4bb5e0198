"""Behind an endpoint the graph must answer as it does on disk."""

from __future__ import annotations

from typing import Any

import pyoxigraph as ox
import pytest

from kg.api import Samkart
from kg.errors import BadData, KgError, NotFound, Usage
from kg.store.remote import RemoteView
from kg.store.substitute import substitute


@pytest.fixture
def remote(world_endpoint: str) -> Samkart:
    return Samkart(RemoteView(world_endpoint))


NAMES = ["fjordby", "FJORDBY KOMMUNE", "Fjordby municipality", "922222222", "5101", "900000001", "vuonabaiki", "oeyene"]


@pytest.mark.parametrize("name", NAMES)
def test_names_are_resolved_alike(world: Samkart, remote: Samkart, name: str) -> None:
    assert remote.resolve(name, "actor") == world.resolve(name, "actor")


def test_an_unknown_name_answers_with_the_nearest(world: Samkart, remote: Samkart) -> None:
    for samkart in (world, remote):
        with pytest.raises(NotFound) as caught:
            samkart.resolve("Fjorbdy", "actor")
        assert caught.value.nearest[0] == "Fjordby kommune (NO, actor/fjordby)"


@pytest.mark.parametrize("actor", ["fjordby", "nordvik", "soerhavn", "innmark", "oeyene", "altburg"])
@pytest.mark.parametrize(
    "options",
    [
        {},
        {"at": "2020-06-12"},
        {"since": "2021"},
        {"until": "2019"},
        {"via": ["project"]},
        {"country": "SE"},
        {"theme": "climate-and-environment"},
        {"with_predecessors": True},
    ],
)
def test_collaborators_are_the_same(world: Samkart, remote: Samkart, actor: str, options: dict[str, object]) -> None:
    def shown(samkart: Samkart) -> list[tuple[object, ...]]:
        return [
            (p.entity, p.shared.counts, round(p.shared.strength, 6), p.shared.latest, p.shared.certainties)
            for p in samkart.who(actor, **options)  # type: ignore[arg-type]
        ]

    assert shown(remote) == shown(world)


def test_evidence_and_paths_are_the_same(world: Samkart, remote: Samkart) -> None:
    assert world.paths("innmark", "altburg") == remote.paths("innmark", "altburg")


def test_graph_and_statements_are_the_same(world: Samkart, remote: Samkart) -> None:
    assert sorted(map(str, remote.statements(""))) == sorted(map(str, world.statements("")))
    assert len(remote.graph.default_graph) == len(world.graph.default_graph) > 500


def test_no_endpoint() -> None:
    with pytest.raises(Usage, match="not the address"):
        RemoteView("file:///etc/passwd")
    with pytest.raises(KgError, match="does not answer"):
        RemoteView("http://127.0.0.1:9/query", timeout=2).query("ASK {}")


def test_a_query_that_is_no_sparql(world: Samkart, remote: Samkart) -> None:
    for samkart in (world, remote):
        with pytest.raises(BadData):
            samkart.query("SELECT nonsense")


def test_an_update_is_refused(world: Samkart, remote: Samkart) -> None:
    for samkart in (world, remote):
        with pytest.raises(BadData):
            samkart.query("INSERT DATA { <http://a> <http://b> <http://c> }")


def test_substitution_leaves_strings_comments_and_iris_alone() -> None:
    query = """# $x in a comment
SELECT ?y WHERE { ?y <http://a/$x> $x ; <http://b> "$x", '$x', \"\"\"$x\"\"\" FILTER(!BOUND($x) || ?xy = $x) }"""
    evil = ox.Literal('"} DROP ALL #\n')
    assert substitute(query, {"x": evil}) == (
        '# $x in a comment\nSELECT ?y WHERE { ?y <http://a/$x> "\\"} DROP ALL #\\n" ; <http://b> "$x", \'$x\', '
        '"""$x""" FILTER(!true || ?xy = "\\"} DROP ALL #\\n") }'
    )


def test_the_page_of_a_project_is_the_evidence_on_disk_and_behind_an_endpoint(
    embedded: Samkart, embedded_endpoint: str
) -> None:
    remote = Samkart(RemoteView(embedded_endpoint))
    title = "CORDIS, EU research projects under Horizon Europe (2021–2027)"
    rows = embedded.query(
        "SELECT ?tie ?number { ?tie a sk:Participation ; dcterms:source src:cordis-horizon ; sk:project ?project ."
        " ?project dcterms:identifier ?number } ORDER BY ?tie LIMIT 20"
    )
    found = {row["tie"].value: row["number"].value for row in rows}
    assert len(found) == 20
    for tie, number in found.items():
        pages = [page for source, page in embedded.view.sources_of(tie) if source == title]
        assert pages == [f"https://cordis.europa.eu/project/id/{number}"]
        assert remote.view.sources_of(tie) == embedded.view.sources_of(tie)
    membership = next(iter(embedded.query("SELECT ?t { ?t a sk:Membership } ORDER BY ?t LIMIT 1")))["t"].value
    assert remote.view.sources_of(membership) == embedded.view.sources_of(membership) != []


def test_what_networks_are_made_of_is_the_same_on_disk_and_behind_an_endpoint(world: Samkart, remote: Samkart) -> None:
    local, other = world.view.network_rows(), remote.view.network_rows()
    assert sorted(other.things) == sorted(local.things)
    assert sorted(other.ties, key=str) == sorted(local.ties, key=str)
    assert (other.themes, other.programmes) == (local.themes, local.programmes)
    counties = {row[0].rpartition("/")[2]: row[13].rpartition("/")[2] for row in local.things if row[13]}
    assert (counties["fjordby"], counties["soerhavn"]) == ("nordfjell-fylke", "soerkyst-fylke")
    money = {row[0].rpartition("/")[2]: row[-1] for row in local.ties if row[-1] is not None}
    assert {key: money[key] for key in money if key.startswith("groennby")} == {
        "groennby-altburg": 500000.0,
        "groennby-fjordby": 120000.5,
        "groennby-hoegskolen": 159999.75,  # net of what an affiliated entity gets
        "groennby-odd": 40000.25,
    }
    for mode in ("actor", "two-mode", "nuts2", "nuts3", "county"):
        graphs: list[Any] = [each.network("fjordby", mode=mode) for each in (world, remote)]
        one, two = (dict(graph.nodes(data=True)) for graph in graphs)
        assert one == two, mode
        first, second = (sorted(map(str, graph.edges(data=True))) for graph in graphs)
        assert first == second, mode
