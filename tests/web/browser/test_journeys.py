"""The ways people go: from a search to a partner, a map and a file; comparing; asking; embedding; reporting."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from tests.web.browser.conftest import Visitor


def test_from_a_search_to_an_actor_a_partner_a_map_and_a_download(
    visit: Callable[..., Visitor], tmp_path: Path
) -> None:
    visitor = visit()
    page = visitor.goes("/")
    page.fill("#hero-q", "Bær")
    page.wait_for_selector("#hero-q-names li")
    page.keyboard.press("ArrowDown")
    assert page.get_attribute("#hero-q", "aria-activedescendant") == "hero-q-names-0"
    page.keyboard.press("Enter")
    page.wait_for_url("**/actor/baerum")
    assert page.inner_text("h1") == "Bærum kommune"
    page.click("#partners tbody th a >> nth=0")
    assert page.inner_text("h1") == "Asker kommune"
    with page.expect_download() as download:
        page.click(".forms a >> text=Excel")
    assert download.value.suggested_filename == "asker-kommune.xlsx"
    page.click(".doors >> text=Kart")
    page.frame_locator("iframe.paper").locator("canvas >> nth=0").wait_for(timeout=60_000)


def test_two_are_compared_by_names_that_are_chosen(visit: Callable[..., Visitor]) -> None:
    visitor = visit()
    page = visitor.goes("/en/compare")
    for name in ("Ask", "Bæru"):
        page.locator("#f-actors").press_sequentially(name)
        page.wait_for_selector("#f-actors-names li")
        page.click("#f-actors-names li >> nth=0")
        page.locator("#f-actors").press_sequentially(",")
    page.click("form.ask button")
    page.wait_for_selector("#answer h2")
    assert page.inner_text("#answer h2 >> nth=0") == "Comparison: Asker Municipality, Bærum Municipality"
    assert page.locator("#similarity tbody tr").count() > 3


def test_from_a_gap_to_an_example(visit: Callable[..., Visitor]) -> None:
    page = visit().goes("/nb/gaps/asker")
    page.click("#answer tbody a >> nth=0")
    assert page.locator("h1").count() == 1
    assert "/actor/" in page.url or "/theme/" in page.url or "/programme/" in page.url or "/network" in page.url


def test_a_question_is_asked_its_sparql_shown_and_its_answer_cited(visit: Callable[..., Visitor]) -> None:
    visitor = visit()
    page = visitor.goes("/en/questions")
    page.click("text=Which twin towns does an actor have")
    page.locator("#f-actor").press_sequentially("Bærum")
    page.wait_for_selector("#f-actor-names li")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.click("form.ask button")
    page.wait_for_selector("#answer tbody tr")
    rows = page.locator("#answer tbody tr").all_inner_texts()
    page.click("details.sparql summary")
    assert "SELECT" in page.inner_text("details.sparql pre")
    page.click(".cite a")
    page.wait_for_selector(".banner")
    assert page.locator("#answer tbody tr").all_inner_texts() == rows
    assert "/as-of/" in page.url


def test_a_sentence_is_understood(visit: Callable[..., Visitor]) -> None:
    page = visit().goes("/nb/search?q=hvem+samarbeider+Bærum+med+om+klima%3F")
    page.click(".understood a >> nth=0")
    assert page.inner_text("h1") == "Hvem samarbeider en aktør med?"
    assert page.input_value("#f-actor") == "actor/baerum"
    assert page.input_value("#f-theme") == "climate-and-environment"
    assert page.locator("#answer tbody tr").count() > 3


def test_from_an_actor_into_its_network(visit: Callable[..., Visitor]) -> None:
    visitor = visit()
    page = visitor.goes("/en/actor/asker")
    page.click(".doors >> text=Explore the network")
    page.wait_for_selector("#network-kinds button")
    page.click("#network-kinds button >> text=Twin towns")
    page.wait_for_function("location.search.includes('twinning') || location.hash.includes('twinning')")
    page.click("#network-show-table")
    page.wait_for_selector("table >> text=Eslöv")
    shared = page.url
    other = visit()
    other.page.goto(shared)
    other.page.wait_for_selector("table >> text=Eslöv")


@contextmanager
def another_site(folder: Path) -> Iterator[str]:
    """A web server of somebody else, with the files of a folder."""
    handler = partial(SimpleHTTPRequestHandler, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://localhost:{server.server_port}"
        server.shutdown()


def test_a_page_stands_in_another_one_only_where_it_is_made_for_it(
    visit: Callable[..., Visitor], tmp_path: Path
) -> None:
    snippet = visit().goes("/en/who/asker").input_value("#snippet")
    for name, content in (("bare", snippet), ("whole", snippet.replace("?embed=1", ""))):
        (tmp_path / f"{name}.html").write_text(f"<!doctype html><title>Other</title>{content}", "utf-8")
    with another_site(tmp_path) as address:
        other = visit()
        other.page.goto(f"{address}/bare.html")
        frame = other.page.frame_locator("iframe")
        frame.locator("tbody tr >> nth=0").wait_for()
        assert frame.locator("header").count() == 0
        assert not [each for each in other.errors if "favicon" not in each and "404" not in each]
        other.page.goto(f"{address}/whole.html")
        other.page.wait_for_timeout(500)
        assert any("frame-ancestors" in each for each in other.errors)
        assert all(each.startswith(address) for each in other.elsewhere)
        other.errors.clear()
        other.elsewhere.clear()


def test_a_wrong_fact_is_told_with_its_key(visit: Callable[..., Visitor]) -> None:
    page = visit().goes("/en/actor/baerum")
    page.click(".after >> text=Something wrong?")
    page.select_option("#f-tie", index=1)
    page.click("form.ask button")
    text = page.inner_text("pre.report")
    assert "actor/baerum" in text and "Tie: " in text and "State: " in text
    with page.expect_download() as download:
        page.click("text=Save it as a file")
    saved = Path(download.value.path()).read_text("utf-8")
    assert saved.replace("\xa0", " ").split() == text.replace("\xa0", " ").split()


def test_the_language_is_chosen_and_stays(visit: Callable[..., Visitor]) -> None:
    page = visit(locale="en-GB").goes("/actor/asker")
    assert page.get_attribute("html", "lang") == "en"
    page.click(".tongues >> text=Nynorsk")
    assert page.get_attribute("html", "lang") == "nn"
    page.click("#partners tbody th a >> nth=0")
    assert page.get_attribute("html", "lang") == "nn"


@pytest.mark.parametrize("form", ["json", "turtle", "jsonld", "ntriples"])
def test_what_is_linked_as_another_form_of_a_page_is_there(visit: Callable[..., Visitor], form: str) -> None:
    visitor = visit()
    answer = visitor.page.request.get(f"{visitor.site}/actor/asker?format={form}")
    assert answer.ok
    if form in ("json", "jsonld"):
        json.loads(answer.text())


def test_paper_shows_the_page_without_its_tools(visit: Callable[..., Visitor]) -> None:
    page = visit().goes("/who/asker")
    page.emulate_media(media="print")
    assert not page.is_visible("header.top")
    assert page.is_visible("#answer table")
