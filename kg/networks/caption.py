"""What a graph is: the ties counted, the period, the choices made. Facts by name; a view words them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from kg.model.period import EVIDENCE_YEARS
from kg.model.tie import TieRow
from kg.networks.caveats import Caveat
from kg.networks.selection import Selected

__all__ = ["caption"]


def caption(
    rows: Selected | Sequence[TieRow],
    kept: Sequence[TieRow],
    *,
    mode: str,
    nodes: int,
    edges: int,
    weight: str = "shared",
    sources: Sequence[str] = (),
    unknown: int = 0,
) -> dict[str, object]:
    """The caption of a graph.

    Keys: `mode`, `weight`, `ties` (number, and `kinds` by kind), `hubs`, `nodes`, `edges`, `years` (the first and last
    that any date of the ties names, or None), `as_of` (the latest date on which a source vouches for a tie, or None),
    `undated` (ties without any date), `selection` (the conditions set), `caveats`, `sources`. Who asks the session adds
    `state`, the name of the state of the graph.
    """
    by_kind: defaultdict[str, set[str]] = defaultdict(set)
    dates: set[str] = set()
    dated: set[str] = set()
    for row in kept:
        by_kind[row.kind].add(row.tie)
        found = {date for date in (row.start, row.end, row.as_of) if date}
        if found:
            dated.add(row.tie)
            dates |= found
    ties = set[str]().union(*by_kind.values())
    caveats = []
    selection: dict[str, object] = {}
    if isinstance(rows, Selected):
        selection = rows.selection.conditions()
        if rows.uncertain:
            caveats.append(Caveat("uncertain", {"k": rows.uncertain, "n": len(ties), "years": EVIDENCE_YEARS}))
        if rows.left_out:
            caveats.append(Caveat("left-out", {"k": len(rows.left_out), "most": rows.selection.max_hub or 0}))
    if unknown:
        actors = len({row.actor for row in kept})
        caveats.append(Caveat("no-area", {"k": unknown, "n": actors, "what": mode}))
    return {
        "mode": mode,
        "weight": weight if mode != "two-mode" else "ties",
        "ties": len(ties),
        "kinds": {kind: len(by_kind[kind]) for kind in sorted(by_kind)},
        "hubs": len({row.hub for row in kept}),
        "nodes": nodes,
        "edges": edges,
        "years": (int(min(dates)[:4]), int(max(dates)[:4])) if dates else None,
        "as_of": max((row.as_of for row in kept if row.as_of), default=None),
        "undated": len(ties - dated),
        "selection": selection,
        "caveats": tuple(caveats),
        "sources": tuple(sources),
    }
