"""An answer of several tables: written one after another with headings, or as one JSON object by section."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import wraps
from typing import Any, TypeVar

import click

from kg.cli.options import FORMATS
from kg.cli.output import Sheet, records, render, write_text
from kg.errors import Usage
from kg.language.tables import words

__all__ = ["Report", "Section", "sections"]

F = TypeVar("F", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class Section:
    """A table of a report. `name` is its key in data; a section without rows and without a note is not printed.

    `reading` is the table for people to read, where that is another than the data.
    """

    name: str
    title: str
    sheet: Sheet
    reading: Sheet | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """Sections under a heading; `facts` say in data what the report is about."""

    heading: str
    facts: Mapping[str, object]
    sections: Sequence[Section]
    language: str


def sections(function: F) -> F:
    """`--section`, `--limit`, `--format`, `--output`: the command returns a `Report`, and this writes it."""

    @click.option(
        "--section", default="", metavar="NAME", help="Only this section, whole (the keys of the JSON output)."
    )
    @click.option("--limit", default=15, show_default=True, type=click.IntRange(0), help="Rows per section; 0 for all.")
    @click.option(
        "--format", "form", type=click.Choice(FORMATS), default="table", show_default=True, help="How to write."
    )
    @click.option("-o", "--output", default="-", metavar="FILE", help="Where to write; - is standard output.")
    @wraps(function)
    def command(*args: Any, section: str, limit: int, form: str, output: str, **kwargs: Any) -> None:
        report = function(*args, **kwargs)
        on_terminal = output == "-"
        text = _one(report, section, form, on_terminal) if section else _all(report, limit, form, on_terminal)
        write_text(text, output)

    return command  # type: ignore[return-value]


def _one(report: Report, name: str, form: str, on_terminal: bool) -> str:
    for section in report.sections:
        if section.name == name:
            return render(_sheet(section, form), form, on_terminal)
    raise Usage(f"--section: {name!r} is not a section; expected {', '.join(s.name for s in report.sections)}")


def _sheet(section: Section, form: str) -> Sheet:
    return (section.reading if form in ("table", "markdown") else None) or section.sheet


def _all(report: Report, limit: int, form: str, on_terminal: bool) -> str:
    if form in ("json", "jsonl"):
        content = {section.name: records(section.sheet) for section in report.sections}
        whole = {**report.facts, "sections": content}
        return json.dumps(whole, ensure_ascii=False, indent=2 if form == "json" else None) + "\n"
    shown = [section for section in report.sections if section.sheet.rows or section.sheet.note]
    heading = f"# {report.heading}\n" if form == "markdown" else f"{report.heading}\n"
    cut = limit if form in ("table", "markdown") else 0
    return "\n".join([heading, *(_text(each, report.language, cut, form, on_terminal) for each in shown)])


def _text(section: Section, language: str, limit: int, form: str, on_terminal: bool) -> str:
    sheet = _sheet(section, form)
    notes = [sheet.note] if sheet.note else []
    if limit and any(sheet.headings) and len(sheet.rows) > limit:  # a card without headings is shown whole
        (more,) = words(language, "more")
        notes.insert(0, more.format(len(sheet.rows) - limit))
        sheet = replace(sheet, rows=sheet.rows[:limit])
    title = f"## {section.title}\n\n" if form == "markdown" else f"{section.title}\n"
    table = render(replace(sheet, note="", title=""), form, on_terminal) if sheet.rows else ""
    if not notes or form in ("csv", "tsv"):
        return title + table
    return title + table + ("\n" if form == "markdown" and table else "") + "".join(f"{note}\n" for note in notes)
