"""What makers of CORDIS Statements share: terms that are made once, and facts that are cleaned and reported alike."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from kg.model import terms
from kg.model.period import before
from kg.model.statement import Statement
from kg.sources.cleaning.dates import DateOrder
from kg.sources.cleaning.values import (
    LARGEST,
    clean_amount,
    clean_text,
    has_litter,
    is_too_large,
    page_term,
    shown,
)
from kg.sources.cordis.programmes import ROOTS, years
from kg.sources.cordis.snapshot import Place
from kg.sources.tabular.summary import Summary
from kg.vocab import SRC

__all__ = ["Money", "StatementBuilder", "cached_text"]

_PAGE, _COST, _GRANT, _NET, _CURRENCY = (
    terms.curie(name)
    for name in ("foaf:homepage", "sk:totalCost", "sk:contribution", "sk:netContribution", "sk:currency")
)
_START, _END = terms.curie("sk:start"), terms.curie("sk:end")
_EURO = terms.text("EUR")
_ZERO = terms.amount("0")
_SLIP = 10  # a part so many times the whole has a decimal point or a thousand gone astray
_LOST = "\ufffd"  # stands where a letter was lost

cached_text = lru_cache(maxsize=65536)(terms.text)


@lru_cache(maxsize=131072)
def _amount(text: str) -> tuple[str, str, bool]:
    """(cleaned term, original term if it was written otherwise, was it rounded to cents?); empty if it is none."""
    value = clean_amount(text)
    if value is None:
        return "", "", False
    rounded = len(value.partition(".")[2].rstrip("0")) > 2
    if rounded:
        from decimal import Decimal

        value = f"{Decimal(value):.2f}"
    return terms.amount(value), "" if value == text else terms.text(text), rounded


class Money(NamedTuple):
    """The cells of a row that hold money."""

    grant: str
    cost: str
    net: str = ""


class StatementBuilder:
    """Makes Statements of one source; what cannot be read is reported to the summary."""

    def __init__(self, source: str, summary: Summary) -> None:
        self.source = source
        self.root, self.root_title = ROOTS[source]
        self.summary = summary
        self.base = f"<{SRC}{source}/"

    def raw(self, kind: str, number: str) -> str:
        """The raw term for a thing whose identifier needs no quoting: a number, or a slug."""
        return f"{self.base}{kind}/{number}>"

    def clean(self, value: str, kind: str, column: str, place: Place) -> str:
        """A text on one line; empty, and reported, where letters of it are lost. What was mended is counted."""
        cleaned = clean_text(value)
        if _LOST in cleaned:
            self.summary.drop(kind, *place, column, f"{shown(value)} has lost letters (U+FFFD)")
            return ""
        if len(cleaned) < len(value) and has_litter(value):
            self.summary.notes[f"{kind}.{column} mended: control characters, markup or entities taken out"] += 1
        return cleaned

    def labelled(self, subject: str, predicate: str, value: str, original: str) -> Iterator[Statement]:
        """A text and, if it was written otherwise, its original."""
        yield Statement(subject, predicate, terms.text(value), "" if value == original else terms.text(original))

    def page(self, subject: str, url: str, kind: str, column: str, place: Place) -> Iterator[Statement]:
        """A home page, if it is a web address."""
        if not url.strip():
            return
        term = page_term(url)
        if term is None:
            self.summary.drop(kind, *place, column, f"{shown(url)} is no web address")
            return
        yield Statement(subject, _PAGE, term, "" if term == f"<{url}>" else terms.text(url))

    def period(self, subject: str, row: tuple[str, str], order: DateOrder, place: Place) -> Iterator[Statement]:
        """A project's start and end; neither, where it would end before it starts."""
        first, last = years(self.root)
        found = []
        for text, predicate, column in zip(row, (_START, _END), ("startDate", "endDate"), strict=True):
            if not text.strip():
                continue
            value, wrong = order.read(text)
            if value and not first <= int(value[:4]) <= last:
                wrong = f"{shown(text)} is not in {first} to {last}"
            if wrong:
                self.summary.drop("project", *place, column, wrong)
            else:
                found.append((predicate, value, text))
        if len(found) == 2 and before(found[1][1], found[0][1]):
            message = f"ends ({found[1][1]}) before it starts ({found[0][1]}); neither is carried"
            self.summary.drop("project", *place, "endDate", message)
            self.summary.dropped["project.startDate"] += 1
            return
        for predicate, value, text in found:
            yield Statement(subject, predicate, terms.date(value), "" if value == text else cached_text(text))

    def money(
        self, subject: str, money: Money, kind: str, column: str, place: Place, most: float
    ) -> Iterator[Statement]:
        """Contribution, net contribution and total cost, none of the first two many times `most`.

        A total cost of 0 beside a contribution is CORDIS's way of leaving it out, and so is a net contribution of 0
        where no contribution is stated.
        """
        granted, first = self._carried(money.grant, kind, column=column, place=place, most=most)
        net, second = self._carried(money.net, kind, column="netEcContribution", place=place, most=most)
        total, third = self._carried(money.cost, kind, column="totalCost", place=place, most=LARGEST)
        if net == _ZERO and not granted:
            self.summary.notes[f"{kind}.netEcContribution is 0 where no contribution is stated, not carried"] += 1
            net = ""
        if total == _ZERO and (granted or net) and {granted, net} - {"", _ZERO}:
            self.summary.notes[f"{kind}.totalCost is 0 beside a contribution, taken as not stated"] += 1
            total = ""
        for predicate, value, original in ((_GRANT, granted, first), (_NET, net, second), (_COST, total, third)):
            if value:
                yield Statement(subject, predicate, value, original)
        if granted or net or total:
            yield Statement(subject, _CURRENCY, _EURO)

    def _carried(self, text: str, kind: str, column: str, place: Place, most: float) -> tuple[str, str]:
        """(term, original) of an amount that can be; both empty for none, and for one that is reported."""
        if not text or not text.strip():
            return "", ""
        term, original, rounded = _amount(text)
        if not term:
            wrong = "more than a whole framework programme has" if is_too_large(text) else "no amount"
            self.summary.drop(kind, *place, column, f"{shown(text)} is {wrong}")
            return "", ""
        if most < LARGEST and float(term[1 : term.index('"', 1)]) > most * _SLIP:
            message = f"{shown(text)} is more than {_SLIP} times what the whole project has ({most:.2f})"
            self.summary.drop(kind, *place, column, message)
            return "", ""
        if rounded:
            self.summary.notes[f"{kind}.{column} has more decimals than cents, rounded"] += 1
        return term, original
