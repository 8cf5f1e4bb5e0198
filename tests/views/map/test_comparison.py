"""Two periods side by side: the same changes as `kg changes`, in every mode; one place for each node; what is told."""

from __future__ import annotations

import math
import re
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import pytest

from kg.api import Samkart
from kg.errors import Message, NotFound, Usage
from kg.language.captions import caption_lines
from kg.networks.changes import changes
from kg.networks.choices import MODES
from kg.views.map.comparison import Comparison

PERIODS = ("2014-2020", "2021-2027")
BEFORE, AFTER = ("2014..2020", "2021..2027")
SVG = "{http://www.w3.org/2000/svg}"


def drawn(samkart: Samkart, *names: str, **asked: Any) -> Comparison:
    """The comparison of the two usual periods, of actors and what they meet in unless another mode is asked for."""
    usual = {} if asked.get("geographic") else {"mode": "two-mode"}
    made = samkart.map(*names, periods=PERIODS, **usual | asked)
    assert isinstance(made, Comparison)
    return made


@pytest.mark.parametrize("mode", MODES)
def test_what_is_drawn_is_what_kg_changes_finds(world: Samkart, mode: str) -> None:
    for asked in ({}, {"via": "network", "weight": "shared"}, {"country": ["NO", "SE"]}):
        try:
            found = world.changes("fjordby", before=BEFORE, after=AFTER, mode=mode, **asked)
        except NotFound:  # no such area in the world
            continue
        if not (found.found.new or found.found.lost or found.found.kept):
            with pytest.raises(NotFound, match="nothing to draw"):
                drawn(world, "fjordby", mode=mode, **asked)
            continue
        made = drawn(world, "fjordby", mode=mode, **asked)
        assert made.changes == found.found
        words = {frozenset((u, v)): data["change"] for u, v, data in made.graph.edges(data=True)}
        assert words == {
            frozenset((edge.one, edge.other)): word
            for word in ("new", "lost", "kept")
            for edge in getattr(found.found, word)
        }
        assert {node: data["change"] for node, data in made.graph.nodes(data=True)} == {
            node: word for word in ("entered", "left", "stayed") for node in getattr(found.found, word)
        }


@pytest.mark.parametrize("mode", ["actor", "country"])
def test_the_embedded_data_have_the_same_changes_on_the_map(embedded: Samkart, mode: str) -> None:
    asked: dict[str, Any] = {"mode": mode, "via": "project,twinning"}
    assert drawn(embedded, "baerum", **asked).changes == embedded.changes("baerum", **asked).found


def test_actors_and_what_they_meet_in_are_compared_as_the_two_maps_of_the_periods(world: Samkart) -> None:
    made = drawn(world, "fjordby")
    before = world.map("fjordby", since="2014", until="2020", mode="two-mode").graph
    after = world.map("fjordby", since="2021", until="2027", mode="two-mode").graph
    assert made.changes == changes(before, after)
    counts = {key: len(getattr(made.changes, key)) for key in ("entered", "left", "stayed", "new", "lost", "kept")}
    assert counts == {"entered": 8, "left": 5, "stayed": 13, "new": 22, "lost": 14, "kept": 17}


def test_the_caption_tells_what_changed_and_what_is_uncertain(world: Samkart) -> None:
    assert caption_lines(drawn(world, "fjordby").graph, "en") == [
        "2014–2020 and 2021–2027, every node in the same place: 22 new ties, 14 lost, 17 kept;"
        " 8 nodes entered, 5 left, 13 stayed.",
        "2014–2020: 25 ties are counted, 9 of them uncertain.",
        "2021–2027: 37 ties are counted, 10 of them uncertain.",
        "Uncertain (dotted): the dates do not settle whether the tie held in the period, or it is only reported;"
        " without a known end it is sure for 5 years after the last source.",
        "Actors and what they take part in: 26 nodes, 53 edges.",
        "Period: 1952–2026.",
        "Data as of 2024-01-15.",
    ]
    for period, (since, until) in (("2014–2020", ("2014", "2020")), ("2021–2027", ("2021", "2027"))):
        whole = world.map("fjordby", since=since, until=until, mode="two-mode").graph.graph["caption"]
        (told,) = (
            each
            for each in drawn(world, "fjordby").graph.graph["caption"]["comparison"]["periods"]
            if each["period"] == period
        )
        (caveat,) = (each for each in whole["caveats"] if each.code == "uncertain")
        assert (told["ties"], told["uncertain"]) == (whole["ties"], caveat.figures["k"])


