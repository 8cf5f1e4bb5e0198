"""Charts: lengths and shades follow the numbers, the numbers stand there, the unknown and the left out are told."""

from __future__ import annotations

import xml.etree.ElementTree as ET

import pytest

from kg.errors import Usage
from kg.views.charts.chart import level_matrix, level_mix, programme_periods, theme_coverage, to_pdf, to_png
from kg.views.charts.draw import table
from kg.views.palettes import contrast

pytest.importorskip("font_source_sans_pro", reason="the extra figures is not installed")
pytest.importorskip("fontTools", reason="the extra figures is not installed")

SVG = "{http://www.w3.org/2000/svg}"
PROGRAMMES = [
    ("Interreg", "2007–2013", 30.0),
    ("Interreg", "2014–2020", 10.0),
    ("Nordplus", "2014–2020", 20.0),
    ("Nordplus", None, 5.0),
]


def part(svg: str, name: str) -> ET.Element:
    return next(g for g in ET.fromstring(svg).iter(f"{SVG}g") if g.get("class") == name)  # noqa: S314


def texts(element: ET.Element) -> list[str]:
    return [text.text or "" for text in element.iter(f"{SVG}text")]


def widths(svg: str) -> list[float]:
    return [float(rect.get("width", "")) for rect in part(svg, "chart").iter(f"{SVG}rect")]


def test_bars_are_as_long_as_their_numbers() -> None:
    svg = programme_periods(PROGRAMMES, title="Deltakelser", legend="Periode", sources=["A"], caption="Eksempel.")
    assert texts(part(svg, "chart")) == ["Interreg", "30", "10", "40", "Nordplus", "20", "5", "25"]
    assert texts(part(svg, "legend")) == ["Periode", "2007–2013", "2014–2020", "ukjent"]
    assert texts(part(svg, "caption")) == ["Eksempel.", "Kilde: A"]
    found = widths(svg)
    assert [round(width / found[0] * 30, 1) for width in found] == [30, 10, 20, 5]


def test_colours_go_from_light_to_dark_and_the_unknown_has_its_own() -> None:
    svg = programme_periods(PROGRAMMES)
    early, late, again, unknown = (rect.get("fill", "") for rect in part(svg, "chart").iter(f"{SVG}rect"))
    assert late == again
    assert contrast(early, "#FFFFFF") < contrast(late, "#FFFFFF")
    assert unknown == "#E3E6E9"


def test_rows_beyond_the_most_are_counted_in_the_caption() -> None:
    rows = [(f"P{number:02}", "2021–2027", float(number)) for number in range(1, 26)]
    svg = programme_periods(rows, lang="nn", most=3)
    assert texts(part(svg, "chart"))[::2] == ["P25", "P24", "P23"]
    assert texts(part(svg, "caption")) == ["22 rader til er utelatne."]


def test_the_mix_of_levels_is_shares_of_each_row() -> None:
    rows = [("Åmot", "lokalt", 30.0), ("Åmot", "nasjonalt", 10.0), ("Bodø", "lokalt", 1.0), ("Bodø", None, 1.0)]
    svg = level_mix(rows, levels=["lokalt", "nasjonalt"], legend="Nivå")
    assert texts(part(svg, "chart")) == [
        "Åmot",
        "75\u00a0%",
        "25\u00a0%",
        "n = 40",
        "Bodø",
        "50\u00a0%",
        "50\u00a0%",
        "n = 2",
    ]
    found = widths(svg)
    assert found[0] + found[1] == pytest.approx(found[2] + found[3], abs=0.05)
    assert found[0] == pytest.approx(3 * found[1], abs=0.05)


