"""Changes as Markdown and as an Atom feed: whole answers, escaped, valid and the same each time."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

import pytest

from kg.compare.states.changes import diff_states
from kg.compare.states.document import atom, markdown
from kg.compare.states.result import StateDiff
from kg.compare.states.words import Words
from tests.atom import faults
from tests.compare.states.states_of import THINGS, actor, member, state, two

ATOM = "{http://www.w3.org/2005/Atom}"
ONE = {"id", "title", "updated"}
ALLOWED = {
    "feed": {"author", "category", "contributor", "generator", "icon", "id", "link", "logo", "rights", "subtitle"}
    | {"title", "updated", "entry"},
    "entry": {"author", "category", "content", "contributor", "id", "link", "published", "rights", "source", "summary"}
    | {"title", "updated"},
}
"""RFC 4287, 4.1.1 and 4.1.2: what must be there once, and what may be there."""
MOMENT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T00:00:00Z")


def diff(language: str = "nb", by: str = "actor") -> StateDiff:
    joined = member("asker", "eurobyene", start="2026-09-01", source="later")
    old, new = two((), (joined, member("baerum", "eurobyene", start="2019")))
    return StateDiff(diff_states(old, new), Words(old, new, language), by=by)


def test_a_document_says_what_has_happened_and_what_is_known_now() -> None:
    assert (
        markdown(diff())
        == """\
# Fra 2026-06-01-0123abcd til 2026-11-28-0123abcd

2 endringer: ble med 1, kjent nå 1.

## Asker kommune

**Hendt**

- Asker kommune i Eurobyene: ble med 1. september 2026. ([A later page](<https://example.org/later>))

## Bærum kommune

**Kjent nå**

- Bærum kommune i Eurobyene: kjent nå, fra 2019. ([A page](<https://example.org/page>))
"""
    )


@pytest.mark.parametrize(("by", "headings"), [("network", ["Eurobyene"]), ("region", ["Norway"])])
def test_it_is_grouped_as_is_asked_for(by: str, headings: list[str]) -> None:
    assert re.findall(r"(?m)^## (.*)$", markdown(diff("en", by))) == headings


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_the_feed_is_valid(language: str) -> None:
    assert faults(atom(diff(language), "https://example.org/feed.atom")) == faults(atom(diff(language))) == []
    feed = ET.fromstring(atom(diff(language), "https://example.org/feed.atom"))  # noqa: S314  (our own)
    assert feed.tag == f"{ATOM}feed"
    entries = feed.findall(f"{ATOM}entry")
    assert len(entries) == 2
    for element, kind in ((feed, "feed"), *((entry, "entry") for entry in entries)):
        names = [child.tag.removeprefix(ATOM) for child in element]
        assert set(names) <= ALLOWED[kind]
        assert all(names.count(name) == 1 for name in ONE)
        assert names.count("published") <= 1 and names.count("summary") <= 1
        for name in ("updated", "published"):
            assert all(MOMENT.fullmatch(each.text or "") for each in element.findall(f"{ATOM}{name}"))
        for link in element.findall(f"{ATOM}link"):
            assert (link.get("href") or "").startswith("https://")
        alternates = [link for link in element.findall(f"{ATOM}link") if link.get("rel") == "alternate"]
        assert len(alternates) <= 1
    assert feed.find(f"{ATOM}author/{ATOM}name") is not None  # for all entries
    ids = [each.findtext(f"{ATOM}id") or "" for each in (feed, *entries)]
    assert len(set(ids)) == 3
    own = "tag:w3id.org,2026:samkart/diff/2026-06-01-0123abcd/2026-11-28-0123abcd/"
    assert all(re.fullmatch(re.escape(own) + r"[a-z]+/[0-9a-z]+", each) for each in ids)
    assert feed.findtext(f"{ATOM}updated") == "2026-11-28T00:00:00Z"
    assert atom(diff(language), "https://example.org/feed.atom") == atom(
        diff(language), "https://example.org/feed.atom"
    )


def test_an_entry_keeps_its_id_in_every_language_and_beside_others() -> None:
    def ids(told: StateDiff) -> set[str]:
        return set(re.findall(r"<entry>\n<id>(.*)</id>", atom(told)))

    baerum = member("baerum", "eurobyene", start="2019")
    old, new = two((), (baerum,))
    alone = StateDiff(diff_states(old, new), Words(old, new, "nb"))
    assert len(ids(alone)) == 1
    assert ids(alone) < ids(diff("nb")) == ids(diff("en"))


def test_what_sources_say_stays_text() -> None:
    others = tuple(each for each in THINGS if not each.iri.endswith("/asker"))
    bad = actor("asker", "<script>&\x07[x](y)\u202e")
    joined = member("asker", "eurobyene", start="2026-09-01")
    old, new = state(), state(joined, things=(*others, bad), day="2026-11-28")
    found = StateDiff(diff_states(old, new), Words(old, new, "en"))
    assert faults(atom(found)) == []
    feed = ET.fromstring(atom(found))  # noqa: S314  (our own)
    titles = [entry.findtext(f"{ATOM}title") or "" for entry in feed.findall(f"{ATOM}entry")]
    assert any(title.startswith("<script>& [x](y)") for title in titles)
    assert "<script>" not in markdown(found).replace("\\<script\\>", "")
    assert "\u202e" not in markdown(found) + atom(found)


def test_the_table_has_every_column_and_its_records_name_the_states() -> None:
    first = diff("en").records()[0]
    assert first["what"] == "joined" and first["news"] is True and first["day"] == "2026-09-01"
    assert (first["title"], first["page"]) == (["A later page"], ["https://example.org/later"])
    assert (first["old"], first["new"]) == ("2026-06-01-0123abcd", "2026-11-28-0123abcd")
    assert first["words"] == "Asker kommune in Eurobyene: joined 1 September 2026."
    assert diff("en").reading.names == ["what", "day", "words", "title"]
