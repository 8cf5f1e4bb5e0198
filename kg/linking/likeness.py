"""How alike two names are, and a record made ready to be compared many times."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import product
from typing import NamedTuple

from kg.ids import fold
from kg.linking.names import Name, initials, latin, variants
from kg.linking.record import Record, host_of, national_numbers

__all__ = ["NOT_ALIKE", "Likeness", "Profile", "Rarity", "likeness", "profile_of"]

_LEAST_ALIKE = 0.8  # of two words of which neither is the other; shorter ones than that must be the same
_SHORT_WORD = 5
_LEAST_STEM = 4
_GENITIVES = frozenset({"n", "s", "en", "in", "es", "ns"})
_GENITIVE = 0.96
_WORDS_WITHIN = 3  # so many words of one name that are all in a longer one
_WITHIN = 0.72
_MOST_VARIANTS = 16
# Classes that say of what kind a body is; the others (Actor, PublicBody …) are too wide to contradict anything.
_SPECIFIC = frozenset(
    [
        "Municipality",
        "County",
        "University",
        "ResearchInstitute",
        "Company",
        "CivilSociety",
        "Network",
        "IntermunicipalCouncil",
        "EuropeanOffice",
        "GovernmentBody",
    ]
)
_TOLD_BY_WORDS = frozenset({"Hospital", "School", "University", "Foundation"})
_LOCAL = frozenset({"Municipality", "County"})


class Likeness(NamedTuple):
    """How alike two names are (0..1), in what way (a key of the words of `kg.linking.score`), and which they are."""

    value: float
    way: str
    left: str
    right: str


NOT_ALIKE = Likeness(0.0, "", "", "")


class Rarity:
    """How much a word tells: ln(N/n) / ln N for a word that n of N records bear; 1 if none does (inverse document
    frequency, K. Spärck Jones 1972). Words that nobody counted tell the more the longer they are.
    """

    def __init__(self, profiles: Iterable[Profile] = ()) -> None:
        counted: Counter[str] = Counter()
        self._records = 0
        for profile in profiles:
            self._records += 1
            counted.update({word for name in profile.names for word in name.core})
        self._weights = {word: self._weight(n) for word, n in counted.items()} if self._records > 1 else {}

    def _weight(self, bearers: int) -> float:
        return max(0.1, math.log(self._records / bearers) / math.log(self._records))

    def of(self, word: str) -> float:
        """The weight of a word, 0.1 to 1."""
        if self._weights:
            return self._weights.get(word, 1.0)
        return min(1.0, max(0.2, len(word) / 8))


@dataclass(frozen=True, slots=True)
class Profile:
    """A record as it is compared: names taken apart, each once, and everything else folded."""

    record: Record
    names: tuple[Name, ...]
    folded: frozenset[str]
    bare: frozenset[str]
    cores: frozenset[tuple[str, ...]]
    kinds: frozenset[str]
    short: frozenset[str]
    initials: frozenset[str]
    places: frozenset[str]
    numbers: frozenset[str]
    host: str


def profile_of(record: Record) -> Profile:
    """What a score compares of a record. A long abbreviation is a name too: `MUNICIPALITY OF ENONTEKIO`."""
    long = [text for text in record.abbreviations if len(text) > 8 or len(text.split()) > 1]
    found: dict[str, Name] = {}
    for text in (*record.names, *long):
        for name in variants(text):
            if name.folded:
                found.setdefault(name.folded, name)
    names = tuple(found.values())[:_MOST_VARIANTS]
    short = {joined for text in record.abbreviations if 2 <= len(joined := fold(latin(text)).replace(" ", "")) <= 12}
    single = {name.bare for name in names if " " not in name.bare}
    own = frozenset(kind for name in names for kind in name.kinds)
    specific = record.classes & _SPECIFIC
    if specific:
        own = own & (_TOLD_BY_WORDS | (_LOCAL if specific & _LOCAL else frozenset()))
    return Profile(
        record=record,
        names=names,
        folded=frozenset(found),
        bare=frozenset(name.bare for name in names),
        cores=frozenset(name.core for name in names),
        kinds=specific | own,
        short=frozenset(short | {text for text in single if len(text) <= 12}),
        initials=frozenset(letters for name in names if len(letters := initials(name)) >= 3),
        places=frozenset(fold(latin(place)) for place in record.places) - {""},
        numbers=national_numbers(record),
        host=host_of(record.homepage),
    )


def likeness(left: Profile, right: Profile, rarity: Rarity) -> Likeness:
    """The two names of two records that are most alike.

    The same name is 1; without legal form 0.98; the same words but for kind and little words (`Bærum kommune`,
    `Municipality of Bærum`) 0.93, in another order 0.91. Otherwise the words that the two have in common, or nearly so
    (normalised Levenshtein similarity ≥ 0.8), by their weight: Σ w·s / Σ w over the words of either, times 0.9; or, for
    names of one or two words, how alike their letters are in one piece. A name of three words or more that is all in a
    longer one is at least 0.72.
    """
    for ours, theirs, value, way in (
        (left.folded, right.folded, 1.0, "same"),
        (left.bare, right.bare, 0.98, "form"),
    ):
        common = ours & theirs
        if common:
            text = min(common, key=lambda each: (-len(each), each))
            return Likeness(value, way, *_spelt(left, right, text, way))
    best = NOT_ALIKE
    for first, second in product(left.names, right.names):
        found = _compared(first, second, rarity)
        if found.value > best.value:
            best = found
    return best


def _spelt(left: Profile, right: Profile, text: str, way: str) -> tuple[str, str]:
    field = "folded" if way == "same" else "bare"
    first, second = (next(n.text for n in each.names if getattr(n, field) == text) for each in (left, right))
    return first, second


def _compared(left: Name, right: Name, rarity: Rarity) -> Likeness:
    ours, theirs = left.core, right.core
    if ours == theirs:
        return Likeness(0.93, "core", left.text, right.text)
    first, second = set(ours), set(theirs)
    if first == second:
        return Likeness(0.91, "order", left.text, right.text)
    common = first & second
    matched = sum(map(rarity.of, common))
    total = matched
    rest, others = sorted(first - common), sorted(second - common)
    alike = 0
    for word in rest:
        near = max(((_words_alike(word, other), other) for other in others), default=(0.0, ""))
        total += rarity.of(word)
        if near[0] >= _LEAST_ALIKE:
            others.remove(near[1])
            matched += rarity.of(word) * near[0]
            alike += 1
    total += sum(map(rarity.of, others))
    value = 0.9 * matched / total if total else 0.0
    left_over = len(rest) - alike, len(others)
    way = "spelling" if left_over == (0, 0) else "within" if 0 in left_over else "words"
    if way == "within" and len(common) + alike >= _WORDS_WITHIN:
        value = max(value, _WITHIN)
    if len(ours) <= 2 or len(theirs) <= 2:
        letters = 0.9 * _ratio("".join(ours), "".join(theirs))
        if letters >= 0.8 and letters > value:
            value, way = letters, "spelling"
    return Likeness(value, way, left.text, right.text)


def _words_alike(left: str, right: str) -> float:
    """How alike two words are; one with the ending of a genitive is nearly the same (`Espoon`, `Trondheims`)."""
    short, long = sorted((left, right), key=len)
    if len(short) >= _LEAST_STEM and long.startswith(short) and long[len(short) :] in _GENITIVES:
        return _GENITIVE
    return _ratio(left, right) if len(short) >= _SHORT_WORD else 0.0


def _ratio(left: str, right: str) -> float:
    from rapidfuzz.distance.Levenshtein import normalized_similarity

    return float(normalized_similarity(left, right, score_cutoff=_LEAST_ALIKE))
