"""In which region an actor lies: worked out when a graph is built, from seats, counties and reforms.

A source that tells of a known actor has a place of its own for it, whose code would not be found from the actor. A
Norwegian municipality has no code in any source: its county is a region of Eurostat's, and a municipality that has
ended lies where what it went into lies.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from kg.model.regions import county_codes, read_regions
from kg.store.derived.areas import reforms
from kg.store.triples import TripleSource
from kg.vocab import ORG, RDF, SK, SKD, key_of

__all__ = ["CODE", "FURTHER_SEAT", "NEEDED", "nuts_codes"]

Triple = tuple[str, str, str]
CODE = SK + "nutsCode"
FURTHER_SEAT = SK + "furtherSeat"
"""Joins an actor with the place that a source gives it beside its seat, while a graph is built; it enters no graph."""
NEEDED = (
    RDF + "type",
    ORG + "originalOrganization",
    ORG + "resultingOrganization",
    *(SK + name for name in ("seat", "county", "nutsCode", "end", "changeKind")),
    FURTHER_SEAT,
)
"""The predicates that this is worked out from."""


def nuts_codes(reader: TripleSource, links: Path) -> Iterator[Triple]:
    """Triples to add to a default graph: an actor, and the code of each region in which it is known to lie.

    In this order: a county's own code; that of what all of an ended municipality went into; that of its county; those
    of the places that sources give an actor. `links` is the folder with the regions and their counties.
    """
    codes = county_codes(read_regions(links))
    county = {actor: county for actor, county, _ in reader.pairs(SK + "county")}
    counties = {subject for subject, cls, _ in reader.pairs(RDF + "type") if cls == SK + "County"}
    after = _after(reader)
    found: dict[str, set[str]] = _of_places(reader)

    def by_county(actor: str, seen: frozenset[str] = frozenset()) -> str:
        own = codes.get(key_of(actor if actor in counties else county.get(actor, "")), "")
        if actor in counties or actor in seen:
            return own
        heirs = {by_county(heir, seen | {actor}) for heir in after.get(actor, ())}
        return heirs.pop() if len(heirs) == 1 and heirs != {""} else own

    for actor in sorted({*found, *county, *counties}):
        own = by_county(actor) if actor.startswith(SKD) else ""
        for code in [own] if own else sorted(found.get(actor, ())):
            yield actor, CODE, f'"{code}"'


def _of_places(reader: TripleSource) -> dict[str, set[str]]:
    """The code of the seat of each actor, or those of the further places that sources give it.

    One that is but the beginning of another says no more.
    """
    code = {place: value for place, value, _ in reader.pairs(CODE)}
    found: defaultdict[str, set[str]] = defaultdict(set)
    for actor, place, _ in reader.pairs(SK + "seat"):
        if place in code:
            found[actor].add(code[place])
    seated = frozenset(found)
    for actor, place, _ in reader.pairs(FURTHER_SEAT):
        if place in code and actor not in seated:
            found[actor].add(code[place])
    return {
        actor: {one for one in codes if not any(other != one and other.startswith(one) for other in codes)}
        for actor, codes in found.items()
    }


def _after(reader: TripleSource) -> dict[str, set[str]]:
    """What each actor that came to an end went into."""
    before, _ = reforms(reader)
    after: defaultdict[str, set[str]] = defaultdict(set)
    for actor, originals in before.items():
        for original in originals:
            after[original].add(actor)
    return after
