"""The matrix of goals and programmes: what the strategies name, and the programmes that run and are about it."""

from __future__ import annotations

from kg.brief.chapters.method import covered, method
from kg.brief.chapters.news import begun
from kg.brief.document import Block, Document, Paragraph, TableBlock, TableRow, row
from kg.brief.facts import ActorFacts, Goal
from kg.brief.writer import Writer

__all__ = ["goals_matrix"]


def goals_matrix(facts: ActorFacts) -> Document:
    """The whole paper."""
    writer = begun(facts.lang, facts.scope)
    title, subtitle = writer.say("goals.title", who=facts.title), writer.say("goals.subtitle")
    if not facts.strategies:
        none: list[Block] = [
            Paragraph(writer.say("goals.none", who=facts.title), style="note"),
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
                "goals.lead",
                who=facts.title,
                n=len(named),
                date=writer.speech.date(facts.scope.day),
                used=sum(goals[0].used for goals in by_programme.values()),
                all=len(by_programme),
            ),
            style="lead",
        ),
        TableBlock(
            writer.say("goals.goals"),
            writer.heads("goals.goal", "goals.wording", "goals.strategy"),
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
            used = writer.say("goals.yes") if goals[0].used else ""
            rows.append(row(programme, *marks, goals[0].standing, used, refs=writer.refs(goals[0].sources)))
    heads = (writer.say("goals.programme"), *named, *writer.heads("goals.standing", "goals.used"))
    return TableBlock(
        writer.say("goals.matrix"),
        heads,
        tuple(rows),
        key=f"matrix{start}",
        note=writer.say("goals.unknown"),
        widths=(3, *[1.6] * len(named), 1.6, 0.7),
    )
