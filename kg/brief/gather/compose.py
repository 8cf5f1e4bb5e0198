"""Briefings from Python: what they are written from is asked of an open `Session`, the writing is in `kg.views`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.brief.chapters.actor import close_partners, current, distinct
from kg.brief.facts import ActorFacts, Home, PartnerRow, Scope
from kg.brief.gather.findings import findings
from kg.brief.gather.news import news
from kg.brief.gather.picture import picture
from kg.brief.gather.programmes import Programmes
from kg.compare.gather.reports import members
from kg.coverage.gather import coverage_line
from kg.errors import Message, Usage
from kg.model.conditions import checked_period, country_of, year_of
from kg.model.evidence import evidence_of
from kg.session import Session
from kg.vocab import entity

if TYPE_CHECKING:
    from kg.brief.document import Document

__all__ = ["READER", "VARIANTS", "actor_facts", "brief"]

READER = "NO"
"""Where the reader of a briefing is at home that is not about actors, unless it is said: a setting of this house."""
VARIANTS = ("council", "year", "twin-towns", "network", "goals", "profile", "county", "ledger")
_DRAWN = ("project", "twinning", "agreement")


def brief(
    session: Session,
    actor: str = "",
    *,
    region: str = "",
    theme: str = "",
    programme: str = "",
    network: str = "",
    variant: str = "council",
    since: str = "",
    until: str = "",
    year: str = "",
    country: str = "",
    with_predecessors: bool = False,
    evidence: str = "",
    figures: bool = True,
    since_data: str = "",
) -> Document:
    """A briefing as a plain document, in the language of `session`; `kg.brief.formats.render.render` writes it.

    It is about one of: an actor, a region (a county, a council, an office, or names with commas), a theme, a
    programme or a network (names or IRIs). `variant` is council or one of `VARIANTS`; `year` stands for that year's
    first and last day; `evidence` limits the ties of actors and members (`kg.model.evidence.LIMITS`). A briefing on an
    actor or a region is at home in the country of its subject; one on a theme, a programme, a network or all counties
    in `country`, the reader's. `since_data` is a day of data or a state (`kg.store.states.sides.state_in`): the paper
    opens with what is new since then; all counties have no such chapter.

    Raises Usage when what it is about does not fit the variant, NotFound for unknown names.
    """
    if variant not in VARIANTS:
        raise Usage(f"{variant!r} is not a variant; expected {', '.join(VARIANTS)}", (), "variant")
    subjects = {"actor": actor, "region": region, "theme": theme, "programme": programme, "network": network}
    given = [name for name, value in subjects.items() if value]
    year = year_of(year)
    if year and (since or until):
        raise Usage(Message("give either a year or a period (since, until), not both", "year-or-period"))
    since, until, _ = checked_period(year or since, year or until)
    if variant == "year" and not year:
        raise Usage(Message("the variant year needs a year", "variant-year"), (), "year")
    material = Programmes(session, since, until, with_predecessors, evidence_of(evidence))
    if material.known and (variant == "county" or theme or programme):
        sentence = "evidence limits the ties of actors and networks; this briefing is not about one"
        raise Usage(Message(sentence, "brief-evidence"), (), "evidence")
    reader = _home(material, country_of(country) or READER)
    scope = Scope(
        since=since,
        until=until,
        year=year,
        as_of=material.as_of(),
        predecessors=(),
        with_predecessors=with_predecessors,
        datasets=material.datasets(),
        home=reader,
        state=session.state,
    )
    if since_data and variant == "county":
        raise Usage("the variant county is about all counties; it does not open with what is new", (), "since_data")
    if variant == "county":
        return _county(material, replace(scope, completeness=coverage_line(session)), programme, given)
    if len(given) != 1 and not (variant == "network" and given == ["actor", "network"]):
        sentence = "a briefing is about one thing, not {n}: an actor, a region, a theme, a programme or a network"
        raise Usage(Message(sentence, "brief-about", n=len(given)))
    if theme or programme:
        return _topic(material, scope, theme, programme, variant, since_data=since_data)
    if network and not actor:
        return _network_sheet(material, scope, network, variant, since_data)
    _, actors = members(session, [region]) if region else ("", [session.resolve(actor, "actor")])
    body, _ = members(session, [region]) if region else ("", [])
    if country:
        sentence = "a briefing on an actor or a region is at home in its own country"
        raise Usage(Message(sentence, "brief-country"), (), "country")
    home = _home(material, _commonest(session.entity(each).country for each in actors))
    scope = replace(scope, home=home, completeness=coverage_line(session, *actors))
    if since_data:
        scope = replace(scope, news=news(material, since_data, actors=actors))
    if variant == "ledger":
        from kg.brief.gather.ledger import ledger_facts
        from kg.brief.papers.ledger import ledger_paper

        return ledger_paper(ledger_facts(material, scope, actors, _title(material, actors, body)))
    facts = actor_facts(material, scope, actors, body, variant, figures=figures)
    return _written(material, facts, actors, variant, network)


def _home(material: Programmes, code: str) -> Home:
    return Home(code, material.label(entity("country", code)) if code else "")


def _commonest(codes: Iterable[str]) -> str:
    """The country that most actors are in, the first by its code among equals; empty where none is known."""
    counts = Counter(code for code in codes if code)
    return min(counts, key=lambda code: (-counts[code], code), default="")


def _written(material: Programmes, facts: ActorFacts, actors: Sequence[str], variant: str, network: str) -> Document:
    if variant == "council":
        from kg.brief.papers.council import council

        return council(facts)
    if variant == "year":
        from kg.brief.papers.year import year_report

        return year_report(facts)
    if variant == "twin-towns":
        from kg.brief.papers.twin_towns import twin_review

        return twin_review(facts)
    if variant == "goals":
        from kg.brief.gather.topics import goals
        from kg.brief.papers.goals import goals_matrix

        return goals_matrix(replace(facts, goals=tuple(goals(material, actors, facts))))
    if variant == "profile":
        from kg.brief.papers.profile import profile

        return profile(facts)
    from kg.brief.gather.topics import network_facts
    from kg.brief.papers.network import network_sheets

    chosen = material.session.resolve(network, "actor") if network else ""
    keys = [key for key in distinct(current(facts.of("network"), facts.scope.day)) if not chosen or key == chosen]
    if not keys:
        if network:
            raise Usage(
                Message("{name} is not known to belong to {network}", "no-member", name=facts.title, network=network)
            )
        raise Usage(Message("{name} is not known to belong to any network", "no-networks", name=facts.title))
    return network_sheets(facts, [network_facts(material, facts.scope, key, actors) for key in keys])


def actor_facts(
    material: Programmes,
    scope: Scope,
    actors: Sequence[str],
    body: str = "",
    variant: str = "council",
    figures: bool = True,
) -> ActorFacts:
    """What is said of some actors as one; `body` is the county, council or office that they make up."""
    session = material.session
    names = tuple(session.entity(actor).label for actor in actors)
    cards = [list(material.rows("actor/card", actor=actor)) for actor in actors]
    sizes = [next((row["population"].value for row in card if row["population"].value), None) for card in cards]
    facts = ActorFacts(
        lang=session.language,
        title=_title(material, actors, body),
        names=names,
        kind=session.entity(actors[0]).kind,
        scope=replace(
            scope, predecessors=tuple(session.entity(p).label for a in actors for p in session.view.predecessors(a))
        ),
        populations={name: size if isinstance(size, int) else None for name, size in zip(names, sizes, strict=True)},
        identity=material.sources_of(row for card in cards for row in card),
        homepage=next((row["homepage"].text for card in cards for row in card if row["homepage"].text), ""),
        county=next((row["county"].text for row in cards[0]), "") if len(actors) == 1 else "",
        ties=tuple(material.ties(actors)),
        strategies=tuple(material.strategies(actors)),
        fees=tuple(material.fees(actors)),
        places={
            name: card[0]["place"].text
            for actor, name, card in zip(actors, names, cards, strict=True)
            if card and card[0]["place"].text and session.entity(actor).kind == "Municipality"
        },
    )
    facts = replace(
        facts, partners=_partners(material, actors), themes=tuple(material.themes(facts.ties, facts.strategies))
    )
    if variant in ("council", "profile", "year") and len(facts.ties) > 4:
        close = close_partners(facts)
        size = "a4-half" if variant == "council" else "a4-column"
        shown = picture(material, actors, _DRAWN, size) if figures and close else None
        facts = replace(facts, picture=shown)
    if variant == "council" and len(facts.ties) > 4:
        facts = replace(facts, findings=findings(material, facts, actors, body))
    return facts


def _title(material: Programmes, actors: Sequence[str], body: str) -> str:
    from kg.language.speech import Speech

    labels = [material.label(actor) for actor in actors]
    speech = Speech(material.session.language)
    if not body:
        return speech.listed(labels)
    count = len(actors) - 1
    return speech.say("title.region", a=material.label(body), n=count) if count else labels[0]


def _partners(material: Programmes, actors: Sequence[str]) -> tuple[PartnerRow, ...]:
    """The partners, the sources of the twelve closest looked up."""
    rows = material.partners(actors)
    shown = 0
    found = []
    for each in rows:
        if shown < 12 and (each.projects or each.twinnings or each.agreements):
            shown += 1
            each = replace(each, sources=material.evidence(*each.ties))
        found.append(each)
    return tuple(found)


def _topic(
    material: Programmes, scope: Scope, theme: str, programme: str, variant: str, *, since_data: str
) -> Document:
    from kg.brief.gather.topics import programme_facts, theme_facts

    if variant != "council":
        sentence = "the variant {variant} is about an actor or a region, not about a theme or a programme"
        raise Usage(Message(sentence, "variant-topic", variant=variant))
    session = material.session
    topic = session.resolve(theme or programme, "theme" if theme else "programme")
    scope = replace(scope, completeness=coverage_line(session, topic))
    if since_data:
        told = {"theme" if theme else "programme": topic}
        scope = replace(scope, news=news(material, since_data, **told))
    if theme:
        from kg.brief.papers.theme import theme_brief

        return theme_brief(theme_facts(material, scope, theme))
    from kg.brief.papers.programme import programme_brief

    return programme_brief(programme_facts(material, scope, programme))


def _network_sheet(material: Programmes, scope: Scope, network: str, variant: str, since_data: str) -> Document:
    from kg.brief.gather.topics import network_facts
    from kg.brief.papers.network import network_brief

    if variant not in ("council", "network"):
        sentence = "the variant {variant} is about an actor or a region, not about a network"
        raise Usage(Message(sentence, "variant-network", variant=variant))
    iri = material.session.resolve(network, "actor")
    if material.session.entity(iri).kind not in ("Network", "EuropeanOffice", "IntermunicipalCouncil"):
        raise Usage(Message("{name} is not a network, an office or a council", "no-body", name=material.label(iri)))
    scope = replace(scope, completeness=coverage_line(material.session, iri))
    if since_data:
        scope = replace(scope, news=news(material, since_data, network=iri))
    return network_brief(network_facts(material, scope, iri, ()))


def _county(material: Programmes, scope: Scope, programme: str, given: list[str]) -> Document:
    from kg.brief.papers.county import county_statistics

    if given not in ([], ["programme"]):
        sentence = "the variant county is about all counties; it takes a programme, a period and a country only"
        raise Usage(Message(sentence, "variant-county"))
    session = material.session
    iri = session.resolve(programme, "programme") if programme else ""
    return county_statistics(
        session.language,
        scope,
        session.entity(iri).label if iri else "",
        material.counties(scope.home.code, iri),
        material.sources_in_use(),
    )
