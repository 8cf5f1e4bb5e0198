"""How much of what others counted a graph holds: worked out when it is built, from the same ties as every answer.

Each `sk:Count` is a number that others found by counting members, projects, participations … of an actor, a country or
a programme in a period. What the graph holds of the same is written beside it as `sk:held`, so that every surface says
the same share. A municipality counts for the counties in which it has ever lain (`kg.store.derived.areas`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from kg.model import terms
from kg.model.period import Bounds, overlaps
from kg.store.derived.areas import EVER_IN
from kg.store.triples import Properties, TripleSource, reachable
from kg.vocab import DCTERMS, ORG, RDF, SK, key_of

__all__ = ["NEEDED", "held"]

Triple = tuple[str, str, str]
HELD = SK + "held"
_READ = (SK + "retrieved", DCTERMS + "issued")  # when a source was issued counts before when it was opened
NEEDED = (
    RDF + "type",
    DCTERMS + "source",
    *_READ,
    ORG + "organization",
    EVER_IN,
    *(SK + name for name in ("about", "counted", "country", "county", "programme", "partOf", "project", "party")),
    *(SK + name for name in ("start", "end", "asOf", "contribution", "netContribution", "currency", "unitOfCount")),
    *(SK + name for name in ("heldFrom", "heldUntil", "carriesOn")),
)
"""The predicates that this is worked out from."""


class _Count(NamedTuple):
    iri: str
    counted: str
    about: str
    country: str
    programme: str
    start: str
    end: str
    unit: str


class _Stay(NamedTuple):
    """An actor in a project, a network or a twinning, and the first and last day on which it can have been."""

    tie: str
    hub: str
    actor: str
    first: str
    last: str

    def can_have_held(self, since: str, until: str) -> bool:
        return overlaps(Bounds(self.first, self.last), since, until)


def held(reader: TripleSource) -> Iterator[Triple]:
    """Triples to add to a default graph: a count, and how much of what it counts the graph holds.

    What the graph has no way to count is left out. Time is linear in the ties of what is counted.
    """
    counts = list(_counts(reader))
    if not counts:
        return
    graph = _Graph(reader)
    for count in counts:
        number = graph.number(count)
        if number is not None:
            yield count.iri, HELD, terms.amount(str(number))


def _counts(reader: TripleSource) -> Iterator[_Count]:
    iris = {s for s, value, _ in reader.pairs(RDF + "type") if value == SK + "Count"}
    said: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for name in ("counted", "about", "country", "programme", "start", "end", "asOf", "unitOfCount"):
        for subject, value, _ in reader.pairs(SK + name):
            if subject in iris:
                said[subject][name] = value
    days = {s: value for predicate in _READ for s, value, _ in reader.pairs(predicate)}
    told: dict[str, str] = {}
    for subject, source, _ in reader.pairs(DCTERMS + "source"):
        if subject in iris:
            told[subject] = max(told.get(subject, ""), days.get(source, ""))
    for iri in sorted(iris):
        each = said[iri]
        start, end = each.get("start", ""), each.get("end", "")
        if not (start or end):  # a state: what there was on the day that it speaks of, or on which it was read
            start = end = each.get("asOf", "") or told.get(iri, "")
        named = (each.get("about", ""), each.get("country", ""), each.get("programme", ""))
        yield _Count(iri, key_of(each.get("counted", "")), *named, start, end, each.get("unitOfCount", ""))


class _Graph:
    """Who is where, by what a count may ask for."""

    def __init__(self, reader: TripleSource) -> None:
        self._values = Properties(reader).values
        self._first, self._last = self._values(SK + "heldFrom"), self._values(SK + "heldUntil")
        self._countries = self._values(SK + "country")
        classes: defaultdict[str, set[str]] = defaultdict(set)
        for subject, value, _ in reader.pairs(RDF + "type"):
            classes[value.removeprefix(SK)].add(subject)
        self._municipalities, self._twinnings = classes["Municipality"], classes["Twinning"]
        self._lives = {name: self._values(SK + name) for name in ("start", "end")}
        self._in_area: defaultdict[str, set[str]] = defaultdict(set)
        for predicate in (EVER_IN, SK + "county"):
            for actor, county, _ in reader.pairs(predicate):
                self._in_area[county].add(actor)
        self._parts: defaultdict[str, set[str]] = defaultdict(set)
        for part, whole, _ in reader.pairs(SK + "partOf"):
            self._parts[whole].add(part)
        carried = {s for s, _, _ in reader.pairs(SK + "carriesOn")}
        members = {s: value for s, value, _ in reader.pairs(ORG + "organization")}
        projects = {s: value for s, value, _ in reader.pairs(SK + "project")}
        self._paid: defaultdict[str, set[str]] = defaultdict(set)
        for subject, programme, _ in reader.pairs(SK + "programme"):
            self._paid[programme].add(subject)
        self._members: defaultdict[str, list[_Stay]] = defaultdict(list)
        self._pairs: list[_Stay] = []
        self._participations: defaultdict[str, list[_Stay]] = defaultdict(list)
        for tie, actor, _ in reader.pairs(SK + "party"):
            if tie in carried and tie not in self._twinnings and tie not in members:
                continue  # a participation that a successor carries on is one with the first
            if tie in members:
                self._members[members[tie]].append(self._stay(tie, members[tie], actor))
            elif tie in self._twinnings:
                self._pairs.append(self._stay(tie, tie, actor))
            elif tie in projects:
                self._participations[actor].append(self._stay(tie, projects[tie], actor))
        self._takers: defaultdict[str, list[str]] = defaultdict(list)  # by country: who takes part in projects
        for actor in self._participations:
            self._takers[self._countries.get(actor, "")].append(actor)

    def _stay(self, tie: str, hub: str, actor: str) -> _Stay:
        return _Stay(tie, hub, actor, self._first.get(tie, ""), self._last.get(tie, ""))

    def number(self, count: _Count) -> str | int | None:
        """What the graph holds of what a count counts; None for what it cannot count."""
        if count.counted == "members":
            held = self._members.get(count.about, ())
            stays = (stay for stay in held if stay.can_have_held(count.start, count.end))
            return len({stay.actor for stay in stays if self._lies_in(stay.actor, "", count.country)})
        if count.counted in ("twin-towns", "municipalities-with-twin-towns"):
            held = [stay for stay in self._pairs if stay.can_have_held(count.start, count.end)]
            own = [stay for stay in held if self._lies_in(stay.actor, count.about, count.country)]
            return len({stay.hub if count.counted == "twin-towns" else stay.actor for stay in own})
        if count.counted == "municipalities" and not count.programme:
            return sum(self._lived(actor, count) for actor in self._municipalities)
        return self._in_projects(count)

    def _lived(self, actor: str, count: _Count) -> bool:
        life = Bounds(self._lives["start"].get(actor, ""), self._lives["end"].get(actor, ""))
        return self._lies_in(actor, count.about, count.country) and overlaps(life, count.start, count.end)

    def _in_projects(self, count: _Count) -> str | int | None:
        paid = self._paid_by(count.programme)
        actors: Iterable[str] = self._participations
        if count.about:
            actors = {count.about, *self._in_area.get(count.about, ())}
        elif count.country:
            actors = self._takers[count.country]
        stays = [
            stay
            for actor in actors
            if self._lies_in(actor, count.about, count.country)
            for stay in self._participations.get(actor, ())
            if (not count.programme or stay.hub in paid) and stay.can_have_held(count.start, count.end)
        ]
        if count.counted == "projects":
            return len({stay.hub for stay in stays})
        if count.counted == "participations":
            return len({(stay.hub, stay.actor) for stay in stays})
        if count.counted == "participants":
            return len({stay.actor for stay in stays})
        if count.counted == "municipalities-in-projects":
            return len({stay.actor for stay in stays} & self._municipalities)
        return self._money(stays, count.unit) if count.counted == "funding" else None

    def _money(self, stays: Iterable[_Stay], currency: str) -> str | None:
        from decimal import Decimal

        amounts, net, currencies = (self._values(SK + name) for name in ("contribution", "netContribution", "currency"))
        found = {stay.tie: net.get(stay.tie) or amounts.get(stay.tie) for stay in stays}
        sums = [Decimal(value) for tie, value in found.items() if value and currencies.get(tie) == currency]
        return f"{sum(sums):f}" if currency else None

    def _lies_in(self, actor: str, about: str, country: str) -> bool:
        if country and self._countries.get(actor) != country:
            return False
        return not about or actor == about or actor in self._in_area.get(about, ())

    def _paid_by(self, programme: str) -> set[str]:
        """The projects of a programme and of its parts."""
        programmes = (programme, *reachable(programme, self._parts))
        return {project for each in programmes for project in self._paid.get(each, ())}
