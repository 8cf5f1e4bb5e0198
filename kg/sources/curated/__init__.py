"""The curated tables."""

from kg.sources.curated.reading import read

__all__ = ["read"]
