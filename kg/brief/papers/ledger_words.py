"""How the ledger says a fee, a rule and a sign of life: the same on paper and in the workbook."""

from __future__ import annotations

from collections.abc import Iterable

from kg.brief.ledger_facts import LedgerFacts
from kg.brief.writer import Writer
from kg.compare.ledger import Charge, LedgerRow, LedgerSeat

__all__ = ["fee_of", "names_of", "rule_of", "sign_text"]


def fee_of(writer: Writer, facts: LedgerFacts, seat: LedgerSeat) -> str:
    """What a membership costs by the rule, with the rule and its year; why it is not known where it is not."""
    if seat.amount is None or seat.charge is None:
        return writer.say(f"ledger.fee_{seat.fee}")
    if not seat.amount:
        return writer.say("ledger.fee_free", year=seat.charge.year)
    told = writer.speech.money(seat.amount, seat.charge.currency)
    return f"{told} ({seat.charge.year}): {rule_of(writer, seat.charge)}"


def rule_of(writer: Writer, charge: Charge) -> str:
    """The terms of a rule: `2,02 kroner × 42 000 innbyggere, minst 5 000 kroner`."""
    parts = []
    if charge.rate is not None:
        currency = writer.speech.currency(charge.currency)
        if charge.population is None:
            parts.append(writer.say("network.rate", rate=charge.rate, currency=currency))
        else:
            parts.append(writer.say("ledger.rate", rate=charge.rate, currency=currency, n=charge.population))
    for key, value in (
        ("network.minimum", charge.minimum),
        ("network.maximum", charge.maximum),
        ("network.fixed", charge.fixed),
    ):
        if value is not None:
            parts.append(writer.say(key, sum=writer.speech.money(value, charge.currency)))
    return ", ".join(parts)


def sign_text(writer: Writer, row: LedgerRow) -> str:
    """The last sign of life: `2024: nettverket var i drift`."""
    if row.sign is None:
        return writer.say("ledger.no_sign")
    return f"{writer.speech.short(row.sign.date)}: {writer.say(f'ledger.sign_{row.sign.kind}')}"


def names_of(writer: Writer, facts: LedgerFacts, rows: Iterable[LedgerRow], most: int) -> str:
    """The names of some networks, as `a; b; c`, for they hold commas and `and` themselves."""
    return writer.speech.series([facts.name(row.network) for row in rows], most)
