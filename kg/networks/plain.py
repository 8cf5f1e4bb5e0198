"""Graphs that every writer of networkx takes: single values only, lists as text, what is unknown left out.

Inside Samkart a graph holds tuples, records and captions; outside it holds text, numbers and truth values. Everything
that reads a graph here (measures, communities, views, exports) takes both forms, by `values`.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from kg.model.text import clean

if TYPE_CHECKING:
    from kg.networks.types import Attributes, Graph

__all__ = ["JOIN", "LISTS", "Plain", "as_text", "even", "joined", "plain_graph", "single", "values"]

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
    told = graph.graph.get("caption") or {}
    made.graph.update(_told(told) if isinstance(told, Mapping) else _single(graph.graph))
    made.graph.update(_single({"caption": caption}))
    for node, data in graph.nodes(data=True):
        made.add_node(node, **_single({**data, "name": data.get("label") or str(node)}))
    made.add_edges_from((one, other, _single(data)) for one, other, data in graph.edges(data=True))
    return even(made)


def as_text(graph: Graph) -> Graph:
    """A copy of a graph whose attributes are all text, but for the `weight` of edges: for `networkx.write_pajek`.

    Truth values are `true` and `false`. Pajek's writer warns of every attribute that is no text, and leaves it out.
    """
    made = plain_graph(graph)
    for _, data in made.nodes(data=True):
        data.update({name: _text(value) for name, value in data.items()})
    for _, _, data in made.edges(data=True):
        data.update({name: _text(value) for name, value in data.items() if name != "weight"})
    return made


def even(graph: Graph) -> Graph:
    """The same graph, one type for each attribute: fractions where whole numbers stand beside them, else text."""
    for rows in ([d for _, d in graph.nodes(data=True)], [d for _, _, d in graph.edges(data=True)]):
        types: dict[str, set[type]] = {}
        for row in rows:
            for name, value in row.items():
                types.setdefault(name, set()).add(type(value))
        mixed = {name: float if found <= {int, float} else _text for name, found in types.items() if len(found) > 1}
        for row in rows:
            row.update({name: mixed[name](row[name]) for name in mixed.keys() & row.keys()})
    return graph


def _text(value: Plain) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _single(attributes: Attributes) -> dict[str, Plain]:
    """Attributes as single values; records (dicts, lists of dicts) have no such form and are left out."""
    told = ((name, single(value)) for name, value in attributes.items())
    return {name: value for name, value in told if value is not None and value != ""}


def single(value: object) -> Plain | None:
    """One value as text, int, float or bool; None where it has no such form (records, numbers that are none).

    >>> from datetime import date
    >>> from decimal import Decimal
    >>> single(date(2020, 1, 31)), single(Decimal("2.50")), single({"b", "a"}), single(float("nan"))
    ('2020-01-31', 2.5, 'a|b', None)
    """
    kind = type(value)
    if kind is str:
        return clean(value)  # type: ignore[arg-type]
    if kind is int or kind is bool or value is None:
        return value  # type: ignore[return-value]
    if isinstance(value, set | frozenset):
        value = sorted(value, key=str)
    if not isinstance(value, str | Mapping) and hasattr(value, "tolist"):  # numpy's numbers and arrays
        value = value.tolist()
    if isinstance(value, list | tuple):
        return joined(clean(_text(item) if isinstance(item, bool) else str(item)) for item in value if _tells(item))
    if isinstance(value, Decimal | Fraction):
        value = float(value)
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, bool | int):
        return value
    return clean(str(value)) if _tells(value) else None


def _tells(value: object) -> bool:
    return value is not None and not isinstance(value, Mapping)


def _told(caption: Attributes) -> dict[str, Plain]:
    first, last = caption.get("years") or (None, None)
    kinds, conditions = caption.get("kinds") or {}, caption.get("selection") or {}
    figures = {name: caption.get(name) for name in ("mode", "weight", "ties", "hubs", "as_of", "undated", "sources")}
    told = [f"{name}={joined(v) if isinstance(v, list | tuple) else v}" for name, v in conditions.items()]
    return _single({**figures, "first": first, "last": last, "kinds": list(kinds), "conditions": "; ".join(told)})
