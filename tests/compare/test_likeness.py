from __future__ import annotations

from math import isclose, sqrt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.compare.holdings import holdings
from kg.compare.likeness import Similarity, cosine, jaccard, overlap, similarities
from tests.compare.compare_world import NODES, A, B

sets = st.frozensets(st.sampled_from("uvwxyz"))
counts = st.dictionaries(st.sampled_from("uvwxyz"), st.integers(1, 50))


def test_every_aspect_of_two_actors() -> None:
    found = similarities("a", holdings(A, NODES), "b", holdings(B, NODES))
    third: Any = pytest.approx(1 / 3)
    measured: Any = pytest.approx((2 * 2 + 2 * 1 + 1 * 1) / (sqrt(4 + 1 + 4 + 1) * sqrt(4 + 1 + 1)))
    assert found == [
        Similarity("network", "a", "b", 0, 2, 0, 1.0, 1.0),
        Similarity("agreement", "a", "b", 1, 0, 0, 0.0, None),
        Similarity("programme", "a", "b", 0, 1, 0, 1.0, 1.0),
        Similarity("project", "a", "b", 1, 1, 0, 0.5, 1.0),
        Similarity("theme", "a", "b", 1, 3, 0, 0.75, 1.0, measured),
        Similarity("partner", "a", "b", 2, 1, 2, 0.2, third),
        Similarity("country", "a", "b", 1, 1, 1, third, 0.5),
        Similarity("twin-town", "a", "b", 1, 0, 1, 0.0, 0.0),
    ]


@given(sets, sets)
def test_sets_are_as_alike_one_way_as_the_other(a: frozenset[str], b: frozenset[str]) -> None:
    assert jaccard(a, b) == jaccard(b, a)
    assert overlap(a, b) == overlap(b, a)
    if a and b:
        both, least = jaccard(a, b), overlap(a, b)
        assert both is not None and least is not None
        assert 0 <= both <= least <= 1
        assert (both == 1) == (a == b)
        assert (least == 1) == (a <= b or b <= a)


@given(counts, counts, st.integers(1, 9))
def test_cosine_does_not_depend_on_the_amount_of_work(a: dict[str, int], b: dict[str, int], times: int) -> None:
    measured = cosine(a, b)
    more = cosine({thing: n * times for thing, n in a.items()}, b)
    if not a or not b:
        assert measured is None and more is None
    else:
        assert measured is not None and more is not None
        assert isclose(measured, more) and -1e-9 <= measured <= 1 + 1e-9
        assert (measured == 0) == (not a.keys() & b.keys())
