"""The network of a map, asked of an open session, with what its page looks up."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from kg.errors import Message, NotFound, Usage
from kg.networks.choices import MEASURE_NAMES
from kg.networks.gather import describe, network, network_rows
from kg.settings import LANGUAGES
from kg.views.map.drawing import Drawing
from kg.views.map.large import MOST_NODES, drawn_part

if TYPE_CHECKING:
    import networkx as nx

    from kg.networks.communities import Communities
    from kg.networks.gather import Rows
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
) -> Drawing:
    """The network of a Selection, ready to be shown or written. `mode` empty: two-mode, on a geographic map actors.

    What a page does not show the ties of is looked up when a file for another program is written. Raises NotFound when
    there is nothing to draw, Usage when few nodes have more edges than can be drawn and for an unknown colour or size.
    """
    made, found, rows = _network(
        session, chosen, mode or ("actor" if geographic else "two-mode"), weight, {colour, size}
    )
    drawn = drawn_part(made)
    if drawn.graph is made and made.number_of_edges() > _MOST_EDGES:
        sentence = (
            "{n:,} edges are too many for a page; ask for less: a theme, a country, a limit on the size of hubs"
            " (max_hub), a smaller radius, or countries as nodes"
        )
        raise Usage(Message(sentence, "too-many-edges", n=made.number_of_edges()))
    describe(session, made, rows, drawn.edges_of(made))
    if found is not None:
        made.graph["labels"]["community"] = _names(found, made.graph["labels"])
    session.progress("drawing", 0, None)
    rest = None if drawn.graph is made else partial(describe, session, made, rows)
    title = title or about
    return Drawing(made, title, about, session.language, colour, size=size, geographic=geographic, complete=rest)


def _network(
    session: Session, chosen: Selection, mode: str, weight: str, wanted: set[str]
) -> tuple[nx.Graph[str], Communities | None, Rows]:
    rows = network_rows(session)
    made = network(session, chosen, mode=mode, weight=weight, rows=rows)
    if not made.number_of_nodes():
        raise NotFound(Message("no tie meets these conditions, so there is nothing to draw", "nothing-to-draw"))
    found = _grouped(made) if "community" in wanted or made.number_of_nodes() > MOST_NODES else None
    _measured(made, wanted & set(MEASURE_NAMES))
    return made, found, rows


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
