"""What is worked out of a graph when it is built: the bounds of every tie, and the ties that a successor carries on.

Both are written into the default graph and marked as what they are, so that a Question, the index and every view
answer from the same figures (`kg.model.period`). The rule of the reform is in docs/method.md, "Time".
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from kg.model import terms
from kg.model.evidence import REPORTED, weaker
from kg.model.period import EVIDENCE_YEARS, UNDATED, Bounds, earliest, latest
from kg.store.derived.evidence import NEEDED as EVIDENCE_NEEDED
from kg.store.derived.evidence import EvidenceIndex, Omission
from kg.store.triples import Properties, TripleSource
from kg.vocab import DCTERMS, ORG, RDF, SK, SKD, SKOS, concept, key_of

__all__ = ["NEEDED", "derive", "derived"]

Triple = tuple[str, str, str]
Facts = tuple[tuple[str, str], ...]
NEEDED = (
    RDF + "type",
    ORG + "organization",
    ORG + "resultingOrganization",
    ORG + "originalOrganization",
    SKOS + "prefLabel",
    DCTERMS + "date",
    DCTERMS + "issued",
    DCTERMS + "source",
    *(SK + name for name in ("party", "project", "programme", "partOf", "strategy", "theme", "status", "role")),
    *(SK + name for name in ("start", "end", "asOf", "retrieved")),
    *EVIDENCE_NEEDED,
)
"""The predicates that bounds are worked out from."""

_TIES = {
    SK + name: hub
    for name, hub in (
        ("Participation", "project"),
        ("Membership", "network"),
        ("Twinning", ""),
        ("Agreement", ""),
        ("ProgrammeAssociation", "programme"),
        ("Priority", "strategy"),
    )
}
_ENDED = concept("status", "ended")
_COPIED = (
    RDF + "type",
    SKOS + "prefLabel",
    SK + "theme",
    SK + "status",
    SK + "role",
    SK + "project",
    SK + "programme",
    ORG + "organization",
    DCTERMS + "source",
)
# What a merged body takes over as it stands; a membership or a twin town its council has to decide on anew.
_TAKEN_OVER = {SK + "Participation", SK + "Agreement"}


class _Life(NamedTuple):
    start: str = ""
    end: str = ""


@dataclass(slots=True)
class _Tie:
    """What is said of a tie; `hub` is the project, network, programme or strategy (empty for a pair).

    One that is carried on names the tie before it, the first of the chain, and the reform. `strength` is the best of
    its sources; `omitted` are the complete lists that leave it out. Its `as_of` is `reported` where it is the day of a
    scraped list, and nothing else is as new; it is `claimed` where a source says otherwise of it.
    """

    iri: str
    cls: str
    hub: str = ""
    parties: list[str] = field(default_factory=list)
    start: str = ""
    end: str = ""
    as_of: str = ""
    ended: bool = False
    carries: str = ""
    origin: str = ""
    event: str = ""
    strength: str = ""
    reported: bool = False
    omitted: tuple[Omission, ...] = ()
    claimed: bool = False


def derive(reader: TripleSource, years: int = EVIDENCE_YEARS) -> Iterator[Triple]:
    """Triples to add to a default graph, subject by subject; see `derived`."""
    return ((subject, *fact) for subject, facts in derived(reader, years) for fact in facts)


def derived(
    reader: TripleSource, years: int = EVIDENCE_YEARS, perhaps: Iterable[tuple[str, str]] = ()
) -> Iterator[tuple[str, Facts]]:
    """What is to be added to a default graph: a subject, and (predicate, object as an N-Triples term) of it.

    `years` is for how long the last word on a tie without an end is taken to hold; `perhaps` are pairs of actors that
    may be the same: a complete list that names one of them leaves the other out for nobody. Time and memory are linear
    in the number of ties.
    """
    graph = _Graph(reader, perhaps)
    ties = graph.ties()
    carried = list(graph.carried(ties))
    graph.look_up_lists([*ties, *carried])
    facts = graph.facts({iri for tie in carried for iri in (tie.origin, tie.event)})
    for tie in ties:
        yield tie.iri, graph.bounds(tie, years)
    yield from graph.claims()
    for tie in carried:
        yield tie.iri, (*_copied(tie, facts), *graph.bounds(tie, years))


class _Graph:
    """The triples that bounds are worked out from, by what they are asked for."""

    def __init__(self, reader: TripleSource, perhaps: Iterable[tuple[str, str]] = ()) -> None:
        self._reader, self._values = reader, Properties(reader).values
        starts, ends = self._values(SK + "start"), self._values(SK + "end")
        self._lives = {iri: _Life(starts.get(iri, ""), ends.get(iri, "")) for iri in {*starts, *ends}}
        self._successions = self._read_successions()
        self._above = self._values(SK + "programme") | self._values(SK + "partOf")
        self._stated: dict[tuple[object, ...], Facts] = {}
        self._evidence = EvidenceIndex(reader, perhaps)
        self._claims: dict[str, str] = {}

    def _several(self, predicate: str) -> dict[str, list[str]]:
        found: defaultdict[str, list[str]] = defaultdict(list)
        for subject, value, _ in self._reader.pairs(predicate):
            found[subject].append(value)
        return found

    def _read_successions(self) -> dict[str, tuple[str, str, str]]:
        """(successor, day, event) of every actor that came to an end in a reform with one result."""
        dates, results = self._values(DCTERMS + "date"), self._several(ORG + "resultingOrganization")
        found: dict[str, tuple[str, str, str]] = {}
        for event, original, _ in sorted(self._reader.pairs(ORG + "originalOrganization")):
            after, day = results.get(event, []), dates.get(event, "")
            life = self._lives.get(original, _Life())
            if len(after) == 1 and after[0] != original and day and life.end and latest(life.end) <= day:
                found[original] = (after[0], day, event)
        return found

    def ties(self) -> list[_Tie]:
        """Every tie that bounds are worked out for, by IRI."""
        hubs: dict[str, str] = {}
        for predicate in (ORG + "organization", *(SK + name for name in ("project", "programme", "strategy"))):
            for subject, value, _ in self._reader.pairs(predicate):
                hubs.setdefault(subject, value)
        parties, as_of, status = self._several(SK + "party"), self._values(SK + "asOf"), self._values(SK + "status")
        over = {tie for tie, value in status.items() if value == _ENDED}
        as_of = self._told(over - as_of.keys()) | as_of
        found = []
        for subject, cls, _ in self._reader.pairs(RDF + "type"):
            if cls in _TIES and subject.startswith(SKD):
                life = self._lives.get(subject, _Life())
                found.append(
                    _Tie(
                        subject,
                        cls,
                        hub=hubs.get(subject, "") if _TIES[cls] else "",
                        parties=sorted(set(parties.get(subject, ()))),
                        start=life.start,
                        end=life.end,
                        as_of=as_of.get(subject, ""),
                        ended=subject in over,
                    )
                )
        found.sort(key=lambda tie: tie.iri)
        strengths = self._evidence.strengths({tie.iri: (tie.parties, tie.hub) for tie in found})
        for tie in found:
            tie.strength = strengths.get(tie.iri, "")
            tie.reported = bool(tie.as_of) and self._evidence.is_reported(tie.iri, tie.as_of)
            tie.claimed = tie.iri in self._evidence.disputed
        self._claims = {claim: strengths[claim] for claim in sorted(self._evidence.claims) if claim in strengths}
        return found

    def claims(self) -> Iterator[tuple[str, Facts]]:
        """How strong what sources say otherwise is. To be called after `ties`."""
        for claim, strength in self._claims.items():
            yield claim, ((SK + "strength", terms.concept_term("evidence-strength", strength)),)

    def look_up_lists(self, ties: list[_Tie]) -> None:
        """Let each tie know the complete lists that leave it out."""
        for tie in ties:
            said = {"start": tie.start, "end": tie.end}
            omitting = self._evidence.omitting(tie.origin or tie.iri, tie.cls, tie.parties, tie.hub, **said)
            tie.omitted = tuple(omitting)

    def _told(self, ties: Set[str]) -> dict[str, str]:
        """The latest day on which a source of some ties was issued or opened: what it says had happened by then."""
        days = self._values(SK + "retrieved") | self._values(DCTERMS + "issued")
        found: dict[str, str] = {}
        for tie, source, _ in self._reader.pairs(DCTERMS + "source") if ties else ():
            if tie in ties and source in days:
                found[tie] = max(found.get(tie, ""), days[source])
        return found

    def carried(self, ties: list[_Tie]) -> Iterator[_Tie]:
        """The ties that a successor carries on, with the successor in the place of the actor that ended.

        One that had ended before, that nothing is known of, that the successor has of its own, or that three or more
        actors made is not: the last goes on among the others.
        """
        have = {(tie.cls, tie.hub, party) for tie in ties if tie.hub for party in tie.parties}
        have |= {(tie.cls, "|".join(tie.parties), "") for tie in ties if not tie.hub}
        waiting = [tie for tie in ties if tie.cls != SK + "Priority"]
        while waiting:
            following = []
            for tie in waiting:
                for party in tie.parties:
                    if party not in self._successions or tie.ended or (not tie.hub and len(tie.parties) != 2):
                        continue
                    after, day, event = self._successions[party]
                    others = [each for each in tie.parties if each != party]
                    parties = sorted({after, *others})
                    key = (tie.cls, tie.hub, after) if tie.hub else (tie.cls, "|".join(parties), "")
                    alive = self._alive(replace(tie, parties=others), day)
                    if key in have or not alive or (not tie.hub and len(parties) < 2):
                        continue
                    have.add(key)
                    name = tie.iri.removeprefix(f"{SKD}tie/").partition("/")
                    following.append(
                        replace(
                            tie,
                            iri=f"{SKD}tie/{name[0]}/{key_of(after)}--{name[2]}",
                            parties=parties,
                            start=day,
                            as_of=tie.as_of if tie.as_of >= day else "",
                            carries=tie.iri,
                            origin=tie.origin or tie.iri,
                            event=event,
                        )
                    )
            yield from following
            waiting = following

    def _alive(self, tie: _Tie, day: str) -> bool:
        bounds, _, _ = self._worked_out(tie, EVIDENCE_YEARS)
        return bounds != UNDATED and (not bounds.last or bounds.last >= earliest(day))

    def _worked_out(self, tie: _Tie, years: int) -> tuple[Bounds, str, str]:
        """The bounds of a tie, and why it has its first and its last day: keys of `skc:bound-reason`."""
        hub = self._lives.get(tie.hub, _Life()) if tie.hub else _Life()
        start, end = tie.start, tie.end
        why_first = why_last = "own"
        if tie.cls in (SK + "Participation", SK + "Priority"):  # without dates of its own it has its project's
            why_first, why_last = ("own" if start else _TIES[tie.cls]), ("own" if end else _TIES[tie.cls])
            start, end = start or hub.start, end or ("" if tie.ended else hub.end)
        bounds = Bounds.of(start, end, tie.as_of, ended=tie.ended, years=years)
        if tie.reported and not tie.ended:  # a report lengthens nothing that is known for sure
            bounds = bounds._replace(sure_last=Bounds.of(start, end, years=years).sure_last)
        if tie.ended and not end:
            why_last = "called-ended"
        limits = [(_TIES[tie.cls], _TIES[tie.cls], hub)] if tie.hub else []
        if tie.cls == SK + "Participation":
            limits.append(("programme", "programme", self._programme(tie.hub, start, end)))
        limits += [("party-founded", "party-ended", life) for life in self._limiting(tie)]
        for first, last, life in limits:
            narrower = bounds.within(life.start, life.end)
            why_first = first if narrower.first != bounds.first else why_first
            why_last = last if narrower.last != bounds.last else why_last
            bounds = narrower
        if (last := _left_out_from(tie)) and (not bounds.last or last < bounds.last):
            vouched = max((latest(date) for date in (tie.start, tie.as_of) if date), default="")
            sure = min(bounds.sure_last, vouched) if bounds.sure_last else ""
            bounds, why_last = bounds._replace(last=last, sure_last=sure), "not-on-list"
        if tie.carries and tie.cls not in _TAKEN_OVER:
            bounds = bounds._replace(sure_first="", sure_last="")
        if tie.strength == REPORTED:  # there is no day on which it held for sure
            bounds = bounds._replace(sure_last="")
        return bounds, why_first if bounds.first else "", why_last if bounds.last else ""

    def _programme(self, project: str, start: str, end: str) -> _Life:
        """What bounds a project that lacks a start or an end: the years of its programme, the nearest that has them."""
        life, seen = _Life(start, end), {project}
        above = self._above.get(project, "")
        while above and above not in seen and not (life.start and life.end):
            known = self._lives.get(above, _Life())
            life = _Life(life.start or known.start, life.end or known.end)
            seen.add(above)
            above = self._above.get(above, "")
        return _Life(life.start if life.start != start else "", life.end if life.end != end else "")

    def _limiting(self, tie: _Tie) -> list[_Life]:
        """The lives that bound a tie: all of its parties', or for an agreement of more the second to begin and end."""
        lives = [self._lives.get(party, _Life()) for party in tie.parties]
        if tie.hub or len(lives) < 3:
            return [life for life in lives if life.start or life.end]
        second_start = sorted(earliest(life.start) for life in lives)[1]
        second_end = sorted((latest(life.end) or "9999" for life in lives), reverse=True)[1]
        return [_Life(second_start, second_end if second_end != "9999" else "")]

    def bounds(self, tie: _Tie, years: int) -> Facts:
        """The bounds of a tie, with the reasons for the first and the last day.

        They are worked out once for all ties alike: the parties of a project mostly differ in nothing that counts.
        """
        said = tie.start, tie.end, tie.as_of, tie.ended, bool(tie.carries), tie.strength, tie.reported, tie.omitted
        alike = (tie.cls, tie.hub, *said, tie.claimed, years, *self._limiting(tie))
        if alike not in self._stated:
            self._stated[alike] = tuple(self._as_facts(tie, years))
        return self._stated[alike]

    def _as_facts(self, tie: _Tie, years: int) -> Iterator[tuple[str, str]]:
        found, why_first, why_last = self._worked_out(tie, years)
        for name, day in zip(("heldFrom", "heldUntil", "surelyFrom", "surelyUntil"), found, strict=True):
            if day:
                yield SK + name, terms.date(day)
        for name, why in (("heldFromReason", why_first), ("heldUntilReason", why_last)):
            if why:
                yield SK + name, terms.concept_term("bound-reason", why)
        if tie.strength:
            yield SK + "strength", terms.concept_term("evidence-strength", tie.strength)
        over = found.last if not tie.ended else "0000"  # a list says nothing of what was over before
        omitted = [each for each in tie.omitted if not over or over >= earliest(each.day)]
        for omission in omitted:
            yield SK + "offList", f"<{omission.list}>"
        if tie.claimed or any(not _has_last_word(omission, tie) for omission in omitted):
            yield SK + "disputed", terms.boolean(True)

    def facts(self, subjects: Set[str]) -> dict[str, list[tuple[str, str]]]:
        """(predicate, object as a term) of some ties and reforms, of what a tie that is carried on takes over."""
        found: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
        for predicate in _COPIED:
            for subject, value, language in self._reader.pairs(predicate) if subjects else ():
                if subject in subjects:
                    literal = predicate == SKOS + "prefLabel"
                    found[subject].append((predicate, terms.text(value, language) if literal else f"<{value}>"))
        return found


