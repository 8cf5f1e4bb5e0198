"""A name taken apart: what it says of who a body is, of what kind it is, and of its legal form."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from kg.ids import fold
from kg.linking.forms import kind_words, legal_forms, little_words, unit_words

__all__ = ["Name", "initials", "latin", "read_name", "variants"]

_GREEK = {
    "α": "a", "β": "v", "γ": "g", "δ": "d", "ε": "e", "ζ": "z", "η": "i", "θ": "th", "ι": "i", "κ": "k", "λ": "l",
    "μ": "m", "ν": "n", "ξ": "x", "ο": "o", "π": "p", "ρ": "r", "σ": "s", "ς": "s", "τ": "t", "υ": "y", "φ": "f",
    "χ": "ch", "ψ": "ps", "ω": "o",
}  # fmt: skip
_CYRILLIC = {
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ж": "zh", "з": "z", "и": "i", "й": "i", "к": "k",
    "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f", "х": "h",
    "ц": "ts", "ч": "ch", "ш": "sh", "щ": "sht", "ъ": "a", "ы": "y", "ь": "", "э": "e", "ю": "yu", "я": "ya",
    "є": "ie", "і": "i", "ї": "i", "ґ": "g", "ђ": "dj", "ј": "j", "љ": "lj", "њ": "nj", "ћ": "c", "џ": "dz",
    "ѓ": "gj", "ќ": "kj", "ѕ": "dz",
}  # fmt: skip
_LATIN = str.maketrans({**_GREEK, **_CYRILLIC})
_LEADING = frozenset({"ab", "oy", "sia", "uab"})
_BRACKET = re.compile(r"([^()]*)\(([^()]+)\)\s*")
_LONGEST_FORM = 5


@dataclass(frozen=True, slots=True)
class Name:
    """A name as it is compared. `folded` is all of it, `bare` is without its legal form, `core` says who it is.

    `core` are the words without legal form, kind and little words, in their order; if nothing else is in the name it is
    all of its words. `kinds` are the classes that its words speak for, `units` the words that tell of a part of a
    body, `form` its legal form as it stands there.
    """

    text: str
    folded: str
    bare: str
    core: tuple[str, ...]
    kinds: frozenset[str]
    units: frozenset[str]
    form: str


def latin(text: str) -> str:
    """Greek and Cyrillic letters in Latin ones, near to what authorities write abroad; others stay as they are.

    >>> latin("Δήμος Αθηναίων"), latin("Община София"), latin("Bærum")
    ('dimos athinaion', 'obshtina sofiya', 'Bærum')
    """
    if text.isascii() or not any("\u0370" <= letter <= "\u052f" for letter in text):
        return text
    plain = unicodedata.normalize("NFD", text.lower())
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter) or letter == "\u0306")
    return unicodedata.normalize("NFC", plain).translate(_LATIN)


@lru_cache(maxsize=200_000)
def read_name(text: str) -> Name:
    """A name taken apart.

    >>> name = read_name("Stavanger Havn A/S")
    >>> name.core, name.form, sorted(name.units)
    (('stavanger', 'havn'), 'as', ['havn'])
    >>> name = read_name("Municipality of Bærum")
    >>> name.core, sorted(name.kinds)
    (('barum',), ['Municipality'])
    """
    folded = fold(latin(text))
    words = _joined(folded.split())
    words, form = _without_form(words)
    telling, kinds = _without_kinds(words)
    core = _not_little(telling) or _not_little(words) or tuple(words)
    units = frozenset(words) & unit_words()
    return Name(text, folded, " ".join(words), core, kinds=frozenset(kinds), units=units, form=form)


def variants(text: str) -> Iterator[Name]:
    """A name, and the names that stand beside each other in it, between slashes or in brackets.

    A short text in brackets is left out where it abbreviates the rest (`… (NIVA)`); other short ones tell bodies apart
    (`Frankfurt (Oder)`) and stay.

    >>> [name.bare for name in variants("PARNU LINN/ CITY OF PARNU")]
    ['parnu linn city of parnu', 'parnu linn', 'city of parnu']
    >>> [name.bare for name in variants("Universitetet i Sørøst-Norge (USN)")]
    ['universitetet i sorost norge usn', 'universitetet i sorost norge']
    """
    yield read_name(text)
    bracket = _BRACKET.fullmatch(text)
    if bracket and bracket[1].strip():
        outer, inner = read_name(bracket[1]), read_name(bracket[2])
        if len(inner.bare.split()) > 1 and len(outer.bare) > 2:
            yield from (outer, inner)
        elif _abbreviates(inner.bare.replace(" ", ""), outer.bare.replace(" ", "")):
            yield outer
    parts = [read_name(part) for part in text.split("/")]
    if len(parts) > 1 and all(len(part.bare.split()) > 1 for part in parts):
        yield from parts


def _abbreviates(short: str, long: str) -> bool:
    """Do its letters stand in the other in their order, from the first one on?"""
    letters = iter(long)
    return len(short) < len(long) and short[:1] == long[:1] and all(letter in letters for letter in short)


def initials(name: Name) -> str:
    """The first letters of the words of a name that are not little: `Norsk institutt for vannforskning` → niv.

    >>> initials(read_name("Norsk institutt for vannforskning"))
    'niv'
    """
    return "".join(word[0] for word in name.bare.split() if word not in little_words())


def _not_little(words: list[str]) -> tuple[str, ...]:
    return tuple(word for word in words if word not in little_words())


def _joined(words: list[str]) -> list[str]:
    """Single letters in a row are one word: `s p a` is spa."""
    if not any(len(word) == 1 for word in words):
        return words
    joined: list[str] = []
    single = False
    for word in words:
        if len(word) == 1 and single:
            joined[-1] += word
        else:
            joined.append(word)
        single = len(word) == 1
    return joined


def _without_form(words: list[str]) -> tuple[list[str], str]:
    """The words without the legal forms at their end and beginning, as long as some other name is left.

    `Municipality of Ås` ends in what looks like a legal form, and `Ås kommune` begins with it.
    """
    forms = legal_forms()
    found: list[str] = []
    again = True
    while again:
        again = False
        for length in range(min(_LONGEST_FORM, len(words) - 1), 0, -1):
            if tuple(words[-length:]) in forms and _is_somebody(words[:-length]):
                found[:0], words, again = words[-length:], words[:-length], True
                break
            leads = tuple(words[:length]) in forms if length > 1 else words[0] in _LEADING
            if leads and _is_somebody(words[length:]):
                found += words[:length]
                words, again = words[length:], True
                break
    return words, " ".join(found)


def _is_somebody(words: list[str]) -> bool:
    """Is there a word that is neither little nor one for a kind?"""
    return any((word,) not in kind_words() and word not in little_words() for word in words)


def _without_kinds(words: list[str]) -> tuple[list[str], set[str]]:
    """The words that do not tell of a kind, and the classes that the others speak for."""
    known = kind_words()
    core: list[str] = []
    kinds: set[str] = set()
    at = 0
    while at < len(words):
        length = 2 if tuple(words[at : at + 2]) in known else 1
        kind = known.get(tuple(words[at : at + length]))
        if kind is None:
            core.append(words[at])
        elif kind:
            kinds.add(kind)
        at += length
    return core, kinds
