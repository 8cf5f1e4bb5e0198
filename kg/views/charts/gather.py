"""Charts of what a Selection keeps: their rows are counted from an open session, and drawn."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING

from kg.errors import Message, NotFound, Usage
from kg.language.tables import words
from kg.model.encounter import LEVELS
from kg.networks.gather import Rows, labels, network_rows
from kg.networks.selection import Selection, select
from kg.views.charts.drawn import Chart
from kg.vocab import entity, key_of

if TYPE_CHECKING:
    from kg.model.tie import TieRow
    from kg.session import Session

__all__ = ["PERIODS", "chart", "level_names", "level_rows", "programme_rows", "theme_rows"]

PERIODS = ("–2013", "2014–2020", "2021–2027", "2028–")
"""The EU's programme periods, by the year in which a project starts."""
_COLUMNS = {
    "programmes": ("programme", "period", "participations"),
    "themes": ("actor", "theme", "ties"),
    "levels": ("actor", "level", "partners"),
}
Row = tuple[str | None, str | None, float]


def chart(session: Session, chosen: Selection, *, what: str, page: str, title: str) -> Chart:
    """A chart of programmes, themes or levels, for a page of some size (a4-column, a4-page, slide).

    Raises Usage for another subject and for a backbone, NotFound when no tie meets the conditions.
    """
    if what not in _COLUMNS:
        raise Usage(f"{what!r} is not what a chart is of; expected {', '.join(_COLUMNS)}", (), "of")
    if what == "levels" and not chosen.ego:
        raise Usage("a chart of levels is about actors; name one or more", (), "of")
    if chosen.is_thinned:
        raise Usage(Message("a chart counts ties; a backbone and a least weight are of networks", "thinned-chart"))
    counted = {"programmes": programme_rows, "themes": theme_rows, "levels": level_rows}
    rows = counted[what](session, chosen)
    if not rows:
        raise NotFound("no tie meets these conditions, so there is nothing to draw")
    svg = _svg(session, what, rows, page, title)
    return Chart(f"{what} of {title}", svg, tuple(rows), _COLUMNS[what])


def _svg(session: Session, what: str, rows: list[Row], page: str, title: str) -> str:
    from kg.views.charts.chart import level_mix, programme_periods, theme_coverage

    caption, legend = words(session.language, f"chart-{what}", f"legend-{what}")
    sources = [session.source_title(each.name) for each in session.source_infos() if not each.supporting]
    if what == "themes":
        return theme_coverage(rows, size=page, lang=session.language, title=title, caption=caption, sources=sources)
    stacked = (
        partial(programme_periods, periods=PERIODS)
        if what == "programmes"
        else partial(level_mix, levels=level_names(session))
    )
    return stacked(rows, size=page, lang=session.language, title=title, caption=caption, sources=sources, legend=legend)


def programme_rows(session: Session, chosen: Selection) -> list[Row]:
    """(programme at the top of its tree, period, participations) of the actors that the Selection is about."""
    rows = network_rows(session)
    roots = _roots(session)
    counts: Counter[tuple[str, str | None]] = Counter()
    for row in _own(rows, chosen, ("project",)):
        programmes = rows.nodes[row.hub].programmes if row.hub in rows.nodes else ()
        for name in {roots.get(programme, programme) for programme in programmes} or {""}:
            counts[name, _period(row.start)] += 1
    named = {name: session.entity(entity("programme", name)).label for name, _ in counts if name}
    return [(named.get(name), period, count) for (name, period), count in sorted(counts.items(), key=str)]


def _period(start: str | None) -> str | None:
    if not start:
        return None
    year = int(start[:4])
    return PERIODS[sum(year > last for last in (2013, 2020, 2027))]


def _roots(session: Session) -> dict[str, str]:
    """The programme at the top of the tree, by the key of every programme below it."""
    tree = session.ask("programme/tree")
    parent = {key_of(str(row["part"])): key_of(str(row["parent"])) for row in tree if row["parent"]}
    roots = {}
    for key in parent:
        top, seen = key, {key}
        while top in parent and parent[top] not in seen:
            top = parent[top]
            seen.add(top)
        roots[key] = top
    return roots


def theme_rows(session: Session, chosen: Selection) -> list[Row]:
    """(actor, theme, ties) of the actors that the Selection is about: projects, networks and agreements with themes."""
    rows = network_rows(session)
    named = labels(session)["theme"]
    counts: Counter[tuple[str, str]] = Counter()
    for row in _own(rows, chosen, ("project", "network", "agreement")):
        for theme in rows.nodes[row.hub].themes if row.hub in rows.nodes else ():
            counts[rows.nodes[row.actor].label, named.get(theme, {}).get(session.language, theme)] += 1
    return [(actor, theme, count) for (actor, theme), count in sorted(counts.items())]


def level_rows(session: Session, chosen: Selection) -> list[Row]:
    """(actor, level of the partner, partners) of the actors that the Selection is about."""
    rows = network_rows(session)
    named = labels(session)["level"]
    kept = select(rows.ties, rows.nodes, chosen).rows
    at: dict[str, set[str]] = defaultdict(set)
    for row in kept:
        at[row.hub].add(row.actor)
    found: list[Row] = []
    for actor in chosen.ego:
        partners = set().union(*(actors for actors in at.values() if actor in actors)) - {actor}
        counts = Counter(rows.nodes[partner].level for partner in partners if partner in rows.nodes)
        for level in (*LEVELS, ""):
            if counts[level]:
                text = named.get(level, {}).get(session.language, level) if level else None
                found.append((rows.nodes[actor].label, text, counts[level]))
    return found


def level_names(session: Session) -> list[str]:
    """The levels from local to international, as the reader calls them."""
    named = labels(session)["level"]
    return [named.get(level, {}).get(session.language, level) for level in LEVELS]


def _own(rows: Rows, chosen: Selection, kinds: Iterable[str]) -> list[TieRow]:
    """The ties of the actors that the Selection is about; of everybody if it is about nobody in particular."""
    kept = select(rows.ties, rows.nodes, chosen).rows
    return [row for row in kept if row.kind in kinds and (not chosen.ego or row.actor in chosen.ego)]
