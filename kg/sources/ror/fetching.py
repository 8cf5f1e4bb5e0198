"""What is asked of ROR: the organisations of the countries around the North Sea and the Baltic, country by country."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from kg.sources.web.collector import Collector, Listing

__all__ = ["COUNTRIES", "fetch"]

COUNTRIES = ("NO", "SE", "DK", "FI", "IS", "FO", "GL", "AX")
"""Countries that are asked for; all others are in the dump, which is one file."""
_SIZE = 20  # what the interface gives in a page


def fetch(collector: Collector, addresses: Mapping[str, str], data: Path) -> dict[str, int]:
    """See `kg.sources.reader.Fetcher`."""
    found: dict[str, Any] = {}
    for country in COUNTRIES:
        found |= _of_country(collector, addresses["organizations"], country)
    return {"organisations": len(found)}


def _of_country(collector: Collector, address: str, country: str) -> dict[str, Any]:
    def page(number: int) -> str:
        chosen = f"locations.geonames_details.country_code:{country}"
        return f"{address}?{urlencode({'filter': chosen, 'all_status': '', 'page': number}, safe=':')}"

    def follow(answer: Any, number: int) -> str | None:
        return page(number + 2) if (number + 1) * _SIZE < answer["number_of_results"] else None

    listing = Listing(
        records=lambda answer: [(one["id"], one) for one in answer["items"]],
        total=lambda answer: int(answer["number_of_results"]),
        follow=follow,
    )
    return collector.listing(f"{country.lower()}-", page(1), listing)
