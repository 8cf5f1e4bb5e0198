"""The first parts of all addresses there are, and what the front must know of each before it is rendered."""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["AREAS", "DATA_AREAS", "POSTED", "SLOW", "THINGS"]

_FACTS = ("source", "count", "list", "claim", "name", "number", "fee-rule")
THINGS = ("actor", "project", "programme", "theme", "tie", "place", "country", "call", "strategy", "event", *_FACTS)
"""The kinds of thing that have a page each: the first part of its path, as in its IRI."""
_VERBS = ("who", "compare", "region", "gaps", "suggest", "path", "coverage", "themes", "networks", "conflicts")
_LISTS = ("programmes", "sources", "stats", "brief", "map", "question", "questions", "search", "names")
SLOW = frozenset({"brief", "map"})
"""What takes seconds: it is made by processes of its own, and readers are told how far it has come."""
_LINKED = ("id", "source", "ontology", "concept", "dataset", ".well-known")
POSTED: frozenset[str] = frozenset({"reconcile"})
"""What may be sent something with POST."""
_DESCRIBED = ("html", "turtle", "jsonld", "ntriples", "json")
DATA_AREAS: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(_LINKED, _DESCRIBED),
    "reconcile": ("json", "html"),
    "sitemap.xml": ("xml",),
    "robots.txt": ("text",),
}
"""What is given in formats of its own by `Accept`, the first of which is the usual one."""
AREAS = frozenset(
    {*THINGS, *_VERBS, *_LISTS, *DATA_AREAS, "about", "accessibility", "cite", "report", "static", "health"}
)
"""Every first part, for counting."""
