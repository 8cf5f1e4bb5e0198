"""Suggestions of networks and themes, reckoned by hand."""

from __future__ import annotations

from math import sqrt

import pytest

from kg.model.tie import Node, TieRow
from kg.suggest.matrices import prepare
from kg.suggest.networks_and_themes import peers, suggest_networks, suggest_themes
from kg.suggest.rows import Reason, Suggestion
from tests.suggest.suggest_world import NODES, TIES


def _world() -> tuple[list[TieRow], dict[str, Node]]:
    """Networks beside n1 (a, e, f): n2 (e, f, b) on energy, n3 (h) without themes, n4 (e) which has ended."""
    places = {"n2": "efb", "n3": "h", "n4": "e"}
    ties = [TieRow(f"{hub}-{a}", "network", hub, a, "2015") for hub, actors in places.items() for a in actors]
    nodes = {
        **NODES,
        "n2": Node("n2", "N two", "network", themes=("energy",)),
        "n3": Node("n3", "N three", "network"),
        "n4": Node("n4", "N four", "network", end="2020"),
    }
    return [*TIES, *ties], nodes


def _as_plain(suggestion: Suggestion) -> tuple[str, dict[str, float]]:
    return suggestion.actor, dict(suggestion.parts)


def test_networks_for_an_actor() -> None:
    ties, nodes = _world()
    found = suggest_networks("a", ties, nodes)
    like = 2 / 3  # n1 and n2 have three members each, two of them the same
    prepared = prepare(ties, nodes)
    energy = float(prepared.themes.unit[[prepared.place_of["a"]], [prepared.themes.keys.index("energy")]].item())
    assert [_as_plain(s) for s in found] == [
        (
            "n2",
            pytest.approx(
                {
                    "network-like": like / (1 + like),
                    "network-peers": 1 / 2,  # e of e and h
                    "network-partners": 1 / 2,  # b of b and g
                    "network-themes": 0.2 * energy,
                }
            ),
        ),
        ("n3", {"network-peers": 1 / 2}),
    ]
    assert sorted(found[0].reasons, key=lambda reason: reason.code) == [
        Reason("network-like", {"names": ("N one",)}),
        Reason("network-partners", {"count": 1, "of": 2, "actors": ("b",), "names": ("B AS",)}, ("n2-b",)),
        Reason("network-peers", {"count": 1, "of": 2, "actors": ("e",), "names": ("Eby",)}, ("n2-e",)),
        Reason("network-themes", {"keys": ("energy",), "count": 1, "asked": False}),
    ]
    assert found[0].score == sum(found[0].parts.values())
    assert [s.actor for s in suggest_networks("a", ties, nodes, theme=("energy",))] == ["n2"]
    # f has culture in common with a network of strangers: too little, unless that is asked for
    more = [*ties, TieRow("n5-k", "network", "n5", "k", "2015")]
    named = {**nodes, "n5": Node("n5", "N five", "network", themes=("culture",))}
    weak = suggest_networks("f", more, named)
    assert (len(weak), weak.notes) == (0, (Reason("weak-networks", {"count": 1}),))
    asked = suggest_networks("f", more, named, theme=("culture",))
    assert ([_as_plain(s) for s in asked], asked.notes) == ([("n5", {"network-themes": 0.2})], ())
    assert suggest_networks("a", ties, nodes, theme=("housing",)) == []
    assert suggest_networks("a", ties, nodes, exclude=("n2", "n3")) == []
    assert [s.actor for s in suggest_networks("h", ties, nodes, limit=1)] == ["n1"]
    assert suggest_networks("a", [tie for tie in ties if tie.kind != "network"], nodes) == []


def test_themes_for_an_actor() -> None:
    found = suggest_themes("a", TIES, NODES)
    # housing: b, c, d, e; the actor's own are energy (a, b, c, d) and culture (a, e, f)
    likeness = 3 / 4 + 1 / sqrt(4 * 3)
    assert [s.actor for s in found] == ["housing"]
    assert dict(found[0].parts) == pytest.approx(
        {"theme-peers": 1 / 2, "theme-partners": 1 / 2, "theme-related": likeness / (1 + likeness)}
    )
    assert found[0].reasons == (
        Reason("theme-related", {"keys": ("energy",)}),
        Reason("theme-partners", {"count": 1, "of": 2, "actors": ("b",), "names": ("B AS",)}, ("p2-b",)),
        Reason("theme-peers", {"count": 1, "of": 2, "actors": ("e",), "names": ("Eby",)}, ("p3-e",)),
    )
    assert suggest_themes("a", TIES, NODES, exclude=("housing",)) == []
    assert {s.actor for s in suggest_themes("h", TIES, NODES)} == {"culture", "energy", "housing"}
    assert suggest_themes("a", [TieRow("p-a", "project", "p", "a")], {}) == []


def test_comparable_actors() -> None:
    prepared = prepare(TIES, NODES)

    def of(actor: str) -> list[str]:
        return [prepared.ids[place] for place in peers(prepared, prepared.place_of[actor])]

    assert of("a") == ["e", "h"]  # k has ceased to exist; h is just half as large
    assert of("g") == []
    nodes = {**NODES, "h": Node("h", kind="Municipality", country="NO", population=499)}
    prepared = prepare(TIES, nodes)
    assert of("a") == ["e"]
