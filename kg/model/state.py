"""A state of the graph: its name, and the facts that two states are compared by, as plain rows.

A state is named by the latest day of its data and a digest of its inputs: `2026-11-28-3f2a9c1e`. The same inputs have
the same name, on every machine; a clock has no part in it. Things are named by IRI here, days are text of differing
precision as in `kg.model.period`; an empty text and an empty tuple are unknown.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from kg.ids import is_date
from kg.model.period import Bounds, earliest

__all__ = ["DIGITS", "PATTERN", "UNDATED", "Reform", "State", "StateSource", "StateThing", "StateTie", "name_of"]

DIGITS = 8
"""How many digits of the digest a name has."""
UNDATED = "undated"
"""What stands for the day of data that tell none."""
PATTERN = re.compile(rf"(?:[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}|{UNDATED})-[0-9a-f]{{{DIGITS}}}")
"""What a name of a state looks like."""


def name_of(days: Iterable[str], digest: str) -> str:
    """The name of a state whose sources were read on some days (dates), made of inputs with a digest.

    >>> name_of(["2026-07", "2026-06-30", "no date"], "3f2a9c1e77aa")
    '2026-07-01-3f2a9c1e'
    >>> name_of([], "3f2a9c1e77aa")
    'undated-3f2a9c1e'
    """
    day = max((earliest(each) for each in days if is_date(each)), default=UNDATED)
    return f"{day}-{digest[:DIGITS]}"


class StateTie(NamedTuple):
    """A tie: its class without namespace (`Membership`), its ends, what is said of it and what follows from that.

    `parties` are sorted; `hub` is the network, project, programme or strategy, empty for a pair. `bounds` and `why`
    (the reason for its last day) are as in `kg.model.period`; `carries` is the tie that it carries on since a reform.
    `contribution` is in EUR as the source writes it. `themes` are the tie's own; `sources` are sorted.
    """

    iri: str
    cls: str
    parties: tuple[str, ...]
    hub: str = ""
    start: str = ""
    end: str = ""
    as_of: str = ""
    active: str = ""
    status: str = ""
    role: str = ""
    contribution: str = ""
    strength: str = ""
    bounds: Bounds = Bounds()
    why: str = ""
    carries: str = ""
    themes: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()


class StateThing(NamedTuple):
    """An actor, project, programme, strategy or agreement. `labels` are (language, label), sorted.

    `known_as` are its numbers and the records that stand for it, each with what it is (`pic 952920920`): two things
    that share one are the same. `above` is the programme of a project, `county` that of an actor; `nuts` is a code.
    """

    iri: str
    cls: str
    labels: tuple[tuple[str, str], ...] = ()
    country: str = ""
    county: str = ""
    nuts: str = ""
    number: str = ""
    above: str = ""
    themes: tuple[str, ...] = ()
    known_as: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()


class StateSource(NamedTuple):
    """A page or a snapshot that facts rest on; `checksum` is that of a snapshot's files."""

    iri: str
    title: str = ""
    page: str = ""
    issued: str = ""
    retrieved: str = ""
    checksum: str = ""

    @property
    def known_from(self) -> str:
        """The day from which on what it says is known: when it was issued, or else when it was read; or empty."""
        return self.issued or self.retrieved


class Reform(NamedTuple):
    """An event in which actors became others."""

    iri: str
    day: str = ""
    originals: tuple[str, ...] = ()
    results: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()


@dataclass(slots=True)
class State:
    """A whole state: its name and its rows by IRI.

    `lists` says by (actor, kind of list) what the complete lists rest on that are held. `asked` is the day of data that
    this is a view on, where it is one.
    """

    name: str
    ties: dict[str, StateTie] = field(default_factory=dict)
    things: dict[str, StateThing] = field(default_factory=dict)
    sources: dict[str, StateSource] = field(default_factory=dict)
    reforms: dict[str, Reform] = field(default_factory=dict)
    lists: Mapping[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)
    asked: str = ""

    @property
    def day(self) -> str:
        """The day that it speaks of: the one asked about, or else that of its name; empty for undated data."""
        day = self.asked or self.name.rpartition("-")[0]
        return earliest(day) if is_date(day) else ""
