"""What the verbs about networks give: rows asked of an open session, what is worked out from them, and its table.

`who` and `path` need the index only; the others load numpy and scipy when they are used.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.errors import Message, NotFound, Usage
from kg.language.tables import say, words
from kg.model.conditions import Conditions, span_of
from kg.model.encounter import Entity
from kg.model.evidence import admits, strongest
from kg.model.regions import REGION_MODES, read_regions
from kg.model.result import Finding, Result
from kg.model.table import Table
from kg.networks.collaborators import Partner, collaborators, rank
from kg.networks.tables.partners import chain_table, evidence_table, partner_table
from kg.questions.numbers import numbered
from kg.resources import data_dir
from kg.session import Session
from kg.vocab import key_of

if TYPE_CHECKING:
    from kg.networks.brokers import Brokerage
    from kg.networks.changes import Changes
    from kg.networks.communities import Communities
    from kg.networks.levels import Horizontality
    from kg.networks.paths import PathStep
    from kg.networks.rankings import Ranking
    from kg.networks.selection import Selection
    from kg.networks.sparse import SparseGraph

__all__ = ["brokers", "chains", "changes", "communities", "levels", "path", "ranking", "who"]


def who(session: Session, actor: str, asked: Conditions, ties: bool = False) -> Result[Partner]:
    """The partners of an actor (a name or an IRI), strongest first; with `ties` the table has those.

    Raises NotFound for a name that is not there.
    """
    named = session.named(actor, "actor", asked.at)
    iri, told = named.iri, named.data()
    partners = _partners(session, iri, asked)
    title = session.entity(iri).label
    (none,) = words(session.language, "none")

    def table(shown: Sequence[Partner]) -> Table:
        left = len(partners) - len(shown)
        note = say(session.language, "rest", n=left) if left else "" if shown else none
        if not ties:
            made = partner_table(shown, session, day=asked.at, title=title, note=note)
            return replace(numbered(made, session.view), told=told, ties=lambda: _ties(shown))
        hubs = session.view.entities([met.hub for each in shown for met in each.shared.encounters], session.language)
        made = evidence_table(shown, session, hubs, day=asked.at, title=title, note=note)
        return replace(numbered(made, session.view), told=told)

    return Result(partners, f"partners of {title}", table, told)


def _ties(partners: Sequence[Partner]) -> list[str]:
    return [tie for each in partners for met in each.shared.encounters for tie in (met.own, met.other) if tie]


def _partners(session: Session, actor: str, asked: Conditions) -> list[Partner]:
    actors = [actor, *session.view.predecessors(actor)] if asked.with_predecessors else [actor]
    theme = session.resolve(asked.theme, "theme") if asked.theme else ""
    programme = session.resolve(asked.programme, "programme") if asked.programme else ""
    met = session.view.encounters(actors, theme, programme)
    if theme and asked.derived_themes:
        from kg.networks.gather import derived_encounters

        met = [*met, *derived_encounters(session, actors, theme, programme)]
    found = collaborators(
        met,
        via=asked.kinds,
        since=asked.since,
        until=asked.until,
        at=asked.at,
        evidence=asked.evidence,
    )
    entities = session.view.entities([each.partner for each in found], session.language)
    partners = [Partner(entities[each.partner], each) for each in found if each.partner in entities]
    partners = [each for each in partners if asked.fit(each.entity.country, each.entity.level, each.entity.kind)]
    return sorted(partners, key=lambda p: (*rank(p.shared), p.entity.label, p.entity.iri))


def path(
    session: Session, a: str, b: str, *, kinds: Sequence[str], evidence: str, limit: int, longest: int
) -> Result[list[PathStep]]:
    """As `chains`, with a table. Raises Usage where the two are the same, NotFound where no chain joins them."""
    first, last = (session.entity(session.resolve(name, "actor")) for name in (a, b))
    if first.iri == last.iri:
        raise Usage(Message("{a!r} and {b!r} are the same actor, {name}", "same-actor", a=a, b=b, name=first.label))
    found = chains(session, first.iri, last.iri, kinds=kinds, evidence=evidence, limit=limit, longest=longest)
    if not found:
        raise NotFound(Message("no chain of ties joins {a} and {b}", "no-chain", a=first.label, b=last.label))
    what = f"chains between {first.label} and {last.label}"
    return Result(found, what, lambda shown: numbered(chain_table(shown, session), session.view))


def chains(
    session: Session, a: str, b: str, *, kinds: Sequence[str], evidence: str, limit: int, longest: int
) -> list[list[PathStep]]:
    """The shortest chains between two actors (names or IRIs), over ties of some kinds; none is an empty list."""

    from kg.networks.paths import at_once, shortest_chains

    first, last = session.resolve(a, "actor"), session.resolve(b, "actor")
    session.progress("chains", 0, None)
    incidence = session.view.incidence(kinds, evidence)
    first_key, last_key = session.view.key(first), session.view.key(last)
    met = shortest_chains(at_once(incidence), first_key, last_key, limit=limit, longest=longest, thing=_thing)
    found = [[_thing(each) for each in chain] for chain in met]
    keys = sorted({key for chain in found for key in chain}, key=str)
    entities = session.view.entities(keys, session.language)
    return [_steps(session, chain, entities, kinds, evidence) for chain in found]


def _thing(node: tuple[int | str, int] | int | str) -> int | str:
    """The hub that a node of `at_once` is a time of; an actor is itself."""
    return node[0] if isinstance(node, tuple) else node


def _steps(
    session: Session,
    chain: Sequence[int | str],
    entities: Mapping[int | str, Entity],
    kinds: Sequence[str],
    evidence: str,
) -> list[PathStep]:
    from kg.networks.paths import PathStep

    links = [PathStep(entities[chain[0]])]
    for before, hub, actor in zip(chain[::2], chain[1::2], chain[2::2], strict=False):
        met = [
            each
            for each in session.view.encounters([entities[before].iri])
            if each.hub == hub and each.partner == actor and each.kind in kinds and admits(evidence, each.evidence)
        ]
        first = met[0]
        sources = tuple(session.evidence(*[tie for each in met for tie in (each.own, each.other)]))
        links.append(
            PathStep(
                actor=entities[actor],
                kind=first.kind,
                hub=entities[hub],
                start=first.start,
                end=first.end,
                sources=sources,
                known_by=strongest(*(each.evidence for each in met)),
                end_reason=first.why,
            )
        )
    return links


def _projected(session: Session, chosen: Selection, weight: str, mode: str = "actor") -> SparseGraph:
    from kg.networks.gather import sparse_network

    made = sparse_network(session, chosen, mode=mode, weight=weight)
    if made.n == 0:
        raise NotFound(Message("no tie meets these conditions, so there is no network", "no-network"))
    return made


def ranking(
    session: Session, chosen: Selection, *, measure: str, mode: str, weight: str, top: int | None, intervals: bool
) -> Finding[Ranking]:
    """The nodes of a network by a measure; see `kg.networks.rankings`. Raises NotFound for a network without nodes."""
    from kg.networks.rankings import ranking as ranked
    from kg.networks.tables.measures import ranking_table

    made = _projected(session, chosen, weight, mode)
    session.progress(measure, 0, None)
    found = ranked(made, measure, top=top, intervals=intervals)
    table = ranking_table(made, found, session.language)
    return Finding(found, f"{measure} of {made.n} nodes", numbered(table, session.view))


def communities(
    session: Session,
    chosen: Selection,
    *,
    method: str,
    resolution: float,
    members: int,
    mode: str,
    weight: str,
    top: int | None,
) -> Finding[Communities]:
    """The communities of a network; the table has the `top` largest, each with its first `members`."""
    from kg.networks.communities import communities as parted
    from kg.networks.tables.measures import community_table

    made = _projected(session, chosen, weight, mode)
    session.progress("communities", 0, None)
    found = parted(made, method=method, resolution=resolution)
    named = _named(session, "theme") | _named(session, "country")
    table = community_table(made, found, session.language, labels=named, top=top, members=members)
    return Finding(found, f"{len(found.groups)} communities of {made.n} nodes", numbered(table, session.view))


def brokers(session: Session, chosen: Selection, *, between: str, weight: str, top: int | None) -> Finding[Brokerage]:
    """Who stands between others of a network; see `kg.networks.brokers`."""
    from kg.networks.brokers import brokerage
    from kg.networks.tables.measures import broker_table

    made = _projected(session, chosen, weight)
    session.progress("brokers", 0, None)
    found = brokerage(made, between)
    table = broker_table(made, found, session.language, top=top)
    return Finding(found, f"{len(found.rows)} brokers between {between}", numbered(table, session.view))


def levels(session: Session, chosen: Selection, *, by: str, weight: str) -> Finding[Horizontality]:
    """How much of a network's weight is between equals; see `kg.networks.levels`."""
    from kg.networks.levels import horizontality
    from kg.networks.tables.measures import level_table

    made = _projected(session, chosen, weight)
    session.progress("levels", 0, None)
    found = horizontality(made, by)
    table = level_table(made, found, session.language, labels=_named(session, by))
    return Finding(found, f"mixing by {by} of {made.n} nodes", table)


