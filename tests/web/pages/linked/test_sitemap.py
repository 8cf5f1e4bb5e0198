"""The site map and what crawlers are told to leave alone."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest

from kg.api import Samkart
from kg.web.pages.linked import sitemap
from tests.web.pages.asking import answered

PLACES = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def listed(samkart: Samkart, address: str) -> list[tuple[str, str]]:
    """(address, last change) of what a part lists."""
    found = answered(samkart, address, "xml")
    assert (found.status, found.media_type) == (200, "application/xml; charset=utf-8")
    tree = ET.fromstring(found.body)  # noqa: S314
    return [(each.findtext(f"{PLACES}loc") or "", each.findtext(f"{PLACES}lastmod") or "") for each in tree]


def test_the_index_names_every_part(english: Samkart) -> None:
    names = ("site", *(f"{kind}-1" for kind in sitemap._KINDS))
    assert listed(english, "/sitemap.xml") == [
        (f"https://samkart.example/sitemap.xml?part={name}", "") for name in names
    ]


def test_a_part_lists_pages_with_the_last_day_that_is_known(english: Samkart) -> None:
    assert listed(english, "/sitemap.xml?part=programme-1") == [
        ("https://samkart.example/programme/grensebro", "2024-01-04"),
        ("https://samkart.example/programme/grensebro-natur", "2024-01-04"),
        ("https://samkart.example/programme/horisont", "2024-02-01"),
        ("https://samkart.example/programme/horisont-digital", "2024-02-01"),
        ("https://samkart.example/programme/horisont-klima", "2024-02-01"),
    ]
    assert listed(english, "/sitemap.xml?part=strategy-1") == [
        ("https://samkart.example/strategy/fjordby", "2024-01-04"),
        ("https://samkart.example/strategy/nordfjell", "2024-01-04"),
    ]
    assert {last for _, last in listed(english, "/sitemap.xml?part=theme-1")} == {""}


def test_every_address_of_the_site_s_own_part_answers(english: Samkart) -> None:
    for address, _ in listed(english, "/sitemap.xml?part=site"):
        path = address.removeprefix("https://samkart.example").strip("/")
        if path:
            assert answered(english, path).status == 200, path


def test_a_kind_with_more_than_fits_has_several_parts(english: Samkart, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sitemap, "MOST", 2)
    parts = [place for place, _ in listed(english, "/sitemap.xml") if "programme" in place]
    assert parts == [f"https://samkart.example/sitemap.xml?part=programme-{n}" for n in (1, 2, 3)]
    assert [place.rpartition("/")[2] for place, _ in listed(english, "/sitemap.xml?part=programme-3")] == [
        "horisont-klima"
    ]


@pytest.mark.parametrize("part", ["programme-0", "programme-2", "programme--1", "tie-1", "x", "programme-99999999"])
def test_a_part_that_is_not_there_is_not_found(english: Samkart, part: str) -> None:
    assert answered(english, f"/sitemap.xml?part={part}", "xml").status == 404


def test_crawlers_are_told_what_is_not_for_them(english: Samkart) -> None:
    lines = answered(english, "/robots.txt", "text").body.decode().splitlines()
    assert lines[0] == "User-agent: *"
    assert lines[-2:] == ["", "Sitemap: https://samkart.example/sitemap.xml"]
    assert {
        "Disallow: /as-of/",
        "Disallow: /sparql",
        "Disallow: /nn/sparql",
        "Disallow: /reconcile",
        "Disallow: /*?format=",
        "Disallow: /*&format=",
    } <= set(lines)
    assert not any(line.startswith("Disallow: /actor") or line == "Disallow: /" for line in lines)
