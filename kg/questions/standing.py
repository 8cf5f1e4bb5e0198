"""What is asked of a few things that share a name: their county, place, life and numbers, who came after, old names.

A few look-ups in the graph, asked as SPARQL, so that a store on disk and an endpoint answer alike.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kg.store.substitute import lookup_text
from kg.store.view import View

if TYPE_CHECKING:
    from kg.store.substitute import Values

__all__ = ["Standing", "former_names", "standings", "successors"]


@dataclass(frozen=True, slots=True)
class Standing:
    """The county and the seat (IRIs), the first and the last day and a number of a thing; empty when unknown."""

    county: str = ""
    place: str = ""
    start: str = ""
    end: str = ""
    number: str = ""


def standings(view: View, things: Sequence[str]) -> dict[str, Standing]:
    """What tells some things (IRIs) apart; of several numbers that of today, else the least."""
    import pyoxigraph as ox

    found: dict[str, list[dict[str, str]]] = {}
    for row in _rows(view, "standing", {"things": [ox.NamedNode(iri) for iri in things]}):
        found.setdefault(row["thing"], []).append(row)

    def least(rows: list[dict[str, str]], *names: str) -> str:
        texts = (min((row[name] for row in rows if row[name]), default="") for name in names)
        return next(filter(None, texts), "")

    return {
        iri: Standing(
            county=least(rows, "county"),
            place=least(rows, "place"),
            start=least(rows, "start"),
            end=least(rows, "end"),
            number=least(rows, "number", "dated"),
        )
        for iri, rows in found.items()
    }


def successors(view: View, actor: str) -> tuple[str, ...]:
    """What an actor became in the latest reform that it did not outlive (IRIs, sorted); none is an empty tuple."""
    import pyoxigraph as ox

    events: dict[tuple[str, str], set[str]] = {}
    for row in _rows(view, "successors", {"actor": ox.NamedNode(actor)}):
        events.setdefault((row["date"], row["event"]), set()).add(row["result"])
    ended = [results for _, results in sorted(events.items()) if actor not in results]
    return tuple(sorted(ended[-1])) if ended else ()


def former_names(view: View, actor: str) -> list[tuple[str, str, str]]:
    """(name, start, end) of every former or other name of an actor, sorted; dates are empty when unknown."""
    import pyoxigraph as ox

    rows = _rows(view, "former_names", {"actor": ox.NamedNode(actor)})
    return sorted({(row["name"], row["start"], row["end"]) for row in rows})


def _rows(view: View, name: str, values: Values) -> Iterator[dict[str, str]]:
    answer: Any = view.query(lookup_text(name), values)
    names = [variable.value for variable in answer.variables]
    for row in answer:
        yield {name: term.value if (term := row[name]) is not None else "" for name in names}
