"""What others know actors by, from the index and from an endpoint alike."""

from __future__ import annotations

from kg.api import Samkart
from kg.store.identifiers import IDENTIFIERS
from kg.store.remote import RemoteView
from kg.vocab import SKD, entity

NONE = dict.fromkeys(IDENTIFIERS, "")


def test_numbers_are_text_by_scheme_and_what_has_none_has_empty_ones(world: Samkart) -> None:
    keys = ("fjordby", "nordvik", "hoegskolen", "soerkyst-fylke", "eurobyene", "nobody")
    asked = [entity("actor", key) for key in keys]
    found = world.view.identifiers(asked)
    assert {iri.removeprefix(SKD): numbers for iri, numbers in found.items()} == {
        "actor/fjordby": {
            "organisation_number": "922222222",
            "municipality_number": "5101",
            "county_number": "",
            "pic": "900000001",
            "nuts": "NO0X1",
        },
        "actor/nordvik": NONE | {"municipality_number": "5102", "nuts": "NO0X2"},
        "actor/hoegskolen": NONE | {"pic": "900000002"},
        "actor/soerkyst-fylke": NONE | {"county_number": "52"},
        "actor/eurobyene": NONE,
        "actor/nobody": NONE,
    }


def test_a_project_number_is_no_municipality_number(world: Samkart) -> None:
    (found,) = world.view.identifiers([entity("project", "groennby")]).values()
    assert found == NONE
    assert world.view.identifiers([]) == {}
    assert world.view.identifiers(iter(["https://example.org/page of nobody"])) == {
        "https://example.org/page of nobody": NONE
    }


def test_leading_zeros_stay_and_numbers_of_ended_bodies_are_their_last(embedded: Samkart) -> None:
    oslo, radoey = entity("actor", "oslo"), entity("actor", "radoey")
    found = embedded.view.identifiers([oslo, radoey, oslo])
    assert list(found) == [oslo, radoey]
    assert found[oslo]["municipality_number"] == "0301"
    assert found[radoey]["municipality_number"] == "1260"
    assert (found[oslo]["nuts"], found[radoey]["nuts"]) == ("NO081", "NO0A2")


def test_an_endpoint_says_the_same(world: Samkart, world_endpoint: str) -> None:
    remote = Samkart(RemoteView(world_endpoint))
    everything = [iri for iri, *_ in world.view.labels(("actor", "project", "programme", "theme"))]
    asked = [*everything, "https://example.org/page of nobody"]
    found = world.view.identifiers(asked)
    assert remote.view.identifiers(asked) == found
    assert len([iri for iri, numbers in found.items() if numbers != NONE]) > 8
