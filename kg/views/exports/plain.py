"""A graph made plain for exchange: nodes and edges sorted, values that every format can hold, dates made whole."""

from __future__ import annotations

import calendar
from collections.abc import Hashable, Mapping
from typing import TYPE_CHECKING, Any

from kg.networks.plain import JOIN, Plain, joined, single

if TYPE_CHECKING:
    from kg.networks.types import Attributes, Graph, Positions
    from kg.views.visual import Visual

__all__ = ["edge_look", "listed", "look", "ordered", "plain", "rich", "spans", "whole_date"]


def ordered(graph: Graph) -> tuple[list[Hashable], list[tuple[Hashable, Hashable, dict[str, Any]]]]:
    """The nodes by id, and the edges by their ends, each edge with its lesser end first."""
    nodes = sorted(graph.nodes, key=str)
    edges = [(*sorted((u, v), key=str), data) for u, v, data in graph.edges(data=True)]
    return nodes, sorted(edges, key=lambda edge: (str(edge[0]), str(edge[1])))


def rich(attributes: Attributes) -> dict[str, Any]:
    """Attributes for JSON: lists and records stay, the unknown (None, '' and what is no number) is left out."""
    made = {name: _rich(value) for name, value in attributes.items()}
    return {name: value for name, value in made.items() if value is not None and value != ""}


def _rich(value: object) -> object:
    if isinstance(value, Mapping):
        return rich(value)
    if isinstance(value, list | tuple | set | frozenset):
        return [_rich(item) for item in (sorted(value, key=str) if isinstance(value, set | frozenset) else value)]
    return single(value)


def plain(attributes: Attributes) -> dict[str, Plain]:
    """Attributes as single values: lists joined, measures as `measure_NAME`, ties as their number and their sources.

    >>> plain({"themes": ["energy", "mobility"], "measures": {"pagerank": 0.5}, "level": ""})
    {'themes': 'energy|mobility', 'measure_pagerank': 0.5}
    """
    made: dict[str, Plain] = {}
    for name, value in rich(attributes).items():
        if name in ("ties", "records") and isinstance(value, list):
            made.setdefault("ties", len(value))
            made["sources"] = joined(url for tie in listed({"ties": value}) for url in tie["source_url"].split(JOIN))
        elif isinstance(value, Mapping):
            prefix = "measure" if name == "measures" else name
            made |= {f"{prefix}_{key}": item for key, item in plain(value).items()}
        elif isinstance(value, list):
            made[name] = joined(value)
        else:
            made[name] = value
    return {name: value for name, value in made.items() if value != ""}


def whole_date(date: str, *, end: bool = False) -> str:
    """The first, or with `end` the last, day that a date of any precision stands for.

    >>> whole_date("1948"), whole_date("2020-02", end=True), whole_date("2021-12-03")
    ('1948-01-01', '2020-02-29', '2021-12-03')
    """
    parts = [int(part) for part in date.split("-")]
    year, month = parts[0], parts[1] if len(parts) > 1 else (12 if end else 1)
    day = parts[2] if len(parts) > 2 else (calendar.monthrange(year, month)[1] if end else 1)
    return f"{year:04d}-{month:02d}-{day:02d}"


def listed(edge: Attributes) -> list[dict[str, Any]]:
    """The ties that an edge lists, under `ties` or, where that is a number, under `records`.

    Several sources of a tie (`sources`, each with title and url) become one text each in `source_title`, `source_url`.
    """
    ties = edge.get("ties") if isinstance(edge.get("ties"), list | tuple) else edge.get("records")
    found = []
    for tie in ties or ():
        if isinstance(tie, Mapping):
            several = [source for source in tie.get("sources") or () if isinstance(source, Mapping)]
            told = {f"source_{name}": joined(source.get(name) for source in several) for name in ("title", "url")}
            found.append({"source_title": "", "source_url": "", **tie, **{k: v for k, v in told.items() if v}})
    return found


Span = tuple[str, str]


def spans(edge: Attributes) -> list[Span]:
    """When an edge is known to be: from and to as whole dates ('' is open), merged where they overlap, in order.

    Taken from its dated ties, else from `first` and `last` year. A tie without dates says nothing.
    """
    found = [(str(tie.get("start") or ""), str(tie.get("end") or "")) for tie in listed(edge)]
    if not any(a or b for a, b in found) and (edge.get("first") or edge.get("last")):
        found = [(str(edge.get("first") or ""), "" if edge.get("open") else str(edge.get("last") or ""))]
    dated = [(whole_date(a) if a else "", whole_date(b, end=True) if b else "") for a, b in found if a or b]
    merged: list[Span] = []
    for start, end in sorted(dated):
        if merged and (not merged[-1][1] or start <= merged[-1][1]):
            before = merged.pop()
            last = "" if not before[1] or not end else max(before[1], end)
            merged.append((before[0], last))
        else:
            merged.append((start, end))
    return merged


def look(node: Hashable, visual: Visual | None, positions: Positions | None) -> dict[str, Any]:
    """Position, size and colour of a node, as far as they are given; y points down."""
    made: dict[str, object] = {}
    if positions is not None and node in positions:
        made["x"], made["y"] = (round(float(value), 3) for value in positions[node])
    if visual is not None:
        made["size"], made["color"] = visual.nodes[node].size, visual.nodes[node].colour
    return made


def edge_look(edge: tuple[Hashable, Hashable], visual: Visual | None) -> dict[str, object]:
    """The width of an edge, if it is given."""
    if visual is None:
        return {}
    found = visual.edges.get(edge) or visual.edges[edge[1], edge[0]]
    return {"size": found.width}
