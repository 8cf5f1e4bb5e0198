"""The SPARQL page in a browser: an editor that completes, marks and runs; examples; all of it without a script too."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.web.browser.conftest import RULES, Visitor

START = "SELECT * WHERE {\n  ?place a "


def begun(page: Any, text: str = "") -> None:
    """The editor, empty but for a text that is typed into it."""
    page.focus("#sparql-query")
    page.wait_for_selector(".cm-content")
    page.wait_for_selector("#sparql-editor:focus")
    page.keyboard.press("Control+A")
    page.keyboard.press("Delete")
    page.keyboard.type(text)


def test_a_class_is_completed_and_the_query_run(visit: Callable[..., Visitor]) -> None:
    visitor = visit()
    page = visitor.goes("/sparql")
    begun(page, START + "kommun")
    page.wait_for_selector(".cm-tooltip-autocomplete li[aria-selected] >> text=sk:Municipality")
    page.wait_for_timeout(150)  # what is offered can be taken a moment after it is shown
    page.keyboard.press("Enter")
    page.keyboard.type(" ; skos:prefLabel ?name }\nORDER BY ?name")
    page.keyboard.press("Escape")
    page.keyboard.press("Control+Enter")
    page.wait_for_selector("#sparql-found tbody tr")
    query = page.input_value("#sparql-query")
    assert query == (
        "PREFIX sk: <https://w3id.org/samkart/ontology/>\n"
        "SELECT * WHERE {\n  ?place a sk:Municipality ; skos:prefLabel ?name }\nORDER BY ?name"
    )
    assert page.locator("#sparql-found tbody tr").count() == 1000
    assert "De første 1 000 er vist." in page.inner_text("#sparql-status").replace("\xa0", " ")
    parts = urlsplit(page.url)
    assert (parts.path, parse_qs(parts.query)) == ("/query", {"query": [query]})
    with page.expect_download() as download:
        page.click("#sparql-found .forms a >> text=CSV")
    assert download.value.suggested_filename == "answer.csv"
    rows = list(csv.reader(Path(download.value.path()).read_text("utf-8").splitlines()))
    assert sorted(rows[0]) == ["name", "place"]
    assert len(rows) > 1001
    page.reload()
    page.wait_for_selector("#sparql-found tbody tr")
    assert page.locator("#sparql-found tbody tr").count() == 1000
    page.click("#sparql-found tbody a >> nth=0")
    page.wait_for_url("**/actor/**")
    assert page.locator("h1").count() == 1


def test_a_property_is_found_by_its_word_and_variables_are_known(visit: Callable[..., Visitor]) -> None:
    page = visit(locale="en-GB").goes("/sparql")
    begun(page, "SELECT ?municipality WHERE { ?municipality populat")
    page.wait_for_selector(".cm-tooltip-autocomplete li >> text=sk:population")
    page.wait_for_timeout(150)
    page.keyboard.press("Enter")
    page.keyboard.type(" ?n . ?mun")
    page.wait_for_selector(".cm-tooltip-autocomplete li >> text=?municipality")


def test_a_mistake_is_marked_and_told_in_the_endpoint_s_words(visit: Callable[..., Visitor]) -> None:
    visitor = visit()
    page = visitor.goes("/sparql")
    begun(page, "SELECT * WHERE { ?s ?p } ")
    page.wait_for_selector(".cm-lintRange-error")
    page.click("#sparql button >> nth=0")
    page.wait_for_selector("#sparql-found .wrong")
    assert page.inner_text("#sparql-found .wrong").startswith("this is not SPARQL")
    assert page.inner_text("#sparql-status") == "Spørringen ble ikke besvart"
    assert all("400" in each for each in visitor.errors)
    visitor.errors.clear()  # the browser tells of the answer's status


def test_a_query_is_stopped(visit: Callable[..., Visitor]) -> None:
    page = visit().goes("/sparql")
    begun(page, "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }")
    page.keyboard.press("Control+Enter")
    page.click("#sparql-stop")
    page.wait_for_selector("#sparql-status >> text=Spørringen er stoppet.")
    assert not page.is_visible("#sparql-stop")


def test_a_graph_and_a_truth(visit: Callable[..., Visitor]) -> None:
    page = visit().goes("/sparql")
    begun(page, "CONSTRUCT WHERE { ?n a sk:Network } LIMIT 2")
    page.keyboard.press("Control+Enter")
    page.wait_for_selector("#sparql-found pre")
    assert page.inner_text("#sparql-found pre").count(" a sk:Network") == 2
    assert page.locator("#sparql-found .forms a").all_inner_texts() == ["Turtle", "N-Triples", "JSON-LD", "RDF/XML"]
    begun_again = page.locator(".cm-content")
    begun_again.click()
    page.keyboard.press("Control+A")
    page.keyboard.type("ASK { ?n a sk:Network }")
    page.keyboard.press("Control+Enter")
    page.wait_for_selector("#sparql-found table")
    assert page.inner_text("#sparql-found tbody") == "true"


def test_an_example_is_chosen_run_and_undone(visit: Callable[..., Visitor]) -> None:
    page = visit().goes("/en/sparql")
    begun(page, "ASK {}")
    page.click(".sq-area summary >> nth=0")
    page.click("[data-example='actor/collaborators']")
    page.wait_for_selector("[data-example='actor/collaborators'][aria-current]")
    assert page.input_value("#sparql-query").startswith("# Who does an actor collaborate with")
    page.keyboard.press("Control+Enter")
    page.wait_for_selector("#sparql-found tbody tr")
    assert page.locator("#sparql-found tbody tr").count() > 100
    href = page.get_attribute("#sparql-found tbody a >> nth=0", "href")
    assert href is not None and href.startswith("/en/actor/")
    assert page.get_attribute(".tongues a >> text=Nynorsk", "href").startswith("/nn/query?query=")
    page.keyboard.press("Control+Z")
    assert page.input_value("#sparql-query") == "ASK {}"


def test_the_keyboard_goes_in_and_out(visit: Callable[..., Visitor]) -> None:
    page = visit().goes("/sparql")
    begun(page, START + "k")
    page.wait_for_selector(".cm-tooltip-autocomplete")
    page.keyboard.press("Escape")
    page.wait_for_selector(".cm-tooltip-autocomplete", state="detached")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Kjør"
    page.keyboard.press("Shift+Tab")
    assert page.evaluate("document.activeElement.id") == "sparql-editor"


@pytest.mark.parametrize(("width", "scheme"), [(1440, "light"), (390, "dark")])
def test_axe_finds_nothing_in_the_editor(visit: Callable[..., Visitor], axe: str, width: int, scheme: str) -> None:
    visitor = visit(width, 844, color_scheme=scheme, bypass_csp=True)
    page = visitor.goes("/sparql")
    begun(page, "# what\nSELECT ?n (COUNT(*) AS ?c) { ?n a <https://e.org/x>, sk:Net ; rdfs:label 'x'@nb, 12 . kommun")
    page.wait_for_selector(".cm-tooltip-autocomplete")
    page.add_script_tag(content=axe)
    found = page.evaluate("rules => axe.run({runOnly: rules}).then(found => found.violations)", RULES)
    assert [(each["id"], [node["html"][:200] for node in each["nodes"]][:3]) for each in found] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_without_javascript_a_query_is_asked_all_the_same(visit: Callable[..., Visitor]) -> None:
    page = visit(java_script_enabled=False).goes("/en/sparql")
    page.fill("#sparql-query", "SELECT ?network { ?network a sk:Network } ORDER BY ?network LIMIT 3")
    page.click("#sparql button >> nth=0")
    page.wait_for_selector("#sparql-found tbody tr")
    assert page.locator("#sparql-found tbody tr").count() == 3
    with page.expect_download() as download:
        page.click("#sparql-found .forms a >> text=TSV")
    assert Path(download.value.path()).read_text("utf-8").startswith("?network\n<https://w3id.org/samkart/id/actor/")
    page.click(".sq-area summary >> nth=0")
    page.click("[data-example='actor/card']")
    assert page.input_value("#sparql-query").startswith("# What is known about an actor?")
    page.click("#sparql button >> nth=0")
    page.wait_for_selector("#sparql-found tbody tr")


def test_the_editor_comes_when_it_is_wanted_and_not_before(visit: Callable[..., Visitor]) -> None:
    visitor = visit()
    sizes: dict[str, int] = {}
    visitor.page.on("response", lambda answer: sizes.update({urlsplit(answer.url).path: len(answer.body())}))
    page = visitor.goes("/sparql")
    page.wait_for_load_state("networkidle")
    assert "/static/editor.js" not in sizes and sum(sizes.values()) < 100_000, sizes
    with page.expect_response(lambda answer: urlsplit(answer.url).path == "/static/editor.js"):
        page.hover("#sparql-query")
    page.wait_for_selector(".cm-content")
