"""What is rendered: a module for each kind of page, found by the first part of the path, loaded when needed."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from importlib import import_module
from logging import getLogger
from typing import TYPE_CHECKING

from kg.errors import KgError, NotFound, Usage
from kg.model.period import on_day
from kg.web.address import address
from kg.web.asked import Asked, Rendered
from kg.web.routes import NETWORK_FILES, VERBS

if TYPE_CHECKING:
    from kg.api import Samkart

__all__ = ["respond"]

_MODULES = {
    **dict.fromkeys(VERBS, "asking"),
    **dict.fromkeys(("search", "names"), "search"),
    **dict.fromkeys(("questions", "question"), "asking"),
    **dict.fromkeys(("about", "accessibility", "progress", "error", "report"), "own"),
    **dict.fromkeys(("network", *(f"network.{each}" for each in NETWORK_FILES)), "network"),
    **dict.fromkeys(("id", "source"), "linked.identifiers"),
    **dict.fromkeys(("dataset", ".well-known"), "linked.dataset"),
    "ontology": "linked.ontology",
    **dict.fromkeys(("sitemap.xml", "robots.txt"), "linked.sitemap"),
    "reconcile": "reconcile.service",
    **dict.fromkeys(("sparql", "query"), "sparql"),
    **dict.fromkeys(("brief", "map"), "papers"),
    "api": "api",
}
"""The module of each first part of a path; what has another is a kind of thing."""


def respond(samkart: Samkart, asked: Asked) -> Rendered:
    """What is answered to a request, as on its day; an error is an answer too, in the form that was asked for."""
    name = _MODULES.get(asked.path[0], "things") if asked.path else "home"
    notices: list[str] = []
    with on_day(asked.day), samkart.telling(notices.append):
        try:
            page: Callable[[Samkart, Asked, list[str]], Rendered] = import_module(f"kg.web.pages.{name}").page
            asked = replace(asked, name=samkart.state)
            return page(samkart, asked, notices)
        except KgError as error:
            status = 404 if isinstance(error, NotFound) else 400 if isinstance(error, Usage) else 500
            return _error(asked, status, error)
        except Exception:
            number = os.urandom(4).hex()
            getLogger("kg.web").exception("rendering %s failed (%s)", address(asked.path, asked.given), number)
            return _error(asked, 500, KgError(f"{number}"), hidden=True)


def _error(asked: Asked, status: int, error: KgError, *, hidden: bool = False) -> Rendered:
    from kg.web.pages.own import told

    return told(asked, status, error, hidden=hidden)
