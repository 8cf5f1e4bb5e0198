"""The map page in headless Chromium."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable
from typing import Any

import networkx as nx
import pytest

from kg.ids import fold
from kg.views.map_page import map_page
from tests.views.pages.world import EVIL, world

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
        ["Level", "local"],
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
        ["SUN", "project SUN 2021–2024 · coordinator source: The annual report"],
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
)  # fmt: skip
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
    page.wait_for_timeout(500)
    page.click("#zoom-in")
    fragment = opened.fragment()
    state = (
        "[Sk.state.lang, Sk.isDark(), Sk.state.layout, [...Sk.state.facets.country], Sk.state.card, "
        "Sk.network.getScale().toFixed(1), Sk.fragment()]"
    )
    before = page.evaluate(state)
    assert before[:5] == ["nn", True, "geographic", ["NO"], "asker"]
    assert opened.go("#" + fragment).evaluate(state) == before
    assert page.get_attribute("html", "lang") == "nn" and page.inner_text("#show-table") == "Tabell"


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