def test_a_tie_is_in_doubt_where_its_card_says_that_it_may_have_held(world: Samkart) -> None:
    made = drawn(world, "fjordby")
    for place, (since, until) in enumerate((("2014", "2020"), ("2021", "2027"))):
        alone = world.map("fjordby", since=since, until=until, mode="two-mode").graph
        doubtful = {
            frozenset((u, v))
            for u, v, data in alone.edges(data=True)
            if all(record["certainty"] != "held" for record in data["records"])
        }
        found = {frozenset((u, v)) for u, v, data in made.graph.edges(data=True) if data["doubt"][place]}
        assert found == doubtful
        assert found


def test_the_table_has_a_row_per_node_with_what_became_of_it(world: Samkart) -> None:
    table = drawn(world, "granstad", via="network", country="SE").table
    assert table.names == ["name", "kind", "country", "change", "before", "after"]
    assert [[cell.text for cell in row] for row in table.rows] == [
        ["Eurobyene", "nettverk", "BE", "ble", "2", "2"],
        ["Gamlenettet", "nettverk", "", "falt fra", "1", "0"],
        ["Granstad", "kommune", "SE", "ble", "2", "1"],
        ["Skogsby", "kommune", "SE", "ble", "1", "1"],
    ]


def same(one: set[tuple[float, float]], other: set[tuple[float, float]]) -> bool:
    """Are two sets of points the same but for what rounding of coordinates makes?"""
    near = [min(math.dist(a, b) for b in other) for a in one]
    return len(one) == len(other) and max(near) < 0.05


def places(svg: str, panel: int) -> dict[str, set[tuple[float, float]]]:
    """Where the ends of lines lie in a panel, measured from its frame, by what became of the line."""
    root = ET.fromstring(svg)  # noqa: S314
    group = next(g for g in root.iter(f"{SVG}g") if g.get("class") == f"panel period-{panel}")
    frame = group.find(f"{SVG}rect")
    assert frame is not None
    left, top = float(frame.get("x", "")), float(frame.get("y", ""))
    found: dict[str, set[tuple[float, float]]] = {}
    for edges in group.iter(f"{SVG}g"):
        kind, _, change = (edges.get("class") or "").partition(" ")
        if kind == "edges":
            found[change] = {
                (round(float(line.get(f"x{i}", "")) - left, 2), round(float(line.get(f"y{i}", "")) - top, 2))
                for line in edges
                for i in (1, 2)
            }
    return found


@pytest.mark.parametrize("page", ["a4-page", "a4-column", "slide"])
def test_a_node_is_in_the_same_place_of_both_panels(world: Samkart, page: str) -> None:
    pytest.importorskip("font_source_sans_pro", reason="the extra figures is not installed")
    made = drawn(world, "fjordby")
    svg = made.svg(page)
    earlier, later = places(svg, 1), places(svg, 2)
    assert (earlier["new"], later["lost"]) == (set(), set())
    assert same(earlier["kept"], later["kept"])
    assert len(earlier["kept"] | earlier["lost"]) == len(made.changes.left + made.changes.stayed)  # type: ignore[union-attr]
    assert len(later["kept"] | later["new"]) == len(made.changes.entered + made.changes.stayed)  # type: ignore[union-attr]
    assert svg == drawn(world, "fjordby").svg(page)


def test_panels_stand_beside_each_other_but_in_a_column(world: Samkart) -> None:
    pytest.importorskip("font_source_sans_pro", reason="the extra figures is not installed")
    for page, beside in (("a4-page", True), ("slide", True), ("a4-column", False)):
        root = ET.fromstring(drawn(world, "fjordby").svg(page))  # noqa: S314
        panels = [g for g in root.iter(f"{SVG}g") if (g.get("class") or "").startswith("panel")]
        frames = [panel.find(f"{SVG}rect") for panel in panels]
        at = [(float(f.get("x", "")), float(f.get("y", ""))) for f in frames if f is not None]
        assert (at[0][1] == at[1][1], at[0][0] == at[1][0]) == (beside, not beside)


