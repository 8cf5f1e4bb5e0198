"""Suggestions of partners, reckoned by hand in a small world."""

from __future__ import annotations

from math import exp, log, sqrt

import pytest

from kg.errors import NotFound, Usage
from kg.model.tie import Node, TieRow
from kg.suggest.matrices import prepare
from kg.suggest.partners import Reason, basis, country_cap, suggest_partners
from kg.suggest.scores import WEIGHTS
from tests.suggest.suggest_world import NODES, TIES

W = WEIGHTS
PREPARED = prepare(TIES, NODES)


def _idf(having: int) -> float:
    return log(1 + 9 / having)


def test_everything_about_the_partners_of_one_actor() -> None:
    found = suggest_partners("a", PREPARED)
    # b has 3 partners (a, c, d), g has 1 (a): a meets c and d through b; a and e, f share a network of three.
    # Of nine actors, a, b, c, d have energy; b, c, d, e housing; a, e, f culture.
    energy, housing, culture = _idf(4), _idf(4), _idf(3)
    a = {"energy": energy, "culture": culture}
    of = {
        "c": {"energy": energy, "housing": housing},
        "d": {"energy": energy, "housing": 2 * housing},
        "e": {"housing": housing, "culture": culture},
        "f": {"culture": culture},
    }
    recent = {"c": exp(-0.2), "d": exp(-0.2) + 1, "e": 1.0}
    expected = {
        "c": {
            "partners": W["acquaintances"] * log(1 + 30 / 3),
            "themes": W["themes"] * _cosine(a, of["c"]),
            "programmes": W["programmes"] * 1.0,
            "kind": W["kind"],
            "activity": W["activity"] * log(1 + recent["c"]),
        },
        "d": {
            "partners": W["acquaintances"] * log(1 + 30 / 3),
            "themes": W["themes"] * _cosine(a, of["d"]),
            "programmes": W["programmes"] * _cosine({"x": _idf(4)}, {"x": _idf(4), "y": _idf(2)}),
            "activity": W["activity"] * log(1 + recent["d"]),
        },
        "e": {
            "networks": W["acquaintances"] * log(1 + 30 / 3),
            "themes": W["themes"] * _cosine(a, of["e"]),
            "country": W["country"],
            "kind": W["kind"],
            "near": W["near"],
            "size": W["size"] * 0.6,
            "activity": W["activity"] * log(1 + recent["e"]),
        },
        "f": {
            "networks": W["acquaintances"] * log(1 + 30 / 3),
            "themes": W["themes"] * _cosine(a, of["f"]),
            "kind": W["kind"],
        },
    }
    assert {s.actor: dict(s.parts) for s in found} == {
        actor: pytest.approx(parts, rel=1e-9) for actor, parts in expected.items()
    }
    assert [s.actor for s in found] == sorted(expected, key=lambda actor: -sum(expected[actor].values()))
    assert [s.place for s in found] == [1, 2, 3, 4]
    # h has nothing but the country and the kind in common with a, which is no ground
    assert found.notes == (Reason("weak-partners", {"count": 1}),)
    assert suggest_partners("a", PREPARED, limit=4).notes == ()


def _cosine(one: dict[str, float], other: dict[str, float]) -> float:
    product = sum(one.get(key, 0) * value for key, value in other.items())
    return product / sqrt(sum(v * v for v in one.values()) * sum(v * v for v in other.values()))


def test_reasons_name_what_carries_them() -> None:
    found = {s.actor: s.reasons for s in suggest_partners("a", PREPARED)}
    assert found["c"] == (
        Reason("partners", {"count": 1, "actors": ("b",), "names": ("B AS",)}, ("p1-a", "p1-b", "p2-c", "p2-b")),
        Reason("programmes", {"keys": ("x",), "asked": False, "count": 1}, ("p2-c",)),
        Reason("themes", {"keys": ("energy",), "asked": False, "count": 1}, ("p2-c",)),
        Reason("activity", {"count": 1, "year": "2024"}, ("p2-c",)),
        Reason("kind", {"kind": "Municipality"}),
    )
    assert found["e"] == (
        Reason("networks", {"count": 1, "actors": ("n1",), "names": ("N one",)}, ("n1-a", "n1-e")),
        Reason("near", {"km": 0}),
        Reason("country", {"country": "NO"}),
        Reason("themes", {"keys": ("culture",), "asked": False, "count": 1}, ("n1-e",)),
        Reason("activity", {"count": 1, "year": "2025"}, ("p3-e",)),
        Reason("kind", {"kind": "Municipality"}),
        Reason("size", {"population": 800, "own": 1000}),
    )
    assert found["d"][-1] == Reason("coordinator", {"count": 1}, ("p3-d",))


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({"theme": ("housing",)}, {"c", "d", "e"}),
        ({"theme": ("energy", "culture")}, {"c", "d", "e", "f"}),
        ({"theme": ("nothing",)}, set()),
        ({"programme": ("y",)}, {"d", "e"}),
        ({"programme": ("x",), "theme": ("housing",)}, {"c", "d"}),
        ({"countries": ("SE", "DK")}, {"c", "d", "f"}),
        ({"kinds": ("University",)}, {"d"}),
        ({"newcomers": False}, {"c", "d", "e"}),
        ({"exclude": ("c", "e", "nobody")}, {"d", "f"}),
    ],
)
def test_conditions_limit_the_candidates(options: dict[str, tuple[str, ...]], expected: set[str]) -> None:
    assert {s.actor for s in suggest_partners("a", PREPARED, **options)} == expected  # type: ignore[arg-type]


