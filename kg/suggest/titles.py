"""Projects whose titles have the words of a text: BM25 over the titles and acronyms of a graph.

With tf the number of times that a term stands in a title of l terms (of m on the mean), N titles, n of which have it,

    idf(t)      = ln(1 + (N - n + 0.5) / (n + 0.5))
    score(d, q) = sum over t in q of  w(t) · idf(t) · (k + 1) · tf / (tf + k · (1 - b + b · l / m))

(S. Robertson, H. Zaragoza, The probabilistic relevance framework: BM25 and beyond, 2009, k = 1.2, b = 0.75). Terms are
the stems of a word in both stemmers, for a title is in whatever language it is in. `w` is 1 for the words of the text
and `TRANSLATED` for those of the names, in the other languages, of the themes that the text names. Only titles of
projects are held: objectives and keywords are not carried from any source.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import scipy.sparse as sp

from kg.model.words import split
from kg.networks.sparse import product

if TYPE_CHECKING:
    from kg.networks.types import CsrArray, FloatArray
    from kg.suggest.wish import Analyser

__all__ = ["TRANSLATED", "TitleIndex", "TitleMatch"]

TRANSLATED = 0.5
"""What a word of a theme's name in another language weighs, a word of the text itself being 1."""
_K, _B = 1.2, 0.75
_FEWEST = 2
"""Words that a title must share with the text; one word in common is in common with too many."""
_KEPT = 0.3
"""The share of the best title's score below which a title is not told."""
_SHORTEST = 3


@dataclass(frozen=True, slots=True)
class TitleMatch:
    """A project (its IRI) whose title has words of a text: those `words` as the title has them, and how well it fits.

    `fit` is the score divided by that of the best title: above 0, at most 1.
    """

    project: str
    title: str
    fit: float
    words: tuple[str, ...]


class TitleIndex:
    """The titles of projects, read once: `matches` answers which have the words of a text."""

    def __init__(self, titles: Mapping[str, Sequence[str]], analysers: Mapping[str, Analyser]) -> None:
        """`titles` are by project, those in other languages too; the first is shown."""
        self.projects = tuple(sorted(titles))
        self.titles = tuple(tuple(dict.fromkeys(filter(None, titles[project]))) for project in self.projects)
        self._analysers = (analysers["nb"], analysers["en"])

    def terms(self, word: str) -> tuple[str, ...]:
        """The stems of a word; none of a word that says nothing by itself, or of less than three letters or digits."""
        if len(word) < _SHORTEST or any(each.is_empty(word) for each in self._analysers):
            return ()
        return tuple(dict.fromkeys(each.stem(word) for each in self._analysers))

    @cached_property
    def _counts(self) -> tuple[dict[str, int], CsrArray]:
        """The number of each term, and BM25's weight of every term in every project's titles (terms × projects)."""
        number: dict[str, int] = {}
        rows, columns, values, lengths = [], [], [], np.zeros(len(self.projects))
        for place, several in enumerate(self.titles):
            found = Counter(term for title in several for word in split(title) for term in self.terms(word.text))
            lengths[place] = found.total()
            for term, times in found.items():
                rows.append(number.setdefault(term, len(number)))
                columns.append(place)
                values.append(times)
        counts = sp.csr_array((np.array(values, dtype=float), (rows, columns)), shape=(len(number), len(lengths)))
        having = np.diff(counts.indptr)
        idf = np.log1p((len(lengths) - having + 0.5) / (having + 0.5))
        length = 1 - _B + _B * lengths / max(lengths.sum() / max(len(lengths), 1), 1.0)
        counts.data = (_K + 1) * counts.data / (counts.data + _K * length[counts.indices])
        return number, sp.csr_array(sp.diags_array(idf) @ counts) if number else counts

    def matches(self, text: str, names: Iterable[str] = (), *, without: Collection[str] = ()) -> list[TitleMatch]:
        """The projects whose titles share at least two words with a text, best first; equals by IRI.

        `names` are those, in other languages, of what the text names. Titles that fit less than 0.3 times as well as
        the best are left out, and projects `without`.
        """
        number, weights = self._counts
        asked = {term: 1.0 for word in split(text) for term in self.terms(word.text)}
        for name in names:
            for word in split(name):
                for term in self.terms(word.text):
                    asked.setdefault(term, TRANSLATED)
        known = {term: weight for term, weight in asked.items() if term in number}
        if not known or not self.projects:
            return []
        wanted = np.zeros(len(number))
        wanted[[number[term] for term in known]] = list(known.values())
        scores: FloatArray = product(weights.T, wanted)
        out = set(without)
        found: list[tuple[float, int, tuple[str, ...]]] = []
        for place in np.flatnonzero(scores).tolist():
            shared = self._shared(place, known)
            if len(shared) >= _FEWEST and self.projects[place] not in out:
                found.append((float(scores[place]), place, shared))
        best = max((score for score, *_ in found), default=0.0)
        found.sort(key=lambda each: (-round(each[0], 9), each[1]))
        return [
            TitleMatch(self.projects[place], self.titles[place][0], score / best, shared)
            for score, place, shared in found
            if score >= _KEPT * best
        ]

    def _shared(self, place: int, asked: Collection[str]) -> tuple[str, ...]:
        """The words of the title that fits best that are asked for, each stem once, as they are written."""
        best: tuple[str, ...] = ()
        for title in self.titles[place]:
            seen: dict[tuple[str, ...], str] = {}
            for word in split(title):
                terms = self.terms(word.text)
                if terms and not set(terms).isdisjoint(asked):
                    seen.setdefault(terms, word.text)
            best = tuple(seen.values()) if len(seen) > len(best) else best
        return best
