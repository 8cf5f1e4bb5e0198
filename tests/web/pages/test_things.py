"""The page of a thing over the made-up world: what stands on it, where it leads, and what it is as data."""

from __future__ import annotations

import csv
import io
import json
import re

import pyoxigraph as ox
import pytest

from kg.api import Samkart
from kg.web.pages.timeline import timeline
from tests.web.conftest import DAY, Ask


def headings(text: str) -> list[str]:
    return re.findall(r"<h2[^>]*>([^<]*)</h2>", text)


def test_the_page_of_a_municipality_has_everything_in_order(ask: Ask) -> None:
    page = ask("actor/fjordby", language="en").body.decode()
    assert headings(page) == [
        "In short",
        "Partners, the strongest first",
        "Themes",
        "Numbers",
        "Other names",
        "Mergers and splits",
        "Networks, offices and councils",
        "Twin towns",
        "Agreements",
        "Projects",
        "Strategies",
        "The ties in time",
        "What is not known",
        "The graph knows nothing here of",
        "Take it with you",
    ]
    assert '<p class="over">municipality · Norway · local</p>' in page
    assert '<a href="/actor/granstad">Granstad</a>' in page
    assert 'data-mark="certainty-held">held</span>' in page
    assert 'data-mark="certainty-did-not-hold">did not hold</span>' in page


def test_a_section_alone_is_whole(ask: Ask) -> None:
    page = ask("actor/fjordby", "section=partners", language="en").body.decode()
    assert headings(page) == ["Partners, the strongest first", "Take it with you"]
    assert ask("actor/fjordby", "section=no").status == 404


def test_what_is_called_so_otherwise_leads_to_its_page(ask: Ask) -> None:
    found = ask("actor/Fjordby kommune", language="nn", chosen=True)
    assert (found.status, found.headers["Location"]) == (302, "/nn/actor/fjordby")
    found = ask("actor/922222222", form="json")
    assert (found.status, found.headers["Location"]) == (302, "/actor/fjordby?format=json")
    assert ask("actor/nobody-at-all").status == 404
    assert ask("actor").status == 404


def test_what_is_shown_is_had_as_data(ask: Ask, world: Samkart) -> None:
    told = json.loads(ask("actor/fjordby", form="json").body)["sections"]
    shown = world.show("actor/fjordby", at=DAY).records()
    assert {name: rows for name, rows in told.items() if name in shown} == json.loads(json.dumps(shown))
    assert told["partners"] == json.loads(json.dumps(world.who("fjordby").records()))
    rows = list(csv.DictReader(io.StringIO(ask("actor/fjordby", "section=actor/twin-towns", form="csv").body.decode())))
    assert [(row["partner"], row["certainty"], row["partner_key"]) for row in rows] == [
        ("Granstad", "gjaldt", "granstad"),
        ("Hamnby", "gjaldt ikke", "hamnby"),
    ]
    assert ask("actor/fjordby", form="csv").status == 400  # several tables: which?
    graph = ox.Store()
    graph.load(ask("actor/fjordby", form="turtle").body, ox.RdfFormat.TURTLE)
    ties = {quad.subject.value for quad in graph if "/id/tie/" in str(quad.subject)}
    assert ties == {str(row["tie"]) for row in world.ask("actor/ties", actor="fjordby")}
    other = ox.Store()
    other.load(ask("actor/fjordby", form="ntriples").body, ox.RdfFormat.N_TRIPLES)
    assert set(other) == set(graph)
    assert b"<gexf" in ask("actor/fjordby", form="gexf").body


def test_what_a_tie_rests_on_is_told(ask: Ask) -> None:
    page = ask("tie/membership/fjordby-eurobyene", language="en").body.decode()
    assert "Eurobyenes medlemmer" in page


@pytest.mark.parametrize("path", ["project/solhavn", "programme/horisont-klima", "theme/climate-mitigation"])
def test_other_things_have_pages_too(ask: Ask, path: str) -> None:
    page = ask(path, language="en").body.decode()
    assert "In short" in headings(page)


def test_ties_in_time_are_drawn_by_the_rule_of_time(world: Samkart) -> None:
    rows = list(world.ask("actor/ties", actor="fjordby"))
    drawn = timeline(rows, {}, DAY)
    known = {bar.iri.rpartition("/")[2]: (bar.kind, bar.certainty) for bar in drawn.bars}
    assert known["granstad"] == ("twinning", "held")
    assert known["hamnby"] == ("twinning", "did-not-hold")
    assert known["solhavn"] == ("participation", "held")
    assert known["gamlenettet"] == ("membership", "did-not-hold")
    for bar in drawn.bars:
        assert drawn.labels <= bar.x <= drawn.width and bar.x + bar.width <= drawn.width + 2
        if bar.sure_width:
            assert bar.x <= bar.sure_x + 0.2 and bar.sure_x + bar.sure_width <= bar.x + bar.width + 0.2
    assert len(drawn.bars) + drawn.left + drawn.undated == len({row["tie"] for row in rows})


def test_the_same_gives_the_same_bytes(ask: Ask) -> None:
    for form in ("html", "json", "xlsx", "turtle", "jsonld"):
        assert ask("actor/fjordby", form=form).body == ask("actor/fjordby", form=form).body


@pytest.mark.parametrize("path", ["town/fjordby", "foo/altburg/x", "id2/actor/fjordby"])
def test_what_is_no_kind_of_thing_leads_nowhere(ask: Ask, path: str) -> None:
    found = ask(path, language="en", form="json")
    assert (found.status, json.loads(found.body)["detail"]) == (404, f"there is no page '{path}'")
