"""`/api`: answers with all that belongs to them, what is wrong with a request, and the page that explains it."""

from __future__ import annotations

import json
from typing import Any

import pytest
from starlette.testclient import TestClient

from kg.api import Samkart
from kg.web.asked import Asked, Rendered
from kg.web.pages import respond

SKD = "https://w3id.org/samkart/id/"


def ask(world: Samkart, path: str, given: tuple[tuple[str, str], ...] = (), **more: Any) -> Rendered:
    """What the renderer of a language answers."""
    usual = {"day": "2026-06-01", "digest": "0123456789ab", "root": "http://localhost", "language": "en"}
    asked = Asked(path=tuple(path.split("/")), given=given, **{**usual, "form": "json", **more})
    return respond(Samkart(world.view, asked.language), asked)


def pairs(query: str) -> tuple[tuple[str, str], ...]:
    """`a=1&b=2`, apart."""
    return tuple((name, value) for name, _, value in (each.partition("=") for each in query.split("&") if each))


def told(world: Samkart, path: str, query: str = "", **more: Any) -> dict[str, Any]:
    """An answer of the API."""
    rendered = ask(world, path, pairs(query), **more)
    assert (rendered.status, rendered.media_type) == (200, "application/json"), rendered.body
    answer: dict[str, Any] = json.loads(rendered.body)
    return answer


def problem(world: Samkart, path: str, query: str = "", **more: Any) -> dict[str, Any]:
    """What is told to be wrong, without its title."""
    rendered = ask(world, path, pairs(query), **more)
    assert rendered.media_type == "application/problem+json"
    assert not rendered.lasting
    answer: dict[str, Any] = json.loads(rendered.body)
    assert answer.pop("status") == rendered.status
    assert answer.pop("type") == "about:blank"
    assert answer.pop("title")
    return {"status": rendered.status, **answer}


def test_derived_themes_count_with_a_theme_only(world: Samkart) -> None:
    assert problem(world, "api/who", "actor=fjordby&derived_themes=true") == {
        "status": 422,
        "detail": "derived themes count with a theme only; say which",
        "parameter": "theme",
        "nearest": [],
    }
    asked = "actor=soerhavn&theme=circular-economy"
    for more, partners in (("", []), ("&derived_themes=true", ["havnevesenet"])):
        assert [row["partner_key"] for row in told(world, "api/who", asked + more)["rows"]] == partners


def test_an_answer_says_what_was_asked_of_which_state_and_how_much_is_not_in_it(world: Samkart) -> None:
    answer = told(world, "api/who", "actor=Fjordby&via=project,network&limit=1&offset=1")
    rows, coverage = answer.pop("rows"), answer.pop("coverage")
    assert coverage.startswith("This much of the whole")
    assert [column["name"] for column in answer.pop("columns")][:3] == ["partner", "kind", "country"]
    address = "http://localhost/as-of/2026-06-01.0123456789ab/api/who?actor=Fjordby&via=project%2Cnetwork&limit=1"
    assert answer == {
        "state": {
            "day": "2026-06-01",
            "name": None,
            "digest": "0123456789ab",
            "address": f"{address}&offset=1",
        },
        "operation": "who",
        "asks": "Whom does an actor collaborate with?",
        "language": "en",
        "parameters": {
            "actor": {
                "value": "Fjordby",
                "iri": f"{SKD}actor/fjordby",
                "label": "Fjordby Municipality",
                "key": "fjordby",
            },
            "via": [{"value": "project"}, {"value": "network"}],
        },
        "notices": answer["notices"],
        "total": 13,
        "limit": 1,
        "offset": 1,
        "cut": "11 more rows are not in this answer; the next ones come with offset=2.",
        "note": None,
        "not_known": [],
        "next": f"{address}&offset=2",
    }
    assert rows[0]["partner"].startswith(SKD)
    assert rows[0]["sources_total"] >= len(rows[0]["sources"]) > 0
    assert set(rows[0]["sources"][0]) == {"title", "address"}


def test_pages_of_rows_are_the_whole_in_order(world: Samkart) -> None:
    whole = told(world, "api/who", "actor=fjordby")["rows"]
    parts = [told(world, "api/who", f"actor=fjordby&limit=5&offset={n}")["rows"] for n in (0, 5, 10, 15)]
    assert [row for part in parts for row in part] == whole
    assert [len(part) for part in parts] == [5, 5, len(whole) - 10, 0]


