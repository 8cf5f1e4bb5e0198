"""Fact sheets of networks: purpose, since, status, cost by the fee rule, who else, what it gave in projects."""

from __future__ import annotations

from collections.abc import Sequence

from kg.brief.chapters.actor import distinct, named
from kg.brief.chapters.method import covered, method
from kg.brief.document import Block, Document, Heading, Paragraph, TableBlock, clean, row
from kg.brief.facts import ActorFacts, MembershipFee, NetworkFacts, Tie
from kg.brief.writer import Writer
from kg.language.speech import Texts, collated

__all__ = ["network_brief", "network_sheets"]

T: dict[str, Texts] = {
    "sheet": ("Faktaark: {who}", "Faktaark: {who}", "Fact sheet: {who}"),
    "sheets": ("Faktaark om nettverk: {who}", "Faktaark om nettverk: {who}", "Fact sheets of networks: {who}"),
    "subtitle": (
        "Formål, medlemskap, kostnad og nytte i prosjekter",
        "Føremål, medlemskap, kostnad og nytte i prosjekt",
        "Purpose, membership, cost and projects",
    ),
    "lead": (
        "{who} er med i {n|ett nettverk eller samarbeidsorgan|# nettverk og samarbeidsorganer}. Ett faktaark "
        "følger for hvert.",
        "{who} er med i {n|eitt nettverk eller samarbeidsorgan|# nettverk og samarbeidsorgan}. Eitt faktaark "
        "følgjer for kvart.",
        "{who} {s|belongs|belong} to {n|one network or joint body|# networks and joint bodies}. A fact sheet "
        "follows for each.",
    ),
    "facts": ("Om {who}", "Om {who}", "About {who}"),
    "fact": ("Opplysning", "Opplysning", "Fact"),
    "value": ("Innhold", "Innhald", "Content"),
    "kind": ("Slag", "Slag", "Kind"),
    "themes": ("Formål (temaer)", "Føremål (tema)", "Purpose (themes)"),
    "since": ("Stiftet", "Skipa", "Founded"),
    "open": ("Åpent for", "Ope for", "Open to"),
    "seat": ("Sete", "Sete", "Seat"),
    "homepage": ("Nettsted", "Nettstad", "Website"),
    "members": ("Kjente medlemmer nå", "Kjende medlemmer no", "Known members now"),
    "ours": ("{who}: status", "{who}: status", "{who}: status"),
    "cost": ("Kontingent for {who}", "Kontingent for {who}", "Fee of {who}"),
    "rule": ("Regel for kontingent", "Regel for kontingent", "Fee rule"),
    "rate": (
        "{rate} {currency} per innbygger",
        "{rate} {currency} per innbyggjar",
        "{rate} {currency} per inhabitant",
    ),
    "minimum": ("minst {sum}", "minst {sum}", "at least {sum}"),
    "maximum": ("høyst {sum}", "høgst {sum}", "at most {sum}"),
    "fixed": ("fast {sum}", "fast {sum}", "fixed {sum}"),
    "unit": ("Ansvarlig enhet", "Ansvarleg eining", "Responsible unit"),
    "who": ("Hvem som er med", "Kven som er med", "Who belongs to it"),
    "in_norway": (
        "Kjente medlemmer i Norge: {names}.",
        "Kjende medlemmer i Noreg: {names}.",
        "Known members in Norway: {names}.",
    ),
    "abroad": (
        "Kjente medlemmer i andre land: {names}.",
        "Kjende medlemmer i andre land: {names}.",
        "Known members elsewhere: {names}.",
    ),
    "left": ("Tidligere medlemmer: {names}.", "Tidlegare medlemmer: {names}.", "Former members: {names}."),
    "gave": ("Prosjekter mellom medlemmene", "Prosjekt mellom medlemmene", "Projects between members"),
    "gave_caption": (
        "Prosjekter med minst to medlemmer: {who}",
        "Prosjekt med minst to medlemmer: {who}",
        "Projects with two members or more: {who}",
    ),
    "gave_none": (
        "Samkart kjenner ingen prosjekter der minst to av medlemmene deltar. Det sier ikke hva medlemskapet "
        "ellers gir.",
        "Samkart kjenner ingen prosjekt der minst to av medlemmene deltek. Det seier ikkje kva medlemskapen elles "
        "gjev.",
        "Samkart knows of no project in which two members take part. That does not tell what else membership gives.",
    ),
    "gave_note": (
        "At medlemmer deltar sammen, betyr ikke at nettverket førte dem sammen.",
        "At medlemmer deltek saman, tyder ikkje at nettverket førte dei saman.",
        "That members take part together does not mean that the network brought them together.",
    ),
    "project": ("Prosjekt", "Prosjekt", "Project"),
    "programme": ("Program", "Program", "Programme"),
    "period": ("Periode", "Periode", "Period"),
    "taking": ("Medlemmer som deltar", "Medlemmer som deltek", "Members taking part"),
    "caption": ("{who} i tall og ord", "{who} i tal og ord", "{who} in short"),
}
MOST = 8


