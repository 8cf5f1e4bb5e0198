"""How a map has changed, in headless Chromium: two panels of one map, and the player of years."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import networkx as nx
import pytest

from kg.api import Samkart
from kg.networks.union import union
from tests.views.map.page_world import world as small_world

LABELS = "Sk.labelState.placed.map((p) => p.node.id).sort()"
LATER = "Sk.labelState.later.map((p) => p.node.id).sort()"
YEAR = "document.getElementById('year').textContent"
EDGES = "Sk.edges.filter((e) => e.visible).map((e) => [e.from, e.to].sort().join('-')).sort()"
PLACES = "[...Sk.nodes.values()].map((n) => [n.x, n.y])"


def compared() -> nx.Graph[Any]:
    """Bærum and Asker stay together, Tartu left, SUN came; who knows whether the network held."""
    before, after = small_world(), small_world()
    before.remove_node("sun")
    before.remove_node("nobody")
    after.remove_nodes_from(["tartu", "malmoe", "nobody"])
    for graph in (before, after):
        for node in graph:
            graph.nodes[node]["ties"] = graph.degree[node]
        for _, _, data in graph.edges(data=True):
            data["records"] = [
                tie | {"hub": str(tie["label"]), "ties": [str(tie["label"])], "certainty": "held"}
                for tie in data.pop("ties")
            ]
    before.edges["baerum", "evil"]["records"][0]["certainty"] = "may-have-held"
    made, _ = union(before, after, ("2014–2020", "2021–2027"))
    return made


def screen(page: Any, node: str, panel: str) -> tuple[float, float]:
    """Where a node is in a panel (its element's id), in pixels of the window."""
    found: list[float] = page.evaluate(
        """([id, panel]) => {
          const [x, y] = Sk.toScreen(Sk.nodes.get(id));
          const box = document.getElementById(panel).getBoundingClientRect();
          return [box.left + x, box.top + y];
        }""",
        [node, panel],
    )
    return found[0], found[1]


@pytest.mark.parametrize("size", [(1440, 900), (390, 844)])
def test_two_panels_have_one_view_and_each_its_own_nodes(open_map: Callable[..., Any], size: tuple[int, int]) -> None:
    opened = open_map(compared(), size=size)
    page = opened.page
    assert opened.errors == []
    assert {"baerum"} < set(page.evaluate(LABELS)) <= {"asker", "baerum", "evil", "malmoe", "tartu"}
    assert {"baerum", "sun"} < set(page.evaluate(LATER)) <= {"asker", "baerum", "evil", "sun"}
    one, other = (page.locator(f"#{name}").bounding_box() for name in ("network", "later"))
    assert (one["width"], one["height"]) == (other["width"], other["height"])
    beside = size[0] > size[1]
    assert (one["y"] == other["y"], one["x"] == other["x"]) == (beside, not beside)
    names = page.evaluate("[...document.querySelectorAll('.period')].map((p) => p.textContent)")
    assert names == ["2014–2020", "2021–2027"]


def test_the_later_panel_is_pressed_dragged_and_zoomed_as_the_earlier(open_map: Callable[..., Any]) -> None:
    page = open_map(compared()).page
    page.mouse.click(*screen(page, "sun", "network"))  # where SUN will be: nothing there yet
    assert page.evaluate("Sk.state.card") is None
    page.mouse.click(*screen(page, "sun", "later"))
    page.wait_for_function("() => Sk.state.card === 'sun'")
    assert page.inner_text("#panel dl").replace("\n", " ").count("0 → 2") == 1
    assert page.locator("#panel .partners > li .kind").first.inner_text() == "new tie"
    page.click("#panel .close")
    before = page.evaluate("[Sk.network.getScale(), Sk.network.getViewPosition().x]")
    box = page.locator("#later").bounding_box()
    page.mouse.move(box["x"] + box["width"] - 20, box["y"] + 60)
    page.mouse.wheel(0, -200)
    page.wait_for_function("(scale) => Sk.network.getScale() > scale", arg=before[0])
    middle = page.evaluate("Sk.network.getViewPosition().x")
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] - 120, box["y"] + 60, steps=5)
    page.mouse.up()
    assert page.evaluate("Sk.network.getViewPosition().x") > middle


def test_the_legend_puts_out_what_became_of_ties(open_map: Callable[..., Any]) -> None:
    page = open_map(compared()).page
    entries = page.evaluate(
        "[...document.querySelectorAll('#legend .entry')].map((b) => b.innerText.replace(/\\s+/g, ' '))"
    )
    assert entries[:3] == ["Entered 1", "Left 2", "Stayed 3"]
    assert entries[-4:] == ["New tie 2", "Lost tie 2", "Kept tie 2", "Not certain in the period"]
    assert page.locator("fieldset.years").count() == 0
    page.click('#legend .entry[data-key="lost"]')
    page.click('#legend .entry[data-key="kept"]')
    assert page.evaluate(EDGES) == ["asker-sun", "baerum-sun"]
    assert page.evaluate(LATER) == ["asker", "baerum", "sun"]
    assert page.evaluate(LABELS) == []


