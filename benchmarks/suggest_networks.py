"""Which networks and themes `kg suggest` finds again when one is hidden: tables by parts of the score and baselines.

    python benchmarks/suggest_networks.py

A membership of an actor with at least two in the embedded graph is hidden at a time, 150 an audience, drawn by
seed, and the networks that the actor is then not in are ranked; so are the themes of an actor when every tie
that carries one is hidden. Equal scores share the mean of their ranks. Half of the actors (`_holdout.other_half`)
are only tested on. In brackets: the middle 95 % of 1,000 bootstrap samples of actors.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import scipy.sparse as sp
from _common import store, table
from _holdout import other_half
from _suggest_data import _sample

from kg.api import Samkart
from kg.model.tie import Node, TieRow
from kg.networks.gather import network_rows
from kg.networks.sparse import column_sums
from kg.store.view import LocalView
from kg.suggest.gather import _with_priorities
from kg.suggest.matrices import carried, prepare
from kg.suggest.networks_and_themes import suggest_networks, suggest_themes
from kg.suggest.ranks import Shortlist
from kg.vocab import key_of

LOCAL = ("Municipality", "County")
MOST = 150
NETWORK_PARTS = ("network-like", "network-peers", "network-partners", "network-themes")
THEME_PARTS = ("theme-peers", "theme-partners", "theme-related")


def main() -> None:
    with Samkart(LocalView(store("embedded"))) as samkart:
        rows = network_rows(samkart)
        nodes = _with_priorities(samkart, rows.nodes)
    for title, norwegian in (("Norwegian municipalities and counties", True), ("those of other countries", False)):
        for half, tested in (("half to choose on", False), ("half that is only tested on", True)):
            actors = {a for a, n in nodes.items() if n.kind in LOCAL and (n.country == "NO") == norwegian}
            chosen = {a for a in actors if other_half(a.rsplit("/", 1)[-1]) == tested}
            show(f"Networks: {title}, {half}", _networks(rows.ties, nodes, chosen), NETWORK_PARTS)
            show(f"Themes: {title}, {half}", _themes(rows.ties, nodes, chosen), THEME_PARTS)


Cases = list[tuple[str, str, dict[str, float], float]]
"""An actor, what was hidden, its rank by each method, and its score by all parts."""


def _networks(ties: Sequence[TieRow], nodes: Mapping[str, Node], actors: set[str]) -> Cases:
    joined: dict[str, set[str]] = {}
    for tie in ties:
        if tie.kind == "network" and tie.actor in actors:
            joined.setdefault(tie.actor, set()).add(tie.hub)
    alive = [(a, h) for a in sorted(joined) for h in sorted(joined[a]) if len(joined[a]) > 1 and nodes[h].end is None]
    cases = []
    for actor, hub in _sample(alive, MOST):
        prepared = prepare([t for t in ties if (t.kind, t.actor, t.hub) != ("network", actor, hub)], nodes)
        if hub in prepared.networks:
            ended = [prepared.hub(n).end is not None or n in joined[actor] - {hub} for n in prepared.networks]
            open_to = [n for n, out in zip(prepared.networks, ended, strict=True) if not out]
            many = dict(zip(prepared.networks, prepared.members.tolist(), strict=True))
            cases.append(_case(actor, hub, suggest_networks(actor, prepared, limit=9999), open_to, many, NETWORK_PARTS))
    return cases


def _themes(ties: Sequence[TieRow], nodes: Mapping[str, Node], actors: set[str]) -> Cases:
    of: dict[str, dict[str, set[str]]] = {}
    for tie in ties:
        if tie.actor in actors:
            themes = {key_of(tie.hub)} if tie.kind == "theme" else set(carried(nodes.get(tie.hub), "theme"))
            for theme in themes - set(nodes[tie.actor].themes):
                of.setdefault(tie.actor, {}).setdefault(theme, set()).add(tie.tie)
    pairs = [(a, theme) for a in sorted(of) if len(of[a]) > 2 for theme in sorted(of[a])]
    cases = []
    for actor, theme in _sample(pairs, MOST):
        hidden = of[actor][theme]
        prepared = prepare([t for t in ties if t.actor != actor or t.tie not in hidden], nodes)
        place = prepared.place_of.get(actor)
        if place is not None and theme in prepared.themes.keys:
            having = prepared.themes.counts > 0
            many = dict(
                zip(prepared.themes.keys, column_sums(sp.csr_array(having.astype(float))).tolist(), strict=True)
            )
            own = set(np.array(prepared.themes.keys)[prepared.themes.counts[[place]].indices].tolist())
            open_to = [key for key in prepared.themes.keys if key not in own]
            cases.append(_case(actor, theme, suggest_themes(actor, prepared, limit=9999), open_to, many, THEME_PARTS))
    return cases


def _case(
    actor: str, hidden: str, found: Shortlist, open_to: Sequence[str], many: Mapping[str, float], parts: Sequence[str]
) -> tuple[str, str, dict[str, float], float]:
    of = {each.actor: each for each in found}
    scores = {part: {n: of[n].parts.get(part, 0.0) if n in of else 0.0 for n in open_to} for part in parts}
    scores["number of members"] = {name: many[name] for name in open_to}
    scores["all (ours)"] = {name: of[name].score if name in of else 0.0 for name in open_to}
    ranks = {method: _rank(np.array(list(each.values())), each[hidden]) for method, each in scores.items()}
    return actor, hidden, ranks, scores["all (ours)"][hidden]


def show(title: str, cases: Cases, parts: Sequence[str]) -> None:
    """A table: how often the hidden one is first, among five, and the mean of 1/rank; then by score, how often."""
    actors = sorted({actor for actor, *_ in cases})
    print(f"\n**{title}** ({len(cases)} hidden, {len(actors)} actors)\n")
    if not cases:
        return
    number = {actor: place for place, actor in enumerate(actors)}
    owner = np.array([number[actor] for actor, *_ in cases])
    lots = np.random.default_rng(13).integers(0, len(actors), (1000, len(actors)))
    weights = np.stack([np.bincount(lot, minlength=len(actors))[owner] for lot in lots]).astype(float)
    lines = []
    for name in (*parts, "number of members", "all (ours)"):
        ranks = np.array([found[name] for _, _, found, _ in cases])
        cells = []
        for values in (ranks <= 1, ranks <= 5, 1 / ranks):
            means = (weights @ values) / weights.sum(axis=1)
            low, high = np.percentile(means, (2.5, 97.5))
            cells.append(f"{values.mean():.2f} ({low:.2f}–{high:.2f})")
        lines.append([name, *cells])
    table(["ranked by", "first", "among five", "MRR"], lines)
    scores = np.array([score for *_, score in cases])
    ranks = np.array([found["all (ours)"] for _, _, found, _ in cases])
    bands = [(0.0, 0.05), (0.05, 0.1), (0.1, 0.2), (0.2, 0.4), (0.4, 9.0)]
    told = [(low, ((scores >= low) & (scores < high)), high) for low, high in bands]
    by_score = [
        f"{low}–{high}: {int(which.sum())}, {int((ranks[which] <= 10).sum())} of them" for low, which, high in told
    ]
    print("\nhidden ones by their score, and those among ten:", "; ".join(by_score))


def _rank(scores: Any, own: float) -> float:
    """The rank of a score among some that hold it, equals sharing the mean of theirs."""
    above = int((scores > own + 1e-12).sum())
    equal = int((np.abs(scores - own) <= 1e-12).sum())
    return above + (equal + 1) / 2


if __name__ == "__main__":
    main()
