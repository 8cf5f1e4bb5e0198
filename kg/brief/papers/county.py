"""Participation statistics: the municipalities of each county in projects, how many, and with what money."""

from __future__ import annotations

from collections.abc import Sequence

from kg.brief.chapters.method import covered, method
from kg.brief.document import Block, Document, Heading, Paragraph, TableBlock, row
from kg.brief.facts import CountyRow, Scope, SourceReference
from kg.brief.writer import Writer
from kg.language.speech import Texts

__all__ = ["county_statistics", "county_table"]

T: dict[str, Texts] = {
    "title": (
        "Kommunenes deltakelse i programmer, etter fylke",
        "Deltakinga til kommunane i program, etter fylke",
        "Municipalities in programmes, by county",
    ),
    "title_one": (
        "Kommunenes deltakelse i {what}, etter fylke",
        "Deltakinga til kommunane i {what}, etter fylke",
        "Municipalities in {what}, by county",
    ),
    "subtitle": ("Norge", "Noreg", "Norway"),
    "lead": (
        "Samkart kjenner {n|én deltakelse|# deltakelser} av norske kommuner i prosjekter, fordelt på "
        "{counties|ett fylke|# nåværende og tidligere fylker}. Beløpet er kjent for {known|ingen|én|#} av dem.",
        "Samkart kjenner {n|éi deltaking|# deltakingar} av norske kommunar i prosjekt, fordelte på {counties|eitt "
        "fylke|# noverande og tidlegare fylke}. Beløpet er kjent for {known|inga|éi|#} av dei.",
        "Samkart knows of {n|one participation|# participations} of Norwegian municipalities in projects, in "
        "{counties|one county|# present and former counties}. The amount is known for {known|none|one|#} of them.",
    ),
    "none": (
        "Samkart kjenner ingen slike deltakelser.",
        "Samkart kjenner ingen slike deltakingar.",
        "Samkart knows of no such participations.",
    ),
    "table": ("Fylkene", "Fylka", "The counties"),
    "caption": (
        "Kommuner i prosjekter etter fylke",
        "Kommunar i prosjekt etter fylke",
        "Municipalities in projects by county",
    ),
    "county": ("Fylke", "Fylke", "County"),
    "unknown": ("ukjent fylke", "ukjent fylke", "unknown county"),
    "actors": ("Kommuner med prosjekt", "Kommunar med prosjekt", "Municipalities with a project"),
    "share": ("Andel av kommunene", "Del av kommunane", "Share of municipalities"),
    "projects": ("Prosjekter", "Prosjekt", "Projects"),
    "participations": ("Deltakelser", "Deltakingar", "Participations"),
    "money": ("Kjent tilskudd", "Kjent tilskot", "Known grants"),
    "known": ("Med kjent beløp", "Med kjent beløp", "Amount known"),
    "note": (
        "En kommune er ført på fylket den ligger i nå; en kommune som ikke finnes lenger, på det den sist lå i "
        "(sluttåret til fylket i parentes). Andelen er av kommunene som finnes i fylket nå. Ukjente beløp teller "
        "ikke i summen.",
        "Ein kommune er ført på fylket han ligg i no; ein kommune som ikkje finst lenger, på det han sist låg i "
        "(sluttåret til fylket i parentes). Delen er av kommunane som finst i fylket no. Ukjende beløp tel ikkje "
        "i summen.",
        "A municipality counts for the county that it lies in now; one that is no more for the county it last lay "
        "in (with the year in which that county ended). The share is of the municipalities there now. Unknown "
        "amounts are not in the sum.",
    ),
}


def county_statistics(
    lang: str, scope: Scope, programme: str, counties: Sequence[CountyRow], sources: Sequence[SourceReference]
) -> Document:
    """The whole paper, for all programmes or for one."""
    writer = Writer(lang)
    title = writer.say(T["title_one"], what=programme) if programme else writer.pick(T["title"])
    return writer.finish(
        title,
        writer.pick(T["subtitle"]),
        scope,
        [*county_table(writer, counties, sources), *method(writer, scope), *covered(writer, scope)],
    )


def county_table(writer: Writer, counties: Sequence[CountyRow], sources: Sequence[SourceReference]) -> list[Block]:
    """The sentence and the table."""
    if not counties:
        return [Paragraph(writer.pick(T["none"]), style="note")]
    total = sum(each.participations for each in counties)
    lead = writer.say(
        T["lead"],
        n=total,
        counties=sum(bool(each.county) for each in counties),
        known=sum(each.known for each in counties),
    )
    refs = writer.refs(sources)
    rows = tuple(
        row(
            each.county or writer.pick(T["unknown"]),
            writer.speech.number(each.actors),
            writer.speech.percent(each.present / each.municipalities) if each.municipalities else "",
            writer.speech.number(each.projects),
            writer.speech.number(each.participations),
            " + ".join(writer.speech.money(amount, currency) for currency, amount in each.amounts),
            writer.speech.number(each.known),
        )
        for each in counties
    )
    heads = writer.heads(*(T[k] for k in ("county", "actors", "share", "projects", "participations", "money", "known")))
    return [
        Paragraph(lead, refs, "lead"),
        Heading(writer.pick(T["table"])),
        TableBlock(
            writer.pick(T["caption"]),
            heads,
            rows,
            "lrrrrrr",
            "counties",
            writer.pick(T["note"]),
            (2.6, 1.2, 1.2, 1.1, 1.2, 1.9, 1),
        ),
    ]
