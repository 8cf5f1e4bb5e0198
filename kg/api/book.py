"""An answer as a workbook: its tables, the sources they rest on, what was asked and how whole the answer is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from kg import __version__
from kg.coverage.gather import coverage_line
from kg.errors import KgError
from kg.language.tables import say, words
from kg.model.period import today
from kg.model.table import Cell, Table
from kg.settings import load_settings
from kg.store.layout import fingerprint_of
from kg.views.exports.workbook import facts, workbook
from kg.vocab import kind_of

if TYPE_CHECKING:
    from kg.api import Samkart

__all__ = ["book_of"]

_TITLES, _PAGES = ("title", "source"), ("page", "address")


def book_of(
    tables: Sequence[tuple[str, Table]], samkart: Samkart | None, asked: str, subjects: Sequence[str] = ()
) -> bytes:
    """The bytes of an XLSX with some tables, each under its title ("" for the only one).

    `asked` is how the answer can be had again, `subjects` the names of what it is about.
    """
    language = samkart.language if samkart is not None else load_settings().lang
    sheets = [(title or say(language, "book.answer"), table) for title, table in tables]
    sources = say(language, "book.sources"), _sources([table for _, table in tables], samkart, language)
    about = _about(sheets, samkart, language, asked, subjects)
    return workbook([*sheets, sources, (say(language, "book.about"), about)])


def _sources(tables: Sequence[Table], samkart: Samkart | None, language: str) -> Table:
    """The sources that the rows name, or that their ties rest on; where neither is told, those of the whole graph."""
    found: dict[tuple[str, str], None] = {}
    for table in tables:
        titles = [i for i, name in enumerate(table.names) if name in _TITLES]
        pages = [i for i, name in enumerate(table.names) if name in _PAGES]
        for row in table.rows if titles and pages else ():
            found.update(dict.fromkeys(zip(_listed(row[titles[0]]), _listed(row[pages[0]]), strict=False)))
        if table.ties is not None and samkart is not None:
            found.update(dict.fromkeys((each.title, each.address) for each in samkart.evidence(*table.ties())))
    if not found and samkart is not None:
        return replace(samkart.sources().table, numbers=None)
    names = ["source", "address"]
    return Table(names, words(language, *names), ["text", "text"], [[Cell.of(t), Cell.of(p)] for t, p in sorted(found)])


def _listed(cell: Cell) -> list[str]:
    if isinstance(cell.value, list | tuple):
        return [str(each) for each in cell.value]
    return [cell.text] if cell.text else []


def _about(
    sheets: Sequence[tuple[str, Table]], samkart: Samkart | None, language: str, asked: str, subjects: Sequence[str]
) -> Table:
    told: dict[str, object] = {"asked": asked, "day": today(), "language": language}
    told["rows"] = "; ".join(f"{title}: {len(table.rows)}" for title, table in sheets)
    notes = dict.fromkeys(table.note for _, table in sheets if table.note)
    told["note"] = "\n".join(notes)
    if samkart is not None:
        told["completeness"] = coverage_line(samkart, *_found(samkart, subjects))
        generation = getattr(samkart.view, "generation", None)
        told["state"] = samkart.state
        told["graph"] = fingerprint_of(generation) if generation else getattr(samkart.view, "endpoint", "")
    told["made_with"] = f"Samkart {__version__}"
    return facts({say(language, f"book.{name}"): value for name, value in told.items() if value})


def _found(samkart: Samkart, names: Sequence[str]) -> list[str]:
    """The actors and programmes (IRIs) among some names."""
    found = []
    for each in names:
        try:
            found.append(samkart.resolve(each))
        except KgError:
            continue
    return [iri for iri in found if kind_of(iri) in ("actor", "programme")]
