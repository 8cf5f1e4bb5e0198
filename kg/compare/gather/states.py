"""Two states of the graph held against each other: which are meant, and which of their changes are asked for."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from pathlib import Path

from kg.compare.gather.reports import members
from kg.compare.states.changes import Change, diff_states
from kg.compare.states.known import known_by
from kg.compare.states.result import GROUPS, StateDiff
from kg.compare.states.words import Words
from kg.errors import NotFound, Usage
from kg.ids import is_date
from kg.model.conditions import Given, listed
from kg.model.state import State, StateThing
from kg.session import Session
from kg.store.states.sides import TODAY, state_in, state_of_generation
from kg.vocab import kind_of

__all__ = ["changes_between", "home_of", "side"]

_AREA = re.compile(r"[A-Z]{2}[0-9A-Z]{0,3}")
_Wanted = Callable[[Change], bool]


def home_of(session: Session) -> Path | None:
    """The home of the store that a session has open; None behind an endpoint."""
    generation: Path | None = getattr(session.view, "generation", None)
    return generation.parents[1] if generation is not None else None


def side(session: Session, told: str | Session) -> State:
    """The state that is meant: that of an open graph, or what `kg.store.states.sides.state_in` takes, or a date.

    A date is the open graph as it was known on that day (`kg.compare.states.known`). Raises Usage behind an endpoint,
    which does not tell the states of before, and what `state_in` raises.
    """
    if isinstance(told, Session):
        generation = getattr(told.view, "generation", None)
        if generation is None:
            raise Usage("an endpoint does not tell its states; compare stores, files or folders")
        return state_of_generation(generation)
    home = home_of(session)
    if is_date(told):
        return known_by(side(session, session), told)
    if told == TODAY:
        return side(session, session)
    if home is None:
        raise Usage("an endpoint does not tell its states; compare stores, files or folders")
    return state_in(home, told, session.progress)


def changes_between(
    session: Session,
    old: str | Session,
    new: str | Session = TODAY,
    *,
    actor: Given = (),
    network: Given = (),
    theme: Given = (),
    region: Given = (),
    by: str = "actor",
) -> StateDiff:
    """What changed from one state to another, by kind of change; only what is about the things that are named.

    Several of one kind mean any of them, of several kinds all have to fit. Names are those of the open graph, or of
    one of the two states. A region is a county, a council or an office (its members), or a NUTS or country code.
    Raises Usage, NotFound and what reading the states raises.
    """
    if by not in GROUPS:
        raise Usage(f"{by!r} is nothing to group by; expected {', '.join(GROUPS)}", (), "by")
    before, after = side(session, old), side(session, new)
    words = Words(before, after, session.language)
    asked = _Asked(session, words)
    wanted = [
        *asked.things(listed(actor), "actor", lambda change: {*change.actors, change.hub}),
        *asked.things(listed(network), "network", lambda change: {change.hub, change.about}),
        *asked.themes(listed(theme)),
        *asked.regions(listed(region)),
    ]
    changes = [each for each in diff_states(before, after) if all(fits(each) for fits in wanted)]
    return StateDiff(changes, words, by=by, only=asked.named)


class _Asked:
    """What is asked for, name by name; `named` are the labels of what was named."""

    def __init__(self, session: Session, words: Words) -> None:
        self._session, self._words = session, words
        self.named: list[str] = []

    def things(self, given: Sequence[str], kind: str, ends: Callable[[Change], Collection[str]]) -> list[_Wanted]:
        """A condition that one of some actors or networks is an end."""
        found = {self._thing(each, kind) for each in given}
        self.named += sorted(self._words.name(iri) for iri in found)
        return [lambda change: not found.isdisjoint(ends(change))] if found else []

    def themes(self, given: Sequence[str]) -> list[_Wanted]:
        """A condition that one of some themes, or one below them, is touched."""
        found: set[str] = set()
        for each in given:
            iri = self._session.resolve(each, "theme")
            self.named.append(self._words.name(iri))
            found.update(self._session.view.narrower(iri))
        return [lambda change: not found.isdisjoint(change.themes)] if found else []

    def regions(self, given: Sequence[str]) -> list[_Wanted]:
        """A condition that an actor lies in one of some regions, or is a member of them."""
        codes, actors = set(), set()
        for each in given:
            if _AREA.fullmatch(each):
                codes.add(each)
                self.named.append(each)
            else:
                body, several = members(self._session, [each])
                self.named.append(self._words.name(body) if body else each)
                actors.update(several)
        if not given:
            return []
        return [lambda change: any(iri in actors or self._lies_in(iri, codes) for iri in change.actors)]

    def _lies_in(self, iri: str, codes: Collection[str]) -> bool:
        thing = self._words.new.things.get(iri) or self._words.old.things.get(iri)
        return thing is not None and any(thing.nuts.startswith(code) or thing.country == code for code in codes)

    def _thing(self, text: str, kind: str) -> str:
        try:
            return self._session.resolve(text, kind)
        except NotFound:
            folded = text.casefold()
            found = {
                iri
                for state in (self._words.new, self._words.old)
                for iri, thing in state.things.items()
                if kind_of(iri) == "actor" and _is_called(thing, folded)
            }
            if len(found) != 1:
                raise
            return found.pop()


def _is_called(thing: StateThing, folded: str) -> bool:
    return any(label.casefold() == folded for _, label in thing.labels) or thing.iri.endswith(f"/{folded}")
