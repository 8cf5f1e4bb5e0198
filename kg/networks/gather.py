"""Networks from an open graph: rows fetched once, then the pure functions of `kg.networks`."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from typing import TYPE_CHECKING, Any, Unpack

from kg.model.conditions import Conditions, ConditionWords, listed
from kg.model.encounter import TIE_KINDS, Encounter
from kg.model.evidence import REPORTED, strongest, weakest
from kg.model.period import OWN_REASONS, Bounds, certainty, latest, today
from kg.model.regions import Region, read_regions, region_code
from kg.model.tie import Node, TieRow
from kg.networks.ego import standing
from kg.networks.money import received
from kg.networks.plain import joined
from kg.networks.selection import Selected, Selection, select
from kg.resources import data_dir
from kg.vocab import key_of, kind_of

if TYPE_CHECKING:
    from kg.networks.sparse import SparseGraph
    from kg.networks.types import Graph, Id
    from kg.session import Session

__all__ = [
    "NetworkWords",
    "Rows",
    "derived_encounters",
    "derived_projects",
    "describe",
    "labels",
    "network",
    "network_rows",
    "selection",
    "sources_of",
    "sparse_network",
    "subject",
]

_TYPES = {"Twinning": "twinning", "Agreement": "agreement", "Project": "project"}


class NetworkWords(ConditionWords, total=False):
    """What a network is to hold, as a user words it: see `selection`."""

    actors: str | Iterable[str]
    region: str
    radius: int
    max_hub: int | None
    min_weight: float
    backbone: float | None


@dataclass(frozen=True, slots=True)
class Rows:
    """All ties of a graph and what is known of actors and hubs, by IRI."""

    ties: list[TieRow]
    nodes: dict[str, Node]


def network_rows(session: Session) -> Rows:
    """Everything a network can be made of, with labels in the language of `session`; projects by their acronyms."""
    session.progress("ties", 0, None)
    found = session.view.network_rows()
    numbers = session.view.identifiers(row[0] for row in found.things if kind_of(row[0]) == "actor")
    regions = read_regions(data_dir() / "links")
    themes, programmes = _grouped(found.themes), _grouped(found.programmes)
    place = ("nb", "nn", "en").index(session.language)
    networks = {hub for _, kind, hub, *_ in found.ties if kind == "network"}
    nodes = {}
    for row in found.things:
        iri, kind = row[0], row[1]
        nodes[iri] = Node(
            id=iri,
            label=row[12] if kind == "Project" and row[12] else row[2:5][place],
            type=_TYPES.get(kind, "network" if iri in networks else "actor"),
            kind="" if kind == "Actor" else kind,
            country=row[5],
            level=row[6],
            latitude=row[7],
            longitude=row[8],
            population=row[9],
            themes=tuple(key_of(theme) for theme in themes.get(iri, ())),
            programmes=tuple(key_of(programme) for programme in programmes.get(iri, ())),
            start=row[10],
            end=row[11],
            **numbers.get(iri, {}),  # type: ignore[arg-type]
            county=_county(iri, kind, numbers.get(iri, {}).get("nuts", ""), row[13], regions),
            contribution=row[14],
        )
    for iri, *texts in session.view.labels(("theme", "country", "programme")):
        key, kind = key_of(iri), kind_of(iri)
        if key:
            country = key if kind == "country" else ""
            nodes[key] = Node(key, texts[place], kind, kind.capitalize(), country)
    known = {node.nuts for node in nodes.values() if node.nuts}
    for code in sorted({region_code(codes, level) for codes in known for level in ("nuts2", "nuts3")} - {""}):
        region = regions.get(code) or Region(code, code)
        nodes[code] = Node(code, region.name, "region", "Region", region.country, nuts=code, county=region.county)
    return Rows([TieRow(*tie) for tie in found.ties], nodes)


def _county(iri: str, kind: str, nuts: str, county: str, regions: Mapping[str, Region]) -> str:
    """The key of the county that an actor is, or that its region is, or that it is said to lie in."""
    if kind == "County":
        return key_of(iri)
    region = regions.get(region_code(nuts, "nuts3")) if nuts else None
    return (region and region.county) or key_of(county)


def labels(session: Session) -> dict[str, dict[str, dict[str, str]]]:
    """Labels by scheme (theme, programme, country, level, kind, tie …), key and language: what views show for keys."""
    from kg.language.kinds import kind_words
    from kg.settings import LANGUAGES

    schemes = ("theme", "programme", "country", "level", "status", "role", "certainty", "evidence-strength")
    found: dict[str, dict[str, dict[str, str]]] = {name: {} for name in (*schemes, "bound-reason")}
    for iri, *texts in session.view.labels(tuple(found)):
        if key_of(iri):  # not the scheme itself
            found[kind_of(iri)][key_of(iri)] = dict(zip(LANGUAGES, texts, strict=True))
    return found | kind_words()


def _grouped(pairs: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for one, other in pairs:
        found[one].append(other)
    return found


def selection(
    session: Session,
    *,
    actors: str | Iterable[str] = (),
    region: str = "",
    radius: int = 1,
    between: bool = True,
    max_hub: int | None = None,
    min_weight: float = 0.0,
    backbone: float | None = None,
    **given: Unpack[ConditionWords],
) -> Selection:
    """A Selection from what a user types: names of actors, themes and programmes are resolved, trees are followed.

    `actors` is a name or several; `region` names several with commas.
    Kinds of tie are project, network, twinning, agreement (these four if none is given), and theme and programme: ties
    to what those are about or paid by. Of one-mode networks `min_weight` keeps the edges of at least that weight and
    `backbone` those that stand out at a level (0 < level ≤ 1, see `kg.networks.backbone`), with all nodes.
    For the other conditions see `kg.model.conditions.ConditionWords`.

    Raises NotFound and Usage as `Session.resolve`, `Session.conditions` and `Selection` do.
    """
    meant = session.conditions(TIE_KINDS, **given)
    named = [*([actors] if isinstance(actors, str) else actors), *listed(region)]
    ego = tuple(session.resolve(actor, "actor", meant.at) for actor in named if actor)
    merge: dict[str, str] = {}
    if meant.with_predecessors:
        merge = {earlier: each for each in ego for earlier in session.view.predecessors(each)}
    return Selection(
        kinds=frozenset(meant.kinds),
        ego=ego,
        radius=radius,
        between=between,
        themes=_below(session, meant.theme, "theme") | _derived(session, meant),
        programmes=_below(session, meant.programme, "programme"),
        countries=frozenset(meant.countries),
        levels=frozenset(meant.levels),
        classes=frozenset(meant.classes),
        since=meant.since,
        until=meant.until,
        at=meant.at,
        evidence=meant.evidence,
        merge=merge,
        max_hub=max_hub,
        min_weight=min_weight,
        backbone=backbone,
    )


def subject(session: Session, chosen: Selection, theme: str = "", programme: str = "") -> str:
    """What a network is about, for titles: its actors, the theme and programme asked for, its countries."""
    named = [session.entity(iri).label for iri in chosen.ego]
    for name, kind in ((theme, "theme"), (programme, "programme")):
        named += [session.entity(session.resolve(name, kind)).label] if name else []
    named += [session.entity(session.resolve(code, "country")).label for code in sorted(chosen.countries)]
    return ", ".join(named) or "Samkart"


def derived_projects(session: Session, theme: str) -> frozenset[str]:
    """The IRIs of the projects for which a theme (an IRI), or one below it, was derived."""
    return frozenset(str(row[0].value) for row in session.ask("theme/derived-projects", theme=theme).rows)


def derived_encounters(session: Session, actors: Sequence[str], theme: str, programme: str) -> list[Encounter]:
    """Where actors meet others in such projects; what they meet in otherwise is not among them."""
    wanted = derived_projects(session, theme)
    met = session.view.encounters(actors, "", programme) if wanted else []
    hubs = session.view.entities(sorted({each.hub for each in met}, key=str), session.language)
    return [each for each in met if each.hub in hubs and hubs[each.hub].iri in wanted]


def _derived(session: Session, meant: Conditions) -> frozenset[str]:
    if not (meant.theme and meant.derived_themes):
        return frozenset()
    return derived_projects(session, session.resolve(meant.theme, "theme"))


def _below(session: Session, name: str, kind: str) -> frozenset[str]:
    if not name:
        return frozenset()
    return frozenset(key_of(iri) for iri in session.view.narrower(session.resolve(name, kind)))


def network(
    session: Session,
    chosen: Selection,
    *,
    mode: str = "actor",
    weight: str = "newman",
    ended: bool | None = None,
    reported: bool | None = None,
    rows: Rows | None = None,
    most: int | None = None,
) -> Graph:
    """The network of what a Selection keeps, as a networkx graph.

    `mode` is one of `kg.networks.choices.MODES`, `two-mode` (actors and hubs), or `ego`: the actors asked about with
    their partners and networks (`kg.networks.ego`; `ended` and `reported` belong to it). `weight` is `shared` (hubs in
    common) or `newman` (each hub of k actors adds 1/(k - 1)). A one-mode network of more than `most` edges is cut to
    the widest backbone that has no more, where there is one. `graph.graph["caption"]` says what was counted.
    """
    from kg.networks.projection import one_mode, two_mode

    everything = rows or network_rows(session)
    session.progress("network", 0, None)
    if mode == "ego":
        chosen = replace(chosen, radius=1, between=False, inside=True)
    kept = select(_ties(everything, chosen), everything.nodes, chosen)
    sources = sources_of(session, kept.rows)
    if mode == "ego":
        from kg.networks.ego import ego_network

        day = chosen.at or chosen.until or today()
        ego = ego_network(kept, everything.nodes, day=day, ended=ended, reported=reported, sources=sources)
        return _citing(ego, session)
    if mode == "two-mode":
        made = two_mode(kept, everything.nodes, sources=sources)
        _carry(made)
        return _citing(made, session)
    if most is not None:
        kept = _narrowed(kept, everything, mode, weight, most)
    return _citing(one_mode(kept, everything.nodes, weight=weight, mode=mode, sources=sources), session)


def _citing(graph: Graph, session: Session) -> Graph:
    """The graph, whose caption names the state that it is drawn from, where that has a name."""
    if session.state:
        graph.graph["caption"]["state"] = session.state
    return graph


def _narrowed(kept: Selected, rows: Rows, mode: str, weight: str, most: int) -> Selected:
    """What is kept, with the level of the widest backbone that has at most so many edges where all are more."""
    from kg.networks.backbone import LADDER, disparity, fitting
    from kg.networks.projection import sparse_one_mode

    whole = sparse_one_mode(kept, rows.nodes, weight=weight, mode=mode)
    if whole.m <= most:
        return kept
    level = fitting(disparity(whole), most) or LADDER[-1]
    return replace(kept, selection=replace(kept.selection, backbone=level))


def sparse_network(
    session: Session, chosen: Selection, *, mode: str = "actor", weight: str = "newman", rows: Rows | None = None
) -> SparseGraph:
    """As `network` for one-mode graphs of any size: no evidence on the edges, a small part of the time and memory."""
    from kg.networks.projection import sparse_one_mode

    everything = rows or network_rows(session)
    session.progress("network", 0, None)
    kept = select(_ties(everything, chosen), everything.nodes, chosen)
    sources = sources_of(session, kept.rows)
    return sparse_one_mode(kept, everything.nodes, weight=weight, mode=mode, sources=sources)


def _carry(graph: Graph) -> None:
    """Give actors the themes and programmes of what they are in, the commonest first, as in one-mode networks."""
    for name in ("themes", "programmes"):
        found = {}
        for node, data in graph.nodes(data=True):
            if data["side"] == "actor" and not data[name]:
                count = Counter(key for hub in graph[node] for key in graph.nodes[hub][name])
                found[node] = tuple(sorted(count, key=lambda key: (-count[key], key)))
        for node, keys in found.items():
            graph.nodes[node][name] = keys


def _ties(rows: Rows, chosen: Selection) -> Iterator[TieRow]:
    """The ties, and those to a theme or a programme that follow from them, where a Selection asks for such."""
    yield from rows.ties
    for kind, attribute in (("theme", "themes"), ("programme", "programmes")):
        if kind in chosen.kinds:
            for row in rows.ties:
                for key in getattr(rows.nodes.get(row.hub), attribute, ()):
                    yield replace(row, kind=kind, hub=key)


def sources_of(session: Session, ties: Iterable[TieRow]) -> list[str]:
    """The titles of the sources that some ties come from, told by how the sources make the keys of ties.

    A tie whose key no source makes stands in a source that settles things.
    """
    keys = [key_of(row.tie) for row in ties]
    sources = [info for info in session.source_infos() if not info.supporting]
    prefixes = {info.name: info.key_prefixes("tie") for info in sources}
    every = tuple(prefix for each in prefixes.values() for prefix in each)
    others = any(not key.startswith(every) for key in keys)
    found = [each for each in sources if any(key.startswith(prefixes[each.name]) for key in keys)]
    found += [each for each in sources if each.settles and others]
    return [session.source_title(each.name) for each in found]


def describe(
    session: Session, graph: Graph, rows: Rows, edges: Iterable[tuple[Id, Id, dict[str, Any]]] | None = None
) -> None:
    """Give a graph what people look up in it: `graph.graph["labels"]`, and the ties behind each edge with sources.
    With `edges` only these are given theirs: looking up the sources of a hundred thousand takes a minute.

    What the pivots of an edge (`via`) are called stands in its `via_labels`.
    An edge's `records` are dicts with kind, label, hub and its key, ties, programmes, roles and contributions in EUR by
    actor, what the project gets in all, start, end, as_of, status, role, the first and the last day on which
    it can have held, how sure that is at the time asked for, how it is known, why the last day is that (where neither
    side's own end says so), and sources (title and url).
    """
    asked = graph.graph.get("caption", {}).get("selection", {})
    at = str(asked.get("at", ""))
    since, until = (at, at) if at else (str(asked.get("since", "")), str(asked.get("until", "")))
    if "labels" not in graph.graph:
        graph.graph["labels"] = labels(session)
    day = str(graph.graph.get("caption", {}).get("day", ""))
    session.progress("sources of ties", 0, None)
    chosen = list(graph.edges(data=True) if edges is None else edges)
    hubs = {hub for _, _, data in chosen for hub in data.get("via", ())}
    wanted = {tie for _, _, data in chosen for tie in data.get("evidence", ())}
    where: dict[tuple[str, str], list[TieRow]] = defaultdict(list)
    by_tie: dict[str, list[TieRow]] = defaultdict(list)
    for row in rows.ties:
        if row.hub in hubs:
            where[row.hub, row.actor].append(row)
        if row.tie in wanted:
            by_tie[row.tie].append(row)
    for one, other, data in chosen:
        groups = []
        if "via" in data:
            data["via_labels"] = tuple(rows.nodes[hub].name for hub in data["via"] if hub in rows.nodes)
            groups = [[row for end in (one, other) for row in where.get((hub, end), ())] for hub in data["via"]]
        if "evidence" in data:
            groups += [[row for row in by_tie[tie] if row.actor in (one, other)] for tie in data.get("evidence", ())]
        data["records"] = [_record(session, rows, group, (since, until), day) for group in groups if group]


def _record(session: Session, rows: Rows, group: list[TieRow], period: tuple[str, str], day: str) -> dict[str, object]:
    since, until = period
    first = group[0]
    hub = rows.nodes.get(first.hub)
    by_actor: dict[str, list[TieRow]] = defaultdict(list)
    for row in group:
        by_actor[row.actor].append(row)
    sources = session.evidence(*sorted({row.tie for row in group}))
    stays: dict[str, Bounds] = {}
    for row in group:
        stays[row.actor] = stays[row.actor].join(row.bounds) if row.actor in stays else row.bounds
    bounds = reduce(Bounds.meet, stays.values())
    end = min((row.end for row in group if row.end), default="")
    reasons = {row.why for row in group if row.why not in OWN_REASONS and row.bounds.last == bounds.last}
    known_by = weakest(*(strongest(*(r.evidence for r in group if r.actor == actor)) for actor in stays))
    return {
        "kind": first.kind,
        "label": hub.label if hub and first.kind != "twinning" else "",
        "hub": hub.iri if hub else first.hub,
        "hub_key": hub.key if hub else "",
        "ties": sorted({row.tie for row in group}),
        "programmes": hub.programmes if hub else (),
        "roles": {actor: joined(row.role for row in own) for actor, own in by_actor.items()},
        "contributions": {actor: received(own) for actor, own in by_actor.items()},
        "project_contribution": hub.contribution if hub else None,
        "start": max((row.start for row in group if row.start), default=""),
        "end": end if not bounds.last or latest(end) <= bounds.last else "",
        "as_of": max((row.as_of for row in group if row.as_of), default=""),
        "status": first.status,
        "role": first.role if len({row.role for row in group}) == 1 else "",
        "sources": [{"title": source.title, "url": source.address} for source in sources],
        "held_from": bounds.first,
        "held_until": bounds.last,
        "certainty": certainty(bounds, since, until, reported=known_by == REPORTED) if since or until else "",
        "known_by": known_by,
        **({"standing": standing(bounds, known_by, day)} if day else {}),
        "end_reason": min(reasons, default="") if bounds.last else "",
        "source_title": "; ".join(source.title for source in sources),
        "source_url": " ".join(source.address for source in sources),
    }
