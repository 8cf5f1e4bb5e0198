"""The review of twin towns: what is known of each, and a flag that says which facts it rests on. No opinion."""

from __future__ import annotations

from collections.abc import Sequence

from kg.brief.chapters.actor import distinct, ended, reported_towns, unlisted
from kg.brief.chapters.method import covered, method
from kg.brief.chapters.news import begun
from kg.brief.document import Block, BulletList, Document, Heading, ListItem, Paragraph, TableBlock, row
from kg.brief.facts import ActorFacts, PartnerRow, Tie
from kg.brief.writer import Writer
from kg.language.speech import collated, first_lower
from kg.model.evidence import strongest

__all__ = ["flag_of", "twin_review"]


_FLAGS = ("active", "stated", "quiet", "unlisted", "ended")


def flag_of(ties: Sequence[Tie], partner: PartnerRow | None, day: str) -> str:
    """One of `_FLAGS`; five years before the day of the data is the limit."""
    if all(ended(tie, day) for tie in ties):
        return "unlisted" if unlisted(ties) else "ended"
    limit = str(int(day[:4]) - 5) if day else ""
    if max(tie.last_activity for tie in ties)[:4] >= limit > "":
        return "active"
    if partner and partner.projects and partner.latest >= limit:
        return "active"
    if max(tie.as_of for tie in ties)[:4] >= limit > "":
        return "stated"
    return "quiet"


def twin_review(facts: ActorFacts) -> Document:
    """The whole paper."""
    writer, day = begun(facts.lang, facts.scope), facts.scope.day
    title, subtitle = writer.say("twin-towns.title", who=facts.title), writer.say("twin-towns.subtitle")
    found = distinct(facts.of("twinning"))
    if not found:
        blocks: list[Block] = [
            Paragraph(writer.say("twin-towns.none", who=facts.title), style="note"),
            *covered(writer, facts.scope),
        ]
        return writer.finish(title, subtitle, facts.scope, blocks)
    partners = {each.name: each for each in facts.partners}
    flags = {town: flag_of(ties, partners.get(town), day) for town, ties in found.items()}
    order = sorted(found, key=lambda town: (_FLAGS.index(flags[town]), collated(town)))
    rows = []
    for town in order:
        ties = found[town]
        since = min((t.start for t in ties if t.start), default="")
        end = max((t.end for t in ties), default="") if flags[town] == "ended" else ""
        rows.append(
            row(
                f"{town} ({ties[0].country})" if ties[0].country else town,
                writer.speech.span(since, end) if end else writer.speech.short(since),
                writer.speech.short(max(t.as_of for t in ties)),
                writer.speech.short(max(t.last_activity for t in ties)),
                _known(writer, ties),
                writer.speech.listed(dict.fromkeys(t.unit for t in ties if t.unit)),
                _other(writer, partners.get(town)),
                writer.say(f"twin-towns.flag_{flags[town]}"),
                refs=writer.refs(*(t.sources for t in ties)),
            )
        )
    over, off = (sum(flag == which for flag in flags.values()) for which in ("ended", "unlisted"))
    year = str(int(day[:4]) - 5) if day else ""
    blocks = [
        Paragraph(
            " ".join((_lead(writer, facts, len(found) - over - off, over, off), *reported_towns(writer, facts))),
            style="lead",
        ),
        TableBlock(
            writer.say("twin-towns.caption"),
            writer.heads(
                "twin-towns.town",
                "twin-towns.since",
                "twin-towns.as_of",
                "twin-towns.activity",
                "twin-towns.known_by",
                "twin-towns.unit",
                "twin-towns.other",
                "twin-towns.flag",
            ),
            tuple(rows),
            key="twins",
            note=writer.say("twin-towns.note"),
            widths=(1.7, 1.1, 1, 1, 1.5, 1.2, 1.5, 1.1),
        ),
        *_replaced(writer, facts),
        Heading(writer.say("twin-towns.themes")),
        *_themes(writer, facts, order),
        Heading(writer.say("twin-towns.flags")),
        BulletList(
            tuple(
                ListItem(writer.say(f"twin-towns.is_{flag}", year=year)) for flag in _FLAGS if flag != "unlisted" or off
            )
        ),
        *method(writer, facts.scope),
        *covered(writer, facts.scope, facts.of("twinning")),
    ]
    return writer.finish(title, subtitle, facts.scope, blocks)


def _lead(writer: Writer, facts: ActorFacts, n: int, over: int, off: int) -> str:
    said = [writer.say("twin-towns.lead", who=facts.title, n=n, over=over, s=len(facts.names))]
    said += [writer.say("twin-towns.lead_unlisted", n=off)] if off else []
    return " ".join(said)


def _known(writer: Writer, ties: Sequence[Tie]) -> str:
    """How a tie is known, and whose list leaves it out."""
    known = strongest(*(tie.known_by for tie in ties))
    said = [writer.say(f"known.{known}")] if known else []
    off = {(tie.off_list, tie.off_since) for tie in ties if tie.off_list}
    said += [writer.say("actor.off_list", who=who, date=writer.speech.short(day)) for who, day in sorted(off)]
    said += [writer.say("known.disputed")] if any(tie.disputed for tie in ties) else []
    return "; ".join(said)


def _other(writer: Writer, partner: PartnerRow | None) -> str:
    if partner is None:
        return ""
    counts = (
        ("twin-towns.projects_n", partner.projects),
        ("twin-towns.agreements_n", partner.agreements),
        ("twin-towns.networks_n", partner.networks),
    )
    return writer.speech.listed([writer.say(key, n=n) for key, n in counts if n])


def _themes(writer: Writer, facts: ActorFacts, towns: Sequence[str]) -> list[Block]:
    """Themes of the projects, networks and agreements that an actor and a town are both in."""
    shared = {each.name: set(each.hubs) for each in facts.partners}
    items = []
    for town in towns:
        ties = [
            tie for tie in facts.ties if tie.kind != "twinning" and tie.key in shared.get(town, set()) and tie.themes
        ]
        themes = dict.fromkeys(theme for tie in ties for theme in tie.themes)
        if themes:
            text = writer.say(
                "twin-towns.themes_of",
                town=town,
                themes=writer.speech.series(sorted((first_lower(theme) for theme in themes), key=collated), 8),
            )
            items.append(ListItem(text, writer.refs(*(tie.sources for tie in ties))))
    if not items:
        return [Paragraph(writer.say("twin-towns.themes_none", who=facts.title, s=len(facts.names)))]
    return [BulletList(tuple(items))]


def _replaced(writer: Writer, facts: ActorFacts) -> list[Block]:
    return [
        Paragraph(writer.say("twin-towns.replaced", town=tie.thing, by=tie.replaced_by), writer.refs(tie.sources))
        for tie in facts.of("twinning")
        if tie.replaced_by
    ]
