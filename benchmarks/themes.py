"""Themes that are derived from what projects of CORDIS say of themselves: learning the words, and how right they are.

    python benchmarks/themes.py train             writes data/links/theme-words.tsv from all projects that are settled
    python benchmarks/themes.py measure           methods against projects held out, whose themes are settled
    python benchmarks/themes.py sample FILE       the 100 derived themes to judge, with their texts, into a scratch FILE
    python benchmarks/themes.py score             precision of the judgements in benchmarks/judged_themes.tsv
    python benchmarks/themes.py coverage          how many projects of Horizon Europe have a theme, settled and derived

All but `score` read Horizon Europe (`../shared/data`, or $SAMKART_REAL_DATA). A theme is right here, too, where it is
the one above or below the settled one. `train` and `measure` need scikit-learn, of the extra `dev`.
"""

from __future__ import annotations

import csv
import hashlib
import math
import random
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from _common import HERE, HORIZON, REAL, table

from kg.resources import data_dir, ontology_dir
from kg.sources.cordis import read
from kg.sources.cordis.texts import project_texts, settled_themes
from kg.sources.cordis.themes import SURE, WORDS, Derived, ProjectText, ThemeTerms, features, read_theme_terms

JUDGED = HERE / "judged_themes.tsv"
SEED, SAMPLE = 2026, 100
RARE, COMMON = 12, 4000  # a term of fewer or more projects is not learnt
FEWEST = 15  # settled projects below which a theme is not learnt
STRENGTH = 0.12  # of what is learnt against simplicity: C of the logistic regression with an L1 penalty
THRESHOLDS = (0.5, 0.6, 0.7, 0.8)


class Projects:
    """All projects of Horizon Europe: their texts, and the themes that EuroSciVoc and programme code settle."""

    def __init__(self) -> None:
        if not HORIZON.exists():
            sys.exit(f"no real data in {REAL} (set SAMKART_REAL_DATA)")
        self.text: dict[str, ProjectText] = {}
        self.settled: dict[str, set[str]] = {}
        self.classified: set[str] = set()
        with read([HORIZON]).snapshot() as (tables, found, mappings):
            for key, text in project_texts(tables, found):
                self.text[key] = text
                self.settled[key] = settled_themes(found, mappings, key)
                if found.topics.get(key):
                    self.classified.add(key)

    @cached_property
    def parents(self) -> dict[str, str]:
        """The theme above each theme."""
        import rdflib

        graph = rdflib.Graph().parse(ontology_dir() / "schemes" / "themes.ttl")
        pairs = graph.subject_objects(rdflib.SKOS.broader)
        return {str(one).rpartition("/")[2]: str(above).rpartition("/")[2] for one, above in pairs}

    def right(self, key: str, theme: str) -> bool:
        """Is a theme one that is settled, or the one above or below it?"""
        above = self.parents
        return any(theme == each or above.get(theme) == each or above.get(each) == theme for each in self.settled[key])

    def learnt_from(self) -> list[str]:
        """Projects with a theme, and those whose concepts, which there are, are no theme."""
        return [key for key in self.text if self.settled[key] or key in self.classified]


def held_out(key: str) -> bool:
    """One project in five, always the same."""
    return hashlib.sha256(key.encode()).digest()[0] < 51


def matrix(rows: Sequence[dict[str, float]], places: dict[str, int]) -> Any:
    from scipy.sparse import csr_matrix

    starts, columns, values = [0], [], []
    for row in rows:
        known = sorted((places[term], value) for term, value in row.items() if term in places)
        columns += [column for column, _ in known]
        values += [value for _, value in known]
        starts.append(len(columns))
    return csr_matrix((values, columns, starts), shape=(len(rows), len(places)))


