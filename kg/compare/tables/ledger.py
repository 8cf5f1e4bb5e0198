"""The sections of the ledger of memberships: the same rows that its paper and its workbook are written from."""

from __future__ import annotations

from decimal import Decimal

from kg.compare.gather.ledger import LedgerReport
from kg.compare.ledger import LedgerRow, LedgerSeat
from kg.compare.profiles import label
from kg.compare.tables.asks import questions
from kg.compare.tables.compare import number, section, thing, things
from kg.compare.tables.region import doubles_section, peers_section
from kg.language.compare import say
from kg.model.lookup import Lookup
from kg.model.result import Section
from kg.model.table import Cell

__all__ = ["ledger_sections"]

_LEDGER = {
    "network_name": "text",
    "actor": "text",
    "status": "text",
    "role": "text",
    "start": "date",
    "as_of": "date",
    "certainty": "text",
    "known_by": "text",
    "unit": "text",
    "fee": "decimal",
    "currency": "text",
    "year": "year",
    "fee_known": "text",
    "members_known": "integer",
    "members_counted": "integer",
    "peers_active": "integer",
    "who": "text",
    "fits": "text",
    "touches": "text",
    "fellows_met": "integer",
    "fellows_expected": "decimal",
    "p": "decimal",
    "q": "decimal",
    "verdict": "text",
    "fellow_projects": "integer",
    "came_through": "integer",
    "sign": "date",
    "sign_of": "text",
    "to_decide": "text",
}


def ledger_sections(lookup: Lookup, report: LedgerReport, given: bool) -> list[Section]:
    """A row a membership; overlaps; who pays twice; the projects that came through it; whom it was compared with."""
    language = lookup.language
    rows = [_row(lookup, row, seat, report) for row, seat in report.seats]
    note = say(language, "ledger_note", n=len(report.seats), date=report.at)
    return [
        section(language, "ledger", columns=list(_LEDGER), types=list(_LEDGER.values()), rows=rows, note=note),
        _overlaps(report, language),
        doubles_section(report, language),
        _through(report, language),
        _came(report, language),
        peers_section(lookup, report, given),
    ]


def _row(lookup: Lookup, row: LedgerRow, seat: LedgerSeat, report: LedgerReport) -> list[Cell]:
    language, nodes = lookup.language, report.nodes
    one, told = seat.seat, seat.fellows.chance
    counted = row.counted.number if row.counted else None
    asked = questions(language, row, report)
    return [
        thing(row.network, nodes),
        thing(one.actor, nodes),
        Cell(one.status or None, lookup.concept("status", one.status)),
        Cell(one.role or None, lookup.concept("role", one.role)),
        Cell.of(one.start),
        Cell.of(seat.as_of),
        Cell(one.certainty, lookup.concept("certainty", one.certainty)),
        Cell(seat.known_by or None, lookup.concept("evidence-strength", seat.known_by)),
        Cell.of(seat.unit),
        _sum(seat.amount),
        Cell.of(seat.charge.currency if seat.charge and seat.amount is not None else ""),
        Cell.of(seat.charge.year if seat.charge and seat.amount is not None else ""),
        Cell(seat.fee, say(language, f"fee_word_{seat.fee}")),
        Cell(row.members, str(row.members)),
        Cell(None if counted is None else int(counted), "" if counted is None else f"{counted:.0f}"),
        Cell(len(row.like_us), str(len(row.like_us))),
        things(row.like_us, nodes, language, 5),
        things(row.fits, nodes),
        things(row.touches, nodes),
        Cell(told.observed, str(told.observed)),
        number(told.expected),
        Cell(round(told.p, 4), f"{told.p:.3f}"),
        Cell(None, "–") if told.q is None else Cell(round(told.q, 4), f"{told.q:.3f}"),
        Cell(told.verdict, say(language, f"verdict_{told.verdict}")),
        Cell(len(seat.fellows.projects), str(len(seat.fellows.projects))),
        Cell(len(seat.fellows.came), str(len(seat.fellows.came))),
        Cell.of(row.sign.date if row.sign else ""),
        Cell(row.sign.kind, say(language, f"sign_{row.sign.kind}")) if row.sign else Cell(None, ""),
        Cell([each for each in row.asks if each != "continue"] or ["continue"], " ".join(asked)),
    ]


def _sum(amount: Decimal | None) -> Cell:
    return Cell(None, "") if amount is None else Cell(amount, f"{amount:.0f}")


def _overlaps(report: LedgerReport, language: str) -> Section:
    nodes = report.nodes
    rows = [
        [
            thing(each.one, nodes),
            thing(each.other, nodes),
            Cell(each.size, str(each.size)),
            Cell(each.other_size, str(each.other_size)),
            Cell(len(each.shared), str(len(each.shared))),
            number(each.coefficient),
            things(each.themes, nodes),
            things(each.shared, nodes, language, 5),
        ]
        for each in report.overlaps
    ]
    columns = ["network_name", "other_network", "size", "other_size", "in_both", "overlap", "theme_name", "who"]
    types = ["text", "text", "integer", "integer", "integer", "decimal", "text", "text"]
    note = say(language, "overlap_note") if rows else ""
    return section(language, "overlaps", columns=columns, types=types, rows=rows, note=note)


def _through(report: LedgerReport, language: str) -> Section:
    nodes = report.nodes
    rows = [
        [thing(each.network, nodes), thing(each.body, nodes), things(each.actors, nodes, language, 5)]
        for each in report.paid_through
    ]
    return section(language, "paid-through", ["network_name", "body", "who"], ["text"] * 3, rows)


def _came(report: LedgerReport, language: str) -> Section:
    nodes = report.nodes
    rows = [
        [
            thing(row.network, nodes),
            thing(seat.seat.actor, nodes),
            Cell(each.project, label(each.project, nodes)),
            Cell.of(each.start),
            things(each.partners, nodes, language, 5),
        ]
        for row, seat in report.seats
        for each in seat.fellows.came
    ]
    columns = ["network_name", "actor", "project", "start", "with"]
    note = say(language, "came_note") if rows else ""
    types = ["text", "text", "text", "date", "text"]
    return section(language, "came-through", columns=columns, types=types, rows=rows, note=note)
