"""The file of a walk: what each field says of the page, and what is told of every field that is wrong."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs

import pytest

from kg.errors import BadData, NotFound
from kg.views.map.views import FIELDS, MOST_VIEWS, Meanings, View, read_views
from kg.views.visual import resolve
from tests.views.map.page_world import EVIL, world

THEMES = {"climate": frozenset(("energy", "waste")), "culture": frozenset(("culture",))}


def _thing(name: str) -> str:
    known = {"The town of Tartu": "tartu", "Narva": "narva"}
    if name not in known:
        raise NotFound(f"nothing is called {name!r}", ("Tartu",))
    return known[name]


def _below(name: str) -> frozenset[str]:
    if name not in THEMES:
        raise NotFound(f"no theme is called {name!r}", ("climate", "culture"))
    return THEMES[name]


MEANINGS = Meanings(_thing, _below, lambda name: frozenset((name,)))


def read(text: str, layout: str = "force") -> list[View]:
    graph = world()
    return read_views(text, "walk.toml", graph, resolve(graph), meanings=MEANINGS, layout=layout)


def one(text: str, layout: str = "force") -> dict[str, list[str]]:
    """The address of a view that has a title and these fields, taken apart."""
    (view,) = read(f'[[view]]\ntitle = "A"\n{text}', layout)
    return parse_qs(view.address, strict_parsing=bool(view.address))


def test_a_view_is_its_words_an_address_and_a_zoom() -> None:
    views = read(
        """
[[view]]
title = "  Who   meets "
text = "All of it. <b>Bold</b> is text."

