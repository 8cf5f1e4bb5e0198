"""The workbook of the ledger: a sheet for the budget, with room for next year's, overlaps, double payments, sources."""

from __future__ import annotations

from kg.brief.document import Document
from kg.brief.ledger_facts import LedgerFacts
from kg.brief.papers.ledger_words import rule_of, sign_text
from kg.brief.sheet import Column, Sheet, SheetValue, Sums
from kg.brief.writer import Writer
from kg.compare.ledger import LedgerRow, LedgerSeat, totals
from kg.compare.tables.asks import questions
from kg.language.compare import say

__all__ = ["ledger_sheets"]

_BUDGET = (
    ("network", 38, "text"),
    ("payer", 22, "text"),
    ("grade", 16, "text"),
    ("role", 16, "text"),
    ("fee", 13, "money"),
    ("currency", 9, "text"),
    ("year", 8, "number"),
    ("next", 16, "fill"),
    ("decision", 26, "write"),
    ("note", 56, "text"),
    ("rule", 34, "text"),
    ("basis", 24, "text"),
    ("since", 12, "text"),
    ("fit", 30, "text"),
    ("like_count", 12, "number"),
    ("like", 36, "text"),
    ("met", 12, "number"),
    ("expected", 12, "share"),
    ("sign", 24, "text"),
    ("sources", 40, "text"),
)
_PRINTED = 10  # columns
_FEE, _CURRENCY, _NEXT = (
    next(i for i, each in enumerate(_BUDGET) if each[0] == name) for name in ("fee", "currency", "next")
)


def ledger_sheets(writer: Writer, facts: LedgerFacts, paper: Document) -> tuple[Sheet, ...]:
    """The sheets; `paper` has the numbered sources."""
    return (_budget(writer, facts), _overlap(writer, facts), _double(writer, facts), _sources(writer, facts, paper))


def _columns(writer: Writer, columns: tuple[tuple[str, float, str], ...]) -> tuple[Column, ...]:
    return tuple(Column(writer.say(f"ledger.column_{name}"), width, kind) for name, width, kind in columns)


def _budget(writer: Writer, facts: LedgerFacts) -> Sheet:
    rows = [_line(writer, facts, row, seat) for row, seat in facts.report.seats]
    currencies = sorted({str(each[_CURRENCY]) for each in rows if each[_CURRENCY]})
    labels = tuple((code, writer.say("ledger.sum_of", currency=code)) for code in currencies)
    return Sheet(
        title=writer.say("ledger.sheet_budget"),
        columns=_columns(writer, _BUDGET),
        rows=tuple(rows),
        above=(
            writer.say("ledger.title", who=facts.title),
            writer.say("ledger.sheet_day", date=writer.speech.date(facts.report.at)),
            writer.say("ledger.sheet_told"),
        ),
        sums=Sums((_FEE, _NEXT), _CURRENCY, labels) if labels else None,
        printed=_PRINTED,
    )


def _line(writer: Writer, facts: LedgerFacts, row: LedgerRow, seat: LedgerSeat) -> tuple[SheetValue, ...]:
    charge, known = seat.charge, seat.amount is not None
    rules = facts.rules.get((charge.network, charge.year), ()) if charge else ()
    titles = dict.fromkeys(source.title for source in (*rules, *facts.of[row.network]))
    fits = [*(facts.name(theme) for theme in row.fits)]
    fits += [writer.say("ledger.touches", theme=facts.name(theme)) for theme in row.touches]
    told = {
        "network": facts.name(row.network),
        "payer": facts.name(seat.seat.actor),
        "grade": facts.word("status", seat.seat.status),
        "role": facts.word("role", seat.seat.role),
        "since": seat.seat.start,
        "fee": seat.amount,
        "currency": charge.currency if charge else "",
        "year": _year(charge.year) if charge and known else None,
        "rule": rule_of(writer, charge) if charge else "",
        "basis": say(facts.lang, f"fee_word_{seat.fee}"),
        "fit": "; ".join(fits),
        "like_count": len(row.like_us) if facts.report.peers else None,
        "like": "; ".join(facts.name(actor) for actor in row.like_us),
        "met": seat.fellows.chance.observed,
        "expected": round(seat.fellows.chance.expected, 2),
        "sign": sign_text(writer, row),
        "note": " ".join(questions(facts.lang, row, facts.report)),
        "next": None,
        "decision": None,
        "sources": "; ".join(titles),
    }
    return tuple(told[name] for name, _, _ in _BUDGET)