def test_what_is_asked_takes_the_place_of_the_own_profile() -> None:
    found = suggest_partners("a", PREPARED, theme=("housing",), kinds=("University",))
    housing, energy = 2 * _idf(4), _idf(4)
    assert found[0].parts["themes"] == pytest.approx(W["themes"] * housing / sqrt(housing**2 + energy**2))
    reason = next(r for r in found[0].reasons if r.code == "themes")
    assert reason == Reason("themes", {"keys": ("housing",), "asked": True, "count": 2}, ("p3-d", "p2-d"))


def test_a_newcomer_is_given_what_little_there_is_and_told_so() -> None:
    assert basis("h", PREPARED) == Reason(
        "newcomer",
        {"name": "Hby", "partners": 0, "networks": 0, "parts": ("country", "kind", "size", "activity")},
    )
    scores = {s.actor: s.score for s in suggest_partners("h", PREPARED, limit=3)}
    assert scores == pytest.approx(
        {
            "e": W["country"] + W["kind"] + W["size"] * 0.25 + W["activity"] * log(2),
            "a": W["country"] + W["kind"] + W["activity"] * log(1 + exp(-1) + exp(-15)),
            "b": W["country"] + W["activity"] * log(1 + exp(-1) + exp(-0.2)),
        }
    )
    assert [s.actor for s in suggest_partners("h", PREPARED, theme=("culture",), limit=2)] == ["e", "a"]
    asked = basis("h", PREPARED, theme=("culture",))
    assert asked.values["parts"] == ("themes", "country", "kind", "size", "activity")
    assert basis("a", PREPARED).values == {
        "name": "Aby",
        "partners": 2,
        "networks": 1,
        "parts": ("partners", "networks", "themes", "programmes", "country", "kind", "near", "size", "activity"),
    }


def test_a_newcomers_own_themes_count() -> None:
    nodes = {**NODES, "h": Node("h", "Hby", kind="Municipality", themes=("housing",))}
    best = suggest_partners("h", TIES, nodes)[0]
    energy, housing = _idf(4), 2 * _idf(5)
    assert best.actor == "d"
    assert dict(best.parts) == pytest.approx(
        {
            "themes": W["themes"] * housing / sqrt(housing**2 + energy**2),
            "activity": W["activity"] * log(2 + exp(-0.2)),
        }
    )


def test_a_network_is_no_partner_for_its_members_nor_a_member_for_it() -> None:
    ties = [*TIES, TieRow("p4-n1", "project", "p4", "n1", "2024"), TieRow("p4-c", "project", "p4", "c", "2024")]
    assert "n1" not in {s.actor for s in suggest_partners("a", ties, NODES)}
    assert {s.actor for s in suggest_partners("n1", ties, NODES)} == {"b", "d"}
    assert "n1" in {s.actor for s in suggest_partners("b", ties, NODES)}


def test_the_spread_gives_each_country_a_fifth_and_more_only_if_needed() -> None:
    nodes = {"x": Node("x", kind="Municipality", country="NO")}
    for country, number in (("NO", 6), ("SE", 4), ("", 3)):
        for place in range(number):
            kind = "Municipality" if country == "NO" else "County"
            nodes[f"{country}{place}"] = Node(f"{country}{place}", kind=kind, country=country)
    ties = [TieRow(f"p{a}", "project", f"p{a}", a, "2024") for a in nodes if a != "x"]
    ties += [
        TieRow(f"q{number}-{a}", "project", f"q{number}-{a}", a, f"20{20 - number}")
        for a in nodes
        if a != "x"
        for number in [int(a[-1])]
    ]
    names = [s.actor for s in suggest_partners("x", ties, nodes, limit=5, spread=True)]
    assert names == ["NO0", "NO1", "0", "SE0", "1", "SE1"]  # the last two are equals
    assert [s.actor for s in suggest_partners("x", ties, nodes, limit=5)] == ["NO0", "NO1", "NO2", "NO3", "NO4"]
    assert country_cap({"NO": 6, "SE": 4, "": 3}, 5) == 2
    assert country_cap({}, 7) == 2


def test_the_spread_does_not_choose_among_equals_of_a_country() -> None:
    nodes = {"x": Node("x", kind="Municipality", country="NO"), "SE": Node("SE", country="SE")}
    nodes |= {f"NO{place}": Node(f"NO{place}", country="NO") for place in range(3)}
    ties = [TieRow(f"p{a}", "project", f"p{a}", a, "2024") for a in nodes if a != "x"]
    assert country_cap({"NO": 3, "SE": 1}, 3) == 2
    found = suggest_partners("x", ties, nodes, limit=3, spread=True)
    assert ([s.actor for s in found], found.notes) == (["SE"], (Reason("equal-none", {"count": 3}),))


def test_what_is_asked_wrongly_is_refused() -> None:
    with pytest.raises(NotFound, match="nothing is known of the actor 'z'"):
        suggest_partners("z", PREPARED)
    with pytest.raises(Usage, match="limit = 0; expected 1 or more"):
        suggest_partners("a", PREPARED, limit=0)
    with pytest.raises(NotFound, match="nothing is known"):
        suggest_partners("a", [], {})


def test_the_day_from_which_activity_is_counted() -> None:
    later = prepare(TIES, NODES, today="2030")
    assert later.recent[later.place_of["e"]] == pytest.approx(exp(-1))
    undated = prepare([TieRow("p-a", "project", "p", "a")], {})
    assert undated.recent.tolist() == [0.0]
