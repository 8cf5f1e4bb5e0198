"""The sections of `kg region`."""

from __future__ import annotations

from kg.compare.gather.ledger import LedgerReport
from kg.compare.gather.reports import GapReport, RegionReport
from kg.compare.profiles import label
from kg.compare.region import DoubleMembership, Seat, ThemeActivity
from kg.compare.tables.compare import section, thing, things
from kg.language.compare import say
from kg.language.tables import kind_word
from kg.model.lookup import Lookup
from kg.model.period import HELD
from kg.model.result import Section
from kg.model.table import Cell

__all__ = ["doubles_section", "peers_section", "region_sections"]


def region_sections(lookup: Lookup, report: RegionReport, given: bool) -> list[Section]:
    """Who the actors are, who carries what, what several share, who is where, who pays twice, where nobody is."""
    language, nodes = lookup.language, report.nodes
    members = [
        [
            thing(actor, nodes),
            Cell(nodes[actor].kind, kind_word(nodes[actor].kind, language)),
            _count(nodes[actor].population, say(language, "unknown_word")),
        ]
        for actor in report.actors
    ]
    shared = [
        [
            Cell(item.aspect, say(language, item.aspect)),
            thing(item.thing, nodes),
            _count(item.holders),
            things([a for a, h in zip(report.actors, item.holdings, strict=True) if h], nodes, language, 5),
        ]
        for item in report.shared
    ]
    return [
        section(language, "members", ["name", "kind", "population"], ["text", "text", "integer"], members),
        _themes(report, language),
        section(language, "shared", ["aspect", "name", "number", "who"], ["text", "text", "integer", "text"], shared),
        _networks(lookup, report),
        doubles_section(report, language),
        _absent(report, language),
        _uncarried(report, language),
        _programmes(report, language),
        peers_section(lookup, report, given),
    ]


def peers_section(lookup: Lookup, report: RegionReport | GapReport | LedgerReport, given: bool) -> Section:
    """Whom a region or an actor was compared with, and by which rule; what is unknown is said."""
    language, nodes = lookup.language, report.nodes
    rows = [[thing(p.actor, nodes), _count(p.population, say(language, "unknown_word"))] for p in report.peers]
    notes = [say(language, "peers_given" if given else "peers_rule") if report.peers else say(language, "no_peers")]
    if report.unsized:
        notes.append(say(language, "unsized", names=things(report.unsized, nodes).text))
    return section(
        language, "peers", columns=["name", "population"], types=["text", "integer"], rows=rows, note=" ".join(notes)
    )


def _count(value: int | None, absent: str = "") -> Cell:
    return Cell(value, absent if value is None else str(value))


def _themes(report: RegionReport, language: str) -> Section:
    """A row per theme: who has ties on it and how many, and who only names it in a strategy."""
    nodes = report.nodes
    by_theme: dict[str, list[ThemeActivity]] = {}
    for each in report.carriers:
        by_theme.setdefault(each.theme, []).append(each)
    rows = []
    for theme, found in by_theme.items():
        active = [each for each in found if each.ties]
        shown = [f"{label(each.actor, nodes)} ({each.ties})" for each in active[:5]]
        if len(active) > len(shown):
            shown.append(say(language, "and_more", n=len(active) - len(shown)))
        counts = [
            {
                "actor": each.actor,
                "projects": each.projects,
                "networks": each.networks,
                "agreements": each.agreements,
                "strategies": each.strategies,
            }
            for each in found
        ]
        named = [each.actor for each in found if each.strategies]
        rows.append(
            [
                thing(theme, nodes),
                Cell(len(active), str(len(active))),
                Cell(counts, ", ".join(shown)),
                things(named, nodes, language, 3),
            ]
        )
    columns = ["theme_name", "number", "who", "named_by"]
    return section(language, "themes", columns, ["text", "integer", "text", "text"], rows)


def _seat(lookup: Lookup, seat: Seat) -> str:
    """`styremedlem, siden 2020`: what makes an actor fit to represent the others."""
    role, status = lookup.concept("role", seat.role), lookup.concept("status", seat.status)
    since = say(lookup.language, "since_date", date=seat.start) if seat.start else ""
    return ", ".join(part for part in (role or status, since) if part) + ("" if seat.certainty == HELD else " ?")