def test_the_picture_of_a_comparison_has_both_panels(open_map: Callable[..., Any]) -> None:
    page = open_map(compared()).page
    panels = page.evaluate(
        """() => {
          const svg = new DOMParser().parseFromString(Sk.makeSvg(), "image/svg+xml").documentElement;
          return [...svg.querySelectorAll(":scope > svg")].map((panel) => ({
            lines: [...panel.querySelectorAll("line")].map((l) => [
              l.getAttribute("stroke"), l.getAttribute("stroke-dasharray")]).sort(),
            names: [...panel.querySelectorAll("title")].map((t) => t.textContent).filter((t) => t.length < 9).sort(),
          }));
        }"""
    )
    assert panels == [
        {
            "lines": [
                *(["#8A8F98", None], ["#8A8F98", "1.5 4"]),
                *(["#D55E00", "7 4"], ["#D55E00", "7 4"]),
            ],
            "names": ["Asker", "Bærum", "Malmö", "Tartu"],
        },
        {
            "lines": [["#0072B2", None], ["#0072B2", None], ["#8A8F98", None], ["#8A8F98", None]],
            "names": ["Asker", "Bærum", "SUN"],
        },
    ]


def test_the_comparison_of_the_world_opens_without_error_or_request(
    world: Samkart, open_map: Callable[..., Any]
) -> None:
    made = world.map("fjordby", periods=["2014-2020", "2021-2027"], mode="two-mode")
    opened = open_map(made.graph, spec=made.look, positions=None)
    assert (opened.errors, opened.requests[1:]) == ([], [])
    shown = opened.page.evaluate(
        "[0, 1].map((panel) => Sk.edges.filter((e) => ({0: 'new', 1: 'lost'})[panel] !== e.change).length)"
    )
    assert shown == [31, 39]
    opened.page.click("#show-table")
    heads = opened.page.evaluate("[...document.querySelectorAll('#table thead th')].map((th) => th.textContent)")
    assert "Change" in heads


def test_nothing_moves_until_it_is_asked_and_then_year_by_year(open_map: Callable[..., Any]) -> None:
    opened = open_map(small_world(), motion="no-preference")
    page = opened.page
    assert page.is_hidden("#player") and page.is_hidden("#year")
    places = page.evaluate(PLACES)
    page.click("#play-open")
    assert page.evaluate(YEAR) == "1992"
    assert page.evaluate(EDGES) == ["baerum-evil", "baerum-tartu"]
    page.select_option("#play-speed", "4")
    page.click("#play-go")
    page.wait_for_function(f"() => Number({YEAR}) >= 1994")
    page.click("#play-go")
    stopped = page.evaluate(YEAR)
    page.wait_for_timeout(600)
    assert page.evaluate(YEAR) == stopped
    assert page.evaluate(PLACES) == places
    assert opened.errors == []


def test_playing_ends_at_the_last_year(open_map: Callable[..., Any]) -> None:
    page = open_map(small_world(), motion="no-preference", fragment="#play=4&y=2022-2022").page
    page.click("#play-go")
    page.wait_for_function(f"() => {YEAR} === '2024'")
    page.wait_for_function("() => document.getElementById('play-go').getAttribute('aria-label') === 'Play'")
    assert page.evaluate(YEAR) == "2024"


def test_with_reduced_motion_there_are_steps_only(open_map: Callable[..., Any]) -> None:
    opened = open_map(small_world())
    page = opened.page
    page.click("#play-open")
    assert page.locator("#play-go, #play-speed").count() == 0
    page.click("#play-on")
    assert page.evaluate(YEAR) == "1993"
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowLeft")
    assert page.evaluate(YEAR) == "1994"
    page.keyboard.press("End")
    assert page.evaluate(YEAR) == "2024"
    assert opened.fragment() == "y=2024-2024&play=1"
    page.keyboard.press("Escape")
    assert page.is_hidden("#player")
    assert opened.fragment() == ""
    assert page.evaluate("document.activeElement.id") == "play-open"


def test_the_year_and_the_speed_stand_in_the_address(open_map: Callable[..., Any]) -> None:
    opened = open_map(small_world(), motion="no-preference", fragment="#y=2005-2005&undated=no&play=2")
    page = opened.page
    assert (page.evaluate(YEAR), page.input_value("#play-speed"), page.input_value("#play-year")) == (
        "2005",
        "2",
        "2005",
    )
    assert page.is_checked("#play-undated") is False
    assert page.evaluate(EDGES) == ["asker-evil", "baerum-malmoe", "baerum-tartu"]
    page.check("#play-undated")
    assert page.evaluate(EDGES) == ["asker-evil", "baerum-evil", "baerum-malmoe", "baerum-tartu"]
    assert opened.fragment() == "y=2005-2005&play=2"


@pytest.mark.parametrize("size", [(1440, 900), (390, 844)])
def test_the_player_fits_the_screen(open_map: Callable[..., Any], size: tuple[int, int]) -> None:
    page = open_map(small_world(), size=size, motion="no-preference", fragment="#y=2005-2005&play=1").page
    box = page.locator("#player").bounding_box()
    assert box["x"] >= 0 and box["x"] + box["width"] <= size[0]
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]


def test_a_map_without_years_has_no_player(open_map: Callable[..., Any]) -> None:
    graph = small_world()
    for _, _, data in graph.edges(data=True):
        for tie in data["ties"]:
            tie["start"] = tie["end"] = None
    page = open_map(graph, fragment="#play=1").page
    assert page.is_hidden("#play-open") and page.is_hidden("#player")
