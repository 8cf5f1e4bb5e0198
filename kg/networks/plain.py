"""Graphs that every writer of networkx takes: single values only, lists as text, what is unknown left out.

Inside Samkart a graph holds tuples, records and captions; outside it holds text, numbers and truth values. Everything
that reads a graph here (measures, communities, views, exports) takes both forms, by `values`.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from kg.model.text import clean

if TYPE_CHECKING:
    from kg.networks.types import Attributes, Graph

__all__ = ["JOIN", "LISTS", "Plain", "even", "joined", "plain_graph", "values"]

Plain = str | int | float | bool
JOIN = "|"
"""Between the values of a list where a format has no lists, as in the curated tables."""
LISTS = ("themes", "programmes", "kinds", "roles", "statuses", "evidence", "via", "via_labels")
"""The attributes of nodes and edges that hold several keys or ids."""


def values(attributes: Attributes, name: str) -> tuple[str, ...]:
    """The several values of an attribute, be they a tuple or joined as text; none where it is unknown.

    >>> values({"themes": "energy|mobility"}, "themes"), values({"themes": ("energy",)}, "themes"), values({}, "themes")
    (('energy', 'mobility'), ('energy',), ())
    """
    given = attributes.get(name) or ()
    return tuple(given.split(JOIN)) if isinstance(given, str) else tuple(str(value) for value in given)


def joined(several: Iterable[object]) -> str:
    """Several values as one text, each once, in their order; unknown ones (None and '') are left out."""
    return JOIN.join(dict.fromkeys(str(value) for value in several if value not in (None, "")))


def plain_graph(graph: Graph, caption: str = "") -> Graph:
    """A copy of a graph whose attributes are text, int, float and bool: for networkx and its writers.

    Names stay. Lists are joined by `|` (split them with `values`); None, empty texts and empty lists are left out; an
    attribute is of one type throughout. A node has its label also as `name`, since GML and Cytoscape keep `label` or
    `id` for themselves. Of the caption the graph keeps the figures by name (`mode`, `weight`, `ties`, `hubs`, `first`
    and `last` year, `as_of`, `undated`, `kinds`, `sources`), the conditions as `conditions`, and its sentences, if
    they are given, as `caption`.
    """
    import networkx as nx

    made: Graph = nx.Graph()
    made.graph.update(_told(graph.graph.get("caption") or {}), **_single({"caption": caption}))
    for node, data in graph.nodes(data=True):
        made.add_node(node, **_single({**data, "name": data.get("label") or str(node)}))
    made.add_edges_from((one, other, _single(data)) for one, other, data in graph.edges(data=True))
    return even(made)


def even(graph: Graph) -> Graph:
    """The same graph, one type for each attribute: whole numbers become fractions where an attribute has both."""
    for rows in ([d for _, d in graph.nodes(data=True)], [d for _, _, d in graph.edges(data=True)]):
        mixed = {name for row in rows for name, value in row.items() if isinstance(value, float)}
        for row in rows:
            for name in mixed & row.keys():
                if isinstance(row[name], int) and not isinstance(row[name], bool):
                    row[name] = float(row[name])
    return graph


def _single(attributes: Attributes) -> dict[str, Plain]:
    """Attributes as single values; records (dicts, lists of dicts) have no such form and are left out."""
    made: dict[str, Plain] = {}
    for name, value in attributes.items():
        if isinstance(value, list | tuple):
            value = joined(clean(str(item)) for item in value if not isinstance(item, Mapping))
        elif isinstance(value, str):
            value = clean(value)
        if isinstance(value, float) and not math.isfinite(value):
            continue
        if isinstance(value, Plain) and value != "":
            made[name] = value
    return made


def _told(caption: Attributes) -> dict[str, Plain]:
    first, last = caption.get("years") or (None, None)
    kinds, conditions = caption.get("kinds") or {}, caption.get("selection") or {}
    figures = {name: caption.get(name) for name in ("mode", "weight", "ties", "hubs", "as_of", "undated", "sources")}
    told = [f"{name}={joined(v) if isinstance(v, list | tuple) else v}" for name, v in conditions.items()]
    return _single({**figures, "first": first, "last": last, "kinds": list(kinds), "conditions": "; ".join(told)})
