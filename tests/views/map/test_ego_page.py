"""The map of an actor as it is seen: whom it works with most and why, at a glance, on a desk and on a phone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from kg.api import Samkart

SIZES = [(1440, 900), (390, 844)]
TEN = """() => {
  const named = new Set(Sk.labelState.placed.filter((each) => each.node.visible).map((each) => each.node.id));
  return [...Sk.nodes.values()]
    .filter((node) => node.side === "partner" && node.told)
    .sort((a, b) => a.rank - b.rank)
    .map((node) => [node.id, named.has(node.id)]);
}"""
ON_EGO = """() => {
  const box = (node) => {
    const [x, y] = Sk.toScreen(node);
    const r = Sk.radius(node) - 1;
    return [x - r, y - r, x + r, y + r];
  };
  const meet = (a, b) => a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];
  const found = [];
  const shown = [...Sk.nodes.values()].filter((node) => node.visible);
  for (const ego of shown.filter((node) => node.side === "ego")) {
    for (const node of shown) if (node !== ego && meet(box(node), box(ego))) found.push(node.id);
    for (const { node, box: text } of Sk.labelState.placed)
      if (node !== ego && node.visible && meet(text, box(ego))) found.push(`label of ${node.id}`);
  }
  return found;
}"""


def opened(embedded: Samkart, open_map: Callable[..., Any], size: tuple[int, int], *names: str, **given: Any) -> Any:
    """The page of a map of some actors."""
    drawing = embedded.map(*names, **given)
    return open_map(drawing.graph, title=drawing.title, spec=drawing.look, lang="nb", size=size)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("names", [("baerum",), ("asker", "baerum"), ("tampere",), ("hamar",), ("troms-fylke",)])
def test_the_ten_closest_are_named_and_nothing_lies_on_the_ego(
    embedded: Samkart, open_map: Callable[..., Any], size: tuple[int, int], names: tuple[str, ...]
) -> None:
    made = opened(embedded, open_map, size, *names)
    graph = embedded.map(*names).graph
    closest = sorted(
        (data["rank"], node)
        for node, data in graph.nodes(data=True)
        if data["side"] == "partner" and data["rank"] <= 10 and data["strength"] > 0
    )
    assert made.page.evaluate(TEN) == [[node, True] for _, node in closest]
    assert made.page.evaluate(ON_EGO) == []
    assert made.errors == []


def test_a_network_opens_on_a_click_and_folds_up_again(embedded: Samkart, open_map: Callable[..., Any]) -> None:
    page = opened(embedded, open_map, (1440, 900), "baerum").page
    before = page.evaluate("[...Sk.nodes.values()].filter((node) => node.visible).length")
    hub, more = page.evaluate(
        """() => {
          const node = [...Sk.nodes.values()].filter((each) => each.more).sort((a, b) => b.more - a.more)[0];
          return [node.id, node.more];
        }"""
    )
    x, y = page.evaluate("(id) => Sk.toScreen(Sk.nodes.get(id))", hub)
    frame = page.query_selector("#network").bounding_box()
    page.mouse.click(frame["x"] + x, frame["y"] + y)
    page.wait_for_function("(id) => Sk.state.opened.has(id)", arg=hub)
    count = "[...Sk.nodes.values()].filter((node) => node.visible).length"
    assert page.evaluate(count) == before + more
    assert page.evaluate("(id) => Sk.nodes.get(id).more", hub) == 0
    apart = page.evaluate(
        """(id) => {
          const inside = [...Sk.nodes.values()].filter((node) => node.folds?.includes(id));
          const places = new Set(inside.map((node) => `${node.x.toFixed(1)} ${node.y.toFixed(1)}`));
          return places.size === inside.length;
        }""",
        hub,
    )
    assert apart
    page.click("#panel .acts button")  # fold up again
    assert page.evaluate(count) == before


def test_a_search_opens_what_someone_is_folded_behind(embedded: Samkart, open_map: Callable[..., Any]) -> None:
    page = opened(embedded, open_map, (1440, 900), "baerum").page
    hidden = page.evaluate("[...Sk.nodes.values()].find((node) => node.side === 'member').label")
    page.fill("#search", hidden)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    assert page.evaluate("(name) => [...Sk.nodes.values()].find((node) => node.label === name).visible", hidden)


def test_what_has_ended_is_put_out_where_it_is_most_and_comes_with_a_press(
    embedded: Samkart, open_map: Callable[..., Any]
) -> None:
    made = opened(embedded, open_map, (1440, 900), "baerum", ended=False)
    page = made.page
    pressed = "#legend .entry[data-key=ended]"
    assert page.get_attribute(pressed, "aria-pressed") == "false"
    ended = "Sk.edges.filter((edge) => edge.own && edge.standing === 'ended' && edge.visible).length"
    assert page.evaluate(ended) == 0
    page.click(pressed)
    assert page.evaluate(ended) > 0
    assert "off-tie=-" in made.fragment()
