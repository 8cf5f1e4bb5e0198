"""More than chance: against every draw there is, counted one by one, and against scipy."""

from __future__ import annotations

from itertools import combinations, product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import false_discovery_control, fisher_exact

from kg.compare.chance import Chance, Stratum, chance, judged


def counted(strata: list[Stratum], observed: int) -> tuple[float, float, float]:
    """(mean, share with as many or more, share with the most) of all ways to draw, each counted."""
    draws = [[sum(each < s.marked for each in d) for d in combinations(range(s.size), s.drawn)] for s in strata]
    found = [sum(each) for each in product(*draws)]
    most = sum(min(s.marked, s.drawn) for s in strata)
    return sum(found) / len(found), sum(n >= observed for n in found) / len(found), found.count(most) / len(found)


@st.composite
def stratum(draw: st.DrawFn) -> Stratum:
    size = draw(st.integers(1, 7))
    return Stratum(size, draw(st.integers(0, size)), draw(st.integers(0, size)))


@given(st.lists(stratum(), min_size=1, max_size=3), st.data())
def test_every_way_to_draw_is_counted(strata: list[Stratum], data: st.DataObject) -> None:
    observed = data.draw(st.integers(0, sum(min(s.marked, s.drawn) for s in strata)))
    expected, p, _ = counted(strata, observed)
    found = chance(strata, observed)
    assert [found.expected, found.p] == pytest.approx([expected, p])
    least = counted([s for s in strata if s.marked and s.drawn] or [Stratum(1, 0, 0)], 0)[2]
    assert found.least == pytest.approx(least)
    assert (found.observed, found.drawn) == (observed, sum(s.drawn for s in strata))


@given(stratum(), st.data())
def test_one_stratum_is_fishers_exact_test(each: Stratum, data: st.DataObject) -> None:
    k = data.draw(st.integers(max(0, each.drawn + each.marked - each.size), min(each.marked, each.drawn)))
    table = np.array([[k, each.drawn - k], [each.marked - k, each.size - each.marked - each.drawn + k]])
    assert chance([each], k).p == pytest.approx(fisher_exact(table, alternative="greater").pvalue)


def test_an_example_counted_by_hand() -> None:
    # Two of four are members and two are drawn: of 6 draws 1 has both, 4 have one. Beside them one of two, one drawn.
    found = chance([Stratum(4, 2, 2), Stratum(2, 1, 1)], 2)
    assert (found.observed, found.drawn, found.expected) == (2, 3, 1.5)
    assert [found.p, found.least] == pytest.approx([1 / 2, 1 / 12])


def test_what_cannot_be_is_refused() -> None:
    with pytest.raises(ValueError, match="at most 1 can"):
        chance([Stratum(3, 1, 2)], 2)
    with pytest.raises(ValueError, match="holds more than there is"):
        chance([Stratum(3, 4, 1)], 0)


def test_where_nobody_could_be_met_nothing_is_said() -> None:
    assert judged([chance([], 0), chance([Stratum(9, 0, 3)], 0)]) == [
        Chance(0, 0, 0.0, 1.0, 1.0, None, "few"),
        Chance(0, 3, 0.0, 1.0, 1.0, None, "few"),
    ]


@given(st.lists(st.floats(0.0001, 1), min_size=1, max_size=8))
def test_asking_often_is_allowed_for(ps: list[float]) -> None:
    found = judged([Chance(1, 1, 0.5, p, 0.0001) for p in ps])
    assert [each.q for each in found] == pytest.approx(list(false_discovery_control(ps)))
    assert [each.verdict for each in found] == ["more" if (each.q or 0) <= 0.05 else "chance" for each in found]


def test_what_could_not_have_shown_anything_does_not_count_among_the_tests() -> None:
    told = judged([Chance(2, 2, 0.4, 0.04, 0.04), Chance(1, 1, 0.4, 0.4, 0.4)])
    assert [(each.q, each.verdict) for each in told] == [(0.04, "more"), (None, "few")]
    both = judged([Chance(2, 2, 0.4, 0.04, 0.04), Chance(1, 1, 0.4, 0.4, 0.04)])
    assert [(each.q, each.verdict) for each in both] == [(0.08, "chance"), (0.4, "chance")]
