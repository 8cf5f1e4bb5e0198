"""What is drawn of an ego network: the closest partners and the networks by name, the mass of the rest folded up.

A node that is folded is drawn when one of those that stand for it is opened: a network for its members, a sector's
`+n` for the partners that come after those that the rings hold. A figure, which cannot be opened, has what a page
shows at first.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from kg.language.captions import LANGUAGES, MISSING_KEY, OTHER_KEY, Labels
from kg.language.kinds import tie_word
from kg.language.speech import Speech, say
from kg.networks.ego import CLOSE, of_side
from kg.networks.layout.ego import PROMINENT, RING_SIZES, ego_layout
from kg.networks.plain import values
from kg.views.appearance import Appearance, PartitionColour
from kg.views.visual import MORE, resolve

if TYPE_CHECKING:
    from kg.networks.types import Graph

__all__ = ["MOST_HUBS", "MOST_PARTNERS", "EgoPicture", "colours_of", "ego_picture", "is_ego", "why"]

MOST_PARTNERS = sum(RING_SIZES)
"""So many partners have a place of their own, the closest; the others of their kind of tie are one `+n`."""
MOST_HUBS = 36
"""So many networks have a place at the rim, those with the most members."""

_SECTORS = (*CLOSE, "network", "theme", "programme")
_COUNTED = {
    "agreement": "n_agreement",
    "twinning": "n_twinning",
    "project": "n_project",
    "network": "n_network",
}
_LONG = 30
_ABBREVIATED = re.compile(r"\(([^()\s]{2,10})\)$")


@dataclass(frozen=True, slots=True)
class EgoPicture:
    """The graph that can be drawn, with a node of type `more` for what is folded beside the networks.

    `folds` tells for each folded node which nodes stand for it; `off` are the standings that are not shown at first.
    """

    graph: Graph
    positions: Mapping[Hashable, tuple[float, float]]
    folds: Mapping[Hashable, tuple[Hashable, ...]]
    off: tuple[str, ...]

    def still(self, aspect: float = 1.0) -> EgoPicture:
        """What a figure shows, as wide as `aspect` times its height: nothing folded, names with how many others."""
        shown = {
            end
            for one, other, data in self.graph.edges(data=True)
            if data["own"] and data.get("standing") not in self.off
            for end in (one, other)
        } | set(of_side(self.graph, "ego"))
        kept = [node for node in self.graph if node in shown and node not in self.folds]
        made: Graph = type(self.graph)()
        made.graph.update(self.graph.graph)
        for node in kept:
            made.add_node(node, **self.graph.nodes[node])
        made.add_edges_from(
            (one, other, data)
            for one, other, data in self.graph.edges(data=True)
            if data["own"] and one in made and other in made and data.get("standing") not in self.off
        )
        folded = Counter(node for stands in self.folds.values() for node in stands)
        for node, data in made.nodes(data=True):
            if behind := folded[node] + data.get("beyond", 0):
                data["label"] = f"{data['label']} +{behind}".strip()
        wide = aspect**0.5
        where = {node: (x * wide, y / wide) for node, (x, y) in self.positions.items() if node in made}
        return EgoPicture(made, where, {}, self.off)


def is_ego(graph: Graph) -> bool:
    """Is a graph an ego network (`kg.networks.ego`)?"""
    told = graph.graph.get("caption")
    return isinstance(told, Mapping) and told.get("mode") == "ego"


def why(data: Mapping[str, Any], lang: str) -> str:
    """What a partner has in common with the ego, in words: `2 projects and 11 agreements`; empty for others."""
    counts: Mapping[str, int] = data.get("counts") or {}
    order = {kind: place for place, kind in enumerate(_SECTORS)}
    parts = [
        say(lang, "map", _COUNTED[kind], n=counts[kind])
        for kind in sorted(counts, key=lambda k: (order.get(k, 9), k))
        if kind in _COUNTED
    ]
    return Speech(lang).listed(parts)


def colours_of(picture: EgoPicture, spec: Appearance) -> Appearance:
    """The appearance with the colours of the categories settled by what is shown, for a figure and a page alike."""
    if not isinstance(spec.node_colour, PartitionColour):
        return spec
    entries = resolve(picture.still().graph, spec).colours
    chosen = {entry.key: entry.colour for entry in entries if entry.key not in (MISSING_KEY, OTHER_KEY)}
    return replace(spec, node_colour=replace(spec.node_colour, chosen=chosen))


def ego_picture(graph: Graph, lang: str, most: int = 2000) -> EgoPicture:
    """What is drawn of an ego network of at most `most` nodes, with positions within 500 units of the middle.

    Nodes have `prominence` beside what they had: what decides whose name goes first; and `beyond`, how many are behind
    them that are not drawn even when it is opened.
    """
    told = graph.graph["caption"]
    shown = set(told["shown"])
    partners = _ranked(graph)
    near = [node for node in partners if graph.nodes[node]["strength"] > 0]
    late = [node for node in partners if graph.nodes[node]["strength"] <= 0]
    hubs = sorted(
        of_side(graph, "hub"),
        key=lambda n: (-graph.nodes[n]["members"], str(graph.nodes[n]["label"]), str(n)),
    )
    placed = {*near[:MOST_PARTNERS], *late[:MOST_PARTNERS], *hubs[:MOST_HUBS]}
    folds = _folds(graph, [n for n in (*near, *late, *hubs) if n not in placed])
    made = _drawn(graph, placed, folds, most)
    _add_folds(made, graph, folds, lang)
    folded = {node: str(node).split(":", 1)[1] for node in made if made.nodes[node]["type"] == MORE}
    rim = sorted((n for n in hubs if n in placed), key=lambda n: (str(graph.nodes[n]["label"]).casefold(), str(n)))
    positions = ego_layout(
        of_side(made, "ego"),
        [_sector(graph, node) for node in near[:MOST_PARTNERS]],
        rim,
        sectors=_SECTORS,
        folded=folded,
        aside=[_sector(graph, node) for node in late[:MOST_PARTNERS]],
    )
    for node in sorted(made, key=lambda n: made.nodes[n]["side"] == "member"):  # after the networks they are in
        if node not in positions:
            positions[node] = positions[folds[node][0]]
    for node, count in Counter(each for n in folds if n not in made for each in folds[n]).items():
        if node in made:
            made.nodes[node]["beyond"] = count
    _prominence(made, near, rim)
    off = tuple(each for each in told["standings"] if each not in shown)
    return EgoPicture(made, positions, {node: folds[node] for node in folds if node in made}, off)


def _ranked(graph: Graph) -> list[Hashable]:
    return sorted(of_side(graph, "partner"), key=lambda node: graph.nodes[node]["rank"])


def _sector(graph: Graph, node: Hashable) -> tuple[Hashable, str, str]:
    """A partner with its sector, and the hub that it is met at, so that those of one project stand together."""
    own = [data for _, other, data in graph.edges(node, data=True) if graph.nodes[other]["side"] == "ego"]
    at = sorted(hub for data in own for hub in values(data, "via"))
    return node, str(graph.nodes[node]["kind_of_tie"]), at[0] if at else ""


def _folds(graph: Graph, rest: Iterable[Hashable]) -> dict[Hashable, tuple[Hashable, ...]]:
    """What stands for each folded node: the networks that a member is in, or the `+n` of its kind."""
    found: dict[Hashable, tuple[Hashable, ...]] = {}
    for node in rest:
        side = graph.nodes[node]["side"]
        found[node] = (f"{MORE}:{'network' if side == 'hub' else graph.nodes[node]['kind_of_tie']}",)
    for node in of_side(graph, "member"):
        found[node] = tuple(sorted(str(other) for other in graph[node] if "members" in graph.nodes[other]))
    return found


def _drawn(graph: Graph, placed: set[Hashable], folds: Mapping[Hashable, object], most: int) -> Graph:
    first = [*of_side(graph, "ego"), *(node for node in graph if node in placed)]
    order = sorted(
        folds, key=lambda n: (graph.nodes[n].get("rank") or len(graph), str(graph.nodes[n]["label"]), str(n))
    )
    kept = {*first, *order[: max(most - len(first), 0)]}
    made: Graph = type(graph)()
    made.graph.update(graph.graph)
    made.add_nodes_from((node, dict(data)) for node, data in graph.nodes(data=True) if node in kept)
    made.add_edges_from(
        (one, other, data) for one, other, data in graph.edges(data=True) if one in kept and other in kept
    )
    return made


def _add_folds(made: Graph, graph: Graph, folds: Mapping[Hashable, tuple[Hashable, ...]], lang: str) -> None:
    """A node for each `+n`, tied to an ego so that it is seen where it belongs."""
    behind: defaultdict[str, list[Hashable]] = defaultdict(list)
    for node, stands in folds.items():
        for each in stands:
            if each not in graph:
                behind[str(each)].append(node)
    ego = of_side(made, "ego")[0]
    for fold, nodes in sorted(behind.items()):
        kind = fold.split(":", 1)[1]
        labels: Labels = {code: say(code, "map", "others_in", what=tie_word(kind, code)) for code in LANGUAGES}
        made.add_node(fold, label=labels[lang], labels=labels, type=MORE, kind="", side="fold", ties=None)
        standings = {data["standing"] for node in nodes for _, _, data in graph.edges(node, data=True) if data["own"]}
        best = next((each for each in graph.graph["caption"]["standings"] if each in standings), "")
        made.add_edge(ego, fold, weight=0.0, kinds=(kind,), standing=best, own=True)


def _prominence(made: Graph, near: Sequence[Hashable], rim: Sequence[Hashable]) -> None:
    """What names go by: the egos, then partners from the closest on, then networks, then the rest.

    The closest say under their names why they are; where a long name ends with its abbreviation that is written.
    """
    for node in near[:PROMINENT]:
        if made.nodes[node]["kind_of_tie"] not in CLOSE:
            continue  # members of a network that is asked about: none is closer than another
        brief = _ABBREVIATED.search(str(made.nodes[node]["label"]))
        if brief and len(str(made.nodes[node]["label"])) > _LONG:
            made.nodes[node]["short"] = brief[1]
        made.nodes[node]["told"] = {lang: why(made.nodes[node], lang) for lang in LANGUAGES}
    order = [*of_side(made, "ego"), *near, *rim]
    places = {node: place for place, node in enumerate(order, 1)}
    for node, data in made.nodes(data=True):
        data["prominence"] = 1.0 / places.get(node, len(order) + 1 + int(data["side"] != "fold"))
