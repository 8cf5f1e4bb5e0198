"""Words in a list in the plural or bent otherwise: `members`, `assosierte medlemmer`, `avsluttede`."""

from __future__ import annotations

import re
from collections.abc import Mapping

from kg.ids import fold

__all__ = ["ROOT", "by_root", "root_of", "unbent"]

ROOT = 4
"""Letters that a word keeps at least, when its endings are taken off."""
_ENDING = re.compile(
    rf"(?<=\w{{{ROOT}}})(?:mer|mar|ene|ane|arna|erna|orer|er|ar|or|et|at|ede|ade|te|ta|de|en|es|e|i|s|t|d|r|n|a|y)$"
)


def root_of(text: str) -> str:
    """Folded words without their endings in the Nordic languages, English, German and French; words that have lost
    them all stay.

    >>> root_of("Associate members") == root_of("associated member"), root_of("Medlemmer"), root_of("medlem")
    (True, 'medlem', 'medlem')
    >>> root_of("signatories") == root_of("signatory")
    True
    """
    return " ".join(map(unbent, fold(text).split()))


def unbent(word: str) -> str:
    """One folded word without its endings.

    >>> unbent("observatorer") == unbent("observator"), unbent("left"), unbent("avsluttede") == unbent("avsluttet")
    (True, 'left', True)
    """
    before = ""
    while word != before:
        before, word = word, _ENDING.sub("", word)
    return word


def by_root(words: Mapping[str, str]) -> dict[str, str]:
    """What folded words mean, by their roots; a root of two meanings means neither."""
    found: dict[str, str] = {}
    for word, meaning in words.items():
        if found.setdefault(root_of(word), meaning) != meaning:
            found[root_of(word)] = ""
    return found
