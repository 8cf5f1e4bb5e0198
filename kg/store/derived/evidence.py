"""How well each tie is known when a graph is built: the best strength of its sources, and the lists that omit it.

The strengths are those of `skc:evidence-strength`, the strongest first; each source declares its own. What a source
calls its own word is that of the actors it speaks for: of a tie between others it is another body's word, of a tie to
the network that it speaks for, a list. docs/method.md, "How sure", says the same to readers.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from kg.model.evidence import REPORTED, STRENGTHS, rank, weaker
from kg.model.period import earliest, latest
from kg.store.triples import TripleSource
from kg.vocab import DCTERMS, RDF, SK, key_of

__all__ = ["NEEDED", "EvidenceIndex", "Omission"]

NEEDED = (
    RDF + "type",
    DCTERMS + "source",
    DCTERMS + "issued",
    *(SK + name for name in ("strength", "speaksFor", "about", "listKind", "country", "asOf", "start", "end")),
    SK + "claimOn",
)
"""The predicates that this is worked out from."""

_OWN, _OTHER, _LIST = STRENGTHS[0], STRENGTHS[1], STRENGTHS[2]
_KINDS = {SK + "Twinning": "twinnings", SK + "Agreement": "agreements"}


class Omission(NamedTuple):
    """A complete list (IRI) that leaves a tie out, the day it speaks of, and the strength of its source."""

    list: str
    day: str
    strength: str


class _List(NamedTuple):
    iri: str
    day: str
    country: str
    strength: str
    sources: frozenset[str]


class EvidenceIndex:
    """What is said of sources and complete lists, read once. Time and memory are linear in what the ties cite.

    `claims` are what sources say otherwise, each with the tie that it is on; `disputed` are those ties. `perhaps` are
    pairs of actors that may be the same, which nobody has judged.
    """

    def __init__(self, reader: TripleSource, perhaps: Iterable[tuple[str, str]] = ()) -> None:
        self._reader = reader
        self._perhaps: defaultdict[str, set[str]] = defaultdict(set)
        for one, other in perhaps:
            self._perhaps[one].add(other)
            self._perhaps[other].add(one)
        self._named: defaultdict[str, set[str]] = defaultdict(set)  # by source of a list: who has a tie that cites it
        self._strengths = {s: key_of(value) for s, value, _ in reader.pairs(SK + "strength")}
        self._speaks: defaultdict[str, set[str]] = defaultdict(set)
        for source, actor, _ in reader.pairs(SK + "speaksFor"):
            self._speaks[source].add(actor)
        self._lists = self._read_lists()
        self.claims: dict[str, str] = {s: value for s, value, _ in reader.pairs(SK + "claimOn")}
        self.disputed = frozenset(self.claims.values())
        self._cited: dict[str, set[str]] = {}  # what ties cite of the sources of lists
        self._issued = {s: value for s, value, _ in reader.pairs(DCTERMS + "issued")}
        self._days: dict[str, tuple[set[str], set[str]]] = {}  # the days of scraped lists that ties cite, and of others
        self._countries = {s: key_of(value) for s, value, _ in reader.pairs(SK + "country")} if self._lists else {}

    def _read_lists(self) -> dict[tuple[str, str], list[_List]]:
        lists = {s for s, value, _ in self._reader.pairs(RDF + "type") if value == SK + "CompleteList"}
        said: defaultdict[str, dict[str, str]] = defaultdict(dict)
        for name in ("about", "listKind", "asOf", "country"):
            for subject, value, _ in self._reader.pairs(SK + name):
                if subject in lists:
                    said[subject][name] = value
        sources: defaultdict[str, set[str]] = defaultdict(set)
        for subject, value, _ in self._reader.pairs(DCTERMS + "source") if lists else ():
            if subject in lists:
                sources[subject].add(value)
        found: defaultdict[tuple[str, str], list[_List]] = defaultdict(list)
        for iri in sorted(lists):
            each = said[iri]
            if each.keys() >= {"about", "listKind", "asOf"}:
                best = min((self._strengths.get(s, "") for s in sources[iri]), key=rank, default="")
                country = key_of(each.get("country", ""))
                listed = _List(iri, each["asOf"], country, best, frozenset(sources[iri]))
                found[each["about"], key_of(each["listKind"])].append(listed)
        return dict(found)

    def strengths(self, ties: Mapping[str, tuple[Sequence[str], str]]) -> dict[str, str]:
        """The best known strength of each tie, of which the parties and the hub (empty for a pair) are given.

        A claim on one of them is known as a tie between the same is.
        """
        ties = {**ties, **{claim: ties[tie] for claim, tie in self.claims.items() if tie in ties}}
        of_lists = {source for lists in self._lists.values() for each in lists for source in each.sources}
        found: dict[str, str] = {}
        for tie, source, _ in self._reader.pairs(DCTERMS + "source"):
            if tie not in ties:
                continue
            strength = self._strengths.get(source, "")
            if strength == _OWN and source in self._speaks:
                parties, hub = ties[tie]
                strength = _told_by(self._speaks[source], parties, hub)
            if source in self._issued:
                days = self._days.setdefault(tie, (set(), set()))
                days[strength != REPORTED].add(self._issued[source])
            if strength and (tie not in found or weaker(found[tie], strength)):
                found[tie] = strength
            if source in of_lists:
                self._cited.setdefault(tie, set()).add(source)
                self._named[source].update(ties[tie][0])
        return found

    def is_reported(self, tie: str, day: str) -> bool:
        """Is a day that of a scraped list which a tie cites, while nothing else that it cites is as new?

        To be called after `strengths`, which sees what is cited.
        """
        scraped, others = self._days.get(tie, ((), ()))
        as_old = any(earliest(day) <= latest(each) and earliest(each) <= latest(day) for each in scraped)
        return as_old and not any(latest(each) >= earliest(day) for each in others)

    def omitting(
        self, origin: str, cls: str, parties: Sequence[str], hub: str, *, start: str, end: str
    ) -> list[Omission]:
        """The complete lists of its parties or its hub that leave a tie out, the earliest first.

        `origin` is the tie that names the sources. A list older than the tie's start, or younger than its end, says
        nothing of it, and neither does one that names who may be a party under another name. To be called after
        `strengths`, which sees what is cited.
        """
        if not self._lists:
            return []
        cited = self._cited.get(origin, set())
        found = []
        for each, others in self._about(cls, parties, hub):
            if each.sources & cited or (each.country and each.country not in self._of(others)):
                continue
            if any(self._may_be_on(party, each) for party in parties):
                continue
            if (start and earliest(start) > latest(each.day)) or (end and latest(end) < earliest(each.day)):
                continue
            found.append(Omission(each.iri, each.day, each.strength))
        return sorted(set(found), key=lambda omission: (omission.day, omission.list))

    def _may_be_on(self, actor: str, listed: _List) -> bool:
        return any(
            not self._perhaps.get(actor, set()).isdisjoint(self._named.get(source, ())) for source in listed.sources
        )

    def _about(self, cls: str, parties: Sequence[str], hub: str) -> Iterable[tuple[_List, Sequence[str]]]:
        """The lists that a tie should be on, each with those that its country is asked of."""
        if cls == SK + "Membership":
            for party in parties:
                yield from ((each, [hub]) for each in self._lists.get((party, "memberships"), ()))
            yield from ((each, parties) for each in self._lists.get((hub, "members"), ()))
        elif cls in _KINDS:
            for party in parties:
                others = [other for other in parties if other != party]
                yield from ((each, others) for each in self._lists.get((party, _KINDS[cls]), ()))

    def _of(self, actors: Iterable[str]) -> set[str]:
        return {self._countries.get(actor, "") for actor in actors}


def _told_by(speakers: set[str], parties: Sequence[str], hub: str) -> str:
    if not speakers.isdisjoint(parties):
        return _OWN
    return _LIST if hub in speakers else _OTHER