def network_brief(facts: NetworkFacts) -> Document:
    """The fact sheet of one network, for anybody."""
    writer = Writer(facts.lang)
    blocks = [*_sheet(writer, facts, "", [], 1), *method(writer, facts.scope), *covered(writer, facts.scope)]
    return writer.finish(writer.say(T["sheet"], who=facts.title), writer.pick(T["subtitle"]), facts.scope, blocks)


def network_sheets(own: ActorFacts, networks: Sequence[NetworkFacts]) -> Document:
    """A fact sheet for each network of an actor, with the actor's status and cost."""
    writer, held = Writer(own.lang), distinct(own.of("network"))
    by_name = {ties[0].thing: ties for ties in held.values()}
    blocks: list[Block] = [
        Paragraph(writer.say(T["lead"], who=own.title, n=len(networks), s=len(own.names)), style="lead")
    ]
    for each in sorted(networks, key=lambda each: collated(each.title)):
        blocks += [Heading(each.title), *_sheet(writer, each, own.title, by_name.get(each.title, []), 2)]
    blocks += [*method(writer, own.scope), *covered(writer, own.scope, own.of("network"))]
    return writer.finish(writer.say(T["sheets"], who=own.title), writer.pick(T["subtitle"]), own.scope, blocks)


def _sheet(writer: Writer, facts: NetworkFacts, own: str, ties: Sequence[Tie], level: int) -> list[Block]:
    source = writer.refs(facts.sources)
    speech = writer.speech
    current = [m for m in facts.members if not m.end]
    pairs = [
        ("kind", facts.kind),
        ("themes", speech.series(facts.themes, 10)),
        ("since", speech.date(facts.start)),
        ("open", speech.listed(facts.open_to)),
        ("seat", facts.seat),
        ("homepage", facts.homepage),
        ("members", speech.number(len(current)) if current else ""),
    ]
    rows = [row(writer.pick(T[key]), clean(value), refs=source) for key, value in pairs if value]
    for tie in ties:
        status = ", ".join(filter(None, (tie.status_word, tie.role_word, speech.span(tie.start, tie.end))))
        rows.append(row(writer.say(T["ours"], who=tie.holders[0]), status, refs=writer.refs(tie.sources)))
        if tie.unit:
            rows.append(row(writer.pick(T["unit"]), tie.unit, refs=writer.refs(tie.sources)))
    if facts.fees:
        rows.append(row(writer.pick(T["rule"]), _rule(writer, facts.fees[0]), refs=writer.refs(facts.fees[0].sources)))
    for fee in facts.fees:
        if own and fee.amount is not None:
            rows.append(
                row(
                    writer.say(T["cost"], who=fee.actor),
                    f"{speech.money(fee.amount, fee.currency)} ({fee.year})",
                    refs=writer.refs(fee.sources),
                )
            )
    blocks: list[Block] = [
        TableBlock(
            writer.say(T["caption"], who=facts.title),
            writer.heads(T["fact"], T["value"]),
            tuple(rows),
            key=f"facts-{facts.title}",
            widths=(1.6, 3),
        )
    ]
    return [*blocks, *_members(writer, facts, level), *_joint(writer, facts, level)]


def _rule(writer: Writer, fee: MembershipFee) -> str:
    currency = writer.speech.money(0, fee.currency).partition("\u00a0")[2] or writer.speech.money(0, fee.currency)[2:]
    parts = []
    if fee.rate is not None:
        parts.append(writer.say(T["rate"], rate=fee.rate, currency=currency))
    for key, value in (("minimum", fee.minimum), ("maximum", fee.maximum), ("fixed", fee.fixed)):
        if value is not None:
            parts.append(writer.say(T[key], sum=writer.speech.money(value, fee.currency)))
    return f"{writer.speech.listed(parts)} ({fee.year})" if parts else fee.year


def _members(writer: Writer, facts: NetworkFacts, level: int) -> list[Block]:
    blocks: list[Block] = []
    for key, chosen in (
        ("in_norway", [m for m in facts.members if not m.end and m.country == facts.country]),
        ("abroad", [m for m in facts.members if not m.end and m.country != facts.country]),
        ("left", [m for m in facts.members if m.end]),
    ):
        if chosen:
            sources = dict.fromkeys(source for m in chosen for source in m.sources)
            names = writer.speech.listed(
                sorted({m.name for m in chosen}, key=collated), 20 if key == "in_norway" else 12
            )
            blocks.append(Paragraph(writer.say(T[key], names=names), writer.refs(tuple(sources)[:6])))
    return [Heading(writer.pick(T["who"]), level), *blocks] if blocks else []


def _joint(writer: Writer, facts: NetworkFacts, level: int) -> list[Block]:
    title = Heading(writer.pick(T["gave"]), level)
    if not facts.joint:
        return [title, Paragraph(writer.pick(T["gave_none"]))]
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
            writer.say(T["gave_caption"], who=facts.title),
            writer.heads(T["project"], T["programme"], T["period"], T["taking"]),
            tuple(rows),
            key=f"joint-{facts.title}",
            note=writer.pick(T["gave_note"]),
            widths=(3, 2, 1.5, 2.4),
        ),
    ]
