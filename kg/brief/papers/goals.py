"""The matrix of goals and programmes: what the strategies name, and the programmes that run and are about it."""

from __future__ import annotations

from kg.brief.chapters.method import covered, method
from kg.brief.document import Block, Document, Paragraph, TableBlock, TableRow, row
from kg.brief.facts import ActorFacts, Goal
from kg.brief.writer import Writer
from kg.language.speech import Texts

__all__ = ["goals_matrix"]

T: dict[str, Texts] = {
    "title": ("Mål og programmer: {who}", "Mål og program: {who}", "Goals and programmes: {who}"),
    "subtitle": (
        "Hvilke programmer som gjelder temaene i strategiene",
        "Kva program som gjeld temaa i strategiane",
        "Which programmes are about the themes in the strategies",
    ),
    "none": (
        "Samkart kjenner ingen strategi for {who} som nevner temaer.",
        "Samkart kjenner ingen strategi for {who} som nemner tema.",
        "Samkart knows of no strategy of {who} that names themes.",
    ),
    "lead": (
        "Strategiene til {who} nevner {n|ett tema|# temaer}. Tabellen viser hvilke programmer som går per {date} "
        "og gjelder temaet, et videre eller et smalere tema. {used|Ingen|Ett|#} av {all|#|#} programmer i "
        "tabellen er brukt i et kjent prosjekt.",
        "Strategiane til {who} nemner {n|eitt tema|# tema}. Tabellen viser kva program som går per {date} og "
        "gjeld temaet, eit vidare eller eit smalare tema. {used|Ingen|Eitt|#} av {all|#|#} program i tabellen er "
        "brukt i eit kjent prosjekt.",
        "The strategies of {who} name {n|one theme|# themes}. The table shows which programmes run as of {date} "
        "and are about the theme, a wider or a narrower one. {used|None|One|#} of {all|#|#} programmes in it "
        "{used|has|has|have} been used in a known project.",
    ),
    "matrix": (
        "Mål × programmer: ● samme tema, ○ videre eller smalere tema",
        "Mål × program: ● same tema, ○ vidare eller smalare tema",
        "Goals × programmes: ● the same theme, ○ a wider or narrower theme",
    ),
    "programme": ("Program", "Program", "Programme"),
    "standing": ("Norges deltakelse", "Deltakinga til Noreg", "Norway's participation"),
    "used": ("Brukt", "Brukt", "Used"),
    "yes": ("ja", "ja", "yes"),
    "unknown": (
        "Tom rute under Norges deltakelse: ikke kjent.",
        "Tom rute under deltakinga til Noreg: ikkje kjent.",
        "Empty cell for Norway's participation: not known.",
    ),
    "goals": (
        "Mål og det strategiene sier om dem",
        "Mål og det strategiane seier om dei",
        "Goals and what the strategies say of them",
    ),
    "goal": ("Mål (tema)", "Mål (tema)", "Goal (theme)"),
    "wording": ("Ordlyd", "Ordlyd", "Wording"),
    "strategy": ("Strategi", "Strategi", "Strategy"),
}


def goals_matrix(facts: ActorFacts) -> Document:
    """The whole paper."""
    writer = Writer(facts.lang)
    title, subtitle = writer.say(T["title"], who=facts.title), writer.pick(T["subtitle"])
    if not facts.strategies:
        none: list[Block] = [
            Paragraph(writer.say(T["none"], who=facts.title), style="note"),
            *covered(writer, facts.scope),
        ]
        return writer.finish(title, subtitle, facts.scope, none)
    named = list(dict.fromkeys(each.theme for each in facts.strategies))
    by_programme: dict[str, list[Goal]] = {}
    for goal in facts.goals:
        by_programme.setdefault(goal.programme, []).append(goal)
    said = tuple(
        row(s.theme, s.wording, s.title, refs=writer.refs(s.sources))
        for s in sorted(facts.strategies, key=lambda s: s.theme)
    )
    blocks: list[Block] = [
        Paragraph(
            writer.say(
                T["lead"],
                who=facts.title,
                n=len(named),
                date=writer.speech.date(facts.scope.day),
                used=sum(goals[0].used for goals in by_programme.values()),
                all=len(by_programme),
            ),
            style="lead",
        ),
        TableBlock(
            writer.pick(T["goals"]),
            writer.heads(T["goal"], T["wording"], T["strategy"]),
            said,
            key="goals",
            widths=(2, 2, 3),
        ),
    ]
    for start in range(0, len(named), 4):
        blocks.append(_matrix(writer, named[start : start + 4], by_programme, start))
    blocks += [*method(writer, facts.scope), *covered(writer, facts.scope)]
    return writer.finish(title, subtitle, facts.scope, blocks)


def _matrix(writer: Writer, named: list[str], by_programme: dict[str, list[Goal]], start: int) -> TableBlock:
    rows: list[TableRow] = []
    for programme, goals in sorted(by_programme.items()):
        marks = [
            ""
            if not (hits := [g for g in goals if g.goal == theme])
            else "●"
            if any(g.programme_theme == theme for g in hits)
            else "○"
            for theme in named
        ]
        if any(marks):
            used = writer.pick(T["yes"]) if goals[0].used else ""
            rows.append(row(programme, *marks, goals[0].standing, used, refs=writer.refs(goals[0].sources)))
    heads = (writer.pick(T["programme"]), *named, *writer.heads(T["standing"], T["used"]))
    return TableBlock(
        writer.pick(T["matrix"]),
        heads,
        tuple(rows),
        key=f"matrix{start}",
        note=writer.pick(T["unknown"]),
        widths=(3, *[1.6] * len(named), 1.6, 0.7),
    )
