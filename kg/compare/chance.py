"""More than chance? What was observed of draws without replacement, against what drawing at random would give."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from math import comb, fsum

__all__ = ["LEVEL", "VERDICTS", "Chance", "Stratum", "chance", "judged"]

LEVEL = 0.05
"""The share of false findings that is accepted among those called more than chance."""

VERDICTS = ("more", "chance", "few")
"""More than chance; as chance would have it; too few to say: whatever had been drawn could not have shown it."""


@dataclass(frozen=True, slots=True)
class Stratum:
    """Things of one kind: how many there are, how many of them are marked, and how many were drawn."""

    size: int
    marked: int
    drawn: int


@dataclass(frozen=True, slots=True)
class Chance:
    """What was observed and what chance would give.

    `observed` and `drawn` are numbers of things, `expected` is the mean of what random draws give, `p` the probability
    of as much or more, `least` the smallest p that these draws could have had. `q` is p adjusted for having asked
    several times, None where `verdict` (one of `VERDICTS`) is few.
    """

    observed: int
    drawn: int
    expected: float
    p: float
    least: float
    q: float | None = None
    verdict: str = "few"


def chance(strata: Iterable[Stratum], observed: int) -> Chance:
    """How likely are so many marked things or more among those drawn, were they drawn at random within each stratum?

    Of N things K are marked and n are drawn without replacement: P(X = k) = C(K, k)·C(N − K, n − k) / C(N, n), the
    hypergeometric distribution (Fisher's exact test, one-sided: R. A. Fisher, The logic of inductive inference,
    J. R. Stat. Soc. 98, 1935). Of several strata X is the sum of their independent counts, its distribution the
    convolution of theirs: the exact conditional test of stratified tables (D. R. Cox, Analysis of Binary Data, 1970).
    The mean is Σ n·K / N. Raises ValueError for more marked or drawn than there are, or more observed than can be.
    """
    told = list(strata)
    for each in told:
        if not (0 <= each.marked <= each.size and 0 <= each.drawn <= each.size):
            raise ValueError(f"{each} holds more than there is")
    drawn = sum(each.drawn for each in told)
    most = sum(min(each.drawn, each.marked) for each in told)
    if not 0 <= observed <= most:
        raise ValueError(f"{observed} cannot be observed; at most {most} can")
    telling = [each for each in told if each.drawn and each.marked]
    if not telling:
        return Chance(observed, drawn, 0.0, 1.0, 1.0)
    whole = [1.0]
    for each in telling:
        whole = _sum(whole, _drawn(each))
    expected = sum(each.drawn * each.marked / each.size for each in telling)
    return Chance(observed, drawn, expected, min(1.0, fsum(whole[observed:])), min(1.0, whole[-1]))


def _drawn(stratum: Stratum) -> list[float]:
    """The probability of 0, 1, 2 … marked things among those drawn; the numbers of ways are whole numbers."""
    plain, ways = stratum.size - stratum.marked, comb(stratum.size, stratum.drawn)
    most = min(stratum.drawn, stratum.marked)
    return [
        comb(stratum.marked, k) * comb(plain, stratum.drawn - k) / ways if stratum.drawn - k <= plain else 0.0
        for k in range(most + 1)
    ]


def _sum(one: Sequence[float], other: Sequence[float]) -> list[float]:
    """The distribution of the sum of two independent counts."""
    return [
        fsum(one[i] * other[k - i] for i in range(max(0, k - len(other) + 1), min(k, len(one) - 1) + 1))
        for k in range(len(one) + len(other) - 1)
    ]


def judged(tests: Sequence[Chance], level: float = LEVEL) -> list[Chance]:
    """Several tests asked at once, each with its q and its verdict, in the order given.

    Those that could not have come out below `level` whatever was drawn (`least`) are left out and are too few to say
    (R. E. Tarone, A modified Bonferroni method for discrete data, Biometrics 46, 1990); of the others q is the p-value
    adjusted by Y. Benjamini and Y. Hochberg (Controlling the false discovery rate, J. R. Stat. Soc. B 57, 1995): of
    those called more than chance a share of at most `level` is expected to be called so wrongly.
    """
    asked = [place for place, each in enumerate(tests) if each.least <= level]
    found = [replace(each, q=None, verdict="few") for each in tests]
    q = 1.0
    for rank, place in sorted(enumerate(sorted(asked, key=lambda each: tests[each].p), 1), reverse=True):
        q = min(q, tests[place].p * len(asked) / rank)
        found[place] = replace(found[place], q=q, verdict="more" if q <= level else "chance")
    return found
