"""The chapters of a briefing on an actor, or on several as one: figures, partners, networks, themes, money, time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from kg.brief.document import Block, Figure, Heading, Paragraph, TableBlock, clean, mention, row
from kg.brief.facts import ActorFacts, PartnerRow, ThemeRow, Tie
from kg.brief.writer import Writer
from kg.language.speech import first_lower
from kg.model.evidence import REPORTED
from kg.model.period import DID_NOT_HOLD, certainty, earliest

__all__ = [
    "FEW",
    "MOST",
    "close_partners",
    "count_of",
    "current",
    "distinct",
    "ended",
    "key_figures",
    "left_out",
    "money_of",
    "named",
    "only_reported",
    "partners",
    "per_holder",
    "picture",
    "project_name",
    "projects",
    "reported_towns",
    "shared",
    "since",
    "themes",
    "unlisted",
]

MOST = 10
FEW = 4
"""So many actors are named one by one in a cell of a table."""


def ended(tie: Tie, day: str) -> bool:
    """Is the tie over by a day? In a year, what ended in the course of it is not.

    What a source calls ended without the day, in a year or a month, had ended by a day in it: nobody says so before.
    What a complete list left out is over too.
    """
    told = tie.end or tie.as_of
    if tie.left_out and (not day or earliest(tie.off_since) <= day):
        return True
    if tie.status == "ended" and (not tie.bounds.last or (day and told and earliest(told) < earliest(day))):
        return True
    return bool(day) and certainty(tie.bounds, day, "") == DID_NOT_HOLD


def current(ties: Iterable[Tie], day: str) -> list[Tie]:
    """Those that nobody has said to be over by a day."""
    return [tie for tie in ties if not ended(tie, day)]


def unlisted(ties: Iterable[Tie]) -> bool:
    """Does nothing but a complete list that leaves these ties out say that they are over?"""
    return all(tie.left_out and tie.status != "ended" for tie in ties)


def distinct(ties: Iterable[Tie]) -> dict[str, list[Tie]]:
    """Ties by what they are in (a network, a project, a town, an agreement): what counts as one."""
    found: dict[str, list[Tie]] = {}
    for tie in ties:
        found.setdefault(tie.thing if tie.kind == "twinning" else tie.key, []).append(tie)
    return found


def only_reported(ties: Iterable[Tie]) -> int:
    """How many networks, towns or agreements among some ties are known from scraped lists alone."""
    return sum(all(tie.reported for tie in each) for each in distinct(ties).values())


def reported_towns(writer: Writer, facts: ActorFacts) -> Iterator[str]:
    """The sentence on how many of the twin towns are only reported; nothing where none is."""
    now = current(facts.of("twinning"), facts.scope.day)
    reported, twins = only_reported(now), len(distinct(now))
    if reported:
        yield writer.say(
            "actor.lead_reported" if reported < twins else "actor.lead_reported_all", n=reported, twins=twins
        )


def close_partners(facts: ActorFacts) -> list[PartnerRow]:
    """Partners in a project, a twinning or an agreement: more than membership of the same network."""
    return [each for each in facts.partners if each.projects or each.twinnings or each.agreements]


def money_of(ties: Iterable[Tie]) -> dict[str, Decimal]:
    """What the actors got, by currency."""
    sums: dict[str, Decimal] = {}
    for tie in ties:
        if tie.amount is not None:
            sums[tie.currency] = sums.get(tie.currency, Decimal()) + tie.amount
    return sums


def since(writer: Writer, facts: ActorFacts, ties: Sequence[Tie], *, whole: bool = False) -> str:
    """When ties began (and ended): one text where all agree, else one per holder."""
    texts = {
        tie.holders: writer.speech.span(tie.start, tie.end) if whole and tie.end else writer.speech.short(tie.start)
        for tie in ties
    }
    return per_holder(facts, texts)


def per_holder(facts: ActorFacts, texts: dict[tuple[str, ...], str]) -> str:
    """One text where all holders agree, else one for each, named; of more than four, how many or who has each text."""
    if len(set(texts.values())) <= 1:
        return next(iter(texts.values()), "")
    if len(texts) > FEW:
        by_text: dict[str, list[str]] = {}
        for holders, text in sorted(texts.items()):
            by_text.setdefault(text, []).extend(holders)
        return "; ".join(
            f"{text or '–'} ({facts.brief(names) if len(names) < 3 else len(names)})"
            for text, names in sorted(by_text.items(), key=lambda item: (-len(item[1]), item[0]))
        )
    return "; ".join(f"{facts.brief(holders)}: {text or '–'}" for holders, text in sorted(texts.items()))


def key_figures(writer: Writer, facts: ActorFacts) -> list[Block]:
    """The table of key figures."""
    day = facts.scope.day
    rows = [
        row(
            writer.say("actor.inhabitants_of", who=name) if len(facts.names) > 1 else writer.say("actor.inhabitants"),
            writer.speech.number(size),
            refs=writer.refs(facts.identity),
        )
        for name, size in facts.populations.items()
        if size
    ]
    for kind, key in (("network", "networks"), ("twinning", "twins"), ("agreement", "agreements")):
        every, now = distinct(facts.of(kind)), distinct(current(facts.of(kind), day))
        if every:
            gone = [unlisted(ties) for thing, ties in every.items() if thing not in now]
            reported = only_reported(tie for ties in now.values() for tie in ties)
            told = [writer.say("actor.over", n=gone.count(False))] if False in gone else []
            told += [writer.say("actor.unlisted", n=gone.count(True))] if True in gone else []
            told += [writer.say("actor.reported", n=reported)] if reported else []
            value = writer.speech.number(len(now)) + (f" ({', '.join(told)})" if told else "")
            rows.append(row(writer.say(f"actor.figure_{key}"), value, basis=mention(key)))
    taken = distinct(facts.of("project"))
    if taken:
        leads = sum(any(tie.coordinated for tie in ties) for ties in taken.values())
        value = writer.speech.number(len(taken)) + (f" ({writer.say('actor.leads', n=leads)})" if leads else "")
        rows.append(row(writer.say("actor.figure_projects"), value, basis=mention("projects")))
        for currency, amount in sorted(money_of(facts.of("project")).items()):
            rows.append(
                row(writer.say("actor.figure_money"), writer.speech.money(amount, currency), basis=mention("projects"))
            )
    close = close_partners(facts)
    if close:
        rows.append(
            row(writer.say("actor.figure_partners"), writer.speech.number(len(close)), basis=mention("partners", "map"))
        )
        home = facts.scope.home.code
        abroad = writer.speech.number(len({each.country for each in close} - {"", home}))
        if home:
            rows.append(row(writer.say("actor.figure_countries"), abroad, basis=mention("partners", "map")))
    if not rows:
        return []
    table = TableBlock(
        writer.say("actor.figures_caption", who=facts.title),
        writer.heads("actor.figure", "actor.value"),
        tuple(rows),
        "lr",
        "figures",
        widths=(3, 2),
    )
    return [Heading(writer.say("actor.figures")), table]


def picture(writer: Writer, facts: ActorFacts, width: float = 86) -> list[Block]:
    """The map, so many millimetres wide."""
    if not facts.picture:
        return []
    names = writer.speech.listed(dict.fromkeys(each.name for each in close_partners(facts)), 8)
    alt = writer.say("actor.map_alt", who=facts.title, n=facts.picture.actors, names=names)
    return [Figure(facts.picture.svg, writer.say("actor.map_caption", who=facts.title), alt, "map", width=width)]


def partners(writer: Writer, facts: ActorFacts, most: int = MOST) -> list[Block]:
    """Who we work with: countries, and the table of the closest."""
    close = close_partners(facts)
    blocks: list[Block] = [Heading(writer.say("actor.partners"))]
    loose = len(facts.partners) - len(close)
    if not close:
        return [*blocks, Paragraph(writer.say("actor.partners_none", who=facts.title, n=loose, s=len(facts.names)))]
    countries: dict[str, int] = {}
    for each in close:
        if each.country_name:
            countries[each.country_name] = countries.get(each.country_name, 0) + 1
    ordered = sorted(countries.items(), key=lambda pair: (-pair[1], pair[0]))
    names = writer.speech.listed([f"{name} ({writer.speech.number(n)})" for name, n in ordered], 6)
    text = writer.say("actor.partners_told", names=names, who=facts.title, s=len(facts.names))
    if loose:
        text += " " + writer.say("actor.partners_loose", n=loose)
    blocks.append(Paragraph(text))
    rows = [
        row(each.name, each.country_name, shared(writer, each), each.latest, refs=writer.refs(each.sources))
        for each in close[:most]
    ]
    blocks.append(
        TableBlock(
            caption=writer.say("actor.partners_caption", who=facts.title),
            headings=writer.heads("actor.partner", "actor.country", "actor.shared", "actor.latest"),
            rows=tuple(rows),
            align="lllr",
            key="partners",
            note=left_out(writer, len(close), len(rows)),
            widths=(3.2, 1.3, 3.2, 1.1),
            source_share=0.24,
        )
    )
    return blocks


def shared(writer: Writer, each: PartnerRow) -> str:
    """What a partner shares with the actors, in words, and how doubtful it is."""
    counts = (
        ("actor.twins_n", each.twinnings),
        ("actor.agreements_n", each.agreements),
        ("actor.projects_n", each.projects),
        ("actor.networks_n", each.networks),
    )
    text = writer.speech.listed([writer.say(key, n=n) for key, n in counts if n])
    doubts = [writer.say("known.scraped")] if each.known_by == REPORTED else []
    doubts += [writer.say("actor.not_listed")] if each.left_out else []
    return f"{text} ({', '.join(doubts)})" if doubts else text


def left_out(writer: Writer, every: int, shown: int) -> str:
    """The note that says how many rows are not shown; empty for none."""
    return writer.say("actor.left_out", n=every - shown) if every > shown else ""


def themes(writer: Writer, facts: ActorFacts, most: int = MOST) -> list[Block]:
    """Themes: what the strategies name, and what there are ties on."""
    if not facts.themes:
        return []
    blocks: list[Block] = [Heading(writer.say("actor.themes_title"))]
    by_theme: dict[str, list[str]] = {}
    for each in facts.strategies:
        by_theme.setdefault(each.theme, []).append(each.wording)
    titles = list(dict.fromkeys(each.title for each in facts.strategies))
    if titles:
        blocks.append(
            Paragraph(
                writer.say(
                    "actor.strategies",
                    n=len(titles),
                    names=writer.speech.listed([writer.say("findings.quoted", text=title) for title in titles]),
                ),
                writer.refs(*(s.sources for s in facts.strategies)),
            )
        )
    else:
        blocks.append(Paragraph(writer.say("actor.strategies_none", who=facts.title)))
    wanted = [each for each in facts.themes if each.projects + each.networks + each.agreements >= 1 or each.named]
    shown = sorted(wanted, key=lambda each: not each.named)[:most]
    rows = [
        row(
            each.theme,
            writer.say("actor.yes") if each.named else "",
            *(count_of(writer, n) for n in (each.projects, each.networks, each.agreements)),
            refs=writer.refs(
                *(s.sources for s in facts.strategies if s.theme == each.theme),
                *(t.sources for t in facts.of("agreement") if not _basis(each) and each.theme in t.themes),
            ),
            basis=_basis(each),
        )
        for each in shown
    ]
    rest = [each.theme for each in wanted if each not in shown]
    note = writer.say("actor.themes_note", basis=mention("projects", "networks", "agreements"))
    if rest:
        note += " " + writer.say(
            "actor.themes_rest", names=writer.speech.series([first_lower(name) for name in rest], 12)
        )
    blocks.append(
        TableBlock(
            caption=writer.say("actor.themes_caption", who=facts.title),
            headings=writer.heads(
                "actor.theme", "actor.named", "actor.projects", "actor.networks_short", "actor.agreements_short"
            ),
            rows=tuple(rows),
            align="llrrr",
            key="themes",
            note=note,
            widths=(3, 1.5, 1, 1, 1),
        )
    )
    return blocks


def _basis(each: ThemeRow) -> str:
    """The tables that a row is counted from; none where a strategy or agreements alone are its sources."""
    kinds = (("projects", each.projects), ("networks", each.networks), ("agreements", each.agreements))
    return mention(*(key for key, count in kinds if count)) if not each.named and each.projects + each.networks else ""


def count_of(writer: Writer, value: int) -> str:
    """A number for a table; none is a dash."""
    return writer.speech.number(value) if value else "–"


def projects(writer: Writer, facts: ActorFacts, most: int = MOST) -> list[Block]:
    """Programmes and money: projects, the newest first."""
    blocks: list[Block] = [Heading(writer.say("actor.money"))]
    taken = distinct(facts.of("project"))
    if not taken:
        return [*blocks, Paragraph(writer.say("actor.projects_none", who=facts.title))]
    blocks.append(Paragraph(_money_told(writer, facts, len(taken))))
    many = len(facts.names) > 1
    ordered = sorted(taken.values(), key=lambda ties: ties[0].start, reverse=True)
    rows = []
    for ties in ordered[:most]:
        got = money_of(ties)
        rows.append(
            row(
                project_name(ties[0]),
                *([facts.brief(sorted({n for t in ties for n in t.holders}))] if many else []),
                ties[0].group,
                writer.speech.listed(dict.fromkeys(t.role_word for t in ties if t.role_word)),
                since(writer, facts, ties[:1], whole=True),
                " + ".join(writer.speech.money(a, c) for c, a in sorted(got.items())),
                refs=writer.refs(*(t.sources for t in ties)),
            )
        )
    heads = (
        "actor.project",
        *(["actor.holder"] if many else []),
        "actor.programme",
        "actor.role",
        "actor.period",
        "actor.got",
    )
    blocks.append(
        TableBlock(
            caption=writer.say("actor.projects_caption", who=facts.title),
            headings=writer.heads(*heads),
            rows=tuple(rows),
            align="l" * (len(heads) - 1) + "r",
            key="projects",
            note=left_out(writer, len(taken), len(rows)),
            widths=(3, *([1.1] if many else []), 2.2, 1.1, 1.6, 1.4),
        )
    )
    return blocks


def project_name(tie: Tie) -> str:
    """A project's acronym and title, the title not too long."""
    return named(tie.short, tie.thing)


