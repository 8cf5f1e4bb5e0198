"""Did a tie hold in a period, with dates of differing precision and dates nobody knows?"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model.dates import earliest, latest, standing


@pytest.mark.parametrize(
    ("start", "end", "as_of", "since", "until", "expected"),
    [
        (None, None, None, "", "", "yes"),
        (None, None, None, "2020", "2020", "possible"),
        (None, None, "2019", "2020", "2020", "yes"),  # a source says it held; nobody says it ended
        (None, None, "2021", "2020", "2020", "possible"),
        ("2018", None, None, "2020-06-12", "2020-06-12", "yes"),
        ("2020", None, None, "2020-06-12", "2020-06-12", "possible"),
        ("2020-06-12", None, None, "2020-06-12", "2020-06-12", "yes"),
        ("2020-06-13", None, None, "2020-06-12", "2020-06-12", "no"),
        ("2018", "2020", None, "2020-06-12", "2020-06-12", "possible"),
        ("2018", "2019", None, "2020", "", "no"),
        ("2018", "2020", None, "2020", "", "yes"),
        ("2018", "2020", None, "2020-02", "", "possible"),
        ("2014", "2014", None, "2014", "2014", "yes"),
        ("2021", None, None, "", "2020", "no"),
        ("2020-07", None, None, "", "2020", "yes"),
        (None, "2019", None, "2020", "", "no"),
    ],
)
def test_standing(start: str | None, end: str | None, as_of: str | None, since: str, until: str, expected: str) -> None:
    assert standing(start, end, as_of, since, until) == expected


_DATES = st.dates().map(str).flatmap(lambda day: st.sampled_from([day, day[:7], day[:4]]))


@given(_DATES, _DATES, _DATES)
def test_a_tie_between_known_days_is_never_ruled_out_where_its_days_reach(start: str, end: str, day: str) -> None:
    """With every date known to the day the answer is the comparison of days."""
    first, last = sorted([earliest(start), latest(end).replace("-31", "-28")])
    asked = earliest(day)
    assert standing(first, last, None, asked, asked) == ("yes" if first <= asked <= last else "no")
