"""Which programmes of 2021–2027 every Norwegian municipality lies in the area of, beside a list made by hand for ten.

The list was read from the pages of the programmes (interreg.no, eufonder.se, wangen.se), which name the counties of
their time: Viken, Vestfold og Telemark and Troms og Finnmark among them. A star: only a part of the county is named.
"""

from __future__ import annotations

import csv
from collections import defaultdict

import pytest

from kg.api import Samkart
from kg.resources import data_dir
from kg.vocab import key_of

_ALL = {"interreg-europe-2021-2027", "urbact-iv"}
_SEAS = {"interreg-baltic-sea-region-2021-2027", "interreg-north-sea-region-2021-2027"}
_EAST = {*_ALL, *_SEAS, "interreg-oeks-2021-2027"}
_BORDER = {*_EAST, "interreg-sverige-norge-2021-2027*"}
_NORTH = {*_ALL, "interreg-aurora-2021-2027", "interreg-npa-2021-2027"}
BY_HAND = {
    "asker": _BORDER,
    "baerum": _BORDER,
    "halden": _BORDER,
    "lillestroem": _BORDER,
    "kongsvinger": {*_ALL, *_SEAS, "interreg-sverige-norge-2021-2027", "interreg-aurora-2021-2027*"},
    "tromsoe": _NORTH,
    "hammerfest": _NORTH,
    "trondheim": {*_NORTH, *_SEAS, "interreg-sverige-norge-2021-2027"},
    "stavanger": {*_ALL, *_SEAS},
    "larvik": _EAST,
}


def area_of(samkart: Samkart, actor: str) -> set[str]:
    """The keys of the Interreg and URBACT programmes of 2021–2027 that an actor lies in, partly with a star."""
    rows = samkart.ask("programme/open-to-actor", actor=f"actor/{actor}", at="2026-11-28")
    keys = {(key_of(str(row["programme"])), row["extent"]) for row in rows}
    wanted = {key for key, _ in keys if key.endswith("2021-2027") or key == "urbact-iv"}
    return {f"{key}*" if extent == "part" else key for key, extent in keys if key in wanted}


@pytest.mark.parametrize("actor", sorted(BY_HAND))
def test_the_programmes_of_ten_municipalities(embedded: Samkart, actor: str) -> None:
    assert area_of(embedded, actor) == BY_HAND[actor]


@pytest.mark.slow
def test_the_municipalities_of_a_county_lie_in_the_areas_of_one_that_was_read_by_hand(embedded: Samkart) -> None:
    """All 357: whoever lies in the county of one of the ten lies where that one does, unless it came from elsewhere."""
    with (data_dir() / "curated" / "municipalities.csv").open(encoding="utf-8", newline="") as stream:
        living = [row for row in csv.DictReader(stream) if row["county"] and not row["end"]]
    assert len(living) == 357
    county = {row["actor"]: row["county"] for row in living}
    by_county: defaultdict[str, dict[str, set[str]]] = defaultdict(dict)
    for row in living:
        by_county[row["county"]][row["actor"]] = area_of(embedded, row["actor"])
    expected = {county[actor]: areas for actor, areas in BY_HAND.items()}
    moved = {"jevnaker", "lunner"}  # from Oppland and Innlandet to Viken and Akershus: they lie in both
    for name, found in by_county.items():
        common = expected.get(name) or next(iter(found.values()))
        others = {actor: areas ^ common for actor, areas in found.items() if areas != common and actor not in moved}
        assert not others, name
