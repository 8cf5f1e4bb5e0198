"""Which networks an actor could join and which themes it could take up, from what its partners and its like do."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np

from kg.model.tie import Node, TieRow
from kg.networks.sparse import column_sums
from kg.suggest.matrices import ActorMatrices
from kg.suggest.partners import Ties, settled
from kg.suggest.ranks import Shortlist, cut, rounded, shortlist
from kg.suggest.reasons import LEAST, latest, theme_ties
from kg.suggest.rows import SHOWN, Reason, Suggestion, Value

if TYPE_CHECKING:
    from kg.networks.types import BoolArray, CsrArray, FloatArray, IntArray

__all__ = ["peers", "suggest_networks", "suggest_themes"]

WEAK = 0.2
"""A network with a lower score is not suggested unless its theme is asked for: hidden memberships hardly ever are."""
THEMES = 0.2
"""What likeness of themes counts for networks; `benchmarks/suggest_networks.py` finds memberships with it."""


def peers(prepared: ActorMatrices, ego: int) -> IntArray:
    """The places of comparable actors: of the same kind and country, and of half to double the population.

    The population counts only where it is known of both. Nobody is comparable with an actor of unknown kind or country.
    """
    node, people = prepared.nodes[ego], prepared.population
    if not node.kind or not node.country:
        return np.array([], dtype=np.int64)
    with np.errstate(invalid="ignore"):
        ratio = np.minimum(people, people[ego]) / np.maximum(people, people[ego])
    alive = np.array([other.end is None for other in prepared.nodes])
    like = (prepared.kind == node.kind) & (prepared.country == node.country) & alive & ~(ratio < 0.5)
    like[ego] = False
    return np.flatnonzero(like)


def suggest_networks(
    ego: str,
    ties: Ties,
    nodes: Mapping[str, Node] | None = None,
    *,
    theme: Collection[str] = (),
    limit: int = 20,
    exclude: Collection[str] = (),
) -> Shortlist:
    """Networks that an actor is not and was not in, best first.

    The parts: `network-like` is s/(1 + s), s being the sum, over the networks that the actor is in, of the likeness of
    the members (the cosine of the two sets); `network-peers` the share of comparable actors that are members;
    `network-partners` the share of the actor's partners that are; `network-themes` THEMES times the cosine of the
    network's themes with the actor's, or with `theme`. With `theme`, only networks with one of those. Networks that
    have ended are left out, and, where no theme is asked for, those with a score below WEAK.
    Equals share a place, see `kg.suggest.ranks`. Raises as `suggest_partners`.
    """
    prepared, place = settled(ego, ties, nodes, limit)
    if not prepared.networks:
        return Shortlist(())
    partners, like = prepared.met[[place]].indices, peers(prepared, place)
    own = prepared.member[[place]].indices
    likeness, nearest = _likeness(prepared.member, own)
    carrying = [prepared.hub(network).themes for network in prepared.networks]
    wanted = prepared.themes.of(theme) if theme else prepared.themes.unit[[place]].toarray().ravel()
    parts = {
        "network-like": likeness / (1 + likeness),
        "network-peers": _share(prepared.member, like),
        "network-partners": _share(prepared.member, partners),
        "network-themes": THEMES * np.array([float(prepared.themes.of(keys) @ wanted) for keys in carrying]),
    }
    fits = np.array([prepared.hub(network).end is None for network in prepared.networks])
    fits &= ~np.isin(np.array(prepared.networks, dtype=object), np.array([*exclude, ego], dtype=object))
    fits[own] = False
    if theme:
        fits &= np.array([not set(theme).isdisjoint(keys) for keys in carrying])

    def reason(code: str, place: int) -> Reason:
        hub = prepared.networks[place]
        if code == "network-like":
            return Reason(code, {"names": (prepared.hub(prepared.networks[nearest[place]]).name,)})
        if code == "network-themes":
            keys = np.array(prepared.themes.keys, dtype=object)[wanted > 0]
            shared = sorted(set(carrying[place]) & set(keys.tolist()))
            return Reason(code, {"keys": tuple(shared[:SHOWN]), "count": len(shared), "asked": bool(theme)})
        return _those(prepared, code, like if code == "network-peers" else partners, {hub}, "network")

    return _suggestions(prepared.networks, parts, fits, limit, reason, least=0.0 if theme else WEAK)


def suggest_themes(
    ego: str, ties: Ties, nodes: Mapping[str, Node] | None = None, *, limit: int = 20, exclude: Collection[str] = ()
) -> Shortlist:
    """Themes that nothing of an actor carries yet, best first.

    Three parts between 0 and 1 count alike: `theme-peers` and `theme-partners`, the shares of comparable actors and of
    partners that work on it, and `theme-related`, s/(1 + s), s being the sum, over the actor's themes, of the likeness
    of those who work on them (the cosine of the two sets). Raises as `suggest_partners`.
    """
    prepared, place = settled(ego, ties, nodes, limit)
    profile = prepared.themes
    if not profile.keys:
        return Shortlist(())
    having = profile.counts.copy()
    having.data = np.ones_like(having.data)
    partners, like = prepared.met[[place]].indices, peers(prepared, place)
    own = profile.counts[[place]].indices
    likeness, nearest = _likeness(having, own)
    parts = {
        "theme-peers": _share(having, like),
        "theme-partners": _share(having, partners),
        "theme-related": likeness / (1 + likeness),
    }
    fits = ~np.isin(np.array(profile.keys, dtype=object), np.array(sorted(exclude), dtype=object))
    fits[own] = False

    def reason(code: str, place: int) -> Reason:
        if code == "theme-related":
            return Reason(code, {"keys": (profile.keys[nearest[place]],)})
        return _those(prepared, code, like if code == "theme-peers" else partners, {profile.keys[place]}, "theme")

    return _suggestions(profile.keys, parts, fits, limit, reason)


def _share(having: CsrArray, actors: IntArray) -> FloatArray:
    """For every column, the share of some actors (rows) that have it; 0 when there are none."""
    return column_sums(having[actors]) / max(len(actors), 1)


def _likeness(having: CsrArray, own: IntArray) -> tuple[FloatArray, IntArray]:
    """For every column, the sum of its cosines with some columns, and which of those is the most like it."""
    if not len(own):
        return np.zeros(having.shape[1]), np.zeros(having.shape[1], dtype=np.int64)
    length = np.sqrt(np.maximum(column_sums(having), 1))
    cosines = (having[:, own].T @ having).toarray() / np.outer(length[own], length)
    return cosines.sum(axis=0), np.asarray(own)[cosines.argmax(axis=0)]


def _those(prepared: ActorMatrices, code: str, actors: IntArray, keys: set[str], what: str) -> Reason:
    """Which of some actors are in a network or work on a theme, those with the fewest partners first."""
    found: dict[int, list[TieRow]] = {}
    for place in actors.tolist():
        actor = prepared.ids[place]
        if what == "network":
            ties = [tie for tie in prepared.ties_of.get(actor, ()) if tie.kind == what and tie.hub in keys]
        else:
            ties = theme_ties(prepared, actor, what, keys)
        if ties or (what == "theme" and not keys.isdisjoint(prepared.nodes[place].themes)):
            found[place] = ties
    first = sorted(found, key=lambda place: (prepared.degree[place], prepared.ids[place]))[:SHOWN]
    values: dict[str, Value] = {
        "count": len(found),
        "of": len(actors),
        "actors": tuple(prepared.ids[place] for place in first),
        "names": tuple(prepared.nodes[place].name for place in first),
    }
    return Reason(code, values, tuple(dict.fromkeys(tie for place in first for tie in latest(found[place], 1))))


def _suggestions(
    names: Sequence[str],
    parts: Mapping[str, FloatArray],
    fits: BoolArray,
    limit: int,
    reason: Callable[[str, int], Reason],
    *,
    least: float = 0.0,
) -> Shortlist:
    """The best of what fits, has a part of at least LEAST and a score of at least `least`."""
    score = np.sum(list(parts.values()), axis=0)
    fits = fits & (np.stack(list(parts.values())) >= LEAST).any(axis=0)
    grounded = rounded(score) >= least
    places = np.flatnonzero(fits & grounded)
    parting = cut(score[places], limit)
    chosen = []
    for place in places[list(parting.chosen)].tolist():
        found = {code: float(values[place]) for code, values in parts.items() if values[place] > 0}
        ordered = sorted((code for code in found if found[code] >= LEAST), key=lambda code: (-found[code], code))
        reasons = tuple(reason(code, place) for code in ordered)
        chosen.append(Suggestion(names[place], sum(found.values()), found, reasons))
    weak = int((fits & ~grounded).sum())
    return shortlist(chosen, parting, limit, Reason("weak-networks", {"count": weak}) if weak else None)
