"""What briefings on themes, programmes and networks, and on goals, are written from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from kg.brief.facts import (
    ActorFacts,
    Goal,
    Member,
    NetworkFacts,
    ProgrammeFacts,
    ProjectRow,
    Scope,
    SourceReference,
    ThemeActor,
    ThemeFacts,
)
from kg.brief.gather.programmes import Programmes
from kg.language.kinds import kind_word
from kg.language.speech import Speech
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
    "eligible-applicant",
    "theme",
    "homepage",
)
_NORWAY = "NO"


def goals(material: Programmes, actors: Sequence[str], facts: ActorFacts) -> list[Goal]:
    """The programmes that run on the day of the data and are about what the strategies of the actors name."""
    day = facts.scope.day
    standing = material.standings(_NORWAY)
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
                row["goal"].text,
                row["wording"].text,
                name,
                row["programme_theme"].text,
                row["start"].text,
                row["end"].text,
                words,
                name in used,
                sources,
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
    for row in material.rows("network/members", network=network):
        key = (row["member"].text, row["start"].text)
        over = row["end"].text or (
            "?" if key_of(str(row["tie_status"].value or "")) == "ended" else gone.get(row["member"].text, "")
        )
        member = Member(
            row["member"].text,
            key_of(str(row["home"].value or "")),
            row["tie_status"].text,
            row["start"].text,
            over,
            row["as_of"].text,
            (material.source(row["title"].text, row["page"].text),) if row["title"].text else (),
        )
        iris[str(row["member"].value)] = row["member"].text
        members.setdefault(key, []).append(member)
    joined = [
        Member(*_fields(group[0]), tuple(dict.fromkeys(s for each in group for s in each.sources)))
        for group in members.values()
    ]
    now = {iri for iri, name in iris.items() if any(m.name == name and not m.end for m in joined)}
    fees = [fee for fee in material.fees(actors or sorted(now)[:1]) if fee.network == material.label(network)]
    return NetworkFacts(
        material.session.language,
        material.label(network),
        scope,
        first["network_kind"].text if first else "",
        first["level"].text if first else "",
        texts("theme"),
        texts("open_to"),
        ", ".join(filter(None, (first["place"].text, first["country"].text))) if first else "",
        first["start"].text if first else "",
        first["homepage"].text if first else "",
        tuple(joined),
        tuple(fees),
        tuple(_joint(material, now)),
        material.sources_of(card),
        _NORWAY,
    )


def _fields(member: Member) -> tuple[str, str, str, str, str, str]:
    return member.name, member.country, member.status, member.start, member.end, member.as_of


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
        material.label(project),
        row["abbreviation"].text,
        row["programme"].text,
        row["start"].text,
        row["end"].text,
        Decimal(amount) if isinstance(amount, Decimal | int) else None,
        row["currency"].text,
        tuple(takers),
        sources,
    )


def _projects(material: Programmes, projects: Iterable[str]) -> list[ProjectRow]:
    """Projects with their Norwegian participants, and the sources that say so."""
    found = []
    for project in dict.fromkeys(projects):
        takers = list(material.rows("project/participants", project=project, country=_NORWAY))
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
            "theme/actors-in-country", theme=iri, country=_NORWAY, since=scope.since, until=scope.until
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
        session.language,
        session.entity(iri).label,
        scope,
        definition,
        tuple(sorted(set(below))),
        tuple(actors),
        tuple(_projects(material, projects)),
        tuple(networks),
        tuple(material.associations(_NORWAY, theme=iri, at=scope.day)),
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
        material.rows("programme/projects", programme=iri, country=_NORWAY, since=scope.since, until=scope.until)
    )
    return ProgrammeFacts(
        session.language,
        session.entity(iri).label,
        scope,
        tuple(card),
        material.evidence(iri),
        tuple(dict.fromkeys(parts)),
        tuple(material.associations(_NORWAY, programme=iri)),
        tuple(_projects(material, [str(row["project"].value) for row in rows])),
        tuple(material.counties(_NORWAY, iri)),
    )


def _int(value: object) -> int:
    return value if isinstance(value, int) else 0
