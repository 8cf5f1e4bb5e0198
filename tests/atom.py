"""Whether a feed is Atom: RFC 4287's grammar (appendix B, `atom.rng`) and what the text asks beside it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from lxml import etree

__all__ = ["faults"]

_ATOM = "{http://www.w3.org/2005/Atom}"
_GRAMMAR = etree.RelaxNG(file=str(Path(__file__).with_name("atom.rng")))


def faults(feed: str | bytes) -> list[str]:
    """What is wrong with a feed; nothing if it is valid."""
    content = feed if isinstance(feed, bytes) else feed.encode()
    tree = etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True))
    if not _GRAMMAR.validate(tree):
        return [f"line {each.line}: {each.message}" for each in _GRAMMAR.error_log]
    return list(_beside(tree))


def _beside(tree: etree._Element) -> Iterator[str]:
    entries = tree.findall(f"{_ATOM}entry")
    for number, each in enumerate((tree, *entries)):
        at = f"entry {number}" if number else "feed"
        if number and each.find(f"{_ATOM}author") is None and tree.find(f"{_ATOM}author") is None:
            yield f"{at}: no author (4.1.2)"
        links = [
            (link.get("rel", "alternate"), link.get("type"), link.get("hreflang")) for link in each.iter(f"{_ATOM}link")
        ]
        alternates = Counter(link for link in links if link[0] == "alternate") if number else Counter()
        if any(many > 1 for many in alternates.values()):
            yield f"{at}: two alternate links of one type and language (4.1.2)"
        if number and each.find(f"{_ATOM}content") is None and not alternates:
            yield f"{at}: neither content nor an alternate link (4.1.2)"
        if not urlsplit(each.findtext(f"{_ATOM}id") or "").scheme:
            yield f"{at}: its id is no IRI (4.2.6)"
        if not (each.findtext(f"{_ATOM}title") or "").strip():
            yield f"{at}: no title"
    ids = Counter(each.findtext(f"{_ATOM}id") for each in (tree, *entries))
    yield from (f"id {each} stands {many} times" for each, many in ids.items() if many > 1)
