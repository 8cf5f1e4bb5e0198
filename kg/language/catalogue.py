"""The words of Samkart: a gettext catalogue for each language, its entries found by surface and key.

The texts stand in `locale/<language>/samkart.po`: the surface (`table`, `brief`, `map` …) is the context of an entry,
the key its id. They are compiled by surface, so that a command reads what it says and no more. A wheel holds them
compiled; in a checkout they are compiled when they are first read and kept beside the text for as long as that does
not change. Reading takes the standard library only.
"""

from __future__ import annotations

import os
from contextlib import suppress
from functools import cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path

from kg.errors import KgError, Usage
from kg.resources import write_whole
from kg.settings import LANGUAGES

__all__ = ["LOCALE", "entries", "text"]

LOCALE = Path(__file__).parent / "locale"
_JOINT = "\x04"  # between the context and the id, as gettext has it


class _Nothing(NullTranslations):
    """The end of the search: a key that is not there is an error, not its own text."""

    def pgettext(self, context: str, message: str) -> str:
        raise KeyError(f"{context}: {message}")


class _Catalogue(GNUTranslations):
    _catalog: dict[str, str]

    def entries(self) -> dict[str, str]:
        """Every text by key."""
        return {each.partition(_JOINT)[2]: said for each, said in sorted(self._catalog.items()) if _JOINT in each}


def text(language: str, surface: str, key: str, default: str | None = None) -> str:
    """The text of a key on a surface, its blanks open; `default` for a key that is not there, else KeyError.

    Raises Usage for an unknown language.

    >>> text("nn", "table", "source"), text("en", "table", "unheard of", "?")
    ('Kjelde', '?')
    """
    try:
        return _catalogue(language, surface).pgettext(surface, key)
    except KeyError:
        if default is None:
            raise
        return default


def entries(language: str, surface: str) -> dict[str, str]:
    """Every text of a surface by key, sorted. Raises Usage for an unknown language, KeyError for another surface."""
    return _catalogue(language, surface).entries()


@cache
def _catalogue(language: str, surface: str) -> _Catalogue:
    if language not in LANGUAGES:
        raise Usage(f"unknown language {language!r}; expected one of {', '.join(LANGUAGES)}")
    catalogue = _Catalogue(BytesIO(_compiled(LOCALE / language, surface)))
    catalogue.add_fallback(_Nothing())
    return catalogue


def _compiled(folder: Path, surface: str) -> bytes:
    """The compiled texts of a surface, made anew where the text beside them has another age."""
    source, made = folder / "samkart.po", folder / f"{surface}.mo"
    age = source.stat().st_mtime_ns if source.exists() else None
    with suppress(FileNotFoundError):
        if age is None or made.stat().st_mtime_ns == age:
            return made.read_bytes()
    if age is None:
        raise KgError(f"{folder} holds no catalogue of {surface}; install Samkart anew")
    from kg.language.compiler import compiled

    surfaces = compiled(source)
    with suppress(KgError):  # a folder that cannot be written to: they are compiled each time
        for name, content in surfaces.items():
            _keep(content, folder / f"{name}.mo", age)
    return surfaces[surface]


def _keep(content: bytes, path: Path, age: int) -> None:
    """Write a compiled text with the age of what it was made from; who comes in between compiles it once more."""
    write_whole(path, content)
    with suppress(OSError):
        os.utime(path, ns=(age, age))
