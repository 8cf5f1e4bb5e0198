"""A state as it was known on a day of data: what the sources that were there by then say."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from kg.model.period import earliest, latest
from kg.model.state import State, StateTie

__all__ = ["known_by"]


def known_by(state: State, day: str) -> State:
    """What of a state was known on a day (a date; its last day counts): the facts with a source of that day or before.

    A source counts from the day on which it was issued, or, where it does not tell, on which it was read; one that
    tells neither has always counted, as has what names no source. What has one such source stays.
    What they say stays as it is now: a table holds the last word only. But what a source vouched for after that day had
    not been vouched for, and what a source calls ended after it had not ended.
    """
    last = latest(day)
    since = {iri: earliest(source.known_from) for iri, source in state.sources.items()}

    def known(sources: Iterable[str]) -> bool:
        days = [since.get(each, "") for each in sources]
        return not days or any(each <= last for each in days)

    return replace(
        state,
        ties={iri: _as_known(tie, last) for iri, tie in state.ties.items() if known(tie.sources)},
        things={iri: thing for iri, thing in state.things.items() if known(thing.sources)},
        reforms={iri: reform for iri, reform in state.reforms.items() if known(reform.sources)},
        lists={key: sources for key, sources in state.lists.items() if known(sources)},
        asked=last,
    )


def _as_known(tie: StateTie, last: str) -> StateTie:
    if tie.as_of and earliest(tie.as_of) > last:
        tie = tie._replace(as_of="", status="" if tie.status == "ended" else tie.status)
    if tie.active and earliest(tie.active) > last:
        tie = tie._replace(active="")
    return tie
