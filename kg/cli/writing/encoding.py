"""Text for people in whatever encoding the terminal or pipe has; data are bytes, and know nothing of it."""

from __future__ import annotations

import codecs
import sys

__all__ = ["forgiving"]

_SUBSTITUTES = {
    "─": "-",
    "…": "...",
    "–": "-",
    "—": "-",
    "‑": "-",
    "’": "'",
    "‘": "'",
    "“": '"',
    "”": '"',
    "→": "->",
    "≥": ">=",
    "≤": "<=",
    "×": "x",
    "ø": "o",
    "Ø": "O",
    "æ": "ae",
    "Æ": "AE",
    "·": "-",
}
_ERRORS = "samkart-nearest"


def forgiving() -> None:
    """Let texts for people go out in whatever encoding the terminal or pipe has: by the nearest letters it has."""
    codecs.register_error(_ERRORS, _nearest)
    for stream in (sys.stdout, sys.stderr):
        encoding = codecs.lookup(stream.encoding).name if getattr(stream, "encoding", None) else "utf-8"
        if encoding != "utf-8" and hasattr(stream, "reconfigure"):
            stream.reconfigure(errors=_ERRORS)


def _nearest(error: UnicodeError) -> tuple[str, int]:
    """What stands for letters that an encoding has not: a substitute, the letter without its marks, a question mark."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    import unicodedata

    made = ""
    for letter in error.object[error.start : error.end]:
        bare = unicodedata.normalize("NFKD", letter)
        candidates = (_SUBSTITUTES.get(letter, ""), "".join(c for c in bare if not unicodedata.combining(c)))
        made += next((each for each in candidates if each and _encodable(each, error.encoding)), "?")
    return made, error.end


def _encodable(text: str, encoding: str) -> bool:
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True
