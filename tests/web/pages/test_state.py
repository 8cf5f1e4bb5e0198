"""The name of the state, as `kg states` has it, is cited by every page and every answer of the API."""

from __future__ import annotations

import json
import re

import pytest

from kg.api import Samkart
from tests.web.pages.asking import answered


def feet(page: bytes) -> list[str]:
    """What stands at the foot of a page, as text."""
    found = re.findall(r"(?s)<footer.*?</footer>", page.decode())
    return [" ".join(re.sub(r"<[^>]*>", " ", each).split()) for each in found]


def test_a_page_and_an_answer_cite_the_state(embedded: Samkart) -> None:
    assert re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}-[0-9a-f]{8}", embedded.state)
    foot = f"The answers are as of 2026-06-01. Data: {embedded.state}"
    for address in ("/", "/theme/energy", "/about", "/who?actor=asker", "/actor/nobody-at-all"):
        told = feet(answered(embedded, address, language="en", day="2026-06-01").body)
        assert [each[: len(foot)] for each in told] == [foot], address
    within = answered(embedded, "/who?actor=asker&embed=1", language="en", day="2026-06-01").body
    assert feet(within) == [f"Samkart , 2026-06-01 ({embedded.state})"]
    said = json.loads(answered(embedded, "/api/find?q=Asker", "json", day="2026-06-01").body)["state"]
    assert (said["day"], said["name"]) == ("2026-06-01", embedded.state)


@pytest.mark.parametrize("address", ["/", "/actor/fjordby"])
def test_where_the_graph_tells_no_name_the_digest_stands(english: Samkart, address: str) -> None:
    assert english.state == ""
    (told,) = feet(answered(english, address, digest="0123456789ab").body)
    assert "Data: 0123456789ab " in told
