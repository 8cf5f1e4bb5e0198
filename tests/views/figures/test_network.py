"""Static figures: what is drawn, where names stand, that the font is in the file, and that names stay text."""

from __future__ import annotations

import base64
import io
import itertools
import os
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from typing import Any

import networkx as nx
import pytest

from kg.errors import KgError, Usage
from kg.views.appearance import appearance
from kg.views.figures import font
from kg.views.figures.network import figure
from kg.views.positions import place_positions
from kg.views.visual import resolve
from tests.views.figures.figure_sample import HOSTILE, POSITIONS, small, twin_towns

pytest.importorskip("font_source_sans_pro", reason="the extra figures is not installed")
pytest.importorskip("fontTools", reason="the extra figures is not installed")

SVG = "{http://www.w3.org/2000/svg}"


def draw(graph: nx.Graph[Any], positions: Any, colour: str = "kind", **options: Any) -> str:
    return figure(graph, positions=positions, visual=resolve(graph, appearance(colour)), **options)


def parse(svg: str) -> ET.Element:
    return ET.fromstring(svg)  # noqa: S314


def part(svg: str, name: str) -> ET.Element:
    return next(group for group in parse(svg).iter(f"{SVG}g") if group.get("class") == name)


def texts(element: ET.Element) -> list[str]:
    return [text.text or "" for text in element.iter(f"{SVG}text")]


def test_the_whole_of_a_small_figure() -> None:
    svg = draw(small(), POSITIONS, title="To byer", caption="Eksempel.", sources=["A", "B"])
    root = parse(svg)
    assert [(child.tag.removeprefix(SVG), child.get("class")) for child in root] == [
        ("title", None),
        ("desc", None),
        ("style", None),
        ("rect", None),
        ("g", "edges"),
        ("g", "nodes"),
        ("g", "leaders"),
        ("g", "labels"),
        ("g", "title"),
        ("g", "legend"),
        ("g", "caption"),
    ]
    assert (root.get("width"), root.get("role"), root.get("lang")) == ("80.00mm", "img", "nb")
    assert root.get("aria-labelledby") == "title desc"
    assert root.findtext(f"{SVG}title") == "To byer"
    assert root.findtext(f"{SVG}desc") == (
        f"Nettverk med 3 noder og 2 kanter. Flest forbindelser: Åmot (2), {HOSTILE} (1), Bodø (1). Eksempel."
    )
    assert [line.get("stroke-dasharray") for line in part(svg, "edges")] == ["0.66 0.99", "2.31 1.32"]
    assert [shape.tag.removeprefix(SVG) for shape in part(svg, "nodes")] == ["circle", "polygon", "circle"]
    assert sorted(texts(part(svg, "labels")))[-2:] == ["Bodø", "Åmot"]
    assert texts(part(svg, "legend")) == [
        "Slag av aktør",
        "kommune",
        "2",
        "nettverk",
        "1",
        "Slag av forbindelse",
        "medlemskap",
        "1",
        "vennskap",
        "1",
        "Antall forbindelser",
        "1",
        "2",
    ]
    assert texts(part(svg, "caption")) == ["Eksempel.", "Kilder: A; B"]


def test_edges_join_the_middles_of_their_nodes_and_the_layout_keeps_its_proportions() -> None:
    svg = draw(small(), POSITIONS)
    nodes = [(float(n.get("cx", "nan")), float(n.get("cy", "nan"))) for n in part(svg, "nodes") if n.get("cx")]
    (ax, ay), (bx, by) = nodes
    ends = {
        frozenset([(float(e.get("x1", "")), float(e.get("y1", ""))), (float(e.get("x2", "")), float(e.get("y2", "")))])
        for e in part(svg, "edges")
    }
    scale = (bx - ax) / 100
    network = (round(ax + 50 * scale, 2), round(ay + 80 * scale, 2))
    assert ay == by
    assert frozenset([(ax, ay), (bx, by)]) in ends
    other = next(end for end in ends if (bx, by) not in end)
    assert min(abs(x - network[0]) + abs(y - network[1]) for x, y in other) < 0.05


@pytest.mark.parametrize(
    ("size", "width", "height"),
    [("a4-column", "80.00mm", None), ("a4-page", "170.00mm", None), ("slide", "338.67mm", "190.50mm")],
)
def test_sizes_are_physical(size: str, width: str, height: str | None) -> None:
    root = parse(draw(small(), POSITIONS, size=size))
    assert root.get("width") == width
    assert height is None or root.get("height") == height
    box = [float(number) for number in root.get("viewBox", "").split()]
    assert box[2] == pytest.approx(float(width.removesuffix("mm")) / 25.4 * 72, abs=0.02)


def boxes(svg: str) -> list[tuple[float, float, float, float]]:
    """What each line of a name covers, from the baseline up to the x-height at least: by the metrics of the font."""
    found = []
    for text in part(svg, "labels").iter(f"{SVG}text"):
        size, weight = float(text.get("font-size", "")), int(text.get("font-weight", "400"))
        wide = font.width(text.text or "", size, weight)
        x = float(text.get("x", "")) - {"start": 0.0, "middle": wide / 2, "end": wide}[text.get("text-anchor", "start")]
        y = float(text.get("y", ""))
        found.append((x, y - 0.66 * size, x + wide, y + 0.2 * size))
    return found


@pytest.mark.slow
@pytest.mark.parametrize("size", ["a4-column", "a4-page", "slide"])
@pytest.mark.parametrize("geographic", [False, True])
def test_names_never_overlap_on_real_graphs(size: str, geographic: bool) -> None:
    graph = twin_towns()
    positions = place_positions(graph) if geographic else nx.circular_layout(graph, scale=500)
    svg = draw(graph, positions, "country", size=size, geographic=geographic)
    root = parse(svg)
    width, height = (float(number) for number in root.get("viewBox", "").split()[2:])
    found = boxes(svg)
    assert len(found) > 40
    clashes = [
        (one, other)
        for one, other in itertools.combinations(found, 2)
        if one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
    ]
    assert clashes == []
    assert all(x >= 0 and y >= 0 and u <= width and v <= height for x, y, u, v in found)


