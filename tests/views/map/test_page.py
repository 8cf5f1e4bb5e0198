"""The map page in headless Chromium."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

from kg.ids import fold
from kg.views.map.page import map_page
from tests.views.map.page_world import EVIL, world

SHOWN = "[...Sk.nodes.values()].filter((n) => n.visible).map((n) => n.id).sort()"
EDGES = "Sk.edges.filter((e) => e.visible).map((e) => [e.from, e.to].sort().join('-')).sort()"
ALL = sorted(world())


def test_no_request_leaves_the_page(open_map: Callable[..., Any]) -> None:
    """With the network off, everything works and nothing but the file itself (and pictures made here) is asked for."""
    opened = open_map(world(), layout="geographic")
    page = opened.page
    page.fill("#search", "malmo")
    page.keyboard.press("Enter")
    page.click("#show-table")
    page.click("#show-map")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.evaluate("Sk.makePng().then((blob) => blob.size > 10000 && blob.type)") == "image/png"
    kinds = {re.split(r"[:#]", url)[0] for url in opened.requests}
    assert kinds <= {"file", "data", "about", "blob"}
    assert {url.split("#")[0] for url in opened.requests if url.startswith("file:")} == {opened.uri}
    assert opened.errors == []


def test_no_address_in_the_file_is_loaded() -> None:
    """Read as text: no src, href, import or CSS url() that names another host; and a policy that would forbid it."""
    html = map_page(world(), title="T")
    head = html[: html.index("<body")]
    assert "default-src 'none'" in head and "connect-src 'none'" in head
    tags = re.findall(r"<(?!/)[a-z]+\b[^>]*>", re.sub(r"<script.*?</script>", "", html, flags=re.S))
    assert [tag for tag in tags if re.search(r"\b(src|href|action|srcset|data)=[\"']?(https?:)?//", tag)] == []
    assert [tag for tag in tags if tag.startswith(("<link", "<iframe", "<object", "<embed", "<base"))] == []
    assert re.findall(r"<script[^>]*\bsrc", html) == []
    style = html[html.index("<style>") : html.index("</style>")]
    assert "url(" not in style and "@import" not in style


def test_a_label_cannot_become_markup(open_map: Callable[..., Any]) -> None:
    page = open_map(world(), title=EVIL, fragment="#n=evil").page
    assert page.title() == EVIL
    assert page.inner_text("#title") == EVIL
    assert page.inner_text("#panel h2") == EVIL
    page.click("#show-table")
    assert page.evaluate("document.querySelectorAll('img:not(#print-image)').length") == 0
    assert (
        page.evaluate(
            "new DOMParser().parseFromString(Sk.makeSvg(), 'image/svg+xml')"
            ".querySelectorAll('parsererror, img, script').length"
        )
        == 0
    )
    assert page.evaluate("Sk.makeSvg().includes('onerror=\"')") is False


def test_a_source_that_is_no_web_address_is_no_link(open_map: Callable[..., Any]) -> None:
    page = open_map(world(), fragment="#n=baerum").page
    links = page.evaluate("[...document.querySelectorAll('#panel a')].map((a) => [a.textContent, a.href, a.rel])")
    assert links == [["The annual report", "https://example.org/report", "noopener noreferrer"]]


def test_search_finds_folded_names(open_map: Callable[..., Any]) -> None:
    page = open_map(world()).page
    found = "Sk.hits.map((record) => record.id)"
    for typed, expected in {
        "barum": ["baerum"],
        "BAERUM": ["baerum"],
        "malmo": ["malmoe"],
        "kommune": ["asker"],
        "xyz": [],
    }.items():
        page.fill("#search", typed)
        assert page.evaluate(found) == expected, typed
    assert page.inner_text("#hits") == "Nothing found"
    page.fill("#search", "bae")
    page.keyboard.press("ArrowDown")
    assert page.get_attribute("#search", "aria-activedescendant") == "hit-0"
    page.keyboard.press("Enter")
    assert page.evaluate("Sk.state.selected") == "baerum"
    assert page.inner_text("#panel h2") == "Bærum"


def test_names_are_folded_as_python_folds_them(open_map: Callable[..., Any]) -> None:
    names = [
        "Bærum",
        "BÆRUM  Kommune",
        "Ålesund",
        "Aalesund",
        "Kárášjohka",
        "Łódź",
        "Straße",
        "Göteborg",
        "Goeteborg",
        "Œuvre",
        "İzmir",
        "A-b_c.d",
        "Řež",
        "Guovdageaidnu – Kautokeino",
        "ﬁne",
        "日本",
    ]
    page = open_map(world()).page
    assert page.evaluate("(names) => names.map(Sk.fold)", names) == [fold(name) for name in names]


def test_click_selects_and_shows_the_card(open_map: Callable[..., Any]) -> None:
    opened = open_map(world())
    page = opened.page
    x, y = page.evaluate("Sk.toScreen(Sk.nodes.get('baerum'))")
    box = page.locator("#network").bounding_box()
    page.mouse.click(box["x"] + x, box["y"] + y)
    page.wait_for_function("Sk.state.selected === 'baerum'")
    facts = page.evaluate(
        "[...document.querySelectorAll('#panel dt')].map((dt) => [dt.textContent, dt.nextSibling.textContent])"
    )
    assert facts == [
        ["Kind", "Municipality"],
        ["Country", "Norway"],
        ["Level", "Local"],
        ["Ties", "4"],
        ["Themes", "MobilityEnergy"],
        ["Programmes", "unknown"],
        ["Strength", "4"],
    ]
    partners = page.evaluate(
        "[...document.querySelectorAll('.partners > li')].map((li) => ["
        "li.querySelector('.partner').textContent, li.querySelector('.ties').innerText.replace(/\\s+/g, ' ')])"
    )
    assert partners == [
        [EVIL, f"network {EVIL} date unknown"],
        ["Malmö", "agreement Sound 2005–2010 source: x"],
        ["SUN", "project SUN 2021–2024 · Coordinator source: The annual report"],
        ["Tartu", "twinning from 1992"],
    ]
    near = page.evaluate("[...Sk.focus.near].map((n) => n.id).sort()")
    assert near == ["baerum", "evil", "malmoe", "sun", "tartu"]
    assert page.inner_text("#live") == "Bærum is selected, 4 neighbours"
    assert opened.fragment() == "n=baerum"


@pytest.mark.parametrize(
    ("fragment", "nodes", "edges"),
    [
        ("", ALL, ["asker-evil", "asker-sun", "baerum-evil", "baerum-malmoe", "baerum-sun", "baerum-tartu"]),
        ("#k=twinning", ["baerum", "tartu"], ["baerum-tartu"]),
        ("#off-tie=network+project", ["baerum", "malmoe", "tartu"], ["baerum-malmoe", "baerum-tartu"]),
        ("#t=energy", ["asker", "baerum", "sun"], ["asker-sun", "baerum-sun"]),
        ("#p=horizon-europe", ["sun"], []),
        ("#c=EE+SE", ["malmoe", "tartu"], []),
        ("#c=%253F", ["evil", "nobody", "sun"], []),
        ("#l=international", ["evil"], []),
        ("#off-group=Municipality", ["evil", "nobody", "sun"], []),
        (
            "#off-type=project",
            ["asker", "baerum", "evil", "malmoe", "nobody", "tartu"],
            ["asker-evil", "baerum-evil", "baerum-malmoe", "baerum-tartu"],
        ),
        ("#y=1992-1999&undated=no", ["baerum", "tartu"], ["baerum-tartu"]),
        (
            "#y=2006-2007",
            ["asker", "baerum", "evil", "malmoe", "tartu"],
            ["asker-evil", "baerum-evil", "baerum-malmoe", "baerum-tartu"],
        ),
        ("#hide=baerum+sun", ["asker", "evil", "malmoe", "nobody", "tartu"], ["asker-evil"]),
        ("#only=sun", ["asker", "baerum", "sun"], ["asker-sun", "baerum-sun"]),
        ("#n=no-such&k=nonsense&hide=%25&y=9-2&at=a,b,c&only=x&layout=moon&lang=xx", ALL, 6),
    ],
)
def test_the_fragment_restores_filters(
    open_map: Callable[..., Any], fragment: str, nodes: list[str], edges: Any
) -> None:
    opened = open_map(world(), fragment=fragment)
    if edges == 6:  # what the address gets wrong is passed over
        assert opened.errors == []
        assert opened.page.evaluate("[Sk.state.selected, Sk.state.isolate, Sk.state.layout, Sk.state.lang]") == [
            None,
            None,
            "force",
            "en",
        ]
        return
    assert opened.page.evaluate(SHOWN) == nodes
    assert opened.page.evaluate(EDGES) == edges
    assert opened.page.evaluate(SHOWN) == opened.go("#" + opened.fragment()).evaluate(SHOWN)


def test_the_fragment_restores_the_whole_view(open_map: Callable[..., Any]) -> None:
    opened = open_map(world())
    page = opened.page
    page.select_option("#lang", "nn")
    page.click("#dark")
    page.click("#geographic")
    page.click('#facets details[data-facet="country"] summary')
    page.check('#facets input[value="NO"]')
    page.fill("#search", "asker")
    page.keyboard.press("Enter")
    page.click("#zoom-in")
    fragment = opened.fragment()
    state = "[Sk.state.lang, Sk.isDark(), Sk.state.layout, [...Sk.state.facets.country], Sk.state.card, Sk.fragment()]"
    before = page.evaluate(state)
    assert before[:5] == ["nn", True, "geographic", ["NO"], "asker"]
    assert "at=" in before[5]
    assert opened.go("#" + fragment).evaluate(state) == before
    assert page.get_attribute("html", "lang") == "nn" and page.inner_text("#show-table") == "Tabell"
