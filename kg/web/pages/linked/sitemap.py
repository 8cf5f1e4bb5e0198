"""For crawlers: the addresses of all things' pages (https://www.sitemaps.org/protocol.html), what is not for them."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode
from xml.sax.saxutils import escape

from kg.errors import NotFound
from kg.web.address import page_of
from kg.web.asked import Asked, Rendered, no_page
from kg.web.pages.html import Here

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kg.api import Samkart

__all__ = ["MOST", "page"]

MOST = 50_000
"""Addresses in one part, as the protocol has it."""
_KINDS = ("actor", "programme", "project", "theme", "place", "country", "call", "strategy")
"""The kinds of thing whose pages are listed, a part or more for each."""
_SITE = ("", "questions", "sources", "coverage", "networks", "themes", "programmes", "dataset", "ontology", "about")
_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
_HIDDEN = (
    "/as-of/",
    "/sparql",
    "/reconcile",
    "/search?",
    "/names",
    "/report",
    "/brief/",
    "/map/",
    "/path",
    *(f"/*{mark}{name}=" for name in ("format", "section", "rows", "embed", "excel") for mark in "?&"),
)
"""States of before, endpoints, downloads and what is made for one reader; every language has the same."""


def page(samkart: Samkart, asked: Asked, notices: list[str]) -> Rendered:
    """`/sitemap.xml`, its parts (`?part=actor-1`), and `/robots.txt`. Raises NotFound."""
    if len(asked.path) > 1:
        raise no_page(asked)
    if asked.path[0] == "robots.txt":
        return Rendered(body=_robots(asked).encode(), media_type="text/plain; charset=utf-8")
    part = asked.value("part")
    text = _part(samkart, asked, part) if part else _index(samkart, asked)
    return Rendered(body=text.encode("utf-8", "replace"), media_type="application/xml; charset=utf-8")


def _robots(asked: Asked) -> str:
    languages = ("", "/nb", "/nn", "/en")
    hidden = [f"{'' if rule.startswith(('/*', '/as-of')) else own}{rule}" for rule in _HIDDEN for own in languages]
    rules = "".join(f"Disallow: {each}\n" for each in dict.fromkeys(hidden))
    return f"User-agent: *\n{rules}\nSitemap: {asked.root}/sitemap.xml\n"


def _index(samkart: Samkart, asked: Asked) -> str:
    """The parts there are: one for the site's own pages, and for each kind of thing as many as it takes."""
    names = ["site"]
    for kind in _KINDS:
        names += [f"{kind}-{n + 1}" for n in range(-(-len(samkart.view.labels([kind])) // MOST))]
    places = [f"{asked.root}/sitemap.xml?{urlencode({'part': name})}" for name in names]
    return _listed("sitemapindex", "sitemap", ((each, "") for each in places))


def _part(samkart: Samkart, asked: Asked, part: str) -> str:
    here = Here(asked)
    if part == "site":
        return _listed("urlset", "url", ((here.absolute(path=[name] if name else []), "") for name in _SITE))
    kind, _, number = part.rpartition("-")
    if kind not in _KINDS or not number.isascii() or not number.isdigit() or len(number) > 6:
        raise NotFound(f"the site map has no part {part!r}")
    first = (int(number) - 1) * MOST
    iris = [row[0] for row in samkart.view.labels([kind])][max(first, 0) : first + MOST]
    if first < 0 or not iris:
        raise NotFound(f"the site map has no part {part!r}")
    last = _retrieved(samkart, kind)
    return _listed("urlset", "url", ((here.absolute(path=page_of(iri)), last.get(iri, "")) for iri in iris))


def _retrieved(samkart: Samkart, kind: str) -> dict[str, str]:
    """The last day on which a page was read that a thing rests on, by IRI: what is not known is not there."""
    import pyoxigraph as ox

    from kg.ids import is_date
    from kg.store.substitute import lookup_text
    from kg.vocab import SK

    bound = {"class": ox.NamedNode(SK + kind.capitalize())}
    rows = samkart.view.query(lookup_text("linked/retrieved"), bound)
    found = {row["thing"].value: row["last"].value for row in rows if row["thing"] is not None and row["last"]}
    return {iri: day for iri, day in found.items() if is_date(day)}


def _listed(whole: str, one: str, places: Iterable[tuple[str, str]]) -> str:
    def lines() -> Iterator[str]:
        for address, last in places:
            told = f"<lastmod>{last}</lastmod>" if last else ""
            yield f"<{one}><loc>{escape(address)}</loc>{told}</{one}>\n"

    return f'<?xml version="1.0" encoding="UTF-8"?>\n<{whole} xmlns="{_NAMESPACE}">\n{"".join(lines())}</{whole}>\n'
