"""How a set is chosen: the objective reckoned by hand, held against every other set, and its conditions."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations, permutations
from math import exp, log, sqrt

import numpy as np
import pytest

from kg.model.tie import Node, TieRow
from kg.suggest.choosing import FIT, WEIGHTS, Conditions, Objective, choose, is_newcomer, side_of
from kg.suggest.matrices import ActorMatrices, prepare
from kg.suggest.partners import partner_scores
from kg.suggest.titles import TitleMatch
from kg.suggest.wish import Wish
from tests.suggest.suggest_world import NODES, TIES

PREPARED = prepare(TIES, NODES)
A, B, C, D, E, F, G, H, K = range(9)
WISH = Wish(
    themes={"culture": 0.25, "housing": 0.75}, below={"culture": ("culture",), "housing": ("housing", "no-such-theme")}
)
EVERYBODY = np.ones(9, dtype=bool)
KINDS = ("University", "Municipality", "Company", "Network")


def test_what_each_would_add_is_as_the_formula_says() -> None:
    titles = [TitleMatch("p2", "P two", 1.0, ("two", "words")), TitleMatch("p3", "P three", 0.5, ("two", "words"))]
    objective = Objective(PREPARED, [A, B], WISH, titles)
    one, two = 1 - exp(-1 / 2), 1 - exp(-2 / 2)  # a and b carry culture and housing once each
    gains = objective.gains()
    expected = [0.25 * 0.0 + 0.75 * (sqrt(one + two) - sqrt(one)), 0.25 * (sqrt(2 * one) - sqrt(one))]
    assert gains["wish"][[D, F, H]] == pytest.approx([WEIGHTS["wish"] * value for value in (*expected, 0.0)])
    # a is public, b a company; c is public, d research
    assert gains["kinds"][[C, D]] == pytest.approx([WEIGHTS["kinds"] * (sqrt(2) - 1), WEIGHTS["kinds"]])
    # c and d have met b, g has met a, e nobody of the two
    assert gains["acquainted"][[C, D, E, G]] == pytest.approx(
        [WEIGHTS["acquainted"] * value for value in (log(2), log(2), 0, log(2))]
    )
    scores, _ = partner_scores(PREPARED, A, theme=WISH.keys)
    assert objective.fit["titles"][[C, D, E]] == pytest.approx(
        [WEIGHTS["titles"] * value for value in (1 - 1 / 2, 1 - 1 / 2 * 3 / 4, 1 / 4)]
    )
    assert objective.fit["together"][[C, D, E, G]] == pytest.approx(
        [WEIGHTS["together"] * value for value in (log(2), log(2), 0, log(2))]
    )
    counts = {**FIT, "programmes": 1.0}  # no programme is wanted: what a has been in counts once
    assert all(objective.fit[part] == pytest.approx(counts[part] * scores[part]) for part in FIT)
    objective.add(D)  # c has met d too now; and that d has met c is counted when c comes
    assert objective.gains()["acquainted"][C] == pytest.approx(WEIGHTS["acquainted"] * (log(3) + log(3 / 2)))


def test_the_objective_is_one_of_sets_whatever_their_order() -> None:
    values = set()
    for order in permutations([C, D, E]):
        objective = Objective(PREPARED, [A], WISH)
        added = [objective.add(place) for place in order]
        assert objective.value == pytest.approx(sum(sum(parts.values()) for parts in added))
        values.add(round(objective.value, 9))
    assert len(values) == 1


def random_world(seed: int) -> ActorMatrices:
    draw = np.random.default_rng(seed)
    themes = ("t1", "t2", "t3")
    nodes = {f"a{n}": Node(f"a{n}", kind=KINDS[n % 4], country=("NO", "SE", "DK")[n % 3]) for n in range(12)}
    ties = []
    for p in range(9):
        carried = tuple(t for t in themes if draw.random() < 0.5)
        nodes[f"p{p}"] = Node(f"p{p}", "", "project", themes=carried, programmes=(f"x{p % 2}",))
        for n in draw.choice(12, draw.integers(2, 5), replace=False).tolist():
            ties.append(TieRow(f"p{p}/a{n}", "project", f"p{p}", f"a{n}", f"{2015 + p}"))
    return prepare(ties, nodes)


RANDOM_WISH = Wish(themes={"t1": 0.5, "t2": 0.3, "t3": 0.2})


def reached(prepared: ActorMatrices, acquainted: float) -> tuple[float, float]:
    """What choosing greedily reaches, and the best there is: four beside three who stand on all sides."""
    weights = {**WEIGHTS, "acquainted": acquainted}
    aboard = [prepared.place_of[f"a{n}"] for n in (0, 1, 2)]

    def value(places: Sequence[int]) -> float:
        objective = Objective(prepared, aboard, RANDOM_WISH, weights=weights)
        for place in places:
            objective.add(place)
        return objective.value

    start = Objective(prepared, aboard, RANDOM_WISH, weights=weights)
    open_to = np.ones(len(prepared.ids), dtype=bool)
    chosen = choose(start, aboard, open_to, Conditions(size=7)).places
    open_to[aboard] = False
    best = max(map(value, combinations(np.flatnonzero(open_to & (start.wanted >= 0.05)).tolist(), len(chosen))))
    return value(chosen), best


@pytest.mark.parametrize("seed", range(8))
def test_without_acquaintance_the_bound_of_nemhauser_wolsey_and_fisher_holds(seed: int) -> None:
    found, best = reached(random_world(seed), 0.0)
    assert (1 - exp(-1)) * best <= found <= best + 1e-9


@pytest.mark.parametrize("seed", range(8))
def test_with_acquaintance_the_choice_is_near_the_best_of_small_worlds(seed: int) -> None:
    found, best = reached(random_world(seed), WEIGHTS["acquainted"])
    assert 0.97 * best <= found <= best + 1e-9


def test_gains_fall_as_members_come_which_is_what_submodular_means() -> None:
    prepared = random_world(3)
    small = Objective(prepared, [0], RANDOM_WISH, weights={**WEIGHTS, "acquainted": 0.0})
    before = {part: values.copy() for part, values in small.gains().items()}
    small.add(4)
    assert all((small.gains()[part] <= before[part] + 1e-12).all() for part in ("wish", "kinds"))
    assert any((small.gains()[part] < before[part] - 1e-12).any() for part in ("wish", "kinds"))


def test_one_of_each_side_is_taken_where_there_is_one() -> None:
    chosen = choose(Objective(PREPARED, [A], WISH), [A], EVERYBODY.copy(), Conditions(size=3))
    assert sorted(chosen.places) == [B, D]
    assert chosen.unmet == () and not chosen.stopped
    without = EVERYBODY.copy()
    without[D] = False
    chosen = choose(Objective(PREPARED, [A], WISH), [A], without, Conditions(size=4))
    assert B in chosen.places and chosen.unmet == ("research",)


def test_a_theme_that_nobody_aboard_covers_is_seen_to_where_somebody_does() -> None:
    wish = Wish(themes={"energy": 0.98, "housing": 0.01, "noise": 0.01})
    everybody = np.ones(9, dtype=bool)
    chosen = choose(Objective(PREPARED, [A], wish), [A], everybody, Conditions(size=2, sides=False))
    assert (chosen.places, chosen.wanted, chosen.unmet) == ((D,), (("housing",),), ())
    free = Conditions(size=2, sides=False, themes=False)
    everybody[[B, C, D]] = False
    nobody = choose(Objective(PREPARED, [A], wish), [A], everybody, free)
    assert nobody.places == () and nobody.stopped, "e works on housing, which hardly counts"


def test_countries_and_newcomers_are_seen_to() -> None:
    chosen = choose(Objective(PREPARED, [A], WISH), [A], EVERYBODY.copy(), Conditions(size=4, countries=3))
    assert {str(PREPARED.country[place]) for place in (A, *chosen.places)} >= {"NO", "SE", "DK"}
    assert [is_newcomer(PREPARED, place) for place in range(9)] == [
        False,
        False,
        False,
        False,
        False,
        True,
        True,
        True,
        True,
    ]
    chosen = choose(Objective(PREPARED, [A], WISH), [A], EVERYBODY.copy(), Conditions(size=5, newcomers=1))
    assert F in chosen.places, "f alone of the newcomers has a tie to what is wanted"
    chosen = choose(Objective(PREPARED, [A], WISH), [A], EVERYBODY.copy(), Conditions(size=6, newcomers=2))
    assert chosen.unmet == ("newcomers",)


def test_spread_caps_each_country_and_nobody_without_a_tie_to_the_wish_is_taken() -> None:
    alone = choose(Objective(PREPARED, [A], WISH), [A], EVERYBODY.copy(), Conditions(size=9))
    assert sorted(alone.places) == [B, C, D, E, F], "g, h and k work on neither"
    assert alone.stopped and alone.candidates == 5
    spread = choose(Objective(PREPARED, [A], WISH), [A], EVERYBODY.copy(), Conditions(size=4, spread=True))
    countries = [str(PREPARED.country[place]) for place in (A, *spread.places)]
    assert max(map(countries.count, countries)) <= 2


def test_equals_are_told_and_share_their_place() -> None:
    nodes = {f"a{n}": Node(f"a{n}", kind="Municipality", country="NO") for n in range(5)}
    nodes["n"] = Node("n", "", "network", "Network", themes=("t",))
    ties = [TieRow(f"n/a{n}", "network", "n", f"a{n}") for n in range(1, 5)]
    prepared = prepare(ties, nodes)
    wish = Wish(themes={"t": 1.0})
    ego = prepared.place_of["a0"]
    open_to = prepared.kind == "Municipality"
    chosen = choose(Objective(prepared, [ego], wish), [ego], open_to, Conditions(size=3))
    assert [prepared.ids[place] for place in chosen.places] == ["a1", "a2"]
    assert [[prepared.ids[place] for place in each] for each in chosen.equals] == [["a3", "a4"], ["a3", "a4"]]
    assert chosen.same == (False, True)


@pytest.mark.parametrize(
    ("kind", "side"), [("University", "research"), ("County", "public"), ("CivilSociety", "society"), ("", "")]
)
def test_the_sides(kind: str, side: str) -> None:
    assert side_of(kind) == side
