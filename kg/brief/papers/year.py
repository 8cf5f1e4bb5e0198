"""The report of a year in fixed chapters: organisation, networks, towns, agreements, projects, begun and ended."""

from __future__ import annotations

from collections.abc import Sequence

from kg.brief.chapters.actor import key_figures, partners, picture, project_name, projects, themes
from kg.brief.chapters.method import covered, method
from kg.brief.chapters.ties import agreements, networks, twin_towns
from kg.brief.document import Block, BulletList, Document, Heading, ListItem, Paragraph
from kg.brief.facts import ActorFacts, Tie
from kg.brief.writer import Writer
from kg.language.speech import Texts

__all__ = ["year_report"]

T: dict[str, Texts] = {
    "title": ("Årsrapport {year}: {who}", "Årsrapport {year}: {who}", "Report for {year}: {who}"),
    "subtitle": (
        "Internasjonalt og regionalt samarbeid",
        "Internasjonalt og regionalt samarbeid",
        "International and regional cooperation",
    ),
    "organisation": ("Organisering", "Organisering", "Organisation"),
    "units": (
        "Ansvarlige enheter som er kjent: {names}.",
        "Ansvarlege einingar som er kjende: {names}.",
        "Responsible units that are known: {names}.",
    ),
    "units_none": (
        "Samkart kjenner ingen ansvarlige enheter for forbindelsene.",
        "Samkart kjenner ingen ansvarlege einingar for sambanda.",
        "Samkart knows of no units responsible for the ties.",
    ),
    "strategies": (
        "Strategier og profiler som nevner temaer: {names}.",
        "Strategiar og profilar som nemner tema: {names}.",
        "Strategies and profiles that name themes: {names}.",
    ),
    "networks": ("Nettverk og samarbeidsorganer", "Nettverk og samarbeidsorgan", "Networks and joint bodies"),
    "towns": ("Vennskapsbyer", "Venskapsbyar", "Twin towns"),
    "agreements": ("Avtaler", "Avtalar", "Agreements"),
    "nothing": ("Ingen er kjent for {year}.", "Ingen er kjende for {year}.", "None are known for {year}."),
    "changes": ("Nytt og avsluttet i {year}", "Nytt og avslutta i {year}", "Begun and ended in {year}"),
    "began": ("{what} begynte{date}.", "{what} tok til{date}.", "{what} began{date}."),
    "stopped": ("{what} ble avsluttet{date}.", "{what} vart avslutta{date}.", "{what} ended{date}."),
    "no_changes": (
        "Samkart kjenner ingen forbindelser som begynte eller ble avsluttet i {year}.",
        "Samkart kjenner ingen samband som tok til eller vart avslutta i {year}.",
        "Samkart knows of no ties that began or ended in {year}.",
    ),
    "network": ("Medlemskapet i {name}", "Medlemskapen i {name}", "Membership of {name}"),
    "project": ("Prosjektet {name}", "Prosjektet {name}", "The project {name}"),
    "twinning": ("Vennskapet med {name}", "Venskapen med {name}", "The twinning with {name}"),
    "agreement": ("Avtalen «{name}»", "Avtalen «{name}»", "The agreement “{name}”"),
    "on": (" {date}", " {date}", " on {date}"),
    "in": (" i {date}", " i {date}", " in {date}"),
}


def year_report(facts: ActorFacts) -> Document:
    """The whole report; a chapter without content says so, since the chapters are the same every year."""
    writer, year = Writer(facts.lang), facts.scope.year
    nothing: list[Block] = [Paragraph(writer.say(T["nothing"], year=year))]
    blocks = [
        *key_figures(writer, facts),
        Heading(writer.pick(T["organisation"])),
        *_organisation(writer, facts),
        *(networks(writer, facts) or [Heading(writer.pick(T["networks"])), *nothing]),
        Heading(writer.pick(T["towns"])),
        *(twin_towns(writer, facts) or nothing),
        Heading(writer.pick(T["agreements"])),
        *(agreements(writer, facts) or nothing),
        *projects(writer, facts),
        *partners(writer, facts),
        *picture(writer, facts),
        *themes(writer, facts),
        Heading(writer.say(T["changes"], year=year)),
        *_changes(writer, facts.ties, year),
        *method(writer, facts.scope, ranked=True),
        *covered(writer, facts.scope, facts.ties),
    ]
    title = writer.say(T["title"], year=year, who=facts.title)
    return writer.finish(title, writer.pick(T["subtitle"]), facts.scope, blocks)


def _organisation(writer: Writer, facts: ActorFacts) -> list[Block]:
    carried = [tie for tie in facts.ties if tie.unit]
    units = sorted({tie.unit for tie in carried})
    blocks: list[Block] = [
        Paragraph(
            writer.say(T["units"], names=writer.speech.listed(units)), writer.refs(*(tie.sources for tie in carried))
        )
        if units
        else Paragraph(writer.pick(T["units_none"]))
    ]
    titles = list(dict.fromkeys(each.title for each in facts.strategies))
    if titles:
        text = writer.say(T["strategies"], names=writer.speech.listed(titles))
        blocks.append(Paragraph(text, writer.refs(*(each.sources for each in facts.strategies))))
    return blocks


def _changes(writer: Writer, ties: Sequence[Tie], year: str) -> list[Block]:
    items = []
    for tie in sorted(ties, key=lambda tie: (tie.kind, tie.thing, tie.holders)):
        name = project_name(tie) if tie.kind == "project" else tie.thing
        what = writer.say(T[tie.kind], name=name)
        for key, date in (("began", tie.start), ("stopped", tie.end)):
            if date.startswith(year):
                shown = (
                    writer.say(T["on" if len(date) == 10 else "in"], date=writer.speech.date(date))
                    if len(date) > 4
                    else ""
                )
                items.append(ListItem(writer.say(T[key], what=what, date=shown), writer.refs(tie.sources)))
    if not items:
        return [Paragraph(writer.say(T["no_changes"], year=year))]
    return [BulletList(tuple(items))]
