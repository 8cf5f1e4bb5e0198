"""Names of countries, from Unicode CLDR."""

from kg.sources.cldr.reading import read

__all__ = ["read"]
