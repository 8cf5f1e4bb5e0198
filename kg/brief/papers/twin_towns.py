"""The review of twin towns: what is known of each, and a flag that says which facts it rests on. No opinion."""

from __future__ import annotations

from collections.abc import Sequence

from kg.brief.chapters.actor import distinct, ended
from kg.brief.chapters.method import covered, method
from kg.brief.document import Block, BulletList, Document, Heading, ListItem, Paragraph, TableBlock, row
from kg.brief.facts import ActorFacts, PartnerRow, Tie
from kg.brief.writer import Writer
from kg.language.speech import Texts, collated

__all__ = ["flag_of", "twin_review"]

T: dict[str, Texts] = {
    "title": (
        "Gjennomgang av vennskapsbyer: {who}",
        "Gjennomgang av venskapsbyar: {who}",
        "Review of twin towns: {who}",
    ),
    "subtitle": ("Grunnlag for vurdering", "Grunnlag for vurdering", "Facts for a decision"),
    "none": (
        "Samkart kjenner ingen vennskapsbyer for {who}.",
        "Samkart kjenner ingen venskapsbyar for {who}.",
        "Samkart knows of no twin towns of {who}.",
    ),
    "lead": (
        "{who} har {n|én kjent vennskapsforbindelse|# kjente vennskapsforbindelser} som ingen kilde sier er "
        "avsluttet, og {over|ingen avsluttede|én avsluttet|# avsluttede}.",
        "{who} har {n|eitt kjent venskapssamband|# kjende venskapssamband} som inga kjelde seier er avslutta, og "
        "{over|ingen avslutta|eitt avslutta|# avslutta}.",
        "{who} {s|has|have} {n|no known twinnings|one known twinning|# known twinnings} that no source says has "
        "ended, and {over|none|one|#} that ended.",
    ),
    "caption": (
        "Vennskapsbyer og det som er kjent om dem",
        "Venskapsbyar og det som er kjent om dei",
        "Twin towns and what is known of them",
    ),
    "town": ("By", "By", "Town"),
    "since": ("Siden", "Sidan", "Since"),
    "as_of": ("Opplyst per", "Opplyst per", "Stated as of"),
    "activity": ("Siste kjente aktivitet", "Siste kjende aktivitet", "Last known activity"),
    "unit": ("Ansvarlig enhet", "Ansvarleg eining", "Responsible unit"),
    "other": ("Annet felles", "Anna felles", "Also shared"),
    "flag": ("Merke", "Merke", "Flag"),
    "projects_n": ("{n|ett prosjekt|# prosjekter}", "{n|eitt prosjekt|# prosjekt}", "{n|one project|# projects}"),
    "networks_n": ("{n|ett nettverk|# nettverk}", "{n|eitt nettverk|# nettverk}", "{n|one network|# networks}"),
    "agreements_n": ("{n|én avtale|# avtaler}", "{n|éin avtale|# avtalar}", "{n|one agreement|# agreements}"),
    "ended": ("avsluttet", "avslutta", "ended"),
    "active": ("i bruk", "i bruk", "in use"),
    "stated": ("nylig oppgitt", "nyleg oppgjeven", "recently stated"),
    "quiet": ("uten nyere spor", "utan nyare spor", "no recent trace"),
    "flags": ("Slik settes merkene", "Slik blir merka sette", "How the flags are set"),
    "is_ended": (
        "avsluttet: en kilde sier at forbindelsen er slutt.",
        "avslutta: ei kjelde seier at sambandet er slutt.",
        "ended: a source says that the twinning is over.",
    ),
    "is_active": (
        "i bruk: en aktivitet er kjent fra {year} eller senere, eller de to deltar i et felles prosjekt som varte "
        "til {year} eller senere.",
        "i bruk: ein aktivitet er kjend frå {year} eller seinare, eller dei to deltek i eit felles prosjekt som "
        "varte til {year} eller seinare.",
        "in use: an activity is known from {year} or later, or the two take part in the same project that lasted "
        "until {year} or later.",
    ),
    "is_stated": (
        "nylig oppgitt: ingen aktivitet er kjent, men en kilde fra {year} eller senere fører forbindelsen opp.",
        "nyleg oppgjeven: ingen aktivitet er kjend, men ei kjelde frå {year} eller seinare fører opp sambandet.",
        "recently stated: no activity is known, but a source from {year} or later lists the twinning.",
    ),
    "is_quiet": (
        "uten nyere spor: verken aktivitet, felles prosjekt eller oppføring er kjent fra {year} eller senere.",
        "utan nyare spor: verken aktivitet, felles prosjekt eller oppføring er kjend frå {year} eller seinare.",
        "no recent trace: neither an activity, a joint project nor a listing is known from {year} or later.",
    ),
    "note": (
        "Merkene sier hva som er kjent, ikke om forbindelsen bør videreføres. Tom rute: ikke kjent.",
        "Merka seier kva som er kjent, ikkje om sambandet bør førast vidare. Tom rute: ikkje kjent.",
        "The flags say what is known, not whether a twinning should go on. Empty cell: not known.",
    ),
    "themes": ("Felles temaer", "Felles tema", "Shared themes"),
    "themes_of": ("{town}: {themes}.", "{town}: {themes}.", "{town}: {themes}."),
    "themes_none": (
        "Samkart kjenner ingen temaer som {who} arbeider med sammen med vennskapsbyene i prosjekter, nettverk "
        "eller avtaler.",
        "Samkart kjenner ingen tema som {who} arbeider med saman med venskapsbyane i prosjekt, nettverk eller avtalar.",
        "Samkart knows of no themes on which {who} {s|works|work} with the twin towns in projects, networks or "
        "agreements.",
    ),
    "replaced": ("{town} er erstattet av {by}.", "{town} er erstatta av {by}.", "{town} was replaced by {by}."),
}


