"""Names of 20,000 letters: figures, maps, charts and papers show their beginning, and are made in a moment."""

from __future__ import annotations

import re
import time
from collections.abc import Sequence
from typing import Any

import pytest

from kg.api import Samkart
from kg.model.encounter import Entity
from kg.model.text import shortened
from kg.store.shortened import ShortNames
from kg.store.view import NetworkRows
from kg.views.figures.font import cut, width

ENDLESS = {"word": "A" * 20_000, "words": "Ord " * 5_000, "foreign": "北京" * 10_000, "wide": "Æ" * 20_000}


class _Endless(ShortNames):
    """The made-up world, every name of which goes on for 20,000 letters."""

    def __init__(self, view: Any, tail: str) -> None:
        super().__init__(view)
        self._tail = tail

    def entities(self, keys: Sequence[int | str], language: str = "nb") -> dict[int | str, Entity]:
        found = self._view.entities(keys, language)
        return {key: each._replace(label=each.label + self._tail) for key, each in found.items()}

    def network_rows(self) -> NetworkRows:
        rows = self._view.network_rows()
        things: list[Any] = [(*t[:2], *(name + self._tail for name in t[2:5]), *t[5:]) for t in rows.things]
        return rows._replace(things=things)


@pytest.fixture(params=sorted(ENDLESS))
def endless(request: pytest.FixtureRequest, world: Samkart) -> Samkart:
    view: Any = _Endless(world.view, ENDLESS[request.param])
    return Samkart(view, world.language)


def _longest(text: str) -> int:
    return max(len(run) for run in re.findall(r"(?:A|Ord |北京|Æ|a|ord |æ)+", text))


def test_figures_maps_and_charts(endless: Samkart) -> None:
    began = time.process_time()
    drawn = endless.map("fjordby")
    for text in (drawn.svg(), drawn.html, endless.chart("fjordby", of="themes").svg):
        assert _longest(text) < 300
    assert time.process_time() - began < 20


def test_papers(endless: Samkart) -> None:
    text = endless.brief("fjordby").to_markdown()
    assert _longest(text) < 300
    assert "…" in text


def test_data_hold_the_whole_name(endless: Samkart) -> None:
    assert max(len(partner.entity.label) for partner in endless.who("fjordby")) > 20_000


def test_short_names_stay_as_they_are(world: Samkart) -> None:
    short: Any = ShortNames(world.view)
    assert short.network_rows() == world.view.network_rows()
    iri = world.resolve("fjordby", "actor")
    assert short.entities([iri]) == world.view.entities([iri])
    assert shortened("A" * 280, 280) == "A" * 280


@pytest.mark.parametrize("text", [*ENDLESS.values(), "W", "kort og godt"])
def test_a_text_is_cut_to_a_width(text: str) -> None:
    began = time.process_time()
    made = cut(text, 10, 80)
    assert width(made, 10) <= 80 or len(made) <= 2
    assert made == text or (made.endswith("…") and text.startswith(made[:-1]))
    assert made == text or width(f"{text[: len(made)]}…", 10) > 80
    assert time.process_time() - began < 1
