"""An answer of several tables: written one after another with headings, or as one JSON object by section."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from functools import wraps
from typing import Any, TypeVar

import click

from kg.cli.options import FORMATS, Whole
from kg.cli.output import render, write_text
from kg.language.tables import say
from kg.model.result import Report, Section
from kg.model.table import Table

__all__ = ["sections"]

F = TypeVar("F", bound=Callable[..., Any])


def sections(function: F) -> F:
    """`--section`, `--limit`, `--format`, `--output`: the command returns a `Report`, and this writes it."""

    @click.option(
        "--section", default="", metavar="NAME", help="Only this section, whole (the keys of the JSON output)."
    )
    @click.option("--limit", default=15, show_default=True, type=Whole(0), help="Rows per section; 0 for all.")
    @click.option(
        "--format", "form", type=click.Choice(FORMATS), default="table", show_default=True, help="How to write."
    )
    @click.option("-o", "--output", default="-", metavar="FILE", help="Where to write; - is standard output.")
    @wraps(function)
    def command(*args: Any, section: str, limit: int, form: str, output: str, **kwargs: object) -> None:
        report = function(*args, **kwargs)
        on_terminal = output == "-"
        text = _one(report, section, form, on_terminal) if section else _all(report, limit, form, on_terminal)
        write_text(text, output)

    return command  # type: ignore[return-value]


def _one(report: Report[object], name: str, form: str, on_terminal: bool) -> str:
    return render(_table(report.section(name), form), form, on_terminal)


def _table(section: Section, form: str) -> Table:
    return (section.reading if form in ("table", "markdown") else None) or section.table


def _all(report: Report[object], limit: int, form: str, on_terminal: bool) -> str:
    if form in ("json", "jsonl"):
        return json.dumps(report.data(), ensure_ascii=False, indent=2 if form == "json" else None) + "\n"
    shown = [section for section in report.sections if section.table.rows or section.table.note]
    heading = f"# {report.heading}\n" if form == "markdown" else f"{report.heading}\n"
    heading += f"\n{report.note}\n" if report.note and form in ("table", "markdown") else ""
    cut = limit if form in ("table", "markdown") else 0
    return "\n".join([heading, *(_text(each, report.language, cut, form, on_terminal) for each in shown)])


def _text(section: Section, language: str, limit: int, form: str, on_terminal: bool) -> str:
    table = _table(section, form)
    notes = [table.note] if table.note else []
    if limit and any(table.headings) and len(table.rows) > limit:  # a card without headings is shown whole
        notes.insert(0, say(language, "more", n=len(table.rows) - limit))
        table = replace(table, rows=table.rows[:limit])
    title = f"## {section.title}\n\n" if form == "markdown" else f"{section.title}\n"
    text = render(replace(table, note="", title=""), form, on_terminal) if table.rows else ""
    if not notes or form in ("csv", "tsv"):
        return title + text
    return title + text + ("\n" if form == "markdown" and text else "") + "".join(f"{note}\n" for note in notes)
