"""An answer of several tables: written one after another with headings, or as one JSON object by section."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from functools import wraps
from typing import TYPE_CHECKING, Any, TypeVar

import click

from kg.cli.options import Whole, written
from kg.cli.writing.answers import Writing, render, write_bytes, write_data, write_table, write_text
from kg.language.tables import say
from kg.model.result import Report, Section
from kg.model.table import Table

if TYPE_CHECKING:
    from kg.api import Samkart

__all__ = ["sections", "write_report"]

F = TypeVar("F", bound=Callable[..., Any])


def sections(function: F) -> F:
    """`--section`, `--limit` and the options of `written`: the command returns a `Report`, and this writes it."""

    @click.option(
        "--section", default="", metavar="NAME", help="Only this section, whole (the keys of the JSON output)."
    )
    @click.option("--limit", default=15, show_default=True, type=Whole(0), help="Rows per section; 0 for all.")
    @written
    @wraps(function)
    def command(*args: Any, section: str, limit: int, how: Writing, **kwargs: Any) -> None:
        write_report(function(*args, **kwargs), section, limit, how, kwargs.get("samkart"))

    return command  # type: ignore[return-value]


def write_report(report: Report[Any], section: str, limit: int, how: Writing, samkart: Samkart | None) -> None:
    """Write a report, or one section of it whole; `limit` rows of each for people (0: all). Raises Usage, KgError."""
    if section:
        write_table(_table(report.section(section), how.form), how, samkart)
    elif how.form == "xlsx":
        shown = [each for each in report.sections if each.table.rows or each.table.note]
        from kg.cli.writing.workbook import book_of

        write_bytes(book_of([(each.title, each.table) for each in shown], samkart), how.output)
    else:
        text = _all(report, limit, how)
        (write_text if how.form == "table" else write_data)(text, how.output)


def _table(section: Section, form: str) -> Table:
    return (section.reading if form in ("table", "markdown") else None) or section.table


def _all(report: Report[object], limit: int, how: Writing) -> str:
    form = how.form
    if form in ("json", "jsonl"):
        return json.dumps(report.data(), ensure_ascii=False, indent=2 if form == "json" else None) + "\n"
    shown = [section for section in report.sections if section.table.rows or section.table.note]
    heading = f"# {report.heading}\n" if form == "markdown" else f"{report.heading}\n"
    heading += f"\n{report.note}\n" if report.note and form in ("table", "markdown") else ""
    cut = limit if form in ("table", "markdown") else 0
    return "\n".join([heading, *(_text(each, report.language, cut, how) for each in shown)])


def _text(section: Section, language: str, limit: int, how: Writing) -> str:
    form = how.form
    table = _table(section, form)
    notes = [table.note] if table.note else []
    if limit and any(table.headings) and len(table.rows) > limit:  # a card without headings is shown whole
        notes.insert(0, say(language, "more", n=len(table.rows) - limit))
        table = replace(table, rows=table.rows[:limit])
    title = f"## {section.title}\n\n" if form == "markdown" else f"{section.title}\n"
    text = (
        render(replace(table, note="", title=""), form, how.output == "-", how.wide, (how.excel and language) or "")
        if table.rows
        else ""
    )
    if not notes or form in ("csv", "tsv"):
        return title + text
    return title + text + ("\n" if form == "markdown" and text else "") + "".join(f"{note}\n" for note in notes)
