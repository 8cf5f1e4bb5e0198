"""The reasons for suggesting a partner: for every part of the score, what it rests on and the ties that carry it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import TYPE_CHECKING

import numpy as np

from kg.model.tie import COORDINATING, TieRow
from kg.suggest.matrices import PARTNERING, ActorMatrices, TopicMatrix, carried
from kg.suggest.rows import SHOWN, Reason, Value
from kg.suggest.scores import kilometres
from kg.vocab import key_of

if TYPE_CHECKING:
    from kg.networks.types import FloatArray

__all__ = ["LEAST", "latest", "partner_reasons", "shared_ties", "theme_ties"]

LEAST = 0.05
"""A part smaller than this is no reason: nobody is asked for being 2,000 km away."""


def partner_reasons(
    prepared: ActorMatrices,
    ego: int,
    other: int,
    parts: Mapping[str, float],
    *,
    theme: Collection[str] = (),
    programme: Collection[str] = (),
) -> tuple[Reason, ...]:
    """A reason for each part of at least LEAST, the weightiest first, and `coordinator` where something was led."""
    makers: dict[str, Callable[[], Reason]] = {
        "partners": lambda: _partners(prepared, ego, other),
        "networks": lambda: _networks(prepared, ego, other),
        "themes": lambda: _profile(prepared, ego, other, "theme", theme),
        "programmes": lambda: _profile(prepared, ego, other, "programme", programme),
        "country": lambda: Reason("country", {"country": prepared.nodes[other].country}),
        "kind": lambda: Reason("kind", {"kind": prepared.nodes[other].kind}),
        "near": lambda: Reason("near", {"km": round(float(kilometres(prepared, ego)[other]))}),
        "size": lambda: _size(prepared, ego, other),
        "activity": lambda: _activity(prepared, other),
    }
    ordered = sorted((part for part in parts if parts[part] >= LEAST), key=lambda part: (-parts[part], part))
    reasons = [makers[part]() for part in ordered]
    led = [tie for tie in prepared.ties_of.get(prepared.ids[other], ()) if _led(tie)]
    if led:
        reasons.append(Reason("coordinator", {"count": len({tie.hub for tie in led})}, latest(led)))
    return tuple(reasons)


def latest(ties: Iterable[TieRow], most: int = SHOWN) -> tuple[str, ...]:
    """The ids of the ties that began last."""
    ordered = sorted(ties, key=lambda tie: tie.tie)
    ordered.sort(key=lambda tie: tie.start or tie.as_of or "", reverse=True)
    return tuple(dict.fromkeys(tie.tie for tie in ordered))[:most]


def shared_ties(prepared: ActorMatrices, one: str, other: str) -> tuple[str, ...]:
    """The ties of two partners at the hub where they met last (its two ties, or the one tie of a twinning)."""
    hubs = {tie.hub for tie in prepared.ties_of.get(other, ()) if tie.kind in PARTNERING}
    both = [tie for tie in prepared.ties_of.get(one, ()) if tie.hub in hubs and tie.kind in PARTNERING]
    if not both:
        return ()
    hub = max(both, key=lambda tie: (tie.start or tie.as_of or "", tie.hub)).hub
    return tuple(dict.fromkeys(t.tie for actor in (one, other) for t in prepared.ties_at[hub] if t.actor == actor))


def theme_ties(prepared: ActorMatrices, actor: str, what: str, keys: Collection[str]) -> list[TieRow]:
    """The ties of an actor that bear on some themes (or programmes): to a hub that carries them, or to one itself."""
    return [
        tie
        for tie in prepared.ties_of.get(actor, ())
        if (tie.kind == what and key_of(tie.hub) in keys)
        or not set(carried(prepared.hub_nodes.get(tie.hub), what)).isdisjoint(keys)
    ]


def _led(tie: TieRow) -> bool:
    return tie.role in COORDINATING and tie.kind in PARTNERING


def _partners(prepared: ActorMatrices, ego: int, other: int) -> Reason:
    common = np.intersect1d(prepared.met[[ego]].indices, prepared.met[[other]].indices)
    first = sorted(common.tolist(), key=lambda place: (prepared.degree[place], prepared.ids[place]))[:SHOWN]
    actors = tuple(prepared.ids[place] for place in first)
    here, there = prepared.ids[ego], prepared.ids[other]
    ties = [tie for actor in actors for end in (here, there) for tie in shared_ties(prepared, end, actor)]
    names = tuple(prepared.nodes[place].name for place in first)
    return Reason("partners", {"count": len(common), "actors": actors, "names": names}, tuple(dict.fromkeys(ties)))


def _networks(prepared: ActorMatrices, ego: int, other: int) -> Reason:
    common = np.intersect1d(prepared.member[[ego]].indices, prepared.member[[other]].indices)
    first = sorted(common.tolist(), key=lambda place: (prepared.members[place], prepared.networks[place]))[:SHOWN]
    hubs = tuple(prepared.networks[place] for place in first)
    ties = [
        tie.tie
        for hub in hubs
        for place in (ego, other)
        for tie in prepared.ties_of[prepared.ids[place]]
        if tie.hub == hub
    ]
    names = tuple(prepared.hub(hub).name for hub in hubs)
    return Reason("networks", {"count": len(common), "actors": hubs, "names": names}, tuple(dict.fromkeys(ties)))


def _profile(prepared: ActorMatrices, ego: int, other: int, what: str, asked: Collection[str]) -> Reason:
    profile: TopicMatrix = prepared.themes if what == "theme" else prepared.programmes
    wanted = profile.of(asked) if asked else profile.unit[[ego]].toarray().ravel()
    products: FloatArray = profile.unit[[other]].toarray().ravel() * wanted
    best = sorted(np.flatnonzero(products).tolist(), key=lambda place: (-products[place], profile.keys[place]))
    keys = tuple(profile.keys[place] for place in best[:SHOWN])
    ties = theme_ties(prepared, prepared.ids[other], what, keys)
    values: dict[str, Value] = {"keys": keys, "asked": bool(asked), "count": len({tie.hub for tie in ties})}
    return Reason(f"{what}s", values, latest(ties))


def _size(prepared: ActorMatrices, ego: int, other: int) -> Reason:
    populations = int(prepared.population[other]), int(prepared.population[ego])
    return Reason("size", {"population": populations[0], "own": populations[1]})


def _activity(prepared: ActorMatrices, other: int) -> Reason:
    ties = [tie for tie in prepared.ties_of[prepared.ids[other]] if tie.kind in PARTNERING]
    hubs = sorted({tie.hub for tie in ties})
    dates = [date for date in (tie.start or tie.as_of for tie in ties) if date]
    if not dates:  # its own ties say no date, those of others at the same hubs do
        dates = [date for hub in hubs for date in (tie.start or tie.as_of for tie in prepared.ties_at[hub]) if date]
    values: dict[str, Value] = {"count": len(hubs), "year": max(dates)[:4]}
    return Reason("activity", values, latest(ties))
