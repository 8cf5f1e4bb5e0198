"""What a consortium is wanted for: the themes that some sentences name, each with the words that name it.

Names of themes are those of the graph's scheme, preferred and alternative, in nb, nn and en, whatever language the
text is in. They are compared by the stems of their words (Snowball, `kg.questions.sentence.words`); the longest name
that begins at a word is meant. What is left may name a theme by a compound (`klimaprosjekt`, `byklima`), or by the
words of a name of several in another order and near each other (`care for the elderly`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import log
from typing import TYPE_CHECKING

from kg.questions.sentence.words import Word, split

if TYPE_CHECKING:
    from kg.questions.sentence.words import Analyser

__all__ = ["MOST", "Passage", "ThemeName", "Wish", "passages", "weighed"]

MOST = 20_000
"""Letters of a text that are read; what comes after is left out, and that is told."""
_NEAR = 2
"""So many other words may stand among those of a name in another order."""
_COMPOUND = 8  # letters that a word must have to be looked into
_TAIL = 5  # letters that the end of a compound must have to be a name
_ABBREVIATION = 3  # letters up to which a name in capitals is found in capitals only


@dataclass(frozen=True, slots=True)
class ThemeName:
    """A name of a theme (its key), the language that it is in, and whether it is its preferred one in it."""

    theme: str
    name: str
    language: str
    preferred: bool = True


@dataclass(frozen=True, slots=True)
class Passage:
    """Words of a text, from `start` to `end` in it, that name a theme (its key)."""

    theme: str
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What is wanted: themes with their weights, which add up to 1, and what each rests on.

    `below` has a theme with everything narrower, `said` the words of the text that name it, `projects` those of the
    call that carry it (IRIs). `programme` are the keys of the programme part of a call and of what is below it. `text`
    is what was read, `cut` says that there was more of it, `call` is the IRI of a call, `held` its projects.
    """

    themes: Mapping[str, float] = field(default_factory=dict)
    below: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    said: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    projects: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    programme: tuple[str, ...] = ()
    text: str = ""
    cut: bool = False
    call: str = ""
    held: tuple[str, ...] = ()

    @property
    def keys(self) -> tuple[str, ...]:
        """The themes with everything below them, sorted."""
        return tuple(sorted({key for theme in self.themes for key in self.below.get(theme, (theme,))}))


def weighed(times: Mapping[str, int]) -> dict[str, float]:
    """Themes with their weights, by how often each is named: 1 + ln(times), divided by the sum of all.

    >>> weighed({"energy": 1, "housing": 1})
    {'energy': 0.5, 'housing': 0.5}
    """
    raw = {theme: 1 + log(n) for theme, n in sorted(times.items()) if n > 0}
    return {theme: weight / sum(raw.values()) for theme, weight in raw.items()}


def passages(text: str, names: Iterable[ThemeName], analysers: Mapping[str, Analyser]) -> list[Passage]:
    """The words of a text that name themes, in their order; those that name several themes once for each.

    `analysers` are those of the languages. A word is part of one passage only.
    """
    known = list(names)
    words = split(text)
    free = [True] * len(words)
    found: list[Passage] = []
    starts = {each.end() for each in re.finditer(r"[.!?;:\n]\s*", text)}
    breaks = {at for at, word in enumerate(words) if word.start in starts}
    readers = [
        _Names(known, languages, analysers[languages[0]], (words, breaks)) for languages in (("nb", "nn"), ("en",))
    ]
    looks: tuple[Callable[[_Names, int], tuple[int, int, frozenset[str]] | None], ...] = (
        _Names.whole,
        _Names.scattered,
        _Names.compound,
    )
    for look in looks:
        for at in range(len(words)):
            hits = [hit for reader in readers if (hit := look(reader, at)) and all(free[hit[0] : hit[1]])]
            longest = max((last - first for first, last, _ in hits), default=0)
            for first, last, themes in (hit for hit in hits if hit[1] - hit[0] == longest):
                start, end = words[first].start, words[last - 1].end
                found += [Passage(theme, text[start:end], start, end) for theme in sorted(themes)]
                free[first:last] = [False] * (last - first)
    return sorted(set(found), key=lambda each: (each.start, each.theme, each.end))


class _Names:
    """The names of themes in languages that share an analyser, and the words of a text read by it.

    `read` are the words and the places of those that begin a sentence; `joins` says that the languages join words.
    """

    def __init__(
        self,
        names: Iterable[ThemeName],
        languages: Sequence[str],
        analyser: Analyser,
        read: tuple[Sequence[Word], set[int]],
    ) -> None:
        self.analyser, (self.words, self.breaks) = analyser, read
        self.joins = "nb" in languages
        self.stems = [analyser.stem(word.text) for word in self.words]
        self.by_stems: dict[tuple[str, ...], set[str]] = {}
        self.capital: set[tuple[str, ...]] = set()
        self.scattered_by: dict[str, list[tuple[frozenset[str], str]]] = {}
        for name in names:
            if name.language in languages:
                self._add(name)
        self.longest = max(map(len, self.by_stems), default=0)

    def _add(self, name: ThemeName) -> None:
        parts = [word.text for word in split(name.name)]
        stems = tuple(map(self.analyser.stem, parts))
        telling = frozenset(self.analyser.stem(part) for part in parts if not self.analyser.is_empty(part))
        if not telling:
            return
        self.by_stems.setdefault(stems, set()).add(name.theme)
        if len(name.name) <= _ABBREVIATION and name.name.isupper():
            self.capital.add(stems)
        if len(telling) > 1:
            for stem in telling:
                self.scattered_by.setdefault(stem, []).append((telling, name.theme))

    def whole(self, at: int) -> tuple[int, int, frozenset[str]] | None:
        """The longest name that begins at a word: where it begins and ends, and the themes that it is a name of."""
        for length in range(min(self.longest, len(self.words) - at), 0, -1):
            stems = tuple(self.stems[at : at + length])
            if stems in self.by_stems and not (stems in self.capital and not self.words[at].text.isupper()):
                return at, at + length, frozenset(self.by_stems[stems])
        return None

    def scattered(self, at: int) -> tuple[int, int, frozenset[str]] | None:
        """A name of several words that stand near each other from a word on, in one sentence, in any order."""
        best: tuple[int, int, frozenset[str]] | None = None
        for telling, theme in sorted(self.scattered_by.get(self.stems[at], ()), key=lambda each: each[1]):
            left, last = set(telling), at
            for place in range(at, min(at + len(telling) + _NEAR, len(self.words))):
                if place > at and place in self.breaks:
                    break
                if self.stems[place] in left:
                    left.discard(self.stems[place])
                    last = place + 1
            if left:
                continue
            if best is None or len(telling) > best[1] - best[0]:
                best = at, last, frozenset({theme})
        return best

    def compound(self, at: int) -> tuple[int, int, frozenset[str]] | None:
        """The themes that a Norwegian compound begins or ends with the name of."""
        word = self.words[at].text
        if len(word) < _COMPOUND or not self.joins or self.analyser.is_empty(word):
            return None
        for head, tail in self.analyser.parts(word):
            for part, least in ((head, 0), (tail, _TAIL)):
                stems = (self.analyser.stem(part),)
                if len(part) >= least and stems in self.by_stems and stems not in self.capital:
                    return at, at + 1, frozenset(self.by_stems[stems])
        return None
