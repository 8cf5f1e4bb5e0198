"""The profile for partner search: who the actor is, what it works with, whom it knows, what it can show."""

from __future__ import annotations

from kg.brief.chapters.actor import close_partners, current, distinct, picture, project_name
from kg.brief.chapters.method import covered, method
from kg.brief.document import Block, BulletList, Document, Heading, ListItem, Paragraph, TableBlock, clean, row
from kg.brief.facts import ActorFacts
from kg.brief.writer import Writer
from kg.language.speech import Texts, collated

__all__ = ["profile"]

T: dict[str, Texts] = {
    "title": ("Profil for partnersøk: {who}", "Profil for partnarsøk: {who}", "Profile for partner search: {who}"),
    "subtitle": (
        "Hvem vi er, og hva vi har erfaring med",
        "Kven vi er, og kva vi har erfaring med",
        "Who we are and what we have done",
    ),
    "who": ("Kort om {who}", "Kort om {who}", "{who} in short"),
    "caption": ("Fakta om {who}", "Fakta om {who}", "Facts about {who}"),
    "fact": ("Opplysning", "Opplysning", "Fact"),
    "value": ("Innhold", "Innhald", "Content"),
    "inhabitants": ("Innbyggere", "Innbyggjarar", "Inhabitants"),
    "county": ("Fylke", "Fylke", "County"),
    "homepage": ("Nettsted", "Nettstad", "Website"),
    "interests": ("Temaer vi vil arbeide med", "Tema vi vil arbeide med", "Themes of interest"),
    "interest": ("{theme}: {wording}.", "{theme}: {wording}.", "{theme}: {wording}."),
    "interests_none": (
        "Ingen strategi som nevner temaer, er kjent.",
        "Ingen strategi som nemner tema, er kjend.",
        "No strategy that names themes is known.",
    ),
    "active": (
        "Temaer fra prosjekter og avtaler: {names}.",
        "Tema frå prosjekt og avtalar: {names}.",
        "Themes of projects and agreements: {names}.",
    ),
    "experience": ("Erfaring fra prosjekter", "Erfaring frå prosjekt", "Experience from projects"),
    "project": ("{name} ({details}).", "{name} ({details}).", "{name} ({details})."),
    "projects_none": ("Ingen prosjekter er kjent.", "Ingen prosjekt er kjende.", "No projects are known."),
    "networks": ("Nettverk", "Nettverk", "Networks"),
    "networks_told": ("Med i {names}.", "Med i {names}.", "Member of {names}."),
    "partners": ("Partnere", "Partnarar", "Partners"),
    "partners_told": ("Vennskapsbyer: {names}.", "Venskapsbyar: {names}.", "Twin towns: {names}."),
    "countries": (
        "Prosjekter, avtaler og vennskap gir partnere i {n|ett land|# land}: {names}.",
        "Prosjekt, avtalar og venskap gjev partnarar i {n|eitt land|# land}: {names}.",
        "Projects, agreements and twinnings give partners in {n|one country|# countries}: {names}.",
    ),
}


def profile(facts: ActorFacts) -> Document:
    """One or two pages."""
    writer, day = Writer(facts.lang), facts.scope.day
    identity = writer.refs(facts.identity)
    rows = [
        row(
            f"{writer.pick(T['inhabitants'])}{f', {name}' if len(facts.names) > 1 else ''}",
            writer.speech.number(size),
            refs=identity,
        )
        for name, size in facts.populations.items()
        if size
    ]
    rows += [
        row(writer.pick(T[key]), clean(value), refs=identity)
        for key, value in (("county", facts.county), ("homepage", facts.homepage))
        if value
    ]
    blocks: list[Block] = []
    if rows:
        blocks += [
            Heading(writer.say(T["who"], who=facts.title)),
            TableBlock(
                writer.say(T["caption"], who=facts.title),
                writer.heads(T["fact"], T["value"]),
                tuple(rows),
                key="facts",
                widths=(1.5, 3),
            ),
        ]
    blocks.append(Heading(writer.pick(T["interests"])))
    if facts.strategies:
        blocks.append(
            BulletList(
                tuple(
                    ListItem(
                        writer.say(T["interest"], theme=s.theme, wording=s.wording) if s.wording else s.theme,
                        writer.refs(s.sources),
                    )
                    for s in facts.strategies
                )
            )
        )
    else:
        blocks.append(Paragraph(writer.pick(T["interests_none"])))
    done = [tie for tie in facts.ties if tie.kind in ("project", "agreement") and tie.themes]
    if done:
        names = writer.speech.series(
            sorted({t[:1].lower() + t[1:] for tie in done for t in tie.themes}, key=collated), 12
        )
        blocks.append(Paragraph(writer.say(T["active"], names=names), writer.refs(*(tie.sources for tie in done))))
    blocks += [Heading(writer.pick(T["experience"])), *_projects(writer, facts)]
    networks = distinct(current(facts.of("network"), day))
    if networks:
        names = writer.speech.listed(sorted((ties[0].thing for ties in networks.values()), key=collated))
        sources = [tie.sources for ties in networks.values() for tie in ties]
        blocks += [
            Heading(writer.pick(T["networks"])),
            Paragraph(writer.say(T["networks_told"], names=names), writer.refs(*sources)),
        ]
    blocks += _partners(writer, facts)
    blocks += [*picture(writer, facts), *method(writer, facts.scope), *covered(writer, facts.scope, facts.ties)]
    return writer.finish(writer.say(T["title"], who=facts.title), writer.pick(T["subtitle"]), facts.scope, blocks)


def _projects(writer: Writer, facts: ActorFacts) -> list[Block]:
    items = []
    for ties in distinct(facts.of("project")).values():
        tie = ties[0]
        details = ", ".join(filter(None, (tie.group, tie.role_word, writer.speech.span(tie.start, tie.end))))
        text = writer.say(T["project"], name=project_name(tie), details=details) if details else f"{project_name(tie)}."
        items.append(ListItem(text, writer.refs(*(t.sources for t in ties))))
    return [BulletList(tuple(items[:10]))] if items else [Paragraph(writer.pick(T["projects_none"]))]


def _partners(writer: Writer, facts: ActorFacts) -> list[Block]:
    close = close_partners(facts)
    if not close:
        return []
    blocks: list[Block] = [Heading(writer.pick(T["partners"]))]
    towns = current(facts.of("twinning"), facts.scope.day)
    if towns:
        names = writer.speech.listed(
            sorted({f"{t.thing} ({t.country})" if t.country else t.thing for t in towns}, key=collated)
        )
        blocks.append(Paragraph(writer.say(T["partners_told"], names=names), writer.refs(*(t.sources for t in towns))))
    countries = sorted({each.country_name for each in close if each.country_name})
    sources = [each.sources for each in close]
    blocks.append(
        Paragraph(
            writer.say(T["countries"], n=len(countries), names=writer.speech.listed(countries)), writer.refs(*sources)
        )
    )
    return blocks