def learn(projects: Projects, keys: Sequence[str]) -> ThemeTerms:
    """One logistic regression for each theme, with an L1 penalty: most terms have no weight."""
    from sklearn.linear_model import LogisticRegression

    rows = [features(projects.text[key]) for key in keys]
    often = Counter(term for row in rows for term in row)
    vocabulary = sorted(term for term, number in often.items() if RARE <= number <= COMMON)
    places = {term: place for place, term in enumerate(vocabulary)}
    cells = matrix(rows, places)
    numbers = Counter(theme for key in keys for theme in projects.settled[key])
    weights: dict[str, list[tuple[str, float]]] = {}
    starts: dict[str, float] = {}
    for theme in sorted(theme for theme, number in numbers.items() if number >= FEWEST):
        wanted = np.array([theme in projects.settled[key] for key in keys])
        model = LogisticRegression(l1_ratio=1.0, C=STRENGTH, solver="liblinear", tol=1e-3, random_state=0)
        model.fit(cells, wanted)
        starts[theme] = round(float(model.intercept_[0]), 3)
        for term, weight in zip(vocabulary, model.coef_[0], strict=True):
            if abs(weight) >= 0.001:
                weights.setdefault(term, []).append((theme, round(float(weight), 3)))
    return ThemeTerms({}, weights, starts)


def train() -> None:
    projects = Projects()
    found = learn(projects, projects.learnt_from())
    rows = [(theme, "", start) for theme, start in found.starts.items()]
    rows += [(theme, term, weight) for term, each in found.weights.items() for theme, weight in each]
    with (data_dir() / "links" / WORDS).open("w", encoding="utf-8", newline="") as stream:
        stream.write("theme\tterm\tweight\n")
        stream.writelines(f"{theme}\t{term}\t{weight:.3f}\n" for theme, term, weight in sorted(rows))
    print(f"{len(rows)} rows: {len(found.starts)} themes, {len(found.weights)} terms")


def measure() -> None:
    projects = Projects()
    keys = projects.learnt_from()
    train_keys = [key for key in keys if not held_out(key)]
    test_keys = [key for key in keys if held_out(key)]
    with_theme = sum(bool(projects.settled[key]) for key in test_keys)
    print(f"learnt from {len(train_keys)}, held out {len(test_keys)}, of which {with_theme} have a theme\n")
    learnt = learn(projects, train_keys)
    told = read_theme_terms(data_dir() / "links")
    rows = [_row("names", projects, test_keys, ThemeTerms(told.names, titles=told.titles).derive)]
    for sure in THRESHOLDS:
        by_words = _at_least(learnt, sure)
        rows.append(_row(f"words, {sure}", projects, test_keys, by_words))
    both = ThemeTerms(told.names, learnt.weights, learnt.starts, told.titles)
    rows.append(_row(f"names, and words at {SURE}", projects, test_keys, both.derive))
    rows += _peers(projects, train_keys, test_keys)
    table(["method", "derived", "right", "precision", "projects with a theme reached", "of those without any"], rows)


def _at_least(terms: ThemeTerms, sure: float) -> Callable[[ProjectText], list[Derived]]:
    def derive(text: ProjectText) -> list[Derived]:
        found = sorted(terms.by_words(text), key=lambda each: (-each.confidence, each.theme))
        return [each for each in found if each.confidence >= sure][:2]

    return derive


def _row(
    name: str, projects: Projects, keys: Iterable[str], derive: Callable[[ProjectText], list[Derived]]
) -> list[object]:
    return _counted(name, projects, {key: [each.theme for each in derive(projects.text[key])] for key in keys})


def _counted(name: str, projects: Projects, found: dict[str, list[str]]) -> list[object]:
    pairs = [(key, theme) for key, themes in found.items() for theme in themes]
    right = sum(projects.right(key, theme) for key, theme in pairs)
    have = [key for key in found if projects.settled[key]]
    none = [key for key in found if not projects.settled[key]]
    reached = sum(bool(found[key]) for key in have) / len(have)
    on_none = sum(bool(found[key]) for key in none) / len(none)
    precision = f"{right / len(pairs):.3f}" if pairs else "–"
    return [name, len(pairs), right, precision, f"{reached:.3f}", f"{on_none:.3f}"]


