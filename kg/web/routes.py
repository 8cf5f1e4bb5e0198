"""The first parts of all addresses there are, and what the front must know of each before it is rendered."""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["AREAS", "DATA_AREAS", "POSTED", "SLOW", "THINGS", "VERBS"]

THINGS = ("actor", "project", "programme", "theme", "tie", "place", "country", "call", "strategy", "event")
"""The kinds of thing that are asked for most: the first part of the path of their pages, as in their IRIs."""
_ACTORS = ("who", "compare", "region", "gaps", "suggest", "path", "coverage", "themes", "networks", "conflicts")
VERBS = (*_ACTORS, "programmes", "sources", "stats")
"""The first parts of the paths of verbs (`kg.web.operations.verbs`)."""
_OTHERS = ("brief", "map", "question", "questions", "search", "names", "concept")
SLOW = frozenset({"brief", "map"})
"""What takes seconds: it is made by processes of its own, and readers are told how far it has come."""
POSTED: frozenset[str] = frozenset()
"""What may be sent something with POST."""
DATA_AREAS: Mapping[str, tuple[str, ...]] = {}
"""What is never a page, with the formats that it is given in, the first of which is the usual one."""
AREAS = frozenset({*THINGS, *VERBS, *_OTHERS, "about", "accessibility", "report", "static", "health"})
"""Every first part, for counting."""
