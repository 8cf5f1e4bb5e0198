"""The tables of twin towns, networks and agreements in a briefing."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from kg.brief.chapters.actor import (
    FEW,
    MOST,
    current,
    distinct,
    ended,
    left_out,
    per_holder,
    since,
    unlisted,
)
from kg.brief.document import Block, Heading, Paragraph, TableBlock, TableRow, row
from kg.brief.facts import ActorFacts, MembershipFee, Tie
from kg.brief.writer import Writer
from kg.language.speech import collated, first_lower

__all__ = ["agreements", "networks", "twin_towns"]


def twin_towns(writer: Writer, facts: ActorFacts, most: int = 0) -> list[Block]:
    """The table of twin towns: all of them, or the first `most`."""
    found = distinct(facts.of("twinning"))
    if not found:
        return []
    many = len(facts.names) > 1
    told = any(
        tie.status not in ("partner", "") or tie.reported or tie.off_list for ties in found.values() for tie in ties
    )
    ordered = sorted(found.items(), key=lambda item: (ended(item[1][0], facts.scope.day), collated(item[0])))
    rows = [
        row(
            f"{town} ({ties[0].country})" if ties[0].country else town,
            *([_holders(writer, facts, ties)] if many else []),
            *([_statuses(facts, ties)] if told else []),
            since(writer, facts, ties, whole=True),
            writer.speech.short(max(t.as_of for t in ties)),
            writer.speech.short(max(t.last_activity for t in ties)),
            refs=writer.refs(*(t.sources for t in ties)),
        )
        for town, ties in ordered[: most or None]
    ]
    heads = (
        "actor.town",
        *(["actor.holder"] if many else []),
        *(["actor.status"] if told else []),
        "actor.since",
        "actor.as_of",
        "actor.activity",
    )
    return [
        TableBlock(
            writer.say("actor.twins_caption", who=facts.title),
            writer.heads(*heads),
            tuple(rows),
            key="twins",
            note=" ".join(
                filter(
                    None,
                    (left_out(writer, len(found), len(rows)), writer.say("actor.blank") if _blank(rows) else ""),
                )
            ),
            widths=(2.2, *([1.4] if many else []), *([1.2] if told else []), 1.6, 1.2, 1.4),
            source_share=0.3,
        )
    ]


def _statuses(facts: ActorFacts, ties: Sequence[Tie]) -> str:
    return per_holder(facts, {tie.holders: tie.status_word for tie in ties})


def _blank(rows: Sequence[TableRow]) -> bool:
    return any(not cell for each in rows for cell in each.cells)


def networks(writer: Writer, facts: ActorFacts, most: int = 18, *, short: bool = False) -> list[Block]:
    """The table of networks, councils and offices; what is over is told below it.

    `short` keeps to those that two or more of the actors are in, where there are any, and to what is not over.
    """
    day = facts.scope.day
    found = distinct(facts.of("network"))
    if not found:
        return []
    now = {key: ties for key, ties in found.items() if current(ties, day)}
    over = [ties for key, ties in found.items() if key not in now]
    fees = {(fee.network, fee.actor): fee for fee in facts.fees}
    joint = sum(len({name for tie in ties for name in tie.holders}) > 1 for ties in now.values())
    limit = min(most, joint) if short and joint else most
    ordered = sorted(now.values(), key=lambda ties: (-len({t.holders for t in ties}), collated(ties[0].thing)))
    many = any({name for tie in ties for name in tie.holders} != set(facts.names) for ties in ordered[:limit])
    paid = any((ties[0].thing, name) in fees for ties in now.values() for tie in ties for name in tie.holders)
    rows = []
    for ties in ordered[:limit]:
        costs = {
            tie.holders: writer.say("actor.fee", sum=writer.speech.money(fee.amount, fee.currency), year=fee.year)
            for tie in ties
            for name in tie.holders
            if (fee := fees.get((ties[0].thing, name))) and fee.amount is not None
        }
        ruled = [fees[ties[0].thing, n].sources for t in ties for n in t.holders if (ties[0].thing, n) in fees]
        roles = {tie.holders: ", ".join(filter(None, (tie.status_word, tie.role_word))) for tie in ties}
        rows.append(
            row(
                ties[0].thing,
                *([_holders(writer, facts, ties)] if many else []),
                per_holder(facts, roles),
                since(writer, facts, ties),
                writer.speech.short(max(t.as_of for t in ties)),
                *(
                    [
                        _costs(
                            writer, facts, costs, [f for t in ties for n in t.holders if (f := fees.get((t.thing, n)))]
                        )
                    ]
                    if paid
                    else []
                ),
                refs=writer.refs(*(t.sources for t in ties), *ruled),
            )
        )
    blocks: list[Block] = [Heading(writer.say("actor.networks"))]
    heads = (
        "actor.network",
        *(["actor.holder"] if many else []),
        "actor.status",
        "actor.since",
        "actor.as_of",
        *(["actor.cost"] if paid else []),
    )
    note = " ".join(
        filter(
            None,
            (
                left_out(writer, len(ordered), len(rows)),
                writer.say("actor.blank") if _blank(rows) else "",
                writer.say("actor.fee_note") if paid else "",
            ),
        )
    )
    if rows:
        blocks.append(
            TableBlock(
                writer.say("actor.networks_caption", who=facts.title),
                writer.heads(*heads),
                tuple(rows),
                key="networks",
                note=note,
                widths=(2.6, *([1] if many else []), 1.7, 1.5 if many else 1.2, 1.1, *([1.6] if paid else [])),
            )
        )
    return blocks if short else [*blocks, *_over(writer, facts, over)]


def _over(writer: Writer, facts: ActorFacts, over: Sequence[Sequence[Tie]]) -> list[Block]:
    """The networks that are over, and those that a complete list leaves out."""
    off = [ties for ties in over if unlisted(ties)]
    blocks: list[Block] = []
    for key, gone in (("over", [ties for ties in over if ties not in off]), ("unlisted", off)):
        names = [
            f"{ties[0].thing} ({span})" if (span := since(writer, facts, ties, whole=True)) else ties[0].thing
            for ties in gone
        ]
        if names:
            blocks.append(
                Paragraph(
                    writer.say(f"actor.networks_{key}", names=writer.speech.listed(sorted(names), 8)),
                    writer.refs(*(t.sources for ties in gone for t in ties)),
                )
            )
    return blocks


def _holders(writer: Writer, facts: ActorFacts, ties: Sequence[Tie]) -> str:
    """Which of the actors hold ties, or how many of them where they are many."""
    names = sorted({name for tie in ties for name in tie.holders})
    if len(names) <= FEW:
        return facts.brief(names)
    return writer.say("actor.holders_n", n=len(names), all=len(facts.names))


def _costs(writer: Writer, facts: ActorFacts, costs: dict[tuple[str, ...], str], fees: Sequence[MembershipFee]) -> str:
    """What each pays by the rule, or all of them together, by year and currency, where they are many."""
    if len(costs) <= FEW:
        return per_holder(facts, costs)
    sums: dict[tuple[str, str], Decimal] = {}
    for fee in fees:
        if fee.amount is not None:
            sums[fee.year, fee.currency] = sums.get((fee.year, fee.currency), Decimal()) + fee.amount
    return "; ".join(
        writer.say("actor.fee_sum", sum=writer.speech.money(amount, currency), year=year)
        for (year, currency), amount in sorted(sums.items())
    )


def agreements(writer: Writer, facts: ActorFacts) -> list[Block]:
    """The table of agreements."""
    found = [ties[0] for ties in distinct(facts.of("agreement")).values()]
    if not found:
        return []
    many = len(facts.names) > 1
    rows = [
        row(
            tie.thing,
            writer.speech.listed([*(tie.holders if many else ()), *tie.partners], 3),
            writer.speech.series(first_lower(theme) for theme in tie.themes),
            writer.speech.span(tie.start, tie.end) or writer.say("actor.by", date=writer.speech.short(tie.as_of))
            if tie.as_of or tie.start or tie.end
            else "",
            tie.status_word,
            refs=writer.refs(tie.sources),
        )
        for tie in sorted(found, key=lambda tie: ended(tie, facts.scope.day))[:MOST]
    ]
    return [
        TableBlock(
            writer.say("actor.agreements_caption", who=facts.title),
            writer.heads(
                "actor.agreement",
                "actor.parties" if many else "actor.with",
                "actor.themes",
                "actor.period",
                "actor.status",
            ),
            tuple(rows),
            key="agreements",
            note=left_out(writer, len(found), len(rows)),
            widths=(3, 1.8, 2.2, 1.4, 1),
        )
    ]
