"""Small made-up states to be held against each other."""

from __future__ import annotations

from dataclasses import replace

from kg.model.period import Bounds
from kg.model.state import State, StateSource, StateThing, StateTie
from kg.vocab import SKD, SRC

OLD_DAY, NEW_DAY = "2026-06-01", "2026-11-28"


def iri(kind: str, key: str) -> str:
    return f"{SKD}{kind}/{key}"


def actor(key: str, label: str, *known_as: str, country: str = "NO", county: str = "") -> StateThing:
    labels = (("nb", label),)
    return StateThing(
        iri("actor", key), "Municipality", labels, country=country, county=county, known_as=tuple(sorted(known_as))
    )


def network(key: str, label: str, *themes: str) -> StateThing:
    return StateThing(iri("actor", key), "Network", (("nb", label),), themes=themes)


def project(key: str, label: str, *themes: str) -> StateThing:
    return StateThing(iri("project", key), "Project", (("nb", label),), themes=themes)


def tie(key: str, cls: str, *parties: str, hub: str = "", **told: str) -> StateTie:
    """A tie with the bounds that its own dates give; `source` is what it rests on."""
    source = told.pop("source", "page")
    ended = told.get("status") == "ended"
    bounds = Bounds.of(told.get("start", ""), told.get("end", ""), told.get("as_of", ""), ended=ended)
    sources = (source if source.startswith("http") else iri("source", source),)
    ends = tuple(sorted(iri("actor", each) for each in parties))
    return StateTie(iri("tie", key), cls, ends, hub, bounds=bounds, sources=sources, **told)  # type: ignore[arg-type]


def member(party: str, hub: str, **told: str) -> StateTie:
    return tie(f"membership/{party}/{hub}", "Membership", party, hub=iri("actor", hub), **told)


PAGE = StateSource(iri("source", "page"), "A page", "https://example.org/page", issued="2020")
LATER = StateSource(iri("source", "later"), "A later page", "https://example.org/later", retrieved="2026-10-05")
LIST = StateSource(f"{SRC}list", "A list", "https://example.org/list", checksum="sha256:new")
THINGS = (
    actor("asker", "Asker kommune", "org 920125298"),
    actor("baerum", "Bærum kommune", "org 935478715"),
    network("eurobyene", "Eurobyene", f"{SKD}theme-climate"),
    project("p1", "Prosjekt én"),
)


def state(
    *rows: StateTie | StateThing | StateSource, day: str = OLD_DAY, things: tuple[StateThing, ...] = THINGS
) -> State:
    made = State(f"{day}-0123abcd")
    for row in (PAGE, LATER, LIST, *things, *rows):
        if isinstance(row, StateTie):
            made.ties[row.iri] = row
        elif isinstance(row, StateThing):
            made.things[row.iri] = row
        else:
            made.sources[row.iri] = row
    return made


def two(before: tuple[object, ...], after: tuple[object, ...]) -> tuple[State, State]:
    """The old and the new state with some rows each."""
    return state(*before), state(*after, day=NEW_DAY)  # type: ignore[arg-type]


def older_list(made: State) -> State:
    """The state as it was when its list had other files."""
    return replace(made, sources={**made.sources, LIST.iri: LIST._replace(checksum="sha256:old")})
