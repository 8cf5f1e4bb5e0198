"""The links that an import makes by itself, with or without the identifiers that the labels rest on."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import cast

from _linking.mentions import Mention
from kg.linking.authority import Authority
from kg.linking.identity import Identity
from kg.linking.judgements import read_judgements, verdicts_of
from kg.linking.linker import Link, Linker
from kg.linking.official import OfficialNames, read_forms
from kg.model.progress import quiet
from kg.model.source import reading_order
from kg.sources.reader import SettlingReading, load_reader
from kg.store.derived.same import items
from kg.store.inputs import Inputs

__all__ = ["embedded", "identity", "linker", "links"]


def linker(inputs: Inputs, judged: bool) -> Linker:
    """The linker of an import into an empty store, as `kg.store.build` makes it; with judgements if `judged`."""
    catalogue = {name: info for name, info in inputs.catalogue().items() if info.reader}
    authority = Authority()
    for info in reading_order(catalogue.values()):
        if info.settles:
            paths = inputs.files_of(info.input or ())
            reading = load_reader(info).read(paths, source=info.name, progress=quiet, ontology=inputs.ontology)
            authority |= cast(SettlingReading, reading).authority
    folder = inputs.data / "links"
    known = authority.actors
    verdicts = verdicts_of(read_judgements(folder / "judgements.tsv", set(known)), []) if judged else None
    of_items = {f"wikidata/{item}": actor for actor, (item, _) in items(folder).items() if actor in known}
    return Linker(
        verdicts,
        authority | Authority(identifiers=of_items),
        catalogue,
        OfficialNames(authority.names, read_forms(folder)),
    )


def identity(mention: Mention, hidden: bool) -> Identity:
    """What a source says of a body; if `hidden`, without numbers and PIC.

    What keep.eu does not say (a class) is not said; where a point is what the label rests on, no point is given.
    """
    by_name = mention.source in ("keep", "interreg-sweden", "h2020-2016")
    numbers = tuple(filter(None, (mention.identifiers.get(each, "") for each in ("vatNumber", "organisationNumber"))))
    return Identity(
        mention.names,
        mention.country,
        frozenset() if by_name or not mention.cls else frozenset({f"sk:{mention.cls}"}),
        () if hidden or not mention.identifiers.get("pic") else (mention.identifiers["pic"],),
        () if hidden else numbers,
        point=mention.point,
    )


def links(linker: Linker, mentions: Iterable[Mention], hidden: bool) -> list[Link]:
    """The link that each mention gets; its actor is empty if none. Nothing is learnt from one for the next."""
    return [
        linker.decide(
            identity(each, hidden),
            () if hidden or not each.identifiers.get("pic") else (f"pic/{each.identifiers['pic']}",),
        )
        for each in mentions
    ]


def embedded(folder: Path) -> Inputs:
    """The data of this folder alone; `folder` is where imports would be, and has none."""
    return Inputs.embedded(folder / "none")
