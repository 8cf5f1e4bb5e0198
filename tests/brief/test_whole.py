"""Whole briefings on the made-up world, compared with what was read and found right (expected/*.md)."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from kg.api import Samkart
from kg.brief.formats.render import render
from kg.brief.gather.compose import brief
from kg.errors import Usage
from kg.vocab import entity

EXPECTED = Path(__file__).parent / "expected"
FJORDBY = entity("actor", "fjordby")
CASES: dict[str, dict[str, Any]] = {
    "council": {"actor": FJORDBY},
    "council-merged": {"actor": FJORDBY, "with_predecessors": True},
    "few": {"actor": entity("actor", "skogsby")},
    "how-sure": {"actor": entity("actor", "innmark")},
    "reported": {"actor": entity("actor", "oeyene"), "variant": "twin-towns"},
    "stated": {"actor": entity("actor", "innmark"), "variant": "twin-towns", "evidence": "stated"},
    "off-list": {"actor": entity("actor", "innmark"), "variant": "twin-towns"},
    "region": {"region": "fjordby,nordvik"},
    "year": {"actor": FJORDBY, "variant": "year", "year": "2023"},
    "twin-towns": {"actor": FJORDBY, "variant": "twin-towns"},
    "network": {"actor": FJORDBY, "variant": "network"},
    "one-network": {"network": "eurobyene"},
    "goals": {"actor": FJORDBY, "variant": "goals"},
    "profile": {"actor": FJORDBY, "variant": "profile"},
    "county": {"variant": "county"},
    "ledger": {"actor": FJORDBY, "variant": "ledger"},
    "ledger-merged": {"actor": FJORDBY, "variant": "ledger", "with_predecessors": True},
    "ledger-council": {"region": "fjordraadet", "variant": "ledger"},
    "ledger-region": {"region": "fjordby,nordvik,innmark", "variant": "ledger"},
    "theme": {"theme": "climate-mitigation"},
    "programme": {"programme": "horisont"},
}


@pytest.mark.parametrize("lang", ["nb", "nn", "en"])
@pytest.mark.parametrize("name", sorted(CASES))
def test_the_whole_paper(world: Samkart, name: str, lang: str) -> None:
    samkart = Samkart(world.view, lang)
    made = render(brief(samkart, **CASES[name], figures=False), ".md").decode()
    path = EXPECTED / f"{name}.{lang}.md"
    if os.environ.get("SAMKART_WRITE_EXPECTED"):  # read what it writes before it is committed
        path.write_text(made, "utf-8")
    assert made == path.read_text("utf-8")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ({}, "a briefing is about one thing"),
        ({"actor": FJORDBY, "theme": "digitalisation"}, "a briefing is about one thing"),
        ({"actor": FJORDBY, "variant": "year"}, "year: the variant year needs a year"),
        ({"actor": FJORDBY, "variant": "novel"}, "variant: 'novel' is not a variant; expected council, year"),
        ({"theme": "digitalisation", "variant": "twin-towns"}, "not about a theme or a programme"),
        ({"network": "eurobyene", "variant": "goals"}, "not about a network"),
        ({"network": "hoegskolen"}, "is not a network, an office or a council"),
        ({"actor": FJORDBY, "variant": "county"}, "is about all counties"),
        ({"theme": "digitalisation", "variant": "ledger"}, "not about a theme or a programme"),
        ({"network": "eurobyene", "variant": "ledger"}, "not about a network"),
        ({"actor": entity("actor", "elafina"), "variant": "ledger"}, "is not known to belong to any network"),
        ({"theme": "digitalisation", "evidence": "own"}, "evidence limits the ties of actors and networks"),
        ({"actor": FJORDBY, "evidence": "sure"}, "is not a strength of evidence; expected own, stated, any"),
        ({"actor": FJORDBY, "network": "klimapakten", "variant": "network"}, "is not known to belong to klimapakten"),
    ],
)
def test_what_cannot_be_written_is_said(world: Samkart, arguments: dict[str, Any], told: str) -> None:
    with pytest.raises(Usage) as raised:
        brief(world, **arguments)
    assert told in str(raised.value)


@pytest.mark.parametrize(
    ("actor", "lang", "told"),
    [
        ("granstad", "nb", "I andre land er ni nære partnere i to land kjent; nærmest er Fjordby kommune:"),
        ("fjordby", "nb", "I andre land er fire nære partnere i fire land kjent; nærmest er Granstad:"),
        ("altburg", "en", "Abroad, six close partners in two countries are known; nearest are Fjordby Municipality:"),
    ],
)
def test_a_briefing_is_at_home_in_the_country_of_its_subject(world: Samkart, actor: str, lang: str, told: str) -> None:
    """What lay outside Norway was counted for everybody: the home of a foreign town was abroad, Norway was not."""
    made = render(brief(Samkart(world.view, lang), actor, figures=False), ".md").decode()
    assert told in made


def test_what_is_not_about_actors_takes_the_view_of_a_country(world: Samkart) -> None:
    norway, sweden = (
        render(brief(world, programme="horisont", country=code, figures=False), ".md").decode() for code in ("NO", "se")
    )
    assert norway == render(brief(world, programme="horisont", figures=False), ".md").decode()
    assert "Prosjekter med deltakere fra Norge" in norway and "Fjordby" in norway
    assert "Prosjekter med deltakere fra Sverige" in sweden and "Fjordby" not in sweden
    with pytest.raises(Usage, match="at home in its own country"):
        brief(world, "fjordby", country="SE")
    with pytest.raises(Usage, match="country: 'Sverige' is not a country"):
        brief(world, theme="climate-mitigation", country="Sverige")
