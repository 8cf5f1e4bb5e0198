"""The ledger of memberships: what each network costs by rule, who else is in it, what came of it, what to decide."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from kg.brief.chapters.method import covered
from kg.brief.chapters.news import begun
from kg.brief.document import (
    Block,
    BulletList,
    Document,
    Heading,
    ListItem,
    Paragraph,
    TableBlock,
    TableRow,
    mention,
    row,
)
from kg.brief.ledger_facts import LedgerFacts
from kg.brief.papers.ledger_sheets import ledger_sheets
from kg.brief.papers.ledger_words import fee_of, names_of, rule_of, sign_text
from kg.brief.writer import Writer
from kg.compare.chance import VERDICTS
from kg.compare.ledger import LedgerRow, LedgerSeat, totals
from kg.compare.tables.asks import questions
from kg.language.speech import first_lower, first_upper
from kg.model.evidence import REPORTED

__all__ = ["ledger_paper"]

_NAMES, _LIKE, _PAIRS, _CITED = 6, 4, 6, 2  # names in a sentence, in a cell; pairs; rows whose sources are listed
_FEW, _COMPARED = 3, 15  # actors of which each is told what it pays and whom it has met; comparable ones named
_METHOD = ("fee", "like", "met", "came", "fit", "sign", "overlap")


def ledger_paper(facts: LedgerFacts) -> Document:
    """The whole paper, on pages that lie on their side, with the sheets of its workbook."""
    writer = begun(facts.lang, facts.scope)
    title, subtitle = writer.say("ledger.title", who=facts.title), writer.say("ledger.subtitle")
    blocks: list[Block] = [
        Paragraph(" ".join(_lead(writer, facts)), style="lead"),
        BulletList(tuple(_findings(writer, facts))),
        Paragraph(" ".join(_known(writer, facts)), style="note"),
        _table(writer, facts),
        *_overlaps(writer, facts),
        *_doubles(writer, facts),
        *_came(writer, facts),
        Heading(writer.say("method.method")),
        *(Paragraph(writer.say(f"ledger.method_{each}"), style="small") for each in _METHOD),
        *covered(writer, facts.scope),
    ]
    made = replace(writer.finish(title, subtitle, facts.scope, blocks), wide=True)
    return replace(made, sheets=ledger_sheets(writer, facts, made))


def _lead(writer: Writer, facts: LedgerFacts) -> Iterable[str]:
    report = facts.report
    seats = [seat for _, seat in report.seats]
    day = writer.speech.date(report.at)
    yield writer.say(
        "ledger.lead", who=facts.title, n=len(report.rows), date=day, s=len(report.actors), seats=len(seats)
    )
    known = totals(seats)
    sums = [writer.speech.money(amount, currency) for currency, amount in known.items() if amount]
    if sums:
        paid = [seat for seat in seats if seat.amount]
        years = writer.speech.listed(sorted({seat.charge.year for seat in paid if seat.charge}))
        yield writer.say("ledger.costs", n=len(paid), sums=writer.speech.listed(sums), years=years)
    free = sum(seat.amount == 0 for seat in seats)
    if free:
        yield writer.say("ledger.free", n=free)
    unknown = sum(seat.amount is None for seat in seats)
    if unknown:
        yield writer.say("ledger.unknown_fees", n=unknown)


def _findings(writer: Writer, facts: LedgerFacts) -> Iterable[ListItem]:
    """What the rows say together, a line for each question that any of them gives rise to; nothing that none does."""
    report = facts.report

    def found(key: str, chosen: Sequence[LedgerRow], **more: object) -> ListItem:
        names = names_of(writer, facts, chosen, _NAMES)
        told = writer.say(f"ledger.find_{key}", n=len(chosen), names=names, **more)
        if len(chosen) > _CITED:
            return ListItem(f"{told} ({mention('ledger')})")
        return ListItem(told, writer.refs(*(facts.of[each.network] for each in chosen)))

    def asked(ask: str) -> list[LedgerRow]:
        return [each for each in report.rows if ask in each.asks]

    year = str(int(report.at[:4]) - 5)
    more = [each for each in report.rows if any(s.fellows.chance.verdict == "more" for s in each.seats)]
    for key, chosen in (
        ("on_hold", asked("on-hold")),
        ("held", asked("held")),
        ("quiet", asked("quiet")),
        ("nothing", asked("nothing")),
        ("more", more),
    ):
        if chosen:
            yield found(key, chosen, year=year)
    if pairs := [each for each in report.overlaps if each.alike]:
        told = [writer.speech.listed([facts.name(each.one), facts.name(each.other)]) for each in pairs]
        names = writer.speech.series(told, _NAMES)
        yield ListItem(f"{writer.say('ledger.find_alike', n=len(pairs), names=names)} ({mention('overlaps')})")
    came = sorted({each.project for _, seat in report.seats for each in seat.fellows.came})
    if came:
        yield ListItem(
            writer.say("ledger.find_came", n=len(came)), writer.refs(*(facts.projects[each] for each in came))
        )
    if report.doubles:
        rows = [each for each in report.rows if each.network in {d.network for d in report.doubles}]
        yield found("double", rows)
    for through in report.paid_through:
        text = writer.say("ledger.find_through", network=facts.name(through.network), body=facts.name(through.body))
        yield ListItem(text, writer.refs(facts.of[through.network]))
    if report.strategies:
        without = [each for each in report.rows if not (each.fits or each.touches) and each.themes]
        if without:
            yield ListItem(
                writer.say("ledger.find_no_theme", n=len(without), all=len(report.rows)), writer.refs(facts.strategies)
            )


def _known(writer: Writer, facts: LedgerFacts) -> Iterable[str]:
    """How complete the rows are, and what is not known apart from what is not there."""
    report = facts.report
    seats = [seat for _, seat in report.seats]
    yield writer.say("ledger.known_fees", n=sum(seat.fee != "no-rule" for seat in seats), all=len(seats))
    yield writer.say("ledger.known_starts", n=sum(bool(seat.seat.start) for seat in seats), all=len(seats))
    counted = [each for each in report.rows if each.counted is not None]
    yield writer.say("ledger.known_members", n=len(counted), all=len(report.rows))
    if not report.strategies:
        yield writer.say("ledger.no_strategy", who=facts.title)
    if report.peers:
        yield writer.say(
            "ledger.peers",
            n=len(report.peers),
            names=writer.speech.listed([facts.short(each.actor) for each in report.peers], _COMPARED),
        )
    if report.unsized:
        yield writer.say("ledger.unsized", names=_actors(writer, facts, report.unsized))


def _actors(writer: Writer, facts: LedgerFacts, actors: Iterable[str], most: int = 0) -> str:
    return writer.speech.listed([facts.name(each) for each in actors], most)


def _table(writer: Writer, facts: LedgerFacts) -> TableBlock:
    rows = [_row(writer, facts, each) for each in facts.report.rows]
    heads = ("network", "membership", "fee", "like", "met", "fit", "sign", "decide")
    return TableBlock(
        writer.say("ledger.caption", who=facts.title),
        tuple(writer.say(f"ledger.head_{each}") for each in heads),
        tuple(rows),
        key="ledger",
        note=writer.say("ledger.note"),
        widths=(2.1, 1.6, 1.6, 1.8, 1.9, 1.4, 1.4, 2.8),
    )


def _row(writer: Writer, facts: LedgerFacts, each: LedgerRow) -> TableRow:
    report = facts.report
    rules = [facts.rules.get((s.charge.network, s.charge.year), ()) for s in each.seats if s.charge]
    counted = each.counted
    size = (
        writer.say("ledger.members_of", n=each.members, all=counted.number, date=writer.speech.short(counted.as_of))
        if counted is not None and counted.as_of
        else writer.say("ledger.members", n=each.members)
    )
    like = writer.say("ledger.like_unknown")
    if report.peers:
        like = writer.say("ledger.like", n=len(each.like_us), all=len(report.peers))
        if each.like_us:
            like = f"{like}: {writer.speech.listed([facts.short(peer) for peer in each.like_us], _LIKE)}"
    fits = [*(facts.name(theme) for theme in each.fits)]
    touched = [writer.say("ledger.touches", theme=first_lower(facts.name(theme))) for theme in each.touches]
    fit = writer.speech.series([*fits, *touched]) or writer.say(
        "ledger.fit_unknown" if not report.strategies else "ledger.fit_none" if each.themes else "ledger.fit_no_themes"
    )
    return row(
        f"{facts.name(each.network)} ({size})",
        _per_seat(writer, facts, [(seat, _grade(writer, facts, seat)) for seat in each.seats]),
        _fees(writer, facts, each),
        like,
        _mets(writer, facts, each),
        fit,
        sign_text(writer, each),
        " ".join(questions(facts.lang, each, report)),
        refs=writer.refs(facts.of[each.network], *rules),
    )


def _per_seat(writer: Writer, facts: LedgerFacts, told: Sequence[tuple[LedgerSeat, str]]) -> str:
    """What is said of each actor; said once where it is the same for all of the actors."""
    texts = dict.fromkeys(text for _, text in told)
    if len(facts.report.actors) == 1 or (len(texts) == 1 and len(told) == len(facts.report.actors)):
        return first_upper("; ".join(texts))
    grouped = {text: [facts.short(seat.seat.actor) for seat, other in told if other == text] for text in texts}
    return "; ".join(f"{writer.speech.listed(who, _LIKE)}: {first_lower(text)}" for text, who in grouped.items())


def _fees(writer: Writer, facts: LedgerFacts, each: LedgerRow) -> str:
    """The fee of each; of more than a few the sum, the rule, and of how many it is not known."""
    if len(each.seats) <= _FEW:
        return _per_seat(writer, facts, [(seat, fee_of(writer, facts, seat)) for seat in each.seats])
    paid = [seat.charge for seat in each.seats if seat.amount and seat.charge]
    parts = []
    if paid:
        sums = [writer.speech.money(amount, currency) for currency, amount in totals(each.seats).items() if amount]
        years = writer.speech.listed(sorted({charge.year for charge in paid}))
        rules = dict.fromkeys(rule_of(writer, replace(charge, population=None)) for charge in paid)
        told = {"sums": writer.speech.listed(sums), "rule": "; ".join(rules)}
        parts.append(writer.say("ledger.fee_all", n=len(paid), years=years, **told))
    free = sum(seat.amount == 0 for seat in each.seats)
    parts += [writer.say("ledger.free_all", n=free)] if free else []
    unknown = sum(seat.amount is None for seat in each.seats)
    parts += [writer.say("ledger.fee_not_known_of", n=unknown)] if unknown else []
    return first_upper("; ".join(parts))


def _mets(writer: Writer, facts: LedgerFacts, each: LedgerRow) -> str:
    """Whom each has met; of more than a few who has met more than chance, and of how many that is not so."""
    if len(each.seats) <= _FEW:
        return _per_seat(writer, facts, [(seat, _met(writer, seat)) for seat in each.seats])
    by = {word: [seat for seat in each.seats if seat.fellows.chance.verdict == word] for word in VERDICTS}
    parts = []
    if by["more"]:
        who = writer.speech.listed([facts.short(seat.seat.actor) for seat in by["more"]], _LIKE)
        parts.append(writer.say("ledger.many_more", who=who))
    parts += [writer.say(f"ledger.many_{word}", n=len(by[word])) for word in ("chance", "few") if by[word]]
    came = {found.project for seat in each.seats for found in seat.fellows.came}
    parts += [writer.say("ledger.came", n=len(came))] if came else []
    return first_upper("; ".join(parts))


def _grade(writer: Writer, facts: LedgerFacts, seat: LedgerSeat) -> str:
    one = seat.seat
    parts = [facts.word("status", one.status), facts.word("role", one.role)]
    parts.append(writer.say("ledger.since", date=writer.speech.short(one.start)) if one.start else "")
    parts.append(seat.unit)
    parts.append(writer.say("ledger.reported") if seat.known_by == REPORTED else "")
    return ", ".join(filter(None, parts)) or writer.say("ledger.grade_unknown")


def _met(writer: Writer, seat: LedgerSeat) -> str:
    told = seat.fellows.chance
    if told.verdict == "few":
        text = writer.say("ledger.met_few", n=told.observed)
    else:
        text = writer.say(f"ledger.met_{told.verdict}", n=told.observed, expected=round(told.expected, 1))
    came = len(seat.fellows.came)
    return f"{text}, {writer.say('ledger.came', n=came)}" if came else text


def _overlaps(writer: Writer, facts: LedgerFacts) -> list[Block]:
    """The pairs that are asked about first, then those with most members in common."""
    ordered = sorted(facts.report.overlaps, key=lambda each: not each.alike)
    rows = [
        row(
            f"{facts.name(each.one)} ({each.size})",
            f"{facts.name(each.other)} ({each.other_size})",
            writer.speech.number(len(each.shared)),
            writer.speech.number(each.coefficient),
            writer.speech.series(first_lower(facts.name(theme)) for theme in each.themes)
            or writer.say("ledger.no_common"),
            basis=mention("ledger"),
        )
        for each in ordered[:_PAIRS]
    ]
    if not rows:
        return []
    heads = ("one", "other", "shared", "overlap", "themes")
    left = len(facts.report.overlaps) - len(rows)
    note = [writer.say("ledger.overlap_note")] + ([writer.say("ledger.more_pairs", n=left)] if left else [])
    return [
        TableBlock(
            writer.say("ledger.overlap_caption"),
            tuple(writer.say(f"ledger.head_{each}") for each in heads),
            tuple(rows),
            align="llrrl",
            key="overlaps",
            note=" ".join(note),
            widths=(3, 3, 0.7, 0.8, 2.4),
        )
    ]


def _doubles(writer: Writer, facts: LedgerFacts) -> list[Block]:
    rows = []
    seats = {(each.network, seat.seat.actor): seat for each, seat in facts.report.seats}
    for double in facts.report.doubles:
        own = [seats[double.network, seat.actor] for seat in double.seats]
        sums = [writer.speech.money(amount, currency) for currency, amount in totals(own).items()]
        rows.append(
            row(
                facts.name(double.network),
                writer.speech.listed([facts.short(each.seat.actor) for each in own], _NAMES),
                _each(writer, facts, own),
                writer.speech.listed(sums) or writer.say("ledger.fee_unknown"),
                refs=writer.refs(facts.of[double.network]),
            )
        )
    if not rows:
        return []
    return [
        TableBlock(
            writer.say("ledger.doubles_caption"),
            tuple(writer.say(f"ledger.head_{each}") for each in ("network", "payers", "each", "sum")),
            tuple(rows),
            key="doubles",
            note=writer.say("ledger.doubles_note"),
            widths=(3, 2, 4, 1.8),
        )
    ]


def _each(writer: Writer, facts: LedgerFacts, seats: Sequence[LedgerSeat]) -> str:
    """What each pays; those of the same said together."""
    told: dict[str, list[str]] = {}
    for each in seats:
        told.setdefault(_sum(writer, each), []).append(facts.short(each.seat.actor))
    return "; ".join(f"{writer.speech.listed(who, _NAMES)}: {text}" for text, who in told.items())


def _sum(writer: Writer, seat: LedgerSeat) -> str:
    if seat.amount is None or seat.charge is None:
        return first_lower(writer.say("ledger.fee_unknown"))
    return f"{writer.speech.money(seat.amount, seat.charge.currency)} ({seat.charge.year})"


def _came(writer: Writer, facts: LedgerFacts) -> list[Block]:
    """The projects that began when both were members, each with the networks that they share."""
    found: dict[tuple[str, str, str], dict[str, list[str]]] = {}
    for each, seat in facts.report.seats:
        for came in seat.fellows.came:
            key = (came.start, came.project, seat.seat.actor)
            found.setdefault(key, {})[each.network] = list(came.partners)
    rows = []
    for (start, project, actor), networks in sorted(found.items()):
        partners = sorted({p for found_in in networks.values() for p in found_in}, key=facts.name)
        names = [*([facts.short(actor)] if len(facts.report.actors) > 1 else [])]
        rows.append(
            row(
                facts.name(project),
                *names,
                writer.speech.short(start),
                _actors(writer, facts, partners, 5),
                writer.speech.series(sorted(facts.name(network) for network in networks)),
                refs=writer.refs(facts.projects[project]),
            )
        )
    if not rows:
        return []
    many = len(facts.report.actors) > 1
    heads = ("project", *(["actor"] if many else []), "began", "partners", "networks")
    return [
        TableBlock(
            writer.say("ledger.came_caption"),
            tuple(writer.say(f"ledger.head_{each}") for each in heads),
            tuple(rows),
            key="came",
            note=writer.say("ledger.came_note"),
            widths=(2.4, *([1.2] if many else []), 1, 3, 4),
        )
    ]