def flag_of(ties: Sequence[Tie], partner: PartnerRow | None, day: str) -> str:
    """`ended`, `active`, `stated` or `quiet`; five years before the day of the data is the limit."""
    if all(ended(tie, day) for tie in ties):
        return "ended"
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
    writer, day = Writer(facts.lang), facts.scope.day
    title, subtitle = writer.say(T["title"], who=facts.title), writer.pick(T["subtitle"])
    found = distinct(facts.of("twinning"))
    if not found:
        blocks: list[Block] = [
            Paragraph(writer.say(T["none"], who=facts.title), style="note"),
            *covered(writer, facts.scope),
        ]
        return writer.finish(title, subtitle, facts.scope, blocks)
    partners = {each.name: each for each in facts.partners}
    flags = {town: flag_of(ties, partners.get(town), day) for town, ties in found.items()}
    order = sorted(found, key=lambda town: (("active", "stated", "quiet", "ended").index(flags[town]), collated(town)))
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
                writer.speech.listed(dict.fromkeys(t.unit for t in ties if t.unit)),
                _other(writer, partners.get(town)),
                writer.pick(T[flags[town]]),
                refs=writer.refs(*(t.sources for t in ties)),
            )
        )
    over = sum(flag == "ended" for flag in flags.values())
    year = str(int(day[:4]) - 5) if day else ""
    blocks = [
        Paragraph(
            writer.say(T["lead"], who=facts.title, n=len(found) - over, over=over, s=len(facts.names)), style="lead"
        ),
        TableBlock(
            writer.pick(T["caption"]),
            writer.heads(*(T[k] for k in ("town", "since", "as_of", "activity", "unit", "other", "flag"))),
            tuple(rows),
            key="twins",
            note=writer.pick(T["note"]),
            widths=(1.8, 1.2, 1.1, 1.1, 1.3, 1.7, 1.2),
        ),
        *_replaced(writer, facts),
        Heading(writer.pick(T["themes"])),
        *_themes(writer, facts, order),
        Heading(writer.pick(T["flags"])),
        BulletList(
            tuple(ListItem(writer.say(T[f"is_{flag}"], year=year)) for flag in ("active", "stated", "quiet", "ended"))
        ),
        *method(writer, facts.scope),
        *covered(writer, facts.scope, facts.of("twinning")),
    ]
    return writer.finish(title, subtitle, facts.scope, blocks)


def _other(writer: Writer, partner: PartnerRow | None) -> str:
    if partner is None:
        return ""
    counts = (("projects_n", partner.projects), ("agreements_n", partner.agreements), ("networks_n", partner.networks))
    return writer.speech.listed([writer.say(T[key], n=n) for key, n in counts if n])


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
                T["themes_of"],
                town=town,
                themes=writer.speech.series(
                    sorted((theme[:1].lower() + theme[1:] for theme in themes), key=collated), 8
                ),
            )
            items.append(ListItem(text, writer.refs(*(tie.sources for tie in ties))))
    if not items:
        return [Paragraph(writer.say(T["themes_none"], who=facts.title, s=len(facts.names)))]
    return [BulletList(tuple(items))]


def _replaced(writer: Writer, facts: ActorFacts) -> list[Block]:
    return [
        Paragraph(writer.say(T["replaced"], town=tie.thing, by=tie.replaced_by), writer.refs(tie.sources))
        for tie in facts.of("twinning")
        if tie.replaced_by
    ]
