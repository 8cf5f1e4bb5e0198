"""Queries that are not put to the engine at all."""

from __future__ import annotations

from kg.errors import BadData

__all__ = ["check"]

_MOST_LEVELS = 500  # brackets in each other


def check(text: str) -> None:
    """Raises BadData for a query that is nested too deeply for the engine, or that would ask another endpoint."""
    if sum(map(text.count, "([{")) > _MOST_LEVELS:
        from kg.store.querying.tokens import depth

        if (levels := depth(text)) > _MOST_LEVELS:
            raise BadData(f"the query is nested too deeply: {levels:,} brackets in each other; at most {_MOST_LEVELS}")
    capitals = text.upper()
    if text.count("<<") + capitals.count("TRIPLE") > _MOST_LEVELS:
        raise BadData(f"the query has too many triples within triples; at most {_MOST_LEVELS}")
    if "SERVICE" in capitals:
        from kg.store.querying.mistakes import asks_others

        if refused := asks_others(text):
            raise BadData(refused)
