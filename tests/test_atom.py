"""The judge of feeds itself: it lets pass what is valid and names what is not."""

from __future__ import annotations

import pytest

from tests.atom import faults

VALID = """\
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="nb">
<id>tag:example.org,2026:feed</id><title>New</title><updated>2026-01-01T00:00:00Z</updated>
<author><name>Samkart</name></author>
<entry><id>tag:example.org,2026:one</id><title>&lt;b&gt;</title><updated>2026-01-01T00:00:00Z</updated>
<link rel="alternate" href="https://example.org/one"/></entry>
</feed>"""


def test_a_valid_feed_has_no_faults() -> None:
    assert faults(VALID) == []


@pytest.mark.parametrize(
    ("text", "instead", "fault"),
    [
        ("<author><name>Samkart</name></author>", "", "entry 1: no author (4.1.2)"),
        (
            '<link rel="alternate" href="https://example.org/one"/>',
            "",
            "entry 1: neither content nor an alternate link",
        ),
        (":one</id>", ":feed</id>", "id tag:example.org,2026:feed stands 2 times"),
        ("<title>New</title>", "<title> </title>", "feed: no title"),
        ("tag:example.org,2026:one", "one", "entry 1: its id is no IRI (4.2.6)"),
        ("2026-01-01T00:00:00Z</updated>\n<a", "2026-01-01</updated>\n<a", "Type dateTime doesn't allow value"),
        ("<title>New</title>", "", "Expecting an element"),
        ("&lt;b&gt;", "<b/>", "Element title has extra content"),
        ('rel="alternate" href', 'rel="alternate" hreff', "Invalid attribute hreff"),
        ('"nb"', '"norsk bokmål"', "Invalid attribute lang"),
    ],
)
def test_a_fault_is_named(text: str, instead: str, fault: str) -> None:
    assert VALID.count(text) == 1
    found = faults(VALID.replace(text, instead))
    assert any(fault in each for each in found), found
