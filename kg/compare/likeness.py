"""How alike two actors are: set and vector similarities, each with its formula. Nothing to compare gives None."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass
from math import sqrt

from kg.compare.holdings import ASPECTS, Holdings, theme_counts

__all__ = ["Similarity", "cosine", "jaccard", "overlap", "similarities"]


@dataclass(frozen=True, slots=True)
class Similarity:
    """Two actors in one aspect: what only one has, what both have, and the measures (None: not defined).

    `cosine` is measured for themes only, on how many hubs carry each.
    """

    aspect: str
    one: str
    other: str
    only_one: int
    shared: int
    only_other: int
    jaccard: float | None
    overlap: float | None
    cosine: float | None = None


def jaccard(a: Set[str], b: Set[str]) -> float | None:
    """|A ∩ B| / |A ∪ B|: the share of all that the two have which both have (P. Jaccard, 1912). 0 to 1.

    >>> jaccard({"x", "y"}, {"y", "z"}), jaccard(set(), set())
    (0.3333333333333333, None)
    """
    union = len(a | b)
    return len(a & b) / union if union else None


def overlap(a: Set[str], b: Set[str]) -> float | None:
    """|A ∩ B| / min(|A|, |B|): the share of the smaller set that the larger one holds too (Szymkiewicz–Simpson).

    It is 1 when the one with less has nothing that the other lacks, however much more the other has.

    >>> overlap({"x", "y", "z"}, {"y"}), overlap({"x"}, set())
    (1.0, None)
    """
    smaller = min(len(a), len(b))
    return len(a & b) / smaller if smaller else None


def cosine(a: Mapping[str, int], b: Mapping[str, int]) -> float | None:
    """Σ aᵢbᵢ / (√Σ aᵢ² · √Σ bᵢ²): do two actors divide their work alike, whatever its amount? 0 to 1.

    >>> cosine({"x": 3, "y": 4}, {"x": 6, "y": 8}), cosine({"x": 1}, {"y": 1}), cosine({}, {"y": 1})
    (1.0, 0.0, None)
    """
    length = sqrt(sum(n * n for n in a.values())) * sqrt(sum(n * n for n in b.values()))
    return sum(n * b.get(thing, 0) for thing, n in a.items()) / length if length else None


def similarities(one: str, had: Holdings, other: str, had_by_other: Holdings) -> list[Similarity]:
    """Two actors compared in every aspect, in the order of `ASPECTS`."""
    found = []
    for aspect in ASPECTS:
        a, b = had[aspect].keys(), had_by_other[aspect].keys()
        measured = cosine(theme_counts(had), theme_counts(had_by_other)) if aspect == "theme" else None
        found.append(
            Similarity(
                aspect=aspect,
                one=one,
                other=other,
                only_one=len(a - b),
                shared=len(a & b),
                only_other=len(b - a),
                jaccard=jaccard(set(a), set(b)),
                overlap=overlap(set(a), set(b)),
                cosine=measured,
            )
        )
    return found