def changes(
    session: Session, chosen: Selection, *, before: str, after: str, mode: str, weight: str, top: int | None
) -> Finding[Changes]:
    """What is new and what is gone between two periods (`2014..2020`); see `kg.networks.changes`. Raises Usage."""
    from kg.networks.changes import changes as changed
    from kg.networks.gather import network_rows, sparse_network
    from kg.networks.tables.measures import change_table

    periods = [span_of(before, "before"), span_of(after, "after")]
    rows = network_rows(session)
    earlier, later = (
        sparse_network(session, replace(chosen, since=since, until=until, at=""), mode=mode, weight=weight, rows=rows)
        for since, until in periods
    )
    session.progress("changes", 0, None)
    found = changed(earlier, later)
    table = change_table(earlier, later, found, session.language, top=top)
    return Finding(found, f"changes from {before} to {after}", numbered(table, session.view))


def _named(session: Session, scheme: str) -> dict[str, str]:
    """What the values of an attribute of actors are called: a scheme of concepts, or a region."""
    from kg.networks.gather import labels

    if scheme in REGION_MODES and scheme != "county":
        return {code: region.name for code, region in read_regions(data_dir() / "links").items()}
    if scheme == "county":
        place = ("nb", "nn", "en").index(session.language)
        return {key_of(iri): texts[place] for iri, *texts in session.view.labels(("actor",))}
    return {key: text[session.language] for key, text in labels(session).get(scheme, {}).items()}
