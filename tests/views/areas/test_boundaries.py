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
    assert population("county", "01", "2017", 2017) == population("county", "01", "2019", 2017)
    assert population("county", "16", "2017", 2017) is None  # Indre Fosen came of both


def test_a_municipality_that_moved_is_counted_in_the_county_of_its_time() -> None:
    """Rindal went from Møre og Romsdal to Trøndelag in 2019."""
    then, now, rindal = (
        population(level, number, division, 2017)
        for level, number, division in (
            ("county", "15", "2017"),
            ("county", "15", "2019"),
            ("municipality", "5061", "2019"),
        )
    )
    assert then and now and rindal and then[0] == now[0] + rindal[0]


def test_people_of_several_are_known_when_those_of_each_are() -> None:
    both = [population("county", number, "2020", 2021) for number in ("03", "30")]
    assert people("county", ["03", "30"], "2020", 2021) == (sum(each[0] for each in both if each), 2021)
    assert people("county", ["03", "16"], "2020", 2021) is None
    assert people("county", [], "2020", 2021) is None


@pytest.mark.parametrize("year", range(2017, 2027))
def test_all_municipalities_and_all_counties_together_are_norway(year: int) -> None:
    name = "2019" if year < 2020 else "2020" if year < 2024 else "2024"
    for level in ("municipality", "county"):
        division = next(each for each in NORWEGIAN if each.level == level and each.name == name)
        assert people(level, sorted(shapes(division)), name, year) == population("country", "NO", name, year)


def test_what_is_no_count_is_left_out() -> None:
    assert population("municipality", "0710", "2019", 2016) is None  # Sandefjord, merged in 2017
    assert population("municipality", "1850", "2019", 2019) == (1925, 2019)  # Tysfjord, divided in 2020
    assert population("county", "18", "2019", 2018) == (243335, 2018)
    assert population("county", "07", "2017", 2016) is None and population("county", "07", "2017", 2017) == (
        247048,
        2017,
    )
