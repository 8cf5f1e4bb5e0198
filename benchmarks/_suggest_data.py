"""What the benchmark of suggestions is measured on: participations before and after a day, as ties and nodes."""

from __future__ import annotations

import csv
import gzip
import io
import zipfile
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from _common import HERE, HORIZON, REAL

from kg.model.tie import Node, TieRow
from kg.sources.mappings import Mappings, read_mappings
from kg.suggest.matrices import ActorMatrices, prepare

H2020 = REAL / "cordis-h2020" / "h2020.csv.gz"
COUNTRIES = {"EL": "GR", "UK": "GB"}
PUBLIC = frozenset({"Municipality", "County", "GovernmentBody", "PublicBody", "IntermunicipalCouncil"})


@dataclass(frozen=True)
class Data:
    """All participations of a programme (each with the start of its project) and its organisations and projects."""

    name: str
    ties: Sequence[TieRow]
    nodes: dict[str, Node]


def horizon() -> Data:
    """Horizon Europe with themes, programme parts and positions."""
    mappings = read_mappings(HERE.parent / "data" / "links")
    themes: dict[str, set[str]] = defaultdict(set)
    programmes: dict[str, set[str]] = defaultdict(set)
    with zipfile.ZipFile(HORIZON) as archive:
        starts = {r["id"]: r["startDate"] for r in _rows(archive, "project.csv")}
        for r in _rows(archive, "legalBasis.csv"):
            if r["uniqueProgrammePart"] == "true":
                programmes[r["projectID"]].add(r["legalBasis"])
                themes[r["projectID"]].update(mappings.code_themes(r["legalBasis"]))
        for r in _rows(archive, "euroSciVoc.csv"):
            themes[r["projectID"]].update(mappings.topic_themes(r["euroSciVocPath"]))
        nodes = {
            p: Node(p, p, "project", themes=tuple(sorted(themes[p])), programmes=tuple(sorted(programmes[p])))
            for p in starts
        }
        ties = []
        for r in _rows(archive, "organization.csv"):
            project, pic = r["projectID"], r["organisationID"]
            ties.append(TieRow(f"{project}/{pic}", "project", project, pic, starts[project], role=r["role"]))
            if pic not in nodes:
                nodes[pic] = _organisation(pic, r["name"], r["activityType"], r["country"], r["geolocation"], mappings)
    return Data("Horizon Europe", ties, nodes)


def h2020(other: Data) -> Data:
    """Horizon 2020: no names, themes or positions; public bodies have the kind that they have in Horizon Europe."""
    nodes: dict[str, Node] = {}
    ties = []
    with gzip.open(H2020, "rt", encoding="utf-8") as stream:
        for r in csv.DictReader(stream):
            if r["start_date"] == "NA":
                continue
            ties.append(
                TieRow(f"{r['rcn']}/{r['pic']}", "project", r["rcn"], r["pic"], r["start_date"], role=r["role"])
            )
            known = other.nodes.get(r["pic"])
            if r["type"] == "PUB" and known and known.kind in PUBLIC:
                nodes[r["pic"]] = Node(r["pic"], kind=known.kind, country=_country(r["country"]))
            elif r["pic"] not in nodes:
                nodes[r["pic"]] = _organisation(r["pic"], "", r["type"], r["country"], "", Mappings())
    return Data("Horizon 2020", ties, nodes)


def _rows(archive: zipfile.ZipFile, name: str) -> Iterator[dict[str, str]]:
    with archive.open(name) as stream:
        yield from csv.DictReader(io.TextIOWrapper(stream, "utf-8", newline=""), delimiter=";")


def _country(code: str) -> str:
    return COUNTRIES.get(code, code)


def _organisation(pic: str, name: str, activity: str, country: str, position: str, mappings: Mappings) -> Node:
    kind = mappings.kind(activity, name, _country(country)).cls.removeprefix("sk:")
    place = [float(part) for part in position.strip("()").split(",")] if position else [None, None]
    return Node(pic, name, kind=kind, country=_country(country), latitude=place[0], longitude=place[1])


@dataclass(frozen=True)
class World:
    """What was known on a day (`prepared`) and who then began to work with whom until another (`new`, by place).

    `first` holds, for some organisations without any project before, the partners of their first one among those who
    had any, with that project's themes and programmes.
    """

    prepared: ActorMatrices
    new: dict[int, Any]
    first: dict[int, tuple[Any, tuple[str, ...], tuple[str, ...]]]

    @cached_property
    def known(self) -> Any:
        """Who had a project before: the candidates."""
        return self.prepared.many > 0

    def places(self, kinds: frozenset[str] | None = None, newcomers: bool = False) -> list[int]:
        """The organisations that can be evaluated."""
        chosen = sorted(self.first if newcomers else self.new)
        return [place for place in chosen if kinds is None or self.prepared.nodes[place].kind in kinds]


def world(data: Data, day: str, until: str, newcomers: int = 1200) -> World:
    """The participations in projects that began before `day`, and new pairs in those that began until `until`."""
    before = [tie for tie in data.ties if (tie.start or "") < day]
    after: defaultdict[str, set[str]] = defaultdict(set)
    starts = {}
    for tie in data.ties:
        if day <= (tie.start or "") < until:
            after[tie.hub].add(tie.actor)
            starts[tie.hub] = tie.start or ""
    there = {tie.actor for tie in before}
    firsts: dict[str, str] = {}
    for hub in sorted(after, key=lambda h: (starts[h], h)):
        if after[hub] & there:
            for actor in after[hub] - there:
                firsts.setdefault(actor, hub)
    drawn = _sample(sorted(firsts), newcomers)
    drawn += [actor for actor in sorted(firsts) if data.nodes[actor].kind in PUBLIC and actor not in set(drawn)]
    kept = there | {tie.hub for tie in before} | set(drawn)
    prepared = prepare(before, {key: node for key, node in data.nodes.items() if key in kept}, today=day)
    place = prepared.place_of
    partners: defaultdict[int, set[int]] = defaultdict(set)
    for actors in after.values():
        found = [place[actor] for actor in actors if actor in there]
        for one in found:
            partners[one].update(found)
    new = {}
    for one, others in partners.items():
        fresh = others - set(prepared.met[[one]].indices.tolist()) - {one}
        if fresh and prepared.degree[one]:
            new[one] = np.array(sorted(fresh))
    first = {}
    for actor in drawn:
        node = data.nodes.get(firsts[actor], Node(""))
        theirs = np.array(sorted(place[other] for other in after[firsts[actor]] & there))
        first[place[actor]] = (theirs, node.themes, node.programmes)
    return World(prepared, new, first)


def _sample(items: list[Any], most: int, seed: int = 1) -> list[Any]:
    chosen = np.random.default_rng(seed).choice(len(items), min(most, len(items)), replace=False)
    return [items[place] for place in sorted(chosen)]