def _left_out_from(tie: _Tie) -> str:
    """The first day of a complete list that leaves a tie out and that nothing stronger or later speaks against."""
    return next((latest(each.day) for each in tie.omitted if _has_last_word(each, tie)), "")


def _has_last_word(omission: Omission, tie: _Tie) -> bool:
    """Is a list that leaves a tie out no weaker than what the tie rests on, and no older?"""
    newer = not tie.as_of or latest(tie.as_of) <= latest(omission.day)
    return newer and not weaker(omission.strength, tie.strength)


def _copied(tie: _Tie, facts: Mapping[str, list[tuple[str, str]]]) -> Iterator[tuple[str, str]]:
    """What a tie that is carried on says: what the first one said, but for its parties, dates and sums."""
    yield SK + "carriesOn", f"<{tie.carries}>"
    for name, date in (("start", tie.start), ("end", tie.end), ("asOf", tie.as_of)):
        if date:
            yield SK + name, terms.date(date)
    for party in tie.parties:
        yield SK + "party", f"<{party}>"
        if tie.cls == SK + "Membership":
            yield ORG + "member", f"<{party}>"
    for predicate, value in sorted(set(facts[tie.origin])):
        yield predicate, value
    for predicate, value in sorted(set(facts[tie.event]) - set(facts[tie.origin])):
        if predicate == DCTERMS + "source":
            yield predicate, value
