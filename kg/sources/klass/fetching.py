"""What is asked of KLASS: of municipalities (131) and counties (104) every code since 2011, and every change."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from kg.errors import KgError
from kg.sources.klass.answers import CLASSIFICATIONS
from kg.sources.web.collector import Collector

__all__ = ["fetch"]

_SINCE = "2011-01-01"
"""The first day of the curated numbers. KLASS leaves the last day of a range out; without one it has no end."""


def fetch(collector: Collector, addresses: Mapping[str, str], data: Path) -> dict[str, int]:
    """See `kg.sources.reader.Fetcher`."""
    counts = {}
    for name, number in CLASSIFICATIONS.items():
        address = f"{addresses['classifications']}/{number}"
        collector.get(f"{name}-versions.json", address)
        for what, field in (("codes", "codes"), ("changes", "codeChanges")):
            url = f"{address}/{what}?from={_SINCE}&includeFuture=true"
            answer = collector.get(f"{name}-{what}.json", url)
            if not isinstance(answer, dict) or not isinstance(answer.get(field), list):
                collector.forget(f"{name}-{what}.json")
                raise KgError(f"{url} answers in another shape than is known: no list {field!r}")
            counts[f"{name} {what}"] = len(answer[field])
    return counts
