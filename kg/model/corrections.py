"""What some sources settle of ties before all others (`corrects: true`), and the claims that others are left with.

An actor that is asked about its own ties knows best: what it says of one stands, and what another source says of the
same property is kept as an `sk:Claim`, with its source, where it differs. The graph of that source stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from kg.model import terms
from kg.vocab import SK, key_of

__all__ = ["Corrections", "claim_on"]

_CLAIMED = {terms.curie(f"sk:{name}") for name in ("start", "end", "status", "unit", "lastActivity")}
_AS_OF, _SOURCE = terms.curie("sk:asOf"), terms.curie("dcterms:source")
_TEXT = re.compile(r'^"((?:[^"\\]|\\.)*)"')
Facts = list[tuple[str, str]]


class Corrections:
    """By tie (a term) the properties that are settled, with their values (terms; empty: it has none)."""

    def __init__(self, settled: Mapping[str, Mapping[str, str]] | None = None) -> None:
        self._settled = dict(settled or {})

    def __bool__(self) -> bool:
        return bool(self._settled)

    def add(self, settled: Mapping[str, Mapping[str, str]]) -> None:
        """Settle more; of what is settled twice, the first stands."""
        for tie, values in settled.items():
            self._settled[tie] = {**values, **self._settled.get(tie, {})}

    def settled(self, tie: str) -> Mapping[str, str]:
        """The properties of a tie that are settled, with their values."""
        return self._settled.get(tie, {})

    def kept(self, tie: str, said: Facts) -> Facts:
        """What another source says of a tie, less what is settled."""
        settled = self._settled.get(tie)
        return [fact for fact in said if fact[0] not in settled] if settled else said

    def claims(self, tie: str, said: Facts, own: str = "") -> Iterator[tuple[str, Facts]]:
        """A claim (its term, and what is said of it) for each value of a tie that another one stands in the place of.

        `own` is the term of the source, where it is not said among the rest.
        """
        settled = self._settled.get(tie)
        if not settled:
            return
        sources = [fact for fact in said if fact[0] == _SOURCE] or [(_SOURCE, own)] * bool(own)
        dates = [fact for fact in said if fact[0] == _AS_OF]
        for predicate, value in said:
            if predicate in _CLAIMED and predicate in settled and settled[predicate] != value:
                yield claim_on(tie, predicate, value, [*dates, *sources])


def claim_on(tie: str, predicate: str, value: str, about: Facts) -> tuple[str, Facts]:
    """What a source says otherwise of a tie: the term of the claim, and its facts; `about` are its day and source."""
    name = f"{key_of(tie[1:-1])}/{predicate[1:-1].removeprefix(SK)}/{_plain(value)}"
    said = [(terms.TYPE, terms.curie("sk:Claim")), (terms.curie("sk:claimOn"), tie), (predicate, value)]
    return terms.entity_term("claim", name), [*said, *about]


def _plain(value: str) -> str:
    found = _TEXT.match(value)
    return found[1] if found else key_of(value[1:-1])
