"""Maps of areas as people get them: figures that are well-formed, a page that needs nothing, data that read back."""

from __future__ import annotations

import csv
import io
import json
import re
import xml.etree.ElementTree as ET
import zipfile
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from kg.api import Samkart
from kg.errors import KgError, Usage
from kg.views.areas.areas import Area, Asked, Panel, Shown
from kg.views.areas.boundaries import division_on
from kg.views.areas.classes import scale_of
from kg.views.areas.counting import Flow, Tally
from kg.views.areas.drawn import FORMATS, AreaMap
from kg.views.areas.legend import entries
from kg.views.areas.shading import HATCHED, MISSING, ZERO, fill_of, flow_width
from kg.views.areas.words import caption
from kg.views.figures.svg import SVG

HOSTILE = '<script>alert("x")</script>]]>&amp;'


def sample(flows: bool = False, name: str = "Sogn") -> AreaMap:
    """Counties of 2024: one with a value, one with none, one unknown; in two periods."""

    def panel(period: str, value: float) -> Panel:
        areas = (
            Area("46", name, value, Tally(ties=int(value), own=1, actors=frozenset({"a"})), at=(-200.0, -1000.0)),
            Area("03", "Oslo", 0, Tally(), at=(60.0, -900.0)),
            Area("18", "Nordland", None, Tally(ties=2, unknown=2), missing="amounts", at=(200.0, -1700.0)),
        )
        return Panel(
            period, areas, (Flow("03", "46", 3),) if flows else (), division_on("county", "2024-01-01"), ties=9
        )

    panels = (panel("2014–2020", 3), panel("2021–2027", 12))
    scale = scale_of([area.value for each in panels for area in each.areas])
    asked = Asked("county", "participations", False, "quantile", flows)
    return AreaMap(
        Shown(asked, panels, scale, "Kart", "Norge", "nb", sources=("Kilde",), attributions=("© Kartverket",))
    )


