"""The briefing for a council on an actor, or on several as one; short where little is known."""

from __future__ import annotations

from kg.brief.chapters.actor import distinct, key_figures, partners, picture, projects, themes
from kg.brief.chapters.answers import answers
from kg.brief.chapters.method import covered, method
from kg.brief.chapters.news import begun
from kg.brief.chapters.steps import next_steps
from kg.brief.chapters.ties import networks, twin_towns
from kg.brief.chapters.together import together
from kg.brief.document import Block, Document, Heading, Paragraph, TableBlock, row
from kg.brief.facts import ActorFacts
from kg.brief.writer import Writer
from kg.language.kinds import tie_word

__all__ = ["council", "short_of"]

LEAST = 5
"""With fewer ties than this the paper is short."""


def council(facts: ActorFacts) -> Document:
    """Three answers with the map, next steps, the tables they rest on; with fewer than five known ties, one page."""
    writer = begun(facts.lang, facts.scope)
    title, subtitle = writer.say("council.title", who=facts.title), writer.say("council.subtitle")
    known = sum(len(distinct(facts.of(kind))) for kind in ("network", "project", "twinning", "agreement"))
    if known < LEAST:
        blocks = [
            *short_of(writer, facts, known),
            *method(writer, facts.scope),
            *covered(writer, facts.scope, facts.ties),
        ]
        return writer.finish(title, subtitle, facts.scope, blocks)
    many = len(facts.names) > 1
    blocks = [
        *answers(writer, facts),
        *picture(writer, facts, width=170),
        *next_steps(writer, facts),
        *(together(writer, facts) if many else themes(writer, facts, 6)),
        *partners(writer, facts, 8 if many else 6),
        *networks(writer, facts, most=12 if many else 8, short=True),
        *(
            [Heading(writer.say("actor.figure_twins")), *towns]
            if (towns := twin_towns(writer, facts, 10 if many else 8))
            else []
        ),
        *projects(writer, facts, 6 if many else 4),
        *method(writer, facts.scope, ranked=True, compared=_compared(facts)),
        *covered(writer, facts.scope, facts.ties, answered=True),
    ]
    return writer.finish(title, subtitle, facts.scope, blocks)


def _compared(facts: ActorFacts) -> list[str]:
    return [facts.findings.nodes[peer.actor].name for peer in facts.findings.peers]


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
