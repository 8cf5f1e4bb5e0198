"""The briefing on a programme: what it is, Norway's part in it and on what basis, who in Norway uses it."""

from __future__ import annotations

from collections.abc import Sequence

from kg.brief.chapters.actor import named
from kg.brief.chapters.method import covered, method
from kg.brief.document import Block, Document, Heading, Paragraph, TableBlock, clean, row
from kg.brief.facts import Association, ProgrammeFacts, ProjectRow, Scope
from kg.brief.papers.county import county_table
from kg.brief.writer import Writer
from kg.language.speech import Texts

__all__ = ["association_table", "programme_brief", "project_table"]

T: dict[str, Texts] = {
    "title": ("Programnotat: {who}", "Programnotat: {who}", "Briefing on a programme: {who}"),
    "subtitle": (
        "Hva programmet er, Norges deltakelse og hvem som bruker det",
        "Kva programmet er, deltakinga til Noreg og kven som bruker det",
        "What it is, Norway's participation, and who uses it",
    ),
    "card": ("Om programmet", "Om programmet", "About the programme"),
    "card_caption": ("Fakta om {who}", "Fakta om {who}", "Facts about {who}"),
    "fact": ("Opplysning", "Opplysning", "Fact"),
    "value": ("Innhold", "Innhald", "Content"),
    "parts": ("Deler: {names}.", "Delar: {names}.", "Parts: {names}."),
    "open": (
        "Norges deltakelse i programmene",
        "Deltakinga til Noreg i programma",
        "Norway's participation in the programmes",
    ),
    "open_caption": (
        "Hva som er sagt om Norges deltakelse",
        "Kva som er sagt om deltakinga til Noreg",
        "What is said of Norway's participation",
    ),
    "programme": ("Program", "Program", "Programme"),
    "strand": ("Del", "Del", "Strand"),
    "standing": ("Deltakelse", "Deltaking", "Participation"),
    "basis": ("Grunnlag", "Grunnlag", "Basis"),
    "as_of": ("Dato", "Dato", "Date"),
    "open_note": (
        "Grunnlaget skiller mellom det som er antydet, foreslått og vedtatt.",
        "Grunnlaget skil mellom det som er antyda, foreslått og vedteke.",
        "The basis keeps apart what is indicated, proposed and decided.",
    ),
    "projects": (
        "Prosjekter med norske deltakere",
        "Prosjekt med norske deltakarar",
        "Projects with Norwegian participants",
    ),
    "projects_caption": ("De nyeste prosjektene: {who}", "Dei nyaste prosjekta: {who}", "The latest projects: {who}"),
    "projects_none": (
        "Samkart kjenner ingen prosjekter med norske deltakere.",
        "Samkart kjenner ingen prosjekt med norske deltakarar.",
        "Samkart knows of no projects with Norwegian participants.",
    ),
    "project": ("Prosjekt", "Prosjekt", "Project"),
    "period": ("Periode", "Periode", "Period"),
    "takers": ("Norske deltakere", "Norske deltakarar", "Norwegian participants"),
    "grant": ("Tilskudd", "Tilskot", "Grant"),
    "left": (
        "{n|Ett|#} til er utelatt.",
        "{n|Eitt til er utelate|# til er utelatne}.",
        "{n|One more is|# more are} left out.",
    ),
}
MOST = 10


def programme_brief(facts: ProgrammeFacts) -> Document:
    """The whole briefing."""
    writer = Writer(facts.lang)
    refs = writer.refs(facts.sources)
    blocks: list[Block] = [Heading(writer.pick(T["card"]))]
    if facts.card:
        rows = tuple(row(name, clean(value), refs=refs) for name, value in facts.card)
        blocks.append(
            TableBlock(
                writer.say(T["card_caption"], who=facts.title),
                writer.heads(T["fact"], T["value"]),
                rows,
                key="card",
                widths=(1.4, 3),
            )
        )
    if facts.parts:
        blocks.append(Paragraph(writer.say(T["parts"], names=writer.speech.series(facts.parts, 12)), refs))
    blocks += association_table(writer, facts.associations, facts.scope)
    blocks += project_table(writer, facts.projects, facts.title)
    if facts.counties:
        blocks += county_table(writer, facts.counties, facts.sources)
    blocks += [*method(writer, facts.scope), *covered(writer, facts.scope)]
    return writer.finish(writer.say(T["title"], who=facts.title), writer.pick(T["subtitle"]), facts.scope, blocks)


def association_table(writer: Writer, said: Sequence[Association], scope: Scope, most: int = 14) -> list[Block]:
    """What is said of Norway's part in programmes."""
    if not said:
        return []
    rows = tuple(
        row(
            each.programme,
            each.strand,
            each.standing,
            each.basis,
            writer.speech.short(each.as_of),
            refs=writer.refs(each.sources),
        )
        for each in said[:most]
    )
    note = writer.pick(T["open_note"])
    if len(said) > most:
        note = writer.say(T["left"], n=len(said) - most) + " " + note
    heads = writer.heads(*(T[k] for k in ("programme", "strand", "standing", "basis", "as_of")))
    return [
        Heading(writer.pick(T["open"])),
        TableBlock(writer.pick(T["open_caption"]), heads, rows, key="open", note=note, widths=(3, 1.8, 1.6, 1.1, 1.2)),
    ]


def project_table(writer: Writer, projects: Sequence[ProjectRow], title: str) -> list[Block]:
    """Projects with participants from Norway, the newest first."""
    if not projects:
        return [Heading(writer.pick(T["projects"])), Paragraph(writer.pick(T["projects_none"]))]
    rows = tuple(
        row(
            named(each.short, each.title),
            each.programme,
            writer.speech.span(each.start, each.end),
            writer.speech.listed(each.participants, 4),
            writer.speech.money(each.amount, each.currency) if each.amount is not None else "",
            refs=writer.refs(each.sources),
        )
        for each in projects[:MOST]
    )
    note = writer.say(T["left"], n=len(projects) - MOST) if len(projects) > MOST else ""
    heads = writer.heads(*(T[k] for k in ("project", "programme", "period", "takers", "grant")))
    return [
        Heading(writer.pick(T["projects"])),
        TableBlock(
            writer.say(T["projects_caption"], who=title),
            heads,
            rows,
            "llllr",
            "projects",
            note,
            (3, 1.8, 1.5, 2.2, 1.4),
        ),
    ]
