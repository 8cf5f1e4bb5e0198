"""A review of candidates, one after the other: what was judged, what was passed over, and one step back at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from kg.linking.candidates import Candidate
from kg.linking.judgements import Judgement
from kg.linking.record import Record

__all__ = ["VERDICTS", "Review", "basis_of", "judged_pairs", "verdict_of"]

VERDICTS = {"y": "same", "n": "different", "u": "unsure"}
_WORDS = {
    "same": "same y yes ja j samme same",
    "different": "different n no nei ulik ulike forskjellig forskjellige",
    "unsure": "unsure u usikker usikkert",
}


def verdict_of(word: str) -> str:
    """`same`, `different` or `unsure` by a word or letter for it, in en, nb or nn; empty for any other.

    >>> verdict_of("Ja"), verdict_of("n"), verdict_of("usikker"), verdict_of("perhaps")
    ('same', 'different', 'unsure', '')
    """
    said = word.strip().casefold()
    return next((verdict for verdict, words in _WORDS.items() if said in words.split()), "")


def judged_pairs(judgements: Iterable[Judgement]) -> set[frozenset[str]]:
    """The pairs that have been judged, whatever the verdict."""
    return {frozenset((each.left, each.right)) for each in judgements}


def basis_of(record: Record, other: Record, score: float) -> str:
    """What a judgement rests on, as the files of judgements say it: what the source says of the body, and beside whom
    it was looked at.
    """
    numbers = (*record.identifiers.get("vatNumber", ()), *record.identifiers.get("organisationNumber", ()))
    told = [
        f"name {record.name}",
        *(f"city {place}" for place in record.places[:1]),
        *([f"country {record.country}"] if record.country else []),
        *(f"number {each}" for each in sorted(numbers)[:1]),
    ]
    return " ".join(f"{', '.join(told)}; reviewed beside {other.name}, score {score:.2f}".split())


@dataclass(slots=True)
class Review:
    """Candidates in turn. `side` names a record as a judgement does; `made` are the judgements of this review."""

    candidates: list[Candidate]
    side: Callable[[Record], str]
    reviewer: str
    day: str
    at: int = 0
    made: list[Judgement] = field(default_factory=list)
    _steps: list[tuple[int, Judgement | None]] = field(default_factory=list)
    _linked: set[str] = field(default_factory=set)

    @property
    def current(self) -> Candidate | None:
        """The pair to look at; None when there is no other."""
        while self.at < len(self.candidates) and self.side(self.candidates[self.at].left) in self._linked:
            self.at += 1  # its body is linked by an earlier answer
        return self.candidates[self.at] if self.at < len(self.candidates) else None

    def judgement(self, verdict: str) -> Judgement:
        """The judgement that a verdict on the current pair would be."""
        pair = self.candidates[self.at]
        basis = basis_of(pair.left, pair.right, pair.score.value)
        left, right = self.side(pair.left), self.side(pair.right)
        return Judgement(left, right, verdict, basis, reviewer=self.reviewer, date=self.day)

    def take(self, judgement: Judgement) -> None:
        """Go on with a judgement on the current pair."""
        self._steps.append((self.at, judgement))
        self.made.append(judgement)
        if judgement.judgement == "same":
            self._linked.add(judgement.left)
        self.at += 1

    def skip(self) -> None:
        """Go on without one."""
        self._steps.append((self.at, None))
        self.at += 1

    def back(self) -> tuple[bool, Judgement | None]:
        """One step back: whether there was one, and the judgement that is taken back, if it was one."""
        if not self._steps:
            return False, None
        self.at, judgement = self._steps.pop()
        if judgement is not None:
            self.made.remove(judgement)
            self._linked.discard(judgement.left)
        return True, judgement
