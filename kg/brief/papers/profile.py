"""The profile for partner search: who the actor is, what it works with, whom it knows, what it can show."""

from __future__ import annotations

from kg.brief.chapters.actor import close_partners, current, distinct, picture, project_name
from kg.brief.chapters.method import covered, method
from kg.brief.document import Block, Document, Heading, Item, Listing, Paragraph, Table, clean, row
from kg.brief.facts import ActorFacts
from kg.brief.writer import Desk
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
    desk, day = Desk(facts.lang), facts.scope.day
    identity = desk.refs(facts.identity)
    rows = [
        row(
            f"{desk.pick(T['inhabitants'])}{f', {name}' if len(facts.names) > 1 else ''}",
            desk.speech.number(size),
            refs=identity,
        )
        for name, size in facts.populations.items()
        if size
    ]
    rows += [
        row(desk.pick(T[key]), clean(value), refs=identity)
        for key, value in (("county", facts.county), ("homepage", facts.homepage))
        if value
    ]
    blocks: list[Block] = []
    if rows:
        blocks += [
            Heading(desk.say(T["who"], who=facts.title)),
            Table(
                desk.say(T["caption"], who=facts.title),
                desk.heads(T["fact"], T["value"]),
                tuple(rows),
                key="facts",
                widths=(1.5, 3),
            ),
        ]
    blocks.append(Heading(desk.pick(T["interests"])))
    if facts.strategies:
        blocks.append(
            Listing(
                tuple(
                    Item(
                        desk.say(T["interest"], theme=s.theme, wording=s.wording) if s.wording else s.theme,
                        desk.refs(s.sources),
                    )
                    for s in facts.strategies
                )
            )
        )
    else:
        blocks.append(Paragraph(desk.pick(T["interests_none"])))
    done = [tie for tie in facts.ties if tie.kind in ("project", "agreement") and tie.themes]
    if done:
        names = desk.speech.series(
            sorted({t[:1].lower() + t[1:] for tie in done for t in tie.themes}, key=collated), 12
        )
        blocks.append(Paragraph(desk.say(T["active"], names=names), desk.refs(*(tie.sources for tie in done))))
    blocks += [Heading(desk.pick(T["experience"])), *_projects(desk, facts)]
    networks = distinct(current(facts.of("network"), day))
    if networks:
        names = desk.speech.listed(sorted((ties[0].thing for ties in networks.values()), key=collated))
        sources = [tie.sources for ties in networks.values() for tie in ties]
        blocks += [
            Heading(desk.pick(T["networks"])),
            Paragraph(desk.say(T["networks_told"], names=names), desk.refs(*sources)),
        ]
    blocks += _partners(desk, facts)
    blocks += [*picture(desk, facts), *method(desk, facts.scope), *covered(desk, facts.scope, facts.ties)]
    return desk.finish(desk.say(T["title"], who=facts.title), desk.pick(T["subtitle"]), facts.scope, blocks)


def _projects(desk: Desk, facts: ActorFacts) -> list[Block]:
    items = []
    for ties in distinct(facts.of("project")).values():
        tie = ties[0]
        details = ", ".join(filter(None, (tie.group, tie.role_word, desk.speech.span(tie.start, tie.end))))
        text = desk.say(T["project"], name=project_name(tie), details=details) if details else f"{project_name(tie)}."
        items.append(Item(text, desk.refs(*(t.sources for t in ties))))
    return [Listing(tuple(items[:10]))] if items else [Paragraph(desk.pick(T["projects_none"]))]


def _partners(desk: Desk, facts: ActorFacts) -> list[Block]:
    close = close_partners(facts)
    if not close:
        return []
    blocks: list[Block] = [Heading(desk.pick(T["partners"]))]
    towns = current(facts.of("twinning"), facts.scope.day)
    if towns:
        names = desk.speech.listed(
            sorted({f"{t.thing} ({t.country})" if t.country else t.thing for t in towns}, key=collated)
        )
        blocks.append(Paragraph(desk.say(T["partners_told"], names=names), desk.refs(*(t.sources for t in towns))))
    countries = sorted({each.country_name for each in close if each.country_name})
    sources = [each.sources for each in close]
    blocks.append(
        Paragraph(desk.say(T["countries"], n=len(countries), names=desk.speech.listed(countries)), desk.refs(*sources))
    )
    return blocks
