"""Which tie of two actors (a twinning, an agreement) a record is, where others have told of it.

Such a tie has no project and no network that it is known by: it is known by its kind, its parties in any order, and its
time. A record is a tie that another source has told of if

- both are of one kind, between the same actors, and neither ended before the other began. Of a tie that is called ended
  the last day that is known is the day on which it was so called;
- of several such ties it is one with the same start, then one without, then one that goes on or is over as the record
  says, then the youngest: so a record without dates that says nothing of an end belongs to the tie that goes on, and
  where all are over to the last;
- agreements have names, and two bodies have several at once: what has another name is another one, and without a
  name it is one only where there is one.

Records of one source are one tie only where their starts and ends agree, as two directions of a link do. Who tells
first is to be the curated tables; what another says otherwise is in `PairTie.differing`, and is for a claim.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from kg.model.period import agree, before
from kg.model.terms import concept_term, curie

__all__ = ["CLAIMED", "PairTie", "PairTies"]

_START, _END, _STATUS, _UNIT = (curie(f"sk:{name}") for name in ("start", "end", "status", "unit"))
_AS_OF, _AGREEMENT = curie("sk:asOf"), curie("sk:Agreement")
_ENDED = concept_term("status", "ended")
_DATES = (_START, _END)
CLAIMED = (_START, _END, _STATUS, _UNIT)
"""What two sources can say otherwise of one tie (predicates)."""


@dataclass(slots=True)
class PairTie:
    """A tie (a term), the classes it has, its parties (terms) and what is said of it: terms by predicate.

    `names` are folded titles, `sources` those that have told of it.
    """

    term: str
    kinds: frozenset[str]
    parties: frozenset[str]
    said: Mapping[str, str]
    names: frozenset[str] = frozenset()
    sources: set[str] = field(default_factory=set)

    @property
    def start(self) -> str:
        """Since when, as precise as it is said; empty if it is not."""
        return _text(self.said.get(_START, ""))

    @property
    def end(self) -> str:
        """Until when; empty if it is not said."""
        return _text(self.said.get(_END, ""))

    @property
    def ended(self) -> bool:
        """Is it said to be over?"""
        return bool(self.end) or self.said.get(_STATUS) == _ENDED

    @property
    def last(self) -> str:
        """The last day that it can have had as far as it is known; empty while it goes on."""
        return self.end or (_text(self.said.get(_AS_OF, "")) if self.ended else "")

    def differing(self, other: PairTie) -> dict[str, str]:
        """What another record says that cannot be beside what this one says: terms by predicate.

        A date that is less or more precise does not differ, nor does what this one leaves open; but a tie that goes on
        has no end.
        """
        found: dict[str, str] = {}
        goes_on = _STATUS in self.said and not self.ended
        for predicate in CLAIMED:
            stands, value = self.said.get(predicate, ""), other.said.get(predicate, "")
            if not value:
                continue
            if predicate in _DATES and stands:
                same = agree(_text(stands), _text(value))
            else:
                same = not goes_on if predicate == _END else value == (stands or value)
            if not same:
                found[predicate] = value
        return found


class PairTies:
    """The ties of two or more actors without a hub that have been told of."""

    def __init__(self) -> None:
        self._ties: dict[tuple[frozenset[str], frozenset[str]], list[PairTie]] = {}

    def learn(self, record: PairTie, source: str, *, fixed: bool = False) -> PairTie:
        """The tie that a record of a source is: itself, unless another is found. It then knows what the record adds.

        What is `fixed` is the tie that it says it is: only more of the same term is added to that.
        """
        told = self._ties.setdefault((record.kinds, record.parties), [])
        known = next((each for each in told if each.term == record.term), None)
        if known is None and not fixed:
            known = self._find(record, source, told)
        if known is None:
            record.sources.add(source)
            told.append(record)
            return record
        return known

    @staticmethod
    def add(tie: PairTie, record: PairTie, source: str) -> None:
        """What a record of a source that is a tie says beside what is said of it."""
        differing = tie.differing(record)
        more = {name: value for name, value in record.said.items() if name not in differing}
        tie.said = {**more, **tie.said}
        tie.names |= record.names
        tie.sources.add(source)

    def _find(self, record: PairTie, source: str, told: list[PairTie]) -> PairTie | None:
        found = [each for each in told if _may_be(each, record, strict=each.sources == {source})]
        if _AGREEMENT in record.kinds:
            if named := [each for each in found if each.names & record.names]:
                found = named
            elif len(found) > 1 or any(each.names and record.names for each in found):
                return None
        return min(found, key=lambda each: tuple(_rank(each, record)), default=None)

    def clear(self) -> None:
        """Let go of all."""
        self._ties.clear()


def _may_be(tie: PairTie, record: PairTie, *, strict: bool) -> bool:
    """Can a record be of a tie? If `strict`, only where starts and ends agree as well."""
    apart = any(
        early.last and late.start and before(early.last, late.start) for early, late in ((tie, record), (record, tie))
    )
    return not apart and (not strict or (agree(tie.start, record.start) and agree(tie.end, record.end)))


def _rank(tie: PairTie, record: PairTie) -> Iterator[object]:
    """What comes first is what a record is of: see the module."""
    yield not (tie.start and record.start and agree(tie.start, record.start))
    yield bool(tie.start and record.start and not agree(tie.start, record.start))
    yield tie.ended != record.ended
    yield not tie.start
    yield [-int(part) for part in tie.start.split("-") if part]
    yield tie.term


def _text(term: str) -> str:
    return term[1 : term.rindex('"')] if term else ""
