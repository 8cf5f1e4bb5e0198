"""The kept libraries on the pairs that `linking.py write FILE` wrote, each in an environment that has it.

`python benchmarks/_linking/libraries.py LIBRARY FILE`: nomenklatura (logic-v1, name-qualified), splink, dedupe. Prints
the figures of each with the threshold of the highest F1. dedupe learns from labels, on one half of the entities of the
file; all are told on the other half.
"""

from __future__ import annotations

import hashlib
import json
import os
import random
import sys
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

Row = dict[str, Any]
GROUPS = ("Nordic municipality or county", "municipality", "public body", "all")


def nomenklatura(rows: Sequence[Row], name: str) -> list[float]:
    """The score of one of nomenklatura's algorithms for two organisations with names, country and place."""
    from followthemoney import EntityProxy  # type: ignore[import-not-found,unused-ignore]
    from nomenklatura.matching import get_algorithm  # type: ignore[import-not-found,unused-ignore]

    algorithm = get_algorithm(name)
    config = algorithm.default_config()

    def proxy(side: Row, key: str) -> Any:
        properties = {"name": side["names"], "country": [side["country"].lower()]}
        public = side["cls"] in ("Municipality", "County", "GovernmentBody", "PublicBody")
        schema = "PublicBody" if public else "Company" if side["cls"] == "Company" else "Organization"
        return EntityProxy.from_dict({"id": key, "schema": schema, "properties": properties})

    return [algorithm.compare(proxy(r["sides"][0], "a"), proxy(r["sides"][1], "b"), config).score for r in rows]


def splink(rows: Sequence[Row]) -> list[float]:
    """Match probability of Fellegi and Sunter's model, its weights learnt without labels (EM), on DuckDB."""
    import pandas  # type: ignore[import-not-found,import-untyped,unused-ignore]
    import splink.comparison_library as cl  # type: ignore[import-not-found,unused-ignore]
    from splink import DuckDBAPI, Linker, SettingsCreator, block_on  # type: ignore[import-not-found,unused-ignore]

    sides = [
        [
            {
                "unique_id": f"{number}-{place}",
                "pair": number,
                "name": side["names"][0].lower(),
                "words": sorted(set(side["names"][0].lower().split())),
                "first": side["names"][0].lower().split()[0],
                "country": side["country"] or None,
                "place": side["place"].lower() or None,
            }
            for number, row in enumerate(rows)
            for side in [row["sides"][place]]
        ]
        for place in (0, 1)
    ]
    settings = SettingsCreator(
        link_type="link_only",
        comparisons=[
            cl.JaroWinklerAtThresholds("name", [0.97, 0.92, 0.85, 0.75]),
            cl.ArrayIntersectAtSizes("words", [3, 2, 1]),
            cl.ExactMatch("country"),
            cl.ExactMatch("place"),
        ],
        blocking_rules_to_generate_predictions=[block_on("pair")],
    )
    database = DuckDBAPI()
    try:
        linker = Linker([pandas.DataFrame(each) for each in sides], settings, database)
    except Exception:
        linker = Linker([database.register(pandas.DataFrame(each)) for each in sides], settings)
    linker.training.estimate_u_using_random_sampling(1e6, seed=1)
    linker.training.estimate_parameters_using_expectation_maximisation(block_on("first", "country"))
    linker.training.estimate_parameters_using_expectation_maximisation(block_on("place", "country"))
    found = linker.inference.predict().as_pandas_dataframe()
    scores = dict(zip(found["unique_id_l"].str.partition("-")[0].astype(int), found["match_probability"], strict=True))
    return [float(scores.get(number, 0.0)) for number in range(len(rows))]


def dedupe(rows: Sequence[Row], train: Sequence[Row]) -> list[float]:
    """Probability of dedupe's regularised logistic regression over its distances, learnt from labelled pairs."""
    import dedupe as library  # type: ignore[import-not-found,unused-ignore]
    from dedupe import variables  # type: ignore[import-not-found,unused-ignore]

    def plain(side: Row) -> dict[str, str | None]:
        return {
            "name": side["names"][0].lower(),
            "country": side["country"] or None,
            "place": side["place"].lower() or None,
        }

    fields = [
        variables.String("name", name="edits"),
        variables.Text("name", name="words"),
        variables.Exact("country", has_missing=True),
        variables.String("place", has_missing=True),
    ]
    linker = library.RecordLink(fields, num_cores=1)
    random.seed(1)
    learnt = random.sample(list(train), min(4000, len(train)))
    labelled = [(tuple(plain(side) for side in row["sides"]), row["same"]) for row in learnt]
    distances = linker.data_model.distances([pair for pair, _ in labelled])
    linker.classifier.fit(distances, [int(same) for _, same in labelled])
    found = linker.data_model.distances([tuple(plain(side) for side in row["sides"]) for row in rows])
    return [float(each) for each in linker.classifier.predict_proba(found)[:, -1]]


def told(name: str, rows: Sequence[Row], scores: Sequence[float], took: float) -> None:
    """Print precision, recall, F1 by group at the threshold with the highest F1 over all."""
    best, threshold = 0.0, 0.0
    for value in sorted({round(score, 3) for score in scores}):
        f1 = _figures(rows, scores, value, "all")[4]
        if f1 > best:
            best, threshold = f1, value
    for group in GROUPS:
        pairs, same, precision, recall, f1 = _figures(rows, scores, threshold, group)
        cells = (f"{name} ≥ {threshold:.3f} ({took / len(rows) * 1e6:.0f} µs)", group, pairs, same)
        print("|", " | ".join(map(str, cells)), f"| {precision:.3f} | {recall:.3f} | {f1:.3f} |")


def _figures(
    rows: Sequence[Row], scores: Sequence[float], least: float, group: str
) -> tuple[int, int, float, float, float]:
    right = false = missed = pairs = 0
    for row, score in zip(rows, scores, strict=True):
        own = row["group"] if row["group"] in GROUPS else "all"
        if GROUPS.index(own) > GROUPS.index(group):
            continue
        pairs += 1
        right += row["same"] and score >= least
        false += not row["same"] and score >= least
        missed += row["same"] and score < least
    precision, recall = right / max(1, right + false), right / max(1, right + missed)
    return pairs, right + missed, precision, recall, 2 * right / max(1, 2 * right + false + missed)


def _learnt(row: Row) -> bool:
    return hashlib.sha256(f"inner {row['sides'][0]['entity']}".encode()).digest()[0] % 2 == 0


def main() -> None:
    """Run one library."""
    library, file = sys.argv[1:3]
    with Path(file).open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    told_on = [row for row in rows if not _learnt(row)]
    algorithms = os.environ.get("ALGORITHMS", "logic-v1 name-qualified").split()
    methods: dict[str, dict[str, Callable[[], list[float]]]] = {
        "nomenklatura": {name: partial(nomenklatura, told_on, name) for name in algorithms},
        "splink": {"splink": partial(splink, told_on)},
        "dedupe": {"dedupe": partial(dedupe, told_on, [row for row in rows if _learnt(row)])},
    }
    for name, method in methods[library].items():
        begun = time.perf_counter()
        scores = method()
        told(name, told_on, scores, time.perf_counter() - begun)


if __name__ == "__main__":
    main()
