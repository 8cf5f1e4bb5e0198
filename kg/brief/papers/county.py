"""Participation statistics: the municipalities of each county in projects, how many, and with what money."""

from __future__ import annotations

from collections.abc import Sequence

from kg.brief.chapters.method import covered, method
from kg.brief.chapters.news import begun
from kg.brief.document import Block, Document, Heading, Paragraph, TableBlock, row
from kg.brief.facts import Scope, SourceReference
from kg.brief.topic_facts import CountyRow
from kg.brief.writer import Writer

__all__ = ["county_statistics", "county_table"]


def county_statistics(
    lang: str, scope: Scope, programme: str, counties: Sequence[CountyRow], sources: Sequence[SourceReference]
) -> Document:
    """The whole paper, for all programmes or for one."""
    writer = begun(lang, scope)
    title = writer.say("county.title_one", what=programme) if programme else writer.say("county.title")
    return writer.finish(
        title,
        writer.say("county.subtitle"),
        scope,
        [*county_table(writer, counties, sources), *method(writer, scope), *covered(writer, scope)],
    )


def county_table(writer: Writer, counties: Sequence[CountyRow], sources: Sequence[SourceReference]) -> list[Block]:
    """The sentence and the table."""
    if not counties:
        return [Paragraph(writer.say("county.none"), style="note")]
    total = sum(each.participations for each in counties)
    lead = writer.say(
        "county.lead",
        n=total,
        counties=sum(bool(each.county) for each in counties),
        known=sum(each.known for each in counties),
    )
    net = sum(each.net for each in counties)
    note = writer.say("county.note") + (f" {writer.say('county.net', n=net)}" if net else "")
    refs = writer.refs(sources)
    rows = tuple(
        row(
            each.county or writer.say("county.unknown"),
            writer.speech.number(each.actors),
            writer.speech.percent(each.present / each.municipalities) if each.municipalities else "",
            writer.speech.number(each.projects),
            writer.speech.number(each.participations),
            " + ".join(writer.speech.money(amount, currency) for currency, amount in each.amounts),
            writer.speech.number(each.known),
        )
        for each in counties
    )
    heads = writer.heads(
        "county.county",
        "county.actors",
        "county.share",
        "county.projects",
        "county.participations",
        "county.money",
        "county.known",
    )
    return [
        Paragraph(lead, refs, "lead"),
        Heading(writer.say("county.table")),
        TableBlock(
            caption=writer.say("county.caption"),
            headings=heads,
            rows=rows,
            align="lrrrrrr",
            key="counties",
            note=note,
            widths=(2.6, 1.2, 1.2, 1.1, 1.2, 1.9, 1),
        ),
    ]
