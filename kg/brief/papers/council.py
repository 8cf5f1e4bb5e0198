"""The briefing for a council on an actor, or on several as one; short where little is known."""

from __future__ import annotations

from kg.brief.chapters.actor import distinct, key_figures, lead, partners, picture, projects, themes
from kg.brief.chapters.findings import comparison, gaps, next_steps
from kg.brief.chapters.method import covered, method
from kg.brief.chapters.ties import agreements, development, networks, twin_towns
from kg.brief.document import Block, Document, Heading, Paragraph, TableBlock, row
from kg.brief.facts import ActorFacts
from kg.brief.writer import Writer
from kg.language.speech import Texts

__all__ = ["council", "short_of"]

FEW = 5
T: dict[str, Texts] = {
    "title": (
        "Internasjonalt og regionalt samarbeid: {who}",
        "Internasjonalt og regionalt samarbeid: {who}",
        "International and regional cooperation: {who}",
    ),
    "subtitle": (
        "Orientering til politisk behandling",
        "Orientering til politisk handsaming",
        "Briefing for the council",
    ),
    "few": (
        "Samkart kjenner {n|ingen forbindelser|bare én forbindelse|bare # forbindelser} for {who}. Notatet er "
        "derfor kort, og det kan finnes samarbeid som ikke er funnet i åpne kilder.",
        "Samkart kjenner {n|ingen samband|berre eitt samband|berre # samband} for {who}. Notatet er difor kort, "
        "og det kan finnast samarbeid som ikkje er funne i opne kjelder.",
        "Samkart knows of {n|no ties|only one tie|only # ties} of {who}. This briefing is therefore short, and "
        "there may be cooperation that was not found in open sources.",
    ),
    "all": ("Kjente forbindelser", "Kjende samband", "Known ties"),
    "all_caption": ("Alle kjente forbindelser: {who}", "Alle kjende samband: {who}", "All known ties: {who}"),
    "kind": ("Slag", "Slag", "Kind"),
    "what": ("Hva", "Kva", "What"),
    "status": ("Status", "Status", "Status"),
    "period": ("Periode", "Periode", "Period"),
    "as_of": ("Opplyst per", "Opplyst per", "Stated as of"),
    "network": ("nettverk", "nettverk", "network"),
    "project": ("prosjekt", "prosjekt", "project"),
    "twinning": ("vennskapsby", "venskapsby", "twin town"),
    "agreement": ("avtale", "avtale", "agreement"),
    "ties_title": ("Vennskapsbyer og avtaler", "Venskapsbyar og avtalar", "Twin towns and agreements"),
}


def council(facts: ActorFacts) -> Document:
    """The whole briefing, two to four pages; with fewer than five known ties, one."""
    writer = Writer(facts.lang)
    title, subtitle = writer.say(T["title"], who=facts.title), writer.pick(T["subtitle"])
    known = sum(len(distinct(facts.of(kind))) for kind in ("network", "project", "twinning", "agreement"))
    if known < FEW:
        blocks = [
            *short_of(writer, facts, known),
            *method(writer, facts.scope),
            *covered(writer, facts.scope, facts.ties),
        ]
        return writer.finish(title, subtitle, facts.scope, blocks)
    pairs = [*twin_towns(writer, facts), *agreements(writer, facts)]
    blocks = [
        *lead(writer, facts),
        *picture(writer, facts),
        *key_figures(writer, facts),
        *partners(writer, facts),
        *([Heading(writer.pick(T["ties_title"]), 2), *pairs] if pairs else []),
        *networks(writer, facts),
        *themes(writer, facts),
        *projects(writer, facts),
        *development(writer, facts),
        *comparison(writer, facts),
        *gaps(writer, facts),
        *next_steps(writer, facts),
        *method(writer, facts.scope, ranked=True),
        *covered(writer, facts.scope, facts.ties),
    ]
    return writer.finish(title, subtitle, facts.scope, blocks)


def short_of(writer: Writer, facts: ActorFacts, known: int) -> list[Block]:
    """What is said of an actor with few ties: that they are few, and which."""
    blocks: list[Block] = [Paragraph(writer.say(T["few"], n=known, who=facts.title), style="note")]
    sizes = [(name, size) for name, size in facts.populations.items() if size]
    if sizes and len(facts.names) == 1:
        blocks += key_figures(writer, facts)
    if facts.ties:
        rows = [
            row(
                writer.pick(T[tie.kind]),
                tie.thing,
                tie.status_word or tie.role_word,
                writer.speech.span(tie.start, tie.end),
                writer.speech.short(tie.as_of),
                refs=writer.refs(tie.sources),
            )
            for tie in facts.ties
        ]
        blocks += [
            Heading(writer.pick(T["all"])),
            TableBlock(
                writer.say(T["all_caption"], who=facts.title),
                writer.heads(T["kind"], T["what"], T["status"], T["period"], T["as_of"]),
                tuple(rows),
                key="networks",
                widths=(1.2, 3, 1.2, 1.5, 1.2),
            ),
        ]
    strategies = themes(writer, facts) if facts.strategies else []
    return [*blocks, *strategies]
