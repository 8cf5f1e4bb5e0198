"""The first parts of all addresses there are, and what the front must know of each before it is rendered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

__all__ = ["AREAS", "DATA_AREAS", "NETWORK_FILES", "POSTED", "SLOW", "THINGS", "VERBS", "is_slow"]

_FACTS = ("source", "count", "list", "claim", "name", "number", "fee-rule")
THINGS = ("actor", "project", "programme", "theme", "tie", "place", "country", "call", "strategy", "event", *_FACTS)
"""The kinds of thing that have a page each: the first part of its path, as in its IRI."""
_ACTORS = ("who", "compare", "region", "gaps", "suggest", "path", "coverage", "themes", "networks", "conflicts")
_NETWORKS = ("ranking", "communities", "brokers", "levels", "changes")
VERBS = (*_ACTORS, *_NETWORKS, "programmes", "sources", "stats")
"""The first parts of the paths of verbs (`kg.web.operations.verbs`)."""
_OTHERS = ("brief", "map", "network", "question", "questions", "search", "names", "sparql", "query")
_FRAMED = ("brief", "map")
SLOW = frozenset({"brief", "map", "query", *_NETWORKS})
"""What takes seconds: it is made by processes of its own, and readers are told how far it has come."""
_LINKED = ("id", "source", "ontology", "concept", "dataset", ".well-known")
POSTED: frozenset[str] = frozenset({"reconcile"})
"""What may be sent something with POST."""
NETWORK_FILES: Mapping[str, str] = {"json": "json", "gexf": "gexf", "csv": "csv", "nodes.csv": "csv"}
"""The files of the network page: ending → the key of its format (`kg.web.forms`)."""
_DESCRIBED = ("html", "turtle", "jsonld", "ntriples", "json")
DATA_AREAS: Mapping[str, tuple[str, ...]] = {
    **{f"network.{name}": (form,) for name, form in NETWORK_FILES.items()},
    **dict.fromkeys(_LINKED, _DESCRIBED),
    "reconcile": ("json", "html"),
    "api": ("json", "html"),
    "sitemap.xml": ("xml",),
    "robots.txt": ("text",),
}
"""What is given in formats of its own by `Accept`, the first of which is the usual one."""
AREAS = frozenset({*THINGS, *VERBS, *_OTHERS, *DATA_AREAS, "about", "accessibility", "report", "static", "health"})
"""Every first part, for counting."""


def is_slow(path: Sequence[str], *, shown: bool = False) -> bool:
    """Does what has this path take seconds, as a page or as data for programs?

    With `shown` a page is meant that people see with its header: that of a map or a briefing has what was made in a
    frame, and is quick.

    >>> is_slow(("ranking",)), is_slow(("api", "ranking")), is_slow(("api", "who")), is_slow(())
    (True, True, False, False)
    >>> is_slow(("map", "asker")), is_slow(("map", "asker"), shown=True)
    (True, False)
    """
    area = next(iter(path[1:] if path[:1] == ("api",) else path), "")
    return area in SLOW and not (shown and area in _FRAMED)
