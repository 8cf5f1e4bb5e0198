"""What changed between two states, change by change.

The rule of time decides what began and ended: a tie that holds on the new state's day and did not on the old one's has
begun, one that the old state did not know but that held on its day is known only now. A new key is no change; see
`kg.compare.states.matching`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from kg.compare.states.matching import matched_things, matched_ties, moved_ties
from kg.model.evidence import weaker
from kg.model.period import earliest, latest
from kg.model.state import Reform, State, StateThing, StateTie

__all__ = ["KINDS", "Change", "at_one_hub", "diff_states"]

KINDS = (
    *("joined", "started", "left", "ended", "merged", "renamed", "corrected", "confirmed"),
    *("linked", "separated", "appeared", "vanished", "withdrawn"),
)
"""What can have happened, in the order in which it is told."""

_BEFORE, _DURING, _AFTER = -1, 0, 1
_FIELDS = ("start", "end", "status", "role", "contribution")
_THING_FIELDS = ("number", "cls", "country")
_BY_REFORM = frozenset(("party-ended", "party-founded"))


@dataclass(frozen=True, slots=True)
class Change:
    """One change: what happened (of `KINDS`) to a tie or a thing (`about`, an IRI) of a class without namespace.

    `actors` and `hub` are the ends of the tie, or the thing itself. `day` is when it happened, as precise as the data
    have it, empty where they do not tell. It is `late` if it had happened by the old state's day, and is known only
    now; a late one that is `over` began and ended before. `field`, `before` and `after` are what was corrected,
    renamed or confirmed. `sources` (IRIs) are those that say so: of the new state, or of the old where it is gone.
    """

    what: str
    about: str
    cls: str
    actors: tuple[str, ...]
    hub: str = ""
    day: str = ""
    late: bool = False
    over: bool = False
    field: str = ""
    before: str = ""
    after: str = ""
    themes: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()

    @property
    def place(self) -> tuple[object, ...]:
        """Where it stands among others: what has happened first, then what is known only now; by kind and by name."""
        return self.late, KINDS.index(self.what), self.about, self.field, self.before, self.after


def diff_states(old: State, new: State) -> list[Change]:
    """The changes from one state to another, in a fixed order. Time is that of sorting the ties by their ends."""
    return sorted(_Diff(old, new).changes(), key=lambda change: change.place)


def at_one_hub(changes: Iterable[Change]) -> list[Change]:
    """The changes, those made one that are alike at one hub on one day: a project that ended ended for all in it."""
    found: dict[tuple[object, ...], Change] = {}
    for change in changes:
        alike = (change.what, change.cls, change.hub, change.day, change.late, change.over, change.field)
        key = (*alike, change.before, change.after) if change.hub else (change.about, *alike)
        first = found.get(key)
        if first is not None:
            actors = tuple(dict.fromkeys((*first.actors, *change.actors)))
            sources = tuple(sorted({*first.sources, *change.sources}))
            change = replace(first, actors=actors, sources=sources)
        found[key] = change
    return list(found.values())


class _Diff:
    def __init__(self, old: State, new: State) -> None:
        self.old, self.new = old, new
        self.same = matched_things(old, new)
        self.came_from: dict[str, list[str]] = {}
        for before, after in self.same.items():
            self.came_from.setdefault(after, []).append(before)
        self.parted = self._separated()
        self.reformed = {each for reform in new.reforms.values() for each in (*reform.originals, *reform.results)}
        self.replaced = {
            iri
            for iri, source in old.sources.items()
            if source.checksum and new.sources.get(iri) and new.sources[iri].checksum not in ("", source.checksum)
        }

    def changes(self) -> Iterator[Change]:
        """All changes, in no order."""
        yield from self._reforms()
        yield from self._things()
        pairs, gone, come = matched_ties(self.old, self.new, self.same)
        moved, gone, come = moved_ties(gone, come, self.same, self.parted)
        for before, after in (*pairs, *moved):
            yield from self._pair(before, after)
        for tie in gone:
            yield from self._gone(tie)
        for tie in come:
            yield from self._come(tie)

    # Ties.

    def _pair(self, before: StateTie, after: StateTie) -> Iterator[Change]:
        was, now = _phase(before, self.old.day), _phase(after, self.new.day)
        told: set[str] = set()
        if was == _BEFORE and now == _DURING and not after.carries:
            yield self._tie(_begun(after), after, day=_first(after), late=not self._since(_first(after)))
            told.add("start")
        elif was != _AFTER and now == _AFTER:
            told |= {"end", "status"}
            if not self._by_reform(after):
                day = _last(after)
                late = bool(day) and not self._since(day)
                yield self._tie(_over(after), after, day=day, late=late)
        for name in _FIELDS:
            one, other = getattr(before, name), getattr(after, name)
            if one != other and name not in told and not (after.carries and name in ("start", "end")):
                yield self._tie("corrected", after, field=name, before=one, after=other)
        yield from self._confirmed(before, after)

    def _confirmed(self, before: StateTie, after: StateTie) -> Iterator[Change]:
        if after.status == "ended" or after.carries:
            return
        for name, one, other in (("as_of", before.as_of, after.as_of), ("active", before.active, after.active)):
            if other and earliest(other) > earliest(one):
                yield self._tie("confirmed", after, day=other, field=name, before=one, after=other)
                return
        if after.strength and before.strength and weaker(before.strength, after.strength):
            yield self._tie("confirmed", after, field="strength", before=before.strength, after=after.strength)

    def _come(self, tie: StateTie) -> Iterator[Change]:
        if tie.carries:
            return
        now, first = _phase(tie, self.new.day), _first(tie)
        listed = (tie.hub, "members") in self.old.lists or bool(tie.sources and self.replaced.issuperset(tie.sources))
        late = not self._since(first) if first else not listed
        if now == _AFTER:
            late = not self._since(first)
        yield self._tie(_begun(tie), tie, day=first, late=late, over=now == _AFTER)

    def _gone(self, tie: StateTie) -> Iterator[Change]:
        if tie.carries:
            return
        hub = self.same.get(tie.hub, tie.hub)
        listed = tie.cls == "Membership" and (hub, "members") in self.new.lists
        if _phase(tie, self.old.day) == _AFTER:
            yield self._tie("withdrawn", tie, old=True)
        elif _phase(tie, self.new.day) == _AFTER and not self._by_reform(tie):
            yield self._tie(_over(tie), tie, day=_last(tie), old=True)
        elif listed or (tie.sources and self.replaced.issuperset(tie.sources)):
            yield self._tie(_over(tie), tie, old=True)
        else:
            yield self._tie("withdrawn", tie, old=True)

    def _tie(self, what: str, tie: StateTie, *, old: bool = False, **told: object) -> Change:
        state = self.old if old else self.new
        actors = tuple(self.same.get(each, each) for each in tie.parties) if old else tie.parties
        hub = self.same.get(tie.hub, tie.hub) if old else tie.hub
        met = state.things.get(tie.hub)
        themes = {*tie.themes, *(met.themes if met else ())}
        values: dict[str, object] = {"themes": tuple(sorted(themes)), "sources": tie.sources, **told}
        return Change(what, tie.iri, tie.cls, actors, hub, **values)  # type: ignore[arg-type]

    def _since(self, day: str) -> bool:
        """Did it happen after the old state's day for sure?"""
        return bool(day) and bool(self.old.day) and earliest(day) > self.old.day

    def _by_reform(self, tie: StateTie) -> bool:
        return tie.why in _BY_REFORM and any(party in self.reformed for party in tie.parties)

    # Actors and what they meet in.

    def _reforms(self) -> Iterator[Change]:
        known = {self._reform_key(each, self.same) for each in self.old.reforms.values()}
        for reform in self.new.reforms.values():
            day = reform.day
            before = self._reform_key(reform, {}) in known
            passed = bool(day) and bool(self.new.day) and earliest(day) <= self.new.day
            if before and not (passed and self.old.day and earliest(day) > self.old.day):
                continue
            originals = tuple(each for each in reform.originals if each not in reform.results) or reform.originals
            yield Change(
                "merged",
                reform.iri,
                "ChangeEvent",
                (*originals, *(each for each in reform.results if each not in originals)),
                day=day,
                late=not self._since(day),
                before=" ".join(originals),
                after=" ".join(reform.results),
                sources=reform.sources,
            )

    @staticmethod
    def _reform_key(reform: Reform, same: dict[str, str]) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
        originals, results = (
            tuple(sorted({same.get(each, each) for each in several})) for several in (reform.originals, reform.results)
        )
        return reform.day, originals, results

    def _things(self) -> Iterator[Change]:
        formed = {each for reform in self.new.reforms.values() for each in reform.results}
        for iri, other in self.parted.items():
            yield self._thing("separated", self.new.things[iri], before=other, after=iri)
        for iri, thing in self.new.things.items():
            origins = [self.old.things[each] for each in self.came_from.get(iri, ())]
            if not origins:
                if (
                    thing.iri.rpartition("/id/")[2].startswith("actor/")
                    and iri not in formed
                    and iri not in self.parted
                ):
                    yield self._thing("appeared", thing)
                continue
            yield from self._linked(thing, origins)
            yield from self._thing_changes(next((each for each in origins if each.iri == iri), origins[0]), thing)
        for iri, thing in self.old.things.items():
            if iri not in self.same and "/id/actor/" in iri:
                yield self._thing("vanished", thing)

    def _linked(self, thing: StateThing, origins: list[StateThing]) -> Iterator[Change]:
        """Two of the old state that are one now; what was told of a reform is not told again."""
        if len(origins) < 2 or "/id/actor/" not in thing.iri:
            return
        for each in sorted(origins):
            if each.iri != thing.iri:
                yield self._thing("linked", thing, before=each.iri, after=thing.iri)

    def _separated(self) -> dict[str, str]:
        """Actors of the new state that stand for records which another one stood for before, with that one."""
        held = {mark: iri for iri, each in self.old.things.items() for mark in each.known_as if _is_record(mark)}
        found = {}
        for iri, thing in self.new.things.items():
            if iri in self.came_from or "/id/actor/" not in iri:
                continue
            before = sorted({held[mark] for mark in thing.known_as if mark in held})
            if before and before[0] in self.same:
                found[iri] = self.same[before[0]]
        return found

    def _thing_changes(self, before: StateThing, after: StateThing) -> Iterator[Change]:
        one, other = dict(before.labels), dict(after.labels)
        for language in ("nb", "nn", "en", "", *sorted({*one, *other} - {"nb", "nn", "en", ""})):
            if one.get(language) and other.get(language) and one[language] != other[language]:
                yield self._thing("renamed", after, before=one[language], after=other[language], field=language)
                break
        for name in _THING_FIELDS:
            was, now = getattr(before, name), getattr(after, name)
            if was and now and was != now:
                yield self._thing("corrected", after, field=name, before=was, after=now)

    def _thing(self, what: str, thing: StateThing, *, field: str = "", before: str = "", after: str = "") -> Change:
        is_actor = "/id/actor/" in thing.iri
        actors = (thing.iri,) if is_actor else ()
        both = (before, after) if what in ("linked", "separated") else ()
        return Change(
            what,
            thing.iri,
            thing.cls,
            tuple(dict.fromkeys((*actors, *both))),
            "" if is_actor else thing.iri,
            field=field,
            before=before,
            after=after,
            themes=thing.themes,
            sources=thing.sources,
        )


def _is_record(mark: str) -> bool:
    return mark.startswith("record ")


def _phase(tie: StateTie, day: str) -> int:
    """Is a day before, within or after the time in which a tie can have held? Within where nothing is known."""
    if not day:
        return _AFTER if tie.status == "ended" else _DURING
    if tie.bounds.first and tie.bounds.first > day:
        return _BEFORE
    if (tie.bounds.last and tie.bounds.last < day) or (tie.status == "ended" and not tie.bounds.last):
        return _AFTER
    return _DURING


def _begun(tie: StateTie) -> str:
    return "joined" if tie.cls == "Membership" else "started"


def _over(tie: StateTie) -> str:
    return "left" if tie.cls == "Membership" else "ended"


def _first(tie: StateTie) -> str:
    """When it began, within the rule of time; empty where nobody says so: that its network is older tells nothing."""
    if not tie.start or not tie.bounds.first or earliest(tie.start) == tie.bounds.first:
        return tie.start
    return tie.bounds.first


def _last(tie: StateTie) -> str:
    """When it ended, within the rule of time; empty where a source only calls it ended."""
    if tie.end and latest(tie.end) == tie.bounds.last:
        return tie.end
    return tie.bounds.last if tie.why != "called-ended" else ""
