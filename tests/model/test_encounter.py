"""Two ties as one encounter, and an end that keeps within what the bounds allow."""

from __future__ import annotations

import pytest

from kg.model.encounter import Stay, together
from kg.model.period import Bounds
from kg.model.tie import TieRow

OPEN, PROJECT = Bounds("2022-09-01", ""), Bounds("2022-09-01", "2025-08-31")


@pytest.mark.parametrize(
    ("ends", "last", "why", "end"),
    [
        (("2025-08-31", "2025-08-31"), "2025-08-31", ("project", "project"), "2025-08-31"),
        (("2025-08-31", "2025-08-31"), "2024-03-01", ("project", "called-ended"), ""),
        (("2025-08-31", "2025-08-31"), "2023-12-31", ("project", "party-ended"), "2023-12-31"),
        (("", "2018"), "2018-12-31", ("", "called-ended"), "2018"),
        (("", ""), "2018-12-31", ("", "called-ended"), ""),
        (("", ""), "2015-06-30", ("network", "network"), "2015-06-30"),
    ],
)
def test_no_end_is_told_that_the_bounds_rule_out(
    ends: tuple[str, str], last: str, why: tuple[str, str], end: str
) -> None:
    """What only was called ended has an unknown end: the day on which a source says so is not when it ended."""
    own = PROJECT if why[0] == "project" else OPEN if not why[0] else OPEN._replace(last=last)
    stays = [
        Stay("2022-09-01", told, "", "", bounds, reason)
        for told, bounds, reason in zip(ends, (own, OPEN._replace(last=last)), why, strict=True)
    ]
    _, met_until, _, _, bounds, *_ = together(stays[0], stays[1], ("", ""))
    assert (met_until, bounds.last) == (end, last)


@pytest.mark.parametrize(
    ("end", "last", "status", "kept"),
    [
        ("2025-08-31", "2024-03-01", "ended", None),
        ("2025-08-31", "2023-12-31", "", "2023-12-31"),
        ("2023", "2023-12-31", "", "2023"),
        (None, "2023-12-31", "", None),
        ("2025", "", "", "2025"),
    ],
)
def test_the_end_of_a_tie_keeps_within_its_bounds(end: str | None, last: str, status: str, kept: str | None) -> None:
    row = TieRow("t", "project", "h", "a", "2022", end, status=status, bounds=Bounds("2022-01-01", last))
    assert row.end == kept
