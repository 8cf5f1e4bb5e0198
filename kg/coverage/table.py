"""The table of coverage, and the line that says how much of the whole stands behind an answer."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

from kg.coverage.shares import Coverage
from kg.language.speech import Speech, first_lower
from kg.language.tables import say, words
from kg.model.lookup import Lookup
from kg.model.table import Cell, Table

__all__ = ["completeness", "coverage_table", "percent"]

_COLUMNS = (
    ("counted", "text"),
    ("about", "actor"),
    ("programme", "programme"),
    ("period", "text"),
    ("held", "number"),
    ("number", "number"),
    ("share", "number"),
    ("as_of", "date"),
    ("counted_by", "text"),
    ("source", "text"),
    ("address", "text"),
)


def percent(share: Decimal | None) -> str:
    """A share in per cent, whole; `<1` for less than one that is not nothing; empty when unknown.

    >>> percent(Decimal("0.105")), percent(Decimal("0.001")), percent(Decimal(0)), percent(None)
    ('11', '<1', '0', '')
    """
    if share is None:
        return ""
    whole = (share * 100).quantize(Decimal(1), ROUND_HALF_UP)
    return "<1" if share and not whole else str(whole)


def _plain(number: Decimal) -> Cell:
    whole = number == number.to_integral_value()
    return Cell(int(number) if whole else number, f"{number:.0f}" if whole else f"{number:.2f}")


def _counted(row: Coverage, lookup: Lookup) -> str:
    """What others counted, and that it is about or at least so many where it is."""
    number = _plain(row.number).text
    return number if row.precision == "exact" else f"{lookup.concept('count-precision', row.precision)} {number}"


def coverage_table(rows: Sequence[Coverage], lookup: Lookup, note: str = "") -> Table:
    """A row per count: what, of whom, by which programme, when; held, counted, share; when, by whom, where."""
    language = lookup.language
    names = [name for name, _ in _COLUMNS]
    headings = words(language, *(f"coverage.{name}" for name in names))
    made = []
    for row in rows:
        share = row.share
        whom = row.about or row.country
        made.append(
            [
                Cell(row.counted, lookup.concept("counted", row.counted)),
                Cell(whom or None, lookup.entity(whom).label if whom else ""),
                Cell(row.programme or None, lookup.entity(row.programme).label if row.programme else ""),
                Cell.of(_period(row)),
                _plain(row.held) if row.held is not None else Cell(None, ""),
                Cell(_plain(row.number).value, _counted(row, lookup)),
                Cell(
                    None if share is None else float(round(share, 4)),
                    f"{percent(share)} %" if share is not None else "",
                ),
                Cell.of(row.as_of),
                Cell.of(row.counted_by),
                Cell([title for title, _ in row.sources], "; ".join(title for title, _ in row.sources)),
                Cell([page for _, page in row.sources], " ".join(page for _, page in row.sources)),
            ]
        )
    return Table(names, headings, [kind for _, kind in _COLUMNS], made, note=note)


def _period(row: Coverage) -> str:
    return "–".join(dict.fromkeys(filter(None, (row.start, row.end))))


def completeness(rows: Sequence[Coverage], lookup: Lookup) -> str:
    """One line: how much of the whole stands behind an answer; that nobody has counted it where there are no rows."""
    language = lookup.language
    if not rows:
        return say(language, "coverage.uncounted")
    return say(language, "coverage.line", parts="; ".join(_part(row, lookup) for row in rows))


def _part(row: Coverage, lookup: Lookup) -> str:
    language = lookup.language
    whom = row.about or row.country
    scope = [lookup.entity(each).label for each in (row.programme, whom) if each]
    scope += [period] if (period := _period(row)) else []
    told = ", ".join(filter(None, (row.counted_by, Speech(language).date(row.as_of))))
    return say(
        language,
        "coverage.part",
        held=_plain(row.held if row.held is not None else Decimal()).text,
        number=_counted(row, lookup),
        share=percent(row.share),
        what=first_lower(lookup.concept("counted", row.counted)),
        scope=", ".join(scope),
        told=told,
    )
