"""A walk through a map: what each view shows is the same on the page and on paper; the example in docs/examples."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kg.api import Samkart
from kg.errors import BadData, Message, NotFound, Usage
from kg.views.appearance import Appearance
from kg.views.map.shown import part_of, shown
from kg.views.map.views import Meanings, View, read_views
from kg.views.map.walk import Walk
from kg.views.visual import resolve
from tests.views.map.page_world import world as small_world

EXAMPLE = Path(__file__).parents[3] / "docs" / "examples" / "walk-baerum.toml"
SHOWN = "[...Sk.nodes.values()].filter((n) => n.visible).map((n) => n.id).sort()"
EDGES = "Sk.edges.filter((e) => e.visible).map((e) => [e.from, e.to].sort().join('-')).sort()"
TITLE = "document.querySelector('#walk h2').textContent"
MEANINGS = Meanings(str, lambda name: frozenset((name,)), lambda name: frozenset((name,)))
WALK = """
[[view]]
title = "All of <it>"
text = "Every town. And what it is in."

[[view]]
title = "The project"
via = "project"
focus = ["baerum", "asker"]

[[view]]
title = "Around Bærum, long ago"
only = "baerum"
period = "1990-2004"
undated = false

[[view]]
title = "Northern towns in 2005"
country = ["NO", "SE"]
year = 2005
layout = "geographic"
focus = "asker"
zoom = 3

