"""`kg query` and `kg questions`: SPARQL and the Questions."""

from __future__ import annotations

import sys
from collections.abc import Collection
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from kg.api import Samkart
from kg.cli.complete import questions
from kg.cli.export import GRAPH_FORMATS, told_graph, write_graph
from kg.cli.options import Whole, answers, graph, settings_options, writing_options
from kg.cli.stopping import limit_time
from kg.cli.writing.answers import (
    ENDINGS,
    FORMATS,
    RESULT_ENDINGS,
    Writing,
    data_stream,
    how_to_write,
    write_table,
)
from kg.errors import KgError, NotFound, Usage
from kg.model.table import Cell, Table
from kg.plain_text import read_text, text_of
from kg.questions.answer import solutions
from kg.settings import Settings
from kg.store.limits import MOST_ROWS, MOST_SECONDS, Limits
from kg.store.text.forms import ENDINGS as GRAPH_ENDINGS

__all__ = ["query_command", "questions_command"]

_EXPECTED = "a SPARQL query"
_GRAPHS = {form: (ending,) for ending, form in GRAPH_ENDINGS.items() if form in GRAPH_FORMATS}
_ENDINGS = {**ENDINGS, **RESULT_ENDINGS, **_GRAPHS}
_TABLES = [form for form in _ENDINGS if form not in _GRAPHS]


@click.command("query")
@click.argument("query", shell_complete=questions)
@click.option(
    "--param",
    "-p",
    "parameters",
    multiple=True,
    metavar="NAME=VALUE",
    help="A parameter of a Question; repeat for more.",
)
@writing_options(tuple(_ENDINGS), "table, or turtle for a graph")
@click.option(
    "--max-rows",
    default=MOST_ROWS,
    show_default=True,
    type=Whole(0),
    help="An answer with more rows or triples is an error; 0 is no limit.",
)
@graph
def query_command(
    samkart: Samkart,
    query: str,
    parameters: tuple[str, ...],
    form: str | None,
    output: str,
    excel: bool,
    wide: bool,
    max_rows: int,
) -> None:
    """Run QUERY: a file with SPARQL, - for standard input, the name of a Question (kg questions), or SPARQL itself.

    SELECT and ASK give a table, CONSTRUCT and DESCRIBE a graph. JSON, XML, CSV and TSV of SPARQL are those of the W3C,
    every term whole; a Question's have labels and keys, as those of other commands. The prefixes sk, skc, skd, src,
    rdf, rdfs, xsd, owl, skos, org, prov, dcterms, foaf, schema, adms, dcat, void, geo, eurio, cpov, wd, wdt and others
    in use are known.

    Without --timeout it ends after 60 seconds; it may take 2 GB of memory, or what SAMKART_MEMORY says.
    """
    if told_graph(output):
        how = Writing(form or "", output)
    else:
        how = how_to_write(form, output, excel=excel, wide=wide, endings=_ENDINGS, default="")
    given = _parameters(parameters)
    limit_time(MOST_SECONDS)
    text = _text(query)
    if text is None:
        _table_only(how.form, FORMATS, output)
        answer = samkart.ask(query, **given)
        if len(answer.rows) > max_rows > 0:
            raise Limits(rows=max_rows).too_many()
        write_table(answer.table, replace(how, form=how.form or "table"), samkart)
        return
    if given:
        raise Usage("--param goes with the name of a Question; SPARQL text has no declared parameters")
    result = samkart.query(text, timeout=0, max_rows=max_rows)
    if type(result).__name__ in ("QueryTriples", "list"):
        write_graph(result, form or "", output)
        return
    _table_only(how.form, _TABLES, output)
    _write_rows(result, replace(how, form=how.form or "table"), samkart)


def _table_only(form: str, known: Collection[str], output: str) -> None:
    if form and form not in known:
        what = "CONSTRUCT and DESCRIBE" if form in _GRAPHS else "SPARQL of one's own"
        raise Usage(f"--format {form} is for {what}; expected one of {', '.join(known)}")
    if told := told_graph(output):
        raise Usage(f"{output} is a name for {told}, which CONSTRUCT and DESCRIBE give; this gives a table")


def _write_rows(result: Any, how: Writing, samkart: Samkart) -> None:
    from kg.cli.writing import results

    if how.form in ("table", "markdown"):
        write_table(solutions(result), how, samkart)
    elif how.form == "xlsx" or how.excel:
        write_table(results.spread(result), how, samkart)
    else:
        with data_stream(how.output) as stream:
            if how.form == "jsonl":
                results.write_lines(result, stream)
            else:
                results.write_results(result, how.form, stream)


def _parameters(given: tuple[str, ...]) -> dict[str, str]:
    found = {}
    for each in given:
        name, equals, value = each.partition("=")
        if not equals or not name:
            raise Usage(f"--param {each!r}: expected NAME=VALUE")
        found[name.strip()] = value
    return found


def _text(query: str) -> str | None:
    """The SPARQL text that is meant, or None for the name of a Question."""
    if query == "-":
        stream = getattr(sys.stdin, "buffer", sys.stdin)  # what stands in for it may hold text
        given: bytes | str = stream.read()
        return text_of(given if isinstance(given, bytes) else given.encode(), "standard input", _EXPECTED)
    if any(c in query for c in "{}<\n"):  # neither in the name of a Question nor, but for mischief, of a file
        return query.lstrip("\ufeff")
    path = Path(query)
    try:
        is_there = path.exists() and not path.is_dir()
    except (OSError, ValueError) as error:
        raise KgError(f"{query} cannot be read: {getattr(error, 'strerror', error)}") from error
    if is_there:
        return read_text(path, _EXPECTED)
    if path.suffix in (".rq", ".sparql"):
        raise NotFound(f"there is no file {query}")
    return query if len(query.split()) > 1 else None  # DESCRIBE skd:actor/asker has no braces


@click.command("questions")
@click.argument("name", required=False, shell_complete=questions)
@settings_options
@answers
def questions_command(settings: Settings, name: str | None) -> Table:
    """The Questions that can be asked with `kg query NAME`; with NAME, its parameters and columns."""
    from kg.questions.card import question_table
    from kg.questions.question import load, load_all
    from kg.resources import queries_dir

    language = settings.lang
    if name is None:
        return question_table(load_all(queries_dir()), language)
    question = load(queries_dir(), name)
    lines = [
        ("--param", p.name, p.type + (" *" if p.required else ""), p.labels[language])
        for p in question.parameters.values()
    ]
    lines += [("column", c.name, c.type, c.labels[language]) for c in question.columns]
    rows = [[Cell.of(part) for part in line] for line in lines]
    return Table(["what", "name", "type", "label"], ["", "", "", ""], ["text"] * 4, rows, question.texts[language])
