"""The explorer over a SPARQL endpoint of others: the same pages, and what it cannot give is told."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from kg.web.app import made
from kg.web.site import Site

PAGES = [
    "/en/actor/fjordby",
    "/en/theme/climate-mitigation",
    "/en/who/fjordby",
    "/en/compare/fjordby,nordvik",
    "/en/gaps/fjordby",
    "/en/coverage",
    "/en/question/actor/collaborators?actor=fjordby",
    "/en/search?q=fjord",
    "/en/actor/fjordby?format=json",
    "/en/actor/fjordby?format=turtle",
    "/network.json?do=connections&thing=actor/fjordby",
]


@pytest.fixture(scope="module")
def elsewhere(world_endpoint: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A site whose graph lies behind an endpoint."""
    site = Site(store=str(tmp_path_factory.mktemp("none")), endpoint=world_endpoint, renderers=1)
    with TestClient(made(site), base_url="http://localhost", follow_redirects=False) as client:
        yield client


def plain(text: str) -> str:
    """A page without what tells the state of a graph on disk."""
    text = re.sub(r'(?s)<section class="after".*?</section>|<footer.*?</footer>|<head>.*?</head>', "", text)
    return re.sub(r"\s+", " ", text)


@pytest.mark.parametrize("page", PAGES)
def test_pages_are_the_same(elsewhere: TestClient, world_site: TestClient, page: str) -> None:
    there, here = elsewhere.get(page), world_site.get(page)
    assert (there.status_code, here.status_code) == (200, 200), there.text[:500]
    if "json" in page:
        assert there.json() == here.json()
    else:
        assert plain(there.text) == plain(here.text)


def test_there_is_nothing_to_cite_and_no_endpoint_of_its_own(elsewhere: TestClient) -> None:
    assert "does not keep its states" in elsewhere.get("/en/actor/fjordby").text
    assert elsewhere.get("/as-of/2026-06-01.0123456789ab/actor/fjordby").status_code == 410
    asked = elsewhere.get("/sparql?query=ASK%7B%7D", headers={"Accept": "application/sparql-results+json"})
    assert "sparql-results" not in asked.headers["content-type"]


def test_a_site_needs_no_store(elsewhere: TestClient, tmp_path: Path) -> None:
    assert elsewhere.get("/health").text == "ok\n"
    assert elsewhere.get("/metrics").status_code == 200
