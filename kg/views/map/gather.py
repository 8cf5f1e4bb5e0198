"""The network of a map, asked of an open session, with what its page looks up."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import Message, NotFound, Usage
from kg.model.conditions import Given, listed, span_of
from kg.networks.choices import MEASURE_NAMES
from kg.networks.ego import over_both
from kg.networks.gather import describe, network, network_rows
from kg.settings import LANGUAGES
from kg.views.changes import change_labels
from kg.views.ego import ego_picture, is_ego
from kg.views.map.drawing import Drawing
from kg.views.map.large import MOST_NODES, Edge, drawn_part
from kg.vocab import key_of

if TYPE_CHECKING:
    import networkx as nx

    from kg.networks.communities import Communities
    from kg.networks.gather import Rows
    from kg.networks.selection import Selection
    from kg.session import Session
    from kg.views.map.comparison import Comparison
    from kg.views.map.walk import Walk

__all__ = ["comparison", "drawing", "walk"]

_MOST_EDGES = 60_000


def drawing(
    session: Session,
    chosen: Selection,
    *,
    title: str,
    about: str,
    mode: str,
    weight: str,
    colour: str,
    size: str,
    geographic: bool,
    ended: bool | None = None,
    reported: bool | None = None,
) -> Drawing:
    """The network of a Selection, ready to be shown or written.

    `mode` empty: around actors the ego network; actors on a geographic map, and where a backbone or a least weight is
    asked for; else two-mode. `ended` and `reported` are for the ego network: whether ties of that standing are shown
    (None: unless they outnumber the rest).

    What a page does not show the ties of is looked up when a file for another program is written. Raises NotFound when
    there is nothing to draw, Usage when few nodes have more edges than can be drawn and for an unknown colour or size.
    """
    level = chosen.backbone
    usual = "ego" if chosen.ego and chosen.radius == 1 else "two-mode"
    mode = mode or ("actor" if geographic or chosen.is_thinned else usual)
    if mode == "ego" and not chosen.ego:
        raise Usage(Message("an ego network is that of an actor; name one", "ego-of-whom"), (), "mode")
    if (ended is not None or reported is not None) and mode != "ego":
        sentence = "ended and reported ties are shown or not on the map of an actor; a period (since, at) limits others"
        raise Usage(Message(sentence, "ego-only"), (), "ended" if ended is not None else "reported")
    if mode not in ("two-mode", "ego"):  # the page has a slider, so it is given more than is drawn at first
        chosen = replace(chosen, backbone=None)
    asked = {"ended": ended, "reported": reported} if mode == "ego" else {}
    made, found, rows = _network(session, chosen, mode, weight, {colour, size}, **asked)
    told = _told(made, session.language)
    if told is None and not is_ego(made):
        _drawable(made)
    describe(session, made, rows, told)
    if found is not None:
        made.graph["labels"]["community"] = _names(found, made.graph["labels"])
    session.progress("drawing", 0, None)
    rest = None if told is None else partial(describe, session, made, rows)
    return Drawing(
        made,
        title or about,
        about,
        language=session.language,
        colour=colour,
        size=size,
        geographic=geographic,
        backbone=level,
        complete=rest,
    )


def _told(made: nx.Graph[str], language: str) -> list[Edge] | None:
    """The edges that a page tells the ties of; None for all."""
    if not is_ego(made):
        part = drawn_part(made)
        return None if part.graph is made else part.edges_of(made)
    if len(made) <= MOST_NODES:
        return None
    drawn = ego_picture(made, language, MOST_NODES).graph
    return [(one, other, made.edges[one, other]) for one, other in drawn.edges if made.has_edge(one, other)]


def comparison(
    session: Session,
    chosen: Selection,
    *,
    periods: Given,
    title: str,
    about: str,
    mode: str,
    weight: str,
    colour: str,
    size: str,
    geographic: bool,
) -> Comparison:
    """Two periods (`2014-2020`) of the network of a Selection, side by side; `mode` as of `drawing`.

    What is new, lost and kept is what `kg.networks.results.gather.changes` finds. Raises Usage where there are not two
    periods, where another time or a colour is asked for, and as `drawing` does; NotFound where nothing is to be drawn.
    """
    from kg.networks.union import union
    from kg.views.map.comparison import Comparison

    spans = [span_of(period, "periods") for period in listed(periods)]
    _two_periods(spans, chosen, colour)
    rows = network_rows(session)
    usual = "ego" if chosen.ego and chosen.radius == 1 else "two-mode"
    mode = mode or ("actor" if geographic else usual)
    shown = {"ended": True, "reported": True} if mode == "ego" else {}
    before, after = (
        network(session, replace(chosen, since=since, until=until), mode=mode, weight=weight, rows=rows, **shown)
        for since, until in spans
    )
    for made in (before, after):
        _drawable(made)
        describe(session, made, rows)
    earlier, later = (f"{since}–{until}" for since, until in spans)
    both, changed = union(before, after, (earlier, later))
    if not both:
        raise NotFound(_nothing())
    if mode == "ego":
        over_both(both, before, after)
    _drawable(both)
    _measured(both, {size} & set(MEASURE_NAMES))
    both.graph["labels"] = {**both.graph["labels"], "change": change_labels()}
    session.progress("drawing", 0, None)
    return Comparison(
        graph=both,
        title=title or f"{about}, {earlier} / {later}",
        about=about,
        language=session.language,
        size=size,
        geographic=geographic,
        changes=changed,
        periods=(earlier, later),
    )


def walk(session: Session, drawn: Drawing, views: str | os.PathLike[str]) -> Walk:
    """A map with the walk through it that a file holds (docs/walk.md).

    Raises BadData with all that is wrong in the file, NotFound where there is no such file, and as reading it does.
    """
    from kg.plain_text import read_text
    from kg.views.map.views import Meanings, read_views
    from kg.views.map.walk import Walk
    from kg.views.visual import resolve

    def below(kind: str) -> Callable[[str], frozenset[str]]:
        return lambda name: frozenset(key_of(each) for each in session.view.narrower(session.resolve(name, kind)))

    found = read_views(
        read_text(Path(views), "a walk in TOML"),
        Path(views).name,
        drawn.graph,
        resolve(drawn.graph, drawn.look),
        meanings=Meanings(session.resolve, below("theme"), below("programme")),
        layout="geographic" if drawn.geographic else "force",
    )
    return Walk(**vars(drawn), views=tuple(found))


def _two_periods(spans: Sequence[tuple[str, str]], chosen: Selection, colour: str) -> None:
    if len(spans) != 2:
        sentence = "two periods are compared, as in 2014-2020 and 2021-2027; {n} given"
        raise Usage(Message(sentence, "two-periods", n=len(spans)), (), "periods")
    if chosen.since or chosen.until or chosen.at:
        sentence = "the time is given by the two periods; leave out since, until and at"
        raise Usage(Message(sentence, "periods-alone"), (), "periods")
    if colour != "kind":
        sentence = "colours say what changed between the periods; leave out colour"
        raise Usage(Message(sentence, "periods-colour"), (), "colour")


def _network(
    session: Session, chosen: Selection, mode: str, weight: str, wanted: set[str], **asked: bool | None
) -> tuple[nx.Graph[str], Communities | None, Rows]:
    rows = network_rows(session)
    made = network(session, chosen, mode=mode, weight=weight, rows=rows, most=_MOST_EDGES, **asked)
    if not made.number_of_nodes() or (is_ego(made) and not made.number_of_edges()):
        raise NotFound(_nothing())
    large = made.number_of_nodes() > MOST_NODES and not is_ego(made)
    found = _grouped(made) if "community" in wanted or large else None
    _measured(made, wanted & set(MEASURE_NAMES))
    return made, found, rows


def _drawable(graph: nx.Graph[str]) -> None:
    """Raises Usage for a network that a page cannot hold."""
    if graph.number_of_edges() > _MOST_EDGES:
        sentence = (
            "{n:,} edges are too many for a page; ask for less: a theme, a country, a limit on the size of hubs"
            " (max_hub), a smaller radius, or countries as nodes"
        )
        raise Usage(Message(sentence, "too-many-edges", n=graph.number_of_edges()))


def _nothing() -> Message:
    return Message("no tie meets these conditions, so there is nothing to draw", "nothing-to-draw")


def _grouped(made: nx.Graph[str]) -> Communities:
    import networkx as nx

    from kg.networks.communities import communities

    found = communities(made)
    nx.set_node_attributes(made, found.of(), "community")
    return found


def _measured(made: nx.Graph[str], wanted: set[str]) -> None:
    if not wanted:
        return
    from kg.networks.measures.catalogue import measure

    for name in sorted(wanted):
        for node, value in measure(made, name).values.items():
            made.nodes[node].setdefault("measures", {})[name] = value


def _names(found: Communities, labels: dict[str, dict[str, dict[str, str]]]) -> dict[str, dict[str, str]]:
    """What the communities are called, by number and language."""
    known = labels["theme"] | labels["country"]
    by_language = {
        language: found.names({key: text[language] for key, text in known.items()}) for language in LANGUAGES
    }
    return {str(n): {lang: names[n] for lang, names in by_language.items()} for n in by_language["nb"]}
