"""How near the words of a sentence are to the texts of each Question and verb.

BM25F (Robertson, Zaragoza & Taylor, *Simple BM25 extension to multiple weighted fields*, CIKM 2004; Robertson &
Zaragoza, *The probabilistic relevance framework*, 2009). With the weight w_f, the number tf_f and the length l_f of
field f, and its mean length m_f,

    tf(t, c) = sum over f of  w_f · tf_f(t, c) / (1 - b + b · l_f(c) / m_f)
    idf(t)   = ln(1 + (N - n(t) + 0.5) / (n(t) + 0.5))
    near(c)  = sum over t of  v(t) · idf(t) · min(1, (k + 1) · tf / (k + tf))   /   sum over t of  v(t) · idf(t)

over the terms t of the sentence, N candidates and the n(t) that have t. The quotient is the share of what the sentence
says that the candidate says too, from 0 to 1. v is 1 for a word and `NAMED` for what a name stands for (`Eurocities`
says *network*). A term that no candidate has counts like one of mean idf: it is told as not understood. Each candidate
has a document per language, and the language in which it is nearest counts.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kg.questions.sentence.candidates import Candidate, candidates_in
from kg.questions.sentence.words import Words, words_in
from kg.questions.terms import LANGUAGES

__all__ = ["NAMED", "Index", "index_of"]

NAMED = 0.5
_K, _B = 0.6, 0.35
_FIELDS = {"text": 1.0, "more": 0.8, "parameters": 0.2, "columns": 0.25, "name": 0.4}
"""What a candidate says: its question, other ways of asking it, the labels of its parameters and columns, its name."""


@dataclass(frozen=True)
class _Document:
    """The terms of all candidates in one language: idf by term, and for each the candidates that say it, how much."""

    idf: Mapping[str, float]
    mean: float
    said: Mapping[str, Mapping[int, float]]


class Index:
    """Candidates, and what each says in each language."""

    def __init__(self, candidates: Sequence[Candidate], words: Words) -> None:
        self.candidates = tuple(candidates)
        self.words = words
        self._documents: dict[str, _Document] = {}
        for language in LANGUAGES:
            self._documents[language] = self._document(language)

    @property
    def known(self) -> Mapping[str, frozenset[str]]:
        """The terms that candidates have, by language."""
        return {language: frozenset(document.idf) for language, document in self._documents.items()}

    def _document(self, language: str) -> _Document:
        analyser = self.words.analysers[language]
        fields = [_fields(candidate, self.words, language) for candidate in self.candidates]
        plain = {term for each in fields for text in each.values() for term in analyser.terms(text.split())}
        terms = [
            {field: analyser.terms(_split(text), plain) for field, text in each.items()} for each in fields
        ]
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
        return _Document(idf, sum(idf.values()) / len(idf), said)

    def nearness(self, words: Sequence[str]) -> tuple[list[float], list[str]]:
        """How near each candidate is to the words of a sentence, and the words that none of them has in any language.

        Words are those of the sentence in their order, with `=theme` and the like where a name stands.
        """
        near = [0.0] * len(self.candidates)
        strange: list[list[str]] = []
        for language, document in self._documents.items():
            analyser = self.words.analysers[language]
            terms = Counter[str]()
            for term, weight in _weighted(analyser.terms(words, document.idf), words):
                terms[term] = max(terms[term], weight)  # type: ignore[assignment]
            whole = sum(weight * document.idf.get(term, document.mean) for term, weight in terms.items())
            reached = [0.0] * len(near)
            for term, weight in terms.items():
                for number, much in document.said.get(term, {}).items():
                    reached[number] += weight * document.idf[term] * much
            if whole:
                near = [max(one, other / whole) for one, other in zip(near, reached, strict=True)]
            strange.append(
                [word for word in words if any(t not in document.idf for t in analyser.terms([word], document.idf))]
            )
        return near, [word for word in strange[0] if all(word in each for each in strange)]


def _weighted(terms: Sequence[str], words: Sequence[str]) -> list[tuple[str, float]]:
    named = set(words)
    return [(term, NAMED if term in named and term.startswith("=") else 1.0) for term in terms]


def _split(text: str) -> list[str]:
    from kg.questions.sentence.words import split

    return [word.text for word in split(text)]


def _fields(candidate: Candidate, words: Words, language: str) -> dict[str, str]:
    question = candidate.question
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
