"""The SPARQL page as it is answered: without a script everything is there."""

from __future__ import annotations

import html
import io
import json
import re
from typing import Any
from urllib.parse import urlencode

import openpyxl
import pytest
from starlette.testclient import TestClient

from kg.api import Samkart
from kg.language.catalogue import text
from kg.vocab import SKD
from kg.web.operations.questions import questions
from kg.web.pages import sparql
from tests.web.conftest import Ask

PAGES = (
    "SELECT ?thing ?name ?page WHERE { ?thing a sk:Network ; skos:prefLabel ?name ; foaf:homepage ?page .\n"
    "FILTER(LANG(?name) = 'nb') }"
)
NASTY = """SELECT ("<script>alert(1)</script>" AS ?x) (<javascript:alert(1)> AS ?y) ("</textarea>&amp;"@nb AS ?z) {}"""


def found(page: str) -> str:
    """The answer on a page, as HTML."""
    return page.split('id="sparql-found">', 1)[1].split("</section>", 1)[0]


def words(part: str) -> str:
    """The text of a piece of a page."""
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", part)).split())


def field(page: str) -> str:
    """What stands in the field, as a browser reads it."""
    area = re.search(r"<textarea[^>]*>\n?(.*?)</textarea>", page, re.DOTALL)
    assert area
    return html.unescape(area[1])


def asked(site: TestClient, query: str, place: str = "/en/query", **given: str) -> tuple[int, str]:
    """The status and the page that answers a query."""
    answer = site.get(f"{place}?{urlencode({'query': query, **given})}")
    while answer.status_code == 202:
        answer = site.get(f"{place}?{urlencode({'query': query, **given})}")
    return answer.status_code, answer.text


def test_the_page_begins_with_a_query_that_runs(ask: Ask, world: Samkart) -> None:
    page = ask("sparql", language="en").body.decode()
    assert "<h1>Ask in SPARQL</h1>" in page
    assert [row["network"].value.removeprefix(SKD) for row in world.query(field(page))][:1] == ["actor/eurobyene"]
    assert words(found(page)) == ""
    assert "<code>http://localhost/sparql</code>" in page


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_all_questions_are_offered_by_area(ask: Ask, language: str) -> None:
    page = ask("sparql", language=language).body.decode()
    listed = re.findall(r'<a href="/sparql/examples/([^"]*)" data-example="([^"]*)">([^<]*)</a>', page)
    assert [(each.name, each.name, each.texts[language]) for each in questions()] == [
        (address, name, html.unescape(said)) for address, name, said in listed
    ]
    areas = re.findall(r'<details class="sq-area"><summary>([^<]*)', page)
    names = list(dict.fromkeys(each.name.partition("/")[0] for each in questions()))
    assert areas == [text(language, "web", f"area.{name}") for name in names]


def test_a_table_with_links_and_downloads(world_site: TestClient) -> None:
    status, page = asked(world_site, PAGES)
    assert status == 200 and field(page) == PAGES
    row = "skd:actor/eurobyene Eurobyene@nb https://eurobyene.example/"
    assert words(found(page)) == f"One row. thing name page {row} Download: CSV JSON TSV XML"
    assert '<a href="/en/actor/eurobyene">skd:actor/eurobyene</a>' in found(page)
    assert 'href="https://eurobyene.example/" class="away"' in found(page)
    links = re.findall(r'<a href="(/sparql\?[^"]*)" download="answer\.(\w+)"', found(page))
    assert [ending for _, ending in links] == ["csv", "json", "tsv", "xml"]
    csv = world_site.get(html.unescape(links[0][0]), headers={"Accept": "text/html"})
    assert csv.text.splitlines() == [
        "thing,name,page",
        f"{SKD}actor/eurobyene,Eurobyene,https://eurobyene.example/",
    ]


def test_only_the_first_rows_are_shown_and_all_are_counted(
    world_site: TestClient, ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sparql, "_ROWS", 2)
    page = ask("query", "query=SELECT ?s { ?s a sk:Municipality }", language="en").body.decode()
    count = len(
        world_site.get("/sparql", params={"query": "SELECT ?s { ?s a sk:Municipality }"}).json()["results"]["bindings"]
    )
    assert f"{count} rows. The first 2 are shown." in words(found(page))
    assert found(page).count("<tr>") == 3


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("ASK { ?n a sk:Network }", "One row. true"),
        ("ASK { ?n a sk:Nothing }", "One row. false"),
        ("SELECT ?n { ?n a sk:Nothing }", "No rows."),
        ("SELECT (1 AS ?n) {}", "One row. n 1"),
        ('SELECT ("2020"^^xsd:gYear AS ?y) (1/0 AS ?none) {}', "One row. y none 2020"),
        ('SELECT ("p"^^geo:wktLiteral AS ?w) {}', "One row. w p^^geo:wktLiteral"),
        ("SELECT (BNODE() AS ?b) { FILTER(false) }", "No rows."),
    ],
)
def test_what_is_answered_is_told(world_site: TestClient, query: str, told: str) -> None:
    status, page = asked(world_site, query)
    assert status == 200
    assert words(found(page)).partition(" Download:")[0] == told


def test_a_graph_is_shown_as_turtle(world_site: TestClient) -> None:
    status, page = asked(world_site, "CONSTRUCT { ?n a sk:Network } WHERE { VALUES ?n { <https://example.org/n> } }")
    assert status == 200
    assert words(found(page)) == (
        "One triple. @prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> ."
        " @prefix sk: <https://w3id.org/samkart/ontology/> . <https://example.org/n> a sk:Network ."
        " Download: Turtle N-Triples JSON-LD RDF/XML"
    )


