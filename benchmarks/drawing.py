"""Canvas or WebGL: time to the first picture and per frame of ways to draw a network in a browser, and their size.

    cd benchmarks/drawing && npm ci --ignore-scripts && cd ../.. && python benchmarks/drawing.py [--seconds 4]

One graph with given positions in headless Chromium at 1440×900, drawn by vis-network (as pyvis ships it),
cytoscape.js, sigma.js (WebGL) and by hand on a canvas; the view then pans and zooms in every frame. There is no
graphics card: WebGL is drawn by SwiftShader on the processor, canvas 2D by Skia on the processor. Only the ratios
mean something. Needs npm, playwright and a `chromium` on PATH (or in $CHROMIUM).
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from importlib.resources import files
from pathlib import Path
from typing import Any

import networkx as nx
from _common import table

from kg.views.palettes import CATEGORIES
from kg.views.positions import network_positions

HERE = Path(__file__).with_name("drawing")
WAYS = {"plain": "canvas 2D by hand", "vis": "vis-network", "cytoscape": "cytoscape.js", "sigma": "sigma.js (WebGL)"}
SWITCHES = {"sigma": ["--use-angle=swiftshader", "--enable-unsafe-swiftshader"]}
"""What a way needs beside `--no-sandbox`; without a graphics card canvas 2D is quickest where none is looked for."""
MEASURE = """async ([graph, seconds]) => {
  const frame = () => new Promise((done) => requestAnimationFrame(done));
  const box = document.getElementById("box");
  await frame();
  const begun = performance.now();
  const move = window.start(graph, box);
  await frame();
  await frame();
  const first = performance.now() - begun;
  await new Promise((done) => setTimeout(done, 1500));
  const times = [];
  const start = performance.now();
  let last = start;
  while (last - start < seconds * 1000) {
    const t = (last - start) / 1000;
    move(0.1 * Math.sin(2.4 * t), 0.1 * Math.sin(1.7 * t), 1 + 0.8 * Math.sin(1.1 * t) ** 2);
    await frame();
    const now = performance.now();
    times.push(now - last);
    last = now;
  }
  return [first, times];
}"""


def graph_of(number: int) -> dict[str, Any]:
    """A scale-free graph, about three edges per node, with positions, sizes by degree and eight colours."""
    made: nx.Graph[Any] = nx.barabasi_albert_graph(number, 3, seed=7)
    places = network_positions(made)
    nodes = [
        {
            "id": str(node),
            "x": places[node][0],
            "y": places[node][1],
            "size": 3 + made.degree[node] ** 0.5,
            "colour": CATEGORIES[node % len(CATEGORIES)],
            "label": f"Municipality {node}",
        }
        for node in made
    ]
    return {"nodes": nodes, "edges": [[str(u), str(v)] for u, v in made.edges]}


def scripts(folder: Path) -> dict[str, str]:
    """The script of each way, built; vis-network's own script goes before ours."""
    if not (HERE / "node_modules").is_dir():
        sys.exit(f"run npm ci --ignore-scripts in {HERE}")
    subprocess.run(["node", "build.js", str(folder)], cwd=HERE, check=True)
    found = {name: (folder / f"{name}.js").read_text("utf-8") for name in WAYS}
    vis = sorted((files("pyvis") / "lib").iterdir(), key=str)
    library = [path / "vis-network.min.js" for path in vis if path.name.startswith("vis-")][-1].read_text("utf-8")
    return found | {"vis": f"{library}\n{found['vis']}"}


def main() -> int:
    """Print a table per size of graph, ratios against the canvas by hand."""
    from playwright.sync_api import sync_playwright

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--nodes", type=int, nargs="+", default=[2000, 10000])
    parser.add_argument("--seconds", type=float, default=4.0)
    given = parser.parse_args()
    path = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if path is None:
        sys.exit("no chromium on PATH (or in $CHROMIUM)")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        code = scripts(Path(folder))
        page_file = Path(folder) / "page.html"
        page_file.write_text(
            "<!doctype html><style>body{margin:0}#box{width:100vw;height:100vh}</style><div id=box></div>", "utf-8"
        )
        for number in given.nodes:
            graph = graph_of(number)
            found: dict[str, tuple[float, float, float]] = {}
            for name, script in code.items():
                browser = playwright.chromium.launch(
                    executable_path=path, args=["--no-sandbox", *SWITCHES.get(name, ["--disable-gpu"])]
                )
                page = browser.new_page(viewport={"width": 1440, "height": 900})
                page.goto(page_file.as_uri())
                page.add_script_tag(content=script)
                first, times = page.evaluate(MEASURE, [json.loads(json.dumps(graph)), given.seconds])
                found[name] = (first, statistics.median(times), sorted(times)[int(len(times) * 0.95)])
                browser.close()
            print(f"\n{number} nodes, {len(graph['edges'])} edges\n")
            own = found["plain"]
            rows = []
            for name, (first, middle, slow) in found.items():
                size = len(code[name].encode()), len(gzip.compress(code[name].encode()))
                shown = (
                    f"{first:.0f}",
                    f"{first / own[0]:.1f}",
                    f"{middle:.1f}",
                    f"{slow:.1f}",
                    f"{middle / own[1]:.1f}",
                )
                rows.append([WAYS[name], *shown, f"{size[0] / 1000:.0f}", f"{size[1] / 1000:.0f}"])
            table(
                ["way", "first picture, ms", "ratio", "frame, ms", "95th, ms", "ratio", "script, kB", "gzip, kB"], rows
            )
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
