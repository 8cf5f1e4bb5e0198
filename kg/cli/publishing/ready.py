"""What a server needs before it listens: an address that is one, and a store that is up to date."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from kg.cli.options import progress_line
from kg.cli.progress import clear
from kg.settings import Settings
from kg.web.site import Site, checked

__all__ = ["site_of"]


def site_of(settings: Settings, **told: Any) -> Site:
    """The site over the store (or the endpoint) of the settings, with what the options `told` (fields of `Site`).

    The store is built first where that is due. Raises Usage for an address that is none, before anything is built.
    """
    site = checked(
        Site(
            store=str(settings.store),
            endpoint=settings.endpoint,
            lang=settings.lang,
            country=settings.country,
            **told,
        )
    )
    if settings.endpoint:
        return site
    from kg.session import ensure_store

    generation = ensure_store(settings, progress_line())
    clear()
    return replace(site, generation=str(generation))
