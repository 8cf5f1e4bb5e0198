"""The one file that knows pyvis: a Network of our nodes and edges, rendered through our own template."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Hashable, Mapping, Sequence
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import KgError
from kg.model.text import no_function, printable
from kg.views.visual import EdgeVisual, Visual

if TYPE_CHECKING:
    from kg.networks.types import Graph

__all__ = ["page"]

_HERE = Path(__file__).parent
_OPTIONS: Mapping[str, object] = {
    "autoResize": True,
    "nodes": {"font": {"size": 0}, "borderWidth": 1},
    "edges": {"smooth": False, "hidden": True, "selectionWidth": 0, "hoverWidth": 0},
    "layout": {"improvedLayout": False, "randomSeed": 1},
    "interaction": {
        "hover": True,
        "keyboard": False,
        "tooltipDelay": 3_600_000,
        "selectConnectedEdges": False,
        "hoverConnectedEdges": False,
        "multiselect": False,
    },
    "physics": {
        "enabled": False,
        "solver": "forceAtlas2Based",
        "stabilization": False,
        "maxVelocity": 20,
        "timestep": 0.4,
        "forceAtlas2Based": {"gravitationalConstant": -40, "centralGravity": 0.006, "springLength": 60, "damping": 0.7},
    },
}


def _vis_network() -> str:
    """The script of vis-network (Apache-2.0 or MIT) that pyvis ships."""
    found = sorted((path for path in (files("pyvis") / "lib").iterdir() if path.name.startswith("vis-")), key=str)
    scripts = [path / "vis-network.min.js" for path in found]
    if not scripts or not scripts[-1].is_file():
        raise KgError("the installed pyvis has no vis-network script in its lib folder; install pyvis 0.3.2 or later")
    return scripts[-1].read_text(encoding="utf-8")


def _digest(script: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()


def _faint(line: EdgeVisual) -> dict[str, bool]:
    return {"faint": True} if line.faint else {}


def page(
    graph: Graph,
    visual: Visual,
    positions: Mapping[Hashable, tuple[float, float]],
    edges: Sequence[Mapping[str, object]],
    data: Mapping[str, object],
) -> str:
    """The HTML of a map page. `edges` are the records of the graph's edges, in its order; `data` is for the script.

    Without records the data has the edges.

    Nodes and edges are put into pyvis's lists through its own Node and Edge: `add_node` and `add_edge` search those
    lists each time, which takes minutes for some thousand edges.
    """
    from jinja2 import Environment, FileSystemLoader, StrictUndefined
    from markupsafe import Markup
    from pyvis.edge import Edge
    from pyvis.network import Network
    from pyvis.node import Node

    net = Network(height="100%", width="100%")
    for node in sorted(graph.nodes, key=lambda n: (-visual.nodes[n].size, visual.nodes[n].rank)):
        look, at = visual.nodes[node], positions[node]
        made = Node(
            str(node),
            "dot" if look.shape == "circle" else look.shape,
            printable(look.label),
            x=at[0],
            y=at[1],
            size=look.size,
            color=look.colour,
            key=look.group,
            rank=look.rank,
            text=look.label_size,
            **({"marked": True} if look.marked else {}),
        )
        net.nodes.append(made.options)
    for (u, v, _), record in zip(graph.edges(data=True), edges, strict=True) if edges else ():
        line = visual.edges[u, v]
        net.edges.append(
            Edge(
                str(u), str(v), width=line.width, dashes=list(line.dash), kind=line.kind, **_faint(line), **record
            ).options
        )
    net.options = dict(_OPTIONS)
    net.templateEnv = Environment(
        loader=FileSystemLoader(_HERE), autoescape=True, undefined=StrictUndefined, finalize=no_function
    )
    net.path = "map.html.j2"
    # a script ends where "</script" stands, so none may stand inside one
    scripts = [_vis_network(), (_HERE / "page.js").read_text(encoding="utf-8")]
    if any("</script" in script.lower() for script in scripts):
        raise KgError("a script of the map page holds '</script'; the page would end there")
    net.templateEnv.globals.update(
        data=data,
        vis_options=_OPTIONS,
        scripts=[Markup(script) for script in scripts],  # noqa: S704  our own files and vis-network, checked above
        digests=" ".join(f"'{_digest(script)}'" for script in scripts),
        style=Markup((_HERE / "map.css").read_text(encoding="utf-8")),  # noqa: S704  our own file
    )
    made_page: str = net.generate_html(name="map.html")
    return made_page
