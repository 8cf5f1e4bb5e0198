"""Possible next steps: questions to decide, in the order of the three answers, each with what it rests on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from kg.brief.chapters.actor import current, distinct
from kg.brief.chapters.findings import example_of, heard, named, short
from kg.brief.chapters.together import called, theme_names
from kg.brief.document import Block, BulletList, Heading, ListItem, Paragraph
from kg.brief.facts import ActorFacts
from kg.brief.writer import Writer
from kg.language.speech import collated, first_lower, first_upper
from kg.model.period import EVIDENCE_YEARS

__all__ = ["next_steps"]

_MOST = {"themes": 4, "together": 4, "coordination": 3}


def next_steps(writer: Writer, facts: ActorFacts) -> list[Block]:
    """Questions that the findings raise; each says what it rests on, none says what to answer."""
    blocks: list[Block] = []
    for part, steps in (
        ("themes", [*_programmes(writer, facts), *_calls(writer, facts), *_learn(writer, facts)]),
        ("together", [*_partners(writer, facts), *_towns(writer, facts), *_absent(writer, facts)]),
        ("coordination", [*_doubles(writer, facts), *_represented(writer, facts), *_on_hold(writer, facts)]),
    ):
        if steps:
            blocks += [Heading(writer.say(f"steps.{part}"), 2), BulletList(tuple(steps[: _MOST[part]]))]
    if not blocks:
        return []
    return [Heading(writer.say("findings.steps")), Paragraph(writer.say("findings.steps_told")), *blocks]


def _programmes(writer: Writer, facts: ActorFacts) -> Iterator[ListItem]:
    """Open programmes on themes of the strategies, then on those of comparable actors, that are not used."""
    found = facts.findings
    wanted = {each.theme for each in found.unbacked}
    ordered = sorted(
        (each for each in found.programmes if each.statements),
        key=lambda each: (not wanted & set(each.themes), each.eligible != "yes", not each.examples),
    )
    for each in ordered[:1]:
        chosen = [theme for theme in each.themes if theme in wanted] or each.themes
        themes = theme_names(writer, [named(found, theme) for theme in chosen])
        stated = each.statements[0].programme
        part = writer.say("findings.part_of", programme=named(found, stated)) if stated != each.programme else ""
        key = "steps.programme_named" if wanted & set(chosen) else "steps.programme"
        parts = [writer.say(key, programme=named(found, each.programme), part=part, themes=themes)]
        parts.append(writer.say("findings.standing", said=writer.speech.series(heard(writer, found, each), 2)))
        if each.eligible == "yes":
            parts.append(writer.say("findings.area_known", who=called(writer, facts), s=len(facts.names)))
        elif each.eligible == "part":
            parts.append(writer.say("findings.area_part", who=called(writer, facts)))
        told, sources = example_of(writer, found, each.examples, 1)
        spoken = [found.evidence.get(statement.tie, ()) for statement in each.statements]
        yield ListItem(" ".join([*parts, *told]), writer.refs(*spoken, *sources))


def _calls(writer: Writer, facts: ActorFacts) -> Iterator[ListItem]:
    """Calls that can still be answered on the day of the paper."""
    for each in facts.findings.calls[:2]:
        text = writer.say(
            "steps.call",
            title=each.title,
            identifier=each.identifier,
            programme=each.programme,
            date=writer.speech.date(each.deadline),
            themes=theme_names(writer, each.themes),
        )
        yield ListItem(text, writer.refs(each.sources))


def _learn(writer: Writer, facts: ActorFacts) -> Iterator[ListItem]:
    """Whom to ask how it is done: an example for a theme that a strategy names or comparable actors work on."""
    found = facts.findings
    asked: set[str] = set()
    lacking = [(e.theme, e.examples) for e in found.unbacked] + [(e.theme, e.examples) for e in found.missing]
    for theme, examples in lacking:
        best = next((e for e in examples if e.kind in ("project", "agreement")), None)
        if best and best.hub not in asked:
            asked.add(best.hub)
            text = writer.say(
                "findings.ask",
                who=called(writer, facts),
                actor=named(found, best.actor),
                theme=first_lower(named(found, theme)),
                what=writer.say(f"findings.is_in_{best.kind}", hub=short(named(found, best.hub))),
            )
            yield ListItem(text, writer.refs(found.evidence.get(best.tie, ())))


def _partners(writer: Writer, facts: ActorFacts) -> Iterator[ListItem]:
    for each in facts.findings.suggested:
        told = [writer.say("steps.contact", who=called(writer, facts), name=each.name, country=each.country)]
        if 1 < len(each.suggested_for) < len(facts.names) or (len(each.suggested_for) == 1 < len(facts.names)):
            names = writer.speech.listed([facts.places.get(name, name) for name in each.suggested_for])
            told.append(writer.say("steps.suggested_for", names=names))
        told += [f"{first_upper(reason)}." for reason in each.reasons]
        yield ListItem(" ".join(told), writer.refs(each.sources))


def _towns(writer: Writer, facts: ActorFacts) -> Iterator[ListItem]:
    """Twin towns to confirm: known from scraped lists alone, off a party's own list, or without a recent trace."""
    day = facts.scope.day
    limit = str(int(day[:4]) - EVIDENCE_YEARS) if day else ""
    towns = distinct(current(facts.of("twinning"), day))
    doubted = [t for t, ties in towns.items() if any(tie.off_list for tie in ties) or all(tie.reported for tie in ties)]
    last = {town: max(date for t in ties for date in (t.last_activity, t.as_of)) for town, ties in towns.items()}
    quiet = [town for town in towns if last[town] < limit and town not in doubted]
    if quiet:
        text = writer.say(
            "findings.quiet", n=len(quiet), names=writer.speech.listed(sorted(quiet, key=collated), 6), limit=limit
        )
        newest = max(last[town] for town in quiet)
        text += " " + writer.say("findings.quiet_newest", date=writer.speech.date(newest)) if newest else ""
        yield ListItem(text, writer.refs(*(t.sources for town in quiet for t in towns[town])))
    if doubted:
        names = writer.speech.listed(sorted(doubted, key=collated), 6)
        off = sum(any(tie.off_list for tie in towns[town]) for town in doubted)
        text = writer.say("steps.confirm", n=len(doubted), names=names)
        text += " " + writer.say("steps.off_list", n=off) if off else ""
        text += " " + writer.say("steps.only_reported", n=len(doubted) - off) if len(doubted) > off else ""
        yield ListItem(text, writer.refs(*(t.sources for town in doubted for t in towns[town])))


