"""Which of several things a request prefers, by the quality values of its `Accept` and `Accept-Language` (RFC 9110)."""

from __future__ import annotations

from collections.abc import Sequence

from kg.settings import LANGUAGES

__all__ = ["language_of", "preferred", "qualities"]

_SPOKEN = {"no": "nb", "nb": "nb", "nn": "nn", "en": "en", "da": "nb", "sv": "nb"}
"""What is read best by those who ask for a language; a Dane or a Swede reads Norwegian."""
_MOST = 50  # parts of a header that are read


def qualities(header: str) -> list[tuple[str, float]]:
    """The values of a header of the kind, in lower case with their qualities, those that exclude among them.

    >>> qualities("text/html, text/turtle;q=0.5, */*;q=0")
    [('text/html', 1.0), ('text/turtle', 0.5), ('*/*', 0.0)]
    """
    found = []
    for part in header.split(",")[:_MOST]:
        value, *parameters = (each.strip().lower() for each in part.split(";"))
        quality = 1.0
        for each in parameters:
            name, _, told = each.partition("=")
            if name.strip() == "q":
                try:
                    quality = min(max(float(told), 0.0), 1.0)
                except ValueError:
                    quality = 0.0
        if value:
            found.append((value, quality))
    return found


def preferred(accept: str, offered: Sequence[str]) -> str | None:
    """Which of some media types is wanted most, the first of equals; None where none of them is.

    The most specific range that fits a type tells its quality. Without a header the first is given.

    >>> offered = ["text/html", "text/turtle", "application/ld+json"]
    >>> preferred("text/turtle, application/*;q=0.9", offered), preferred("*/*", offered)
    ('text/turtle', 'text/html')
    >>> preferred("image/png", offered)
    """
    if not accept.strip():
        return offered[0]
    ranges = dict(qualities(accept))

    def quality(media_type: str) -> float:
        for each in (media_type, f"{media_type.partition('/')[0]}/*", "*/*"):
            if each in ranges:
                return ranges[each]
        return 0.0

    best = max(offered, key=quality)
    return best if quality(best) > 0 else None


def language_of(accept_language: str, otherwise: str = "nb") -> str:
    """Which of our languages is wanted most.

    >>> language_of("nn-NO, nn;q=0.9, en;q=0.5"), language_of("de, en-GB;q=0.4"), language_of(""), language_of("fi")
    ('nn', 'en', 'nb', 'nb')
    """
    wanted = [(quality, tag.partition("-")[0]) for tag, quality in qualities(accept_language) if quality]
    for _, tag in sorted(wanted, key=lambda each: -each[0]):
        if tag in _SPOKEN:
            return _SPOKEN[tag]
    return otherwise if otherwise in LANGUAGES else LANGUAGES[0]
