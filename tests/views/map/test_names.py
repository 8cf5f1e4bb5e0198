"""What a map shows are names in the reader's language: no key of a programme, a theme, a kind, a level or a status."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

import pytest

from kg.api import Samkart
from kg.language.captions import labels_of
from kg.language.kinds import names
from kg.settings import LANGUAGES

SCHEMES = (
    "themes",
    "programmes",
    "country",
    "level",
    "status",
    "role",
    "certainty",
    "evidence-strength",
    "bound-reason",
)
ASKED = [
    {"mode": "two-mode", "colour": "programme"},
    {"mode": "two-mode", "colour": "theme", "at": "2022-01-01"},
    {"mode": "actor", "colour": "programme"},
    {"mode": "actor", "colour": "community"},
    {"mode": "hub", "colour": "theme"},
    {"mode": "theme", "colour": "type"},
    {"mode": "country", "colour": "country"},
    {"mode": "actor", "colour": "level", "geographic": True},
]


def held(html: str) -> dict[str, Any]:
    """The data of a page."""
    found = re.search(r'<script type="application/json" id="samkart-data">(.*?)</script>', html, re.DOTALL)
    assert found is not None
    data: dict[str, Any] = json.loads(found[1])["data"]
    return data


def keys_in(text: str, labels: dict[str, Any]) -> list[str]:
    """The keys of a page's categories that stand in a text as words of their own, where no name is that word."""
    known = {key for scheme in SCHEMES for key in labels[scheme]}
    words = " ".join(name for each in labels.values() for called in each.values() for name in called.values())
    return sorted(key for key in known if re.search(rf"(?<![\w-]){re.escape(key)}(?![\w-])", text) and key not in words)


@pytest.mark.parametrize("asked", ASKED, ids=lambda asked: "-".join(map(str, asked.values())))
def test_every_category_of_a_page_and_its_legends_has_a_name(world: Samkart, asked: dict[str, Any]) -> None:
    data = held(world.map("fjordby", "altburg", **asked).html)
    unnamed = [
        (scheme, key, code)
        for scheme in SCHEMES
        for key, words in data["labels"][scheme].items()
        for code in LANGUAGES
        if words.get(code, key) == key and names("concepts").get(f"{scheme}/{key}", {}).get(code) != key
    ]
    assert unnamed == []
    if asked["colour"] in ("programme", "theme", "country", "level"):
        assert [e["key"] for e in data["legend"]["colours"] if e["key"] in e["labels"].values()] == []


def test_programmes_are_called_as_the_graph_calls_them(world: Samkart) -> None:
    data = held(world.map("fjordby", mode="two-mode", colour="programme").html)
    assert data["labels"]["programmes"] == {
        "grensebro-natur": dict.fromkeys(LANGUAGES, "Grensebro natur"),
        "horisont-digital": dict.fromkeys(LANGUAGES, "Horisont digital"),
        "horisont-klima": dict.fromkeys(LANGUAGES, "Horisont klima"),
    }
    assert [(entry["key"], entry["labels"]["en"]) for entry in data["legend"]["colours"]] == [
        ("horisont-klima", "Horisont klima"),
        ("grensebro-natur", "Grensebro natur"),
        ("horisont-digital", "Horisont digital"),
        ("?", "unknown"),
    ]


def test_a_community_and_a_concept_of_the_ontology_have_names_in_any_graph() -> None:
    import networkx as nx

    graph: nx.Graph[str] = nx.Graph()
    assert labels_of(graph, "kind", "community") == {"nb": "gruppe", "nn": "gruppe", "en": "community"}
    assert labels_of(graph, "level", "local")["nn"] == "Lokalt"
    assert labels_of(graph, "programmes", "not-known-here") == dict.fromkeys(LANGUAGES, "not-known-here")


@pytest.mark.parametrize("asked", ASKED[:4], ids=lambda asked: "-".join(map(str, asked.values())))
def test_no_key_stands_in_a_figure(world: Samkart, asked: dict[str, Any]) -> None:
    made = world.map("fjordby", "altburg", **asked)
    text = " ".join(re.findall(r">([^<>]+)<", made.svg()))
    assert "Fjordby" in text
    assert keys_in(text, held(made.html)["labels"]) == []


@pytest.mark.parametrize("asked", ASKED[:3], ids=lambda asked: "-".join(map(str, asked.values())))
def test_no_key_stands_on_a_page(world: Samkart, open_map: Callable[..., Any], asked: dict[str, Any]) -> None:
    made = world.map("fjordby", "altburg", **asked)
    labels = held(made.html)["labels"]
    page = open_map(made.graph, spec=made.look, title="T").page
    fjordby = next(node for node in made.graph if str(node).endswith("/fjordby"))
    for code in LANGUAGES:
        page.select_option("#lang", code)
        page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true; })")
        page.evaluate(f"location.hash = {json.dumps('n=' + str(fjordby) + '&lang=' + code)}")
        page.wait_for_timeout(200)
        shown = page.evaluate("document.body.innerText")
        page.click("#show-table")
        shown += page.evaluate("document.body.innerText")
        page.click("#show-map")
        assert "Fjordby" in shown
        assert keys_in(shown, labels) == []
