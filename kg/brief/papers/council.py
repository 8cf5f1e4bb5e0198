"""The briefing for a council on an actor, or on several as one; short where little is known."""

from __future__ import annotations

from kg.brief.chapters.actor import distinct, key_figures, lead, partners, picture, projects, themes
from kg.brief.chapters.findings import comparison, gaps, next_steps
from kg.brief.chapters.method import covered, method
from kg.brief.chapters.ties import agreements, development, networks, twin_towns
from kg.brief.document import Block, Document, Heading, Paragraph, TableBlock, row
from kg.brief.facts import ActorFacts
from kg.brief.writer import Writer
from kg.language.kinds import tie_word

__all__ = ["council", "short_of"]

FEW = 5


def council(facts: ActorFacts) -> Document:
    """The whole briefing, two to four pages; with fewer than five known ties, one."""
    writer = Writer(facts.lang, facts.scope.home)
    title, subtitle = writer.say("council.title", who=facts.title), writer.say("council.subtitle")
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
        *([Paragraph(facts.scope.completeness, style="note")] if facts.scope.completeness else []),
        *picture(writer, facts),
        *key_figures(writer, facts),
        *partners(writer, facts),
        *([Heading(writer.say("council.ties_title"), 2), *pairs] if pairs else []),
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
    blocks: list[Block] = [Paragraph(writer.say("council.few", n=known, who=facts.title), style="note")]
    sizes = [(name, size) for name, size in facts.populations.items() if size]
    if sizes and len(facts.names) == 1:
        blocks += key_figures(writer, facts)
    if facts.ties:
        rows = [
            row(
                tie_word(tie.kind, facts.lang),
                tie.thing,
                tie.status_word or tie.role_word,
                writer.speech.span(tie.start, tie.end),
                writer.speech.short(tie.as_of),
                refs=writer.refs(tie.sources),
            )
            for tie in facts.ties
        ]
        blocks += [
            Heading(writer.say("council.all")),
            TableBlock(
                writer.say("council.all_caption", who=facts.title),
                writer.heads("council.kind", "council.what", "council.status", "council.period", "council.as_of"),
                tuple(rows),
                key="networks",
                widths=(1.2, 3, 1.2, 1.5, 1.2),
            ),
        ]
    strategies = themes(writer, facts) if facts.strategies else []
    return [*blocks, *strategies]
