"""How well links are made, on pairs and records labelled by number. `python benchmarks/linking.py WHAT [--half train]`.

`pairs` counts the labelled pairs by kind; `score` compares methods as classifiers of pairs; `write FILE` writes the pairs
for `benchmarks/_linking/libraries.py`, which runs the kept libraries in an environment of their own.
The half named `test` is for the final figures alone.
"""

from __future__ import annotations

import argparse
import json
import time
from collections import Counter
from pathlib import Path

import numpy as np
from _common import HERE, REAL, table
from _linking.figures import best_threshold, figures
from _linking.mentions import NORDIC
from _linking.methods import METHODS, samkart
from _linking.pairs import Pair
from _linking.world import Labelled, labelled, pairs_of

HEADINGS = ("method", "group", "pairs", "same", "precision", "recall", "F1")
GROUPS = ("Nordic municipality or county", "municipality", "public body", "all")


def of_group(pair: Pair, group: str) -> bool:
    """Whether a pair counts in a group; each holds those before it."""
    return group == "all" or GROUPS.index(pair.group if pair.group in GROUPS else "all") <= GROUPS.index(group)


def score(world: Labelled, pairs: list[Pair], train: list[Pair]) -> None:
    """Every method with the threshold that is best for all pairs of the training half."""
    methods = METHODS | {"kg.linking.score": samkart(world.mentions)}
    rows, wrong = [], []
    for name, method in methods.items():
        learnt = np.array(method(train))
        threshold = 1.0 if set(learnt) <= {0.0, 1.0} else best_threshold(learnt, np.array([pair.same for pair in train]))
        begun = time.perf_counter()
        found = method(pairs)
        took = (time.perf_counter() - begun) / len(pairs) * 1e6
        rows += _rows(f"{name} ≥ {threshold:.2f} ({took:.0f} µs)", pairs, [value >= threshold for value in found])
        if name == "kg.linking.score":
            rows += _rows(f"{name} ≥ 0.85", pairs, [value >= 0.85 for value in found])
            wrong = [(value, pair) for value, pair in zip(found, pairs, strict=True) if (value >= 0.85) != pair.same]
    table(HEADINGS, rows)
    table(("kind", "pairs", "wrong"), _by_kind(pairs, [pair for _, pair in wrong]))


def _rows(name: str, pairs: list[Pair], said: list[bool]) -> list[list[str]]:
    rows = []
    for group in GROUPS:
        chosen = [number for number, pair in enumerate(pairs) if of_group(pair, group)]
        found = figures(
            [said[n] for n in chosen], [pairs[n].same for n in chosen], [pairs[n].left.entity for n in chosen]
        )
        rows.append([name, group, *found.cells()])
    return rows


def _by_kind(pairs: list[Pair], wrong: list[Pair]) -> list[list[object]]:
    all_, bad = Counter(pair.kind for pair in pairs), Counter(pair.kind for pair in wrong)
    return [[kind, all_[kind], bad[kind]] for kind in sorted(all_)]


def count(world: Labelled, pairs: list[Pair]) -> None:
    """The pairs by kind and where they are from; what was left out as unsure."""
    kinds = Counter((pair.kind, pair.left.country if pair.left.country in NORDIC else "other") for pair in pairs)
    places = (*NORDIC, "other")
    rows = [[kind, *(kinds[kind, place] for place in places)] for kind in sorted({kind for kind, _ in kinds})]
    table(("kind", *places), rows)
    groups = Counter((pair.group, pair.same) for pair in pairs)
    table(("group", "same", "different"), [[g, groups[g, True], groups[g, False]] for g in sorted({g for g, _ in groups})])
    table(("left out as unsure", "number"), sorted(world.left_out.items()))


def write(pairs: list[Pair], path: Path) -> None:
    """The pairs as JSON lines, without identifiers."""
    with path.open("w", encoding="utf-8") as file:
        for pair in pairs:
            sides = [
                {"names": m.names, "country": m.country, "place": m.place, "cls": m.cls, "entity": m.entity}
                for m in (pair.left, pair.right)
            ]
            told = {"same": pair.same, "group": pair.group, "kind": pair.kind, "sides": sides}
            file.write(json.dumps(told, ensure_ascii=False) + "\n")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("pairs", "score", "write"))
    parser.add_argument("file", nargs="?", type=Path)
    parser.add_argument("--half", choices=("train", "test"), default="train")
    chosen = parser.parse_args()
    world = labelled(REAL, HERE.parent / "data")
    pairs = pairs_of(world, chosen.half == "test")
    if chosen.what == "pairs":
        count(world, pairs)
    elif chosen.what == "write":
        write(pairs, chosen.file)
    else:
        train = pairs if chosen.half == "train" else pairs_of(world, test=False)
        score(world, pairs, train)


if __name__ == "__main__":
    main()
