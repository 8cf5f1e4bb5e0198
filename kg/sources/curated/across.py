"""What is wrong between rows: numbers of two at once, pairs given twice, circles, ends of the wrong kind, amounts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from kg.errors import Cause, Problem
from kg.ids import fold
from kg.sources.csvfile import CsvRow
from kg.sources.curated.cells import split_cell
from kg.sources.curated.countries import lies_in
from kg.sources.curated.numbers import check_numbers
from kg.sources.curated.tables import ACTOR_TABLES, KINDS_OF_TABLE, TABLES
from kg.sources.curated.timing import check_changes, check_lives

__all__ = ["check_across"]

Rows = Mapping[str, list[CsvRow]]
Actors = Mapping[str, Mapping[str, str]]
"""The cells of each actor by key, its kind among them."""

_KIND = {"municipalities": "municipality", "counties": "county"}


def check_across(rows: Rows) -> Iterator[Problem]:
    """Everything that is wrong between rows. Cells that have a problem of their own are expected to be empty."""
    actors = {
        row.cells["actor"]: {"kind": _KIND.get(name, ""), **row.cells}
        for name in ACTOR_TABLES
        for row in rows[name]
        if row.cells.get("actor")
    }
    yield from _one_table(rows)
    yield from _one_name(rows)
    yield from _kinds(rows, actors)
    yield from _pairs(rows)
    yield from _circles(rows)
    yield from _points(rows)
    yield from _amounts(rows)
    yield from check_numbers(rows, actors)
    yield from check_lives(rows, actors)
    yield from check_changes(rows, actors)


def _one_table(rows: Rows) -> Iterator[Problem]:
    """An actor stands in one table."""
    owner: dict[str, str] = {}
    for name in ACTOR_TABLES:
        for row in rows[name]:
            key = row.cells.get("actor", "")
            first = owner.setdefault(key, name)
            if key and first != name:
                message = f"{key!r} is an actor in {first}.csv already"
                yield Problem(f"{name}.csv", row.number, "actor", message, Cause.REFERENCE)


def _one_name(rows: Rows) -> Iterator[Problem]:
    """Two rows are one thing with two keys: the same kind, name and country, and no points that lie apart."""
    for name in ("networks", "towns", "bodies"):
        seen: dict[tuple[str, str, str], CsvRow] = {}
        for row in rows[name]:
            cells = row.cells
            called = (cells.get("kind", ""), cells.get("country", ""), fold(cells.get("name", "")))
            first = seen.setdefault(called, row)
            if len(called[2]) < 3 or not all(called) or first is row or not _together(first.cells, cells):
                continue
            message = f"{cells['name']} is the name of {first.cells['actor']} in row {first.number} already"
            yield Problem(f"{name}.csv", row.number, "name", message, Cause.PLAUSIBILITY)
    parents = {row.cells.get("programme", ""): row.cells.get("parent", "") for row in rows["programmes"]}
    for name, column in (("sources", "url"), ("projects", "identifier")):
        first_of: dict[tuple[str, str], CsvRow] = {}
        for row in rows[name]:
            value = row.cells.get(column, "")
            first = first_of.setdefault((_root(row.cells.get("programme", ""), parents), value), row)
            if value and first is not row:
                message = f"{value} stands already in row {first.number}"
                yield Problem(f"{name}.csv", row.number, column, message, Cause.PLAUSIBILITY)


def _root(programme: str, parents: Mapping[str, str]) -> str:
    """The programme at the root of the tree; a grant's identifier is unique there. Stops in a circle."""
    passed = set[str]()
    while parents.get(programme) and programme not in passed:
        passed.add(programme)
        programme = parents[programme]
    return programme


def _together(a: Mapping[str, str], b: Mapping[str, str]) -> bool:
    if a.get("end") or b.get("end") or (a.get("place") and b.get("place") and fold(a["place"]) != fold(b["place"])):
        return False
    points = [each.get(name, "") for each in (a, b) for name in ("latitude", "longitude")]
    if not all(points):
        return True
    north, east, other_north, other_east = map(float, points)
    return abs(north - other_north) < 0.2 and abs(east - other_east) < 0.4


def _kinds(rows: Rows, actors: Actors) -> Iterator[Problem]:
    """Rows of a kind that their table is not for, and references to actors of a kind that cannot stand there."""
    for name, kinds in KINDS_OF_TABLE.items():
        for row in rows[name]:
            kind = row.cells.get("kind", "")
            if kind and kind not in kinds:
                message = f"{kind!r} is not for this table; expected {_either(kinds)}"
                yield Problem(f"{name}.csv", row.number, "kind", message, Cause.REFERENCE)
    for table in TABLES.values():
        for column in (column for column in table.columns if column.kinds):
            for row in rows[table.name]:
                for value in split_cell(column, row.cells.get(column.name, "")):
                    kind = actors.get(value, {}).get("kind", "")
                    if kind and kind not in column.kinds:
                        message = f"{value} is a {kind.replace('-', ' ')}; expected {_either(column.kinds)}"
                        yield Problem(f"{table.name}.csv", row.number, column.name, message, Cause.REFERENCE)


