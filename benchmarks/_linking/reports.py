"""What is printed of the links that an import makes by itself: right, wrong, not settled; against an answer key."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from _common import table

from _linking.automatic import linker, links
from _linking.figures import Figures, figures, least, rate
from _linking.mentions import NORDIC, Mention, group_of
from kg.linking.linker import Link
from kg.store.inputs import Inputs

__all__ = ["GROUPS", "automatic", "horizon", "in_group", "verdict"]

GROUPS = ("Nordic municipality or county", "municipality", "public body", "all")


def in_group(mention: Mention, group: str) -> bool:
    """Whether a mention counts in a group; each holds those before it."""
    own = group_of(mention.country, mention.cls)
    return group == "all" or GROUPS.index(own if own in GROUPS else "all") <= GROUPS.index(group)


def verdict(mention: Mention, link: Link, numbered: Iterable[str]) -> str:
    """`right`, `wrong`, `missed` or `none`; `not settled` where the label cannot say.

    A body with a Norwegian number is no actor with another one. Of others than actors nothing more is known.
    """
    actor = f"actor/{link.actor}" if link.actor else ""
    if mention.entity.startswith("actor/"):
        return "missed" if not actor else "right" if actor == mention.entity else "wrong"
    if not actor:
        return "none"
    return "wrong" if mention.entity.startswith("number/NO/") and actor in numbered else "not settled"


def automatic(
    asked: Sequence[Mention], others: Sequence[Mention], inputs: Inputs, numbered: set[str], show: int
) -> None:
    """Links by the rule of official names, with every number, PIC and judgement hidden.

    `asked` are records whose actor is known, `others` all the rest, of which links must be none.
    """
    blind = linker(inputs, judged=False)
    mentions = [*asked, *others]
    found = links(blind, mentions, hidden=True)
    verdicts = [verdict(m, link, numbered) for m, link in zip(mentions, found, strict=True)]
    sources = sorted({each.source for each in asked})
    rows: list[list[object]] = []
    for name in (*GROUPS, *sources):
        chosen = [
            (m, v)
            for m, v in zip(mentions, verdicts, strict=True)
            if (m.source == name if name in sources else in_group(m, name))
        ]
        count = Counter(v for _, v in chosen)
        told = _figures(chosen)
        rows.append(
            [
                name,
                len(chosen),
                *(count[each] for each in ("right", "wrong", "missed", "not settled")),
                f"{told.precision:.4f}",
                f"{least(count['right'], count['wrong']):.4f}",
                f"{told.recall:.3f}",
                f"{told.f1:.3f}",
            ]
        )
    table(
        ("group", "records", "right", "wrong", "missed", "not settled", "precision", "at least", "recall", "F1"), rows
    )
    for what in ("wrong", "not settled", "missed"):
        told_of = [(m, link) for m, link, v in zip(mentions, found, verdicts, strict=True) if v == what]
        for m, link in told_of[:show]:
            print(what, m.key, m.names, m.country, m.place, m.cls, m.entity, "→", link.actor, link.told)


def _figures(chosen: Sequence[tuple[Mention, str]]) -> Figures:
    told = [(m, v) for m, v in chosen if v in ("right", "wrong", "missed")]
    return figures(
        [v != "missed" for _, v in told], [v != "wrong" for _, v in told], [m.entity or m.key for m, _ in told]
    )


def horizon(records: Sequence[Mention], misses: Path, inputs: Inputs) -> None:
    """All of Horizon Europe against the key of numbers and of the misses that were filed, with and without judgements.

    The key: organisations whose number is an actor's or that a person said to be one (`entity`), and `misses.csv`.
    """
    with misses.open(encoding="utf-8", newline="") as file:
        filed = {row["pic"]: f"actor/{row['curated_actor']}" for row in csv.DictReader(file)}
    key = {m.identifiers["pic"]: m.entity for m in records if m.entity.startswith("actor/")} | filed
    rows: list[list[object]] = []
    for name, judged in (("rules and judgements", True), ("rules alone", False)):
        found = links(linker(inputs, judged), records, hidden=False)
        linked = {
            m.identifiers["pic"]: f"actor/{link.actor}" for m, link in zip(records, found, strict=True) if link.actor
        }
        of_pic = {m.identifiers["pic"]: m for m in records}
        for group in ("Norwegian", "Nordic municipalities", "Nordic counties and regions", "filed as misses", "all"):
            pics = [pic for pic in key if pic in of_pic and _of(group, of_pic[pic], key[pic], pic in filed)]
            right = sum(linked.get(pic) == key[pic] for pic in pics)
            wrong = sum(pic in linked and linked[pic] != key[pic] for pic in pics)
            rows.append(
                [
                    name,
                    group,
                    len(pics),
                    right,
                    wrong,
                    f"{rate(right, right + wrong):.3f}",
                    f"{rate(right, len(pics)):.3f}",
                ]
            )
        for pic, actor in sorted(key.items()):
            if pic in of_pic and linked.get(pic, actor) != actor:
                print(f"{name}: {pic} {of_pic[pic].name} is linked to {linked[pic]}, by the key {actor}")
        beside = sum(pic not in key for pic in linked)
        rows.append([name, "linked, not in the key", beside, "", "", "", ""])
    table(("links by", "organisations", "in the key", "right", "wrong", "precision", "recall"), rows)


def _of(group: str, mention: Mention, actor: str, filed: bool) -> bool:
    nordic = mention.country in NORDIC
    return {
        "Norwegian": mention.country == "NO",
        "Nordic municipalities": nordic and mention.cls == "Municipality",
        "Nordic counties and regions": nordic and mention.cls == "County",
        "filed as misses": filed,
        "all": True,
    }[group]
