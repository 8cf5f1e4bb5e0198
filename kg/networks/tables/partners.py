"""The tables of `who` and `path`: partners ranked, the ties that say so, and chains of ties."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from kg.language.tables import kind_word, words
from kg.model.encounter import KINDS, Encounter, Entity
from kg.model.table import Cell, Table
from kg.networks.collaborators import Partner
from kg.vocab import concept

if TYPE_CHECKING:
    from kg.model.lookup import Lookup
    from kg.networks.paths import PathStep

__all__ = ["chain_table", "evidence_table", "partner_table"]


def partner_table(partners: Sequence[Partner], lookup: Lookup, *, day: str, title: str, note: str) -> Table:
    """A row per partner: ties by kind, latest year and strength; on a day, how sure it is that any of them held."""
    language = lookup.language
    told = ["known_by", *(["certainty"] if day else [])]
    names = ["partner", "kind", "country", "ties", *KINDS, "latest", "strength", *told]
    rows = []
    for partner in partners:
        entity, shared = partner.entity, partner.shared
        counts = [Cell(shared.counts[kind], str(shared.counts[kind] or "")) for kind in KINDS]
        row = [
            Cell(entity.iri, entity.label),
            Cell(entity.kind, kind_word(entity.kind, language)),
            Cell.of(entity.country),
            Cell(shared.ties, str(shared.ties)),
            *counts,
            Cell.of(shared.latest),
            Cell(round(shared.strength, 4), f"{shared.strength:.2f}"),
            _concept("evidence-strength", shared.known_by, lookup),
        ]
        if day:
            row.append(_concept("certainty", shared.certainty, lookup))
        rows.append(row)
    types = ["actor", "text", "text", "integer", *(["integer"] * 4), "year", "number", *(["text"] * len(told))]
    return Table(names=names, headings=words(language, *names), types=types, rows=rows, title=title, note=note)


def evidence_table(
    partners: Sequence[Partner], lookup: Lookup, hubs: Mapping[int | str, Entity], *, day: str, title: str, note: str
) -> Table:
    """A row per tie with each partner: in what, when, and the sources that say so; `hubs` by the encounters' keys."""
    every = [met for partner in partners for met in partner.shared.encounters]
    more = [
        *(["end_reason"] if any(met.why for met in every) else []),
        *(["certainty"] if day else []),
        *(["carries"] if any(met.carries for met in every) else []),
    ]
    names = ["partner", "tie", "in", "start", "end", "as_of", "status", "known_by", *more, "source", "address"]
    types = ["actor", "text", "text", "date", "date", "date", "text", "text", *(["text"] * len(more)), "text", "text"]
    rows = []
    for partner in partners:
        for met, word in zip(partner.shared.encounters, partner.shared.certainties, strict=True):
            told = {
                "end_reason": _concept("bound-reason", met.why, lookup),
                "certainty": _concept("certainty", word, lookup),
                "carries": _carried(met, lookup),
            }
            row = _tie_row(lookup, partner, met, hubs.get(met.hub))
            rows.append([*row[:8], *(told[name] for name in more), *row[8:]])
    return Table(names=names, headings=words(lookup.language, *names), types=types, rows=rows, title=title, note=note)


def _concept(scheme: str, key: str, lookup: Lookup) -> Cell:
    """A concept in words; nothing for an empty key."""
    return Cell(key or None, lookup.concept(scheme, key))


def _carried(met: Encounter, lookup: Lookup) -> Cell:
    """The tie that one of the two carries on since a merger, marked as that."""
    return Cell(met.carries, words(lookup.language, "taken-over")[0]) if met.carries else Cell(None, "")


def _tie_row(lookup: Lookup, partner: Partner, met: Encounter, hub: Entity | None) -> list[Cell]:
    named = hub is not None and met.kind != "twinning"
    sources = lookup.evidence(met.own, met.other)
    status = concept("status", met.status) if met.status else ""
    return [
        Cell(partner.entity.iri, partner.entity.label),
        Cell(met.kind, words(lookup.language, met.kind)[0]),
        Cell(hub.iri, hub.label if named else "") if hub else Cell(None, ""),
        Cell.of(met.start),
        Cell.of(met.end),
        Cell.of(met.as_of),
        Cell(met.status, lookup.entity(status).label) if status else Cell(None, ""),
        _concept("evidence-strength", met.evidence, lookup),
        Cell([source.title for source in sources], "; ".join(source.title for source in sources)),
        Cell([source.address for source in sources], " ".join(source.address for source in sources)),
    ]


def chain_table(chains: Sequence[Sequence[PathStep]], lookup: Lookup) -> Table:
    """A row per step of each chain: `1.0` is where the first one begins."""
    language = lookup.language
    names = ["step", "name", "kind", "country", "tie", "in", "start", "end", "known_by", "source"]
    told = any(link.end_reason for chain in chains for link in chain)
    names[8:8] = ["end_reason"] if told else []
    rows = []
    for number, chain in enumerate(chains, start=1):
        for position, link in enumerate(chain):
            hub = link.hub if link.kind != "twinning" else None
            rows.append(
                [
                    Cell.of(f"{number}.{position}"),
                    Cell(link.actor.iri, link.actor.label),
                    Cell(link.actor.kind, kind_word(link.actor.kind, language)),
                    Cell.of(link.actor.country),
                    Cell(link.kind or None, words(language, link.kind)[0] if link.kind else ""),
                    Cell(hub.iri, hub.label) if hub else Cell(None, ""),
                    Cell.of(link.start),
                    Cell.of(link.end),
                    *([_concept("bound-reason", link.end_reason, lookup)] if told else []),
                    _concept("evidence-strength", link.known_by, lookup),
                    Cell.of("; ".join(source.title for source in link.sources)),
                ]
            )
    return Table(names, words(language, *names), ["text"] * len(names), rows)
