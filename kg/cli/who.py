"""`kg who`: the collaborators of an actor."""

from __future__ import annotations

from collections.abc import Iterable

import click

from kg.api import Partner, Samkart
from kg.cli.complete import actors, programmes, themes
from kg.cli.options import KIND_NAMES, answers, graph
from kg.errors import Usage
from kg.ids import country_code, is_date
from kg.language.tables import kind_word, say, words
from kg.model.encounter import KINDS, Encounter
from kg.model.table import Cell, Table
from kg.model.tie import LEVELS
from kg.vocab import concept

__all__ = ["country_of", "kinds_of", "who_command"]


def _date(_: click.Context, option: click.Parameter, value: str) -> str:
    if value and not is_date(value):
        raise Usage(f"--{option.name}: {value!r} is not a date; expected YYYY, YYYY-MM or YYYY-MM-DD")
    return value


@click.command("who")
@click.argument("actor", shell_complete=actors)
@click.option(
    "--via",
    default="",
    metavar="KINDS",
    help="Only ties of these kinds, with commas: project, network, twinning, agreement.",
)
@click.option(
    "--theme", default="", metavar="THEME", shell_complete=themes, help="Only what is about a theme, or a narrower one."
)
@click.option(
    "--programme",
    default="",
    metavar="PROGRAMME",
    shell_complete=programmes,
    help="Only projects of a programme, or of a part of it.",
)
@click.option("--country", default="", metavar="CODE", help="Only partners in a country, as in SE.")
@click.option("--level", type=click.Choice(LEVELS), default=None, help="Only partners of a level.")
@click.option("--kind", type=click.Choice(list(KIND_NAMES)), default=None, help="Only partners of a kind.")
@click.option("--since", default="", metavar="DATE", callback=_date, help="Only ties that can have held since then.")
@click.option("--until", default="", metavar="DATE", callback=_date, help="Only ties that can have held until then.")
@click.option(
    "--at", default="", metavar="DATE", callback=_date, help="Only ties that held, or may have held, on that day."
)
@click.option("--with-predecessors", is_flag=True, help="Count what municipalities now merged into the actor did.")
@click.option("--evidence", is_flag=True, help="The ties themselves, with their sources.")
@click.option("--limit", default=25, show_default=True, type=click.IntRange(0), help="How many partners; 0 for all.")
@graph
@answers
def who_command(
    samkart: Samkart,
    actor: str,
    via: str,
    theme: str,
    programme: str,
    country: str,
    level: str | None,
    kind: str | None,
    since: str,
    until: str,
    at: str,
    with_predecessors: bool,
    evidence: bool,
    limit: int,
) -> Table:
    """Who collaborates with ACTOR: partners ranked by the strength of what they share, with the ties that say so.

    ACTOR is a name however it is typed (baerum, "Bærum kommune"), an organisation number, a municipality number or a
    PIC. A hub that many share counts for less: each adds 1/(k-1) to the strength, k being the actors in it.
    """
    iri = samkart.resolve(actor, "actor")
    partners = samkart.who(
        iri,
        via=kinds_of(via),
        theme=theme,
        programme=programme,
        country=country_of(country),
        level=level or "",
        kind=KIND_NAMES[kind] if kind else "",
        since=since,
        until=until,
        at=at,
        with_predecessors=with_predecessors,
    )
    shown = partners[:limit] if limit else partners
    note = say(samkart.language, "more", n=len(partners) - len(shown)) if len(shown) < len(partners) else ""
    if not partners:
        (note,) = words(samkart.language, "none")
    title = samkart.entity(iri).label
    make = _evidence if evidence else _ranking
    return make(samkart, shown, at, title, note)


def kinds_of(via: str, more: tuple[str, ...] = ()) -> tuple[str, ...]:
    """The kinds of tie in `project,network`; the usual four when empty. Raises Usage for another word.

    `more` are kinds that are taken when they are named.
    """
    known = (*KINDS, *more)
    chosen = tuple(part.strip() for part in via.split(",") if part.strip()) or KINDS
    for kind in chosen:
        if kind not in known:
            raise Usage(f"--via: {kind!r} is not a kind of tie; expected {', '.join(known)}")
    return chosen


def country_of(code: str) -> str:
    """A country code in upper case, EL and UK as GR and GB; empty stays empty. Raises Usage for anything else."""
    upper = code.upper()
    if code and not (len(upper) == 2 and upper.isalpha() and upper.isascii()):
        raise Usage(f"--country: {code!r} is not a country; expected a code of two letters, as in NO")
    return country_code(code)


def _ranking(samkart: Samkart, partners: Iterable[Partner], day: str, title: str, note: str) -> Table:
    language = samkart.language
    names = ["partner", "kind", "country", "ties", *KINDS, "latest", "strength", *(["certainty"] if day else [])]
    rows = []
    for partner in partners:
        entity, shared = partner.entity, partner.shared
        counts = [Cell(shared.counts[kind], str(shared.counts[kind] or "")) for kind in KINDS]
        row = [
            Cell(entity.iri, entity.label),
            Cell(entity.kind, kind_word(entity.kind, language)),
            Cell.of(entity.country),
            Cell(shared.ties, str(shared.ties)),
            *counts,
            Cell.of(shared.latest),
            Cell(round(shared.strength, 4), f"{shared.strength:.2f}"),
        ]
        if day:
            row.append(Cell(shared.certainty, samkart.concept("certainty", shared.certainty)))
        rows.append(row)
    types = ["actor", "text", "text", "integer", *(["integer"] * 4), "year", "number", *(["text"] if day else [])]
    return Table(names, words(language, *names), types, rows, title, note)


def _evidence(samkart: Samkart, partners: Iterable[Partner], day: str, title: str, note: str) -> Table:
    language = samkart.language
    names = [
        "partner",
        "tie",
        "in",
        "start",
        "end",
        "as_of",
        "status",
        *(["certainty"] if day else []),
        "source",
        "address",
    ]
    types = ["actor", "text", "text", "date", "date", "date", "text", *(["text"] if day else []), "text", "text"]
    rows = []
    for partner in partners:
        for met, word in zip(partner.shared.encounters, partner.shared.certainties, strict=True):
            row = _tie_row(samkart, partner, met)
            if day:
                row.insert(7, Cell(word, samkart.concept("certainty", word)))
            rows.append(row)
    return Table(names, words(language, *names), types, rows, title, note)


def _tie_row(samkart: Samkart, partner: Partner, met: Encounter) -> list[Cell]:
    hub = samkart.view.entities([met.hub], samkart.language).get(met.hub)
    named = hub is not None and met.kind != "twinning"
    sources = samkart.evidence(met.own, met.other)
    status = concept("status", met.status) if met.status else ""
    return [
        Cell(partner.entity.iri, partner.entity.label),
        Cell(met.kind, words(samkart.language, met.kind)[0]),
        Cell(hub.iri, hub.label if named else "") if hub else Cell(None, ""),
        Cell.of(met.start),
        Cell.of(met.end),
        Cell.of(met.as_of),
        Cell(met.status, samkart.entity(status).label) if status else Cell(None, ""),
        Cell([source.title for source in sources], "; ".join(source.title for source in sources)),
        Cell([source.address for source in sources], " ".join(source.address for source in sources)),
    ]