def _peers(projects: Projects, train_keys: Sequence[str], test_keys: Sequence[str]) -> list[list[object]]:
    """Centroids and a regression that keeps every word, both of TF-IDF: what a heavier method gains."""
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.linear_model import LogisticRegression

    def plain(key: str) -> str:
        text = projects.text[key]
        return f"{text.head()} . {text.head()} . {text.objective}"

    vectors = TfidfVectorizer(ngram_range=(1, 2), min_df=5, sublinear_tf=True, stop_words="english", max_features=60000)
    cells = vectors.fit_transform([plain(key) for key in train_keys])
    asked = vectors.transform([plain(key) for key in test_keys])
    numbers = Counter(theme for key in train_keys for theme in projects.settled[key])
    themes = sorted(theme for theme, number in numbers.items() if number >= FEWEST)
    has = np.array([[theme in projects.settled[key] for theme in themes] for key in train_keys])
    means = np.vstack([np.asarray(cells[has[:, place]].mean(axis=0)).ravel() for place in range(len(themes))])
    means /= np.linalg.norm(means, axis=1, keepdims=True)
    near = np.asarray(asked @ means.T)
    chance = np.column_stack(
        [
            LogisticRegression(C=10, solver="liblinear", random_state=0)
            .fit(cells, has[:, p])
            .predict_proba(asked)[:, 1]
            for p in range(len(themes))
        ]
    )
    rows = []
    for name, scores, least in (
        ("centroids, cosine 0.2", near, 0.2),
        ("centroids, cosine 0.25", near, 0.25),
        ("all words (TF-IDF, L2), 0.6", chance, 0.6),
        ("all words (TF-IDF, L2), 0.7", chance, 0.7),
    ):
        best = {
            key: [themes[place] for place in np.argsort(-row)[:2] if row[place] >= least]
            for key, row in zip(test_keys, scores, strict=True)
        }
        rows.append(_counted(name, projects, best))
    return rows


def pairs(projects: Projects) -> list[tuple[str, Derived]]:
    """Every theme that an import of all of Horizon Europe derives, with its project, by number."""
    terms = read_theme_terms(data_dir() / "links")
    return [
        (key, each)
        for key, text in sorted(projects.text.items())
        if not projects.settled[key]
        for each in terms.derive(text)
    ]


def sample(file: Path, seed: int = SEED) -> None:
    projects = Projects()
    chosen = sorted(random.Random(seed).sample(pairs(projects), SAMPLE), key=lambda pair: (pair[0], pair[1].theme))
    with file.open("w", encoding="utf-8") as stream:
        for number, (key, each) in enumerate(chosen, start=1):
            text = projects.text[key]
            because = ", ".join(each.because)
            stream.write(
                f"## {number} {key}\t{each.theme}\t{each.method}\t{each.confidence}\t[{because}]\n{text.title}\n"
            )
            stream.write(
                f"K: {text.keywords[:300]}\nC: {text.call[:150]}\n{' '.join(text.objective.split())[:600]}\n\n"
            )
    print(f"{len(chosen)} derived themes into {file}")


def score() -> None:
    with JUDGED.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream, delimiter="\t"))
    made = []
    for method in ("names", "words", ""):
        judged = [row["right"] == "yes" for row in rows if method in ("", row["method"])]
        if judged:
            low, high = wilson(sum(judged), len(judged))
            share = f"{sum(judged) / len(judged):.2f}"
            made.append([method or "all", len(judged), sum(judged), share, f"{low:.2f} to {high:.2f}"])
    table(["method", "judged", "right", "precision", "95 % interval (Wilson)"], made)


def wilson(right: int, number: int, z: float = 1.96) -> tuple[float, float]:
    """The interval of a share (Wilson, Journal of the American Statistical Association 22, 1927)."""
    share = right / number
    middle = (share + z * z / (2 * number)) / (1 + z * z / number)
    half = z * math.sqrt(share * (1 - share) / number + z * z / (4 * number * number)) / (1 + z * z / number)
    return middle - half, middle + half


def coverage() -> None:
    projects = Projects()
    began = time.perf_counter()
    found = pairs(projects)
    seconds = time.perf_counter() - began
    settled = sum(bool(each) for each in projects.settled.values())
    print(
        f"{len(projects.text)} projects: {settled} have a theme that is settled, {len({key for key, _ in found})} one"
    )
    print(f"that is derived ({len(found)} themes in {seconds:.1f} s: {dict(Counter(d.method for _, d in found))})")


def main() -> None:
    asked = sys.argv[1:]
    if asked[:1] == ["sample"] and len(asked) in (2, 3):
        sample(Path(asked[1]), *map(int, asked[2:]))
    elif len(asked) == 1 and asked[0] in ("train", "measure", "score", "coverage"):
        {"train": train, "measure": measure, "score": score, "coverage": coverage}[asked[0]]()
    else:
        sys.exit(__doc__)


if __name__ == "__main__":
    main()