def _facts(seat: Seat) -> dict[str, object]:
    """A seat in data formats."""
    return {
        "actor": seat.actor,
        "status": seat.status or None,
        "role": seat.role or None,
        "since": seat.start or None,
        "certainty": seat.certainty,
        "tie": seat.tie,
    }


def _networks(lookup: Lookup, report: RegionReport) -> Section:
    language, nodes = lookup.language, report.nodes
    rows = [
        [
            thing(row.network, nodes),
            Cell(len(row.seats), str(len(row.seats))),
            things([seat.actor for seat in row.representatives], nodes, language, 3),
            Cell([_facts(seat) for seat in row.seats], _seat(lookup, row.seats[0])),
            things([seat.actor for seat in row.seats], nodes, language, 5),
        ]
        for row in report.presence
    ]
    columns = ["network_name", "number", "representative", "status", "who"]
    doubtful = any(row.seats[0].certainty != HELD for row in report.presence)
    note = say(language, "question_mark") if doubtful else ""
    return section(
        language, "networks", columns=columns, types=["text", "integer", "text", "text", "text"], rows=rows, note=note
    )


def doubles_section(report: RegionReport | LedgerReport, language: str) -> Section:
    """Who pays twice: the networks that several are members of, the fee of each by rule, the sum of what is known."""
    rows = []
    for row in report.doubles:
        fees = [None if fee is None or fee.amount is None else fee for fee in row.fees]
        texts = [f"{fee.amount:.0f}" if fee and fee.amount is not None else "–" for fee in fees]
        rows.append(
            [
                thing(row.network, report.nodes),
                Cell(len(row.seats), str(len(row.seats))),
                things([seat.actor for seat in row.seats], report.nodes, language, 5),
                Cell([fee.amount and float(fee.amount) if fee else None for fee in fees], _fees(row, texts)),
                Cell(row.total, "" if row.total is None else f"{row.total:.0f}"),
                Cell.of(row.currency),
                Cell.of(row.year if row.total is not None else ""),
            ]
        )
    columns = ["network_name", "number", "who", "fee", "total", "currency", "year"]
    types = ["text", "integer", "text", "text", "decimal", "text", "text"]
    return section(
        language, "doubles", columns=columns, types=types, rows=rows, note=say(language, "fee_rule") if rows else ""
    )


def _fees(row: DoubleMembership, texts: list[str]) -> str:
    return " + ".join(texts) if row.total is not None and len(texts) <= 5 else ""


def _absent(report: RegionReport, language: str) -> Section:
    rows = [
        [
            thing(r.network, report.nodes),
            Cell(len(r.peers), str(len(r.peers))),
            things(r.peers, report.nodes, language, 5),
        ]
        for r in report.absent
    ]
    columns = ["network_name", "peers_active", "who"]
    return section(language, "absent-networks", columns, ["text", "integer", "text"], rows)


def _uncarried(report: RegionReport, language: str) -> Section:
    rows = [
        [
            thing(row.theme, report.nodes),
            things(row.named_by, report.nodes, language, 3),
            Cell(len(row.peers), str(len(row.peers))),
            things(row.peers, report.nodes, language, 5),
        ]
        for row in report.uncarried
    ]
    columns = ["theme_name", "named_by", "peers_active", "who"]
    return section(language, "uncarried-themes", columns, ["text", "text", "integer", "text"], rows)


def _programmes(report: RegionReport, language: str) -> Section:
    rows = [
        [
            thing(row.programme, report.nodes),
            thing(row.actor, report.nodes),
            Cell(row.known + row.unknown, str(row.known + row.unknown)),
            Cell(row.amount, f"{row.amount:.2f}") if row.known else Cell(None, ""),
            Cell.of(row.currency),
            Cell(row.unknown, str(row.unknown or "")),
        ]
        for row in report.programmes
    ]
    columns = ["programme_name", "actor", "number", "amount", "currency", "unknown"]
    return section(language, "programmes", columns, ["text", "text", "integer", "decimal", "text", "integer"], rows)
