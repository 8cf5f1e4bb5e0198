"""Who may be who: names as they come in real files, countries known and unknown, judgements."""

from __future__ import annotations

import pytest

from kg.linking.candidates import ActorName, candidates

COUNTRIES = {"known": "SE", "other": "SE", "abroad": "DK"}


def pairs(own: str, brought: str, *, short: bool = False, other: str = "other") -> list[tuple[str, str]]:
    names = [ActorName("known", own), ActorName(other, brought, short)]
    return candidates(names, COUNTRIES, {"known"})


@pytest.mark.parametrize(
    ("own", "brought"),
    [
        ("Region Skåne", "REGION SKANE"),
        ("Region Gävleborg", "Region Gaevleborg"),
        ("Høgskulen på Vestlandet", "HOGSKULEN PA VESTLANDET"),
        ("Città metropolitana di Bologna", "CITTA METROPOLITANA DI BOLOGNA"),
        ("Kent", "Kent County Council"),
        ("The Robert Gordon University", "ROBERT GORDON UNIVERSITY"),
        ("Łódź", "Lodz"),
        ("Groß-Gerau", "STADT GROSS GERAU"),
        ("Heriot Watt University", "HERIOT-WATT UNIVERSITY"),
    ],
)
def test_names_that_are_the_same(own: str, brought: str) -> None:
    assert pairs(own, brought) == [("other", "known")]
    assert pairs(own, brought, short=True) == [("other", "known")]
    assert pairs(own, brought, other="abroad") == []


@pytest.mark.parametrize(
    ("own", "brought"), [("Region Skåne", "Skåne"), ("Höganäs", "Höganäs Keramik"), ("City of", "Town of"), ("–", "!")]
)
def test_names_that_are_not(own: str, brought: str) -> None:
    assert pairs(own, brought) == []


def test_of_an_unknown_country_an_abbreviation_is_not_enough() -> None:
    assert pairs("BSC", "BSC", other="nowhere") == [("nowhere", "known")]
    assert pairs("BSC", "BSC", other="nowhere", short=True) == []
    both = [ActorName("known", "BSC", short=True), ActorName("known", "BSC"), ActorName("nowhere", "BSC")]
    assert candidates(both, COUNTRIES, {"known"}) == [("nowhere", "known")]
    assert candidates([both[0], both[2]], COUNTRIES, {"known"}) == []


def test_any_name_will_do_and_a_pair_is_told_once() -> None:
    names = [
        ActorName("known", "Norwegian Coastal Administration"),
        ActorName("known", "Kystverket"),
        ActorName("other", "KYSTVERKET"),
        ActorName("other", "Norwegian coastal administration", short=True),
        ActorName("third", "Kystverket AS"),
    ]
    countries = {"known": "NO", "other": "NO", "third": "NO"}
    assert candidates(names, countries, {"known"}) == [("other", "known"), ("third", "known")]
    assert candidates(names, countries, {"known"}, lambda other, _: other == "third") == [("other", "known")]
    assert candidates(names, countries, {"known", "other", "third"}) == candidates(names, countries, set()) == []
