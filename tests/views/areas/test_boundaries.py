"""The boundaries hold every area that the graph has, no larger and no smaller than it is, and how many live there."""

from __future__ import annotations

import pytest

from kg.api import Samkart
from kg.views.areas.boundaries import Division, divisions, people, population, shapes
from kg.views.areas.gather import _places
from kg.views.areas.geometry import size_of

NORWEGIAN = [each for each in divisions() if each.country]


def area_km2(division: Division, number: str) -> float:
    return sum(size_of(ring) for ring in shapes(division)[number])


@pytest.mark.parametrize("division", NORWEGIAN, ids=lambda each: f"{each.level} {each.name}")
def test_each_division_has_the_areas_that_the_graph_says(division: Division, embedded: Samkart) -> None:
    places, _ = _places(embedded)
    assert set(shapes(division)) == set(places.bearers(division.level, division.day))


@pytest.mark.parametrize("division", NORWEGIAN, ids=lambda each: f"{each.level} {each.name}")
def test_all_areas_together_are_the_mainland(division: Division) -> None:
    whole = sum(area_km2(division, number) for number in shapes(division))
    assert whole == pytest.approx(323_800, rel=0.02)  # Kartverket: 323,8xx km² with fresh water, without Svalbard


def test_municipalities_lie_in_their_counties() -> None:
    for name in ("2020", "2024"):
        county, municipality = (
            next(d for d in NORWEGIAN if d.level == level and d.name == name) for level in ("county", "municipality")
        )
        for number in shapes(county):
            parts = sum(area_km2(municipality, each) for each in shapes(municipality) if each.startswith(number))
            assert parts == pytest.approx(area_km2(county, number), rel=1e-6)


def test_countries_are_as_large_as_they_are() -> None:
    world = next(each for each in divisions() if each.level == "country")
    sizes = {code: area_km2(world, code) for code in ("SE", "FR", "IS", "UA", "PL")}
    assert sizes["SE"] == pytest.approx(450_000, rel=0.03)
    assert sizes["PL"] == pytest.approx(312_700, rel=0.03)
    assert sizes["IS"] == pytest.approx(103_000, rel=0.03)
    assert sizes["UA"] == pytest.approx(603_600, rel=0.03)  # with Crimea


def test_population_is_that_of_the_division_and_of_the_latest_year_known() -> None:
    assert population("municipality", "0220", "2019", 2019) == (61523, 2019)
    assert population("municipality", "3024", "2020", 2020) == (127731, 2020)
    assert population("county", "03", "2020", 2020) == (693494, 2020)
    assert population("county", "03", "2024", 2027) == population("county", "03", "2024", 2026)
    assert population("county", "30", "2024", 2027) is None
    assert population("county", "16", "2017", 2017) is None


def test_people_of_several_are_known_when_those_of_each_are() -> None:
    both = [population("county", number, "2020", 2021) for number in ("03", "30")]
    assert people("county", ["03", "30"], "2020", 2021) == (sum(each[0] for each in both if each), 2021)
    assert people("county", ["03", "16"], "2020", 2021) is None
    assert people("county", [], "2020", 2021) is None
