"""The network page in headless Chromium: grown by mouse and by keys, undone, filtered, read as a table, downloaded."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from kg.language.catalogue import entries
from tests.web.network.conftest import STATIC, page_html

AXE = Path(__file__).parents[3] / "kg/web/script/node_modules/axe-core/axe.min.js"
TWINS = "steps=actor/fjordby;actor/fjordby!twinning;actor/fjordby!network&thing=actor/fjordby"


def steps(page: Any) -> list[str]:
    return str(parse_qs(urlsplit(page.url).query).get("steps", [""])[0]).split(";")


def names(page: Any) -> list[str]:
    """The things that the table holds, by name."""
    return sorted(page.locator(".nw-table table").first.locator("tbody th").all_inner_texts())


def grown(page: Any, text: str) -> None:
    page.wait_for_function("(text) => document.getElementById('network-status').textContent.includes(text)", arg=text)


def open_kind(page: Any, kind: str) -> None:
    page.click(f'#network-kinds [data-kind="{kind}"]')


def test_it_grows_from_an_empty_page_by_mouse_and_is_undone(open_network: Callable[..., Any]) -> None:
    opened = open_network()
    page = opened.page
    assert page.inner_text("#network-empty") == "Search for something to begin with."
    page.fill("#network-search", "fjordby")
    page.click("#network-hits li >> nth=0")
    grown(page, "one node and 0 ties")
    page.wait_for_selector('#network-kinds[data-of="actor/fjordby"]')
    offered = [
        (text.split("\n")[0], text.split("\n")[1]) for text in page.locator("#network-kinds .nw-kind").all_inner_texts()
    ]
    assert ("Member of networks", "4") in offered and ("Twin towns", "2") in offered
    open_kind(page, "twinning")
    grown(page, "3 nodes and 3 ties")
    open_kind(page, "network")
    grown(page, "7 nodes")
    assert steps(page) == ["actor/fjordby", "actor/fjordby!twinning", "actor/fjordby!network"]
    page.click("#network-undo")
    page.click("#network-undo")
    assert steps(page) == ["actor/fjordby"]
    page.click("#network-redo")
    assert steps(page) == ["actor/fjordby", "actor/fjordby!twinning"]
    page.click("#network-show-table")
    assert names(page) == ["Fjordby Municipality", "Granstad", "Hamnby"]
    assert opened.errors == []
    assert {urlsplit(url).hostname for url in opened.requests} == {"127.0.0.1"}


def test_keys_alone_reach_all(open_network: Callable[..., Any]) -> None:
    opened = open_network()
    page = opened.page
    page.focus("#network-search")
    page.keyboard.type("fjordby")
    page.wait_for_selector("#network-hits li")
    page.keyboard.press("Enter")
    grown(page, "one node")
    page.focus("#network-canvas")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "network-panel"
    page.wait_for_selector('#network-kinds[data-of="actor/fjordby"]')
    for _ in range(30):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.dataset.kind") == "twinning":
            break
    page.keyboard.press("Enter")
    grown(page, "3 nodes")
    page.focus("#network-canvas")
    page.keyboard.press("Escape")
    assert page.is_hidden("#network-panel")
    page.keyboard.press("ArrowRight")  # nothing is selected: the first thing is
    assert "thing=actor/fjordby" in page.url
    page.keyboard.press("Delete")
    page.wait_for_function("() => location.search.includes('-actor/fjordby')")
    page.keyboard.press("Control+z")
    page.wait_for_function("() => !location.search.includes('-actor/fjordby')")
    page.focus("#network-show-table")
    page.keyboard.press("Enter")
    assert names(page) == ["Fjordby Municipality", "Granstad", "Hamnby"]
    page.focus('.nw-table button:has-text("Take away") >> nth=1')
    page.keyboard.press("Enter")
    page.wait_for_function("() => location.search.includes('-actor/')")
    grown(page, "2 nodes")
    assert len(names(page)) == 2
    assert opened.errors == []


def test_an_address_shows_the_same_again(open_network: Callable[..., Any]) -> None:
    page = open_network(f"{TWINS}&view=table&off=network&reported=no").page
    assert names(page) == ["Fjordby Municipality", "Granstad", "Hamnby"]
    address = page.url
    page.goto(address)
    page.wait_for_selector("html[data-network=ready]")
    assert page.url == address
    assert not page.is_checked("#network-reported")


def test_filters_and_the_years(open_network: Callable[..., Any]) -> None:
    page = open_network(f"{TWINS}&view=table").page
    page.click("#network-side > summary")
    everything = names(page)
    page.click('#network-filter-kind input[value="network"]')
    assert names(page) == ["Fjordby Municipality", "Granstad", "Hamnby"]
    page.click("#network-reset")
    assert names(page) == everything
    page.click("details:has(> #network-filter-country) > summary")
    page.click('#network-filter-country input[value="FI"]')
    assert "Hamnby" in names(page) and "Granstad" not in names(page)
    page.click("#network-reset")
    page.focus("#network-to")
    page.keyboard.press("Home")
    first = page.inner_text("#network-span")
    assert first == "–".join([page.get_attribute("#network-to", "min")] * 2)
    assert f"years={first.replace('–', '-')}" in page.url
    assert len(names(page)) < len(everything)


def test_collapse_takes_back_what_was_opened_there(open_network: Callable[..., Any]) -> None:
    page = open_network(TWINS).page
    page.click("#network-collapse")
    page.wait_for_function("() => !location.search.includes('!')")
    assert steps(page) == ["actor/fjordby"]


def test_the_sources_of_a_tie(open_network: Callable[..., Any]) -> None:
    page = open_network(TWINS).page
    row = page.locator("#network-panel-ties li", has_text="Granstad").filter(has_text="twin town")
    row.locator("summary").click()
    row.locator("a").first.wait_for()
    assert row.locator("a").first.get_attribute("href") == "https://example.org/register"


def test_downloads(open_network: Callable[..., Any]) -> None:
    opened = open_network(TWINS)
    page = opened.page
    page.click("#network-download summary")
    files = {}
    for name in ("#network-svg", "#network-png", '[data-form="gexf"]', '[data-form="csv"]', '[data-form="json"]'):
        with page.expect_download() as waiting:
            page.click(f"#network-download {name}")
        files[name] = Path(waiting.value.path()).read_bytes()
    svg = files["#network-svg"].decode()
    assert "<title>Granstad</title>" in svg and "Municipality" in svg and svg.endswith("</svg>")
    assert files["#network-png"].startswith(b"\x89PNG")
    assert b"gexf.net/1.3" in files['[data-form="gexf"]']
    assert b"actor/granstad" in files['[data-form="csv"]']
    assert len(json.loads(files['[data-form="json"]'])["nodes"]) == 7
    assert opened.errors == []


@pytest.mark.parametrize("view", ["map", "table"])
@pytest.mark.parametrize(("size", "dark"), [((1440, 900), False), ((390, 844), True)])
def test_axe_finds_nothing(
    open_network: Callable[..., Any], view: str, size: tuple[int, int], dark: bool, tmp_path: Path
) -> None:
    if not AXE.is_file():
        pytest.skip("axe-core is not installed; run `npm ci` in kg/web/script")
    opened = open_network(f"{TWINS}&view={view}", size=size, dark=dark)
    page = opened.page
    page.click("#network-side > summary")
    page.wait_for_selector('#network-kinds[data-of="actor/fjordby"]')
    page.evaluate(AXE.read_text("utf-8"))
    found = page.evaluate("async () => (await axe.run()).violations.map((v) => [v.id, v.nodes.map((n) => n.html)])")
    assert found == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_every_word_of_the_page_is_in_the_catalogue_and_used() -> None:
    used = "".join(path.read_text("utf-8") for path in (STATIC.parent / "script").rglob("page/*.js"))
    used += (STATIC.parent / "network" / "page.html.j2").read_text("utf-8")
    keys = [key.removeprefix("network.") for key in entries("en", "web") if key.startswith("network.")]
    dynamic = ("edge.", "kind.", "column.")
    assert [k for k in keys if not k.startswith(dynamic) and f'"{k}"' not in used and f"t.{k} " not in used] == []


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_a_page_holds_no_script_of_its_own_and_every_language(language: str) -> None:
    html = page_html(language)
    assert html.count("<script") == 2 and 'type="application/json"' in html
    assert "style=" not in html and "onclick" not in html and f'lang="{language}"' in html
