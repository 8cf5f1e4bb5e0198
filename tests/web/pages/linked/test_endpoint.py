"""Behind an endpoint the same is answered as from a store on disk."""

from __future__ import annotations

from urllib.parse import urlencode

import pytest

from kg.api import Samkart
from kg.store.remote import RemoteView
from tests.web.pages.asking import answered

QUERIES = urlencode({"queries": '{"a": {"query": "Fjordby"}, "b": {"query": "Lillevik"}, "c": {"query": "Fjordbi"}}'})
EXTEND = urlencode({"extend": '{"ids": ["actor/fjordby"], "properties": [{"id": "country"}, {"id": "pic"}]}'})


@pytest.mark.parametrize(
    ("address", "form", "body"),
    [
        ("/id/actor/fjordby", "turtle", ""),
        ("/actor/fjordby", "atom", ""),
        ("/theme/climate-and-environment", "atom", ""),
        ("/concept/theme", "json", ""),
        ("/concept/theme", "turtle", ""),
        ("/dataset", "turtle", ""),
        ("/sitemap.xml?part=actor-1", "xml", ""),
        ("/tie/membership/fjordby-eurobyene", "turtle", ""),
        ("/reconcile", "json", QUERIES),
        ("/reconcile", "json", EXTEND),
        ("/reconcile/suggest/entity?prefix=fjord", "json", ""),
    ],
)
def test_an_endpoint_gives_the_same(english: Samkart, world_endpoint: str, address: str, form: str, body: str) -> None:
    with Samkart(RemoteView(world_endpoint), "en") as remote:
        found = answered(remote, address, form, body=body.encode())
    own = answered(english, address, form, body=body.encode())
    assert (found.status, dict(found.headers), found.body) == (own.status, dict(own.headers), own.body)
