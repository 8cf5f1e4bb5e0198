"""What the ledger of memberships is written from, asked of an open session: `kg.compare`'s rows, with sources."""

from __future__ import annotations

from collections.abc import Sequence

from kg.brief.facts import Scope, Sources
from kg.brief.gather.programmes import Programmes
from kg.brief.ledger_facts import LedgerFacts
from kg.compare.gather.ledger import ledger_of
from kg.compare.ledger import LedgerRow
from kg.errors import Message, Usage

__all__ = ["ledger_facts"]


def ledger_facts(material: Programmes, scope: Scope, actors: Sequence[str], title: str) -> LedgerFacts:
    """The ledger of some actors (IRIs) on the day of `scope`. Raises Usage where none of them is in any network."""
    session = material.session
    report = ledger_of(
        session,
        actors,
        at=scope.day,
        with_predecessors=bool(material.predecessors),
        evidence=material.known,
    )
    if not report.rows:
        raise Usage(Message("{name} is not known to belong to any network", "no-networks", name=title))
    seats = report.seats
    rules: dict[tuple[str, str], Sources] = {}
    wanted = {(seat.charge.network, seat.charge.year) for _, seat in seats if seat.charge}
    for network, year in sorted(wanted):
        rows = material.rows("network/fee-rules", network=network)
        rules[network, year] = material.sources_of(row for row in rows if row["year"].text == year)
    projects = sorted({project for _, seat in seats for project in seat.fellows.projects})
    words = {f"status/{seat.seat.status}": session.concept("status", seat.seat.status) for _, seat in seats}
    words |= {f"role/{seat.seat.role}": session.concept("role", seat.seat.role) for _, seat in seats}
    near = [*actors, *(peer.actor for peer in report.peers)]
    cards = {actor: list(material.rows("actor/card", actor=actor)) for actor in near}
    return LedgerFacts(
        lang=session.language,
        title=title,
        scope=scope,
        report=report,
        of={row.network: material.evidence(*_told(row)) for row in report.rows},
        rules=rules,
        projects={each: material.evidence(each) for each in projects},
        strategies=tuple(dict.fromkeys(s for each in material.strategies(actors) for s in each.sources)),
        words=words,
        places={
            actor: card[0]["place"].text
            for actor, card in cards.items()
            if card and card[0]["place"].text and session.entity(actor).kind == "Municipality"
        },
    )


def _told(row: LedgerRow) -> list[str]:
    """What the facts of a row rest on: its memberships and, where the sign of life is the network's own, that."""
    own = [row.network] if row.sign is not None and row.sign.kind in ("activity", "source") else []
    return [*(each.seat.tie for each in row.seats), *own]
