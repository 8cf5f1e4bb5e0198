"""Which edges of a one-mode network are drawn at first, and which a page holds besides, for its slider.

A picture has the widest backbone that can be read (`kg.networks.backbone`). A page holds more edges than it draws:
with their ties and sources as far as there is room, then by weight, kinds and years only, as far as its size allows.
"""

from __future__ import annotations

import json
from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from kg.language.captions import LANGUAGES, caption_of
from kg.networks.backbone import LADDER, Disparity, caveats_of, edges_of, fitting, readable

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from kg.networks.types import Attributes, Graph
    from kg.views.visual import Visual

__all__ = ["MOST_BYTES", "Significance", "Table", "backbone_data", "level_of", "significance"]

_Edge = tuple[Any, Any, "Attributes", float]
"""Both ends, what is known of it, its p-value."""

MOST_BYTES = 2_000_000
"""A page is to be no larger than about this. What is drawn at first stands in it whatever its size."""
_AROUND, _OUTLINE, _OF_NODE, _LEAST_ROW = 620_000, 390_000, 640, 24
"""About how many bytes the scripts take, the outline of Europe and a node; and what a row of an edge takes at least."""
_STOPS = (0.0, *sorted(level for level in LADDER if level >= 0.001), 1.0)


@dataclass(frozen=True, slots=True, eq=False)
class Significance:
    """How the edges of a network stand out, in its own order; the `level` of its picture at first, and the `levels`
    that can be chosen, ascending: each has more edges than the one before.
    """

    found: Disparity
    level: float
    levels: tuple[float, ...]


def level_of(graph: Graph, asked: float | None = None) -> float:
    """The level at which a network is drawn: the one asked for, else the widest that can be read; 1 is all of it.

    A network whose edges do not know their `p_value` is drawn whole: one of two modes, or from elsewhere.
    """
    made = significance(graph, asked)
    return made.level if made else 1.0


def significance(graph: Graph, asked: float | None = None) -> Significance | None:
    """How the edges of a network stand out; None where they do not know it. `asked` is a level for the picture."""
    if not graph.number_of_edges() or not all("p_value" in data for _, _, data in graph.edges(data=True)):
        return None
    found = edges_of(graph)
    level = fitting(found, readable(graph.number_of_nodes())) if asked is None else asked
    by_count: dict[int, float] = {}
    for each in sorted({*_STOPS, level}):
        by_count.setdefault(found.count(each), each)
    by_count[found.count(level)] = level
    return Significance(found, level, tuple(sorted(by_count.values())))


class Table:
    """Things that others name by their place, each kept once, as JSON."""

    def __init__(self) -> None:
        self._places: dict[str, int] = {}

    def place(self, thing: object) -> int:
        """The place of a thing, which is put last where it is new."""
        return self._places.setdefault(json.dumps(thing, ensure_ascii=False, sort_keys=True), len(self._places))

    def shorten(self, length: int) -> None:
        """Take back all but the first so many."""
        for text in list(self._places)[length:]:
            del self._places[text]

    def __len__(self) -> int:
        return len(self._places)

    @property
    def size(self) -> int:
        """How many bytes all of them take."""
        return sum(len(text.encode()) + 2 for text in self._places)

    @property
    def rows(self) -> list[Any]:
        """The things, in the order in which they were met."""
        return [json.loads(text) for text in self._places]


@dataclass(frozen=True, slots=True)
class _Rows:
    """What makes rows of the edges of a graph, with the tables of what these name."""

    visual: Visual
    places: Mapping[Hashable, int]
    described: Callable[[Attributes], dict[str, Any]]
    sources: Table
    whats: Table = field(default_factory=Table)
    ties: Table = field(default_factory=Table)

    def made(self, edges: Sequence[_Edge], with_ties: bool) -> list[list[float]]:
        """Rows of places of both ends, weight, p-value and width to three digits, and the place of what the edge is.

        That is its record as `described` makes it, less the weight, with the kind that it is drawn as and dashes, its
        ties by their places.
        """
        rows = []
        for u, v, data, p in edges:
            what = self.described(data if with_ties else {**data, "records": ()})
            line, weight = self.visual.edges[u, v], what.pop("weight", 0.0)
            ties = [self.ties.place(tie) for tie in what.pop("ties", ())]
            place = self.whats.place({**what, "kind": line.kind, "dashes": list(line.dash), "ties": ties})
            short = (float(f"{number:.3g}") for number in (weight, p, line.width))
            rows.append([self.places[u], self.places[v], *short, place])
        return rows

    def fitting(self, edges: Sequence[_Edge], *, with_ties: bool, room: int) -> list[list[float]] | None:
        """The same, where they and the tables fit into so many bytes; else nothing, and the tables as they were."""
        if len(edges) * _LEAST_ROW > room:
            return None
        tables = (self.whats, self.ties, self.sources)
        lengths = [len(table) for table in tables]
        rows = self.made(edges, with_ties)
        if len(json.dumps(rows, separators=(",", ":"))) + sum(table.size for table in tables) <= room:
            return rows
        for table, length in zip(tables, lengths, strict=True):
            table.shorten(length)
        return None


def backbone_data(
    graph: Graph,
    made: Significance,
    visual: Visual,
    *,
    places: Mapping[Hashable, int],
    sources: Table,
    described: Callable[[Attributes], dict[str, Any]],
    outline: bool,
) -> dict[str, Any]:
    """What the page's slider needs: `stops`, narrowest first, the place of the one at `first`, and tables for rows.

    A stop has its level, how many edges are there with all before it, the sentences of the caption that go with it by
    language, and the `rows` (see `_Rows.made`) of the edges that it adds, which name `whats` and these `ties`. `of` is
    how many edges the network has, `degrees` how many those of a node are, by its place. Edges beyond the first picture
    are there as far as the page stays below MOST_BYTES.
    """
    rows = _Rows(visual, places, described, sources=sources)
    room = MOST_BYTES - _AROUND - _OUTLINE * outline - _OF_NODE * graph.number_of_nodes()
    edges = [(u, v, data, p) for (u, v, data), p in zip(graph.edges(data=True), made.found.p.tolist(), strict=True)]
    before, with_ties = [False] * len(edges), True
    stops: list[dict[str, Any]] = []
    for level in made.levels:
        kept = made.found.kept(level).tolist()
        new = [edge for edge, now, then in zip(edges, kept, before, strict=True) if now and not then]
        if level <= made.level:
            added: list[list[float]] | None = rows.made(new, with_ties)
        else:
            added = rows.fitting(new, with_ties=True, room=room) if with_ties else None
            with_ties = added is not None
            added = added if with_ties else rows.fitting(new, with_ties=False, room=room)
        if added is None:
            break
        room -= len(json.dumps(added, separators=(",", ":")))
        before = kept
        stops.append(_stop(graph, made, level) | {"rows": added})
    return {
        "first": made.levels.index(made.level),
        "of": len(edges),
        "degrees": {str(places[node]): degree for node, degree in graph.degree() if degree},
        "stops": stops,
        "whats": rows.whats.rows,
        "ties": rows.ties.rows,
    }


def _stop(graph: Graph, made: Significance, level: float) -> dict[str, Any]:
    told = graph.graph.get("caption")
    info: Mapping[str, Any] = told if isinstance(told, Mapping) else {}
    edges, caveats = made.found.count(level), caveats_of(made.found, level)
    lines = {
        lang: [caption_of(info, graph.number_of_nodes(), edges, lang)[0], *(caveat.text(lang) for caveat in caveats)]
        for lang in LANGUAGES
    }
    return {"level": level, "edges": edges, "lines": lines}