def test_sections_of_a_report_can_be_had_alone_and_are_cut_each(world: Samkart) -> None:
    answer = told(world, "api/show", "thing=fjordby&limit=1")
    assert answer["facts"] == {"iri": f"{SKD}actor/fjordby", "label": "Fjordby Municipality", "kind": "Municipality"}
    assert all(len(each["rows"]) <= 1 for each in answer["sections"])
    cut = next(each for each in answer["sections"] if each["total"] > 1)
    assert cut["cut"].endswith("the next ones come with offset=1.")
    only = told(world, "api/show", f"thing=fjordby&section={cut['name']}&limit=1&offset=1")
    assert [each["name"] for each in only["sections"]] == [cut["name"]]
    assert only["sections"][0]["rows"] != cut["rows"]
    assert problem(world, "api/show", "thing=fjordby&section=nothing")["status"] == 404


@pytest.mark.parametrize(
    ("path", "query", "expected"),
    [
        (
            "api/question/actor/projects",
            "actor=fjordby&minimum_contribution=999999999999",
            "Samkart knows nothing of this. That is not to say that there is none.",
        ),
        (
            "api/find",
            "q=zzzzzzzz",
            "Samkart knows nothing that is called so. It may have another name here.",
        ),
    ],
)
def test_nothing_found_is_not_known_rather_than_none(world: Samkart, path: str, query: str, expected: str) -> None:
    answer = told(world, path, query)
    assert (answer["rows"], answer["total"], answer["not_known"]) == ([], 0, [expected])


def test_a_section_without_rows_is_told_as_not_known(world: Samkart) -> None:
    answer = told(world, "api/show", "thing=fjordby")
    empty = [each["title"] for each in answer["sections"] if not each["rows"]]
    assert empty
    assert answer["not_known"] == [
        f"“{title}”: Samkart knows nothing of this. That is not to say that there is none." for title in empty
    ]


def test_how_many_there_are_is_not_said_where_only_so_many_were_looked_for(world: Samkart) -> None:
    assert told(world, "api/find", "q=fjord&limit=1")["total"] is None
    assert told(world, "api/ranking", "actors=fjordby&top=2")["total"] is None
    found = told(world, "api/find", "q=fjord&limit=200")
    assert found["total"] == len(found["rows"])


def test_a_concept_of_a_parameter_is_named_or_refused(embedded: Samkart) -> None:
    answer = told(embedded, "api/question/network/members", "network=eurocities&status=member&limit=1")
    assert answer["parameters"]["status"] == {
        "value": "member",
        "iri": "https://w3id.org/samkart/concept/status/member",
        "label": "Member",
        "key": "member",
    }
    wrong = problem(embedded, "api/question/network/members", "network=eurocities&status=membre")
    assert (wrong["status"], wrong["parameter"], "member" in wrong["nearest"]) == (404, "status", True)
    kind = problem(embedded, "api/question/network/list", "network_kind=network-kind/cities")
    assert (kind["status"], kind["parameter"], "city-network" in kind["nearest"]) == (404, "network_kind", True)


@pytest.mark.parametrize(
    ("path", "query", "expected"),
    [
        ("api/who", "", (400, "actor", "actor must be given")),
        ("api/who", "actor=fjordby&limit=0", (400, "limit", "'0' does not fit; expected a whole number from 1 to")),
        ("api/who", "actor=fjordby&limit=２", (400, "limit", "'２' does not fit")),
        ("api/who", "actor=fjordby&offset=-1", (400, "offset", "'-1' does not fit")),
        ("api/who", "actor=fjordby&ties=yes", (400, "ties", "'yes' is neither true nor false")),
        ("api/who", "actor=fjordby&via=projects", (400, "via", "'projects' is not known; expected project, network")),
        ("api/who", "actor=fjordby&at=01.06.2020", (400, "at", "'01.06.2020' does not fit; expected YYYY")),
        ("api/who", "actor=fjordby&at=", (400, "at", "is empty; what is not asked for is left out")),
        ("api/who", "actor=fjordby&actor=altburg", (400, "actor", "is given twice")),
        ("api/who", "aktor=fjordby", (400, "aktor", "is not known here; expected actor")),
        ("api/who", "actor=fjordby&lang=sv", (400, "lang", "'sv' is not a language here; expected nb, nn, en")),
        ("api/who", f"actor={'x' * 501}", (400, "actor", "is longer than 500 letters")),
        ("api/who", "actor=fjordbyy", (404, "actor", "nothing is called 'fjordbyy'")),
        ("api/compare", "actors=fjordby,altborg", (404, "actors", "nothing is called 'altborg'")),
        ("api/who", "actor=fjordby&at=2020&since=2010", (422, None, "give either a day (at) or a period")),
        ("api/who", "actor=fjordby&at=2021-02-30", (422, "at", "'2021-02-30' is not a date")),
        ("api/path", "actors=fjordby", (422, "actors", "a path has two ends, not 1")),
        ("api/communities", "resolution=0", (422, "resolution", "resolution = 0.0; expected a positive number")),
        ("api/whom", "actor=fjordby", (404, None, "there is no operation 'whom'")),
        ("api/question/actor/projcts", "", (404, None, "there is no operation 'question/actor/projcts'")),
        ("api/ranking", "actors=fjordby&until=0195", (404, None, "no tie meets these conditions")),
        ("api/openapi.json", "language=nb", (400, "language", "is not known here; expected lang")),
    ],
)
def test_what_is_wrong_is_told_with_its_parameter(
    world: Samkart, path: str, query: str, expected: tuple[int, str | None, str]
) -> None:
    wrong = problem(world, path, query)
    assert (wrong["status"], wrong["parameter"]) == expected[:2]
    assert wrong["detail"].startswith(expected[2]), wrong["detail"]