[[view]]
title = "Without"
hide = "malmoe"
without_colour = "?"
without_line = "network"
"""


def views() -> list[View]:
    graph = small_world()
    return read_views(WALK, "walk.toml", graph, resolve(graph), meanings=MEANINGS, layout="force")


def walk(open_map: Callable[..., Any], fragment: str = "", **more: Any) -> Any:
    records = [view.record() for view in views()]
    return open_map(small_world(), fragment=fragment, views=records, **more)


@pytest.mark.parametrize("number", [1, 2, 3, 4, 5])
def test_a_view_shows_the_same_on_the_page_and_on_paper(open_map: Callable[..., Any], number: int) -> None:
    opened = walk(open_map, f"#view={number}")
    graph, view = small_world(), views()[number - 1]
    geographic = view.shows.get("layout") == "geographic"
    part = shown(graph, resolve(graph), view.shows, geographic=geographic)
    assert opened.page.evaluate(SHOWN) == sorted(part)
    assert opened.page.evaluate(EDGES) == sorted("-".join(sorted(pair)) for pair in part.edges)
    assert opened.page.evaluate("Sk.state.layout") == ("geographic" if geographic else "force")
    assert sorted(opened.page.evaluate("[...Sk.focus.nodes].map((n) => n.id)")) == sorted(view.shows.get("focus", []))
    assert opened.page.evaluate(TITLE) == view.title
    assert opened.fragment() == f"view={number}"
    assert opened.errors == []


def test_the_views_show_what_they_say() -> None:
    graph = small_world()
    look = resolve(graph)
    parts = [shown(graph, look, view.shows, geographic=view.shows.get("layout") == "geographic") for view in views()]
    assert [sorted(part) for part in parts] == [
        sorted(graph),
        ["asker", "baerum", "sun"],
        ["baerum", "tartu"],
        ["asker", "baerum", "malmoe"],
        ["asker", "baerum", "sun", "tartu"],
    ]
    assert [sorted("-".join(sorted(pair)) for pair in part.edges) for part in parts[1:]] == [
        ["asker-sun", "baerum-sun"],
        ["baerum-tartu"],
        ["baerum-malmoe"],
        ["asker-sun", "baerum-sun", "baerum-tartu"],
    ]


def test_a_part_looks_as_it_does_in_the_whole_and_its_legend_counts_the_part() -> None:
    graph = small_world()
    whole = resolve(graph, Appearance())
    part = shown(graph, whole, views()[1].shows)
    look = part_of(whole, part)
    assert {node: look.nodes[node] for node in part} == {node: whole.nodes[node] for node in part}
    assert [(entry.key, entry.count) for entry in look.colours] == [("Municipality", 2), ("project", 1)]
    assert [(entry.key, entry.count) for entry in look.shapes] == [("actor", 2), ("project", 1)]
    assert [(entry.key, entry.count) for entry in look.lines] == [("project", 2)]


def test_buttons_dots_and_keys_lead_from_view_to_view(open_map: Callable[..., Any]) -> None:
    opened = walk(open_map)
    page = opened.page
    assert page.is_hidden("#walk")
    page.click("#walk-open")
    assert (page.evaluate(TITLE), page.inner_text("#walk > .count")) == ("All of <it>", "1 of 5")
    assert page.is_disabled("#walk-back")
    page.click("#walk-on")
    assert page.evaluate(TITLE) == "The project"
    page.keyboard.press("ArrowRight")
    assert page.evaluate(TITLE) == "Around Bærum, long ago"
    page.keyboard.press("PageDown")
    page.keyboard.press("PageDown")
    page.keyboard.press("PageDown")
    assert page.evaluate(TITLE) == "Without"
    assert page.is_disabled("#walk-on")
    page.keyboard.press("PageUp")
    assert opened.fragment() == "view=4"
    page.click("#walk-dot-2")
    assert page.get_attribute("#walk-dot-2", "aria-current") == "step"
    page.click("#walk-close")
    assert page.is_hidden("#walk")
    assert opened.fragment() == "k=project&mark=asker+baerum"
    page.evaluate("location.hash = '#view=3'")
    page.wait_for_selector("#walk h2:has-text('long ago')")


def test_an_address_of_no_view_is_the_map(open_map: Callable[..., Any]) -> None:
    page = walk(open_map, "#view=6").page
    assert page.is_hidden("#walk") and page.is_visible("#walk-open")


def test_what_the_reader_changes_stands_in_the_address_instead(open_map: Callable[..., Any]) -> None:
    opened = walk(open_map, "#view=2")
    opened.page.click('#legend .entry[data-key="project"] >> nth=0')
    assert opened.fragment().startswith("k=project&off-")
    assert opened.page.is_visible("#walk")


def test_a_view_can_be_zoomed_in_on(open_map: Callable[..., Any]) -> None:
    page = walk(open_map, "#view=4").page
    page.wait_for_timeout(400)
    found = page.evaluate(
        """() => {
          const [x, y] = Sk.toScreen(Sk.nodes.get("asker"));
          const [width, height] = Sk.size();
          return [x / width, y / height];
        }"""
    )
    assert found == [pytest.approx(0.5, abs=0.02), pytest.approx(0.5, abs=0.02)]


@pytest.mark.parametrize("size", [(1440, 900), (390, 844)])
def test_the_card_leaves_the_map_free_and_fits_the_screen(open_map: Callable[..., Any], size: tuple[int, int]) -> None:
    page = walk(open_map, "#view=1", size=size).page
    page.wait_for_timeout(400)
    card, drawn = (page.locator(f"#{name}").bounding_box() for name in ("walk", "network"))
    apart = card["x"] + card["width"] <= drawn["x"] or card["y"] >= drawn["y"] + drawn["height"]
    assert apart
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]


def test_on_paper_each_view_is_a_page(open_map: Callable[..., Any]) -> None:
    opened = walk(open_map, "#view=2")
    page = opened.page
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    printed = page.evaluate(
        """() => [...document.querySelectorAll("#walk-pages section")].map((section) => [
          section.querySelector("h2").textContent,
          section.querySelector("p").textContent,
          section.querySelectorAll("svg svg line").length,
          getComputedStyle(section).breakAfter,
        ])"""
    )
    assert printed == [
        ["All of <it>", "Every town. And what it is in.", 6, "page"],
        ["The project", "", 2, "page"],
        ["Around Bærum, long ago", "", 1, "page"],
        ["Northern towns in 2005", "", 1, "page"],
        ["Without", "", 3, "auto"],
    ]
    assert page.is_visible("#walk-pages") and page.is_hidden("main")
    assert opened.fragment() == "view=2"
    for landscape in (False, True):
        assert page.pdf(format="A4", landscape=landscape).count(b"/Type /Page\n") == 5


def test_what_the_page_shows_is_had_as_a_view_and_read_again(open_map: Callable[..., Any]) -> None:
    fragment = "#n=tartu&k=twinning&c=EE+NO&off-type=network&y=1995-2005&undated=no&hide=malmoe&at=10.0,20.0,500.0"
    opened = open_map(small_world(), fragment=fragment)
    page = opened.page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.evaluate("document.getElementById('download').open = true")
    page.evaluate(
        "navigator.clipboard.writeText = (text) => { document.body.dataset.copied = text; return Promise.resolve(); }"
    )
    page.click("#copy-view")
    page.wait_for_function("() => document.body.dataset.copied")
    text = page.evaluate("document.body.dataset.copied")
    assert tomllib.loads(text) == {
        "view": [
            {
                "title": "Bærum and friends",
                "text": "",
                "focus": ["Tartu"],
                "hide": ["Malmö"],
                "via": ["twinning"],
                "country": ["EE", "NO"],
                "without_shape": ["network"],
                "period": "1995-2005",
                "undated": False,
                "at": [10.0, 20.0, 500.0],
            }
        ]
    }
    graph = small_world()
    (view,) = read_views(text, "walk.toml", graph, resolve(graph), meanings=MEANINGS, layout="force")
    before = (page.evaluate(SHOWN), page.evaluate(EDGES))
    again = open_map(small_world(), views=[view.record()], fragment="#view=1").page
    assert (again.evaluate(SHOWN), again.evaluate(EDGES)) == before


@pytest.fixture
def walked(embedded: Samkart) -> Walk:
    made = embedded.map("Bærum", views=EXAMPLE)
    assert isinstance(made, Walk)
    return made


def test_the_example_runs_on_the_embedded_data(walked: Walk, tmp_path: Path) -> None:
    look = resolve(walked.graph, walked.look)
    parts = [
        shown(walked.graph, look, view.shows, geographic=view.shows.get("layout") == "geographic")
        for view in walked.views
    ]
    twins = {walked.graph.nodes[node]["label"] for node in parts[2]}
    assert twins == {"Bærum kommune", "Frederiksberg", "Hafnarfjörður", "Hämeenlinna", "Tartu", "Uppsala"}
    assert {kind for _, _, data in parts[1].edges(data=True) for kind in data["kinds"]} == {"project"}
    assert [view.title for view in walked.views] == [
        "Hvem Bærum er forbundet med",
        "Prosjektene",
        "Vennskapsbyene på kartet",
        "Klima og miljø",
        "Før kommunereformen",
    ]
    walked.save(tmp_path / "walk.html")
    assert (tmp_path / "walk.html").read_text("utf-8").count(
        "Forbindelser som kan ha gjeldt i EUs forrige programperiode."
    ) == 1


@pytest.mark.slow
def test_the_example_on_paper_has_a_page_for_each_view(walked: Walk, tmp_path: Path) -> None:
    pytest.importorskip("font_source_sans_pro", reason="the extra figures is not installed")
    figures = walked.figures()
    assert ["Vennskapsbyene ligger i de nordiske landene og i Estland." in svg for svg in figures] == [
        *(False, False, True, False, False)
    ]
    walked.save(tmp_path / "walk.pdf")
    content = (tmp_path / "walk.pdf").read_bytes()
    assert content.count(b"/Type /Page\n") + content.count(b"/Type/Page/") == 5 or b"/Count 5" in content


def test_a_picture_of_one_view_is_refused(world: Samkart, tmp_path: Path) -> None:
    file = tmp_path / "walk.toml"
    file.write_text('[[view]]\ntitle = "Fjordby"\nfocus = "Fjordby kommune"\n', "utf-8")
    made = world.map("fjordby", views=str(file))
    for ending in (".svg", ".png"):
        with pytest.raises(Usage) as refused:
            made.save(tmp_path / f"walk{ending}")
        assert isinstance(refused.value.message, Message)
        assert refused.value.message == (
            f"{ending} holds one picture; a walk of several views is written as .html or .pdf"
        )


def test_names_in_a_view_are_those_of_the_graph(world: Samkart, tmp_path: Path) -> None:
    file = tmp_path / "walk.toml"
    file.write_text('[[view]]\ntitle = "x"\nfocus = "922222222"\ntheme = "climate-and-environment"\n', "utf-8")
    made = world.map("fjordby", views=file)
    assert isinstance(made, Walk)
    assert [each.rsplit("/", 1)[1] for each in made.views[0].shows["focus"]] == ["fjordby"]
    file.write_text('[[view]]\ntitle = "x"\nfocus = "Fjordbyy"\ntheme = "klimat og miljø"\n', "utf-8")
    with pytest.raises(BadData) as refused:
        world.map("fjordby", views=file)
    told = [str(problem) for problem in refused.value.problems]
    assert [line.partition(";")[0] for line in told] == [
        "walk.toml, view 1: focus: nothing is called 'Fjordbyy'",
        "walk.toml, view 1: theme: nothing is called 'klimat og miljø'",
    ]
    assert told[0].endswith("perhaps Fjordby kommune")


def test_a_file_that_is_not_there_is_told(world: Samkart, tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="there is no file"):
        world.map("fjordby", views=tmp_path / "none.toml")
