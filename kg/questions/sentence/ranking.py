"""How near the words of a sentence are to the texts of each Question and verb.

BM25F (Robertson, Zaragoza & Taylor, *Simple BM25 extension to multiple weighted fields*, CIKM 2004; Robertson &
Zaragoza, *The probabilistic relevance framework*, 2009). With the weight w_f, the number tf_f and the length l_f of
field f, and its mean length m_f,

    tf(t, c) = sum over f of  w_f · tf_f(t, c) / (1 - b + b · l_f(c) / m_f)
    idf(t)   = ln(1 + (N - n(t) + 0.5) / (n(t) + 0.5))
    said(c)  = sum over t of  v(t) · idf(t) · min(1, (k + 1) · tf / (k + tf))   /   sum over t of  v(t) · idf(t)
    near(c)  = said(c) · (1 - a + a · most over p of (sum over t in p of idf(t) / sum over all of p of idf))

over the terms t of the sentence, N candidates, the n(t) that have t, and the phrases p in which the candidate puts its
question (a sentence, or its beginning up to a comma). said is the share of what the sentence says that the candidate
says too; the last factor looks from the other side, how much of its question the sentence says. Both go from 0 to 1,
and so does near. v is 1 for a word, `ASKED` for what a sentence asks for (the word after `which`), and `NAMED` for what
a name stands for (`Eurocities` says *network*). A term that no candidate has counts the most, n(t) = 0: it is told as
not understood. Each candidate has a document per language, and the language in which it is nearest counts.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from kg.questions.sentence.candidates import Candidate, candidates_in
from kg.questions.sentence.words import CONCEPT, Words, split, words_in
from kg.questions.terms import LANGUAGES

__all__ = ["ASKED", "NAMED", "Index", "index_of"]

NAMED, ASKED = 0.5, 1.75
_K, _B, _ASKED = 0.6, 0.35, 0.4
_FIELDS = {"text": 1.0, "more": 0.8, "parameters": 0.2, "columns": 0.25, "name": 0.4}
"""What a candidate says: its question, other ways of asking it, the labels of its parameters and columns, its name."""


@dataclass(frozen=True)
class _Document:
    """All candidates in one language: idf by term (`strange` for others), who says it how much, and phrases."""

    idf: Mapping[str, float]
    strange: float
    said: Mapping[str, Mapping[int, float]]
    phrases: Sequence[Sequence[frozenset[str]]]

    def asked(self, number: int, terms: Collection[str]) -> float:
        """How much of its question, in the phrase of which most is, a candidate has in some terms: 0 to 1."""
        most = 0.0
        for phrase in self.phrases[number]:
            both = sum(self.idf[term] for term in phrase if term in terms)
            most = max(most, both / sum(self.idf[term] for term in phrase)) if both else most
        return most


class Index:
    """Candidates, and what each says in each language."""

    def __init__(self, candidates: Sequence[Candidate], words: Words) -> None:
        self.candidates = tuple(candidates)
        self.words = words
        self._documents: dict[str, _Document] = {}
        for language in LANGUAGES:
            self._documents[language] = self._document(language)

    @cached_property
    def known(self) -> Mapping[str, frozenset[str]]:
        """The terms that candidates have, by language."""
        return {language: frozenset(document.idf) for language, document in self._documents.items()}

    def _document(self, language: str) -> _Document:
        analyser = self.words.analysers[language]
        fields = [_fields(candidate, self.words, language) for candidate in self.candidates]
        plain = {term for each in fields for text in each.values() for term in analyser.terms(_split(text))}
        terms = [{field: analyser.terms(_split(text), plain) for field, text in each.items()} for each in fields]
        mean = {field: sum(len(each[field]) for each in terms) / len(terms) or 1 for field in _FIELDS}
        said: dict[str, dict[int, float]] = defaultdict(dict)
        for number, each in enumerate(terms):
            tf: Counter[str] = Counter()
            for field, weight in _FIELDS.items():
                length = 1 - _B + _B * len(each[field]) / mean[field]
                for term, times in Counter(each[field]).items():
                    tf[term] += weight * times / length  # type: ignore[assignment]
            for term, much in tf.items():
                said[term][number] = min(1.0, (_K + 1) * much / (_K + much))
        size = len(terms)
        idf = {term: math.log(1 + (size - len(n) + 0.5) / (len(n) + 0.5)) for term, n in said.items()}
        phrases = [
            [phrase for text in re.split(r"[.?!]", f"{each['text']}.{each['more']}") for phrase in _growing(text)]
            for each in fields
        ]
        kept = [
            [said_in for phrase in each if (said_in := frozenset(analyser.terms(_split(phrase), plain)))]
            for each in phrases
        ]
        return _Document(idf, math.log(1 + (size + 0.5) / 0.5), said, kept)

    def nearness(self, words: Sequence[str]) -> tuple[list[float], list[str]]:
        """How near each candidate is to the words of a sentence, and the words that none of them has in any language.

        Words are those of the sentence in their order, with `=theme` and the like where a name stands.
        """
        near = [0.0] * len(self.candidates)
        strange: list[list[str]] = []
        for language, document in self._documents.items():
            analyser = self.words.analysers[language]
            terms = Counter[str]()
            asked = [term for term in analyser.terms(self._asked(words), document.idf) if term in document.idf][:1]
            for term, weight in _weighted(analyser.terms(words, document.idf), words, asked):
                terms[term] = max(terms[term], weight)  # type: ignore[assignment]
            whole = sum(weight * document.idf.get(term, document.strange) for term, weight in terms.items())
            reached = [0.0] * len(near)
            for term, weight in terms.items():
                for number, much in document.said.get(term, {}).items():
                    reached[number] += weight * document.idf[term] * much
            for number, much in enumerate(reached):
                if much:
                    both = 1 - _ASKED + _ASKED * document.asked(number, terms)
                    near[number] = max(near[number], much / whole * both)
            lacking = {term for term in terms if term not in document.idf}
            strange.append([word for word in words if lacking.intersection(analyser.terms([word], document.idf))])
        return near, [word for word in strange[0] if all(word in each for each in strange)]

    def _asked(self, words: Sequence[str]) -> list[str]:
        """The words after the one that asks for a kind of thing, names aside: `projects` after `which`."""
        at = next((at for at, word in enumerate(words) if word.casefold() in self.words.askers), len(words))
        return [word for word in words[at + 1 :] if not word.startswith(CONCEPT)][:3]

    def says_something(self, words: Sequence[str]) -> bool:
        """Is any of some words one that a candidate has?"""
        analysers = self.words.analysers
        return any(term in each.idf for code, each in self._documents.items() for term in analysers[code].terms(words))


def _weighted(terms: Sequence[str], words: Sequence[str], asked: Collection[str]) -> list[tuple[str, float]]:
    named = {word for word in words if word.startswith(CONCEPT)}
    return [(term, ASKED if term in asked else NAMED if term in named else 1.0) for term in terms]


def _growing(text: str) -> list[str]:
    """A sentence up to each of its commas and colons: all of it may be asked, or its beginning.

    >>> _growing("Who is in a network, since when")
    ['Who is in a network', 'Who is in a network, since when']
    """
    return [text[: each.start()] for each in re.finditer(r"[,:]|$", text)]


def _split(text: str) -> list[str]:
    return [word.text for word in split(text)]


def _fields(candidate: Candidate, words: Words, language: str) -> dict[str, str]:
    question = candidate.said
    parameters = question.parameters.values() if question else ()
    columns = question.columns if question else ()
    return {
        "text": candidate.texts[language],
        "more": words.texts(candidate.name, language),
        "parameters": ". ".join(each.labels[language] for each in parameters),
        "columns": ". ".join(each.labels[language] for each in columns),
        "name": candidate.name.replace("/", " ").replace("-", " ") if language == "en" else "",
    }


@cache
def index_of(folder: Path) -> Index:
    """The index of a folder of Questions, made once in a process."""
    return Index(candidates_in(folder), words_in(folder))