def _overlap(writer: Writer, facts: LedgerFacts) -> Sheet:
    columns = (
        ("network", 40, "text"),
        ("other", 40, "text"),
        ("size", 12, "number"),
        ("other_size", 12, "number"),
        ("shared", 10, "number"),
        ("overlap", 10, "share"),
        ("themes", 30, "text"),
        ("who", 70, "text"),
    )
    rows = [
        (
            facts.name(each.one),
            facts.name(each.other),
            each.size,
            each.other_size,
            len(each.shared),
            round(each.coefficient, 4),
            "; ".join(facts.name(theme) for theme in each.themes),
            "; ".join(facts.name(actor) for actor in each.shared),
        )
        for each in facts.report.overlaps
    ]
    return Sheet(
        title=writer.say("ledger.sheet_overlap"),
        columns=_columns(writer, columns),
        rows=tuple(rows),
        above=(writer.say("ledger.overlap_caption"), writer.say("ledger.overlap_note")),
    )


def _double(writer: Writer, facts: LedgerFacts) -> Sheet:
    """A row for each payer; a body that pays on behalf of others is told in words."""
    columns = (
        ("network", 40, "text"),
        ("payer", 26, "text"),
        ("grade", 16, "text"),
        ("fee", 13, "money"),
        ("currency", 9, "text"),
        ("year", 8, "number"),
        ("note", 60, "text"),
    )
    seats = {(row.network, seat.seat.actor): seat for row, seat in facts.report.seats}
    rows: list[tuple[SheetValue, ...]] = []
    for double in facts.report.doubles:
        own = [seats[double.network, each.actor] for each in double.seats]
        sums = [writer.speech.money(amount, currency) for currency, amount in totals(own).items()]
        note = writer.say("ledger.together", sums=writer.speech.listed(sums)) if sums else ""
        for seat in own:
            rows.append(_paid(facts, double.network, seat, note))
            note = ""
    for through in facts.report.paid_through:
        note = writer.say("ledger.find_through", network=facts.name(through.network), body=facts.name(through.body))
        rows += [_paid(facts, through.network, seats[through.network, actor], note) for actor in through.actors]
    return Sheet(
        title=writer.say("ledger.sheet_double"),
        columns=_columns(writer, columns),
        rows=tuple(rows),
        above=(writer.say("ledger.doubles_caption"), writer.say("ledger.doubles_note")),
        below=() if rows else (writer.say("ledger.no_doubles"),),
    )


def _year(year: str) -> int | None:
    return int(year) if year.isascii() and year.isdigit() else None


def _paid(facts: LedgerFacts, network: str, seat: LedgerSeat, note: str) -> tuple[SheetValue, ...]:
    charge = seat.charge
    year = (
        int(charge.year)
        if charge and seat.amount is not None and charge.year.isascii() and charge.year.isdigit()
        else None
    )
    status = facts.word("status", seat.seat.status)
    currency = charge.currency if charge else ""
    return facts.name(network), facts.name(seat.seat.actor), status, seat.amount, currency, year, note


def _sources(writer: Writer, facts: LedgerFacts, paper: Document) -> Sheet:
    columns = (("number", 8, "number"), ("title", 60, "text"), ("details", 40, "text"), ("address", 70, "text"))
    rows = tuple((each.number, each.title, each.details, each.address) for each in paper.references)
    above = (writer.say("ledger.sheet_sources"), *([facts.scope.completeness] if facts.scope.completeness else []))
    return Sheet(title=writer.say("ledger.sheet_sources"), columns=_columns(writer, columns), rows=rows, above=above)
