"""What the page asks for, over the made-up world: counts as Questions and `who` tell them, steps, pictures."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest

from kg.api import Samkart
from kg.errors import NotFound, Usage
from kg.web.network.answers import answer, connections, expand, find, picture, sources
from kg.web.network.downloads import download, graph_of
from kg.web.network.steps import MOST_STEPS, Step, iri_of, read_steps, written

DAY = "2024-06-01"
ACTORS = [
    *("fjordby", "nordvik", "lillevik", "soerhavn", "innmark", "storoey", "oeyene", "granstad", "hamnby", "altburg"),
    *("elafina", "skogsby", "eurobyene", "klimapakten", "fjordraadet", "nordfjell-fylke", "direktoratet", "hoegskolen"),
]


def counts(samkart: Samkart, thing: str, **given: str) -> dict[str, int]:
    told = connections(samkart, {"thing": thing, **given})["connections"]
    return {each["kind"]: each["count"] for each in told}


def distinct(rows: Iterable[Any], column: str) -> int:
    return len({row[column] for row in rows if row[column]})


@pytest.mark.parametrize("at", ["", "2005-01-01", DAY])
@pytest.mark.parametrize("key", ACTORS)
def test_counts_are_those_of_who_and_the_questions(world: Samkart, key: str, at: str) -> None:
    iri = f"https://w3id.org/samkart/id/actor/{key}"
    found = counts(world, f"actor/{key}", **({"since": at, "until": at} if at else {}))
    given = {"at": at} if at else {}
    assert found.get("partner", 0) == len(world.who(iri, **given))  # type: ignore[arg-type]
    for kind in ("twinning", "agreement"):
        assert found.get(kind, 0) == len(world.who(iri, via=kind, **given))  # type: ignore[arg-type]
    ties = world.ask("actor/ties", actor=iri, **given).records()
    hubs = {"network": "Membership", "project": "Participation"}
    for kind, cls in hubs.items():
        own = {row["hub"] for row in ties if str(row["kind"]).endswith(cls) and row["hub"]}
        told = expand(world, {"thing": f"actor/{key}", "kind": kind, "n": "200", "since": at, "until": at})
        assert told["all"] == len(own)
    members = {row["partner"] for row in ties if str(row["kind"]).endswith("Membership") and not row["hub"]}
    assert found.get("member", 0) == len(members)


def test_counts_of_a_project_a_programme_and_a_theme(world: Samkart) -> None:
    groennby = world.ask("project/participants", project="groennby").records()
    assert counts(world, "project/groennby")["participant"] == distinct(groennby, "actor") == 4
    horisont = world.ask("programme/projects", programme="horisont").records()
    assert counts(world, "programme/horisont")["project"] == distinct(horisont, "project")
    theme = "https://w3id.org/samkart/concept/theme/climate-and-environment"
    projects = world.ask("theme/projects", theme=theme).records()
    assert counts(world, "theme/climate-and-environment")["project"] == distinct(projects, "project")
    assert counts(world, "theme/climate-and-environment")["narrower"] == 2
    assert counts(world, "theme/circular-economy") == counts(world, "theme/circular-economy") | {"broader": 1}


def test_kinds_are_told_in_words_with_programme_and_country(world: Samkart) -> None:
    told = connections(world, {"thing": "actor/fjordby", "at": DAY})
    assert told["thing"] == {
        "id": "actor/fjordby",
        "label": "Fjordby kommune",
        "type": "actor",
        "kind": "Municipality",
        "kind_label": "kommune",
        "country": "NO",
        "level": "local",
        "page": "/actor/fjordby",
    }
    assert [(each["kind"], each["label"], each["count"]) for each in told["connections"]][:5] == [
        ("network", "Medlem av nettverk", 4),
        ("project:horisont", "Prosjekter i Horisont", 2),
        ("twinning", "Vennskapsbyer", 2),
        ("agreement", "Avtalepartnere", 2),
        ("partner", "Alle partnere", 13),
    ]


def test_conditions_narrow_counts_and_steps_alike(world: Samkart) -> None:
    for condition in ({"country": "FI"}, {"theme": "climate-and-environment"}, {"evidence": "own"}, {"since": "2022"}):
        for kind, count in counts(world, "actor/fjordby", **condition).items():
            asked = {"thing": "actor/fjordby", "kind": kind, "n": "200", **condition}
            assert expand(world, asked)["all"] == count, (condition, kind)
    assert counts(world, "actor/fjordby", country="FI")["twinning"] == 1


def test_a_step_whole(world: Samkart) -> None:
    told = expand(world, {"thing": "actor/fjordby", "kind": "twinning", "n": "1", "at": DAY})
    assert [node["id"] for node in told["nodes"]] == ["actor/fjordby", "actor/granstad"]
    assert (told["all"], told["left"]) == (2, 1)
    assert told["edges"] == [
        {
            "id": "actor/fjordby actor/granstad twinning",
            "from": "actor/fjordby",
            "to": "actor/granstad",
            "kind": "twinning",
            "kinds": ["twinning"],
            "count": 1,
            "start": "1952",
            "end": "",
            "as_of": "2023",
            "held_from": "1952-01-01",
            "held_until": "",
            "certainty": "held",
            "known_by": "own-word",
            "reported": False,
            "role": "",
            "themes": [],
            "ties": ["tie/twinning/fjordby-granstad"],
            "tie_count": 1,
        }
    ]


def test_what_is_reported_only_is_told_so(world: Samkart) -> None:
    told = connections(world, {"thing": "actor/innmark", "at": DAY})["connections"]
    twins = next(each for each in told if each["kind"] == "twinning")
    lines = expand(world, {"thing": "actor/innmark", "kind": "twinning", "at": DAY})["edges"]
    assert twins["reported"] == sum(line["reported"] for line in lines) > 0
    stated = expand(world, {"thing": "actor/innmark", "kind": "twinning", "evidence": "stated"})
    assert not any(line["reported"] for line in stated["edges"])


def test_a_picture_holds_what_its_things_have_with_each_other(world: Samkart) -> None:
    steps = "actor/fjordby;actor/fjordby!twinning;actor/eurobyene"
    told = picture(world, {"steps": steps, "at": DAY})
    assert [(node["id"], node["step"]) for node in told["nodes"]] == [
        ("actor/fjordby", 0),
        ("actor/granstad", 1),
        ("actor/hamnby", 1),
        ("actor/eurobyene", 2),
    ]
    assert sorted((line["id"], line["step"]) for line in told["edges"]) == [
        ("actor/eurobyene actor/fjordby network", 2),
        ("actor/eurobyene actor/granstad network", 2),
        ("actor/eurobyene actor/hamnby network", 2),
        ("actor/fjordby actor/granstad twinning", 1),
        ("actor/fjordby actor/hamnby twinning", 1),
        ("actor/granstad actor/hamnby twinning", 1),
    ]
    assert told["steps"][1] == {"step": "actor/fjordby!twinning", "all": 2, "left": 0}
    assert told["countries"] == {"BE": "Belgia", "FI": "Finland", "NO": "Norge", "SE": "Sverige"}


def test_what_is_taken_away_takes_its_ties_along_and_can_come_back(world: Samkart) -> None:
    steps = "actor/fjordby;actor/fjordby!twinning;-actor/granstad"
    told = picture(world, {"steps": steps})
    assert [node["id"] for node in told["nodes"]] == ["actor/fjordby", "actor/hamnby"]
    assert [line["id"] for line in told["edges"]] == ["actor/fjordby actor/hamnby twinning"]
    again = picture(world, {"steps": steps + ";actor/granstad"})
    assert len(again["edges"]) == 3


def test_every_expansion_finds_as_many_as_its_count(world: Samkart) -> None:
    for thing in ("actor/fjordby", "actor/eurobyene", "project/smartby", "programme/grensebro", "theme/digitalisation"):
        for kind, count in counts(world, thing).items():
            told = expand(world, {"thing": thing, "kind": kind, "n": "200"})
            assert (told["all"], len(told["nodes"]) - 1) == (count, count), (thing, kind)


def test_the_sources_of_an_edge(world: Samkart) -> None:
    told = sources(world, {"ties": "tie/twinning/fjordby-granstad"})
    assert told == {"sources": [{"title": "Register over vennskapsbyer", "url": "https://example.org/register"}]}


def test_finding_and_dispatch(world: Samkart) -> None:
    assert find(world, {"q": ""}) == {"nodes": []}
    assert [node["id"] for node in find(world, {"q": "grønnby"})["nodes"]] == ["project/groennby"]
    assert answer(world, {"do": "find", "q": "grønnby"}) == find(world, {"q": "grønnby"})


@pytest.mark.parametrize(
    "given",
    [
        {"do": "nothing"},
        {"do": "expand", "thing": "actor/fjordby", "kind": "friends"},
        {"do": "expand", "thing": "actor/fjordby", "kind": "network:x"},
        {"do": "expand", "thing": "actor/fjordby", "kind": "network", "n": "0"},
        {"do": "expand", "thing": "actor/fjordby", "kind": "network", "n": "201"},
        {"do": "expand", "thing": "actor/fjordby", "kind": "network", "n": "many"},
        {"do": "connections", "thing": "actor/fjordby", "country": "Norge"},
        {"do": "connections", "thing": "actor/fjordby", "since": "yesterday"},
        {"do": "connections", "thing": "actor/fjordby", "evidence": "gossip"},
        {"do": "picture", "steps": "actor/fjordby!network!x=1"},
        {"do": "picture", "steps": "<script>"},
        {"do": "picture", "steps": ";".join(["actor/fjordby"] * (MOST_STEPS + 1))},
        {"do": "picture", "at": "today"},
    ],
)
def test_what_cannot_be_meant_is_refused(world: Samkart, given: dict[str, str]) -> None:
    with pytest.raises(Usage):
        answer(world, given)


@pytest.mark.parametrize("thing", ["actor/nobody", "place/fjordby-nowhere", "theme/none"])
def test_what_is_not_there_is_not_found(world: Samkart, thing: str) -> None:
    for given in ({"do": "connections", "thing": thing}, {"do": "picture", "steps": thing}):
        with pytest.raises(NotFound):
            answer(world, given)


def test_steps_are_written_as_they_were_read() -> None:
    text = (
        "actor/a;-actor/a;actor/a!partner:SE!n=50!country=SE!theme=energy!since=2010!until=2020!evidence=own;project/b"
    )
    assert ";".join(map(written, read_steps(text))) == text
    assert read_steps("actor/a!project:!n=25") == (Step("actor/a", "project", ""),)
    assert iri_of("https://w3id.org/samkart/id/actor/a") == "https://w3id.org/samkart/id/actor/a"


def test_downloads_are_the_picture(world: Samkart) -> None:
    given = {"steps": "actor/fjordby;actor/fjordby!twinning", "at": DAY}
    graph = graph_of(picture(world, given))
    assert sorted(graph.edges) == [
        ("actor/fjordby", "actor/granstad"),
        ("actor/fjordby", "actor/hamnby"),
        ("actor/granstad", "actor/hamnby"),
    ]
    assert download(world, given, "csv").decode().splitlines()[0].startswith("source,target")
    assert download(world, given, "nodes.csv").decode().count("\n") == 4
    assert b'<node id="actor/granstad" label="Granstad"' in download(world, given, "gexf")
    with pytest.raises(Usage):
        download(world, given, "exe")


def test_an_edge_is_the_same_from_both_ends(world: Samkart) -> None:
    one = expand(world, {"thing": "actor/fjordby", "kind": "network", "at": DAY})["edges"]
    other = expand(world, {"thing": "actor/eurobyene", "kind": "member", "at": DAY, "n": "200"})["edges"]
    shared = "actor/eurobyene actor/fjordby network"
    assert [each for each in one if each["id"] == shared] == [each for each in other if each["id"] == shared]


def test_the_same_over_an_endpoint(world: Samkart, world_endpoint: str) -> None:
    from kg.store.remote import RemoteView

    with Samkart(RemoteView(world_endpoint)) as remote:
        for thing in ("actor/fjordby", "project/groennby", "programme/horisont", "theme/digitalisation"):
            given = {"thing": thing, "at": DAY}
            assert connections(remote, given) == connections(world, given)
        given = {"steps": "actor/fjordby;actor/fjordby!partner;actor/eurobyene!member", "at": DAY}
        assert picture(remote, given) == picture(world, given)
