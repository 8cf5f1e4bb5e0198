"""The slider of a one-mode map in headless Chromium: fewer and more ties, by mouse, keyboard, address and phone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.views.map.clique import clique
from tests.views.map.page_world import world

EDGES = "Sk.edges.filter((e) => e.visible).map((e) => [e.from, e.to].sort().join('-')).sort()"
FIRST = [
    *("t00-t01", "t00-t06", "t00-t07", "t00-t08", "t00-t09", "t00-t10", "t00-t11", "t00-t12", "t00-t13"),
    *("t02-t03", "t03-t04", "t03-t05", "t04-t05"),
]
SLIDER = "#backbone input"


def test_the_slider_starts_where_the_map_can_be_read_and_goes_both_ways(open_map: Callable[..., Any]) -> None:
    opened = open_map(clique())
    page = opened.page
    assert page.evaluate(EDGES) == FIRST
    assert page.inner_text("#backbone output") == "13 of 91"
    assert page.get_attribute(SLIDER, "aria-valuetext") == "13 of 91 ties, level 0.3"
    assert page.inner_text("#shown") == "14 of 14 nodes and 13 ties shown"
    page.focus(SLIDER)
    page.keyboard.press("ArrowLeft")
    assert page.evaluate(EDGES) == FIRST[:-1]
    assert page.get_attribute(SLIDER, "aria-valuetext") == "12 of 91 ties, only the most significant one of each"
    assert opened.fragment() == "ties=0"
    page.keyboard.press("End")
    assert len(page.evaluate(EDGES)) == 91
    assert page.inner_text("#backbone output") == "91 of 91"
    assert opened.fragment() == "ties=1"
    assert opened.errors == []


def test_the_caption_and_the_legend_follow(open_map: Callable[..., Any]) -> None:
    page = open_map(clique()).page
    lines = "[...document.querySelectorAll('#legend [data-key] .count')].map((c) => c.textContent)"
    assert page.inner_text("#caption").startswith(
        "14 nodes, 13 edges: two are joined where they share something. 13 of 91 edges: those that stand out (α = 0.3, "
    )
    assert page.evaluate(lines)[-2:] == ["8", "5"]
    page.focus(SLIDER)
    page.keyboard.press("End")
    assert page.inner_text("#caption").startswith(
        "14 nodes, 91 edges: two are joined where they share something. 23 ties are counted: "
    )
    assert page.evaluate(lines)[-2:] == ["86", "5"]


def test_cards_and_tables_follow(open_map: Callable[..., Any]) -> None:
    page = open_map(clique(), fragment="#n=t05").page
    partners = "[...document.querySelectorAll('#panel .partner')].map((b) => b.innerText)"
    assert page.evaluate(partners) == ["T03", "T04"]
    assert page.inner_text("#panel > .when") == "11 more ties do not stand out that much"
    assert page.inner_text("#panel .ties li >> nth=1").split("\n")[0] == "project P4"
    page.focus(SLIDER)
    page.keyboard.press("End")
    assert len(page.evaluate(partners)) == 13
    assert page.locator("#panel > .when").count() == 0
    page.focus(SLIDER)
    page.keyboard.press("Home")
    assert page.evaluate(partners) == ["T03"]
    page.click("#show-table")
    assert page.is_visible(SLIDER)
    page.click("#table .pair button >> nth=1")
    assert page.inner_text("#table caption").endswith(": 12 rows")
    page.evaluate("location.hash = 'view=table&ties=0.4'")
    page.wait_for_function("document.querySelector('#table caption').textContent.endsWith(': 81 rows')")


def test_reset_and_address_put_the_slider_where_it_was(open_map: Callable[..., Any]) -> None:
    opened = open_map(clique(), fragment="#ties=1")
    page = opened.page
    assert page.input_value(SLIDER) == "3"
    assert len(page.evaluate(EDGES)) == 91
    page.click("#reset")
    assert (page.input_value(SLIDER), page.evaluate(EDGES)) == ("1", FIRST)
    assert page.inner_text("#backbone output") == "13 of 91"
    assert "13 of 91 edges" in page.inner_text("#caption")
    assert opened.fragment() == ""
    assert open_map(clique(), fragment="#ties=0.77").page.evaluate(EDGES) == FIRST


def test_words_of_the_slider_are_in_the_readers_language(open_map: Callable[..., Any]) -> None:
    page = open_map(clique(), fragment="#lang=nb&ties=0.4").page
    assert page.inner_text("#backbone").split("\n") == ["Forbindelser", "færre", "flere", "81 av 91"]
    assert page.get_attribute(SLIDER, "aria-valuetext") == "81 av 91 forbindelser, nivå 0,4"
    page.select_option("#lang", "nn")
    assert page.inner_text("#backbone").split("\n") == ["Samband", "færre", "fleire", "81 av 91"]
    assert page.inner_text("#caption").startswith("14 nodar, 81 kantar: ")


def test_on_a_phone_the_slider_is_over_the_map_and_can_be_hit(open_map: Callable[..., Any]) -> None:
    page = open_map(clique(), size=(390, 844)).page
    box = page.locator(SLIDER).bounding_box()
    assert box["height"] >= 38
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390
    page.mouse.click(box["x"] + box["width"] - 4, box["y"] + box["height"] / 2)
    assert len(page.evaluate(EDGES)) == 91
    assert page.evaluate("document.documentElement.scrollWidth") == 390


def test_a_level_asked_for_is_where_the_map_starts(open_map: Callable[..., Any]) -> None:
    page = open_map(clique(), backbone=1.0).page
    assert page.inner_text("#backbone output") == "91 of 91"
    page.focus(SLIDER)
    page.keyboard.press("Home")
    assert page.evaluate(EDGES) == FIRST[:-1]


def test_a_page_that_does_not_hold_all_says_so(open_map: Callable[..., Any], monkeypatch: Any) -> None:
    from kg.views.map import significance

    monkeypatch.setattr(significance, "MOST_BYTES", 0)
    page = open_map(clique()).page
    assert page.inner_text("#backbone output") == "13 of 91"
    assert page.get_attribute(SLIDER, "max") == "1"
    page.evaluate("location.hash = 'n=t05'")
    page.wait_for_selector("#panel .partner")
    assert page.inner_text("#panel > .when") == "11 more ties do not stand out that much"
    assert (
        "The page holds the 13 that stand out most; the rest are in the tables and graphs that kg map writes."
        in page.inner_text("#caption")
    )


def test_a_map_of_two_modes_has_no_slider(open_map: Callable[..., Any]) -> None:
    page = open_map(world()).page
    assert page.is_hidden("#backbone")
    assert page.inner_text("#caption").startswith("Actors and what they take part in: 7 nodes, 6 edges. 6 ties are ")
    assert "stand out" not in page.inner_text("#caption")