def test_one_legend_tells_colours_lines_rings_and_counts(world: Samkart) -> None:
    pytest.importorskip("font_source_sans_pro", reason="the extra figures is not installed")
    root = ET.fromstring(drawn(world, "fjordby").svg())  # noqa: S314
    legend = next(g for g in root.iter(f"{SVG}g") if g.get("class") == "legend")
    texts = [text.text for text in legend.iter(f"{SVG}text")]
    assert texts[:14] == [
        *("Forbindelser", "Ny forbindelse", "22", "Tapt forbindelse", "14", "Beholdt forbindelse", "17"),
        *("Usikker i perioden", "Noder", "Kom til", "8", "Falt fra", "5", "Ble"),
    ]
    lines = [(line.get("stroke"), bool(line.get("stroke-dasharray"))) for line in legend.iter(f"{SVG}line")]
    assert lines == [("#0072B2", False), ("#D55E00", True), ("#8A8F98", False), ("#1B2430", True)]
    nodes = [(circle.get("fill"), bool(circle.get("stroke-dasharray"))) for circle in legend.iter(f"{SVG}circle")]
    assert nodes[:4] == [("#0072B2", False), ("none", False), ("#FFFFFF", True), ("#8A8F98", False)]


def test_a_comparison_is_written_in_every_form(world: Samkart, tmp_path: Path) -> None:
    pytest.importorskip("font_source_sans_pro", reason="the extra figures is not installed")
    made = drawn(world, "fjordby")
    starts = {".html": b"<!doctype html>", ".svg": b"<svg", ".pdf": b"%PDF", ".png": b"\x89PNG", ".gexf": b"<?xml"}
    for ending, start in starts.items():
        made.save(tmp_path / f"m{ending}")
        assert (tmp_path / f"m{ending}").read_bytes().startswith(start)
    assert re.search('title="change" type="string"', (tmp_path / "m.gexf").read_text("utf-8"))


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ({"periods": "2014-2020"}, "two periods are compared, as in 2014-2020 and 2021-2027; 1 given"),
        (
            {"periods": ["1990-1999", *PERIODS]},
            "two periods are compared, as in 2014-2020 and 2021-2027; 3 given",
        ),
        (
            {"periods": ["2014-2020", "2027-2021"]},
            "'2027-2021' is not a period; expected YYYY-YYYY, as in 2014-2020, the first year not after the last",
        ),
        (
            {"periods": PERIODS, "since": "2014"},
            "the time is given by the two periods; leave out since, until and at",
        ),
        ({"periods": PERIODS, "at": "2014"}, "the time is given by the two periods; leave out since, until and at"),
        ({"periods": PERIODS, "colour": "theme"}, "colours say what changed between the periods; leave out colour"),
        (
            {"periods": PERIODS, "views": "walk.toml"},
            "a map shows two periods or is walked through; leave out periods or views",
        ),
    ],
)
def test_what_cannot_be_compared_is_refused(world: Samkart, asked: dict[str, Any], message: str) -> None:
    with pytest.raises(Usage) as refused:
        world.map("fjordby", **asked)
    assert refused.value.message == message
    assert isinstance(refused.value.message, Message)


def test_two_periods_of_nothing_are_not_drawn(world: Samkart) -> None:
    with pytest.raises(NotFound, match="nothing to draw"):
        world.map("fjordby", periods=["1200-1210", "1211-1220"], via="project")


def test_of_an_actor_two_ego_networks_are_compared(world: Samkart) -> None:
    made = world.map("fjordby", periods=PERIODS)
    assert made.graph.graph["caption"]["mode"] == "ego"
    shown = {data["side"] for _, data in made.graph.nodes(data=True)}
    assert shown <= {"ego", "partner", "hub", "member"} and "ego" in shown
    assert made.svg().count("<svg") == 1
