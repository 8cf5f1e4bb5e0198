"""A sentence as an operation: the address that it gives is one that answers what the sentence asks."""

from __future__ import annotations

import json
from typing import Any

import pytest
from starlette.testclient import TestClient

from kg.questions.sentence.candidates import VERBS
from kg.web.operations.drawn import brief, drawing
from kg.web.operations.sentences import _FIELDS
from kg.web.operations.verbs import verb


@pytest.mark.parametrize("name", VERBS)
def test_every_parameter_of_a_verb_is_a_field_of_its_page(name: str) -> None:
    page = {"brief": brief, "map": drawing}.get(name, lambda: verb(name.replace(" ", "/")))()
    assert page is not None
    assert {_FIELDS.get(each.name, each.name) for each in VERBS[name].slots} <= {each.name for each in page.fields}


def answered(site: TestClient, sentence: str) -> dict[str, Any]:
    found = site.get("/api/ask", params={"q": sentence, "lang": "en"})
    assert found.status_code == 200, found.text
    answer: dict[str, Any] = json.loads(found.text)
    return answer


@pytest.mark.parametrize(
    ("sentence", "name", "address"),
    [
        ("Which networks is Fjordby in?", "actor/networks", "/api/question/actor/networks?actor=actor/fjordby"),
        ("How is Fjordby connected to Altburg?", "path", "/api/path?actors=actor/fjordby,actor/altburg"),
        ("Hvem samarbeider Fjordby med, forgjengere medregnet?", "who",
         "/api/who?actor=actor/fjordby&with_predecessors=true"),
    ],
)  # fmt: skip
def test_the_address_answers(world_site: TestClient, sentence: str, name: str, address: str) -> None:
    answer = answered(world_site, sentence)
    first, *others = answer["rows"]
    assert (first["name"], first["call"].replace("%2F", "/").replace("%2C", ",")) == (name, address)
    asked = world_site.get(first["call"]).json()
    assert asked["operation"].removeprefix("question/") == name and asked["rows"]
    ready = [each["call"] for each in others if not each["missing"]]
    assert {each: world_site.get(each).status_code for each in ready} == dict.fromkeys(ready, 200)


def test_a_sentence_that_asks_nothing_known_says_so(world_site: TestClient) -> None:
    answer = answered(world_site, "xyzzy plugh")
    assert (answer["rows"], answer["total"]) == ([], 0)
    assert answer["not_known"] == [
        "It is not clear which question is meant; these are the nearest, each with its command.",
        "Not understood: xyzzy, plugh",
    ]