def named(short: str, title: str) -> str:
    """An acronym and a title; the acronym only where the title does not hold it.

    >>> named("ARV", "Climate Positive Communities"), named("CARE", "CARE - Circular consumption")
    ('ARV – Climate Positive Communities', 'CARE - Circular consumption')
    """
    title, short = clean(title), clean(short)
    if len(title) > 110:
        title = title[:105].rsplit(" ", 1)[0] + " …"
    if short and short.casefold() not in title.casefold():
        return f"{short} – {title}"
    return title


def _money_told(writer: Writer, facts: ActorFacts, taken: int) -> str:
    ties = facts.of("project")
    groups = list(dict.fromkeys(tie.group for tie in ties if tie.group))
    text = writer.say("actor.projects_told", who=facts.title, n=taken, s=len(facts.names))
    if groups:
        text += " " + writer.say("actor.programmes_told", n=len(groups), names=writer.speech.series(groups, 5))
    sums = writer.speech.listed([writer.speech.money(a, c) for c, a in sorted(money_of(ties).items())])
    unknown = sum(tie.amount is None for tie in ties)
    if sums:
        text += " " + writer.say("actor.money_told", sums=sums, who=facts.title)
    net = sum(tie.net for tie in ties)
    if net:
        text += " " + writer.say("actor.money_net", n=net)
    if unknown:
        text += " " + writer.say("actor.money_unknown", n=unknown)
    return text
