"""What is new, as an Atom feed: whole, by the days of the data, and valid whatever things are called."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

import feedparser
import pytest

from kg.api import Samkart
from kg.web.pages.linked.news import MOST, News, news
from tests.atom import faults
from tests.web.pages.asking import MARKUP, SIGNS, answered

ATOM = "{http://www.w3.org/2005/Atom}"
ACTOR = "https://w3id.org/samkart/id/actor/"
WHOLE = """\
<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">
<id>https://w3id.org/samkart/id/actor/folkehjelpen#new-en</id>
<title>What is new about Folkehjelpen</title>
<subtitle>Ties, projects and sources by the day on which they began, were stated or were retrieved.</subtitle>
<updated>2024-01-04T00:00:00Z</updated>
<author><name>Samkart</name></author>
<generator version="0.1.0">Samkart</generator>
<link rel="alternate" type="text/html" href="https://samkart.example/actor/folkehjelpen"/>
<link rel="self" type="application/atom+xml" href="https://samkart.example/actor/folkehjelpen?format=atom"/>
<entry>
<id>https://w3id.org/samkart/id/source/lover</id>
<title>Source read: Vedtak og planer</title>
<updated>2024-01-04T00:00:00Z</updated>
<category term="Source" label="source"/>
<link rel="alternate" type="text/html" href="https://samkart.example/source/lover"/>
<link rel="via" href="https://example.org/vedtak"/>
<summary>Retrieved 4 Jan 2024.</summary>
</entry>
<entry>
<id>https://w3id.org/samkart/id/tie/participation/kulturbro-folkehjelpen</id>
<title>Participation: Folkehjelpen, Kulturbro</title>
<published>2016-01-01T00:00:00Z</published>
<updated>2016-01-01T00:00:00Z</updated>
<category term="Participation" label="participation"/>
<link rel="alternate" type="text/html" href="https://samkart.example/tie/participation/kulturbro-folkehjelpen"/>
<link rel="via" href="https://example.org/vedtak"/>
<summary>Began 2016. Sources: Vedtak og planer</summary>
</entry>
</feed>
"""


def test_a_feed_is_what_the_data_tell(english: Samkart) -> None:
    found = answered(english, "/actor/folkehjelpen", "atom")
    assert (found.status, found.media_type) == (200, "application/atom+xml; charset=utf-8")
    assert found.body.decode() == WHOLE


def test_another_day_s_clock_changes_nothing_that_had_come_by_then(english: Samkart) -> None:
    assert answered(english, "/actor/folkehjelpen", "atom", day="2031-12-31").body.decode() == WHOLE


def test_what_had_not_begun_is_new_since_it_was_stated_and_else_not_yet(english: Samkart) -> None:
    tie = "https://w3id.org/samkart/id/tie/twinning/oeyene-elafina"
    told = [each for each in news(english, ACTOR + "oeyene", "2024-01-10") if each.iri == tie]
    sources = (("Vennskapsbyer i et oppslagsverk", "https://example.org/oppslag"),)
    ends = (ACTOR + "elafina", ACTOR + "oeyene")
    assert told == [News(tie, "Twinning", "2024-01-05", "retrieved", ends, "", sources)]
    assert news(english, ACTOR + "folkehjelpen", "2015-12-31") == []
    empty = answered(english, "/actor/folkehjelpen", "atom", day="2015-12-31").body
    assert ET.fromstring(empty).findtext(f"{ATOM}updated") == "1970-01-01T00:00:00Z"  # noqa: S314


@pytest.mark.parametrize(
    ("tie", "day", "basis"),
    [
        ("twinning/fjordby-hamnby", "2009", "end"),  # of which no beginning is known
        ("twinning/fjordby-granstad", "1952", "start"),
        ("membership/fjordby-gamlenettet", "2010", "as_of"),
        ("participation/solhavn-fjordby", "2023-01", "start"),  # when its project began
        ("priority/fjordby-klima", "2020", "start"),  # when its strategy began
    ],
)
def test_a_tie_is_new_on_the_first_of_its_days_that_is_known(english: Samkart, tie: str, day: str, basis: str) -> None:
    told = {each.iri: (each.day, each.basis) for each in news(english, ACTOR + "fjordby", "2026-06-01")}
    assert told[f"https://w3id.org/samkart/id/tie/{tie}"] == (day, basis)


def test_a_network_tells_of_its_members_and_a_theme_of_what_lies_under_it(english: Samkart) -> None:
    members = [each.iri.rpartition("/")[2] for each in news(english, ACTOR + "klimapakten", "2026-06-01")]
    assert members == [
        "lover",
        "nordvik-klimapakten",
        "soerhavn-klimapakten",
        "lillevik-klimapakten",
        "innmark-klimapakten",
    ]
    theme = "https://w3id.org/samkart/concept/theme/digitalisation"
    assert [(each.iri.rpartition("/")[2], each.kind) for each in news(english, theme, "2026-06-01")] == [
        ("horisont", "Source"),
        ("lover", "Source"),
        ("eurobyene", "Source"),
        ("smartby", "Project"),
        ("data", "Agreement"),
        ("fjordby-digital", "Priority"),
    ]


def test_a_feed_is_valid_and_holds_the_newest(embedded: Samkart) -> None:
    for address in ("/actor/asker", "/actor/eurocities", "/theme/energy", "/programme/horizon-europe"):
        body = answered(embedded, address, "atom", language="nb").body
        assert faults(body) == []
        tree = ET.fromstring(body)  # noqa: S314
        entries = tree.findall(f"{ATOM}entry")
        assert 0 < len(entries) <= MOST
        for element, most in [(tree, 1), *((each, 1) for each in entries)]:
            for name in ("id", "title", "updated"):
                assert len(element.findall(f"{ATOM}{name}")) == most
            links = [link for link in element.findall(f"{ATOM}link") if link.get("rel") == "alternate"]
            assert len(links) == 1
        days = [entry.findtext(f"{ATOM}updated") or "" for entry in entries]
        assert days == sorted(days, reverse=True)
        assert all(re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T00:00:00Z", day) for day in days)
        ids = [entry.findtext(f"{ATOM}id") for entry in entries]
        assert len(set(ids)) == len(ids)
        assert not feedparser.parse(body).bozo


def test_names_full_of_markup_are_text(hostile: Samkart) -> None:
    body = answered(hostile, "/actor/markup", "atom").body
    assert b"<script" not in body
    assert "\u202e" not in body.decode()
    assert faults(body) == []
    tree = ET.fromstring(body)  # noqa: S314
    assert tree.findtext(f"{ATOM}title") == f"What is new about {MARKUP}"
    titles = [entry.findtext(f"{ATOM}title") for entry in tree.findall(f"{ATOM}entry")]
    assert titles == ['Source read: ]]> <b>fet</b> & "sitert"', f"Twinning: {MARKUP}, {SIGNS}, Bergnav kommune"]
    links = [link.get("href") for link in tree.iter(f"{ATOM}link") if link.get("rel") == "via"]
    assert links == ["https://example.org/?a=1&b='2'"] * 2
    assert not feedparser.parse(body).bozo


def test_what_has_no_feed_says_so(english: Samkart) -> None:
    assert answered(english, "/place/fjordby", "atom").status == 400
