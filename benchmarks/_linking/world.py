"""All mentions and pairs from the real data, the half for training or the half that is looked at in the end."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from _linking import labels, readers
from _linking.mentions import Mention, of_test
from _linking.pairs import Pair, negatives, positives
from kg.ids import core, fold
from kg.sources.mappings import read_mappings

__all__ = ["Labelled", "families", "labelled", "pairs_of"]


@dataclass(frozen=True)
class Labelled:
    """Mentions with their entities, the entities with a number of their own, actors by key, what was left out."""

    mentions: list[Mention]
    numbered: set[str]
    actors: dict[str, Mention]
    ended: list[frozenset[str]]
    left_out: Counter[str]
    families: dict[str, str]


def labelled(real: Path, data: Path) -> Labelled:
    """All mentions of the files in `real`, labelled by numbers and by the judgements and tables in `data`."""
    mappings = read_mappings(data / "links")
    horizon = list(readers.horizon(real, mappings))
    actors = labels.actors(data / "curated")
    judged = labels.judged(data / "links" / "judgements.tsv")
    found, numbered, left_out = labels.entities(horizon, judged, actors.values())
    earlier = [*readers.h2020_2017(real, mappings), *readers.h2020_2016(real)]
    for each in earlier:  # a PIC of H2020 alone has no number; it is itself
        found.setdefault(each.identifiers["pic"], f"pic/{each.identifiers['pic']}")
    unsure = {each.identifiers["pic"] for each in horizon if each.identifiers["pic"] not in found}
    mentions = readers.with_entities([*horizon, *earlier], found)
    classes = {each.entity: each.cls for each in mentions if each.cls} | {a.key: a.cls for a in actors.values()}
    mentions = [replace(each, cls=each.cls or classes.get(each.entity, "")) for each in mentions]
    mentions += _short(mentions)
    mentions = [replace(each, abbreviations=tuple(a for a in each.abbreviations if not _whole(a))) for each in mentions]
    mentions = [each for each in mentions if each.identifiers.get("pic") not in unsure]
    numbered |= {key for key, each in actors.items() if each.identifiers["organisationNumber"]}
    mentions += actors.values()
    mentions += [replace(each, entity=each.key) for each, _ in readers.covenant(real)]
    return Labelled(mentions, numbered, actors, list(_ended(data / "curated")), left_out, families(mentions))


def families(mentions: Iterable[Mention]) -> dict[str, str]:
    """What the half of an entity is drawn by: itself, or, for municipalities and counties, the name they share.

    So namesakes are in one half, and can be a pair.
    """
    found: dict[str, str] = {}
    for each in sorted(mentions, key=lambda m: (m.source != "actor", m.source != "horizon", m.key)):
        local = each.cls in ("Municipality", "County")
        found.setdefault(each.entity, f"name/{core(fold(each.name))}" if local else each.entity)
    return found


def pairs_of(world: Labelled, test: bool) -> list[Pair]:
    """The pairs of one half: both bodies are of that half."""
    half = [each for each in world.mentions if each.entity and of_test(world.families[each.entity]) == test]
    chief: dict[str, Mention] = {}
    for each in sorted(half, key=lambda m: (m.source != "horizon", m.source != "actor", m.key)):
        if each.source in ("horizon", "actor", "covenant"):
            chief.setdefault(each.entity, each)
    wrong = negatives([chief[entity] for entity in sorted(chief)], world.numbered, world.left_out, world.ended)
    return [*positives(half, world.left_out), *wrong]


def _short(mentions: Iterable[Mention]) -> list[Mention]:
    """What is written in the field for a short name and is a whole name: often that in another language."""
    return [
        replace(each, key=f"{each.source}-short/{each.key.partition('/')[2]}", names=(short,), abbreviations=())
        for each in mentions
        for short in each.abbreviations
        if _whole(short)
    ]


def _whole(short: str) -> bool:
    return len(short.split()) > 1 and len(short) >= 10


def _ended(curated: Path) -> Iterable[frozenset[str]]:
    """The pairs of actors of which one came out of the other."""
    with (curated / "changes.csv").open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            for one in row["originals"].split("|"):
                for other in row["results"].split("|"):
                    if one != other:
                        yield frozenset((f"actor/{one}", f"actor/{other}"))