def test_heat_map_has_a_square_for_each_pair_darker_for_more() -> None:
    rows = [("Asker", "klima", 3.0), ("Asker", "kultur", 1.0), ("Bærum", "klima", 2.0)]
    svg = theme_coverage(rows, title="Temaer")
    assert texts(part(svg, "chart")) == ["klima", "kultur", "Asker", "3", "1", "Bærum", "2"]
    fills = [rect.get("fill", "") for rect in part(svg, "chart").iter(f"{SVG}rect")]
    dark = [contrast(fill, "#FFFFFF") for fill in fills]
    assert len(fills) == 4
    assert dark[0] > dark[2] > dark[1] > dark[3]
    assert texts(part(svg, "caption")) == [
        "Tallet i ruten er antall forbindelser; mørkere er flere, tom rute er ingen."
    ]


def test_levels_meet_once_and_the_share_of_equals_is_told() -> None:
    rows = [
        ("lokalt", "lokalt", 6.0),
        ("lokalt", "nasjonalt", 2.0),
        ("nasjonalt", "lokalt", 1.0),
        ("lokalt", None, 4.0),
        ("nasjonalt", "nasjonalt", 1.0),
    ]
    svg = level_matrix(rows, levels=["lokalt", "nasjonalt"])
    assert texts(part(svg, "chart")) == [
        "lokalt",
        "nasjonalt",
        "ukjent",
        "lokalt",
        "6",
        "3",
        "4",
        "nasjonalt",
        "1",
        "ukjent",
    ]
    squares = list(part(svg, "chart").iter(f"{SVG}rect"))
    assert [square.get("stroke") is not None for square in squares] == [True, False, False, True, False, False]
    assert "På samme nivå: 7 av 10 (70\u00a0%)." in " ".join(texts(part(svg, "caption")))


def test_numbers_are_written_as_the_language_writes_them() -> None:
    rows = [("A", "x", 12345.0), ("A", "y", 1.5)]
    assert "12\u00a0346,5" in texts(part(programme_periods(rows, lang="nb"), "chart"))
    assert "12,346.5" in texts(part(programme_periods(rows, lang="en"), "chart"))


def test_every_number_can_be_read_on_its_square() -> None:
    rows = [(f"a{i}", f"t{j}", float(i * j)) for i in range(1, 8) for j in range(1, 6)]
    chart = part(theme_coverage(rows), "chart")
    ground = ""
    for element in chart:
        if element.tag == f"{SVG}rect":
            ground = element.get("fill", "")
        elif element.get("fill"):
            assert contrast(element.get("fill", ""), ground) >= 4.0


def test_no_rows_say_so_and_bad_ones_are_refused() -> None:
    assert part(programme_periods([]), "chart") is not None
    assert part(level_matrix([]), "chart") is not None
    with pytest.raises(Usage, match="a chart of 'A', 'x': expected a number of 0 or more, got -1"):
        theme_coverage([("A", "x", -1.0)])
    with pytest.raises(Usage, match="unknown language 'se'"):
        theme_coverage([], lang="se")


def test_table_orders_by_what_is_given_then_by_sum_then_by_name_unknown_last() -> None:
    rows = [("b", "y", 1.0), ("a", "x", 1.0), ("c", "x", 9.0), (None, "x", 99.0), ("d", "z", 2.0), ("a", "x", 0.5)]
    made = table(rows, row_order=["d"], column_order=["z"])
    assert made.rows == ("d", "c", "a", "b", None)
    assert made.columns == ("z", "x", "y")
    assert made.values["a", "x"] == 1.5


def test_a_row_that_is_called_unknown_is_not_taken_for_the_unknown() -> None:
    made = table([("unknown", "x", 1.0), (None, "x", 2.0), ("b", "x", 0.5)])
    assert made.rows == ("unknown", "b", None)
    svg = level_matrix([("unknown", "unknown", 3.0), ("a", "a", 1.0)], lang="en")
    assert "At the same level: 4 of 4 (100%)." in svg


def test_charts_render() -> None:
    pytest.importorskip("resvg_py", reason="the extra figures is not installed")
    pytest.importorskip("typst", reason="the extra figures is not installed")
    svg = level_mix([("Åmot", "lokalt", 3.0)], size="slide", title="Nivå")
    assert to_png(svg, 96).startswith(b"\x89PNG")
    assert to_pdf(svg).startswith(b"%PDF")
