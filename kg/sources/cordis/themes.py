"""Themes of projects that no classification settles, derived from what their texts say, with the words that led there.

Two methods, both tables in `data/links` that a person can read. *Names*: names of the theme (`theme-names.tsv`) stand
in the title or that of the call, or among the keywords and in the objective as well. *Words*: the words of title,
keywords, call and objective, each with a weight that was learnt from the projects whose theme is settled
(`theme-words.tsv`, made by `benchmarks/themes.py`). docs/method.md ("Derived themes") says how well each does.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from kg.errors import BadData, Problem
from kg.sources.mappings import table_rows

__all__ = ["HEAD", "MOST", "STOP", "Derived", "ProjectText", "ThemeTerms", "features", "read_theme_terms"]

NAMES, WORDS = "theme-names.tsv", "theme-words.tsv"
HEAD = 2.0
"""How much more a word counts that stands in title, keywords or call than one in the objective, which counts 1."""
MOST = 2
"""Themes that are derived for one project at most: the surest."""
SURE = 0.8
"""The least chance of a theme by its words."""
_BY_NAME = 0.87  # what they were right in of the judged sample (`benchmarks/themes.py score`)
_TITLE, _KEYWORD, _MENTION, _MENTIONS = 4, 2, 1, 2  # what a name counts where it stands, and mentions at most
_NAMED = 4  # what the names of a theme must count together
_SHOWN = 5  # words that led to a theme, the weightiest
_SHORTEST = 36  # a text of fewer words counts as one of so many
_BREAK = re.compile(r"[.,;:()\[\]{}\n!?\"“”/|–—•]+")
_WORD = re.compile(r"(?!\d+\b)[^\W_]{2,}")  # 5g and co2 are words, 2050 is none
_PREFIX = re.compile(r"\b([a-z])-(?=[a-z])")  # e-mobility is one word
STOP = frozenset(
    [
        "a",
        "about",
        "after",
        "all",
        "also",
        "among",
        "an",
        "and",
        "any",
        "are",
        "as",
        "at",
        "be",
        "been",
        "before",
        "being",
        "between",
        "both",
        "but",
        "by",
        "can",
        "could",
        "do",
        "does",
        "each",
        "either",
        "for",
        "from",
        "further",
        "had",
        "has",
        "have",
        "he",
        "her",
        "his",
        "how",
        "however",
        "i",
        "if",
        "in",
        "into",
        "is",
        "it",
        "its",
        "itself",
        "may",
        "more",
        "most",
        "much",
        "must",
        "no",
        "nor",
        "not",
        "of",
        "off",
        "on",
        "one",
        "only",
        "or",
        "other",
        "our",
        "out",
        "over",
        "own",
        "per",
        "same",
        "she",
        "should",
        "since",
        "so",
        "some",
        "such",
        "than",
        "that",
        "the",
        "their",
        "them",
        "then",
        "there",
        "these",
        "they",
        "this",
        "those",
        "through",
        "thus",
        "to",
        "too",
        "towards",
        "under",
        "up",
        "upon",
        "us",
        "very",
        "was",
        "we",
        "were",
        "what",
        "when",
        "where",
        "whether",
        "which",
        "while",
        "who",
        "whom",
        "whose",
        "why",
        "will",
        "with",
        "within",
        "without",
        "would",
        "you",
        "your",
        "via",
        "new",
        "novel",
        "project",
        "projects",
        "programme",
        "partnership",
        "eu",
        "european",
        "europe",
        "horizon",
        "research",
        "action",
        "ria",
        "ia",
        "csa",
        "sria",
        "erc",
        "msca",
        "use",
        "using",
        "used",
        "based",
        "well",
        "order",
        "aim",
        "aims",
        "provide",
        "develop",
        "developing",
        "development",
        "approach",
        "approaches",
        "result",
        "results",
        "two",
        "three",
        "first",
        "including",
        "include",
        "several",
        "different",
        "various",
        "high",
        "low",
        "key",
        "main",
    ]
)
"""Words that say nothing of a theme."""


@dataclass(frozen=True, slots=True)
class ProjectText:
    """What a project says of itself. `call` holds the titles of its topics, `keywords` and `objective` may be empty."""

    title: str
    keywords: str = ""
    call: str = ""
    objective: str = ""

    def head(self) -> str:
        """What names the project: title, keywords and call."""
        return " . ".join((self.title, self.keywords, self.call))


@dataclass(frozen=True, slots=True, order=True)
class Derived:
    """A theme (its key) that was derived: how sure it is (0 to 1), by which method, and the words that led to it."""

    theme: str
    method: str
    confidence: float
    because: tuple[str, ...]


@lru_cache(maxsize=1 << 16)
def stem(word: str) -> str:
    """A word without the s of its plural.

    >>> stem("fisheries"), stem("buses"), stem("class"), stem("virus"), stem("cities")
    ('fishery', 'buse', 'class', 'virus', 'city')
    """
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 4 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def phrases(text: str) -> Iterator[list[str]]:
    """The words of a text, stemmed, between one mark and the next."""
    for part in _BREAK.split(_PREFIX.sub(r"\1", text.lower())):
        words = [stem(word) for word in _WORD.findall(part)]
        if words:
            yield words


def terms(text: str) -> set[str]:
    """The words of a text that may tell a theme, and the pairs of them that stand side by side.

    >>> sorted(terms("The energy of cities: district heating"))
    ['city', 'district', 'district heating', 'energy', 'heating']
    """
    found = set()
    for words in phrases(text):
        before = ""
        for word in words:
            if word in STOP:
                before = ""
                continue
            found.add(word)
            if before:
                found.add(f"{before} {word}")
            before = word
    return found


def features(text: ProjectText) -> dict[str, float]:
    """The weight of each term: 1 in the objective, `HEAD` more in the head; over √n for a text of n terms, times 10."""
    head, body = terms(text.head()), terms(text.objective)
    scale = 10 / math.sqrt(max(len(head | body), _SHORTEST))
    found = dict.fromkeys(body, scale)
    for term in head:
        found[term] = found.get(term, 0.0) + HEAD * scale
    return found


@dataclass(frozen=True, slots=True)
class ThemeTerms:
    """What the tables say: themes by name, weights by term and theme, and the weight of each theme without any term.

    The names in `titles` are those of means, as machine learning: they count in a title only.
    """

    names: Mapping[str, Sequence[str]] = field(default_factory=dict)
    weights: Mapping[str, Sequence[tuple[str, float]]] = field(default_factory=dict)
    starts: Mapping[str, float] = field(default_factory=dict)
    titles: frozenset[str] = frozenset()
    _longest: dict[str, int] = field(default_factory=dict)  # words of the longest name, by its first word

    def __post_init__(self) -> None:
        for name in self.names:
            first, number = name.partition(" ")[0], name.count(" ") + 1
            self._longest[first] = max(number, self._longest.get(first, 0))

    def names_in(self, text: str) -> Counter[str]:
        """How often each name stands in a text. Of names that lie in one another the longest counts."""
        found: Counter[str] = Counter()
        for words in phrases(text):
            place = 0
            while place < len(words):
                for length in range(self._longest.get(words[place], 0), 0, -1):
                    name = " ".join(words[place : place + length])
                    if name in self.names:
                        found[name] += 1
                        place += length - 1
                        break
                place += 1
        return found

    def by_names(self, text: ProjectText) -> Iterator[Derived]:
        """The themes that the title or the call names, or the keywords and the objective together."""
        points: dict[str, Counter[str]] = defaultdict(Counter)
        for part, each in ((text.title, _TITLE), (text.call, _TITLE), (text.keywords, _KEYWORD)):
            for name in self.names_in(part):
                if each == _TITLE or name not in self.titles:
                    for theme in self.names[name]:
                        points[theme][name] += each
        if not points:
            return
        mentioned = self.names_in(text.objective)
        for theme, counted in sorted(points.items()):
            for name, number in mentioned.items():
                if theme in self.names[name] and name not in self.titles:
                    counted[name] += _MENTION * min(number, _MENTIONS)
            if counted.total() >= _NAMED:
                because = sorted(counted, key=lambda name: (-counted[name], name))
                yield Derived(theme, "names", _BY_NAME, tuple(because[:_SHOWN]))

    def derive(self, text: ProjectText) -> list[Derived]:
        """The themes of a project by its texts, by key; none where nothing tells one surely enough.

        By words a theme's chance is 1 / (1 + exp(-(start + Σ weight · feature))): logistic regression.
        """
        found = {each.theme: each for each in self.by_names(text)}
        for each in self.by_words(text, SURE):
            if each.theme not in found or each.confidence > _BY_NAME:
                found[each.theme] = each
        best = sorted(found.values(), key=lambda each: (-each.confidence, -len(each.because), each.theme))
        return sorted(best[:MOST])

    def by_words(self, text: ProjectText, least: float = 0) -> Iterator[Derived]:
        """The chance of each theme that a word of the text speaks for, where it is at least so much."""
        told: dict[str, list[tuple[float, str]]] = defaultdict(list)
        for term, value in features(text).items():
            for theme, weight in self.weights.get(term, ()):
                told[theme].append((weight * value, term))
        for theme, parts in told.items():
            total = self.starts[theme] + math.fsum(part for part, _ in parts)
            chance = 1 / (1 + math.exp(-max(total, -500.0)))
            if round(chance, 2) < least:
                continue
            because = [term for part, term in sorted(parts, key=lambda each: (-each[0], each[1])) if part > 0]
            if because:
                yield Derived(theme, "words", round(chance, 2), tuple(because[:_SHOWN]))


def read_theme_terms(links: Path) -> ThemeTerms:
    """The two tables of a folder; a missing one derives nothing. Raises BadData with everything wrong in them."""
    problems: list[Problem] = []
    names: dict[str, list[str]] = defaultdict(list)
    titles = set()
    for number, row in enumerate(table_rows(links / NAMES, ("theme", "name", "counts"), problems), start=2):
        name = " ".join(word for words in phrases(row["name"]) for word in words)
        names[name].append(row["theme"])
        if row["counts"] == "title":
            titles.add(name)
        if not name or row["counts"] not in ("", "title"):
            problems.append(Problem(NAMES, number, "counts", "expected a name, and title or nothing"))
    weights: dict[str, list[tuple[str, float]]] = defaultdict(list)
    starts: dict[str, float] = {}
    for number, row in enumerate(table_rows(links / WORDS, ("theme", "term", "weight"), problems), start=2):
        try:
            weight = float(row["weight"])
        except ValueError:
            problems.append(Problem(WORDS, number, "weight", f"expected a number, found {row['weight']!r}"))
            continue
        if row["term"]:
            weights[row["term"]].append((row["theme"], weight))
        else:
            starts[row["theme"]] = weight
    lost = sorted({theme for each in weights.values() for theme, _ in each} - starts.keys())
    problems += [Problem(WORDS, 0, "term", f"{theme} has no row with an empty term, its start") for theme in lost]
    if problems:
        raise BadData("the tables of theme terms cannot be used", tuple(problems))
    return ThemeTerms(_sorted(names), dict(weights), starts, frozenset(titles))


def _sorted(found: Mapping[str, Iterable[str]]) -> dict[str, tuple[str, ...]]:
    return {key: tuple(sorted(set(values))) for key, values in found.items()}
