"""Classes hold every value, as the legend says, and none twice."""

from __future__ import annotations

import math
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import Usage
from kg.views.areas.classes import METHODS, Class, Scale, scale_of

VALUES = st.lists(
    st.none() | st.just(0) | st.integers(1, 10**9) | st.floats(1e-6, 1e9, allow_nan=False), min_size=0, max_size=60
)


@given(VALUES, st.sampled_from(METHODS), st.integers(1, 9))
def test_every_value_lies_within_the_bounds_of_its_class_and_is_counted_once(
    values: list[float | None], method: str, number: int
) -> None:
    scale = scale_of(values, method, number)
    counts = [0] * len(scale.classes)
    for value in values:
        at = scale.of(value)
        if value is None:
            assert at is None
        elif value == 0:
            assert at == -1
        else:
            assert at is not None and scale.classes[at].low < value <= scale.classes[at].high
            counts[at] += 1
    assert counts == [each.count for each in scale.classes]
    assert scale.zero == values.count(0) and scale.missing == values.count(None)
    assert len(scale.classes) <= number


@given(VALUES, st.sampled_from(METHODS))
def test_classes_follow_on_one_another(values: list[float | None], method: str) -> None:
    classes = scale_of(values, method).classes
    assert all(each.low < each.high for each in classes)
    assert all(one.high == other.low for one, other in pairwise(classes))


@given(st.lists(st.integers(1, 900), min_size=5, max_size=80, unique=True))
def test_quantiles_of_values_that_differ_are_as_large_as_can_be(values: list[int]) -> None:
    counts = [each.count for each in scale_of([float(v) for v in values]).classes]
    assert max(counts) - min(counts) <= 1


@given(st.lists(st.floats(0.01, 1e6), min_size=2, max_size=40), st.sampled_from(["equal", "log"]))
def test_bounds_are_those_of_the_formula_rounded_up_to_three_digits(values: list[float], method: str) -> None:
    classes = scale_of(list(values), method).classes
    least, most = min(values), max(values)
    exact = [
        least + (most - least) * i / 5 if method == "equal" else least * (most / least) ** (i / 5) for i in range(1, 6)
    ]
    for each in classes:
        assert any(bound <= each.high * (1 + 1e-9) <= bound * 1.0101 + 1e-9 for bound in exact)


@pytest.mark.parametrize(
    ("method", "expected"),
    [
        ("quantile", [(0, 1, 3), (1, 4, 1), (4, 40, 2)]),
        ("equal", [(0, 14, 4), (14, 27, 0), (27, 40, 2)]),
        ("log", [(0, 4, 4), (4, 12, 0), (12, 40, 2)]),
    ],
)
def test_three_classes_of_six_values(method: str, expected: list[tuple[float, float, int]]) -> None:
    found = scale_of([1, 1, 1, 4, 30, 40], method, 3)
    assert found == Scale(method, tuple(Class(*each) for each in expected), 0, 0, True)


def test_without_a_value_above_zero_there_are_no_classes() -> None:
    assert scale_of([None, 0, 0]) == Scale("quantile", (), 2, 1, True)


def test_another_method_is_refused() -> None:
    with pytest.raises(Usage, match="jenks"):
        scale_of([1.0], "jenks")


def test_no_bound_is_rounded_below_its_value() -> None:
    scale = scale_of([math.pi, math.e, 1 / 3], "quantile", 3)
    assert [each.high for each in scale.classes] == [0.334, 2.72, 3.15]
