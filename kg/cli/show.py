"""`kg show` and `kg find`: the card of a thing, and things by name."""

from __future__ import annotations

from dataclasses import replace

import click

from kg.api import Samkart
from kg.cli.complete import things
from kg.cli.options import answers, graph
from kg.cli.output import table_of
from kg.cli.sections import sections
from kg.errors import NotFound
from kg.language.tables import FACTS, fact_word, kind_word, words
from kg.model.table import Cell, Report, Section, Table, compact
from kg.questions.answer import Answer
from kg.vocab import key_of, kind_of

__all__ = ["find_command", "show_command"]

# Which Questions make the card of a thing: by class where it matters, else by the kind of its IRI.
_GROUP = ("network/card", "network/members", "actor/networks", "actor/projects")
_CARDS = {
    "actor": (
        "actor/card",
        "actor/identifiers",
        "actor/changes",
        "actor/networks",
        "actor/twin-towns",
        "actor/agreements",
        "actor/projects",
        "actor/strategies",
    ),
    "Network": _GROUP,
    "EuropeanOffice": _GROUP,
    "IntermunicipalCouncil": _GROUP,
    "programme": ("programme/card", "programme/tree", "programme/association"),
    "project": ("project/card", "project/participants"),
    "theme": ("theme/card", "theme/projects"),
}


@click.command("show")
@click.argument("thing", shell_complete=things)
@graph
@sections
def show_command(samkart: Samkart, thing: str) -> Report:
    """The card of THING: an actor, network, programme, project or theme, with its ties, section by section."""
    iri = samkart.resolve_any(thing)
    entity = samkart.entity(iri)
    names = _CARDS.get(entity.kind) or _CARDS.get(kind_of(iri))
    if names is None:
        raise NotFound(f"{entity.label} is a {kind_word(entity.kind, 'en')}; there is a card for {', '.join(_CARDS)}")
    found = []
    for name in names:
        (parameter, *_) = samkart.question(name).parameters
        found.append(_section(samkart.ask(name, **{parameter: iri}), samkart.language, iri))
    heading = f"{entity.label} · {kind_word(entity.kind, samkart.language)} · {key_of(iri)}"
    return Report(heading, {"iri": iri, "label": entity.label, "kind": entity.kind}, found, samkart.language)


def _section(answer: Answer, language: str, subject: str) -> Section:
    table = table_of(answer, language)
    reading = compact(table, subject)
    if "fact" in table.names:
        reading = Table(["fact", "value"], ["", ""], ["text", "text"], _facts(table, language))
    elif answer.question.name == "actor/identifiers":
        kinds = [[Cell(row[0].value, fact_word(row[0].text, language)), *row[1:]] for row in reading.rows]
        reading = replace(reading, rows=kinds)
    elif answer.question.name.endswith("/card"):
        facts = [
            [Cell.of(heading), Cell.of("; ".join(dict.fromkeys(row[i].text for row in reading.rows if row[i].text)))]
            for i, heading in enumerate(reading.headings)
        ]
        reading = Table(["fact", "value"], ["", ""], ["text", "text"], facts)
    return Section(answer.question.name, answer.question.texts[language], table, reading)


def _facts(table: Table, language: str) -> list[list[Cell]]:
    """Rows of a fact and its values, for a table that has a row for each; texts in the language, if they are in it."""
    found: dict[str, list[tuple[str, str]]] = {}
    for row in table.rows:
        cells = {name: cell.text for name, cell in zip(table.names, row, strict=True)}
        tag, fact = cells.pop("language", ""), cells.pop("fact")
        found.setdefault(fact, []).append((" ".join(filter(None, cells.values())), tag))
    rows = []
    for fact in sorted(found, key=lambda each: FACTS.index(each) if each in FACTS else len(FACTS)):
        own = [text for text, tag in found[fact] if tag in ("", language)] or [text for text, _ in found[fact]]
        rows.append([Cell.of(fact_word(fact, language)), Cell.of("; ".join(dict.fromkeys(own)))])
    return rows


@click.command("find")
@click.argument("text")
@click.option(
    "--kind", default="", metavar="KIND", help="Only actor, programme, project, call, theme, strategy, or a class."
)
@click.option("--limit", default=10, show_default=True, type=click.IntRange(1), help="How many.")
@graph
@answers
def find_command(samkart: Samkart, text: str, kind: str, limit: int) -> Table:
    """Find things by TEXT: a name or its beginning, some of its words, a number or a code."""
    found = samkart.find(text, kind, limit)
    if not found:
        near = samkart.view.nearest(text, (kind,) if kind else (), 5, samkart.language)
        raise NotFound(f"nothing is called {text!r}", tuple(f"{m.label} ({key_of(m.iri)})" for m in near))
    names = ["name", "kind", "country", "key", "match", "ties"]
    rows = [
        [
            Cell(m.iri, m.label),
            Cell(m.kind, kind_word(m.kind, samkart.language)),
            Cell.of(m.country),
            Cell.of(key_of(m.iri)),
            Cell.of(m.name),
            Cell(m.ties, str(m.ties)),
        ]
        for m in found
    ]
    return Table(names, words(samkart.language, *names), ["text"] * 5 + ["integer"], rows)
