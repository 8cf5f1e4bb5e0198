"""The profile for partner search: who the actor is, what it works with, whom it knows, what it can show."""

from __future__ import annotations

from collections.abc import Sequence

from kg.brief.chapters.actor import close_partners, current, distinct, picture, project_name
from kg.brief.chapters.method import covered, method
from kg.brief.chapters.news import begun
from kg.brief.document import Block, BulletList, Document, Heading, ListItem, Paragraph, TableBlock, clean, row
from kg.brief.facts import ActorFacts, Tie
from kg.brief.writer import Writer
from kg.language.speech import collated, first_lower

__all__ = ["profile"]


def profile(facts: ActorFacts) -> Document:
    """One or two pages."""
    writer, day = begun(facts.lang, facts.scope), facts.scope.day
    identity = writer.refs(facts.identity)
    rows = [
        row(
            f"{writer.say('profile.inhabitants')}{f', {name}' if len(facts.names) > 1 else ''}",
            writer.speech.number(size),
            refs=identity,
        )
        for name, size in facts.populations.items()
        if size
    ]
    rows += [
        row(writer.say(key), clean(value), refs=identity)
        for key, value in (("profile.county", facts.county), ("profile.homepage", facts.homepage))
        if value
    ]
    blocks: list[Block] = []
    if rows:
        blocks += [
            Heading(writer.say("profile.who", who=facts.title)),
            TableBlock(
                writer.say("profile.caption", who=facts.title),
                writer.heads("profile.fact", "profile.value"),
                tuple(rows),
                key="facts",
                widths=(1.5, 3),
            ),
        ]
    blocks.append(Heading(writer.say("profile.interests")))
    if facts.strategies:
        blocks.append(
            BulletList(
                tuple(
                    ListItem(
                        writer.say("profile.interest", theme=s.theme, wording=s.wording) if s.wording else s.theme,
                        writer.refs(s.sources),
                    )
                    for s in facts.strategies
                )
            )
        )
    else:
        blocks.append(Paragraph(writer.say("profile.interests_none")))
    done = [tie for tie in facts.ties if tie.kind in ("project", "agreement") and tie.themes]
    if done:
        names = writer.speech.series(sorted({first_lower(t) for tie in done for t in tie.themes}, key=collated), 12)
        blocks.append(Paragraph(writer.say("profile.active", names=names), writer.refs(*(tie.sources for tie in done))))
    blocks += [Heading(writer.say("profile.experience")), *_projects(writer, facts)]
    networks = distinct(current(facts.of("network"), day))
    if networks:
        names = writer.speech.listed(sorted((ties[0].thing for ties in networks.values()), key=collated))
        sources = [tie.sources for ties in networks.values() for tie in ties]
        blocks += [
            Heading(writer.say("profile.networks")),
            Paragraph(writer.say("profile.networks_told", names=names), writer.refs(*sources)),
        ]
    blocks += _partners(writer, facts)
    blocks += [*picture(writer, facts), *method(writer, facts.scope), *covered(writer, facts.scope, facts.ties)]
    return writer.finish(
        writer.say("profile.title", who=facts.title), writer.say("profile.subtitle"), facts.scope, blocks
    )


def _projects(writer: Writer, facts: ActorFacts) -> list[Block]:
    items = []
    for ties in distinct(facts.of("project")).values():
        tie = ties[0]
        details = ", ".join(filter(None, (tie.group, tie.role_word, writer.speech.span(tie.start, tie.end))))
        text = (
            writer.say("profile.project", name=project_name(tie), details=details)
            if details
            else f"{project_name(tie)}."
        )
        items.append(ListItem(text, writer.refs(*(t.sources for t in ties))))
    return [BulletList(tuple(items[:10]))] if items else [Paragraph(writer.say("profile.projects_none"))]


def _town(writer: Writer, ties: Sequence[Tie]) -> str:
    doubt = writer.say("known.scraped") if all(tie.reported for tie in ties) else ""
    said = ", ".join(filter(None, (ties[0].country, doubt)))
    return f"{ties[0].thing} ({said})" if said else ties[0].thing


def _partners(writer: Writer, facts: ActorFacts) -> list[Block]:
    close = close_partners(facts)
    if not close:
        return []
    blocks: list[Block] = [Heading(writer.say("profile.partners"))]
    towns = current(facts.of("twinning"), facts.scope.day)
    if towns:
        names = writer.speech.listed(sorted({_town(writer, ties) for ties in distinct(towns).values()}, key=collated))
        blocks.append(
            Paragraph(writer.say("profile.partners_told", names=names), writer.refs(*(t.sources for t in towns)))
        )
    countries = sorted({each.country_name for each in close if each.country_name})
    sources = [each.sources for each in close]
    blocks.append(
        Paragraph(
            writer.say("profile.countries", n=len(countries), names=writer.speech.listed(countries)),
            writer.refs(*sources),
        )
    )
    return blocks
