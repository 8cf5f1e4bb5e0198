"""How closely some actors work together, theme by theme: the sentence and the table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.brief.chapters.actor import MOST, current, distinct
from kg.brief.document import Block, Heading, TableBlock, row
from kg.brief.facts import ActorFacts, Tie
from kg.brief.writer import Writer
from kg.compare.cooperation import DEGREES
from kg.language.speech import first_lower, first_upper

__all__ = ["ThemeStep", "called", "degree_word", "theme_names", "theme_steps", "together"]

_STEP = {"network": "same-network", "project": "same-project", "agreement": "standing-agreement"}
_THINGS = 3  # so many joint things are named for a theme


@dataclass(frozen=True, slots=True)
class ThemeStep:
    """A theme, the closest step of the scale on which two or more of the actors meet about it, and what they share.

    On the lowest step (`no-contact`) each works on it alone; `actors` are all that do.
    """

    theme: str
    named: bool
    degree: str
    actors: tuple[str, ...]
    shared: tuple[tuple[Tie, ...], ...]


def called(writer: Writer, facts: ActorFacts) -> str:
    """The actors in running text: a few municipalities by their places, `Asker og Bærum`; else the title."""
    if len(facts.names) <= 3 and all(name in facts.places for name in facts.names):
        return writer.speech.listed(facts.places[name] for name in facts.names)
    return facts.title


def theme_steps(facts: ActorFacts) -> list[ThemeStep]:
    """The themes that two or more of the actors have current ties on, the closest together first.

    A tie counts for a theme that its network, project or agreement states, as in the table of themes.
    """
    found: dict[str, list[tuple[str, frozenset[str], tuple[Tie, ...]]]] = {}
    for kind, step in _STEP.items():
        for key, ties in distinct(current(facts.of(kind), facts.scope.day)).items():
            holders = frozenset(name for tie in ties for name in tie.holders)
            reached = "joint-body" if key in facts.findings.joint else step
            for theme in ties[0].themes:
                found.setdefault(theme, []).append((reached, holders, tuple(ties)))
    named = {each.theme for each in facts.strategies}
    steps = []
    for theme, ways in found.items():
        actors = frozenset(name for _, holders, _ in ways for name in holders)
        together = [way for way in ways if len(way[1]) > 1]
        best = max((DEGREES.index(reached) for reached, _, _ in together), default=0)
        if len(actors) > 1:
            steps.append(
                ThemeStep(
                    theme=theme,
                    named=theme in named,
                    degree=DEGREES[best],
                    actors=tuple(sorted(actors)),
                    shared=tuple(ties for reached, _, ties in together if reached == DEGREES[best]),
                )
            )
    return sorted(steps, key=lambda s: (-DEGREES.index(s.degree), not s.named, -len(s.shared), s.theme))


def together(writer: Writer, facts: ActorFacts) -> list[Block]:
    """The table of themes by how closely the actors meet about them; nothing for one actor."""
    steps = theme_steps(facts) if len(facts.names) > 1 else []
    if not steps:
        return []
    shown = sorted(steps, key=lambda step: not step.named)[:MOST]
    rows = [
        row(
            each.theme,
            writer.say("actor.yes") if each.named else "",
            first_upper(degree_word(writer, facts, each.degree)),
            writer.speech.listed([ties[0].thing for ties in each.shared], _THINGS)
            or writer.speech.listed([facts.places.get(name, name) for name in each.actors], _THINGS),
            refs=writer.refs(
                *(s.sources for s in facts.strategies if s.theme == each.theme),
                *(tie.sources for ties in each.shared[:_THINGS] for tie in ties),
            ),
        )
        for each in shown
    ]
    rest = [first_lower(each.theme) for each in steps if each not in shown]
    note = writer.say("actor.themes_rest", names=writer.speech.series(rest, 12)) if rest else ""
    return [
        Heading(writer.say("together.title")),
        TableBlock(
            caption=writer.say("together.caption", who=called(writer, facts)),
            headings=writer.heads("actor.theme", "actor.named", "together.degree", "together.about"),
            rows=tuple(rows),
            key="together",
            note=" ".join(filter(None, (writer.say("together.note"), note))),
            widths=(2, 1, 1.4, 4),
        ),
    ]


def theme_names(writer: Writer, themes: Sequence[str], most: int = 4) -> str:
    """Themes in a sentence; with semicolons where the name of one holds an `and` itself."""
    names = [first_lower(theme) for theme in themes]
    joint = writer.speech.listed(["", ""])
    told = writer.speech.series if any(joint in name for name in names[:most]) else writer.speech.listed
    return told(names, most)


def degree_word(writer: Writer, facts: ActorFacts, degree: str) -> str:
    """A step of the scale in words; alone where nothing is shared."""
    return writer.say("together.own") if degree == DEGREES[0] else facts.findings.words[f"cooperation-degree/{degree}"]
