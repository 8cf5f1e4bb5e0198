"""docs/machines-api.md: every address in it is answered, and what it counts is so."""

from __future__ import annotations

import json
import re
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest

from kg.api import Samkart
from kg.web.asked import Asked
from kg.web.assistants.tools import tools
from kg.web.pages import respond

TEXT = (Path(__file__).parents[3] / "docs" / "machines-api.md").read_text("utf-8")
ADDRESSES = sorted(set(re.findall(r"http://127\.0\.0\.1:8000(/(?:api|who)/[^'\"`\s]+)", TEXT)))


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_address_is_answered(embedded: Samkart, address: str) -> None:
    parts = urlsplit(address)
    given = dict(parse_qsl(parts.query))
    form = given.pop("format", "json")
    path = tuple(parts.path.split("/")[1:])
    found = respond(embedded, Asked(path=path, given=tuple(given.items()), day="2026-06-01", form=form))
    assert found.status == 200, found.body
    assert form == "csv" or json.loads(found.body).get("rows", True)


def test_the_addresses_were_found() -> None:
    assert len(ADDRESSES) >= 6


def test_the_columns_that_the_python_names_are_there(embedded: Samkart) -> None:
    asked = Asked(
        path=("api", "question", "actor", "projects"), given=(("actor", "asker"),), day="2026-06-01", form="json"
    )
    row = json.loads(respond(embedded, asked).body)["rows"][0]
    assert set(re.findall(r'row\["(\w+)"\]', TEXT)) <= set(row)


def test_the_tools_are_as_many_as_it_says() -> None:
    assert f"{len(tools('nb'))} tools" in TEXT
    assert f"`--tools few` offers {len(tools('nb', every=False))}" in TEXT
    told = [[each.name, each.title, each.description, each.takes] for each in tools("nb").values()]
    size = len(json.dumps(told, ensure_ascii=False).encode())
    assert 60_000 < size < 80_000, size
