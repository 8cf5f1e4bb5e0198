"""Labelled pairs of mentions: one body under two spellings, and two bodies that are easily taken for one."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from itertools import combinations

from _linking.mentions import PUBLIC, Mention, alike, group_of
from kg.ids import core, fold, spelled
from kg.linking.record import host_of

__all__ = ["Pair", "negatives", "positives"]

_MOST = 6  # pairs of one entity: a body with many spellings is no more than one body
_CANDIDATES = 40
_NAMESAKES = 3


@dataclass(frozen=True, slots=True)
class Pair:
    """Two mentions, whether they are one body, and the kind of pair it is."""

    left: Mention
    right: Mention
    same: bool
    kind: str

    @property
    def group(self) -> str:
        """The group it is told in: the nearest to a Nordic municipality of the two."""
        groups = [group_of(each.country, each.cls) for each in (self.left, self.right)]
        order = ("Nordic municipality or county", "municipality", "public body", "other")
        return min(groups, key=order.index)


def positives(mentions: Iterable[Mention], left_out: Counter[str]) -> Iterator[Pair]:
    """Pairs of mentions of one entity that are spelt differently, at most six of an entity, drawn by digest.

    Left out, and counted, are names that have nothing in common and no number beside the PIC: its owner may have
    changed by a merger.
    """
    by_entity: defaultdict[str, list[Mention]] = defaultdict(list)
    for each in mentions:
        if each.entity:
            by_entity[each.entity].append(each)
    for entity in sorted(by_entity):
        spellings = {spelled(each.name): each for each in sorted(by_entity[entity], key=lambda m: m.key, reverse=True)}
        pairs = []
        for left, right in combinations(sorted(spellings.values(), key=lambda m: m.key), 2):
            if left.source == right.source == "actor":
                continue
            numbered = all(each.identifiers.get("vatNumber") for each in (left, right))
            if not (numbered or any(alike(a, b) for a in left.names for b in right.names)):
                left_out["names of one PIC that have nothing in common"] += 1
                continue
            pairs.append(Pair(left, right, True, f"same, {'-'.join(sorted({left.source, right.source}))}"))
        yield from sorted(pairs, key=lambda pair: _digest(pair.left.key + pair.right.key))[:_MOST]


def negatives(
    mentions: Sequence[Mention],
    numbered: Set[str],
    left_out: Counter[str],
    ended: Iterable[frozenset[str]] = (),
) -> list[Pair]:
    """Pairs of different bodies: those near by name, and the hard kinds by construction.

    `mentions` are one of each entity. Those near by name have a number of their own (`numbered`). `ended` has the pairs
    of entities of which one came after the other, which no name tells apart: they are left out.
    """
    apart = set(ended)
    found: dict[frozenset[str], Pair] = {}
    own = [each for each in mentions if each.entity in numbered]
    for pair in (*_namesakes(mentions, numbered), *_city_and_university(mentions), *_near(own, left_out)):
        both = frozenset((pair.left.entity, pair.right.entity))
        if both in apart:
            left_out["bodies of which one came after the other"] += 1
        elif len(both) == 2:
            found.setdefault(both, pair)
    return sorted(found.values(), key=lambda pair: (pair.kind, pair.left.key, pair.right.key))


def _namesakes(mentions: Sequence[Mention], numbered: Set[str]) -> Iterator[Pair]:
    """Public bodies with one name: in two countries, two municipalities of one, a municipality and a county."""

    def certain(left: Mention, right: Mention) -> bool:
        """Two actors of the tables are two, and so are two with numbers of their own."""
        return {left.source, right.source} == {"actor"} or {left.entity, right.entity} <= numbered

    named: defaultdict[str, list[Mention]] = defaultdict(list)
    for each in sorted(mentions, key=lambda m: _digest(m.key)):
        if each.cls in PUBLIC:
            for name in dict.fromkeys(core(fold(name)) for name in each.names):
                named[name].append(each)
    for name in sorted(named):
        abroad = 0
        for left, right in combinations(named[name], 2):
            left, right = sorted((left, right), key=lambda m: m.key)
            local = {left.cls, right.cls} <= {"Municipality", "County"}
            if left.country != right.country:
                abroad += 1
                if abroad <= _NAMESAKES:
                    yield Pair(left, right, False, "namesake abroad")
            elif local and left.cls != right.cls and certain(left, right):
                yield Pair(left, right, False, "municipality and county of one name")
            elif local and left.cls == right.cls and certain(left, right):
                yield Pair(left, right, False, "two municipalities of one name")


def _city_and_university(mentions: Sequence[Mention]) -> Iterator[Pair]:
    """A university whose name has the name of a city, and that city."""
    cities = {(each.country, core(fold(each.name))): each for each in mentions if each.cls == "Municipality"}
    for each in sorted(mentions, key=lambda m: m.key):
        if each.cls == "University":
            for word in fold(each.name).split():
                city = cities.get((each.country, word))
                if city is not None:
                    yield Pair(each, city, False, "university and its city")


def _near(mentions: Sequence[Mention], left_out: Counter[str]) -> Iterator[Pair]:
    """For each body the two of its country that are nearest by name (token-set similarity among those sharing words).

    Names that are the same but for the legal form, and near ones with one homepage, may be one body: left out.
    """
    from rapidfuzz.fuzz import token_set_ratio

    words: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    folded = [fold(each.name) for each in mentions]
    for number, each in enumerate(mentions):
        for word in set(folded[number].split()):
            if len(word) > 2:
                words[each.country, word].append(number)
    for number, each in enumerate(mentions):
        own = sorted((words[each.country, word] for word in set(folded[number].split()) if len(word) > 2), key=len)
        near = [other for holders in own[:3] for other in holders[:_CANDIDATES] if other != number]
        scored = sorted((-token_set_ratio(folded[number], folded[other]), other) for other in set(near))
        for ratio, other in scored[:2]:
            if -ratio < 55:
                continue
            one_core = core(folded[number]) == core(folded[other])
            host = host_of(each.homepage)
            if one_core or (ratio <= -90 and host and host == host_of(mentions[other].homepage)):
                local = {each.cls, mentions[other].cls} == {"Municipality", "County"}
                if not local:
                    left_out["two numbers, but one name or one homepage"] += 1
                    continue
            left, right = sorted((each, mentions[other]), key=lambda m: m.key)
            inside = set(folded[number].split()) < set(folded[other].split())
            inside = inside or set(folded[other].split()) < set(folded[number].split())
            yield Pair(left, right, False, "a name within a name" if inside else "near by name")


def _digest(text: str) -> bytes:
    return hashlib.sha256(text.encode()).digest()