def _absent(writer: Writer, facts: ActorFacts) -> Iterator[ListItem]:
    found = facts.findings
    for each in found.absent[:1]:
        names = writer.speech.listed([named(found, peer) for peer in each.peers], 4)
        network = named(found, each.network)
        text = writer.say("steps.join", network=network, n=len(each.peers), names=names)
        yield ListItem(text, writer.refs(found.evidence.get(each.network, ())))


def _doubles(writer: Writer, facts: ActorFacts) -> Iterator[ListItem]:
    """Networks in which each pays for itself, by a rule that is known."""
    found = facts.findings
    priced = [each for each in found.doubles if each.total]
    for each in priced[:2]:
        network = named(found, each.network)
        held = [named(found, seat.actor) for seat in each.seats]
        ruled = [fee.sources for fee in facts.fees if fee.network == network]
        text = writer.say(
            "steps.double",
            names=writer.speech.listed([facts.places.get(name, name) for name in held], 4),
            network=network,
            sum=writer.speech.money(each.total or 0, each.currency),
            year=each.year,
        )
        yield ListItem(text, writer.refs(*(found.evidence.get(seat.tie, ()) for seat in each.seats), *ruled))


def _represented(writer: Writer, facts: ActorFacts) -> Iterator[ListItem]:
    for each in islice(facts.findings.represented, 1):
        others: Sequence[str] = [facts.places.get(name, name) for name in each.others]
        text = writer.say(
            "steps.represent",
            who=facts.places.get(each.actor, each.actor),
            network=each.network,
            role=each.role,
            others=writer.speech.listed(others, 3),
        )
        yield ListItem(text, writer.refs(each.sources))


def _on_hold(writer: Writer, facts: ActorFacts) -> Iterator[ListItem]:
    for tie in facts.ties:
        if tie.status == "on-hold":
            date = writer.say("findings.as_of", date=writer.speech.date(tie.as_of)) if tie.as_of else ""
            text = writer.say("findings.on_hold", who=writer.speech.listed(tie.holders), network=tie.thing, date=date)
            yield ListItem(text, writer.refs(tie.sources))