[[view]]
title = "Bærum"
focus = ["baerum", "Asker kommune"]
zoom = 2
"""
    )
    assert [view.record() for view in views] == [
        {"title": "Who meets", "text": "All of it. <b>Bold</b> is text.", "address": "", "zoom": None},
        {"title": "Bærum", "text": "", "address": "mark=asker+baerum", "zoom": 2.0},
    ]


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ('focus = "BÆRUM"', {"mark": ["baerum"]}),
        ('focus = "The town of Tartu"', {"mark": ["tartu"]}),
        ('only = "Baerum"', {"only": ["baerum"]}),
        ('hide = ["Malmö", "sun"]', {"hide": ["malmoe sun"]}),
        ('via = ["project", "twinning"]', {"k": ["project twinning"]}),
        ('via = "network"', {"k": ["network"]}),
        ('theme = "climate"', {"t": ["energy"]}),
        ('theme = "mobility"', {"t": ["mobility"]}),
        ('theme = ["?", "energy"]', {"t": ["%3F energy"]}),
        ('programme = "horizon-europe"', {"p": ["horizon-europe"]}),
        ('country = ["no", "ee"]', {"c": ["EE NO"]}),
        ('level = "Local"', {"l": ["local"]}),
        ('kind = "municipality"', {"s": ["Municipality"]}),
        ('kind = "project"', {"s": ["project"]}),
        ('without_colour = "Municipality"', {"off-group": ["Municipality"]}),
        ('without_shape = "network"', {"off-type": ["network"]}),
        ('without_line = "twinning"', {"off-tie": ["twinning"]}),
        ('period = "2005-2010"', {"y": ["2005-2010"]}),
        ('period = "1900-2010"', {"y": ["1992-2010"]}),
        ('period = "1900-2100"', {}),
        ("year = 2000", {"y": ["2000-2000"]}),
        ('year = "2000"', {"y": ["2000-2000"]}),
        ("undated = false", {"undated": ["no"]}),
        ("undated = true", {}),
        ('layout = "geographic"', {"layout": ["geographic"]}),
        ('layout = "network"', {}),
        ("at = [1, -2.25, 300]", {"at": ["1.0,-2.2,300.0"]}),
    ],
)
def test_what_a_field_says_of_the_page(text: str, address: dict[str, list[str]]) -> None:
    assert one(text) == address


def test_a_layout_is_told_where_the_page_has_another_at_first() -> None:
    assert one('layout = "network"', "geographic") == {"layout": ["force"]}
    assert one('layout = "geographic"', "geographic") == {}


def test_a_name_with_signs_is_written_so_that_the_page_reads_it() -> None:
    (view,) = read(f'[[view]]\ntitle = "x"\nfocus = {json.dumps(EVIL)}')
    assert view.address == "mark=evil"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('focus = "Nowhere"', "focus: nothing is called 'Nowhere'; perhaps Tartu"),
        ('focus = "Bærm"', "focus: nothing is called 'Bærm'; perhaps Bærum"),
        ('focus = "Narva"', "focus: 'Narva' (narva) is not in this map; expected something that it shows"),
        ("focus = 3", "focus: 3 is no text; expected a text or a list of texts"),
        ("focus = []", "focus: [] is no text; expected a text or a list of texts"),
        ('only = ["baerum", "asker"]', "only: several are named; expected one, of which only the neighbours are shown"),
        (
            'via = "marriage"',
            "via: 'marriage' is not a kind of tie; expected project, network, twinning, agreement, programme, theme",
        ),
        (
            'via = "theme"',
            "via: nothing in this map has 'theme'; it has agreement, network, project, twinning",
        ),
        ('theme = "cliamte"', "theme: no theme is called 'cliamte'; perhaps climate or culture"),
        ('theme = "culture"', "theme: nothing in this map has 'culture'; it has ?, energy, mobility"),
        ('country = "Norge"', "country: 'Norge' is not a country; expected a code of two letters, as in NO"),
        ('country = "FI"', "country: nothing in this map has 'FI'; it has ?, EE, NO, SE"),
        ('level = "galactic"', "level: 'galactic' is not a level; expected local, regional, national, international"),
        ('community = "1"', "community: nothing in this map has '1'; it has ?"),
        (
            'without_line = "theme"',
            "without_line: 'theme' is not in the legend of this map; expected agreement, network, project, twinning",
        ),
        (
            'period = "2020"',
            "period: '2020' is not a period; expected YYYY-YYYY, as in 2014-2020, the first year not after the last",
        ),
        (
            'period = "1900-1910"',
            "period: the ties of this map have dates from 1992 to 2024; expected years among these",
        ),
        ('year = "2000-01"', "year: '2000-01' is not a year; expected YYYY; perhaps 2000"),
        ("year = 2000-01-01", "year: datetime.date(2000, 1, 1) is not a year; expected YYYY"),
        ('undated = "no"', "undated: 'no'; expected true or false"),
        ('layout = "circle"', "layout: 'circle' is not a layout; expected network or geographic"),
        ("zoom = 0", "zoom: 0; expected a number from 0.2 to 20, 1 where all is to be seen"),
        ('zoom = "2"', "zoom: '2'; expected a number from 0.2 to 20, 1 where all is to be seen"),
        ("at = [1, 2]", "at: [1, 2]; expected three numbers, as the page writes them: x, y and how much is seen"),
        ("at = [1, 2, 0]", "at: [1, 2, 0]; expected three numbers, as the page writes them: x, y and how much is seen"),
        ("zoom = 2\nat = [1, 2, 3]", "at: zoom is given too; expected one of the two"),
        ('year = 2000\nperiod = "2000-2001"', "year: period is given too; expected one of the two"),
        ('coutnry = "NO"', f"coutnry: nothing that a view has; expected {', '.join(FIELDS)}; perhaps country"),
        (
            'text = "First sentence. Second sentence. Third sentence."',
            "text: 3 sentences; expected at most two",
        ),
        (f'text = "{"a" * 401}"', "text: 401 letters; expected at most 400"),
    ],
)
def test_what_is_wrong_with_a_field_is_told_with_view_and_field(text: str, message: str) -> None:
    with pytest.raises(BadData) as refused:
        read(f'[[view]]\ntitle = "Fine"\n\n[[view]]\ntitle = "Wrong"\n{text}\n')
    assert [str(problem) for problem in refused.value.problems] == [f"walk.toml, view 2: {message}"]
    assert str(refused.value) == "the walk in walk.toml cannot be used"


def test_everything_that_is_wrong_is_told_at_once() -> None:
    with pytest.raises(BadData) as refused:
        read('[[view]]\nyear = "x"\nzoom = 99\n\n[[view]]\ntitle = 3\n')
    assert [str(problem) for problem in refused.value.problems] == [
        "walk.toml, view 1: year: 'x' is not a year; expected YYYY",
        "walk.toml, view 1: zoom: 99; expected a number from 0.2 to 20, 1 where all is to be seen",
        "walk.toml, view 1: title: missing; expected what the view is called",
        "walk.toml, view 2: title: 3 is no text; expected words between quotes",
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "walk.toml has no view; expected views, each under [[view]]"),
        ("view = []", "walk.toml has no view; expected views, each under [[view]]"),
        ('view = "x"', "walk.toml has no view; expected views, each under [[view]]"),
        (
            '[[views]]\ntitle = "x"',
            "walk.toml: 'views' is nothing that a walk has; expected views, each under [[view]]",
        ),
        ('[[view]]\ntitle = "x"\n' * 11, f"walk.toml has 11 views; expected at most {MOST_VIEWS}"),
        ("[[view]]\ntitle = x", "walk.toml is not TOML: Invalid value (at line 2, column 9)"),
    ],
)
def test_a_file_that_is_no_walk_is_refused(text: str, message: str) -> None:
    with pytest.raises(BadData) as refused:
        read(text)
    assert str(refused.value) == message


def test_ten_views_are_a_walk() -> None:
    assert [view.title for view in read('[[view]]\ntitle = "x"\n' * 10)] == ["x"] * 10


def test_a_name_that_several_bear_lists_them() -> None:
    graph = world()
    graph.nodes["tartu"]["label"] = graph.nodes["malmoe"]["label"] = "Newtown"
    with pytest.raises(BadData) as refused:
        read_views(
            '[[view]]\ntitle = "x"\nfocus = "newtown"',
            "walk.toml",
            graph,
            resolve(graph),
            meanings=MEANINGS,
            layout="force",
        )
    assert [problem.message for problem in refused.value.problems] == [
        "focus: 'newtown' is the name of several; expected one of malmoe, tartu"
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Med f.eks. Asker og ca. 20 andre. Se nr. 3.",
        "En setning uten punktum",
        "Hva er det? Det er Bærum!",
        "Siden 2018 … Det varer fortsatt.",
    ],
)
def test_abbreviations_and_signs_are_no_third_sentence(text: str) -> None:
    (view,) = read(f'[[view]]\ntitle = "x"\ntext = "{text}"')
    assert view.text == text


def test_a_map_without_dates_or_places_says_so() -> None:
    graph = world()
    for _, _, data in graph.edges(data=True):
        data["ties"] = []
        data.pop("records", None)
    for _, data in graph.nodes(data=True):
        data["latitude"] = None
    check: Callable[[str], list[str]] = lambda text: _problems(graph, text)  # noqa: E731
    assert check("year = 2000") == ["year: no tie of this map has a date; expected nothing here"]
    assert check('layout = "geographic"') == ["layout: nothing in this map has a known place; expected network"]


def _problems(graph: Any, text: str) -> list[str]:
    with pytest.raises(BadData) as refused:
        read_views(f'[[view]]\ntitle = "x"\n{text}', "w.toml", graph, resolve(graph), meanings=MEANINGS, layout="force")
    return [problem.message for problem in refused.value.problems]
