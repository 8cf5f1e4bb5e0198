"""Wikidata: what is asked, and what items become, in the JSON that wbgetentities and the query service answer."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from kg.errors import KgError
from kg.sources import wikidata
from kg.sources.wikidata.claims import Twin, time_of
from kg.sources.wikidata.twins import Twinning, twinnings
from tests.sources.web.server import Reply, Request, as_json
from tests.sources.web.snapshots import fetched, triples

HERE = Path(__file__).parent
WD = "http://www.wikidata.org/entity/"


def snak(name: str, value: Any, kind: str = "string") -> dict[str, Any]:
    return {"snaktype": "value", "property": name, "datavalue": {"value": value, "type": kind}}


def item(number: int) -> dict[str, Any]:
    return {"entity-type": "item", "numeric-id": number, "id": f"Q{number}"}


def day(text: str, precision: int) -> dict[str, Any]:
    return {
        "time": f"+{text}T00:00:00Z", "timezone": 0, "before": 0, "after": 0, "precision": precision,
        "calendarmodel": f"{WD}Q1985727",
    }  # fmt: skip


def claim(name: str, value: Any, kind: str = "string", rank: str = "normal", **more: Any) -> dict[str, Any]:
    return {"mainsnak": snak(name, value, kind), "type": "statement", "id": "Q1$x", "rank": rank, **more}


def twin(
    number: int, rank: str = "normal", start: str = "", end: str = "", refs: tuple[str, ...] = ()
) -> dict[str, Any]:
    """A statement of P190; a start and an end of a year, and addresses."""
    times = {
        name: [snak(name, day(f"{text}-00-00", 9), "time")] for name, text in (("P580", start), ("P582", end)) if text
    }
    references = [{"hash": "x", "snaks": {"P854": [snak("P854", each)]}, "snaks-order": ["P854"]} for each in refs]
    more: dict[str, Any] = {"qualifiers": times, "qualifiers-order": list(times)} if times else {}
    return claim("P190", item(number), "wikibase-entityid", rank, references=references, **more)


def entity(number: int, labels: dict[str, str], *claims: dict[str, Any], **aliases: list[str]) -> dict[str, Any]:
    held: dict[str, list[Any]] = {}
    for each in claims:
        held.setdefault(each["mainsnak"]["property"], []).append(each)
    return {
        "type": "item", "id": f"Q{number}", "claims": held,
        "labels": {each: {"language": each, "value": text} for each, text in labels.items()},
        "aliases": {each: [{"language": each, "value": text} for text in some] for each, some in aliases.items()},
    }  # fmt: skip


def is_a(number: int) -> dict[str, Any]:
    return claim("P31", item(number), "wikibase-entityid")


NORWAY, SWEDEN = (claim("P17", item(number), "wikibase-entityid") for number in (20, 34))
POINT = {"latitude": 59.5, "longitude": 10.25, "altitude": None, "precision": 0.01, "globe": f"{WD}Q2"}
ENTITIES = {
    "Q9001": entity(
        9001, {"nb": "Bærvik", "en": "Bærvik Municipality", "ru": "Бервик", "mul": "Bærvik", "x_bad": "tull"},
        is_a(755707), NORWAY, claim("P2333", "999999913"), claim("P2333", "123"), claim("P856", "https://old.example/"),
        claim("P856", "https://www.baervik.example/", rank="preferred"), claim("P625", POINT, "globecoordinate"),
        claim("P605", "NO082"), claim("P1566", "3143244"), claim("P6782", "0abcdef12", rank="deprecated"),
        twin(9003, start="1995", refs=("https://www.baervik.example/vennskapsbyer", "no address")),
        twin(9004, rank="deprecated"), twin(9005, start="1960", end="1980"), twin(9005, start="1990"),
        {"mainsnak": {"snaktype": "somevalue", "property": "P190"}, "type": "statement", "rank": "normal"},
        twin(9006, end="2001"), twin(9099), twin(9001),
        nb=["Bærvik kommune", "Bærvik"],
    ),
    "Q9002": entity(9002, {"nb": "Nordsjø"}, is_a(192299), NORWAY, claim("P576", day("2019-12-31", 11), "time")),
    "Q9003": entity(9003, {"sv": "Nowhereby kommun"}, is_a(127448), SWEDEN,
                    twin(9001, refs=("https://nowhereby.example/",))),
    "Q9005": entity(9005, {"mul": "Elafina"}, is_a(15284), twin(9001, start="1990", end="2010")),
    "Q9006": entity(9006, {"en": "Otherton"}, SWEDEN, NORWAY, twin(9001, end="2005")),
    "Q9007": entity(9007, {"en": "A Person"}, is_a(5), twin(9001)),
    "Q9099": {"id": "Q9099", "missing": ""},
}  # fmt: skip
ROWS: dict[str, list[dict[str, str]]] = {
    "kind of municipality": [
        *({"class": f"{WD}Q{number}", "kind": "municipality"} for number in (755707, 127448, 15284)),
        {"class": f"{WD}Q192299", "kind": "county"},
    ],
    "ISO 3166-1": [{"country": f"{WD}Q20", "code": "NO"}, {"country": f"{WD}Q34", "code": "SE"}],
    "twinned with them": [{"item": f"{WD}Q9001"}, {"item": f"{WD}Q9002"}, {"item": f"{WD}Q9007"}],
    "organisation number": [{"item": f"{WD}Q9001"}],
}  # fmt: skip


def register(request: Request) -> Reply:
    """The query service and the interface."""
    if request.path == "/sparql":
        rows = next(rows for words, rows in ROWS.items() if words in request.query["query"])
        bindings = [
            {n: {"type": "uri" if v.startswith("http") else "literal", "value": v} for n, v in row.items()}
            for row in rows
        ]
        content = {"head": {"vars": list(rows[0])}, "results": {"bindings": bindings}}
        return as_json(content, kind="application/sparql-results+json;charset=utf-8")
    wanted = request.query["ids"].split("|")
    return as_json({"entities": {each: ENTITIES[each] for each in wanted}, "success": 1})


def data(tmp_path: Path) -> Path:
    """A data folder that knows an actor by its number."""
    (tmp_path / "data" / "curated").mkdir(parents=True)
    (tmp_path / "data" / "curated" / "bodies.csv").write_text("actor,organisation_number\na,999999913\n", "utf-8")
    return tmp_path / "data"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    fetched(wikidata, "wikidata", register, tmp_path / "wikidata", data(tmp_path))
    return tmp_path / "wikidata"


def test_items_are_found_by_query_and_read_with_their_twins(tmp_path: Path) -> None:
    snapshot, server = fetched(wikidata, "wikidata", register, tmp_path / "x", data(tmp_path))
    assert [page.name for page in snapshot.pages] == [
        "bodies.json", "classes.json", "countries.json", "item-0000.json", "numbers-000.json", "twin-0000.json",
    ]  # fmt: skip
    assert [each.query.get("ids") for each in server.asked] == [
        None, None, None, None, "Q9001|Q9002|Q9007", "Q9003|Q9005|Q9006|Q9099",
    ]  # fmt: skip
    assert 'VALUES ?number { "999999913" }' in server.asked[3].query["query"]
    assert server.asked[0].headers["accept"] == "application/sparql-results+json"
    assert snapshot.counts == {"items": 3, "twins": 4}


def test_items_and_twins_become_exactly_these_statements(folder: Path) -> None:
    reading = wikidata.read([folder])
    assert "\n".join(triples(reading)) + "\n" == (HERE / "expected.nt").read_text("utf-8")
    assert reading.summary.lines() == [
        "items (item-0000.json): read 3, used 2, skipped 1 (1 natural person)",
        "items (twin-0000.json): read 4, used 3, skipped 1 (1 missing, or no item)",
        "5 organisations, 4 twinnings",
        "not carried: 1 × twinning.P582",
        "not carried: 1 × twinning.P854",
        "twinnings that both say: 3",
    ]
    told = [str(problem) for problem in reading.summary.problems]
    assert told == [
        "twin-0000.json, row 4, column id: 'Q9099' is no item",
        "item-0000.json, row 1, column P854: Q9001 and Q9003: a reference is no web address",
        "item-0000.json, row 1, column P582: Q9001 and Q9006: the two say that it ended on different days",
    ]


def test_a_country_is_taken_with_the_twins_that_it_has(folder: Path) -> None:
    reading = wikidata.read([folder], filters=wikidata.Filters(("SE",)))
    list(reading)
    assert reading.summary.counts == {"organisations": 2, "twinnings": 1}


@pytest.mark.parametrize(
    ("bad", "message"),
    [
        (
            as_json({"error": {"code": "toomanyvalues", "info": "Too many values\nsupplied"}}),
            "Too many values supplied",
        ),
        (as_json([]), "another shape than is known"),
        (as_json({"entities": []}), "another shape than is known"),
    ],
)
def test_an_error_with_200_is_an_error_and_asked_for_again(bad: Reply, message: str, tmp_path: Path) -> None:
    known = data(tmp_path)
    with pytest.raises(KgError, match=message):
        fetched(wikidata, "wikidata", lambda r: register(r) if r.path == "/sparql" else bad, tmp_path / "x", known)
    with pytest.raises(KgError, match="the query classes is answered in another shape"):
        fetched(wikidata, "wikidata", lambda r: as_json({"head": {}}), tmp_path / "y", known)
    assert fetched(wikidata, "wikidata", register, tmp_path / "x", known)[0].counts == {"items": 3, "twins": 4}


@pytest.mark.parametrize(
    ("text", "precision", "meant"),
    [("1995-06-12", 11, "1995-06-12"), ("1995-06-00", 10, "1995-06"), ("1995-00-00", 9, "1995"),
     ("1990-00-00", 8, ""), ("1995-02-31", 11, ""), ("0000-00-00", 9, "")],
)  # fmt: skip
def test_dates_are_as_precise_as_they_are_said(text: str, precision: int, meant: str) -> None:
    assert time_of(day(text, precision)) == meant


def test_both_directions_are_one_and_periods_are_kept_apart() -> None:
    said = {
        "Q10": [Twin("Q9", "1990", "", ("b",)), Twin("Q9", "", "1980"), Twin("Q8"), Twin("Q10")],
        "Q9": [Twin("Q10", "1990-05", "", ("a",)), Twin("Q10")],
    }
    assert list(twinnings(said)) == [
        Twinning(("Q8", "Q10"), "", "", (), ("Q10",)),
        Twinning(("Q9", "Q10"), "", "1980", (), ("Q10",)),
        Twinning(("Q9", "Q10"), "1990-05", "", ("a", "b"), ("Q10", "Q9")),
    ]
