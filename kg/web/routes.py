"""The first parts of all addresses there are, and what the front must know of each before it is rendered."""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["AREAS", "DATA_AREAS", "NETWORK_FILES", "POSTED", "SLOW", "THINGS", "VERBS"]

THINGS = ("actor", "project", "programme", "theme", "tie", "place", "country", "call", "strategy", "event")
"""The kinds of thing that are asked for most: the first part of the path of their pages, as in their IRIs."""
_ACTORS = ("who", "compare", "region", "gaps", "suggest", "path", "coverage", "themes", "networks", "conflicts")
VERBS = (*_ACTORS, "programmes", "sources", "stats")
"""The first parts of the paths of verbs (`kg.web.operations.verbs`)."""
_OTHERS = ("brief", "map", "network", "question", "questions", "search", "names", "concept", "sparql", "query")
SLOW = frozenset({"brief", "map", "query"})
"""What takes seconds: it is made by processes of its own, and readers are told how far it has come."""
POSTED: frozenset[str] = frozenset()
"""What may be sent something with POST."""
NETWORK_FILES: Mapping[str, str] = {"json": "json", "gexf": "gexf", "csv": "csv", "nodes.csv": "csv"}
"""The files of the network page: ending → the key of its format (`kg.web.forms`)."""
DATA_AREAS: Mapping[str, tuple[str, ...]] = {f"network.{name}": (form,) for name, form in NETWORK_FILES.items()}
"""What is never a page, with the formats that it is given in, the first of which is the usual one."""
AREAS = frozenset({*THINGS, *VERBS, *_OTHERS, "about", "accessibility", "report", "static", "health"})
"""Every first part, for counting."""
