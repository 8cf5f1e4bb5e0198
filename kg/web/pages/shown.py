"""Tables as a page shows them: a row per fact, its sources as links, things as links to their pages."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple
from urllib.parse import urlsplit

from kg.language.speech import Speech, number
from kg.model.result import Section
from kg.model.table import Cell, Table
from kg.vocab import SKC

__all__ = ["Piece", "Shown", "ShownCell", "Words", "facts", "outside", "shown"]

_SOURCES = {"title": "page", "source": "address"}
"""The columns that name a source, and those that hold its address."""
_STAY = ("off_list",)  # told also where it is the thing that the table is about
_WHOLE, _BROKEN = ("integer", "number"), ("decimal",)
_PLACES = ("latitude", "longitude")
_TOLD = ("certainty", "evidence-strength", "status", "participation-status")
"""Schemes whose concepts are shown as a mark."""


class Words(NamedTuple):
    """The language that cells are written in, and the address of the page of a thing: empty where it has none."""

    language: str
    link: Callable[[str], str]


class Piece(NamedTuple):
    """Some text in a cell and where it leads, if anywhere; `away` says that it leaves the site."""

    text: str
    href: str = ""
    away: bool = False
    mark: str = ""


class ShownCell(NamedTuple):
    """A cell: its pieces, and whether it holds a number."""

    pieces: tuple[Piece, ...]
    numeric: bool = False
    sources: bool = False


@dataclass(frozen=True, slots=True)
class Shown:
    """A section of a page: a table, or facts with names. `left` counts the rows that are not shown."""

    name: str
    title: str
    rows: Sequence[Sequence[ShownCell]]
    headings: Sequence[tuple[str, bool]] = ()
    left: int = 0
    note: str = ""
    listed: bool = False

    @property
    def empty(self) -> bool:
        """Is there neither a row nor a note?"""
        return not self.rows and not self.note


def shown(section: Section, words: Words, *, subject: str = "", most: int = 0) -> Shown:
    """A section for people: without empty columns and what the page is about; `most` rows if that is not 0."""
    table = section.table
    if _is_card(section):
        rows = facts(table, words, subject)
        return Shown(name=section.name, title=section.title, rows=rows, note=table.note, listed=True)
    reading = section.reading
    if reading is not None and (set(reading.names) - set(table.names) or not set(_SOURCES) & set(table.names)):
        table = reading  # made for people, and there are no sources to link to
    grouped, kept = _grouped(table, subject)
    cells = [[_cell(same, table, i, words) for i in kept] for same in list(grouped.values())[: most or None]]
    headings = [(table.headings[i], table.types[i] in (*_WHOLE, *_BROKEN)) for i in kept]
    if not any(heading for heading, _ in headings):
        headings = []
    return Shown(
        name=section.name,
        title=section.title,
        headings=headings,
        rows=cells,
        left=len(grouped) - len(cells),
        note=table.note,
    )


def facts(table: Table, words: Words, subject: str = "") -> list[list[ShownCell]]:
    """The values of every column, each once, beside the name of the column; sources come last."""
    found = []
    for i, (name, heading) in enumerate(zip(table.names, table.headings, strict=True)):
        if name in _SOURCES.values() or name.startswith("purpose_"):
            continue
        if name in _SOURCES:
            pieces = _sourced(list(table.rows), table, i)
        else:
            cells = {row[i].text: row[i] for row in table.rows if row[i].text and row[i].value != subject}
            pieces = tuple(piece for each in cells.values() for piece in _pieces(each, table.types[i], name, words))
        if pieces:
            found.append([ShownCell((Piece(heading),)), ShownCell(pieces, sources=name in _SOURCES)])
    purposes = [i for i, name in enumerate(table.names) if name.startswith("purpose_")]
    own = [i for i in purposes if table.names[i] == f"purpose_{'en' if words.language == 'en' else 'nb'}"] or purposes
    for i in own[:1]:
        texts = dict.fromkeys(row[i].text for row in table.rows if row[i].text)
        if texts:
            found.append([ShownCell((Piece(table.headings[i]),)), ShownCell(tuple(Piece(each) for each in texts))])
    return found


def _is_card(section: Section) -> bool:
    return section.name.endswith("/card") and "fact" not in section.table.names


def _grouped(table: Table, subject: str) -> tuple[dict[tuple[str, ...], list[Sequence[Cell]]], list[int]]:
    """The rows of each fact, which differ in their source only, and the columns that say something of any."""
    pages = {i for i, name in enumerate(table.names) if name in _SOURCES.values() and _of(name) in table.names}
    told = {i for i, name in enumerate(table.names) if name in _SOURCES} | pages
    rows: dict[tuple[str, ...], list[Sequence[Cell]]] = {}
    for row in table.rows:
        rows.setdefault(tuple(cell.text for i, cell in enumerate(row) if i not in told), []).append(row)
    kept = [
        i
        for i, name in enumerate(table.names)
        if i not in pages
        and any(row[i].text and (row[i].value != subject or not subject or name in _STAY) for row in table.rows)
    ]
    return rows, kept


def _of(page: str) -> str:
    return next(title for title, each in _SOURCES.items() if each == page)


def _cell(same: Sequence[Sequence[Cell]], table: Table, place: int, words: Words) -> ShownCell:
    """A cell of a fact, from the rows that state it."""
    name, kind, cell = table.names[place], table.types[place], same[0][place]
    if name in _SOURCES and _SOURCES[name] in table.names:
        return ShownCell(_sourced(same, table, place), sources=True)
    numeric = kind in (*_WHOLE, *_BROKEN) and isinstance(cell.value, int | float | Decimal)
    return ShownCell(_pieces(cell, kind, name, words), numeric)


def _sourced(rows: Sequence[Sequence[Cell]], table: Table, place: int) -> tuple[Piece, ...]:
    """The titles of the sources of some rows, each once, as links to their pages."""
    address = table.names.index(_SOURCES[table.names[place]]) if _SOURCES[table.names[place]] in table.names else None
    found: dict[tuple[str, str], None] = {}
    for row in rows:
        titles = _texts(row[place])
        pages = _texts(row[address]) if address is not None else []
        for n, title in enumerate(titles):
            found[title, pages[n] if n < len(pages) else ""] = None
    return tuple(Piece(title, outside(page), away=True) for title, page in found)


def _texts(cell: Cell) -> list[str]:
    if isinstance(cell.value, list | tuple):
        return [str(each) for each in cell.value]
    return [cell.text] if cell.text else []


def _pieces(cell: Cell, kind: str, name: str, words: Words) -> tuple[Piece, ...]:
    value, text = cell.value, cell.text
    if not text:
        return ()
    if isinstance(value, list | tuple):
        return tuple(_listed(each, words) for each in value)
    if isinstance(value, int | float | Decimal) and not isinstance(value, bool):
        return (
            Piece(text if kind not in (*_WHOLE, *_BROKEN) or name in _PLACES else _number(text, value, words.language)),
        )
    if kind in ("date", "year"):
        return (Piece(Speech(words.language).short(text)),)
    if isinstance(value, str) and value.startswith(("http://", "https://")):
        if mark := _mark(value):
            return (Piece(text, mark=mark),)
        if (page := words.link(value)) and text != value:
            return (Piece(text, page),)
        if text == value and (page := outside(value)):
            return (Piece(_host(value), page, away=True),)
    return (Piece(text),)


def _listed(each: object, words: Words) -> Piece:
    if isinstance(each, Mapping):
        iri = str(each.get("iri") or "")
        return Piece(str(each.get("label") or iri), words.link(iri))
    text = str(each)
    page = outside(text)
    return Piece(_host(text) if page else text, page, away=bool(page))


def _mark(iri: str) -> str:
    """`status-member` for a concept that is shown as a mark; empty for all others."""
    scheme, _, key = iri.removeprefix(SKC).partition("/")
    return f"{scheme}-{key}" if iri.startswith(SKC) and scheme in _TOLD else ""


def _number(text: str, value: float | Decimal, language: str) -> str:
    """A number as the language writes it, with the decimals that it is shown with."""
    if isinstance(value, int):
        return number(value, language)
    return number(value, language, min(len(text.partition(".")[2]), 4))


def _host(address: str) -> str:
    """The name of the machine in an address; the whole of one that has none."""
    with suppress(ValueError):  # a bracket that is left open, a letter that stands for a sign
        return urlsplit(address).hostname or address
    return address


def outside(address: str) -> str:
    """An address that a page may link to: of the web, whatever a source says."""
    return address if address.startswith(("http://", "https://")) else ""
