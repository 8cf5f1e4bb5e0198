"""What joins a thing with another: ties with their time and evidence, seen together as one connection."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from kg.model.encounter import Encounter
from kg.model.evidence import REPORTED, admits, strongest
from kg.model.period import CERTAINTIES, DID_NOT_HOLD, HELD, UNDATED, Bounds, certainty, surest
from kg.web.network.steps import Step, id_of

__all__ = ["EDGES", "Link", "Tie", "edge", "kept", "met", "ordered", "summary"]

EDGES = ("network", "project", "twinning", "agreement", "partner", "theme", "about", "programme", "part", "narrower")
"""The kinds of edge."""

_MOST_TIES = 20


class Tie(NamedTuple):
    """One tie (an IRI) as it is told: its kind, dates as sources give them, bounds and strength of evidence."""

    tie: str
    kind: str
    start: str = ""
    end: str = ""
    as_of: str = ""
    status: str = ""
    role: str = ""
    bounds: Bounds = UNDATED
    evidence: str = ""


@dataclass(slots=True)
class Link:
    """A connection of a thing with another one (an IRI).

    `kind` is one of `kg.web.network.steps.KINDS`. `ties` is empty where what joins them is no tie but a plain fact, as
    between a project and its programme: that has no time of its own. `size` is what the strongest are told by, `start`
    the start of the other end, `hubs` what the two share.
    """

    kind: str
    other: str
    ties: list[Tie] = field(default_factory=list)
    size: float = 0.0
    start: str = ""
    hubs: set[str] = field(default_factory=set)

    def word(self, since: str, until: str) -> str:
        """How sure it is that any of the ties held in a period; empty for a plain fact."""
        words = {certainty(tie.bounds, since, until, reported=tie.evidence == REPORTED) for tie in self.ties}
        return surest(words) if words else ""


def met(encounters: Iterable[Encounter]) -> list[Tie]:
    """The ties of some encounters: both sides' ties, each told with the time that the two were together."""
    found: dict[str, Tie] = {}
    for each in encounters:
        for tie in dict.fromkeys((each.own, each.other)):
            said = (each.kind, each.start, each.end, each.as_of, each.status, "", each.bounds, each.evidence)
            found.setdefault(tie, Tie._make((tie, *said)))
    return list(found.values())


def kept(links: Iterable[Link], asked: Step) -> list[Link]:
    """The connections with the ties that a step asks for: can have held in its period, known as it wants.

    What is left without a tie goes out; a plain fact stays.
    """
    found = []
    for link in links:
        ties = [
            tie
            for tie in link.ties
            if admits(asked.evidence, tie.evidence)
            and not ((asked.since or asked.until) and certainty(tie.bounds, asked.since, asked.until) == DID_NOT_HOLD)
        ]
        if ties or not link.ties:
            found.append(replace(link, ties=ties))
    return found


def ordered(links: Iterable[Link], day: str, labels: Mapping[str, str]) -> list[Link]:
    """Connections, the strongest first: the largest, then the surest on a day, the latest begun, by name."""

    def place(link: Link) -> tuple[Any, ...]:
        word = link.word(day, day)
        sure = CERTAINTIES.index(word) if word else 0
        begun = max((tie.start[:4] for tie in link.ties if tie.start), default=link.start[:4]) or "0"
        return (-round(link.size, 9), sure, -int(begun), labels.get(link.other, ""), link.other)

    return sorted(links, key=place)


def summary(links: Collection[Link], day: str) -> dict[str, int | None]:
    """How many things are connected, and for how many that holds on a day: `{"count", "held", "reported"}`.

    `held` is None where no tie joins them, since a plain fact has no time.
    """
    words = [(link, link.word(day, day)) for link in links]
    return {
        "count": len({link.other for link in links}),
        "held": len({link.other for link, word in words if word == HELD}) if any(link.ties for link in links) else None,
        "reported": len({link.other for link in links if link.ties and _reported(link)}),
    }


def _reported(link: Link) -> bool:
    return strongest(*(tie.evidence for tie in link.ties)) == REPORTED


def edge(one: str, link: Link, day: str, themes: Mapping[str, Collection[str]]) -> dict[str, Any]:
    """A connection of a thing (an IRI) as an edge of the picture, as `kg.web.network.answers.picture` tells it.

    Its ends are in order of their ids, so that it is the same whichever end it was reached from.
    """
    a, b = sorted((id_of(one), id_of(link.other)))
    ties = link.ties
    held = [tie for tie in ties if not tie.bounds.never]
    about = {id_of(theme) for hub in (*link.hubs, one, link.other) for theme in themes.get(hub, ())}
    return {
        "id": f"{a} {b} {_way(link.kind)}",
        "from": a,
        "to": b,
        "kind": _way(link.kind),
        "kinds": sorted({tie.kind for tie in ties}) or [_way(link.kind)],
        "count": len(link.hubs) or 1,
        "start": min((tie.start for tie in ties if tie.start), default=""),
        "end": "" if any(not tie.end for tie in ties) else max((tie.end for tie in ties), default=""),
        "as_of": max((tie.as_of for tie in ties), default=""),
        "held_from": min((tie.bounds.first for tie in held), default=""),
        "held_until": ""
        if any(not tie.bounds.last for tie in held)
        else max((t.bounds.last for t in held), default=""),
        "certainty": link.word(day, day),
        "known_by": strongest(*(tie.evidence for tie in ties)),
        "reported": bool(ties) and _reported(link),
        "role": ", ".join(sorted({tie.role for tie in ties if tie.role})),
        "themes": sorted(about),
        "ties": [id_of(tie.tie) for tie in ties[:_MOST_TIES]],
        "tie_count": len(ties),
    }


_SAME = {"member": "network", "participant": "project", "priority": "theme", "whole": "part", "broader": "narrower"}


def _way(kind: str) -> str:
    """A kind of connection as a kind of edge, the same from both ends."""
    return _SAME.get(kind, kind)
