"""How fluid the map is: frames per second while panning, against plain pyvis with the same graph.

    python benchmarks/map.py [--nodes 2000] [--seconds 4]

Three pages of one graph in headless Chromium (software rendering, network off), the pointer dragging the map to and
fro: plain pyvis as it comes (physics on), plain pyvis with the same positions and physics off, and Samkart's page.
Needs `pip install playwright` and a `chromium` on PATH (or in $CHROMIUM); Playwright's own browsers are not used.
Only the ratios mean something.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

import networkx as nx

from kg.views.map.page import map_page, write_map
from kg.views.positions import network_positions
from kg.views.visual import resolve

DRAG = """async ([selector, seconds]) => {
  const canvas = document.querySelector(selector + " canvas"), box = canvas.getBoundingClientRect();
  const [cx, cy] = [box.left + box.width / 2, box.top + box.height / 2];
  const send = (type, x, y) => canvas.dispatchEvent(new PointerEvent(type, { bubbles: true, cancelable: true,
    clientX: x, clientY: y, pointerId: 1, pointerType: "mouse", isPrimary: true,
    button: type === "pointermove" ? -1 : 0,
    buttons: type === "pointerup" ? 0 : 1 }));
  const network = typeof Sk === "undefined" ? window.network : Sk.network;
  const at = JSON.stringify(network.getViewPosition());
  send("pointerdown", cx, box.top + 12);
  const start = performance.now();
  let frames = 0;
  await new Promise((done) => {
    const step = () => {
      const t = (performance.now() - start) / 1000;
      send("pointermove", cx + 260 * Math.sin(2.4 * t), box.top + 12 + 160 * Math.sin(1.7 * t) + 3);
      frames += 1;
      if (t < seconds) requestAnimationFrame(step);
      else done();
    };
    requestAnimationFrame(step);
  });
  const moved = JSON.stringify(network.getViewPosition()) !== at;
  const result = [frames / ((performance.now() - start) / 1000), moved];
  send("pointerup", cx, cy);
  return result;
}"""


def graph_of(nodes: int) -> nx.Graph[Any]:
    """A scale-free graph with labels, kinds and two kinds of tie, about three edges per node."""
    made: nx.Graph[Any] = nx.barabasi_albert_graph(nodes, 3, seed=7)
    for node in made:
        made.nodes[node].update(label=f"Municipality {node}", kind=("Municipality", "University", "Company")[node % 3])
        made.nodes[node]["ties"] = made.degree[node]
    for u, v, data in made.edges(data=True):
        data.update(weight=1.0 + (u + v) % 5, kinds=[("project", "network")[(u * v) % 2]])
    return made


def plain(graph: nx.Graph[Any], positions: dict[Any, tuple[float, float]] | None) -> str:
    """The page that pyvis itself makes of the graph, with the same sizes, colours and labels."""
    from pyvis.network import Network

    net = Network(height="900px", width="100%", cdn_resources="in_line")
    look = resolve(graph)
    for node, visual in look.nodes.items():
        at = {"x": positions[node][0], "y": positions[node][1]} if positions else {}
        net.add_node(node, label=visual.label, size=visual.size, color=visual.colour, **at)
    for (u, v), line in look.edges.items():
        net.add_edge(u, v, width=line.width, dashes=list(line.dash) or False)
    if positions:
        net.toggle_physics(False)
    return str(net.generate_html())


def main() -> int:
    """Print frames per second and the ratios."""
    from playwright.sync_api import sync_playwright

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--nodes", type=int, default=2000)
    parser.add_argument("--seconds", type=float, default=4.0)
    given = parser.parse_args()
    path = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if path is None:
        print("no chromium on PATH (or in $CHROMIUM)", file=sys.stderr)
        return 1
    graph = graph_of(given.nodes)
    positions = network_positions(graph)
    pages = {
        "plain pyvis, as it comes": ("#mynetwork", plain(graph, None)),
        "plain pyvis, same positions, physics off": ("#mynetwork", plain(graph, positions)),
        "Samkart": ("#network", map_page(graph, title="Benchmark", lang="en", positions=positions)),
    }
    print(f"{graph.number_of_nodes()} nodes, {graph.number_of_edges()} edges, 1440x900")
    found: dict[str, float] = {}
    switches = [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
    ]
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=switches)
        for name, (selector, html) in pages.items():
            target = Path(folder) / "page.html"
            write_map(target, html)
            context = browser.new_context(viewport={"width": 1440, "height": 900}, bypass_csp=True)
            context.set_offline(True)
            page = context.new_page()
            page.goto(target.as_uri(), timeout=240_000)
            page.wait_for_selector(f"{selector} canvas", timeout=240_000)
            page.wait_for_timeout(1500)
            found[name], moved = page.evaluate(DRAG, [selector, given.seconds])
            print(
                f"{name:42} {found[name]:6.1f} frames/s{'' if moved else '   (did not follow)'}",
                flush=True,
            )
            context.close()
        browser.close()
    ours = found["Samkart"]
    for name in list(pages)[:2]:
        print(f"Samkart / {name}: {ours / found[name]:.1f}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
