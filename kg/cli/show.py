"""`kg show` and `kg find`: the card of a thing, and things by name."""

from __future__ import annotations

import json

import click

from kg.api import Samkart
from kg.cli.complete import things
from kg.cli.options import FORMATS, answers, graph
from kg.cli.output import Sheet, compact, records, render, sheet_of, write_text
from kg.cli.words import kind_word, words
from kg.errors import NotFound
from kg.questions.answer import Answer, Cell
from kg.vocab import key_of, kind_of

__all__ = ["find_command", "show_command"]

# Which Questions make the card of a thing: by class where it matters, else by the kind of its IRI.
_GROUP = ("network/card", "network/members", "actor/networks", "actor/projects")
_CARDS = {
    "actor": (
        "actor/card", "actor/identifiers", "actor/changes", "actor/networks", "actor/twin-towns", "actor/agreements",
        "actor/projects", "actor/strategies",
    ),
    "Network": _GROUP,
    "EuropeanOffice": _GROUP,
    "IntermunicipalCouncil": _GROUP,
    "programme": ("programme/card", "programme/tree", "programme/association"),
    "project": ("project/card", "project/participants"),
    "theme": ("theme/card", "theme/projects"),
}  # fmt: skip


@click.command("show")
@click.argument("thing", shell_complete=things)
@click.option("--limit", default=15, show_default=True, type=click.IntRange(0), help="Rows per section; 0 for all.")
@click.option("--format", "form", type=click.Choice(FORMATS), default="table", show_default=True, help="How to write.")
@click.option("-o", "--output", default="-", metavar="FILE", help="Where to write; - is standard output.")
@graph
def show_command(samkart: Samkart, thing: str, limit: int, form: str, output: str) -> None:
    """The card of THING: an actor, network, programme, project or theme, with its ties, section by section."""
    iri = samkart.resolve_any(thing)
    entity = samkart.entity(iri)
    names = _CARDS.get(entity.kind) or _CARDS.get(kind_of(iri))
    if names is None:
        raise NotFound(f"{entity.label} is a {kind_word(entity.kind, 'en')}; there is a card for {', '.join(_CARDS)}")
    sections = []
    for name in names:
        (parameter, *_) = samkart.question(name).parameters
        sections.append(samkart.ask(name, **{parameter: iri}))
    if form in ("json", "jsonl"):
        card = {"iri": iri, "label": entity.label, "kind": entity.kind}
        content = {a.question.name: records(sheet_of(a, samkart.language)) for a in sections}
        text = json.dumps(card | {"sections": content}, ensure_ascii=False, indent=2 if form == "json" else None) + "\n"
    else:
        heading = f"{entity.label} · {kind_word(entity.kind, samkart.language)} · {key_of(iri)}"
        parts = [f"# {heading}\n" if form == "markdown" else f"{heading}\n"]
        parts += [_section(samkart, answer, iri, limit, form, output) for answer in sections if len(answer)]
        text = "\n".join(parts)
    write_text(text, output)


def _section(samkart: Samkart, answer: Answer, subject: str, limit: int, form: str, output: str) -> str:
    title = answer.question.texts[samkart.language]
    sheet = sheet_of(answer, samkart.language)
    if form in ("table", "markdown"):
        sheet = compact(sheet, subject)
    if answer.question.name.endswith("/card"):
        facts = [
            (heading, "; ".join(dict.fromkeys(row[i].text for row in sheet.rows if row[i].text)))
            for i, heading in enumerate(sheet.headings)
        ]
        sheet = Sheet(
            ["fact", "value"], ["", ""], ["text", "text"], [[Cell.of(text) for text in fact] for fact in facts]
        )
    elif limit and len(sheet.rows) > limit:
        (more,) = words(samkart.language, "more")
        note = more.format(len(sheet.rows) - limit)
        sheet = Sheet(sheet.names, sheet.headings, sheet.types, sheet.rows[:limit], "", note)
    heading = f"## {title}\n\n" if form == "markdown" else f"{title}\n"
    return heading + render(sheet, form, output == "-")


@click.command("find")
@click.argument("text")
@click.option(
    "--kind", default="", metavar="KIND", help="Only actor, programme, project, call, theme, strategy, or a class."
)
@click.option("--limit", default=10, show_default=True, type=click.IntRange(1), help="How many.")
@graph
@answers
def find_command(samkart: Samkart, text: str, kind: str, limit: int) -> Sheet:
    """Find things by TEXT: a name or its beginning, some of its words, a number or a code."""
    found = samkart.find(text, kind, limit)
    if not found:
        near = samkart.view.nearest(text, (kind,) if kind else (), 5, samkart.language)
        raise NotFound(f"nothing is called {text!r}", tuple(f"{m.label} ({key_of(m.iri)})" for m in near))
    names = ["name", "kind", "country", "key", "match", "ties"]
    rows = [
        [
            Cell(m.iri, m.label), Cell(m.kind, kind_word(m.kind, samkart.language)), Cell.of(m.country),
            Cell.of(key_of(m.iri)), Cell.of(m.name), Cell(m.ties, str(m.ties)),
        ]
        for m in found
    ]  # fmt: skip
    return Sheet(names, words(samkart.language, *names), ["text"] * 5 + ["integer"], rows)
