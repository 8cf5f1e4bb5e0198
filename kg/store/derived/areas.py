"""In which counties a municipality lies or has lain: worked out when a graph is built, from numbers and reforms.

A page names the counties of its time. Who lies in what it names is told by the numbers that a municipality, or one that
went into it, has had: the first two digits are those of its county then.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from kg.model.period import earliest, latest
from kg.store.triples import TripleSource, reachable
from kg.vocab import ADMS, ORG, RDF, SK, SKOS, concept

__all__ = ["EVER_IN", "NEEDED", "ever_in_county", "reforms"]

Triple = tuple[str, str, str]
EVER_IN = SK + "everInCounty"
NEEDED = (
    RDF + "type",
    ADMS + "identifier",
    SKOS + "notation",
    ORG + "originalOrganization",
    ORG + "resultingOrganization",
    *(SK + name for name in ("start", "end", "county", "changeKind")),
)
"""The predicates that this is worked out from."""

_SPLIT = concept("change-kind", "split")


def ever_in_county(reader: TripleSource) -> Iterator[Triple]:
    """Triples to add to a default graph: a municipality, and each county in which it or a predecessor ever lay.

    A county that came of the splitting of another lay in that one.
    """
    kinds: dict[str, set[str]] = {name: set() for name in ("Municipality", "County")}
    for subject, cls, _ in reader.pairs(RDF + "type"):
        name = cls.removeprefix(SK)
        if name in kinds:
            kinds[name].add(subject)
    own: defaultdict[str, set[str]] = defaultdict(set)
    for subject, county, _ in reader.pairs(SK + "county"):
        own[subject].add(county)
    numbered = _numbered(reader)
    counties: defaultdict[str, list[tuple[str, str, str]]] = defaultdict(list)
    for county in kinds["County"]:
        for number, start, end in numbered.get(county, ()):
            counties[number].append((county, start, end))
    for municipality in kinds["Municipality"]:
        for number, start, end in numbered.get(municipality, ()):
            for county, since, until in counties.get(number[:2], ()):
                if _overlap(start, end, since, until):
                    own[municipality].add(county)
    before, split = reforms(reader)
    for actor in sorted(kinds["Municipality"]):
        found = {county for each in (actor, *reachable(actor, before)) for county in own.get(each, ())}
        found |= {wider for county in found for wider in reachable(county, split)}
        yield from ((actor, EVER_IN, f"<{county}>") for county in sorted(found))
    for county in sorted(kinds["County"]):
        yield from ((county, EVER_IN, f"<{wider}>") for wider in sorted(reachable(county, split) - {county}))


def _numbered(reader: TripleSource) -> dict[str, list[tuple[str, str, str]]]:
    """The (number, start, end) of the dated numbers of each actor."""
    values = {name: {s: v for s, v, _ in reader.pairs(name)} for name in (SKOS + "notation", SK + "start", SK + "end")}
    found: defaultdict[str, list[tuple[str, str, str]]] = defaultdict(list)
    for actor, identifier, _ in reader.pairs(ADMS + "identifier"):
        number, start, end = (values[name].get(identifier, "") for name in values)
        found[actor].append((number, start, end))
    return found


def _overlap(start: str, end: str, since: str, until: str) -> bool:
    return not (
        (end and since and latest(end) < earliest(since)) or (until and start and latest(until) < earliest(start))
    )


def reforms(reader: TripleSource) -> tuple[dict[str, set[str]], dict[str, set[str]]]:
    """What each actor came of, where that came to an end; and of that what was split."""
    ended = {s for s, _, _ in reader.pairs(SK + "end")}
    kinds = {s: value for s, value, _ in reader.pairs(SK + "changeKind")}
    results: defaultdict[str, set[str]] = defaultdict(set)
    for event, actor, _ in reader.pairs(ORG + "resultingOrganization"):
        results[event].add(actor)
    before: defaultdict[str, set[str]] = defaultdict(set)
    split: defaultdict[str, set[str]] = defaultdict(set)
    for event, original, _ in reader.pairs(ORG + "originalOrganization"):
        for actor in results[event] - {original}:
            if original in ended:
                before[actor].add(original)
                if kinds.get(event) == _SPLIT:
                    split[actor].add(original)
    return before, split
