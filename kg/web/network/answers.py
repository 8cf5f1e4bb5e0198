"""What the network page asks for, as data: a search, the connections of a thing, a step, a picture, sources.

Every function takes the open graph and the parameters of an address (text), and gives what JSON can hold. They raise
Usage for a parameter that cannot be meant and NotFound for a thing that is not there. Shared shapes:

- a *node*: `{"id": "actor/asker", "label", "type": actor|network|project|programme|theme, "kind": class, "kind_label",
  "country", "level", "page": path of its page}`;
- an *edge*: `{"id", "from", "to", "kind", "kinds", "count": what the two share, "start", "end", "as_of": as sources
  give them, "held_from", "held_until": days between which it can have held, "certainty": one of the four words for
  `at` (empty for a plain fact), "known_by": strength of evidence, "reported", "role", "themes", "ties": keys to ask
  `sources` with, "tie_count"}`; its kind is network, project, twinning, agreement, partner, theme, about, programme,
  part or narrower.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from typing import Any
from weakref import WeakKeyDictionary

from kg.errors import NotFound, Usage
from kg.language.kinds import kind_word
from kg.language.speech import say
from kg.model.conditions import date_of
from kg.model.encounter import KINDS as TIE_KINDS
from kg.model.encounter import Entity
from kg.model.period import today
from kg.questions.naming import nothing_called
from kg.session import Session
from kg.views.map.data import web_address
from kg.vocab import entity, key_of, kind_of
from kg.web.network.gather import Around, between, encounters, near, partners, subjects
from kg.web.network.links import Link, edge, kept, ordered, summary
from kg.web.network.steps import KINDS, Step, id_of, iri_of, read_steps, step_of, written

__all__ = ["ANSWERS", "answer", "connections", "expand", "find", "picture", "sources"]

_MOST_COUNTRIES = 8
_MOST_FOUND = 20
_MOST_NODES = 3000
_KEPT_STEPS = 300
_GROUPS = ("Network", "EuropeanOffice", "IntermunicipalCouncil")
_CLASS_TYPES = {"project": "project", "programme": "programme", "theme": "theme"}
Parameters = Mapping[str, str]
_Row = tuple[str, Link]
_kept: WeakKeyDictionary[Any, dict[tuple[object, ...], Any]] = WeakKeyDictionary()


def answer(samkart: Session, parameters: Parameters) -> dict[str, Any]:
    """The answer that the parameter `do` names: one of `ANSWERS`. Raises Usage for another."""
    name = parameters.get("do", "picture")
    if name not in ANSWERS:
        raise Usage(f"{name!r} cannot be done; expected one of {', '.join(ANSWERS)}", (), "do")
    return ANSWERS[name](samkart, parameters)


def find(samkart: Session, parameters: Parameters) -> dict[str, Any]:
    """The things called `q`, best first: `{"nodes": [node with "found_by" and "ties"]}`."""
    text = parameters.get("q", "").strip()[:200]
    kinds = ("actor", "project", "programme", "theme")
    found = samkart.view.search(text, kinds, _MOST_FOUND, samkart.language) if text else []
    things = samkart.view.entities([match.iri for match in found], samkart.language)
    told = [
        _node(things[match.iri], samkart.language) | {"found_by": match.name, "ties": match.ties}
        for match in found
        if match.iri in things
    ]
    return {"nodes": told}


def connections(samkart: Session, parameters: Parameters) -> dict[str, Any]:
    """What can be opened at `thing`: kinds with counts, the most told first.

    Parameters: `thing`; `at` (the day that certainty is told for, today if empty); conditions as of a step: `country`
    and `theme` of the other end, `since` and `until` (what can have held then; a day is both), `evidence`.
    Answers `{"thing": node, "at", "connections": [{"kind", "label", "count": things at the other end, "held": for how
    many of them for sure on `at` (None for plain facts), "reported": how many rest on scraped lists alone}]}`.
    Partners are what `kg who` tells under the same conditions, the others what the Questions on the thing tell.
    """
    day = _day(parameters)
    thing = _thing(samkart, parameters.get("thing", ""))
    asked = step_of(thing.iri, KINDS[0], _conditions(parameters))
    told = []
    for kind, links in _kinds(samkart, thing, asked).items():
        told.append({"kind": kind, "label": _label(samkart, kind, thing)} | summary(links, day))
    return {"thing": _node(thing, samkart.language), "at": day, "connections": told}


def expand(samkart: Session, parameters: Parameters) -> dict[str, Any]:
    """One step: the strongest `n` of a `kind` of connection of `thing`, under conditions as in `connections`.

    `{"nodes": [node, the thing first], "edges": [edge], "all": how many there are, "left": how many are not among
    them}`. What is found beside them is no part of it: see `picture`.
    """
    day = _day(parameters)
    options = _conditions(parameters) | ({"n": parameters["n"]} if parameters.get("n") else {})
    asked = step_of(_thing(samkart, parameters.get("thing", "")).iri, parameters.get("kind", ""), options)
    nodes, rows, every = _expanded(samkart, asked, day)
    things = samkart.view.entities(nodes, samkart.language)
    return {
        "nodes": [_node(things[iri], samkart.language) for iri in nodes if iri in things],
        "edges": _edges(samkart, rows, day),
        "all": every,
        "left": every - len(rows),
    }


def picture(samkart: Session, parameters: Parameters) -> dict[str, Any]:
    """The whole network that the `steps` of an address lead to, with the ties between what they found.

    `{"at", "nodes": [node with "step": number of the step that put it in], "edges": [edge with "step"], "steps":
    [{"step": as written, "all", "left"}], "countries": code → name, "themes": id → name}`.
    """
    day = _day(parameters)
    steps = read_steps(parameters.get("steps", ""))
    nodes: dict[str, int] = {}
    edges: dict[str, tuple[_Row, int]] = {}
    told = []
    for number, step in enumerate(steps):
        iri = iri_of(step.thing)
        if step.kind == "-":
            nodes.pop(iri, None)
            edges = {key: each for key, each in edges.items() if iri not in (each[0][0], each[0][1].other)}
            told.append({"step": written(step), "all": 0, "left": 0})
            continue
        found, rows, every = _once(samkart, ("step", step, day), partial(_expanded, samkart, step, day))
        new = tuple(each for each in found if each not in nodes)
        if len(nodes) + len(new) > _MOST_NODES:
            raise Usage(f"a picture holds at most {_MOST_NODES} things; take some away first", (), "steps")
        old = tuple(nodes)
        beside = _once(samkart, ("between", new, old), partial(between, samkart, new, old))
        nodes.update(dict.fromkeys(new, number))
        for row in [*rows, *beside]:
            edges.setdefault(_edge_key(row), (row, number))
        told.append({"step": written(step), "all": every, "left": every - len(rows) if step.kind else 0})
    things = samkart.view.entities(list(nodes), samkart.language)
    shown = [_node(things[iri], samkart.language) | {"step": step} for iri, step in nodes.items() if iri in things]
    numbers = [number for _, number in edges.values()]
    lines = _edges(samkart, [row for row, _ in edges.values()], day)
    return {
        "at": day,
        "nodes": shown,
        "edges": [line | {"step": number} for line, number in zip(lines, numbers, strict=True)],
        "steps": told,
        "countries": _names(samkart, (entity("country", node["country"]) for node in shown if node["country"])),
        "themes": _names(samkart, (iri_of(theme) for line in lines for theme in line["themes"])),
    }


def sources(samkart: Session, parameters: Parameters) -> dict[str, Any]:
    """The sources that some `ties` rest on (keys of an edge, parted with commas): `{"sources": [{"title", "url"}]}`."""
    ties = [iri_of(tie) for tie in parameters.get("ties", "").split(",") if tie][:50]
    found = samkart.evidence(*ties)
    return {"sources": [{"title": each.title, "url": web_address(each.address)} for each in found]}


ANSWERS: Mapping[str, Callable[[Session, Parameters], dict[str, Any]]] = {
    "find": find,
    "connections": connections,
    "expand": expand,
    "picture": picture,
    "sources": sources,
}
"""What can be asked for, by the name in the parameter `do`."""


def _day(parameters: Parameters) -> str:
    return date_of(parameters.get("at", "")) or today()


def _conditions(parameters: Parameters) -> dict[str, str]:
    return {name: parameters[name] for name in ("country", "theme", "since", "until", "evidence") if name in parameters}


def _thing(samkart: Session, text: str) -> Entity:
    iri = iri_of(text) if "/" in text else samkart.resolve(text)
    found = samkart.view.entities([iri], samkart.language).get(iri)
    if found is None:
        raise NotFound(nothing_called(text))
    return found


def _kinds(samkart: Session, thing: Entity, asked: Step) -> dict[str, list[Link]]:
    """The connections of a thing by kind, in the order in which they are offered."""
    around = _filtered(samkart, thing, _around(samkart, thing.iri), asked)
    found: dict[str, list[Link]] = {}
    meetings = encounters(samkart, thing.iri, asked) if kind_of(thing.iri) == "actor" else []
    met = partners(samkart, meetings, asked, TIE_KINDS)
    for kind in KINDS:
        if kind == "project" and kind_of(thing.iri) == "actor":
            found |= _by_programme(samkart, around.get("project", []))
        elif kind == "partner" and met:
            found |= _by_country(met)
        elif kind in ("twinning", "agreement") and met:
            found[kind] = [link for link, _ in partners(samkart, meetings, asked, (kind,))]
        elif kind in around:
            found[kind] = around[kind]
    return {kind: links for kind, links in found.items() if links}


def _around(samkart: Session, iri: str) -> Around:
    found: Around = _once(samkart, ("near", iri), lambda: near(samkart, iri))
    return found


def _filtered(samkart: Session, thing: Entity, around: Around, asked: Step) -> Around:
    """What fits: kept ties, the country of actors, the theme of projects, networks and what is about themes."""
    found = {kind: kept(links, asked) for kind, links in around.items()}
    if asked.country:
        others = {link.other for links in found.values() for link in links if kind_of(link.other) == "actor"}
        homes = samkart.view.entities(sorted(others), samkart.language)
        found = {
            kind: [link for link in links if link.other not in homes or homes[link.other].country == asked.country]
            for kind, links in found.items()
        }
    if asked.theme:
        below = set(samkart.view.narrower(samkart.resolve(asked.theme, "theme")))
        hubs = {link.other for kind in ("project", "network") for link in found.get(kind, ())}
        themes, _ = subjects(samkart, {*hubs, thing.iri})
        fits = {hub for hub, own in themes.items() if own & below}
        for kind in ("project", "network"):
            found[kind] = [link for link in found.get(kind, ()) if link.other in fits]
        for kind in ("member", "participant"):
            found[kind] = found.get(kind, []) if thing.iri in fits else []
    return found


def _by_programme(samkart: Session, links: Sequence[Link]) -> dict[str, list[Link]]:
    """Projects by the outermost programme that they belong to, the programme with most of them first."""
    groups: dict[str, list[Link]] = {}
    _, tops = subjects(samkart, (link.other for link in links))
    for link in links:
        for top in sorted(tops.get(link.other, ())) or [""]:
            groups.setdefault(f"project:{key_of(top)}", []).append(link)
    return dict(sorted(groups.items(), key=lambda pair: (-len(pair[1]), pair[0])))


def _by_country(met: Sequence[tuple[Link, Entity]]) -> dict[str, list[Link]]:
    """All partners, and those of the countries that have most of them."""
    groups: dict[str, list[Link]] = {}
    for link, thing in met:
        if thing.country:
            groups.setdefault(f"partner:{thing.country}", []).append(link)
    most = sorted(groups, key=lambda kind: (-len(groups[kind]), kind))[:_MOST_COUNTRIES] if len(groups) > 1 else []
    return {"partner": [link for link, _ in met], **{kind: groups[kind] for kind in most}}


def _label(samkart: Session, kind: str, thing: Entity) -> str:
    """What a kind of connection is called; of one that is narrowed, with the programme or country."""
    name, narrowed, narrow = kind.partition(":")
    if not narrowed:
        key = f"network.kind.{name}.{kind_of(thing.iri)}" if name in ("project", "network") else f"network.kind.{name}"
        return say(samkart.language, "web", key)
    if not narrow:
        return say(samkart.language, "web", "network.kind.project.none")
    scheme = "programme" if name == "project" else "country"
    what = samkart.entity(entity(scheme, narrow)).label
    return say(samkart.language, "web", f"network.kind.{name}.in", what=what)


def _expanded(samkart: Session, step: Step, day: str) -> tuple[list[str], list[_Row], int]:
    """The things of a step (IRIs, the one it starts from first), its connections, and how many there are in all."""
    thing = _thing(samkart, step.thing)
    if not step.kind:
        return [thing.iri], [], 0
    if step.kind in ("partner", "twinning", "agreement"):
        via = TIE_KINDS if step.kind == "partner" else (step.kind,)
        meetings = encounters(samkart, thing.iri, step) if kind_of(thing.iri) == "actor" else []
        met = partners(samkart, meetings, step, via)
        found = [link for link, other in met if step.narrow is None or other.country == step.narrow]
        chosen = found[: step.limit]
    else:
        around = _filtered(samkart, thing, _around(samkart, thing.iri), step)
        found = around.get(step.kind, [])
        if step.narrow is not None and step.kind == "project":
            found = _by_programme(samkart, found).get(f"project:{step.narrow}", [])
        big = sorted(found, key=lambda link: (-link.size, link.start))[: step.limit * 4] if len(found) > 2000 else found
        labels = {str(iri): each.label for iri, each in _entities(samkart, big).items()}
        chosen = ordered(big, day, labels)[: step.limit]
    return [thing.iri, *(link.other for link in chosen)], [(thing.iri, link) for link in chosen], len(found)


def _entities(samkart: Session, links: Iterable[Link]) -> dict[int | str, Entity]:
    return samkart.view.entities([link.other for link in links], samkart.language)


def _edge_key(row: _Row) -> str:
    return str(edge(row[0], row[1], "", {})["id"])


def _edges(samkart: Session, rows: Sequence[_Row], day: str) -> list[dict[str, Any]]:
    hubs = {iri for one, link in rows for iri in (one, link.other, *link.hubs)}
    themes, _ = subjects(samkart, (iri for iri in hubs if kind_of(iri) in ("project", "actor")))
    return [edge(one, link, day, themes) for one, link in rows]


def _names(samkart: Session, iris: Iterable[str]) -> dict[str, str]:
    """Names of countries by code and of themes by id."""
    things = samkart.view.entities(sorted(set(iris)), samkart.language)
    return {
        (key_of(str(iri)) if kind_of(str(iri)) == "country" else id_of(str(iri))): each.label
        for iri, each in sorted(things.items(), key=lambda pair: str(pair[0]))
    }


def _node(thing: Entity, language: str) -> dict[str, Any]:
    kind = kind_of(thing.iri)
    return {
        "id": id_of(thing.iri),
        "label": thing.label,
        "type": "network" if thing.kind in _GROUPS else _CLASS_TYPES.get(kind, "actor"),
        "kind": thing.kind,
        "kind_label": kind_word(thing.kind, language),
        "country": thing.country,
        "level": thing.level,
        "page": f"/{id_of(thing.iri)}",
    }


def _once(samkart: Session, key: tuple[object, ...], ask: Callable[[], Any]) -> Any:
    """What is asked, kept for the next time while the same graph is open; the oldest go first."""
    answers = _kept.setdefault(samkart.view, {})
    whole = (samkart.language, *key)
    if whole not in answers:
        if len(answers) >= _KEPT_STEPS:
            answers.pop(next(iter(answers)))
        answers[whole] = ask()
    return answers[whole]
