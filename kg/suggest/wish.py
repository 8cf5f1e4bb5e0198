"""What a consortium is wanted for: the themes that some sentences name, each with the words that name it.

Names of themes are those of the graph's scheme, preferred and alternative, in nb, nn and en, whatever language the
text is in. They are compared by the stems of their words (Snowball, `kg.questions.sentence.words`); the longest name
that begins at a word is meant. What is left may name a theme by a compound (`klimaprosjekt`, `byklima`), or by the
words of a name of several in another order and near each other (`care for the elderly`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import log
from typing import Protocol

from kg.model.words import Word, split

__all__ = ["MOST", "Analyser", "Passage", "ThemeName", "ThemeScheme", "Wish", "passages", "weighed", "wish_of"]

MOST = 20_000
"""Letters of a text that are read; what comes after is left out, and that is told."""
_NEAR = 2
"""So many other words may stand among those of a name in another order."""
_TIMES = 3
_COMPOUND = range(8, 41)  # letters that a word must have to be looked into
_TAIL = 5  # letters that the end of a compound must have to be a name
_SHORT = 3  # letters of a stem that many words have
_ENDINGS = frozenset(("", "s", "es", "en", "et", "a", "er", "ar", "ene", "ane"))
_ABBREVIATION = 3  # letters up to which a name in capitals is found in capitals only


class Analyser(Protocol):
    """What is known of the words of a language: those of sentences have one, `kg.questions.sentence.words`."""

    def stem(self, word: str) -> str:
        """The stem of a word."""

    def is_empty(self, word: str) -> bool:
        """Does a word say nothing by itself?"""

    def parts(self, word: str) -> Iterator[tuple[str, str]]:
        """The ways in which a word may fall into two."""


_Hit = tuple[int, int, frozenset[str]]  # the first word, the one after the last, and the themes


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
    is what was read, `cut` says that there was more of it, `call` is the IRI of a call, `held` its projects. `instead`
    has the broader themes that stand in for themes that nothing in the graph carries.
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
    instead: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def keys(self) -> tuple[str, ...]:
        """The themes with everything below them, sorted."""
        return tuple(sorted({key for theme in self.themes for key in self.below.get(theme, (theme,))}))


@dataclass(frozen=True, slots=True)
class ThemeScheme:
    """The names of all themes, and by theme the one that it belongs under (keys)."""

    names: tuple[ThemeName, ...]
    broader: Mapping[str, str]

    def below(self, theme: str) -> tuple[str, ...]:
        """A theme and everything narrower, sorted."""
        found = {theme}
        for each in self.broader:
            above, seen = each, set[str]()
            while above in self.broader and above not in seen:
                seen.add(above)
                above = self.broader[above]
                if above == theme:
                    found.add(each)
        return tuple(sorted(found))


def wish_of(
    text: str,
    scheme: ThemeScheme,
    analysers: Mapping[str, Analyser],
    *,
    named: Sequence[str] = (),
    projects: Mapping[str, Sequence[str]] | None = None,
    is_carried: Callable[[Sequence[str]], bool] = bool,
) -> Wish:
    """What a text, themes that are `named` (keys) and the `projects` of a call (their themes by IRI) say is wanted.

    A theme counts once for each of them. One that nothing carries, as `is_carried` answers for a theme and everything
    narrower, stays, and the nearest broader one that something carries stands in for it.
    """
    said: dict[str, list[str]] = {}
    carried: dict[str, list[str]] = {}
    for found in passages(text, scheme.names, analysers):
        said.setdefault(found.theme, []).append(found.text)
    for project, themes in (projects or {}).items():
        for theme in themes:
            carried.setdefault(theme, []).append(project)
    times = {
        theme: len(said.get(theme, ())) + len(carried.get(theme, ())) + named.count(theme)
        for theme in sorted({*said, *carried, *named})
    }
    instead: dict[str, list[str]] = {}
    for theme in list(times):
        above = theme
        while above in scheme.broader and not is_carried(scheme.below(above)):
            above = scheme.broader[above]
        if above != theme and is_carried(scheme.below(above)):
            instead.setdefault(above, []).append(theme)
            times[above] = times.get(above, 0) + times[theme]
    return Wish(
        themes=weighed(times),
        below={theme: scheme.below(theme) for theme in times},
        said={theme: tuple(dict.fromkeys(words)) for theme, words in sorted(said.items())},
        projects={theme: tuple(found) for theme, found in sorted(carried.items())},
        text=text,
        held=tuple(sorted(projects or ())),
        instead={above: tuple(themes) for above, themes in sorted(instead.items())},
    )


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
    looks: tuple[Callable[[_Names, int], _Hit | None], ...] = (
        _Names.whole,
        _Names.scattered,
        _Names.single_word,
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
        self.stems = [self._stem(word.text) for word in self.words]
        self.by_stems: dict[tuple[str, ...], set[str]] = {}
        self.single: dict[tuple[str, str], set[str]] = {}
        self.capital: set[tuple[str, ...]] = set()
        self.scattered_by: dict[str, list[tuple[frozenset[str], str]]] = {}
        for name in names:
            if name.language in languages:
                self._add(name)
        self.longest = max(map(len, self.by_stems), default=0)

    def _add(self, name: ThemeName) -> None:
        parts = [word.text for word in split(name.name)]
        stems = tuple(map(self._stem, parts))
        telling = frozenset(self._stem(part) for part in parts if not self.analyser.is_empty(part))
        if not telling:
            return
        self.by_stems.setdefault(stems, set()).add(name.theme)
        if len(stems) == 1:
            self.single.setdefault((stems[0], name.theme), set()).add(name.name.casefold())
        if len(name.name) <= _ABBREVIATION and name.name.isupper():
            self.capital.add(stems)
        if len(telling) > 1:
            for stem in telling:
                self.scattered_by.setdefault(stem, []).append((telling, name.theme))

    def _stem(self, word: str) -> str:
        """The stem of the stem, three times at most: `klimaet` has `klima`, which has `klim`."""
        for _ in range(_TIMES):
            word, before = self.analyser.stem(word), word
            if word == before:
                break
        return word

    def whole(self, at: int) -> _Hit | None:
        """The longest name of several words that begins at a word: from where to where, and its themes."""
        for length in range(min(self.longest, len(self.words) - at), 1, -1):
            themes = self.by_stems.get(tuple(self.stems[at : at + length]))
            if themes:
                return at, at + length, frozenset(themes)
        return None

    def single_word(self, at: int) -> _Hit | None:
        """The themes that a word is a name of, in any of its forms."""
        stems, word = (self.stems[at],), self.words[at].text
        themes = self._meant(stems, word) if word.isupper() or stems not in self.capital else frozenset[str]()
        return (at, at + 1, themes) if themes else None

    def _meant(self, stems: tuple[str, ...], word: str) -> frozenset[str]:
        """The themes of the names of one word with a stem, if the word may be a form of the name."""
        themes = self.by_stems.get(stems, set())
        names = {theme: self.single[stems[0], theme] for theme in themes}
        return frozenset(t for t in themes if any(_alike(word.casefold(), n, len(stems[0])) for n in names[t]))

    def scattered(self, at: int) -> _Hit | None:
        """A name of several words that stand near each other from a word on, in one sentence, in any order."""
        best: _Hit | None = None
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

    def compound(self, at: int) -> _Hit | None:
        """The themes that a Norwegian compound begins or ends with the name of."""
        word = self.words[at].text
        if len(word) not in _COMPOUND or not self.joins or self.analyser.is_empty(word):
            return None
        for head, tail in self.analyser.parts(word):
            themes = frozenset(t for (_, t), names in self.single.items() if head.casefold() in names)
            stems = (self._stem(tail),)
            if not themes and len(tail) >= _TAIL and stems not in self.capital:
                themes = self._meant(stems, tail)
            if themes:
                return at, at + 1, themes
        return None


def _alike(word: str, name: str, stem: int) -> bool:
    """May a word be a form of a name with the same stem of so many letters?

    Stems do not tell double letters, and short ones are those of many words: these take endings of nouns only.

    >>> _alike("sammen", "samer", 3), _alike("lære", "lærer", 3), _alike("bilene", "bil", 3)
    (False, False, True)
    """
    if stem <= _SHORT:
        return word[stem:] in _ENDINGS and name[stem:] in _ENDINGS
    if stem in (len(word), len(name)):
        return True
    return (word[stem : stem + 1] == word[stem - 1]) == (name[stem : stem + 1] == name[stem - 1])
