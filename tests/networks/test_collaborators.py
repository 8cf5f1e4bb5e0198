from __future__ import annotations

from kg.model.encounter import Encounter
from kg.model.period import Bounds
from kg.networks.collaborators import collaborators


def met(kind: str, hub: int, size: int, partner: int, start: str = "", end: str = "", as_of: str = "") -> Encounter:
    return Encounter(
        kind,
        hub,
        size,
        partner,
        f"own{hub}",
        f"other{hub}-{partner}",
        start,
        end,
        as_of,
        "",
        Bounds.of(start, end, as_of),
    )


WORLD = [
    met("twinning", 1, 2, 10, "1950"),
    met("project", 2, 4, 11, "2024-01-01", "2027-12-31"),
    met("project", 2, 4, 12, "2024-01-01", "2027-12-31"),
    met("project", 3, 3, 11, "2014", "2016"),
    met("network", 4, 101, 12, "2021-01-01"),
    met("network", 4, 101, 13, as_of="2019"),
]


def shown(found: list[object]) -> list[tuple[object, ...]]:
    return [
        (c.partner, {k: n for k, n in c.counts.items() if n}, round(c.strength, 4), c.latest, c.certainty)  # type: ignore[attr-defined]
        for c in found
    ]


def test_ranked_by_strength_then_ties_then_year() -> None:
    assert shown(list(collaborators(WORLD))) == [
        (10, {"twinning": 1}, 1.0, "1950", "held"),
        (11, {"project": 2}, 0.8333, "2027", "held"),
        (12, {"project": 1, "network": 1}, 0.3433, "2027", "held"),
        (13, {"network": 1}, 0.01, "2019", "held"),
    ]


def test_only_some_kinds_and_a_period() -> None:
    assert shown(list(collaborators(WORLD, via=["project"], until="2016"))) == [
        (11, {"project": 1}, 0.5, "2016", "held")
    ]


def test_a_day_keeps_what_held_and_marks_what_may_have() -> None:
    assert shown(list(collaborators(WORLD, at="2020-06-12"))) == [
        (10, {"twinning": 1}, 1.0, "1950", "may-have-held"),
        (13, {"network": 1}, 0.01, "2019", "held"),
    ]


def test_two_ties_at_one_hub_are_one_thing_in_common() -> None:
    twice = [met("project", 2, 3, 11), met("project", 2, 3, 11)._replace(other="another")]
    (found,) = collaborators(twice)
    assert (found.ties, found.strength, len(found.encounters)) == (1, 0.5, 2)
