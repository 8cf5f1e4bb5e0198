"""The name of the state that is open, as outputs cite it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.errors import KgError
from kg.store import layout
from kg.store.substitute import lookup_text

if TYPE_CHECKING:
    from kg.store.view import View

__all__ = ["state_name"]


def state_name(view: View) -> str:
    """What the manifest of a store, or the graph behind an endpoint, says; empty where it says nothing."""
    generation = getattr(view, "generation", None)
    if generation is not None:
        return str(layout.manifest_of(generation).get("state", ""))
    try:
        rows = list(view.query(lookup_text("state")))
    except KgError:
        return ""
    return str(rows[0]["name"].value) if rows else ""
