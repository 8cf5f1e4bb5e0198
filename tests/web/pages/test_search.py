"""The search page: a sentence leads to the page that asks what it was taken to mean."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import unquote

import pytest
from starlette.testclient import TestClient


@pytest.mark.parametrize(
    ("sentence", "address"),
    [
        ("Hvem samarbeider Fjordby med, forgjengere medregnet?", "/nb/who?actor=actor/fjordby&with_predecessors=yes"),
        ("Hvordan er Fjordby knyttet til Altburg?", "/nb/path?actors=actor/fjordby,actor/altburg"),
        ("Hvem bærer hva av Fjordby og Nordvik under ett?", "/nb/region?actors=actor/fjordby,actor/nordvik"),
        (
            "Hvem bærer hva av Fjordby og Nordvik under ett, forgjengere medregnet?",
            "/nb/region?actors=actor/fjordby,actor/nordvik&with_predecessors=yes",
        ),
        ("Hvem kan Fjordby spørre i utlandet om klima?", "/nb/suggest/partners?actor=actor/fjordby&abroad=yes"),
        ("Hva er forskjellen på Fjordby og Nordvik?", "/nb/compare?actors=actor/fjordby,actor/nordvik"),
    ],
)
def test_a_sentence_leads_to_pages_that_answer(world_site: TestClient, sentence: str, address: str) -> None:
    page = world_site.get("/nb/search", params={"q": sentence}).text
    section = re.search(r'<section class="understood">.*?</section>', page, re.S)
    assert section, page
    links = [unescape(each) for each in re.findall(r'href="([^"]+)"', section[0])]
    assert unquote(links[0]) == address
    assert {each: world_site.get(each).status_code for each in links} == dict.fromkeys(links, 200)