def _either(kinds: Iterable[str]) -> str:
    return " or ".join(kinds).replace("-", " ")


def _pairs(rows: Rows) -> Iterator[Problem]:
    """Ties of an actor with itself, and pairs given twice."""
    pairs: dict[tuple[str, ...], int] = {}
    for row in rows["twinnings"]:
        a, b = row.cells.get("actor_a", ""), row.cells.get("actor_b", "")
        if not a or not b:
            continue
        if a == b:
            yield Problem("twinnings.csv", row.number, "actor_b", f"{a} cannot be its own twin town", Cause.REFERENCE)
        key = (*sorted((a, b)), row.cells.get("start", ""))
        if pairs.setdefault(key, row.number) != row.number and (a, b) != key[:2]:
            message = f"{a} and {b} stand already in row {pairs[key]}, the other way round"
            yield Problem("twinnings.csv", row.number, "actor_a+actor_b", message, Cause.REFERENCE)
    yield from _overlaps(rows)
    for row in rows["memberships"]:
        if row.cells.get("actor") and row.cells.get("actor") == row.cells.get("network"):
            message = f"{row.cells['actor']} cannot be a member of itself"
            yield Problem("memberships.csv", row.number, "network", message, Cause.REFERENCE)
    for row in rows["agreements"]:
        if len(set(filter(None, row.cells.get("parties", "").split("|")))) == 1:
            message = "one party; expected two or more, with | between them"
            yield Problem("agreements.csv", row.number, "parties", message, Cause.REFERENCE)


def _overlaps(rows: Rows) -> Iterator[Problem]:
    """The same tie twice: both start and neither ends before the other does."""
    for name, ends in (("twinnings", ("actor_a", "actor_b")), ("memberships", ("actor", "network"))):
        spans: dict[tuple[str, ...], list[CsvRow]] = {}
        for row in rows[name]:
            pair = tuple(row.cells.get(column, "") for column in ends)
            if name == "twinnings":
                pair = tuple(sorted(pair))
            for other in spans.get(pair, ()):
                start, first = row.cells.get("start", ""), other.cells.get("start", "")
                if not all(pair) or not start or not first or start == first:
                    continue
                earlier, later = sorted((other, row), key=lambda each: each.cells["start"])
                if earlier.cells.get("end") or later.cells.get("status") != earlier.cells.get("status"):
                    continue
                message = (
                    f"{pair[0]} and {pair[1]} stand already in row {other.number}, from {first} and without an end"
                )
                yield Problem(f"{name}.csv", row.number, "+".join((*ends, "start")), message, Cause.PLAUSIBILITY)
            spans.setdefault(pair, []).append(row)


def _circles(rows: Rows) -> Iterator[Problem]:
    """What is a part, a member or a successor of itself, in however many steps."""
    yield from _circle("programmes", "parent", _steps(rows["programmes"], "programme", "parent"), "a part of")
    hubs = {row.cells.get("actor") for row in rows["networks"]}
    members = [row for row in rows["memberships"] if row.cells.get("actor") in hubs and not row.cells.get("end")]
    yield from _circle("memberships", "network", _steps(members, "actor", "network"), "a member of")
    changes: list[tuple[str, str, int]] = []
    for row in rows["changes"]:
        originals, results = (row.cells.get(name, "").split("|") for name in ("originals", "results"))
        changes.extend(
            (a, b, row.number)
            for a in originals
            for b in results
            if a and b and a not in results and b not in originals
        )
    yield from _circle("changes", "results", changes, "continued by")
    for name, column in (("memberships", "network"), ("twinnings", "actor_b")):
        by_actor: dict[str, list[tuple[str, str, int]]] = {}
        for row in rows[name]:
            for successor in filter(None, row.cells.get("replaced_by", "").split("|")):
                actor = row.cells.get("actor" if name == "memberships" else "actor_a", "")
                by_actor.setdefault(actor, []).append((row.cells.get(column, ""), successor, row.number))
        for steps in by_actor.values():
            yield from _circle(name, "replaced_by", steps, "replaced by", itself=True)


