"""Maps of areas from an open session: who lies where and when, what they take part in, how many live there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import TYPE_CHECKING

from kg.errors import Message, NotFound, Usage
from kg.language.areas import country_name
from kg.model.conditions import Given, listed, span_of
from kg.model.period import latest, today
from kg.model.regions import REGION_MODES
from kg.networks.gather import Rows, network_rows, sources_of
from kg.networks.selection import Selection, actor_fits, select
from kg.views.areas.areas import LEVELS, PER, Area, Asked, Panel, Shown
from kg.views.areas.boundaries import Division, Shape, division_on, divisions, people, population, shapes
from kg.views.areas.classes import METHODS, scale_of
from kg.views.areas.counting import COUNTS, KINDS, Tally, counted, flows
from kg.views.areas.drawn import AreaMap
from kg.views.areas.geometry import middle_of, middle_of_points
from kg.views.areas.placing import Places
from kg.views.areas.words import title_of
from kg.views.positions import laea
from kg.vocab import entity

if TYPE_CHECKING:
    from kg.model.tie import Node, TieRow
    from kg.session import Session

__all__ = ["area_map", "checked"]

_BOUNDED = ("county", "municipality")
"""Levels whose areas are those of a country with boundaries that changed."""


def checked(
    by: str, count: str, *, per_inhabitant: bool = False, scale: str = "quantile", with_flows: bool = False
) -> Asked:
    """What is asked for. Raises Usage for a level, a count or classes that there are not."""
    for name, value, known in (("by", by, LEVELS), ("count", count, COUNTS), ("scale", scale, METHODS)):
        if value not in known:
            expected = ", ".join(known)
            raise Usage(
                Message("{value!r}; expected one of {expected}", "areas", value=value, expected=expected), (), name
            )
    return Asked(by, count, per_inhabitant, scale, with_flows)


def area_map(
    session: Session, chosen: Selection, asked: Asked, periods: Given = (), title: str = "", about: str = ""
) -> AreaMap:
    """The map of what a Selection keeps. `periods` are spans of years, a panel each; without, its own time is one.

    Raises Usage for a period that is none or beside dates, and where no area has inhabitants that are known; NotFound
    when no tie meets the conditions.
    """
    spans = [span_of(each) for each in listed(periods)]
    if spans and (chosen.since or chosen.until or chosen.at):
        raise Usage(
            Message("give either periods or dates (since, until, at), not both", "periods-or-dates"), (), "period"
        )
    rows = network_rows(session)
    session.progress("network", 0, None)
    whole = replace(chosen, kinds=KINDS[asked.count])
    gatherer = _Gatherer(session, rows, whole, asked)
    if spans:
        panels = [
            gatherer.panel(replace(whole, since=since, until=until), f"{since}–{until}") for since, until in spans
        ]
    else:
        panels = [gatherer.panel(whole, _name(whole))]
    if not any(panel.ties for panel in panels):
        raise NotFound(Message("no tie meets these conditions, so there is nothing to draw", "nothing-to-draw"))
    areas = [area for panel in panels for area in panel.areas]
    if asked.per_inhabitant and not any(area.people for area in areas):
        sentence = "it is not known how many live in any of these areas, so nothing can be told per inhabitant"
        raise Usage(Message(sentence, "no-inhabitants"), (), "per_inhabitant")
    scale = scale_of([area.value for area in areas], asked.scale)
    named = {panel.division.attribution for panel in panels if panel.division}
    if asked.by not in _BOUNDED:
        named.add(next(each.attribution for each in divisions() if each.level == "country"))
    if asked.by in REGION_MODES[:2]:
        named.add(division_on("county", today()).attribution)
    made = Shown(
        asked=asked,
        panels=tuple(panels),
        scale=scale,
        title=title,
        about=about,
        language=session.language,
        sources=tuple(sources_of(session, gatherer.kept)),
        attributions=tuple(sorted(named)),
        kinds=tuple(sorted(chosen.classes)),
        around=bool(chosen.ego),
    )
    return AreaMap(made if title else replace(made, title=title_of(made)))


def _name(chosen: Selection) -> str:
    if chosen.at or not (chosen.since or chosen.until):
        return chosen.at
    return f"{chosen.since}–{chosen.until}"


def _places(session: Session) -> tuple[Places, dict[str, str]]:
    """What the graph knows of numbers and reforms, of the countries that there are boundaries of; and of each body the
    name of its place."""
    countries = sorted({each.country for each in divisions() if each.country})
    rows = [row for country in countries for row in session.ask("region/numbers", country=country)]
    numbers = {
        (str(row["actor"]), (str(row["number"]), str(row["start"] or ""), str(row["end"] or ""))) for row in rows
    }
    changes = [(str(row["original"]), str(row["result"])) for row in session.ask("reform/changes")]
    names: dict[str, str] = {}
    for row in rows:
        names[str(row["actor"])] = max(names.get(str(row["actor"]), ""), str(row["place"] or ""), key=len)
    return Places.of(sorted(numbers), changes), names


@dataclass(frozen=True, slots=True)
class _Level:
    """The areas of a level on a day: where an actor lies, the shapes, the body of each and what each is called.

    `home` is the country that they are in, where they are in one only.
    """

    area_of: Callable[[str], str]
    shapes: Mapping[str, Shape]
    name_of: Callable[[str], str]
    people_of: Callable[[str], tuple[int, int] | None]
    bodies: Mapping[str, str] = field(default_factory=dict)
    parts: Mapping[str, Sequence[str]] = field(default_factory=dict)
    division: Division | None = None
    home: str = ""


class _Gatherer:
    """Panels made from the same rows; `kept` collects what was counted."""

    def __init__(self, session: Session, rows: Rows, chosen: Selection, asked: Asked) -> None:
        self.rows, self.asked, self.language = rows, asked, session.language
        self.places, self.place_names = _places(session)
        self.actors = [
            node
            for node in rows.nodes.values()
            if node.type in ("actor", "network") and actor_fits(node.id, rows.nodes, chosen)
        ]
        self.kept: list[TieRow] = []

    def panel(self, chosen: Selection, name: str) -> Panel:
        """The panel of a Selection that has the dates of a period."""
        day = latest(chosen.at or chosen.until) or today()
        level = {"county": self._bounded, "municipality": self._bounded, "country": self._countries}.get(
            self.asked.by, self._regions
        )(day)
        found = select(self._here(level.home), self.rows.nodes, chosen)
        self.kept += found.rows
        tallies, lost = counted(found.rows, level.area_of, level.bodies, by_hub=self.asked.count == "memberships")
        names: defaultdict[str, int] = defaultdict(int)
        nowhere = 0
        for actor, ties in lost.items():
            node = self.rows.nodes.get(actor)
            if node is None or not node.country:
                nowhere += 1
            elif not level.home or node.country == level.home:
                names[node.name] += ties
        return Panel(
            name=name,
            areas=tuple(self._areas(level, tallies, chosen, int(day[:4]))),
            flows=tuple(flows(found.rows, level.area_of)) if self.asked.flows else (),
            division=level.division,
            unplaced=dict(sorted(names.items(), key=lambda item: (-item[1], item[0]))),
            nowhere=nowhere,
            ties=len({row.tie for row in found.rows}),
            uncertain=found.uncertain,
        )

    def _here(self, home: str) -> list[TieRow]:
        """The ties of which a country has a part, where areas are in one country only."""
        if not home:
            return self.rows.ties
        nodes = self.rows.nodes
        here = {row.tie for row in self.rows.ties if row.actor in nodes and nodes[row.actor].country in (home, "")}
        return [row for row in self.rows.ties if row.tie in here]

    def _areas(self, level: _Level, tallies: Mapping[str, Tally], chosen: Selection, year: int) -> list[Area]:
        at: defaultdict[str, list[Node]] = defaultdict(list)
        for node in self.actors:
            if area := level.area_of(node.id):
                at[area].append(node)
        every = {*at, *tallies}
        if not chosen.countries or (level.home and level.home in chosen.countries):
            every |= set(level.shapes)
        areas = []
        for number in sorted(every):
            shape = level.shapes.get(number)
            tally = tallies.get(number, Tally())
            live = level.people_of(number)
            value, missing = self._value(tally, number in at, live)
            areas.append(
                Area(
                    id=number,
                    name=level.name_of(number),
                    value=value,
                    tally=tally,
                    missing=missing,
                    people=live,
                    at=middle_of(shape) if shape else _middle(at[number]),
                    drawn=bool(shape),
                    parts=tuple(level.parts.get(number, ())),
                )
            )
        return sorted(areas, key=lambda each: (each.value is None, -(each.value or 0), each.name, each.id))

    def _value(self, tally: Tally, known: bool, live: tuple[int, int] | None) -> tuple[float | None, str]:
        """The value of an area, or why there is none. `known`: there are actors in it that could have ties."""
        count = tally.value(self.asked.count) if known or tally.ties else None
        if count is None:
            return None, "amounts" if tally.ties else "actors"
        if not self.asked.per_inhabitant:
            return count, ""
        return (count * PER[self.asked.count] / live[0], "") if live and live[0] else (None, "people")

    def _area_of(self, by: str, division: Division) -> Callable[[str], str]:
        """Where an actor lies in a division: by its own numbers, a body without by the county that it is known in."""
        places, nodes = self.places, self.rows.nodes

        @cache
        def area_of(actor: str) -> str:
            node = nodes.get(actor)
            if node is None or node.country != division.country:
                return ""
            own = places.area(actor, by, division.day)
            if own or by != "county" or not node.county or actor in places.numbers:
                return own
            return places.area(entity("actor", node.county), by, division.day)

        return area_of

    def _bounded(self, day: str) -> _Level:
        """Counties or municipalities as they were on a day."""
        by = self.asked.by
        division = division_on(by, day)
        bodies = self.places.bearers(by, division.day)
        return _Level(
            area_of=self._area_of(by, division),
            shapes=shapes(division),
            bodies=bodies if by == "county" else {},
            name_of=lambda number: self._name(bodies.get(number, "")) or number,
            people_of=lambda number: population(by, number, division.name, int(day[:4])),
            division=division,
            home=division.country,
        )

    def _name(self, body: str) -> str:
        node = self.rows.nodes.get(body)
        return self.place_names.get(body, "") or (node.name if node else "")

    def _countries(self, day: str) -> _Level:
        nodes = self.rows.nodes
        world = next(each for each in divisions() if each.level == "country")
        named = {node.country: node.name for node in nodes.values() if node.type == "country"}
        newest = division_on("county", today()).name
        return _Level(
            area_of=lambda actor: nodes[actor].country if actor in nodes else "",
            shapes=shapes(world),
            name_of=lambda code: named.get(code) or country_name(code, self.language),
            people_of=lambda code: (
                population("country", code, division_on("county", day).name, int(day[:4]))
                or population("country", code, newest, int(day[:4]))
            ),
        )

    def _regions(self, day: str) -> _Level:
        """NUTS regions as they were on a day; those that are counties, or several of them, have boundaries."""
        by, nodes = self.asked.by, self.rows.nodes
        division = division_on("county", day)
        county_of = self._area_of("county", division)
        bodies = self.places.bearers("county", division.day)
        codes = {number: str(getattr(nodes[body], by)) for number, body in bodies.items() if body in nodes}
        counties: defaultdict[str, list[str]] = defaultdict(list)
        for number, code in sorted(codes.items()):
            if code:
                counties[code].append(number)
        drawn = shapes(division)
        made = {code: _together([drawn[n] for n in numbers if n in drawn]) for code, numbers in counties.items()}

        def area_of(actor: str) -> str:
            node = nodes.get(actor)
            if node is None or node.country != division.country:
                return str(getattr(node, by)) if node else ""
            return codes.get(county_of(actor), "")

        return _Level(
            area_of=area_of,
            shapes={code: shape for code, shape in made.items() if shape},
            name_of=lambda code: nodes[code].name if code in nodes else code,
            people_of=lambda code: people("county", counties.get(code, []), division.name, int(day[:4])),
            parts=counties,
            division=division,
        )


def _together(found: Sequence[Shape]) -> Shape:
    return tuple(ring for shape in found for ring in shape)


def _middle(nodes: Sequence[Node]) -> tuple[float, float] | None:
    """The middle of the places of some actors; None where none is known."""
    known = [laea(n.latitude, n.longitude) for n in nodes if n.latitude is not None and n.longitude is not None]
    return middle_of_points(known) if known else None
