"""Whom to ask: partners that an actor does not work with yet, ranked, each with its reasons and the ties behind them.

The method and how it was chosen: docs/method.md.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np

from kg.errors import NotFound, Usage
from kg.model.tie import Node, TieRow
from kg.suggest.matrices import ActorMatrices, prepare
from kg.suggest.ranks import Cut, Shortlist, cut, shortlist
from kg.suggest.reasons import LEAST, partner_reasons
from kg.suggest.rows import Reason, Suggestion
from kg.suggest.scores import PARTS, WEIGHTS, features

if TYPE_CHECKING:
    from kg.networks.types import BoolArray, FloatArray, TextArray

__all__ = ["GROUNDS", "Reason", "Suggestion", "basis", "country_cap", "partner_scores", "settled", "suggest_partners"]

Ties = ActorMatrices | Sequence[TieRow]
GROUNDS = ("partners", "networks", "themes", "programmes", "near", "activity")
"""The parts one of which makes a suggestion: the same country, kind or size alone is no reason to ask anybody."""


def suggest_partners(
    ego: str,
    ties: Ties,
    nodes: Mapping[str, Node] | None = None,
    *,
    theme: Collection[str] = (),
    programme: Collection[str] = (),
    countries: Collection[str] = (),
    kinds: Collection[str] = (),
    newcomers: bool = True,
    spread: bool = False,
    limit: int = 20,
    exclude: Collection[str] = (),
) -> Shortlist:
    """The best partners for an actor among those it has never shared a project, twinning or agreement with.

    `ties` are all ties (with `nodes`), or what `prepare` made of them. `theme` and `programme` (keys, any of which will
    do) both limit the candidates and take the place of the actor's own profile; `countries` and `kinds` limit them.
    Without `newcomers`, only actors that have had partners are suggested. Never suggested are the actor itself, its
    past and present partners, networks it is in, its own members, what has ceased to exist (a node with an end),
    `exclude`, and anybody without a ground (one of the parts GROUNDS of at least LEAST). With `spread`, no country has
    more suggestions than `country_cap` says.
    An actor without ties gets suggestions too; `basis` tells what they rest on. Equals share a place, in order of id,
    and are not parted by `limit` (`kg.suggest.ranks.cut`).
    Raises NotFound when nothing is known of the actor, Usage for a limit below 1.
    """
    prepared, place = settled(ego, ties, nodes, limit)
    weighted, score = partner_scores(prepared, place, theme=theme, programme=programme)
    fits = _candidates(prepared, place, newcomers) & (np.stack(list(weighted.values())) >= LEAST).any(axis=0)
    grounded = (np.stack([weighted[part] for part in GROUNDS]) >= LEAST).any(axis=0)
    if theme:
        fits &= prepared.themes.have(theme)
    if programme:
        fits &= prepared.programmes.have(programme)
    if countries:
        fits &= np.isin(prepared.country, np.array(sorted(countries), dtype=object))
    if kinds:
        fits &= np.isin(prepared.kind, np.array(sorted(kinds), dtype=object))
    fits[[prepared.place_of[other] for other in exclude if other in prepared.place_of]] = False
    found = np.flatnonzero(fits & grounded)
    parting = _spread(prepared.country[found], score[found], limit) if spread else cut(score[found], limit)
    chosen = [
        _suggestion(prepared, place, other=other, weighted=weighted, theme=theme, programme=programme)
        for other in found[list(parting.chosen)].tolist()
    ]
    weak = int((fits & ~grounded).sum())
    return shortlist(chosen, parting, limit, Reason("weak-partners", {"count": weak}) if weak else None)


def partner_scores(
    prepared: ActorMatrices,
    ego: int,
    *,
    theme: Collection[str] = (),
    programme: Collection[str] = (),
    weights: Mapping[str, float] = WEIGHTS,
) -> tuple[dict[str, FloatArray], FloatArray]:
    """The weighted parts and their sum for every actor, candidates or not."""
    found = features(prepared, ego, theme=theme, programme=programme)
    weighted = {part: weights.get(part, weights["acquaintances"]) * found[part] for part in PARTS}
    return weighted, np.sum(list(weighted.values()), axis=0)


def basis(
    ego: str,
    ties: Ties,
    nodes: Mapping[str, Node] | None = None,
    *,
    theme: Collection[str] = (),
    programme: Collection[str] = (),
) -> Reason:
    """What suggestions for an actor rest on: its partners and networks, and the parts that tell candidates apart.

    The code is `newcomer` when the actor has neither partners nor networks, `basis` otherwise.
    """
    prepared, place = settled(ego, ties, nodes, 1)
    found = features(prepared, place, theme=theme, programme=programme)
    others = np.arange(len(prepared.ids)) != place
    partners, networks = int(prepared.degree[place]), int(prepared.member[[place]].nnz)
    used = tuple(part for part in PARTS if found[part][others].any())
    code = "basis" if partners or networks else "newcomer"
    return Reason(code, {"name": prepared.nodes[place].name, "partners": partners, "networks": networks, "parts": used})


def country_cap(available: Mapping[str, int], limit: int) -> int:
    """How many suggestions one country may have among `limit`: a fifth, rounded up, or more if the list needs it.

    `available` is the number of candidates per country (those of unknown country count as one). The cap is the
    smallest from that fifth on with which the list can be filled as far as the candidates go.

    >>> country_cap({"NO": 30, "SE": 30, "DK": 30, "FI": 30, "IS": 30}, 10), country_cap({"NO": 30, "SE": 1}, 10)
    (2, 9)
    """
    cap = -(-limit // 5)
    wanted = min(limit, sum(available.values()))
    while sum(min(cap, number) for number in available.values()) < wanted:
        cap += 1
    return cap


def settled(ego: str, ties: Ties, nodes: Mapping[str, Node] | None, limit: int) -> tuple[ActorMatrices, int]:
    """Matrices, made if need be, and the place of an actor in them. Raises NotFound and Usage."""
    if limit < 1:
        raise Usage(f"limit = {limit}; expected 1 or more")
    prepared = ties if isinstance(ties, ActorMatrices) else prepare(ties, nodes or {})
    if ego not in prepared.place_of:
        raise NotFound(f"nothing is known of the actor {ego!r}")
    return prepared, prepared.place_of[ego]


def _candidates(prepared: ActorMatrices, ego: int, newcomers: bool) -> BoolArray:
    own = {prepared.networks[place] for place in prepared.member[[ego]].indices}
    fits = np.array([node.end is None and node.id not in own for node in prepared.nodes])
    if not newcomers:
        fits &= prepared.degree > 0
    fits[ego] = False
    fits[prepared.met[[ego]].indices] = False
    fits[[prepared.place_of[tie.actor] for tie in prepared.ties_at.get(prepared.ids[ego], ())]] = False
    return fits


def _spread(countries: TextArray, scores: FloatArray, limit: int) -> Cut:
    """The cut with at most `country_cap` of a country; equals of a country that its cap would part are left out."""
    cap = country_cap(Counter(countries.tolist()), limit)
    of: defaultdict[str, list[int]] = defaultdict(list)
    for number in np.argsort(-np.round(scores, 9), kind="stable").tolist():
        of[countries[number]].append(number)
    left, first = 0, []
    for numbers in of.values():
        exact = np.round(scores[numbers], 9)
        if len(numbers) > cap and exact[cap - 1] == exact[cap]:
            left += int((exact == exact[cap]).sum())
            first += [number for number, score in zip(numbers, exact, strict=True) if score > exact[cap]]
        else:
            first += numbers[:cap]
    first.sort()
    parting = cut(scores[first], limit)
    chosen = tuple(first[number] for number in parting.chosen)
    return Cut(chosen, parting.more, parting.left + (left if len(chosen) < limit else 0))


def _suggestion(
    prepared: ActorMatrices,
    ego: int,
    other: int,
    weighted: Mapping[str, FloatArray],
    theme: Collection[str],
    programme: Collection[str],
) -> Suggestion:
    parts = {part: float(values[other]) for part, values in weighted.items() if values[other] > 0}
    reasons = partner_reasons(prepared, ego, other, parts, theme=theme, programme=programme)
    return Suggestion(prepared.ids[other], sum(parts.values()), parts, reasons)
