"""`kg query` and `kg questions`: SPARQL and the Questions."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from kg.api import Samkart
from kg.cli.complete import questions
from kg.cli.export import GRAPH_FORMATS, told_graph, write_graph
from kg.cli.options import FORMATS, answers, graph, settings_options
from kg.cli.output import write_table
from kg.errors import BadData, KgError, NotFound, Usage
from kg.model.table import Cell, Table
from kg.questions.answer import solutions
from kg.settings import Settings

__all__ = ["query_command", "questions_command"]


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
@click.option(
    "--format",
    "form",
    type=click.Choice((*FORMATS, *GRAPH_FORMATS)),
    default=None,
    help="How to write; table, or turtle for a graph.",
)
@click.option("-o", "--output", default="-", metavar="FILE", help="Where to write; - is standard output.")
@graph
def query_command(samkart: Samkart, query: str, parameters: tuple[str, ...], form: str | None, output: str) -> None:
    """Run QUERY: a file with SPARQL, - for standard input, the name of a Question (kg questions), or SPARQL itself.

    SELECT and ASK give a table, CONSTRUCT and DESCRIBE a graph. The prefixes sk, skc, skd, src, rdf, rdfs, xsd, owl,
    skos, org, prov, dcterms, foaf, schema, adms, dcat, void, geo, eurio, cpov, wd, wdt and others in use are known.
    """
    given = _parameters(parameters)
    text = _text(query)
    if text is None:
        _table_only(form, output)
        answer = samkart.ask(query, **given)
        write_table(answer.table, form or "table", output)
        return
    if given:
        raise Usage("--param goes with the name of a Question; SPARQL text has no declared parameters")
    result = samkart.query(text)
    kind = type(result).__name__
    if kind in ("QueryTriples", "list"):
        write_graph(result, form or "", output)
        return
    _table_only(form, output)
    write_table(solutions(result), form or "table", output)


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
        return sys.stdin.read()
    if any(c in query for c in "{}<\n"):  # neither in the name of a Question nor, but for mischief, of a file
        return query
    path = Path(query)
    try:
        if path.is_file():
            return path.read_text("utf-8")
    except UnicodeDecodeError as error:
        raise BadData(f"{query} is not UTF-8 text: {error.reason} at byte {error.start}") from error
    except OSError as error:
        raise KgError(f"{query} cannot be read: {error.strerror}") from error
    if path.suffix in (".rq", ".sparql"):
        raise NotFound(f"there is no file {query}")
    return query if len(query.split()) > 1 else None  # DESCRIBE skd:actor/asker has no braces


def _table_only(form: str | None, output: str) -> None:
    if form in GRAPH_FORMATS:
        raise Usage(f"--format {form} is for CONSTRUCT and DESCRIBE; expected one of {', '.join(FORMATS)}")
    if told := told_graph(output):
        raise Usage(f"{output} is a name for {told}, which CONSTRUCT and DESCRIBE give; this gives a table")


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
