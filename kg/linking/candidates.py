"""Who may be who: the pairs of records that a person should look at, each with a score that says why.

Candidates are told, never merged: see `kg.linking.linker` for what links.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from kg.linking.blocking import block
from kg.linking.record import Record
from kg.linking.score import SHOWN, WEIGHTS, Part, Score, Scorer

__all__ = ["Candidate", "candidates"]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A record that may be another one."""

    left: Record
    right: Record
    score: Score


def candidates(
    left: Sequence[Record],
    right: Sequence[Record],
    scorer: Scorer | None = None,
    *,
    least: float = SHOWN,
    most: int = 5,
    apart: Callable[[Record, Record], bool] = lambda left, right: False,
) -> list[Candidate]:
    """For each record on the left those on the right that score at least `least`, the `most` best: by the key of the
    left one, the best first. If both are the same sequence each pair is told once, the lower key on the left.

    Pairs that are `apart` are passed over. Without a scorer one learns what words are common from both sides. Time and
    memory grow with the number of names, not with that of pairs (`kg.linking.blocking`).
    """
    itself = left is right
    left = sorted(left, key=lambda record: record.key)
    right = left if itself else sorted(right, key=lambda record: record.key)
    scorer = scorer or Scorer(left if itself else [*left, *right])
    ours = [scorer.profile(record) for record in left]
    theirs = ours if itself else [scorer.profile(record) for record in right]
    found: dict[int, list[Candidate]] = defaultdict(list)
    for first, second in block(ours, theirs):
        if apart(left[first], right[second]):
            continue
        score = scorer.score(left[first], right[second])
        if score.value >= least:
            found[first].append(Candidate(left[first], right[second], score))
    told = []
    for position in sorted(found):
        several = _shared(found[position])
        several = [each for each in several if each.score.value >= least]
        told += sorted(several, key=lambda each: (-each.score.value, each.right.key))[:most]
    return told


def _shared(found: list[Candidate]) -> list[Candidate]:
    """The candidates of one record; if several bear its name alike and nothing but the name tells, each counts less."""
    named = [each for each in found if _bears_the_name(each.score)]
    if len(named) < 2:
        return found
    part = Part("shared", WEIGHTS["shared"], "shared", {"n": str(len(named))})
    return [replace(each, score=each.score.with_part(part)) if each in named else each for each in found]


def _bears_the_name(score: Score) -> bool:
    """Is it the same name in the same country, or an unknown one, and no identifier that settles it?"""
    names = {part.key for part in score.parts}
    same = {"name.same", "name.form", "name.core", "name.order"}
    return bool(names & same) and not names & {"country.other", "number.same", "identifier.same", "kind.other"}
