"""Precision, recall and F1 with the interval that drawing the entities anew gives."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

__all__ = ["Figures", "best_threshold", "figures", "least", "rate"]

_DRAWS = 500


@dataclass(frozen=True, slots=True)
class Figures:
    """P = TP/(TP+FP), R = TP/(TP+FN), F1 = 2PR/(P+R); nan where nothing is to be divided by. Intervals hold 95 %."""

    pairs: int
    same: int
    precision: float
    recall: float
    f1: float
    precision_interval: tuple[float, float]
    recall_interval: tuple[float, float]

    def cells(self) -> list[str]:
        """Figures as cells of a table."""
        low, high = self.precision_interval
        below, above = self.recall_interval
        return [
            str(self.pairs),
            str(self.same),
            f"{self.precision:.3f} ({low:.3f}–{high:.3f})",
            f"{self.recall:.3f} ({below:.3f}–{above:.3f})",
            f"{self.f1:.3f}",
        ]


def rate(right: int, all_: int) -> float:
    """A share; nan of nothing."""
    return right / all_ if all_ else float("nan")


def least(right: int, wrong: int, sure: float = 0.95) -> float:
    """The least precision that what was seen allows, one-sided (Clopper and Pearson 1934); without an error 0.05^(1/n).

    >>> round(least(598, 0), 4), round(least(98, 2), 3)
    (0.995, 0.938)
    """
    from scipy.stats import beta

    return float(beta.ppf(1 - sure, right, wrong + 1)) if right else 0.0


def figures(said: Sequence[bool], true: Sequence[bool], entities: Sequence[str], draws: int = _DRAWS) -> Figures:
    """The figures of what a method `said` of pairs that are `true` or not.

    Pairs of one entity are drawn together (a cluster bootstrap, Efron and Tibshirani 1993, ch. 8), seeded.

    >>> found = figures([True, True, False], [True, False, True], ["a", "b", "c"], draws=10)
    >>> found.precision, found.recall, found.f1
    (0.5, 0.5, 0.5)
    """
    names = {name: number for number, name in enumerate(dict.fromkeys(entities))}
    counts = np.zeros((len(names), 3))
    for one, two, entity in zip(said, true, entities, strict=True):
        counts[names[entity]] += (one and two, one and not two, two and not one)
    whole = _of(counts.sum(axis=0))
    random = np.random.default_rng(1)
    drawn = [
        _of(counts[random.integers(len(names), size=len(names))].sum(axis=0)) for _ in range(draws if names else 0)
    ]
    return Figures(
        len(said), sum(true), *whole, _interval([each[0] for each in drawn]), _interval([each[1] for each in drawn])
    )


def best_threshold(scores: npt.NDArray[np.float64], true: npt.NDArray[np.bool_], least: float = 0.0) -> float:
    """The score from which on F1 is highest; of those with a precision of `least` if any has.

    >>> best_threshold(np.array([0.9, 0.8, 0.2]), np.array([True, True, False]))
    0.8
    """
    order = np.argsort(-scores, kind="stable")
    right = np.cumsum(true[order])
    count = np.arange(1, len(order) + 1)
    last = np.append(scores[order][1:] != scores[order][:-1], True)
    f1 = 2 * right / (count + max(1, int(true.sum())))
    usable = last & (right / count >= least)
    f1 = np.where(usable if usable.any() else last, f1, -1.0)
    return float(scores[order][int(np.argmax(f1))])


def _of(counts: npt.NDArray[np.float64]) -> tuple[float, float, float]:
    right, false, missed = (int(each) for each in counts)
    return rate(right, right + false), rate(right, right + missed), rate(2 * right, 2 * right + false + missed)


def _interval(values: Sequence[float]) -> tuple[float, float]:
    known = [each for each in values if each == each]
    if not known:
        return float("nan"), float("nan")
    low, high = np.percentile(known, [2.5, 97.5])
    return float(low), float(high)
