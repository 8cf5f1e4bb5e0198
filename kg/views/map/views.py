"""A walk through a map: a file of at most ten views (TOML, see docs/walk.md), checked against the map it is for.

Each view becomes an address of the page, as the page itself writes it for what it shows (`script/pure/address.js`).
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlencode

from kg.errors import BadData, KgError, Problem
from kg.ids import fold
from kg.language.captions import MISSING_KEY
from kg.model.conditions import class_of, country_of, kinds_of, level_of
from kg.networks.plain import values
from kg.views.map.data import ties_of
from kg.views.map.fields import (
    LONGEST_TITLE,
    Wrong,
    near,
    place_in,
    sentences_in,
    span_in,
    switch_in,
    texts_in,
    words_in,
    year_in,
    zoom_in,
)
from kg.views.visual import Visual, category

if TYPE_CHECKING:
    from kg.networks.types import Attributes, Graph

__all__ = ["FIELDS", "MOST_VIEWS", "Meanings", "View", "read_views"]

MOST_VIEWS = 10
_NODES = {"focus": "mark", "only": "only", "hide": "hide"}
_FACETS = {
    "via": "k",
    "theme": "t",
    "programme": "p",
    "country": "c",
    "level": "l",
    "kind": "s",
    "community": "g",
}
_WITHOUT = {"without_colour": "off-group", "without_shape": "off-type", "without_line": "off-tie"}
_LAYOUTS = {"network": "force", "geographic": "geographic"}
FIELDS = ("title", "text", *_NODES, *_FACETS, *_WITHOUT, "period", "year", "undated", "layout", "zoom", "at")
"""What a view may say."""


@dataclass(frozen=True, slots=True)
class View:
    """A view of a walk: its words, the address of the page that shows it, and how far it is zoomed in (1: all is seen).

    `shows` is what the address says, by the names of the file: ids of nodes, keys of facets and legends, years.
    """

    title: str
    text: str
    address: str
    zoom: float | None
    shows: Mapping[str, Any]

    def record(self) -> dict[str, object]:
        """As the page is given it."""
        return {"title": self.title, "text": self.text, "address": self.address, "zoom": self.zoom}


@dataclass(frozen=True, slots=True)
class Meanings:
    """What names mean: the IRI of a thing, and the keys of a theme or a programme with all that lies below it.

    Each raises NotFound, with the nearest names, for a name that means nothing.
    """

    thing: Callable[[str], str]
    theme: Callable[[str], frozenset[str]]
    programme: Callable[[str], frozenset[str]]


def read_views(text: str, file: str, graph: Graph, visual: Visual, *, meanings: Meanings, layout: str) -> list[View]:
    """The views of a file's text, for a map and its look; `layout` is the one that the map shows at first.

    Raises BadData with all that is wrong: file, view, field and what was expected.
    """
    try:
        content = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BadData(f"{file} is not TOML: {error}") from error
    given = content.get("view")
    unknown = sorted(set(content) - {"view"})
    if unknown:
        raise BadData(f"{file}: {unknown[0]!r} is nothing that a walk has; expected views, each under [[view]]")
    if not isinstance(given, list) or not given or not all(isinstance(view, dict) for view in given):
        raise BadData(f"{file} has no view; expected views, each under [[view]]")
    if len(given) > MOST_VIEWS:
        raise BadData(f"{file} has {len(given)} views; expected at most {MOST_VIEWS}")
    reader = _Reader(graph, visual, meanings, layout)
    views, problems = [], []
    for number, fields in enumerate(given, 1):
        view, wrong = reader.view(fields)
        views.append(view)
        problems += [Problem(f"{file}, view {number}", 0, "", f"{field}: {told}") for field, told in wrong]
    if problems:
        raise BadData(f"the walk in {file} cannot be used", tuple(problems))
    return [view for view in views if view is not None]


class _Reader:
    """Reads views for one map: what its nodes and edges have is listed once."""

    def __init__(self, graph: Graph, visual: Visual, meanings: Meanings, layout: str) -> None:
        self.graph, self.meanings, self.layout = graph, meanings, layout
        self._facets: dict[str, set[str]] = {
            "via": {kind for _, _, data in graph.edges(data=True) for kind in values(data, "kinds")}
        }
        names = {"theme": "themes", "programme": "programmes"}
        for facet in _FACETS:
            if facet != "via":
                found = [category(data, names.get(facet, facet)) for _, data in graph.nodes(data=True)]
                self._facets[facet] = {key for keys in found for key in keys or (MISSING_KEY,)}
        self._legend = {
            "without_colour": {entry.key for entry in visual.colours},
            "without_shape": {entry.key for entry in visual.shapes},
            "without_line": {entry.key for entry in visual.lines},
        }
        self._names: dict[str, list[str]] = {}
        self._labels: dict[str, str] = {}
        for node, data in graph.nodes(data=True):
            self._labels[str(node)] = str(data.get("label") or node)
            for name in {fold(each) for each in _names(data)}:
                self._names.setdefault(name, []).append(str(node))
        self._years = _years(graph)

    def view(self, fields: Mapping[str, Any]) -> tuple[View | None, list[tuple[str, str]]]:
        """A view and what is wrong with it: a field and a sentence."""
        wrong = [
            (name, f"nothing that a view has; expected {', '.join(FIELDS)}{near(name, FIELDS)}")
            for name in fields
            if name not in FIELDS
        ]
        found: dict[str, Any] = {}
        readers: dict[str, Callable[[Any], Any]] = {
            "title": lambda value: words_in(value, LONGEST_TITLE),
            "text": lambda value: sentences_in(value) if value else "",
            **dict.fromkeys(_NODES, lambda value: [self._node(name) for name in texts_in(value)]),
            **{name: self._facet(name) for name in _FACETS},
            **{name: self._without(name) for name in _WITHOUT},
            "period": lambda value: self._within(span_in(value)),
            "year": lambda value: self._within((year_in(value), year_in(value))),
            "undated": switch_in,
            "layout": self._laid_out,
            "zoom": zoom_in,
            "at": place_in,
        }
        for name, value in fields.items():
            if name not in readers:
                continue
            try:
                found[name] = readers[name](value)
            except (Wrong, KgError) as error:
                wrong.append((name, _told(error)))
        if not found.get("title") and all(name != "title" for name, _ in wrong):
            wrong.append(("title", "missing; expected what the view is called"))
        for one, other in (("period", "year"), ("zoom", "at")):
            if one in fields and other in fields:
                wrong.append((other, f"{one} is given too; expected one of the two"))
        if len(found.get("only", ())) > 1:
            wrong.append(("only", "several are named; expected one, of which only the neighbours are shown"))
        if wrong:
            return None, wrong
        return View(found["title"], found.get("text", ""), self._address(found), found.get("zoom"), found), []

    def _node(self, name: str) -> str:
        if name in self._labels:
            return name
        bearers = self._names.get(fold(name), [])
        if len(bearers) == 1:
            return bearers[0]
        if bearers:
            raise Wrong(f"{name!r} is the name of several; expected one of {', '.join(sorted(bearers))}")
        try:
            found = self.meanings.thing(name)
        except KgError as error:
            near = get_close_matches(fold(name), list(self._names), n=3, cutoff=0.6)
            told = [self._labels[self._names[each][0]] for each in near] or list(error.nearest)
            raise Wrong(error.message + (f"; perhaps {' or '.join(told)}" if told else "")) from error
        if found not in self._labels:
            raise Wrong(f"{name!r} ({found}) is not in this map; expected something that it shows")
        return found

    def _facet(self, name: str) -> Callable[[Any], list[str]]:
        known = self._facets[name]

        def keys(value: Any) -> list[str]:
            found = [key for text in texts_in(value) for key in ([text] if text in known else self._meant(name, text))]
            return list(dict.fromkeys(found))

        return keys

    def _meant(self, name: str, text: str) -> list[str]:
        """The keys of a facet that a word means and that the map has."""
        meant: Iterable[str]
        if name in ("theme", "programme"):
            meant = (self.meanings.theme if name == "theme" else self.meanings.programme)(text)
        elif name == "via":
            meant = kinds_of(text)
        elif name == "community":
            meant = ()
        else:
            meant = ({"country": country_of, "level": level_of, "kind": class_of}[name](text),)
        known = self._facets[name]
        found = sorted(set(meant) & known)
        if not found:
            raise Wrong(f"nothing in this map has {text!r}; it has {', '.join(sorted(known)) or 'none'}")
        return found

    def _without(self, name: str) -> Callable[[Any], list[str]]:
        known = self._legend[name]

        def keys(value: Any) -> list[str]:
            for text in texts_in(value):
                if text not in known:
                    raise Wrong(f"{text!r} is not in the legend of this map; expected {', '.join(sorted(known))}")
            return texts_in(value)

        return keys

    def _within(self, span: tuple[int, int]) -> tuple[int, int]:
        if self._years is None:
            raise Wrong("no tie of this map has a date; expected nothing here")
        first, last = self._years
        if span[1] < first or span[0] > last:
            raise Wrong(f"the ties of this map have dates from {first} to {last}; expected years among these")
        return max(span[0], first), min(span[1], last)

    def _laid_out(self, value: Any) -> str:
        if value not in _LAYOUTS:
            raise Wrong(f"{value!r} is not a layout; expected {' or '.join(_LAYOUTS)}")
        if value == "geographic" and not any(_placed(data) for _, data in self.graph.nodes(data=True)):
            raise Wrong("nothing in this map has a known place; expected network")
        return str(value)

    def _address(self, found: Mapping[str, Any]) -> str:
        said: dict[str, str] = {}
        for name, key in (_FACETS | _WITHOUT | {"hide": "hide", "focus": "mark"}).items():
            if found.get(name):
                said[key] = " ".join(quote(each, safe="!~*'()") for each in sorted(found[name]))
        years = found.get("period") or found.get("year")
        if years and years != self._years:
            said["y"] = f"{years[0]}-{years[1]}"
        if found.get("undated") is False:
            said["undated"] = "no"
        if found.get("only"):
            said["only"] = found["only"][0]
        layout = _LAYOUTS.get(found.get("layout", ""), self.layout)
        if layout != self.layout:
            said["layout"] = layout
        if found.get("at"):
            said["at"] = ",".join(f"{number:.1f}" for number in found["at"])
        return urlencode(said)


def _names(data: Attributes) -> list[str]:
    labels = data.get("labels")
    others = [*(data.get("alt_labels") or ()), *(labels.values() if isinstance(labels, Mapping) else ())]
    return [str(each) for each in (data.get("label"), data.get("abbreviation"), *others) if each]


def _placed(data: Attributes) -> bool:
    return all(isinstance(data.get(name), int | float) for name in ("latitude", "longitude"))


def _years(graph: Graph) -> tuple[int, int] | None:
    """The first and last year in which any tie can begin or end to have held, as the page's own filter has them."""
    found: set[int] = set()
    for _, _, data in graph.edges(data=True):
        records = ties_of(data)
        days = [str(record.get(name) or "") for record in records for name in ("held_from", "held_until")]
        found |= {int(day[:4]) for day in days if day[:4].isascii() and day[:4].isdigit()}
        if not records:
            found |= {int(data[name]) for name in ("first", "last") if data.get(name)}
    return (min(found), max(found)) if len(found) > 1 else None


def _told(error: Exception) -> str:
    if isinstance(error, KgError):
        near = f"; perhaps {' or '.join(error.nearest)}" if error.nearest else ""
        return f"{error.message}{near}"
    return str(error)
