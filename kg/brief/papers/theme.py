"""The briefing on a theme: who works on it, in which projects and networks, which programmes are open for it."""

from __future__ import annotations

from kg.brief.chapters.method import covered, method
from kg.brief.document import Block, Document, Figure, Heading, Paragraph, TableBlock, row
from kg.brief.facts import ThemeFacts
from kg.brief.papers.programme import association_table, project_table
from kg.brief.writer import Writer
from kg.language.speech import Texts

__all__ = ["theme_brief"]

T: dict[str, Texts] = {
    "title": ("Temanotat: {who}", "Temanotat: {who}", "Briefing on a theme: {who}"),
    "subtitle": (
        "Hvem som arbeider med det, og hva som er åpent",
        "Kven som arbeider med det, og kva som er ope",
        "Who works on it and what is open",
    ),
    "lead": (
        "Samkart kjenner {n|ingen norske aktører|én norsk aktør|# norske aktører} med prosjekter, nettverk, "
        "avtaler eller strategier om {theme}, og {projects|ingen prosjekter|ett prosjekt|# prosjekter} om temaet.",
        "Samkart kjenner {n|ingen norske aktørar|éin norsk aktør|# norske aktørar} med prosjekt, nettverk, "
        "avtalar eller strategiar om {theme}, og {projects|ingen prosjekt|eitt prosjekt|# prosjekt} om temaet.",
        "Samkart knows of {n|no Norwegian actors|one Norwegian actor|# Norwegian actors} with projects, networks, "
        "agreements or strategies on {theme}, and of {projects|no projects|one project|# projects} about it.",
    ),
    "definition": ("Temaet: {text}", "Temaet: {text}", "The theme: {text}"),
    "narrower": (
        "Smalere temaer er regnet med: {names}.",
        "Smalare tema er rekna med: {names}.",
        "Narrower themes are included: {names}.",
    ),
    "actors": (
        "Hvem som arbeider med temaet i Norge",
        "Kven som arbeider med temaet i Noreg",
        "Who works on it in Norway",
    ),
    "actors_caption": ("De mest aktive: {who}", "Dei mest aktive: {who}", "The most active: {who}"),
    "actor": ("Aktør", "Aktør", "Actor"),
    "kind": ("Slag", "Slag", "Kind"),
    "projects": ("Prosjekter", "Prosjekt", "Projects"),
    "networks": ("Nettverk", "Nettverk", "Networks"),
    "agreements": ("Avtaler", "Avtalar", "Agreements"),
    "strategies": ("Strategier", "Strategiar", "Strategies"),
    "left": (
        "{n|Én|#} til er utelatt.",
        "{n|Éin til er utelaten|# til er utelatne}.",
        "{n|One more is|# more are} left out.",
    ),
    "counted": (
        "Talt opp fra forbindelsene i Samkart; hver av dem har sin kilde der.",
        "Talt opp frå sambanda i Samkart; kvart av dei har si kjelde der.",
        "Counted from the ties in Samkart, each of which has its source there.",
    ),
    "nets": ("Nettverk om temaet", "Nettverk om temaet", "Networks on the theme"),
    "nets_caption": ("Nettverk om {who}", "Nettverk om {who}", "Networks on {who}"),
    "network": ("Nettverk", "Nettverk", "Network"),
    "members": ("Kjente medlemmer", "Kjende medlemmer", "Known members"),
}
MOST = 15


def theme_brief(facts: ThemeFacts) -> Document:
    """The whole briefing."""
    writer = Writer(facts.lang)
    theme = facts.title[:1].lower() + facts.title[1:]
    blocks: list[Block] = [
        Paragraph(writer.say(T["lead"], n=len(facts.actors), theme=theme, projects=len(facts.projects)), style="lead")
    ]
    if facts.definition:
        blocks.append(Paragraph(writer.say(T["definition"], text=facts.definition)))
    if facts.narrower:
        blocks.append(Paragraph(writer.say(T["narrower"], names=writer.speech.series(facts.narrower))))
    if facts.picture:
        blocks.append(Figure(facts.picture.svg, facts.title, facts.title, "map", width=86))
    if facts.actors:
        rows = tuple(
            row(
                a.name,
                a.kind,
                *(writer.speech.number(n) if n else "–" for n in (a.projects, a.networks, a.agreements, a.priorities)),
            )
            for a in facts.actors[:MOST]
        )
        note = writer.pick(T["counted"])
        if len(facts.actors) > MOST:
            note = writer.say(T["left"], n=len(facts.actors) - MOST) + " " + note
        heads = writer.heads(*(T[k] for k in ("actor", "kind", "projects", "networks", "agreements", "strategies")))
        blocks += [
            Heading(writer.pick(T["actors"])),
            TableBlock(
                writer.say(T["actors_caption"], who=theme), heads, rows, "llrrrr", "actors", note, (3, 1.6, 1, 1, 1, 1)
            ),
        ]
    blocks += project_table(writer, facts.projects, facts.title)
    if facts.networks:
        named = tuple(row(name, writer.speech.number(n), refs=writer.refs(s)) for name, n, s in facts.networks[:MOST])
        blocks += [
            Heading(writer.pick(T["nets"])),
            TableBlock(
                writer.say(T["nets_caption"], who=theme),
                writer.heads(T["network"], T["members"]),
                named,
                "lr",
                "networks",
                widths=(4, 1.2),
            ),
        ]
    blocks += association_table(writer, facts.programmes, facts.scope)
    blocks += [*method(writer, facts.scope), *covered(writer, facts.scope)]
    return writer.finish(writer.say(T["title"], who=facts.title), writer.pick(T["subtitle"]), facts.scope, blocks)
