"""The table behind a map of areas, and that of its flows."""

from __future__ import annotations

from kg.language.areas import say
from kg.model.table import Cell, Table
from kg.views.areas.areas import Area, Panel, Shown
from kg.views.areas.words import class_label, heading, missing_label

__all__ = ["area_table", "flow_table", "listed_areas"]


def listed_areas(panel: Panel, shown: Shown) -> list[Area]:
    """The areas of a panel that a table lists: countries and regions of which the graph knows nobody are left out."""
    return [area for area in panel.areas if panel.division or area.missing != "actors"]


def area_table(shown: Shown) -> Table:
    """A row for each area and period, the highest values first.

    `value` is what the area is coloured by, empty where `missing` says why; `own` the part of the ties that the area's
    own body has (the county itself); `without_amount` those whose money is not known.
    """
    asked, lang = shown.asked, shown.language
    names = ["period", "area", "name", "value", "ties", "own", "actors", "amount", "without_amount"]
    names += ["inhabitants", "year", "class", "missing", "boundaries"]
    types = ["key", "key", "text", "number", "integer", "integer", "integer", "decimal", "integer"]
    types += ["integer", "year", "text", "text", "year"]
    kept = [name for name in names if _told(name, shown)]
    rows = []
    for panel in shown.panels:
        for area in listed_areas(panel, shown):
            cells = _cells(panel, area, shown)
            rows.append([cells[name] for name in kept])
    headings = [heading(shown) if name == "value" else say(lang, f"column.{name}") for name in kept]
    kinds = [kind for name, kind in zip(names, types, strict=True) if name in kept]
    return Table(kept, headings, kinds, rows, say(lang, f"level.{asked.by}"))


def _told(name: str, shown: Shown) -> bool:
    """Whether a column says something on this map."""
    asked = shown.asked
    if name == "ties":
        return asked.per_inhabitant or asked.count == "money"
    if name in ("amount", "without_amount"):
        return asked.count == "money"
    if name in ("inhabitants", "year"):
        return asked.per_inhabitant
    if name == "own":
        return asked.by == "county"
    return name != "boundaries" or any(panel.division for panel in shown.panels)


def _cells(panel: Panel, area: Area, shown: Shown) -> dict[str, Cell]:
    tally, lang, at = area.tally, shown.language, shown.scale.of(area.value)
    known = area.value is not None or area.missing in ("people", "amounts")
    value = None if area.value is None else round(area.value, 4)
    if at is None:
        group = say(lang, "missing")
    elif at < 0:
        group = say(lang, "zero")
    else:
        group = class_label(shown.scale.classes[at], shown.scale, lang)
    return {
        "period": Cell.of(panel.name),
        "area": Cell.of(area.id),
        "name": Cell.of(area.name),
        "value": _number(value),
        "ties": _number(tally.ties if known else None),
        "own": _number(tally.own if known else None),
        "actors": _number(len(tally.actors) if known else None),
        "amount": _number(tally.amount),
        "without_amount": _number(tally.unknown if known else None),
        "inhabitants": _number(area.people[0] if area.people else None),
        "year": Cell.of(str(area.people[1]) if area.people else ""),
        "class": Cell.of(group),
        "missing": Cell.of(missing_label(area, lang) if area.value is None else ""),
        "boundaries": Cell.of(panel.division.name if panel.division else ""),
    }


def _number(value: float | None) -> Cell:
    return Cell(value, "" if value is None else f"{value:.10g}" if isinstance(value, float) else str(value))


def flow_table(shown: Shown) -> Table:
    """A row for each two areas in a period that have ties in common, those that have most first."""
    lang = shown.language
    names = ["period", "area", "name", "other_area", "other_name", "ties"]
    rows = []
    for panel in shown.panels:
        named = {area.id: area.name for area in panel.areas}
        for flow in panel.flows:
            ends = [Cell.of(text) for end in (flow.one, flow.other) for text in (end, named.get(end, end))]
            rows.append([Cell.of(panel.name), *ends, Cell(flow.ties, str(flow.ties))])
    headings = [say(lang, f"column.{name}") for name in names]
    return Table(names, headings, ["key", "key", "text", "key", "text", "integer"], rows, say(lang, "flow-table"))
