"""The words of a text: where each begins and ends in it."""

from __future__ import annotations

import re
from dataclasses import dataclass

__all__ = ["Word", "split"]


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a sentence: as it is written, and where it begins and ends in it."""

    text: str
    start: int
    end: int


def split(text: str) -> list[Word]:
    """The words of a sentence; what a hyphen or a slash joins are several, a genitive's apostrophe parts nothing.

    >>> [word.text for word in split("EU-prosjekter i Asker/Bærum, Asker's?")]
    ['EU', 'prosjekter', 'i', 'Asker', 'Bærum', "Asker's"]
    """
    return [Word(each[0], each.start(), each.end()) for each in re.finditer(r"[^\W_]+(?:['’][^\W_]+)*", text)]
