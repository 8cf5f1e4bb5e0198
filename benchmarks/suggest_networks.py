"""Which networks `suggest_networks` finds again when one membership is hidden: a table by parts of the score.

    python benchmarks/suggest_networks.py

Each membership of a Norwegian municipality or county with at least two in the embedded graph is hidden in turn, and
the networks that the actor is then not in are ranked. Networks with equal scores share the mean of their ranks.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from _common import store, table

from kg.api import Samkart
from kg.networks.gather import network_rows
from kg.store.view import LocalView
from kg.suggest.networks_and_themes import suggest_networks

PARTS = ("network-like", "network-peers", "network-partners", "network-themes")


def main() -> None:
    with Samkart(LocalView(store("embedded"))) as samkart:
        rows = network_rows(samkart)
    joined: dict[str, set[str]] = {}
    for tie in rows.ties:
        node = rows.nodes.get(tie.actor)
        if tie.kind == "network" and node and node.country == "NO" and node.kind in ("Municipality", "County"):
            joined.setdefault(tie.actor, set()).add(tie.hub)
    cases = [(actor, hub) for actor in sorted(joined) for hub in sorted(joined[actor]) if len(joined[actor]) > 1]
    cases = [(actor, hub) for actor, hub in cases if rows.nodes[hub].end is None]
    ranks: dict[str, list[float]] = {name: [] for name in (*PARTS, "number of members", "all four (ours)")}
    for actor, hub in cases:
        ties = [tie for tie in rows.ties if (tie.kind, tie.actor, tie.hub) != ("network", actor, hub)]
        size = {n: len({t.actor for t in ties if t.hub == n}) for n in {t.hub for t in ties if t.kind == "network"}}
        open_to = [n for n in sorted({*size, hub} - joined[actor] | {hub}) if rows.nodes[n].end is None]
        found = {s.actor: s for s in suggest_networks(actor, ties, rows.nodes, limit=1000)}
        for part in PARTS:
            ranks[part].append(_rank({n: found[n].parts.get(part, 0.0) if n in found else 0.0 for n in open_to}, hub))
        ranks["number of members"].append(_rank({n: float(size.get(n, 0)) for n in open_to}, hub))
        scores = {n: found[n].score if n in found else 0.0 for n in open_to}
        ranks["all four (ours)"].append(_rank(scores, hub))
    print(f"{len(cases)} memberships of {len({actor for actor, _ in cases})} actors\n")
    lines: list[list[Any]] = []
    for name, values in ranks.items():
        array = np.array(values)
        means = (array <= 1).mean(), (array <= 5).mean(), (1 / array).mean()
        lines.append([name, *(f"{mean:.3f}" for mean in means)])
    table(["ranked by", "first", "among five", "MRR"], lines)


def _rank(scores: dict[str, float], hub: str) -> float:
    """The rank of a network, equals sharing the mean of theirs."""
    above = sum(value > scores[hub] + 1e-12 for value in scores.values())
    equal = sum(abs(value - scores[hub]) <= 1e-12 for value in scores.values())
    return above + (equal + 1) / 2


if __name__ == "__main__":
    main()