class Page(HTMLParser):
    """The elements of a page, and what is not closed."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def test_the_legend_names_every_class_zero_and_unknown_with_how_many_areas() -> None:
    found = entries(sample().shown)
    assert [(words, number) for _, words, number in found] == [
        ("3", 1),
        ("4–12", 1),
        ("Ingen kjente", 2),
        ("Ikke kjent: beløp mangler", 2),
    ]
    assert found[2][0] == ZERO and found[3][0] == HATCHED
    assert len({colour for colour, _, _ in found}) == 4


def test_colours_tell_zero_from_unknown_and_from_nobody_there() -> None:
    scale = scale_of([0, None, 5])
    looks = [
        fill_of(Area("1", "", value, Tally(), missing), scale)
        for value, missing in ((0, ""), (None, "amounts"), (None, "actors"))
    ]
    assert looks == [ZERO, HATCHED, MISSING]


def test_the_caption_says_division_unplaced_and_boundaries() -> None:
    shown = sample(flows=True).shown
    panel = replace(shown.panels[0], unplaced={"Viken": 2}, nowhere=1)
    told = caption(replace(shown, panels=(panel,)))
    assert "Inndelingen av Norge er den fra 2024." in told
    assert (
        "Ikke plassert: én aktør (Viken) med til sammen 2 forbindelser; hvilket område de ligger i, er ikke kjent."
        in told
    )
    assert "Én aktør uten kjent land er ikke med." in told
    assert told[-1] == "Grenser: © Kartverket."


def test_a_line_is_as_wide_as_its_ties_but_can_always_be_seen() -> None:
    assert flow_width(10, 10, 7) == 7 and flow_width(5, 10, 7) == 3.5 and flow_width(1, 1000, 7) == 0.5


@pytest.mark.parametrize("size", ["a4-column", "a4-page", "slide"])
def test_a_figure_has_a_panel_for_each_period_and_all_of_its_areas(size: str) -> None:
    root = ET.fromstring(sample(flows=True).svg(size))  # noqa: S314 - our own
    panels = root.findall(f".//{{{SVG}}}g[@class='panel']")
    assert len(panels) == 2
    for panel in panels:
        fills = [path.get("fill") for path in panel.findall(f"{{{SVG}}}g[@class='areas']/{{{SVG}}}path")]
        assert len(fills) == 15 and fills.count(ZERO) == 1 and fills.count(HATCHED) == 1
        assert len(panel.findall(f"{{{SVG}}}g[@class='flows']/{{{SVG}}}path")) == 1
    texts = {text.text for text in root.iter(f"{{{SVG}}}text")}
    assert {"2014–2020", "2021–2027", "Sogn", "Kilde: Kilde"} <= texts
    colours = [{p.get("fill") for p in panel.iter(f"{{{SVG}}}path")} - {ZERO, HATCHED, "#ECEAE4"} for panel in panels]
    assert colours[0] != colours[1]  # 3 and 12 on one scale


def test_an_unknown_size_is_refused() -> None:
    with pytest.raises(Usage, match="poster"):
        sample().svg("poster")


def test_a_page_needs_nothing_else_and_runs_no_text_of_a_source() -> None:
    text = sample(name=HOSTILE).html
    page = Page(text)
    assert not re.search(r'(?:src|href|action)="', text)
    assert [tag for tag, _ in page.found].count("script") == 1
    assert "script>alert" not in text
    policy = next(a["content"] for tag, a in page.found if tag == "meta" and "http-equiv" in a)
    assert "default-src 'none'" in str(policy)
    said = [a["aria-label"] for tag, a in page.found if a.get("class") == "area"]
    assert said.count(f"{HOSTILE}: 3") == 1 and said.count("Nordland: Beløp mangler") == 2


def test_a_page_is_made_without_the_extra_for_figures(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(module: str) -> None:
        raise KgError(f"{module} is not installed")

    monkeypatch.setattr("kg.views.figures.font.need", missing)
    monkeypatch.setattr("kg.views.figures.font._advances", missing)
    assert sample(flows=True).html.count('class="area"') == 6
    with pytest.raises(KgError, match="not installed"):
        sample().svg()


def test_a_page_has_a_table_row_for_each_area_of_each_period_and_ids_that_differ() -> None:
    page = Page(sample().html)
    assert [a["data-area"] for tag, a in page.found if tag == "tr" and "data-area" in a] == ["46", "03", "18"] * 2
    ids = [a["id"] for _, a in page.found if "id" in a]
    assert len(ids) == len(set(ids))
    assert {a.get("fill") for _, a in page.found if a.get("class") == "area"} >= {"url(#hatch0)", "url(#hatch1)"}


@pytest.mark.parametrize("ending", FORMATS)
def test_every_ending_is_written(ending: str, tmp_path: Path) -> None:
    path = tmp_path / f"map{ending}"
    sample(flows=True).save(path, dpi=60)
    begin = path.read_bytes()[:8]
    known = {".png": b"\x89PNG", ".pdf": b"%PDF", ".xlsx": b"PK", ".svg": b"<svg", ".html": b"<!doc", ".json": b"{"}
    assert begin.startswith(known.get(ending, b"period,a"))


def test_another_ending_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Usage, match="unknown ending"):
        sample().save(tmp_path / "map.gexf")


def test_data_hold_every_area_its_class_and_the_flows(tmp_path: Path) -> None:
    made = sample(flows=True)
    made.save(tmp_path / "map.csv")
    made.save(tmp_path / "map.json")
    made.save(tmp_path / "map.xlsx")
    rows = list(csv.DictReader(io.StringIO((tmp_path / "map.csv").read_text("utf-8"))))
    assert rows[0] == {
        "period": "2014–2020",
        "area": "46",
        "name": "Sogn",
        "value": "3",
        "own": "1",
        "actors": "1",
        "class": "3",
        "missing": "",
        "boundaries": "2024",
    }
    assert [(row["value"], row["class"], row["missing"]) for row in rows[1:3]] == [
        ("0", "Ingen kjente", ""),
        ("", "Ikke kjent", "Beløp mangler"),
    ]
    links = (tmp_path / "map.flows.csv").read_text("utf-8").splitlines()
    assert links[1] == "2014–2020,03,Oslo,46,Sogn,3" and len(links) == 3
    told: dict[str, Any] = json.loads((tmp_path / "map.json").read_text("utf-8"))
    assert told["scale"] == {
        "method": "quantile",
        "classes": [{"above": 2.0, "up_to": 3.0, "areas": 1}, {"above": 3.0, "up_to": 12.0, "areas": 1}],
        "zero": 2,
        "not_known": 2,
    }
    assert len(told["areas"]) == 6 and len(told["flows"]) == 2
    sheets = [name for name in zipfile.ZipFile(tmp_path / "map.xlsx").namelist() if "worksheets/sheet" in name]
    assert len(sheets) == 3


def test_hover_focus_keys_and_periods_of_a_page(browser: Any, tmp_path: Path) -> None:
    sample().save(tmp_path / "map.html")
    page = browser.new_page(viewport={"width": 390, "height": 844})
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda message: faults.append(message.text))
    page.goto(f"file://{tmp_path}/map.html")
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    assert page.locator(".panel:visible .map").count() == 0 or page.locator("#panel1 .map").is_visible()
    page.locator("#panel1 .area[data-area='46']").focus()
    assert page.locator("#card h2").inner_text() == "Sogn"
    assert page.locator("#card dd").first.inner_text() == "12"
    assert page.locator("#card .pale").inner_text() == "Kilder: Kilde"
    page.keyboard.press("ArrowRight")
    assert page.locator("#card h2").inner_text() == "Oslo"
    page.locator("label[for=p0]").click()
    assert page.locator("#panel0 .map").is_visible() and not page.locator("#panel1 .map").is_visible()
    page.locator("#panel0 tr[data-area='46']").click()
    assert page.locator("#card dd").first.inner_text() == "3"
    assert faults == []
    page.close()


def test_a_notebook_shows_the_page(world: Samkart) -> None:
    made = world.areas(by="county")
    assert made._repr_html_().startswith("<iframe srcdoc=")
    assert repr(made) == f"<map of county areas of Samkart: {len(made.table.rows)} rows>"
