"""The chapters that compare and find: comparable actors, gaps, possible next steps, each with what it rests on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kg.brief.chapters.actor import current, distinct
from kg.brief.document import Block, BulletList, Heading, ListItem, Paragraph, TableBlock, mention, row
from kg.brief.facts import ActorFacts, Findings, SourceReference
from kg.brief.writer import Writer
from kg.compare.gaps import Activity, MissingTheme, UnbackedTheme, UnusedProgramme
from kg.compare.programmes import AssociationStatement
from kg.language.speech import collated, first_lower

__all__ = ["comparison", "gaps", "next_steps"]

_OLD_YEARS = 5


def _name(findings: Findings, iri: str) -> str:
    return findings.nodes[iri].name if iri in findings.nodes else iri


def comparison(writer: Writer, facts: ActorFacts) -> list[Block]:
    """The actors beside comparable ones, in numbers."""
    if not any(not peer.own for peer in facts.peers):
        return []
    rows = [
        row(
            peer.name,
            writer.speech.number(peer.population) if peer.population else "",
            *(writer.speech.number(n) for n in (peer.networks, peer.projects, peer.twins, peer.agreements)),
        )
        for peer in sorted(facts.peers, key=lambda peer: (-(peer.population or 0), peer.name))
    ]
    others = sum(not peer.own for peer in facts.peers)
    table = TableBlock(
        caption=writer.say("findings.compared_caption", who=facts.title),
        headings=writer.heads(
            "findings.actor",
            "findings.inhabitants",
            "findings.networks",
            "findings.projects",
            "findings.twins",
            "findings.agreements",
        ),
        rows=tuple(rows),
        align="lrrrrr",
        key="compared",
        note=writer.say("findings.compared_note"),
        widths=(2.4, 1.1, 1, 1, 1.2, 1),
    )
    return [Heading(writer.say("findings.compared")), Paragraph(writer.say("findings.compared_told", n=others)), table]


def gaps(writer: Writer, facts: ActorFacts, most: int = 5) -> list[Block]:
    """What strategies name and nothing is behind, what comparable actors do, which programmes are not used."""
    found = facts.findings
    items: list[Block] = []
    for title, chosen in (
        ("unbacked", [_unbacked(writer, facts, each) for each in found.unbacked[:most]]),
        ("missing", [_missing(writer, facts, each) for each in found.missing[:most]]),
        ("programmes", [_programme(writer, facts, each) for each in found.programmes[:most]]),
        ("together", _together(writer, facts)),
    ):
        if chosen:
            items.append(Heading(writer.say(f"findings.{title}_title"), 2))
            if title != "together":
                items.append(Paragraph(writer.say(f"findings.{title}_told", who=facts.title, n=len(found.peers))))
            items.append(BulletList(tuple(chosen)))
    if not items:
        return [Heading(writer.say("findings.gaps")), Paragraph(writer.say("findings.gaps_none"))]
    return [Heading(writer.say("findings.gaps")), *items]


def _unbacked(writer: Writer, facts: ActorFacts, each: UnbackedTheme) -> ListItem:
    found = facts.findings
    theme = _name(found, each.theme)
    worded = list(dict.fromkeys(p.wording for p in each.priorities if p.wording))
    quoted = (
        " (" + writer.speech.listed([writer.say("findings.quoted", text=w) for w in worded]) + ")" if worded else ""
    )
    parts = [writer.say("findings.unbacked", theme=theme, quoted=quoted)]
    parts += _broader(writer, found, each.broader)
    sources = [s.sources for s in facts.strategies if s.theme == theme]
    text, more = _examples(writer, found, each.examples)
    return ListItem(" ".join([*parts, *text]), writer.refs(*sources, *more))


def _broader(writer: Writer, found: Findings, themes: Sequence[str]) -> list[str]:
    if not themes:
        return []
    return [
        writer.say(
            "findings.broader",
            n=len(themes),
            names=writer.speech.listed([first_lower(_name(found, t)) for t in themes]),
        )
    ]


def _missing(writer: Writer, facts: ActorFacts, each: MissingTheme) -> ListItem:
    found = facts.findings
    parts = [
        writer.say(
            "findings.missing",
            n=len(each.peers),
            of=len(found.peers),
            theme=_name(found, each.theme),
            names=writer.speech.listed([_name(found, peer) for peer in each.peers], 4),
        )
    ]
    parts += _broader(writer, found, each.broader)
    text, sources = _examples(writer, found, each.examples)
    return ListItem(" ".join([*parts, *text]), writer.refs(*sources))


def _examples(
    writer: Writer, found: Findings, examples: Iterable[Activity], most: int = 2
) -> tuple[list[str], list[Sequence[SourceReference]]]:
    shown = list(examples)[:most]
    if not shown:
        return [], []
    told = [
        writer.say(f"findings.in_{each.kind}", actor=_name(found, each.actor), hub=_short(_name(found, each.hub)))
        for each in shown
    ]
    return [writer.say("findings.examples", n=len(told), names=writer.speech.listed(told))], [
        found.evidence.get(each.tie, ()) for each in shown
    ]


def _short(title: str) -> str:
    title = title.title() if title.isupper() and " " in title else title
    return title if len(title) <= 90 else title[:85].rsplit(" ", 1)[0] + " …"


def _programme(writer: Writer, facts: ActorFacts, each: UnusedProgramme) -> ListItem:
    found = facts.findings
    themes = writer.speech.series([first_lower(_name(found, theme)) for theme in each.themes])
    stated = each.statements[0].programme
    part = writer.say("findings.part_of", programme=_name(found, stated)) if stated != each.programme else ""
    parts = [writer.say("findings.open", programme=_name(found, each.programme), part=part, themes=themes)]
    said = [_said(writer, found, statement) for statement in each.statements]
    parts.append(writer.say("findings.standing", said=writer.speech.series(said, 4)))
    if each.eligible == "yes":
        parts.append(writer.say("findings.area_known", who=facts.title, s=len(facts.names)))
    elif each.eligible == "part":
        parts.append(writer.say("findings.area_part", who=facts.title))
    text, sources = _examples(writer, found, each.examples)
    spoken = [found.evidence.get(statement.tie, ()) for statement in each.statements]
    return ListItem(" ".join([*parts, *text]), writer.refs(*spoken, *sources))


def _said(writer: Writer, found: Findings, statement: AssociationStatement) -> str:
    """What is said of a country's part in a programme or a strand of it: how, on what basis, when."""
    words = [
        found.words.get(f"{scheme}/{key}", key)
        for scheme, key in (("participation-status", statement.standing), ("basis", statement.basis))
    ]
    date = f" {writer.speech.date(statement.as_of)}" if statement.as_of else ""
    return (f"{statement.strand}: " if statement.strand else "") + ", ".join(words) + date


