"""Who is where: the ties of actors at projects, networks, twinnings and agreements, as rows of the index."""

from __future__ import annotations

import sqlite3
from functools import lru_cache

from kg.model.period import Bounds
from kg.model.tie import KIND_OF_CLASS
from kg.store.triples import Properties, Values
from kg.vocab import ORG, SK, key_of

__all__ = ["HELD", "MONEY", "euros", "write_ties"]

HELD = ("heldFrom", "heldUntil", "surelyFrom", "surelyUntil")
"""The properties that hold the bounds of a tie, in the order of `kg.model.period.Bounds`."""

MONEY = ("contribution", "netContribution", "currency")
"""The properties that hold what a programme gives to a project or a participant."""


def euros(reader: Properties) -> dict[str, float]:
    """What each project and participation gets from its programme, in EUR; net where that is known.

    What is given in another currency is left out.
    """
    granted, net, currency = (reader.values(SK + name) for name in MONEY)
    return {thing: float(amount) for thing, amount in (granted | net).items() if currency.get(thing) == "EUR"}


def write_ties(
    database: sqlite3.Connection, reader: Properties, classes: Values, numbers: dict[str, int]
) -> dict[str, int]:
    """Fill hub, stay, incidence, hub_theme, hub_programme; how many ties each entity has.

    What ties say alike of their time is one stay. Its bounds are those of the tie within the life of the actor. What a
    successor carries on makes a hub no larger, and is no tie more: the successor stands in another's place.
    """
    places = reader.values(SK + "project") | reader.values(ORG + "organization")
    start, end, as_of = (reader.values(SK + name) for name in ("start", "end", "asOf"))
    status, role = (reader.values(SK + name) for name in ("status", "role"))
    first, last, sure_first, sure_last = (reader.values(SK + name) for name in HELD)
    why, carries, evidence = (reader.values(SK + name) for name in ("heldUntilReason", "carriesOn", "strength"))
    key, within = lru_cache(maxsize=4096)(key_of), lru_cache(maxsize=65536)(Bounds.within)
    amounts = euros(reader)
    counts: dict[str, int] = {}
    hubs: dict[str, tuple[str, set[int]]] = {}
    stays: dict[tuple[str, ...], int] = {}  # numbered as they come
    rows = []
    for tie, actor, _ in reader.pairs(SK + "party"):
        kind = KIND_OF_CLASS.get(classes.get(tie, ""))
        if kind is None or actor not in numbers:
            continue
        hub = places.get(tie, tie)
        if hub not in numbers:
            continue
        number = numbers[actor]
        _, actors = hubs.setdefault(hub, (kind, set()))
        if tie not in carries or hub == tie:
            actors.add(number)
        if tie not in carries:
            counts[actor] = counts.get(actor, 0) + 1
            if hub != tie:
                counts[hub] = counts.get(hub, 0) + 1
        held = Bounds(first.get(tie, ""), last.get(tie, ""), sure_first.get(tie, ""), sure_last.get(tie, ""))
        alive = within(held, start.get(actor, ""), end.get(actor, "")) if actor in start or actor in end else held
        reason = key(why.get(tie, "")) if alive.last == held.last else "party-ended"
        whole = hub if kind == "project" else ""  # without dates of its own a participation has its project's
        stay = (
            start.get(tie) or start.get(whole, ""),
            end.get(tie) or end.get(whole, ""),
            as_of.get(tie, ""),
            key(status.get(tie, "")),
            *alive,
            reason,
            key(evidence.get(tie, "")),
        )
        rows.append(
            (
                numbers[hub],
                number,
                tie,
                stays.setdefault(stay, len(stays)),
                key(role.get(tie, "")),
                carries.get(tie, ""),
                amounts.get(tie),
            )
        )
    order = {stays[stay]: number for number, stay in enumerate(sorted(stays), start=1)}
    database.executemany(
        f"INSERT INTO stay VALUES ({', '.join('?' * 11)})",  # noqa: S608
        ((order[number], *stay) for stay, number in sorted(stays.items())),
    )
    rows.sort()
    database.executemany(
        "INSERT INTO incidence VALUES (?, ?, ?, ?, ?, ?, ?)",
        ((hub, actor, tie, order[stay], *said) for hub, actor, tie, stay, *said in rows),
    )
    database.executemany(
        "INSERT INTO hub VALUES (?, ?, ?, ?)",
        sorted((numbers[hub], kind, len(actors), amounts.get(hub)) for hub, (kind, actors) in hubs.items()),
    )
    for table, predicate in (("hub_theme", "theme"), ("hub_programme", "programme")):
        pairs = {(numbers[s], numbers[o]) for s, o, _ in reader.pairs(SK + predicate) if s in hubs and o in numbers}
        database.executemany(f"INSERT INTO {table} VALUES (?, ?)", sorted(pairs))  # noqa: S608  (two fixed names)
    return counts