def test_what_was_perhaps_meant_is_told(world: Samkart) -> None:
    assert problem(world, "api/who", "actor=fjordbyy")["nearest"] == ["Fjordby Municipality (NO, actor/fjordby)"]
    assert problem(world, "api/who", "aktor=fjordby")["nearest"] == ["actor"]
    assert problem(world, "api/who", "actor=fjordby&via=projects")["nearest"] == ["project"]
    assert "question/actor/projects" in problem(world, "api/question/actor/projcts")["nearest"]


@pytest.mark.parametrize("form", ["csv", "turtle", "svg"])
def test_other_formats_are_refused(world: Samkart, form: str) -> None:
    wrong = problem(world, "api/who", "actor=fjordby", form=form)
    assert (wrong["status"], wrong["parameter"]) == (406, "format")


HOSTILE = [
    "<script>alert(1)</script>",
    "\x07\u202e\u2066x",
    "'; DROP",
    "{{7*7}}",
    "../../etc/passwd",
    "\ud800",
    "🏳️‍🌈" * 50,
]


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("path", ["api/who", "api/show", "api/question/actor/projects", "api/question/source/of-fact"])
def test_hostile_names_are_not_there(world: Samkart, path: str, text: str) -> None:
    name = {"api/show": "thing", "api/question/source/of-fact": "entity"}.get(path, "actor")
    rendered = ask(world, path, ((name, text),))
    assert rendered.status in (404, 422)
    assert rendered.media_type == "application/problem+json"
    assert json.loads(rendered.body)["parameter"] == name


def test_the_page_explains_every_operation_in_each_language(world: Samkart) -> None:
    for language in ("nb", "nn", "en"):
        page = ask(world, "api", form="html", language=language).body.decode()
        assert f'<html lang="{language}"' in page
        for name in ("/api/who", "/api/ranking", "/api/question/actor/collaborators", "/api/openapi.json"):
            assert name in page
        assert len(page) < 100_000


def test_it_is_served_with_tags_for_other_sites_and_in_the_language_that_is_asked_for(world_site: TestClient) -> None:
    address = "/api/who?actor=fjordby&limit=1"
    first = world_site.get(address)
    assert first.headers["content-type"] == "application/json"
    assert first.headers["access-control-allow-origin"] == "*"
    again = world_site.get(address, headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    head = world_site.head(address)
    assert (head.status_code, head.content, head.headers["etag"]) == (200, b"", first.headers["etag"])
    assert world_site.get(f"{address}&lang=en").json()["language"] == "en"
    assert world_site.get(f"{address}&lang=en").headers["content-language"] == "en"
    assert world_site.get(address, headers={"Accept-Language": "nn"}).json()["language"] == "nn"
    kept = first.json()["state"]["address"].removeprefix("http://localhost")
    later = world_site.get(kept)
    assert later.json()["rows"] == first.json()["rows"]
    assert "max-age" in later.headers["cache-control"]
    assert world_site.get(first.json()["next"].removeprefix("http://localhost")).json()["offset"] == 1


def test_a_browser_reads_the_page_and_software_the_description(world_site: TestClient) -> None:
    page = world_site.get("/api", headers={"Accept": "text/html"})
    assert page.headers["content-type"].startswith("text/html")
    assert world_site.get("/api").json()["openapi"] == "3.1.0"
    assert world_site.get("/api/who?actor=fjordby", headers={"Accept": "text/html"}).json()["operation"] == "who"
    refused = world_site.post("/api/who?actor=fjordby")
    assert (refused.status_code, refused.headers["allow"]) == (405, "GET, HEAD")
    wrong = world_site.get("/api/who?actor=fjordby&format=nonsense")
    assert (wrong.status_code, wrong.headers["content-type"]) == (406, "application/problem+json")
