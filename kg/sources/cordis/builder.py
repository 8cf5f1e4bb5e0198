"""What makers of CORDIS Statements share: terms that are made once, and facts that are cleaned and reported alike."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from kg.model import terms
from kg.model.statement import Statement
from kg.sources.cordis.snapshot import Place
from kg.sources.cordis.summary import Summary
from kg.sources.cordis.values import clean_amount, clean_date, clean_url
from kg.vocab import SRC

__all__ = ["StatementBuilder", "cached_text"]

_PAGE, _COST, _GRANT, _CURRENCY = (
    terms.curie(name) for name in ("foaf:homepage", "sk:totalCost", "sk:contribution", "sk:currency")
)
_EURO = terms.text("EUR")
_ZERO = terms.amount("0")

cached_text = lru_cache(maxsize=65536)(terms.text)


@lru_cache(maxsize=131072)
def _amount(text: str) -> tuple[str, str]:
    """(cleaned term, original term if it was written otherwise); empty if it cannot be read."""
    value = clean_amount(text)
    if value is None:
        return "", ""
    return terms.amount(value), "" if value == text else terms.text(text)


class StatementBuilder:
    """Makes Statements of one source; what cannot be read is reported to the summary."""

    def __init__(self, source: str, summary: Summary) -> None:
        self.source = source
        self.summary = summary
        self.base = f"<{SRC}{source}/"

    def raw(self, kind: str, number: str) -> str:
        """The raw term for a thing whose identifier needs no quoting: a number, or a slug."""
        return f"{self.base}{kind}/{number}>"

    def labelled(self, subject: str, predicate: str, value: str, original: str) -> Iterator[Statement]:
        """A text and, if it was written otherwise, its original."""
        yield Statement(subject, predicate, terms.text(value), "" if value == original else terms.text(original))

    def page(self, subject: str, url: str, kind: str, column: str, place: Place) -> Iterator[Statement]:
        """A home page, if it is a web address."""
        if not url.strip():
            return
        address = clean_url(url)
        try:
            if address is None:
                raise ValueError(url)
            term = terms.iri(address)
        except ValueError:
            self.summary.drop(kind, *place, column, f"{url!r} is no web address")
            return
        yield Statement(subject, _PAGE, term, "" if term == f"<{url}>" else terms.text(url))

    def date(self, subject: str, predicate: str, text: str, column: str, place: Place) -> Iterator[Statement]:
        """A project's start or end."""
        if not text.strip():
            return
        value = clean_date(text)
        if value is None:
            self.summary.drop("project", *place, column, f"{text!r} is no date")
        else:
            yield Statement(subject, predicate, terms.date(value), "" if value == text else cached_text(text))

    def money(self, subject: str, grant: str, cost: str, kind: str, column: str, place: Place) -> Iterator[Statement]:
        """Contribution and total cost. A total cost of 0 beside a contribution is CORDIS's way of leaving it out."""
        stated = False
        granted = ""
        if grant:
            granted, original = _amount(grant)
            if granted:
                stated = True
                yield Statement(subject, _GRANT, granted, original)
            else:
                self.summary.drop(kind, *place, column, f"{grant!r} is no amount")
        if cost:
            total, original = _amount(cost)
            if not total:
                self.summary.drop(kind, *place, "totalCost", f"{cost!r} is no amount")
            elif total == _ZERO and granted and granted != _ZERO:
                self.summary.notes[f"{kind}.totalCost is 0 beside a contribution, taken as not stated"] += 1
            else:
                stated = True
                yield Statement(subject, _COST, total, original)
        if stated:
            yield Statement(subject, _CURRENCY, _EURO)
