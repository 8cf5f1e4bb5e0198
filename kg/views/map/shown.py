"""What a view of a walk shows of a map, by the rules of the page's own filters (`script/pure/filter.js`)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from kg.language.captions import MISSING_KEY
from kg.networks.plain import values
from kg.views.map.data import ties_of
from kg.views.visual import LegendEntry, Visual, category

if TYPE_CHECKING:
    from kg.networks.types import Attributes, Graph, Id

__all__ = ["part_of", "shown"]

_FACETS = {"theme": "themes", "programme": "programmes"} | {n: n for n in ("country", "level", "kind", "community")}


def shown(graph: Graph, visual: Visual, shows: Mapping[str, Any], *, geographic: bool = False) -> Graph:
    """The nodes and edges that a view leaves, as a graph of its own with all that is known of them.

    `shows` is that of a `kg.views.map.views.View`. A node whose ties are all filtered away goes with them.
    """
    ties = {"via", "without_line", "period", "year"} & shows.keys() or shows.get("undated") is False
    fitting = {frozenset((u, v)) for u, v, data in graph.edges(data=True) if _edge_fits(data, shows)}
    tied = {node for pair in fitting for node in pair}
    kept = {
        node
        for node, data in graph.nodes(data=True)
        if _node_fits(node, data, visual, shows) and (not ties or node in tied) and (not geographic or _placed(data))
    }
    for name in shows.get("only", ()):
        ego = next((node for node in graph if str(node) == name), None)
        kept &= {ego} | {node for node in graph[ego] if frozenset((ego, node)) in fitting}
    made: Graph = type(graph)()
    made.graph.update(graph.graph)
    made.add_nodes_from((node, data) for node, data in graph.nodes(data=True) if node in kept)
    made.add_edges_from(
        (u, v, data)
        for u, v, data in graph.edges(data=True)
        if u in kept and v in kept and frozenset((u, v)) in fitting
    )
    return made


def part_of(visual: Visual, part: Graph) -> Visual:
    """The look of a part of a graph: as it has in the whole, the legends with what the part has of each entry."""
    nodes = {node: visual.nodes[node] for node in part}
    edges = {(u, v): visual.edges[u, v] if (u, v) in visual.edges else visual.edges[v, u] for u, v in part.edges}
    groups = Counter(look.group for look in nodes.values())
    types = Counter(str(data.get("type") or "actor") for _, data in part.nodes(data=True))
    kinds = Counter(look.kind or MISSING_KEY for look in edges.values())
    kinds += Counter(look.standing for look in edges.values() if look.standing)

    def counted(entries: tuple[LegendEntry, ...], counts: Mapping[str, int]) -> tuple[LegendEntry, ...]:
        return tuple(replace(entry, count=counts[entry.key]) for entry in entries if counts.get(entry.key))

    return replace(
        visual,
        nodes=nodes,
        edges=edges,
        colours=counted(visual.colours, groups),
        shapes=counted(visual.shapes, types),
        lines=counted(visual.lines, kinds),
    )


def _placed(data: Attributes) -> bool:
    return all(isinstance(data.get(name), int | float) for name in ("latitude", "longitude"))


def _node_fits(node: Id, data: Attributes, visual: Visual, shows: Mapping[str, Any]) -> bool:
    if str(node) in shows.get("hide", ()) or visual.nodes[node].group in shows.get("without_colour", ()):
        return False
    if str(data.get("type") or "actor") in shows.get("without_shape", ()):
        return False
    for name, field in _FACETS.items():
        asked = shows.get(name)
        if asked and not set(category(data, field) or (MISSING_KEY,)) & set(asked):
            return False
    return True


def _edge_fits(data: Attributes, shows: Mapping[str, Any]) -> bool:
    """With any of its ties; where they are not listed, with its kinds and years."""
    records = ties_of(data)
    if records:
        return any(
            _kind_fits(str(record.get("kind") or MISSING_KEY), str(record.get("known_by") or ""), shows)
            and _held((_year(record.get("held_from")), _year(record.get("held_until"))), shows)
            for record in records
        )
    known_by = str(data.get("known_by") or "")
    last = None if data.get("open") else data.get("last")
    kinds = values(data, "kinds") or (MISSING_KEY,)
    return any(_kind_fits(kind, known_by, shows) for kind in kinds) and _held((data.get("first"), last), shows)


def _kind_fits(kind: str, known_by: str, shows: Mapping[str, Any]) -> bool:
    without, asked = shows.get("without_line", ()), shows.get("via", ())
    return kind not in without and not (known_by and known_by in without) and (not asked or kind in asked)


def _held(span: tuple[int | None, int | None], shows: Mapping[str, Any]) -> bool:
    """Can a tie have held in the years asked for? As `heldIn` of `script/pure/period.js`."""
    start, end = span
    if start is None and end is None:
        return shows.get("undated") is not False
    years = shows.get("period") or shows.get("year")
    return years is None or ((start is None or start <= years[1]) and (end is None or end >= years[0]))


def _year(day: object) -> int | None:
    return int(str(day)[:4]) if day else None
