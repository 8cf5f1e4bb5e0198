"""How well links are made, on pairs and records labelled by number. `python benchmarks/linking.py WHAT [--half train]`.

`pairs` counts the labelled pairs by kind; `score` compares methods as classifiers of pairs; `write FILE` writes
the pairs for `benchmarks/_linking/libraries.py`, which runs the kept libraries in an environment of their own.
The half named `test` is for the final figures alone.
"""

from __future__ import annotations

import argparse
import json
import tempfile
import time
from collections import Counter, defaultdict
from pathlib import Path

import numpy as np
from _common import HERE, REAL, table
from _linking.automatic import embedded, linker, links
from _linking.figures import best_threshold, figures, rate
from _linking.mentions import NORDIC, Mention, of_test
from _linking.methods import METHODS, record, samkart
from _linking.pairs import Pair
from _linking.queries import Places, queries
from _linking.readers import covenant, interreg_sweden, keep
from _linking.reports import GROUPS, automatic, horizon, in_group
from _linking.world import Labelled, labelled, pairs_of

KEY = REAL.parent / "cases" / "imports" / "41-linking-misses" / "misses.csv"
HEADINGS = ("method", "group", "pairs", "same", "precision", "recall", "F1")


def of_group(pair: Pair, group: str) -> bool:
    """Whether a pair counts in a group; each holds those before it."""
    return group == "all" or GROUPS.index(pair.group if pair.group in GROUPS else "all") <= GROUPS.index(group)


def score(world: Labelled, pairs: list[Pair], train: list[Pair]) -> None:
    """Every method with the threshold that is best for all pairs of the training half."""
    methods = METHODS | {"kg.linking.score": samkart(world.mentions)}
    rows, wrong = [], []
    for name, method in methods.items():
        learnt = np.array(method(train))
        threshold = (
            1.0 if set(learnt) <= {0.0, 1.0} else best_threshold(learnt, np.array([pair.same for pair in train]))
        )
        begun = time.perf_counter()
        found = method(pairs)
        took = (time.perf_counter() - begun) / len(pairs) * 1e6
        rows += _rows(f"{name} ≥ {threshold:.2f} ({took:.0f} µs)", pairs, [value >= threshold for value in found])
        if name == "kg.linking.score":
            rows += _rows(f"{name} ≥ 0.50", pairs, [value >= 0.5 for value in found])
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


def _asked(world: Labelled, test: bool) -> tuple[list[Mention], Counter[str]]:
    """The records of one half whose actor is known, and how many were left out."""
    left_out: Counter[str] = Counter()
    places = Places(REAL, HERE.parent / "data" / "curated", world.actors)
    found = [q for q in queries(world, REAL, places, left_out) if of_test(world.families[q.entity]) == test]
    return found, left_out


def alone(world: Labelled, test: bool, show: int) -> None:
    """The links that an import makes by names alone, of all records of one half."""
    asked, _ = _asked(world, test)
    known = {each.key for each in asked}
    rest = [*world.mentions, *(each for each, *_ in keep(REAL)), *(each for each, _ in covenant(REAL))]
    rest += interreg_sweden(REAL)
    others = {
        each.key: each
        for each in rest
        if each.source != "actor" and not each.source.endswith("short") and each.key not in known
        if not each.entity.startswith("actor/") and of_test(world.families.get(each.entity, each.key)) == test
    }
    with tempfile.TemporaryDirectory() as folder:
        automatic(asked, list(others.values()), embedded(Path(folder)), world.numbered, show)


def offered(world: Labelled, test: bool, show: int) -> None:
    """The recall of candidates: the true actor at rank 1 and among the first 5, by group and source."""
    from kg.linking.candidates import candidates

    asked, left_out = _asked(world, test)
    begun = time.perf_counter()
    found: defaultdict[str, list[tuple[str, float]]] = defaultdict(list)
    for each in candidates([record(q) for q in asked], [record(a) for a in world.actors.values()]):
        found[each.left.key].append((each.right.key, each.score.value))
    took = time.perf_counter() - begun
    with tempfile.TemporaryDirectory() as folder:
        own = links(linker(embedded(Path(folder)), judged=False), asked, hidden=True)
    linked = {q.key for q, link in zip(asked, own, strict=True) if f"actor/{link.actor}" == q.entity}
    rows: list[list[object]] = []
    sources = sorted({query.source for query in asked})
    local = ("Nordic municipality", "Nordic county")
    for name in (*local, *GROUPS, *(f"Nordic municipality, {source}" for source in sources)):
        group, _, source = name.partition(", ")
        chosen = [q for q in asked if source in ("", q.source)]
        if group in local:
            chosen = [q for q in chosen if q.country in NORDIC and q.cls == group.removeprefix("Nordic ").capitalize()]
        else:
            chosen = [q for q in chosen if in_group(q, group)]
        ranks = [[actor for actor, _ in found[q.key]] for q in chosen]
        first = sum(q.entity in actors[:1] for q, actors in zip(chosen, ranks, strict=True))
        five = sum(q.entity in actors[:5] for q, actors in zip(chosen, ranks, strict=True))
        either = sum(q.key in linked or q.entity in actors[:5] for q, actors in zip(chosen, ranks, strict=True))
        shares = [f"{rate(count, len(chosen)):.3f}" for count in (first, five, either)]
        rows.append([name, len(chosen), first, five, either, *shares])
    counted = ("rank 1", "rank 1–5", "linked or rank 1–5")
    table(("group", "records", *counted, *(f"recall, {each}" for each in counted)), rows)
    print(f"{took:.1f} s for {len(asked)} records against {len(world.actors)} actors")
    table(("left out as unsure", "number"), sorted(left_out.items()))
    missed = [q for q in asked if q.entity not in [actor for actor, _ in found[q.key]][:5]]
    for query in missed[:show]:
        print("missed", query.key, query.names, query.country, query.entity, found[query.key][:3])


def count(world: Labelled, pairs: list[Pair]) -> None:
    """The pairs by kind and where they are from; what was left out as unsure."""
    kinds = Counter((pair.kind, pair.left.country if pair.left.country in NORDIC else "other") for pair in pairs)
    places = (*NORDIC, "other")
    rows = [[kind, *(kinds[kind, place] for place in places)] for kind in sorted({kind for kind, _ in kinds})]
    table(("kind", *places), rows)
    groups = Counter((pair.group, pair.same) for pair in pairs)
    table(
        ("group", "same", "different"), [[g, groups[g, True], groups[g, False]] for g in sorted({g for g, _ in groups})]
    )
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
    parser.add_argument("what", choices=("pairs", "score", "write", "candidates", "automatic", "horizon"))
    parser.add_argument("file", nargs="?", type=Path)
    parser.add_argument("--half", choices=("train", "test"), default="train")
    parser.add_argument("--show", type=int, default=0, help="how many misses to print")
    chosen = parser.parse_args()
    world = labelled(REAL, HERE.parent / "data")
    test = chosen.half == "test"
    if chosen.what == "candidates":
        offered(world, test, chosen.show)
    elif chosen.what == "automatic":
        alone(world, test, chosen.show)
    elif chosen.what == "horizon":
        with tempfile.TemporaryDirectory() as folder:
            records = [each for each in world.mentions if each.source == "horizon"]
            horizon(records, KEY, embedded(Path(folder)))
    else:
        pairs = pairs_of(world, test)
        if chosen.what == "pairs":
            count(world, pairs)
        elif chosen.what == "write":
            write(pairs, chosen.file)
        else:
            score(world, pairs, pairs_of(world, test=False) if test else pairs)


if __name__ == "__main__":
    main()
