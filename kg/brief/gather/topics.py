"""What briefings on themes, programmes and networks, and on goals, are written from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from kg.brief.facts import ActorFacts, Goal, Scope, SourceReference
from kg.brief.gather.programmes import Programmes
from kg.brief.topic_facts import Member, NetworkFacts, ProgrammeFacts, ProjectRow, ThemeActor, ThemeFacts
from kg.language.kinds import kind_word
from kg.language.speech import Speech
from kg.model.evidence import REPORTED
from kg.vocab import key_of

__all__ = ["goals", "network_facts", "programme_facts", "theme_facts"]

_CARD = (
    "part-of",
    "abbreviation",
    "identifier",
    "start",
    "end",
    "budget",
    "funding-rate",
    "managing-body",
    "contact-point",
    "eligible-area",
    "partly-eligible-area",
    "eligible-applicant",
    "theme",
    "homepage",
)


def goals(material: Programmes, actors: Sequence[str], facts: ActorFacts) -> list[Goal]:
    """The programmes that run on the day of the data and are about what the strategies of the actors name."""
    day = facts.scope.day
    home = facts.scope.home.code
    standing = material.standings(home) if home else lambda programme: []
    used = {tie.group for tie in facts.of("project")}
    found: dict[tuple[str, str, str], Goal] = {}
    for actor in actors:
        for row in material.rows("programme/goals-matrix", actor=actor, at=day):
            name, iri = row["programme"].text, str(row["programme"].value)
            said = standing(iri)
            words = "; ".join(
                f"{s.strand}: " * bool(s.strand)
                + f"{material.word('participation-status', s.standing)}, {material.word('basis', s.basis)}"
                for s in said
            )
            sources = material.evidence(iri, *(each.tie for each in said))
            goal = Goal(
                goal=row["goal"].text,
                wording=row["wording"].text,
                programme=name,
                programme_theme=row["programme_theme"].text,
                start=row["start"].text,
                end=row["end"].text,
                standing=words,
                used=name in used,
                sources=sources,
            )
            found.setdefault((goal.goal, goal.programme, goal.programme_theme), goal)
    return list(found.values())


def network_facts(material: Programmes, scope: Scope, network: str, actors: Sequence[str]) -> NetworkFacts:
    """What is known of a network; the fees are those of `actors`, or of its members where none are given."""
    card = list(material.rows("network/card", network=network))
    first = card[0] if card else {}

    def texts(column: str) -> tuple[str, ...]:
        return tuple(sorted({row[column].text for row in card if row[column].text}))

    gone = {row["actor"].text: row["end"].text for row in material.rows("region/members", region=network)}
    members: dict[tuple[str, str], list[Member]] = {}
    iris: dict[str, str] = {}
    for row in material.rows("network/members", network=network, evidence=material.known):
        key = (row["member"].text, row["start"].text)
        over = row["end"].text or (
            "?" if key_of(str(row["tie_status"].value or "")) == "ended" else gone.get(row["member"].text, "")
        )
        member = Member(
            name=row["member"].text,
            country=key_of(str(row["home"].value or "")),
            status=row["tie_status"].text,
            start=row["start"].text,
            end=over,
            as_of=row["as_of"].text,
            sources=(material.source(row["title"].text, row["page"].text),) if row["title"].text else (),
            reported=key_of(str(row["known_by"].value or "")) == REPORTED,
        )
        iris[str(row["member"].value)] = row["member"].text
        members.setdefault(key, []).append(member)
    joined = [
        replace(group[0], sources=tuple(dict.fromkeys(s for each in group for s in each.sources)))
        for group in members.values()
    ]
    now = {iri for iri, name in iris.items() if any(m.name == name and not m.end for m in joined)}
    fees = [fee for fee in material.fees(actors or sorted(now)[:1]) if fee.network == material.label(network)]
    return NetworkFacts(
        lang=material.session.language,
        title=material.label(network),
        scope=scope,
        kind=first["network_kind"].text if first else "",
        level=first["level"].text if first else "",
        themes=texts("theme"),
        open_to=texts("open_to"),
        seat=", ".join(filter(None, (first["place"].text, first["country"].text))) if first else "",
        start=first["start"].text if first else "",
        homepage=first["homepage"].text if first else "",
        members=tuple(joined),
        fees=tuple(fees),
        joint=tuple(_joint(material, now)),
        sources=material.sources_of(card),
    )


def _joint(material: Programmes, members: set[str]) -> list[ProjectRow]:
    """Projects in which two members or more take part, those with most of them first."""
    takers: dict[str, dict[str, str]] = {}
    ties: dict[str, list[str]] = {}
    for row in material.rows("edges/participations"):
        if row["actor"].value in members:
            project = str(row["project"].value)
            takers.setdefault(project, {})[str(row["actor"].value)] = row["actor"].text
            ties.setdefault(project, []).append(str(row["tie"].value))
    chosen = sorted((p for p, who in takers.items() if len(who) > 1), key=lambda p: (-len(takers[p]), p))
    return [
        _project(material, project, sorted(takers[project].values()), material.evidence(*ties[project]))
        for project in chosen[:12]
    ]


def _project(
    material: Programmes, project: str, takers: Sequence[str], sources: tuple[SourceReference, ...]
) -> ProjectRow:
    row = next(material.rows("project/card", project=project))
    amount = row["contribution"].value
    return ProjectRow(
        title=material.label(project),
        short=row["abbreviation"].text,
        programme=row["programme"].text,
        start=row["start"].text,
        end=row["end"].text,
        amount=Decimal(amount) if isinstance(amount, Decimal | int) else None,
        currency=row["currency"].text,
        participants=tuple(takers),
        sources=sources,
    )


def _projects(material: Programmes, projects: Iterable[str], home: str) -> list[ProjectRow]:
    """Projects with their participants from a country, and the sources that say so."""
    found = []
    for project in dict.fromkeys(projects):
        takers = list(material.rows("project/participants", project=project, country=home))
        if takers:
            names = sorted({row["actor"].text for row in takers})
            found.append(_project(material, project, names, material.sources_of(takers)))
    return sorted(found, key=lambda each: each.start, reverse=True)


def theme_facts(material: Programmes, scope: Scope, theme: str) -> ThemeFacts:
    """What is known of a theme, narrower ones included."""
    session = material.session
    iri = session.resolve(theme, "theme")
    definition = ""
    below = []
    for row in material.rows("theme/card", theme=iri):
        fact, language = row["fact"].text, row["language"].text
        if fact == "definition" and (language == session.language or (not definition and language == "nb")):
            definition = row["text"].text
        if fact == "narrower":
            below.append(row["value"].text)
    actors = [
        ThemeActor(
            row["actor"].text,
            kind_word(str(row["kind"].value).rpartition("/")[2], session.language),
            *(_int(row[c].value) for c in ("projects", "networks", "agreements", "priorities")),
        )
        for row in material.rows(
            "theme/actors-in-country", theme=iri, country=scope.home.code, since=scope.since, until=scope.until
        )
    ]
    actors.sort(key=lambda a: (-(a.projects + a.networks + a.agreements + a.priorities), a.name))
    listed = [row for row in material.rows("network/list", theme=iri) if _int(row["members"].value)]
    networks = [
        (
            row["network"].text,
            _int(row["members"].value),
            material.sources_of(material.rows("network/card", network=row["network"].value)),
        )
        for row in sorted(listed, key=lambda row: (-_int(row["members"].value), row["network"].text))[:15]
    ]
    projects = [
        str(row["project"].value)
        for row in material.rows("theme/projects", theme=iri, since=scope.since, until=scope.until)
    ]
    return ThemeFacts(
        lang=session.language,
        title=session.entity(iri).label,
        scope=scope,
        definition=definition,
        narrower=tuple(sorted(set(below))),
        actors=tuple(actors),
        projects=tuple(_projects(material, projects, scope.home.code)),
        networks=tuple(networks),
        programmes=tuple(material.associations(scope.home.code, theme=iri, at=scope.day)),
    )


def programme_facts(material: Programmes, scope: Scope, programme: str) -> ProgrammeFacts:
    """What is known of a programme, its parts included."""
    session = material.session
    iri = session.resolve(programme, "programme")
    speech = Speech(session.language)
    values: dict[str, list[str]] = {}
    for row in material.rows("programme/card", programme=iri):
        fact, amount = row["fact"].text, row["amount"].value
        if fact not in _CARD:
            continue
        if isinstance(amount, Decimal | int):
            shown = speech.percent(amount) if fact == "funding-rate" else speech.money(amount, row["text"].text)
        else:
            shown = row["value"].text or (
                speech.date(row["text"].text) if fact in ("start", "end") else row["text"].text
            )
        if shown not in values.setdefault(fact, []):
            values[fact].append(shown)
    card = [(speech.say(f"card.{fact}"), speech.listed(values[fact], 12)) for fact in _CARD if fact in values]
    parts = [row["part"].text for row in material.rows("programme/tree", programme=iri) if row["parent"].value == iri]
    rows = list(
        material.rows(
            "programme/projects", programme=iri, country=scope.home.code, since=scope.since, until=scope.until
        )
    )
    return ProgrammeFacts(
        lang=session.language,
        title=session.entity(iri).label,
        scope=scope,
        card=tuple(card),
        sources=material.evidence(iri),
        parts=tuple(dict.fromkeys(parts)),
        associations=tuple(material.associations(scope.home.code, programme=iri)),
        projects=tuple(_projects(material, [str(row["project"].value) for row in rows], scope.home.code)),
        counties=tuple(material.counties(scope.home.code, iri)),
    )


def _int(value: object) -> int:
    return value if isinstance(value, int) else 0
