"""Text that every format can hold."""

from __future__ import annotations

import re

__all__ = ["clean", "harmless", "inert", "shortened"]

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_RAW = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
_SPACE = re.compile("[ \t\r\n]+")


def clean(text: str) -> str:
    """The text without what XML cannot hold (control characters, lone surrogates), on one line.

    >>> clean("Nord\\x00vik \\n kommune")
    'Nord vik kommune'
    """
    return _SPACE.sub(" ", _NOT_XML.sub(" ", text)).strip(" ")


def harmless(text: str) -> str:
    """The text as a terminal can be shown it: what would steer it or turn its letters round is written as an escape.

    >>> harmless("\\x1b[2JNord\\u202evik")
    '\\\\x1b[2JNord\\\\u202evik'
    """
    return _RAW.sub(lambda match: repr(match[0])[1:-1], text)


def inert(text: str) -> str:
    """The text so that a spreadsheet which opens it in a CSV file takes it for text, not for a formula.

    >>> inert("=1+1"), inert("-5"), inert("\\tNord"), inert("Nord-vik")
    ("'=1+1", "'-5", "'\\tNord", 'Nord-vik')
    """
    return "'" + text if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text


def shortened(text: str, most: int) -> str:
    """The text, or its beginning with an ellipsis where it has more than so many letters; cut at a space near by.

    >>> shortened("Nordvik kommune", 10), shortened("Nordvik", 10), shortened("Nordvikkommune", 10)
    ('Nordvik…', 'Nordvik', 'Nordvikko…')
    """
    if len(text) <= most:
        return text
    kept = text[: most - 1]
    space = kept.rfind(" ", most // 2)
    return (kept[:space] if space > 0 else kept).rstrip() + "…"