def _steps(rows: Iterable[CsvRow], start: str, end: str) -> list[tuple[str, str, int]]:
    """(from, to, row) of each row that has both."""
    return [
        (row.cells[start], row.cells[end], row.number) for row in rows if row.cells.get(start) and row.cells.get(end)
    ]


def _circle(
    table: str, column: str, steps: Iterable[tuple[str, str, int]], words: str, *, itself: bool = False
) -> Iterator[Problem]:
    """One problem for each circle, at the first of its rows; what is a member of itself has been told already."""
    steps = list(steps)
    onward: dict[str, list[tuple[str, int]]] = {}
    for a, b, number in steps:
        if a != b:
            onward.setdefault(a, []).append((b, number))
        elif itself or table == "programmes":
            yield Problem(f"{table}.csv", number, column, f"{a} cannot be {words} itself", Cause.REFERENCE)
    import networkx as nx

    graph = nx.DiGraph((a, b, {"row": number}) for a, found in onward.items() for b, number in found)
    for group in nx.strongly_connected_components(graph):
        if len(group) > 1:
            path = [a for a, _ in nx.find_cycle(graph, min(group))]
            row = min(graph.edges[a, b]["row"] for a, b in zip(path, [*path[1:], path[0]], strict=True))
            message = f"a circle: {path[0]} is {words} " + f", which is {words} ".join([*path[1:], path[0]])
            yield Problem(f"{table}.csv", row, column, message, Cause.REFERENCE)


def _points(rows: Rows) -> Iterator[Problem]:
    """Points outside the country that the row names."""
    for name in ACTOR_TABLES:
        for row in rows[name]:
            cells = row.cells
            country = "NO" if name in _KIND else cells.get("country", "")
            if not (cells.get("latitude") and cells.get("longitude") and country):
                continue
            north, east = float(cells["latitude"]), float(cells["longitude"])
            if not lies_in(country, north, east):
                swapped = "; are latitude and longitude swapped?" if lies_in(country, east, north) else ""
                message = f"{cells['latitude']}, {cells['longitude']} does not lie in {country}{swapped}"
                yield Problem(f"{name}.csv", row.number, "latitude", message, Cause.PLAUSIBILITY)


def _amounts(rows: Rows) -> Iterator[Problem]:
    """Parts that are larger than the whole, in the same currency, and amounts that nothing costs."""
    programmes = {row.cells.get("programme", ""): row.cells for row in rows["programmes"]}
    projects = {row.cells.get("project", ""): row.cells for row in rows["projects"]}
    for row in rows["programmes"]:
        whole = programmes.get(row.cells.get("parent", ""), {})
        yield from _larger("programmes", row, "budget", whole, "budget")
    for row in rows["projects"]:
        yield from _larger("projects", row, "contribution", row.cells, "total_cost")
        yield from _larger("projects", row, "total_cost", programmes.get(row.cells.get("programme", ""), {}), "budget")
    for row in rows["participations"]:
        project = projects.get(row.cells.get("project", ""), {})
        for column in ("contribution", "total_cost"):
            if problems := list(_larger("participations", row, "contribution", project, column)):
                yield from problems
                break
    for row in rows["fee_rules"]:
        yield from _larger("fee_rules", row, "minimum", row.cells, "maximum")
    for name, column, most in _MOST:
        for row in rows[name]:
            if row.cells.get(column) and float(row.cells[column]) > most:
                message = f"{row.cells[column]} is more than can be; expected at most {most:,}".replace(",", " ")
                yield Problem(f"{name}.csv", row.number, column, message, Cause.PLAUSIBILITY)


_MOST = (
    ("programmes", "budget", 5_000_000_000_000),
    ("projects", "total_cost", 10_000_000_000),
    ("projects", "contribution", 10_000_000_000),
    ("participations", "contribution", 2_000_000_000),
    ("fee_rules", "rate_per_inhabitant", 1_000),
    ("fee_rules", "minimum", 10_000_000),
    ("fee_rules", "maximum", 100_000_000),
    ("fee_rules", "fixed", 100_000_000),
    ("lists", "number", 1_000_000),
    ("counts", "number", 100_000_000_000),
    ("counts", "out_of", 100_000_000_000),
)
"""(table, column, the largest amount or number that can be), in any currency: crowns and euros lie close enough."""


def _larger(name: str, row: CsvRow, column: str, whole: Mapping[str, str], of: str) -> Iterator[Problem]:
    part, most = row.cells.get(column, ""), whole.get(of, "")
    if part and most and row.cells.get("currency") == whole.get("currency") and float(part) > float(most):
        message = f"{part} is more than the {of.replace('_', ' ')}, {most}"
        yield Problem(f"{name}.csv", row.number, column, message, Cause.PLAUSIBILITY)