def test_a_mistake_is_told_with_its_place(world_site: TestClient) -> None:
    status, page = asked(world_site, "SELECT * {")
    assert (status, field(page)) == (400, "SELECT * {")
    assert words(found(page)).startswith("this is not SPARQL: { is never closed; expected } line 1, column 10:")


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <https://example.org/sparql> { ?s ?p ?o } }",
        "INSERT DATA { <a:a> <a:b> <a:c> }",
        "LOAD <file:///etc/passwd>",
    ],
)
def test_what_reaches_out_or_changes_is_refused(world_site: TestClient, query: str) -> None:
    status, page = asked(world_site, query)
    assert status == 400 and 'class="wrong"' in found(page)


def test_what_takes_too_long_is_stopped_and_told(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sparql, "_SECONDS", 0.3)
    product = " ".join(f"?s{n} ?p{n} ?o{n} ." for n in range(6))
    page = ask("query", f"query=SELECT (COUNT(*) AS ?n) {{ {product} }}", language="en")
    assert page.status == 400
    assert "has been stopped" in words(found(page.body.decode()))


def test_nothing_in_a_query_or_an_answer_becomes_markup(world_site: TestClient) -> None:
    _, page = asked(world_site, NASTY)
    assert field(page) == NASTY
    assert "<script>alert" not in page and 'href="javascript:' not in page
    assert words(found(page)).startswith(
        "One row. x y z <script>alert(1)</script> javascript:alert(1) </textarea>&amp;@nb"
    )


def test_the_table_in_other_formats(world_site: TestClient) -> None:
    place = f"/query?{urlencode({'query': PAGES})}"
    assert world_site.get(f"{place}&format=csv").text.splitlines() == [
        "thing,name,page,thing_iri,thing_key",
        f"skd:actor/eurobyene,Eurobyene@nb,https://eurobyene.example/,{SKD}actor/eurobyene,eurobyene",
    ]
    told = world_site.get(f"{place}&format=json").json()["sections"]["answer"]
    assert [row["name"] for row in told] == ["Eurobyene"]
    book = openpyxl.load_workbook(io.BytesIO(world_site.get(f"{place}&format=xlsx").content))
    assert [cell.value for cell in book.worksheets[0][1]][:3] == ["thing", "name", "page"]
    graph = world_site.get(f"/query?{urlencode({'query': 'DESCRIBE <a:b>', 'format': 'csv'})}")
    assert (graph.status_code, graph.headers["content-type"]) == (400, "application/problem+json")
    assert world_site.get("/query?format=json").status_code == 400


def test_an_example_stands_in_the_field(world_site: TestClient) -> None:
    page = world_site.get("/nn/sparql/examples/network/members?network=eurobyene").text
    assert f"<{SKD}actor/eurobyene>" in field(page)
    assert field(page).startswith("# ")
    assert 'data-example="network/members" aria-current="true"' in page
    _, answer = asked(world_site, field(page), "/nn/query")
    assert '<a href="/nn/actor/fjordby">skd:actor/fjordby</a>' in found(answer)


def test_a_question_s_page_leads_to_the_editor_with_its_values(world_site: TestClient) -> None:
    page = world_site.get("/en/question/network/members?network=eurobyene").text
    assert 'href="/en/sparql/examples/network/members?network=eurobyene"' in page


def test_in_a_cited_state_everything_stays_in_it(world_site: TestClient) -> None:
    cite = re.search(r"/as-of/[0-9-]{10}\.[0-9a-f]{12}", world_site.get("/en/actor/fjordby").text)
    assert cite
    page = world_site.get(f"{cite[0]}/sparql", headers={"Accept": "text/html"}).text
    config = json.loads(page.split('id="sparql-config">', 1)[1].split("</script>", 1)[0])
    assert (config["endpoint"], config["page"], config["pages"]) == (f"{cite[0]}/sparql", f"{cite[0]}/query", cite[0])
    assert world_site.get(config["terms"], headers={"Accept": "application/json"}).json()[0]["kind"] == "class"
    _, answer = asked(world_site, PAGES, f"{cite[0]}/en/query")
    assert f'<a href="{cite[0]}/en/actor/eurobyene">' in found(answer)
    assert f'<a href="{cite[0]}/sparql?query=' in found(answer)
    turtle = world_site.get(f"{cite[0]}/sparql/examples?format=turtle").text
    assert f"schema:target <http://localhost{cite[0]}/sparql>" in turtle


@pytest.mark.parametrize(
    "place", ["sparql/nothing", "sparql/examples/actor/nothing", "query/more", "sparql/terms/more"]
)
def test_there_is_no_such_page(ask: Ask, place: str) -> None:
    assert ask(place).status == 404


def test_a_site_that_asks_an_endpoint_has_the_form(ask: Ask) -> None:
    page = ask("query", "query=SELECT ?n { ?n a sk:Network }", digest="", language="en").body.decode()
    config = json.loads(page.split('id="sparql-config">', 1)[1].split("</script>", 1)[0])
    assert config["endpoint"] == ""
    assert re.findall(r'href="(/query\?[^"]*format=\w+)"', found(page))[0].endswith("format=csv")
    assert "Other software" not in page


@pytest.mark.parametrize("bare", [{"files": (("/query", "query.html"),)}, {"given": "&embed=1"}])
def test_in_a_file_and_inside_another_page_there_is_the_answer_only(ask: Ask, bare: dict[str, Any]) -> None:
    given = f"query=SELECT ?n {{ ?n a sk:Municipality }}{bare.get('given', '')}"
    page = ask("query", given, language="en", files=bare.get("files", ())).body.decode()
    assert "skd:actor/fjordby" in words(found(page))
    assert "<textarea" not in page and "<script" not in page.replace('<script src="/static/site.js', "")
    assert "data-example" not in page and "Download:" not in page
