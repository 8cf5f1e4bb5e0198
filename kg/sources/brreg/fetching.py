"""What is asked of Enhetsregisteret: all municipalities and counties, then known actors, then those that are gone."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from kg.sources.web.actors import known_numbers
from kg.sources.web.collector import Collector, Listing

__all__ = ["FORMS", "fetch"]

FORMS = ("KOMM", "FYLK")
"""Legal forms that are asked for whole: municipalities and counties."""
_SIZE = 100


def fetch(collector: Collector, addresses: Mapping[str, str], data: Path) -> dict[str, int]:
    """See `kg.sources.reader.Fetcher`."""
    address = addresses["enheter"]
    found: dict[str, Any] = {}
    for form in FORMS:
        found |= _listed(collector, f"form-{form.lower()}-", address, {"organisasjonsform": form})
    numbers = [each for each in known_numbers(data) if each not in found]
    for start in range(0, len(numbers), _SIZE):
        some = ",".join(numbers[start : start + _SIZE])
        found |= _listed(collector, f"known-{start // _SIZE:03}-", address, {"organisasjonsnummer": some})
    gone = 0
    for number in [each for each in numbers if each not in found]:
        one = collector.get(f"one-{number}.json", f"{address}/{number}", missing=True)
        gone += one is None or bool(one.get("slettedato"))
    return {"units": len(found), "deleted or not there": gone}


def _listed(collector: Collector, prefix: str, address: str, asked: dict[str, str]) -> dict[str, Any]:
    def page(number: int) -> str:
        return f"{address}?{urlencode({**asked, 'size': _SIZE, 'page': number}, safe=',')}"

    def units(answer: Any) -> list[tuple[str, Any]]:
        return [(one["organisasjonsnummer"], one) for one in answer.get("_embedded", {}).get("enheter", [])]

    listing = Listing(
        records=units,
        total=lambda answer: int(answer["page"]["totalElements"]),
        follow=lambda answer, number: page(number + 1) if number + 1 < answer["page"]["totalPages"] else None,
    )
    return collector.listing(prefix, page(0), listing)