def test_the_caption_says_what_is_not_drawn() -> None:
    graph = twin_towns()
    positions = place_positions(graph)
    svg = draw(graph, positions, "country", size="a4-page", geographic=True, caption="Vennskapsbyer.", lang="nn")
    said = " ".join(texts(part(svg, "caption")))
    named = len({text.get("y") for text in part(svg, "labels")})
    left = re.search(r"(\d+) utan kjend stad er ikkje teikna", said)
    assert left is not None
    assert int(left[1]) == graph.number_of_nodes() - len(positions)
    counted = re.search(r"(\d+) av (\d+) namn er utelatne", said)
    assert counted is not None
    assert int(counted[2]) == len(positions)
    assert 0 < named <= int(counted[2]) - int(counted[1]) + 200
    assert "Utanfor kartutsnittet, teikna ved kanten: " in said
    assert said.endswith("Omriss: Natural Earth.")


def test_a_map_has_outlines_inside_its_frame_only() -> None:
    graph = small()
    svg = draw(graph, place_positions(graph), "country", geographic=True)
    ground = part(svg, "ground")
    frame, shores = ground[0], ground[-1]
    left, top = float(frame.get("x", "")), float(frame.get("y", ""))
    right, bottom = left + float(frame.get("width", "")), top + float(frame.get("height", ""))
    numbers = [float(number) for number in re.findall(r"-?[\d.]+", shores.get("d", ""))]
    xs, ys = numbers[::2], numbers[1::2]
    assert len(xs) > 50
    assert left - 0.1 <= min(xs) and max(xs) <= right + 0.1
    assert top - 0.1 <= min(ys) and max(ys) <= bottom + 0.1
    assert "1 uten kjent sted er ikke tegnet." in " ".join(texts(part(svg, "caption")))


def test_the_font_is_in_the_file_cut_to_the_letters_used() -> None:
    from fontTools.ttLib import TTFont

    svg = draw(small(), POSITIONS, title="Åå", caption="čđŋšŧž")
    found = re.findall(r"font-weight:(\d+);[^}]*base64,([A-Za-z0-9+/=]+)", svg)
    used: dict[int, set[str]] = {}
    for text in parse(svg).iter(f"{SVG}text"):
        used.setdefault(int(text.get("font-weight", "400")), set()).update(text.text or "")
    assert {int(weight) for weight, _ in found} == set(used) == {400, 600}
    for weight, data in found:
        with TTFont(io.BytesIO(base64.b64decode(data))) as font:
            assert {chr(code) for code in font.getBestCmap()} == used[int(weight)]
    assert len(svg) < 40_000


def test_names_from_outside_stay_text() -> None:
    graph = small()
    graph.nodes["a"]["label"] = "</text><image href='x'/>\x00\x08 ]]>"
    svg = draw(graph, POSITIONS, title="<b>&", caption="<i>", sources=["<u>"])
    assert {element.tag.removeprefix(SVG) for element in parse(svg).iter()} == {
        "svg",
        "title",
        "desc",
        "style",
        "rect",
        "g",
        "line",
        "circle",
        "polygon",
        "text",
    }
    assert " ".join(texts(part(svg, "labels"))).count("<") == HOSTILE.count("<") + 2
    assert "\x00" not in svg


@pytest.mark.slow
def test_same_graph_same_bytes_in_another_process() -> None:
    script = (
        "import sys; from tests.views.figures.test_network import *; "
        "sys.stdout.write(draw(twin_towns(), place_positions(twin_towns()), 'country', size='slide', geographic=True))"
    )
    made = [
        subprocess.run(
            [sys.executable, "-c", script],
            capture_output=True,
            check=True,
            encoding="utf-8",
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONUTF8": "1"},
        ).stdout
        for seed in ("1", "2")
    ]
    assert made[0] == made[1]
    assert made[0].startswith("<svg ")


def test_unknown_categories_are_hollow() -> None:
    svg = draw(small(), POSITIONS, "level", lang="en")
    assert "unknown (hollow)" in texts(part(svg, "legend"))
    assert [shape.get("fill") == "#FFFFFF" for shape in part(svg, "nodes")].count(True) == 1


def test_a_ranking_has_a_ramp() -> None:
    svg = draw(small(), POSITIONS, "pagerank", lang="nn")
    legend = part(svg, "legend")
    assert [stop.tag for stop in legend.iter(f"{SVG}stop")] != []
    assert {"Pagerank", "0,25", "0,5"} <= set(texts(legend))


def test_what_cannot_be_is_refused() -> None:
    with pytest.raises(Usage, match="unknown size 'a5'; expected one of a4-column, a4-page, a4-half, slide"):
        draw(small(), POSITIONS, size="a5")
    with pytest.raises(Usage, match="unknown language 'sv'; expected one of nb, nn, en"):
        draw(small(), POSITIONS, lang="sv")


def test_an_empty_graph_is_an_empty_figure() -> None:
    svg = draw(nx.Graph(), {}, title="Tomt")
    assert list(part(svg, "nodes")) == list(part(svg, "edges")) == []


def test_without_the_extra_the_error_names_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "font_source_sans_pro", None)
    font._advances.cache_clear()
    with pytest.raises(KgError, match=r'font-source-sans-pro.*pip install "samkart\[figures\]"'):
        draw(small(), POSITIONS)
    monkeypatch.undo()
    font._advances.cache_clear()
