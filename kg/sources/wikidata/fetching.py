"""What is asked of Wikidata: which items count, then the items themselves, fifty at a time, then their twins."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from string import Template
from typing import Any
from urllib.parse import urlencode

from kg.errors import KgError
from kg.sources.web.actors import known_numbers
from kg.sources.web.collector import Collector
from kg.sources.wikidata.claims import item_of, twins_of

__all__ = ["fetch"]

_RESULTS = "application/sparql-results+json"
_ITEMS = 50  # the most that the interface gives at once
_NUMBERS = 150
_QUERIES = Path(__file__).parent


def fetch(collector: Collector, addresses: Mapping[str, str], data: Path) -> dict[str, int]:
    """See `kg.sources.reader.Fetcher`."""
    sparql, entities = addresses["sparql"], addresses["entities"]
    for name in ("classes", "countries"):
        _ask(collector, sparql, name)
    items = set(_items(_ask(collector, sparql, "bodies")))
    numbers = known_numbers(data)
    for start in range(0, len(numbers), _NUMBERS):
        quoted = " ".join(f'"{number}"' for number in numbers[start : start + _NUMBERS])
        items |= set(_items(_ask(collector, sparql, "numbers", f"-{start // _NUMBERS:03}", numbers=quoted)))
    found = _entities(collector, entities, "item", items)
    twins = {twin for entity in found.values() for twin in twins_of(entity)} - items
    return {"items": len(found), "twins": len(_entities(collector, entities, "twin", twins))}


def _ask(collector: Collector, address: str, name: str, part: str = "", **values: str) -> Any:
    """The rows that a query gives. `values` are digits in quotes."""
    query = Template((_QUERIES / f"{name}.rq").read_text("utf-8")).substitute(values)
    url = f"{address}?{urlencode({'query': query, 'format': 'json'})}"
    answer = collector.get(f"{name}{part}.json", url, accept=_RESULTS)
    try:
        return answer["results"]["bindings"]
    except (KeyError, TypeError) as error:
        collector.forget(f"{name}{part}.json")
        raise KgError(f"the query {name} is answered in another shape than is known: {error!r}") from error


def _items(rows: Iterable[Any]) -> Iterable[str]:
    return (item for row in rows if (item := item_of(row.get("item", {}).get("value", ""))))


def _entities(collector: Collector, address: str, prefix: str, items: Iterable[str]) -> dict[str, Any]:
    """Items by their numbers; where one was merged into another, what it is now."""
    wanted = sorted(items, key=lambda item: int(item[1:]))
    found: dict[str, Any] = {}
    for start in range(0, len(wanted), _ITEMS):
        ids = "|".join(wanted[start : start + _ITEMS])
        asked = {"action": "wbgetentities", "format": "json", "props": "labels|aliases|claims", "ids": ids}
        name = f"{prefix}-{start // _ITEMS:04}.json"
        answer = collector.get(name, f"{address}?{urlencode(asked, safe='|')}")
        if not isinstance(answer, dict) or not isinstance(answer.get("entities"), dict):
            collector.forget(name)
            told = answer.get("error", {}) if isinstance(answer, dict) else {}
            reason = re.sub(r"\s+", " ", str(told.get("info", "another shape than is known")))[:200]
            raise KgError(f"{address} does not give {name}: {reason}")
        found |= answer["entities"]
    return found
