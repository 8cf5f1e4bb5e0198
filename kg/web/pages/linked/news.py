"""What is new about a thing, by the days that its data tell: ties, projects and sources, the newest first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kg.ids import is_date
from kg.model.period import earliest
from kg.store.substitute import lookup_text
from kg.vocab import SK, kind_of

if TYPE_CHECKING:
    from kg.api import Samkart

__all__ = ["MOST", "News", "news"]

MOST = 50
"""How many pieces of news are given at most."""
_BASES = ("start", "hub_start", "end", "as_of", "issued", "retrieved")
"""What a day can be, in the order in which they are taken: the first that had come on the day asked about."""

Row = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class News:
    """A tie, a project or a source (IRI) that is new since a day.

    `kind` is its class without namespace, `day` a date as precise as the data have it, `basis` what happened on it
    (start, end, as_of, issued or retrieved), `ends` the IRIs of what it is with (parties before hub), `wording` how its
    source puts it, and `sources` the (title, address) of what it rests on, sorted.
    """

    iri: str
    kind: str
    day: str
    basis: str
    ends: tuple[str, ...] = ()
    wording: str = ""
    sources: tuple[tuple[str, str], ...] = ()


def news(samkart: Samkart, iri: str, day: str) -> list[News]:
    """What is new about an actor, a programme or a theme, up to a day: at most MOST, the newest first.

    Of a theme or a programme what lies under it counts. A tie is new on the day on which it began, else on which it
    ended or was first stated; what begins after `day` is new since it was stated.
    """
    whole = samkart.view.narrower(iri) if kind_of(iri) in ("theme", "programme") else [iri]
    found = [*_ties(_rows(samkart, "ties", whole), day), *_sources(_rows(samkart, "sources", whole), day)]
    if kind_of(iri) in ("theme", "programme"):
        found += _projects(_rows(samkart, "projects", whole), day)
    found.sort(key=lambda each: each.iri)
    return sorted(found, key=lambda each: earliest(each.day), reverse=True)[:MOST]


def _rows(samkart: Samkart, name: str, things: Sequence[str]) -> list[Row]:
    import pyoxigraph as ox

    answer: Any = samkart.view.query(lookup_text(f"feed/{name}"), {"things": [ox.NamedNode(iri) for iri in things]})
    names = [variable.value for variable in answer.variables]
    return [{name: term.value if (term := row[name]) is not None else "" for name in names} for row in answer]


def _grouped(rows: Iterable[Row], by: str) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row[by], []).append(row)
    return found


def _ties(rows: Iterable[Row], day: str) -> Iterator[News]:
    for iri, told in _grouped(rows, "tie").items():
        if (new := _since(told, day)) is not None:
            parties = sorted({row["party"] for row in told if row["party"]})
            hubs = sorted({row["hub"] for row in told if row["hub"]} - set(parties))
            kind = told[0]["kind"].removeprefix(SK)
            wording = min((row["wording"] for row in told if row["wording"]), default="")
            yield News(iri, kind, *new, (*parties, *hubs), wording, _told_by(told))


def _projects(rows: Iterable[Row], day: str) -> Iterator[News]:
    for iri, told in _grouped(rows, "project").items():
        if (new := _since(told, day)) is not None:
            yield News(iri, "Project", *new, sources=_told_by(told))


def _sources(rows: Iterable[Row], day: str) -> Iterator[News]:
    for iri, told in _grouped(rows, "source").items():
        retrieved = max((row["retrieved"] for row in told if is_date(row["retrieved"])), default="")
        if retrieved and earliest(retrieved) <= day:
            yield News(iri, "Source", retrieved, "retrieved", sources=_told_by(told))


def _since(rows: Sequence[Row], day: str) -> tuple[str, str] | None:
    """(day, what happened on it), None where nothing had happened by the day asked about or no day is known."""
    for basis in _BASES:
        days = sorted(
            {row[basis] for row in rows if is_date(row.get(basis, ""))}, key=lambda each: (earliest(each), each)
        )
        come = [each for each in days if earliest(each) <= day]
        if come:
            return come[0], "start" if basis == "hub_start" else basis
    return None


def _told_by(rows: Iterable[Row]) -> tuple[tuple[str, str], ...]:
    return tuple(sorted({(row["title"], row["page"]) for row in rows if row["title"] or row["page"]}))
