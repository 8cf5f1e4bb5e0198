"""Maps of areas against the other verbs: what a Question, a network or a region says, a map says too."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import Any

import pytest

from kg.api import Samkart
from kg.errors import NotFound, Usage
from kg.model.period import overlaps
from kg.networks.gather import network_rows
from kg.store.remote import RemoteView
from kg.views.areas.boundaries import division_on
from kg.views.areas.drawn import AreaMap
from kg.views.areas.gather import _places
from kg.vocab import key_of

PUBLIC = ("municipality", "county")


def by_area(made: AreaMap, column: str = "value") -> dict[str, object]:
    names = made.table.names
    return {row[names.index("area")].text: row[names.index(column)].value for row in made.table.rows}


def question_by_county(samkart: Samkart, **asked: Any) -> tuple[dict[str, float], dict[str, float]]:
    """(participations, EUR) of the Question by the number that each of its counties has in the newest division.

    Counties that were divided have none: what they and their municipalities had is no county's of today.
    """
    places, _ = _places(samkart)
    day = division_on("county", "2026-01-01").day
    ties: defaultdict[str, float] = defaultdict(float)
    money: defaultdict[str, float] = defaultdict(float)
    for row in samkart.ask("programme/participation-by-county", country="NO", **asked):
        number = places.area(str(row["county"]), "county", day)
        ties[number] += int(str(row["participations"]))
        if row["currency"] == "EUR" and row["contribution"] is not None:
            money[number] += float(str(row["contribution"]))
    return dict(ties), dict(money)


def test_the_whole_table_of_the_made_up_world(world: Samkart) -> None:
    made = world.areas(by="county", count="participations", country="NO")
    rows = [[cell.value for cell in row] for row in made.table.rows if row[1].text in ("51", "52")]
    assert made.table.names == ["period", "area", "name", "value", "own", "actors", "class", "missing", "boundaries"]
    assert rows == [
        [None, "51", "Nordfjell", 6, 1, 4, "5–6", None, "2024"],
        [None, "52", "Sørkyst", 4, 0, 2, "4", None, "2024"],
    ]
    others = [row for row in made.table.rows if row[1].text not in ("51", "52")]
    assert len(others) == 15 and {row[7].text for row in others} == {"Ingen aktører her"}
    assert made.shown.panels[0].unplaced == {"Bygg AS": 1, "Havnevesenet": 1, "Høgskolen": 1, "Instituttet": 1}


@pytest.mark.parametrize("asked", [{}, {"since": "2014", "until": "2020"}, {"since": "2021"}])
def test_counties_of_the_world_have_what_the_question_says(world: Samkart, asked: dict[str, str]) -> None:
    ties, money = question_by_county(world, **asked)
    found = by_area(world.areas(by="county", kind=PUBLIC, **asked))  # type: ignore[arg-type]
    amounts = by_area(world.areas(by="county", kind=PUBLIC, count="money", **asked), "amount")  # type: ignore[arg-type]
    assert {area: value for area, value in found.items() if value} == ties
    assert {area: value for area, value in amounts.items() if value} == money


@pytest.mark.parametrize("asked", [{}, {"since": "2021", "until": "2027"}])
def test_counties_that_were_not_reformed_have_what_the_question_says(embedded: Samkart, asked: dict[str, str]) -> None:
    ties, money = question_by_county(embedded, **asked)
    found = by_area(embedded.areas(by="county", kind=PUBLIC, **asked))  # type: ignore[arg-type]
    amounts = by_area(embedded.areas(by="county", kind=PUBLIC, count="money", **asked), "amount")  # type: ignore[arg-type]
    for number in ("03", "11", "15", "18"):  # Oslo, Rogaland, Møre og Romsdal, Nordland
        assert found[number] == ties[number]
        assert amounts[number] == pytest.approx(money[number])


@pytest.mark.parametrize(("since", "until"), [("2014", "2020"), ("2021", "2027")])
def test_no_tie_is_lost_between_areas_and_those_that_lie_nowhere(embedded: Samkart, since: str, until: str) -> None:
    """The Question counts ties too that no day allows: of a body in a project that began when it had ended."""
    ties, _ = question_by_county(embedded, since=since, until=until)
    rows = network_rows(embedded)
    public = {node.id for node in rows.nodes.values() if node.kind in ("Municipality", "County")}
    never = [
        row
        for row in rows.ties
        if row.kind == "project" and row.actor in public and row.bounds.never and overlaps(row.bounds, since, until)
    ]
    panel = embedded.areas(by="county", kind=PUBLIC, periods=[f"{since}-{until}"]).shown.panels[0]
    placed = sum(area.tally.ties for area in panel.areas)
    assert placed + sum(panel.unplaced.values()) + len(never) == sum(ties.values())


def test_countries_meet_as_often_as_in_the_network_of_countries(embedded: Samkart) -> None:
    made = embedded.areas(by="country", count="participations", flows=True, programme="horizon-europe")
    graph = embedded.network(mode="country", weight="shared", via="project", programme="horizon-europe")
    edges = {tuple(sorted(edge)): data["weight"] for *edge, data in graph.edges(data=True)}
    assert {(flow.one, flow.other): flow.ties for flow in made.shown.panels[0].flows} == edges


def test_twin_towns_of_municipalities_are_those_that_the_question_says(embedded: Samkart) -> None:
    found = by_area(embedded.areas(by="municipality", count="twinnings", at="2026-01-01"))
    for key, number in (("baerum", "3201"), ("tromsoe", "5501"), ("lillehammer", "3405")):
        towns = {str(row["partner"]) for row in embedded.ask("actor/twin-towns", actor=key, at="2026-01-01")}
        assert found[number] == len(towns)


def test_periods_have_the_division_of_their_last_day_and_one_scale(embedded: Samkart) -> None:
    made = embedded.areas(
        by="county",
        count="participations",
        per_inhabitant=True,
        periods=["2012-2017", "2018-2019", "2014-2020,2021-2027"],
    )
    named = [(panel.name, panel.division.name if panel.division else "") for panel in made.shown.panels]
    assert named == [("2012–2017", "2017"), ("2018–2019", "2019"), ("2014–2020", "2020"), ("2021–2027", "2024")]
    assert [len(panel.areas) for panel in made.shown.panels] == [19, 18, 11, 15]
    assert sum(each.count for each in made.shown.scale.classes) + made.shown.scale.zero + made.shown.scale.missing == 63
    first = {area.name: (area.value, area.missing) for area in made.shown.panels[0].areas}
    assert first["Sør-Trøndelag"] == (None, "people") and first["Nord-Trøndelag"] == (None, "people")
    last = {area.id: area for area in made.shown.panels[3].areas}
    assert last["03"].people == (728714, 2026)
    assert last["03"].value == pytest.approx(last["03"].tally.ties * 10_000 / 728714)


def test_what_was_divided_lies_nowhere_afterwards_and_where_it_was_before(embedded: Samkart) -> None:
    before, after = embedded.areas(
        by="county", kind="county", periods=["2020-2023", "2021-2027"], count="participations"
    ).shown.panels
    viken = before.area("30")
    assert viken is not None and viken.name == "Viken" and viken.tally.own == viken.tally.ties > 0
    assert "Viken fylkeskommune" in after.unplaced and "Viken fylkeskommune" not in before.unplaced


def test_regions_of_norway_are_counties_and_others_have_a_place(embedded: Samkart) -> None:
    made = embedded.areas(by="nuts3", periods=["2021-2027"])
    areas = {area.id: area for area in made.shown.panels[0].areas}
    assert areas["NO081"].drawn and areas["NO081"].parts == ("03",)
    swedish = [area for area in areas.values() if area.id.startswith("SE") and area.tally.ties]
    assert swedish and not any(area.drawn for area in swedish)
    wider = {area.id: area for area in embedded.areas(by="nuts2", periods=["2021-2027"]).shown.panels[0].areas}
    assert wider["NO08"].parts == ("03", "31", "32", "33")
    assert wider["NO08"].tally.ties == sum(areas[code].tally.ties for code in ("NO081", "NO083", "NO084", "NO085"))


@pytest.mark.parametrize(
    ("asked", "word"),
    [
        ({"by": "parish"}, "parish"),
        ({"count": "bridges"}, "bridges"),
        ({"scale": "jenks"}, "jenks"),
        ({"periods": ["2014-2020"], "at": "2015"}, "periods"),
        ({"periods": ["2020-2014"]}, "2020-2014"),
        ({"by": "nuts3", "country": "SE", "per_inhabitant": True}, "inhabitant"),
    ],
)
def test_what_cannot_be_meant_is_refused(embedded: Samkart, asked: dict[str, Any], word: str) -> None:
    with pytest.raises(Usage, match=word):
        embedded.areas(**asked)


def test_nothing_to_count_is_not_found(world: Samkart) -> None:
    with pytest.raises(NotFound, match="nothing to draw"):
        world.areas(by="county", since="1801", until="1802")


def test_the_same_question_gives_the_same_map_twice(world: Samkart) -> None:
    one, other = (world.areas(by="county", count="memberships", flows=True) for _ in range(2))
    assert one.html == other.html and one.svg() == other.svg() and one.data() == other.data()
    assert Counter(key_of(row[1].text) for row in one.table.rows).most_common(1)[0][1] == 1


def test_an_endpoint_gives_the_same(world: Samkart, world_endpoint: str) -> None:
    with Samkart(RemoteView(world_endpoint)) as remote:
        for by in ("county", "municipality", "country"):
            one, other = (each.areas(by=by, count="memberships", flows=True).data() for each in (world, remote))
            assert one == other