def _together(writer: Writer, facts: ActorFacts) -> list[ListItem]:
    found, items = facts.findings, []
    for double in sorted(found.doubles, key=lambda each: each.total is None)[:4]:  # those with a known sum first
        names = writer.speech.listed([_name(found, seat.actor) for seat in double.seats], 4)
        text = writer.say("findings.double", names=names, network=_name(found, double.network))
        ruled = []
        if double.total is not None:
            named = _name(found, double.network)
            ruled = [fee.sources for fee in facts.fees if fee.network == named]
            text += " " + writer.say(
                "findings.double_fee", sum=writer.speech.money(double.total, double.currency), year=double.year
            )
        items.append(ListItem(text, writer.refs(*(found.evidence.get(seat.tie, ()) for seat in double.seats), *ruled)))
    for absent in found.absent[:3]:
        names = writer.speech.listed([_name(found, peer) for peer in absent.peers], 4)
        items.append(
            ListItem(
                writer.say("findings.absent", n=len(absent.peers), names=names, network=_name(found, absent.network)),
                writer.refs(found.evidence.get(absent.network, ())),
            )
        )
    return items


def next_steps(writer: Writer, facts: ActorFacts) -> list[Block]:
    """Questions that the findings raise; each says what it rests on, none says what to answer."""
    day, found = facts.scope.day, facts.findings
    items: list[ListItem] = []
    asked: set[str] = set()
    limit = str(int(day[:4]) - _OLD_YEARS) if day else ""
    towns = distinct(current(facts.of("twinning"), day))
    last = {town: max(date for t in ties for date in (t.last_activity, t.as_of)) for town, ties in towns.items()}
    quiet = [town for town in towns if last[town] < limit]
    if quiet:
        text = writer.say(
            "findings.quiet", n=len(quiet), names=writer.speech.listed(sorted(quiet, key=collated), 6), limit=limit
        )
        newest = max(last[town] for town in quiet)
        text += " " + writer.say("findings.quiet_newest", date=writer.speech.date(newest)) if newest else ""
        items.append(ListItem(text, writer.refs(*(t.sources for town in quiet for t in towns[town]))))
    for tie in facts.ties:
        if tie.status == "on-hold":
            date = writer.say("findings.as_of", date=writer.speech.date(tie.as_of)) if tie.as_of else ""
            text = writer.say("findings.on_hold", who=writer.speech.listed(tie.holders), network=tie.thing, date=date)
            items.append(ListItem(text, writer.refs(tie.sources)))
    for theme, examples in [
        *((e.theme, e.examples) for e in found.unbacked),
        *((e.theme, e.examples) for e in found.missing),
    ]:
        best = next((e for e in examples if e.kind in ("project", "agreement") and e.hub not in asked), None)
        if best and len(items) < 6:
            asked.add(best.hub)
            text = writer.say(
                "findings.ask",
                who=facts.title,
                actor=_name(found, best.actor),
                theme=first_lower(_name(found, theme)),
                what=writer.say(f"findings.is_in_{best.kind}", hub=_short(_name(found, best.hub))),
            )
            items.append(ListItem(text, writer.refs(found.evidence.get(best.tie, ()))))
    for unused in found.programmes:
        if unused.examples and unused.statements and len(items) < 8:
            text = writer.say(
                "findings.consider",
                programme=_name(found, unused.programme),
                who=facts.title,
                names=writer.speech.listed(dict.fromkeys(_name(found, e.actor) for e in unused.examples)),
            )
            items.append(ListItem(text, writer.refs(*(found.evidence.get(e.tie, ()) for e in unused.examples))))
            break
    if not items:
        return []
    return [
        Heading(writer.say("findings.steps"), 2),
        Paragraph(writer.say("findings.steps_told", basis=mention("twins", "networks"))),
        BulletList(tuple(items)),
    ]
