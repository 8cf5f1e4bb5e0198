"""The questions that a row of the ledger gives rise to, in words, each with the evidence that it rests on."""

from __future__ import annotations

from collections.abc import Iterator

from kg.compare.gather.ledger import LedgerReport
from kg.compare.ledger import LedgerRow, totals
from kg.compare.profiles import label
from kg.language.compare import say
from kg.language.speech import Speech
from kg.model.period import earliest

__all__ = ["ask_text", "questions"]

_NAMES = 4  # in a question


def questions(language: str, row: LedgerRow, report: LedgerReport) -> list[str]:
    """What there is to decide on a network; that it is continued is asked where nothing else is."""
    asked = [each for each in row.asks if each != "continue"] or ["continue"]
    return [text for each in asked for text in ask_text(language, each, row, report)]


def ask_text(language: str, ask: str, row: LedgerRow, report: LedgerReport) -> Iterator[str]:
    """A question (`kg.compare.ledger.ASKS`) on a row; that of overlaps and double payments is one for each."""
    speech, nodes = Speech(language, "compare"), report.nodes
    if ask == "on-hold":
        yield say(language, "ask_on_hold")
    elif ask == "held":
        yield _held(speech, row, report)
    elif ask == "quiet":
        last = say(language, "last_trace", date=speech.short(row.sign.date)) if row.sign else say(language, "no_trace")
        yield f"{say(language, 'ask_quiet')} {last}"
    elif ask == "nothing":
        yield say(language, "ask_nothing", fee=_sums(speech, row))
    elif ask == "double":
        for double in report.doubles:
            if double.network == row.network:
                yield say(language, "ask_double", n=len(double.seats))
        for through in report.paid_through:
            if through.network == row.network:
                yield say(language, "ask_through", body=label(through.body, nodes))
    elif ask == "alike":
        pairs = [each for each in report.overlaps if each.alike and row.network in (each.one, each.other)]
        most = max(pairs, key=lambda each: (each.coefficient, len(each.shared)))
        other = most.other if most.one == row.network else most.one
        size = min(most.size, most.other_size)
        yield say(language, "ask_alike", n=len(most.shared), all=size, network=label(other, nodes))
    else:
        yield f"{say(language, 'ask_continue')} {_evidence(speech, row, report)}"


def _held(speech: Speech, row: LedgerRow, report: LedgerReport) -> str:
    doubtful = [each for each in row.seats if each.doubtful]
    said = [date for each in doubtful for date in (each.seat.start, each.as_of, each.last_activity) if date]
    last = max(said, key=lambda date: (earliest(date), len(date)), default="")
    told = say(speech.lang, "last_word", date=speech.short(last)) if last else say(speech.lang, "no_dated_word")
    if len(report.actors) == 1:
        return f"{say(speech.lang, 'ask_held')} {told}"
    who = speech.listed((label(each.seat.actor, report.nodes) for each in doubtful), _NAMES)
    return f"{say(speech.lang, 'ask_held_of', who=who)} {told}"


def _sums(speech: Speech, row: LedgerRow) -> str:
    return speech.listed(speech.money(amount, currency) for currency, amount in totals(row.seats).items())


def _evidence(speech: Speech, row: LedgerRow, report: LedgerReport) -> str:
    """What is known for and against, whole also where it is nothing."""
    language = speech.lang
    known = totals(row.seats)
    free = known and not any(known.values())
    fee = say(language, "fee_free") if free else say(language, "fee_is", fee=_sums(speech, row)) if known else ""
    projects = {project for seat in row.seats for project in seat.fellows.projects}
    if not report.strategies:
        fit = say(language, "fit_unknown")
    elif not row.themes:
        fit = say(language, "fit_no_themes")
    else:
        fit = say(language, "fit_is", n=len({*row.fits, *row.touches}))
    parts = [fee or say(language, "fee_not_known"), say(language, "projects_are", n=len(projects)), fit]
    return f"{parts[0]}; {'; '.join(parts[1:])}."
