"""The network of a map, asked of an open session, with what its page looks up."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kg.errors import Message, NotFound, Usage
from kg.networks.gather import describe, network, network_rows
from kg.settings import LANGUAGES
from kg.views.map.drawing import Drawing

if TYPE_CHECKING:
    import networkx as nx

    from kg.networks.communities import Communities
    from kg.networks.selection import Selection
    from kg.session import Session

__all__ = ["drawing"]

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

    Raises NotFound when there is nothing to draw, Usage when it is more than a page can hold and for an unknown colour
    or size.
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
    made = _network(session, chosen, mode, weight, {colour, size}, **asked)
    session.progress("drawing", 0, None)
    look = {"colour": colour, "size": size}
    return Drawing(made, title or about, about, session.language, **look, geographic=geographic, backbone=level)


def _network(
    session: Session, chosen: Selection, mode: str, weight: str, wanted: set[str], **asked: bool | None
) -> nx.Graph[str]:
    import networkx as nx

    from kg.networks.communities import communities
    from kg.networks.measures.catalogue import MEASURES, measure

    rows = network_rows(session)
    made = network(session, chosen, mode=mode, weight=weight, rows=rows, most=_MOST_EDGES, **asked)
    if not made.number_of_nodes():
        raise NotFound(Message("no tie meets these conditions, so there is nothing to draw", "nothing-to-draw"))
    if made.number_of_edges() > _MOST_EDGES:
        sentence = (
            "{n:,} edges are too many for a page; ask for less: a theme, a country, a limit on the size of hubs"
            " (max_hub), a smaller radius, or countries as nodes"
        )
        raise Usage(Message(sentence, "too-many-edges", n=made.number_of_edges()))
    found = None
    if "community" in wanted or made.number_of_nodes() > 2000:
        found = communities(made)
        nx.set_node_attributes(made, found.of(), "community")
    for name in sorted(wanted & set(MEASURES)):
        for node, value in measure(made, name).values.items():
            made.nodes[node].setdefault("measures", {})[name] = value
    describe(session, made, rows)
    if found is not None:
        made.graph["labels"]["community"] = _names(found, made.graph["labels"])
    return made


def _names(found: Communities, labels: dict[str, dict[str, dict[str, str]]]) -> dict[str, dict[str, str]]:
    """What the communities are called, by number and language."""
    known = labels["theme"] | labels["country"]
    by_language = {
        language: found.names({key: text[language] for key, text in known.items()}) for language in LANGUAGES
    }
    return {str(n): {lang: names[n] for lang, names in by_language.items()} for n in by_language["nb"]}
