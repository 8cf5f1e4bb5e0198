"""Fact sheets of networks: purpose, since, status, cost by the fee rule, who else, what it gave in projects."""

from __future__ import annotations

from collections.abc import Sequence

from kg.brief.chapters.actor import distinct, named
from kg.brief.chapters.method import covered, method
from kg.brief.chapters.news import begun
from kg.brief.document import Block, Document, Heading, Paragraph, TableBlock, clean, row
from kg.brief.facts import ActorFacts, MembershipFee, Tie
from kg.brief.topic_facts import Member, NetworkFacts
from kg.brief.writer import Writer
from kg.language.speech import collated

__all__ = ["network_brief", "network_sheets"]

MOST = 8


def network_brief(facts: NetworkFacts) -> Document:
    """The fact sheet of one network, for anybody."""
    writer = begun(facts.lang, facts.scope)
    blocks = [*_sheet(writer, facts, "", [], 1), *method(writer, facts.scope), *covered(writer, facts.scope)]
    return writer.finish(
        writer.say("network.sheet", who=facts.title), writer.say("network.subtitle"), facts.scope, blocks
    )


def network_sheets(own: ActorFacts, networks: Sequence[NetworkFacts]) -> Document:
    """A fact sheet for each network of an actor, with the actor's status and cost."""
    writer, held = begun(own.lang, own.scope), distinct(own.of("network"))
    by_name = {ties[0].thing: ties for ties in held.values()}
    blocks: list[Block] = [
        Paragraph(writer.say("network.lead", who=own.title, n=len(networks), s=len(own.names)), style="lead")
    ]
    for each in sorted(networks, key=lambda each: collated(each.title)):
        blocks += [Heading(each.title), *_sheet(writer, each, own.title, by_name.get(each.title, []), 2)]
    blocks += [*method(writer, own.scope), *covered(writer, own.scope, own.of("network"))]
    return writer.finish(writer.say("network.sheets", who=own.title), writer.say("network.subtitle"), own.scope, blocks)


def _sheet(writer: Writer, facts: NetworkFacts, own: str, ties: Sequence[Tie], level: int) -> list[Block]:
    source = writer.refs(facts.sources)
    speech = writer.speech
    current = [m for m in facts.members if not m.end]
    pairs = [
        ("network.kind", facts.kind),
        ("network.themes", speech.series(facts.themes, 10)),
        ("network.since", speech.date(facts.start)),
        ("network.open", speech.listed(facts.open_to)),
        ("network.seat", facts.seat),
        ("network.homepage", facts.homepage),
        ("network.members", speech.number(len(current)) if current else ""),
    ]
    rows = [row(writer.say(key), clean(value), refs=source) for key, value in pairs if value]
    for tie in ties:
        status = ", ".join(filter(None, (tie.status_word, tie.role_word, speech.span(tie.start, tie.end))))
        rows.append(row(writer.say("network.ours", who=tie.holders[0]), status, refs=writer.refs(tie.sources)))
        if tie.unit:
            rows.append(row(writer.say("network.unit"), tie.unit, refs=writer.refs(tie.sources)))
    if facts.fees:
        rows.append(
            row(writer.say("network.rule"), _rule(writer, facts.fees[0]), refs=writer.refs(facts.fees[0].sources))
        )
    for fee in facts.fees:
        if own and fee.amount is not None:
            rows.append(
                row(
                    writer.say("network.cost", who=fee.actor),
                    f"{speech.money(fee.amount, fee.currency)} ({fee.year})",
                    refs=writer.refs(fee.sources),
                )
            )
    blocks: list[Block] = [
        TableBlock(
            writer.say("network.caption", who=facts.title),
            writer.heads("network.fact", "network.value"),
            tuple(rows),
            key=f"facts-{facts.title}",
            widths=(1.6, 3),
        )
    ]
    return [*blocks, *_members(writer, facts, level), *_joint(writer, facts, level)]


def _rule(writer: Writer, fee: MembershipFee) -> str:
    currency = writer.speech.currency(fee.currency)
    parts = []
    if fee.rate is not None:
        parts.append(writer.say("network.rate", rate=fee.rate, currency=currency))
    for key, value in (
        ("network.minimum", fee.minimum),
        ("network.maximum", fee.maximum),
        ("network.fixed", fee.fixed),
    ):
        if value is not None:
            parts.append(writer.say(key, sum=writer.speech.money(value, fee.currency)))
    return f"{writer.speech.listed(parts)} ({fee.year})" if parts else fee.year


def _members(writer: Writer, facts: NetworkFacts, level: int) -> list[Block]:
    blocks: list[Block] = []
    home = facts.scope.home.code
    for key, chosen in (
        ("network.at_home", [m for m in facts.members if not m.end and m.country == home]),
        ("network.abroad", [m for m in facts.members if not m.end and m.country != home]),
        ("network.left", [m for m in facts.members if m.end]),
    ):
        if chosen:
            sources = dict.fromkeys(source for m in chosen for source in m.sources)
            names = writer.speech.listed(
                sorted({_name(writer, m) for m in chosen}, key=collated), 20 if key == "network.at_home" else 12
            )
            blocks.append(Paragraph(writer.say(key, names=names), writer.refs(tuple(sources)[:6])))
    return [Heading(writer.say("network.who"), level), *blocks] if blocks else []


def _name(writer: Writer, member: Member) -> str:
    return f"{member.name} ({writer.say('known.scraped')})" if member.reported else member.name


def _joint(writer: Writer, facts: NetworkFacts, level: int) -> list[Block]:
    title = Heading(writer.say("network.gave"), level)
    if not facts.joint:
        return [title, Paragraph(writer.say("network.gave_none"))]
    rows = [
        row(
            named(each.short, each.title),
            each.programme,
            writer.speech.span(each.start, each.end),
            writer.speech.listed(each.participants, 4),
            refs=writer.refs(each.sources),
        )
        for each in facts.joint[:MOST]
    ]
    return [
        title,
        TableBlock(
            writer.say("network.gave_caption", who=facts.title),
            writer.heads("network.project", "network.programme", "network.period", "network.taking"),
            tuple(rows),
            key=f"joint-{facts.title}",
            note=writer.say("network.gave_note"),
            widths=(3, 2, 1.5, 2.4),
        ),
    ]
