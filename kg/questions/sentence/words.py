"""The words of sentences: what they mean the same as, which mean nothing, and how they are compared.

The words are data: `queries/_words.toml` tells what stands in it. Stems are Snowball's (Porter, *Snowball: a language
for stemming algorithms*, 2001), for Norwegian and for English.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from kg.ids import fold
from kg.model.words import Word, split

__all__ = ["CONCEPT", "Analyser", "Word", "Words", "split", "words_in"]

CONCEPT = "="
"""Stands before the name of a concept of `[alike]`, which is a term like the stem of a word."""
_SHORTEST = 4  # letters in a part of a compound
_SWEDISH = str.maketrans("äö", "æø")
_SPOKEN = {"no": ("nb", "nn"), "en": ("en",)}  # by stemmer; bokmål and nynorsk share one and are often mixed


class Analyser:
    """Makes terms of words for one stemmer: the concepts they are words for, else their stems; empty words are none."""

    def __init__(self, stem: Callable[[str], str], empty: Collection[str], alike: Mapping[str, Sequence[str]]) -> None:
        self._stem = cache(lambda word: _single(stem(word.casefold().translate(_SWEDISH))))
        self.empty = frozenset(word.casefold() for word in empty)
        self._phrases: dict[tuple[str, ...], str] = {}
        for concept, phrases in alike.items():
            for phrase in phrases:
                self._phrases.setdefault(tuple(self.stem(word.text) for word in split(phrase)), CONCEPT + concept)
        self._longest = max(map(len, self._phrases), default=1)

    def stem(self, word: str) -> str:
        """The stem of a word; a genitive's apostrophe and s are no part of it."""
        return self._stem(re.sub(r"['’]s?$", "", word))

    def terms(self, words: Sequence[str], known: Collection[str] = ()) -> list[str]:
        """The terms of some words in their order.

        A word that is itself a term (`=theme`) stays. One that falls into two concepts, or is not among the `known`
        terms and falls into two that are, is those two (vennskapsby|avtaler).
        """
        found: list[str] = []
        stems = [word if word.startswith(CONCEPT) else self.stem(word) for word in words]
        at = 0
        while at < len(words):
            for length in range(min(self._longest, len(words) - at), 0, -1):
                concept = self._phrases.get(tuple(stems[at : at + length]))
                if concept:
                    found.append(concept)
                    break
            else:
                length = 1
                found += self._plain(words[at], stems[at], known)
            at += length
        return found

    def _plain(self, word: str, stem: str, known: Collection[str]) -> list[str]:
        if word.startswith(CONCEPT):
            return [stem]
        split = self._divided(word, known)
        if stem in known and not all(term.startswith(CONCEPT) for term in split or ("",)):
            return [stem]
        return [] if not stem or self.is_empty(word) else split or [stem]

    def _divided(self, word: str, known: Collection[str]) -> list[str]:
        """The two known terms that a compound falls into; nothing where it does not."""
        for head, tail in self.parts(word):
            terms = [self._phrases.get((part,), part) for part in (self.stem(head), self.stem(tail))]
            if all(term in known and len(term) >= _SHORTEST for term in terms):
                return terms
        return []

    def is_empty(self, word: str) -> bool:
        """Does a word say nothing by itself?"""
        return word.casefold() in self.empty

    def phrases(self, words: Sequence[str]) -> set[int]:
        """The places of the words that are part of a phrase of several words for a concept."""
        stems = [self.stem(word) for word in words]
        return {
            place
            for length in range(2, self._longest + 1)
            for at in range(len(words) - length + 1)
            if tuple(stems[at : at + length]) in self._phrases
            for place in range(at, at + length)
        }

    def is_phrase(self, words: Sequence[str]) -> bool:
        """Are some words, as they stand, the words for a concept?"""
        return tuple(self.stem(word) for word in words) in self._phrases

    def parts(self, word: str) -> Iterator[tuple[str, str]]:
        """The ways in which a word may fall into two, the longest beginning first, with and without the s between."""
        for cut in range(len(word) - _SHORTEST, _SHORTEST - 1, -1):
            yield word[:cut], word[cut:]
            if word[cut - 1] in "se" and cut > _SHORTEST:
                yield word[: cut - 1], word[cut:]

    def is_tail(self, word: str, known: Collection[str]) -> bool:
        """Is a word, as the end of a compound, one that a question has?"""
        stem = self.stem(word)
        return (stem,) in self._phrases or stem in known


def _single(stem: str) -> str:
    """A stem whose last letter stands once: `programm` (programmer) is `program`."""
    return stem[:-1] if len(stem) > 3 and stem[-1] == stem[-2] else stem


class Words:
    """What `_words.toml` says; each part is read when it is first asked for."""

    def __init__(self, content: Mapping[str, Any]) -> None:
        self._content = content

    @cached_property
    def analysers(self) -> dict[str, Analyser]:
        """An analyser for each language of sentences; nb and nn have one between them."""
        from snowballstemmer import stemmer

        made: dict[str, Analyser] = {}
        for algorithm, languages in (("norwegian", _SPOKEN["no"]), ("english", _SPOKEN["en"])):
            empty = [word for language in languages for word in self._content["empty"][language].split()]
            alike = {
                concept: [phrase for language in languages for phrase in phrases[language]]
                for concept, phrases in self._content["alike"].items()
            }
            analyser = Analyser(stemmer(algorithm).stemWord, empty, alike)
            made.update(dict.fromkeys(languages, analyser))
        return made

    @cached_property
    def countries(self) -> dict[str, str]:
        """The code of a country by the folded words for its people and things: `norske` → `NO`."""
        named = self._content["countries"]
        return {fold(word): code for code, words in named.items() for word in words.split()}

    @cached_property
    def askers(self) -> frozenset[str]:
        """The words that the kind of thing asked for follows: `hvilke`."""
        return frozenset(word for words in self._content["askers"].values() for word in words.split())

    @cached_property
    def several(self) -> frozenset[str]:
        """The words for several bodies, with which the name of one does not begin."""
        return frozenset(word for words in self._content["several"].values() for word in words.split())

    @cached_property
    def dates(self) -> dict[str, str]:
        """What a word, in small letters, says of the date after it: `siden` → `since`."""
        return {word: what for what, words in self._content["dates"].items() for word in words.split()}

    @cached_property
    def values(self) -> list[tuple[tuple[str, ...], str, str, str]]:
        """(stems, language of the stems, parameter, value) of the words that say a value, those of most words first."""
        found = [
            (tuple(self.analysers[language].stem(word.text) for word in split(phrase)), language, parameter, value)
            for parameter, values in self._content["values"].items()
            for value, phrases in values.items()
            for phrase in phrases
            for language in ("nb", "en")
        ]
        return sorted(dict.fromkeys(found), key=lambda each: -len(each[0]))

    def is_value(self, words: Sequence[str], language: str) -> bool:
        """Do some words, as they stand, say a value of a parameter?"""
        stems = tuple(self.analysers[language].stem(word) for word in words)
        return any(each[0] == stems and each[1] == language for each in self.values)

    def texts(self, question: str, language: str) -> str:
        """Other sentences that ask a Question or a verb; empty where there are none."""
        return str(self._content["texts"].get(question, {}).get(language, ""))

    def weight(self, question: str) -> float:
        """How far a Question stands behind others, by its name or its aspect: 1 is not at all."""
        weights = self._content["weights"]
        return float(weights.get(question, weights.get(question.partition("/")[0], 1)))


@cache
def words_in(folder: Path) -> Words:
    """The words of a folder of Questions."""
    return Words(tomllib.loads((folder / "_words.toml").read_text("utf-8")))
