"""What a suggestion is: who or what, how well it fits, the parts of the score, and the reasons with their ties."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

__all__ = ["SHOWN", "Reason", "Suggestion", "Value"]

Value = int | float | str | bool | tuple[str, ...]
SHOWN = 3
"""How many names, themes or ties a reason gives; its `count` tells how many there are."""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why: a code with its figures and names (`suggest_words` makes a sentence of it) and the ties that carry it.

    A reason of the same code as a part of the score explains that part. `coordinator` adds nothing to the score.
    """

    code: str
    values: Mapping[str, Value] = field(default_factory=dict)
    ties: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, repr=False)
class Suggestion:
    """An actor (a network, a theme) that is suggested. `score` is the sum of `parts`, which are all above 0.

    Scores compare suggestions for one actor with each other; they are no probabilities. Those whose scores are
    shown alike have the same `place` in the list: one more than the number of those before them.
    """

    actor: str
    score: float
    parts: Mapping[str, float]
    reasons: tuple[Reason, ...]
    place: int = 0

    def __repr__(self) -> str:
        return f"<suggestion {self.actor}: {self.score:.2f}, {', '.join(reason.code for reason in self.reasons)}>"
