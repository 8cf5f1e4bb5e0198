"""Using the map page in headless Chromium: legend, years, table, keyboard, sizes of screen, downloads."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable
from typing import Any

import networkx as nx
import pytest

from tests.views.map.page_world import EVIL, world

SHOWN = "[...Sk.nodes.values()].filter((n) => n.visible).map((n) => n.id).sort()"
EDGES = "Sk.edges.filter((e) => e.visible).map((e) => [e.from, e.to].sort().join('-')).sort()"
ALL = sorted(world())


def test_the_legend_filters_and_isolates(open_map: Callable[..., Any]) -> None:
    page = open_map(world()).page
    names = page.evaluate(
        "[...document.querySelectorAll('#legend .entry')].map((b) => b.innerText.replace(/\\s+/g, ' '))"
    )
    assert names == [
        "Municipality 4",
        "Network 1",
        "Project 1",
        "Unknown 1",
        "Actor 5",
        "Network 1",
        "Project 1",
        "Network 2",
        "Project 2",
        "Agreement 1",
        "Twinning 1",
    ]
    page.click('#legend .entry[data-key="Municipality"]')
    assert page.get_attribute('#legend .entry[data-key="Municipality"]', "aria-pressed") == "false"
    assert page.evaluate(SHOWN) == ["evil", "nobody", "sun"]
    page.click("#reset")
    assert page.evaluate(SHOWN) == ALL
    page.hover('#legend .entry[data-key="twinning"]')
    page.click('#legend li:has([data-key="twinning"]) .only')
    assert page.evaluate(EDGES) == ["baerum-tartu"]


def test_the_year_slider_is_a_range(open_map: Callable[..., Any]) -> None:
    page = open_map(world()).page
    assert page.inner_text("output") == "1992–2024"
    page.focus("#to")
    page.keyboard.press("Home")
    for _ in range(8):
        page.keyboard.press("ArrowRight")
    assert page.inner_text("output") == "1992–2000"
    assert page.evaluate(EDGES) == ["asker-evil", "baerum-evil", "baerum-tartu"]
    page.uncheck("#undated")
    assert page.evaluate(EDGES) == ["asker-evil", "baerum-tartu"]


def test_the_table_holds_everything_and_sorts(open_map: Callable[..., Any]) -> None:
    page = open_map(world()).page
    page.click("#show-table")
    first = "[...document.querySelectorAll('#table tbody th')].map((th) => th.textContent)"
    assert page.evaluate(first) == ["Bærum", EVIL, "Asker", "SUN", "Malmö", "Tartu", "Nobody knows"]
    page.click("#table thead th:nth-child(1) button")
    assert page.evaluate(first) == [EVIL, "Asker", "Bærum", "Malmö", "Nobody knows", "SUN", "Tartu"]
    assert page.get_attribute("#table thead th:nth-child(1)", "aria-sort") == "ascending"
    page.click("#table thead th:nth-child(1) button")
    assert page.get_attribute("#table thead th:nth-child(1)", "aria-sort") == "descending"
    row = page.evaluate(
        "[...[...document.querySelectorAll('#table tbody tr')].find((tr) => tr.textContent.startsWith('Nobody')).cells]"
        ".map((cell) => cell.textContent)"
    )
    assert row == ["Nobody knows", "actor", "unknown", "unknown", "0", "unknown", "unknown", "0"]
    page.click("#table .pair button:nth-child(2)")
    assert page.locator("#table tbody tr").count() == 6
    assert page.evaluate("document.querySelectorAll('#table caption')[0].textContent") == "Bærum and friends: 6 rows"


def test_the_keyboard_reaches_everything(open_map: Callable[..., Any]) -> None:
    """Tab order, then: slash, arrows from node to node, Enter into the card, Escape out of it."""
    page = open_map(world()).page
    order = []
    for _ in range(40):
        page.keyboard.press("Tab")
        order.append(page.evaluate("document.activeElement.id"))
        if order[-1] == "network":
            break
    assert [name for name in order if name] == [
        "skip",
        "search",
        "show-map",
        "show-table",
        "lang",
        "dark",
        "from",
        "to",
        "undated",
        "network",
    ]
    page.keyboard.press("ArrowRight")
    assert page.evaluate("Sk.state.selected") == "baerum"  # the most important one first
    seen = {page.evaluate("(page => { page; return Sk.state.selected; })()")}
    for key in ["ArrowRight", "ArrowDown", "ArrowLeft", "ArrowUp"] * 6:
        page.keyboard.press(key)
        seen.add(page.evaluate("Sk.state.selected"))
    assert len(seen) > 3
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "panel"
    page.keyboard.press("Escape")
    assert page.evaluate("[document.activeElement.id, Sk.state.card]") == ["network", None]
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "search"
    assert (
        page.evaluate(
            "[...document.querySelectorAll('button, input, select, [role=listbox], [role=application]')]"
            ".filter((e) => !e.hidden && !(e.textContent.trim() || e.ariaLabel || e.labels?.length)).length"
        )
        == 0
    )


@pytest.mark.parametrize("size", [(1440, 900), (390, 844)])
@pytest.mark.parametrize("fragment", ["", "#n=baerum", "#view=table", "#layout=geographic&theme=dark&lang=nn"])
def test_no_sideways_scrolling(open_map: Callable[..., Any], size: tuple[int, int], fragment: str) -> None:
    opened = open_map(
        world(), size=size, fragment=fragment, title="Bærum kommune og alle de samarbeider med i nettverk og prosjekter"
    )
    assert opened.page.evaluate("[document.documentElement.scrollWidth, document.body.scrollWidth]") == [size[0]] * 2
    assert (
        opened.page.evaluate(
            "[...document.querySelectorAll('header *, footer')].filter((e) => "
            "e.getBoundingClientRect().right > innerWidth + 1 && !e.closest('.hidden, [hidden], .menu-body')).length"
        )
        == 0
    )
    assert opened.errors == []


@pytest.mark.parametrize("size", [(1440, 900), (390, 844)])
def test_labels_do_not_overlap_and_zooming_shows_more(open_map: Callable[..., Any], size: tuple[int, int]) -> None:
    graph = nx.barabasi_albert_graph(300, 2, seed=4)
    nx.set_node_attributes(graph, {n: {"label": f"Municipality {n}", "ties": graph.degree[n]} for n in graph})
    page = open_map(graph, size=size).page
    boxes = page.evaluate("Sk.labelState.placed.map((p) => p.box)")
    hits = [
        (a, b)
        for a, b in itertools.combinations(boxes, 2)
        if a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
    ]
    assert len(boxes) > 8 and hits == []
    assert page.evaluate("Sk.labelState.placed.some((p) => p.node.rank === 0)")
    share = (
        "Sk.labelState.placed.length / Sk.ranked.filter((n) => { const [x, y] = Sk.toScreen(n), [w, h] = Sk.size(); "
        "return x > 0 && y > 0 && x < w && y < h; }).length"
    )
    before = page.evaluate(share)
    page.evaluate("Sk.zoomBy(3)")
    page.wait_for_timeout(200)
    assert page.evaluate(share) > before


def test_physics_is_off_and_can_be_switched_on(open_map: Callable[..., Any]) -> None:
    page = open_map(world()).page
    place = "JSON.stringify(Sk.network.getPositions())"
    before = page.evaluate(place)
    page.wait_for_timeout(300)
    assert page.evaluate(place) == before
    page.click("#physics")
    page.evaluate(
        "(before) => new Promise((done) => { const look = () => ("
        + place
        + " === before ? setTimeout(look, 50) : done()); look(); })",
        before,
    )
    page.click("#physics")
    assert page.evaluate("Sk.network.physics.physicsEnabled") is False


def test_too_many_nodes_are_drawn_in_part_but_all_can_be_found(open_map: Callable[..., Any]) -> None:
    graph = nx.barabasi_albert_graph(60, 2, seed=1)
    nx.set_node_attributes(
        graph, {n: {"label": f"Town {n}", "ties": graph.degree[n], "community": n % 3} for n in graph}
    )
    page = open_map(graph, most=20).page
    assert page.inner_text("#notice").startswith(
        "60 nodes are too many to draw one by one: the map shows 3 communities."
    )
    assert page.evaluate("Sk.nodes.size") == 3
    page.fill("#search", "town 59")
    page.keyboard.press("Enter")
    assert page.evaluate("[Sk.state.card, Sk.state.selected]") == ["59", "community:2"]
    page.click("#show-table")
    assert page.locator("#table tbody tr").count() == 60
    for n in graph:
        del graph.nodes[n]["community"]
    page = open_map(graph, most=20).page
    assert "the map shows the 20 strongest" in page.inner_text("#notice")
    page.click("#show-table")
    assert page.locator("#table tbody tr").count() == 60
    page.click("#table .pair button:nth-child(2)")
    assert page.locator("#table tbody tr").count() == graph.number_of_edges()


def test_downloads_are_made_in_the_page(open_map: Callable[..., Any]) -> None:
    page = open_map(world(), fragment="#layout=geographic").page
    page.click("#download summary")
    with page.expect_download() as caught:
        page.click("#svg")
    assert caught.value.suggested_filename == "barum-and-friends.svg"
    svg = caught.value.path().read_text(encoding="utf-8")
    assert svg.startswith('<svg xmlns="http://www.w3.org/2000/svg"') and "Bærum" in svg and "A made-up world" in svg
    assert len(re.findall("<circle", svg)) == 4 + 4 + 1  # the placed nodes; the colours and the actor of the legend
    assert not re.search(r"(href|src)=", svg)
