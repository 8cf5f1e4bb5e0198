"""Which method finds the partners that organisations really began to work with: tables of measures.

    python benchmarks/suggest.py fit | choose | test | untouched | earlier [--newcomers] [--learned] [--slow]

The split is that of `_holdout.py`. `fit` fits the weights of `alike` and `peers` on what is there to learn from,
`choose` measures every method where methods may be chosen, `test` and `untouched` once where they may not; `earlier`
is the fit of the other weights, on 2024 and 2019, as it was made before there was a split. `--newcomers` adds those
without partners, `--learned` gradient boosting, `--slow` a factorisation; these three take minutes more.

From what began before a day, every method ranks, for an organisation with partners, all organisations that it has not
worked with; right are those it then began to work with. Equal scores are put in random order (seeded). In brackets: the
middle 95 % of 1,000 bootstrap samples of organisations.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from _alike import TRIED
from _common import HORIZON, table
from _holdout import kept, world_of
from _learned import Learned, fitted
from _suggest_data import H2020, PUBLIC, Data, World, _sample, h2020, horizon, world
from _suggest_methods import FITTED, Method, fit, methods, newcomer_methods

from kg.suggest.partners import partner_scores
from kg.suggest.scores import WEIGHTS

GROUPS: Mapping[str, tuple[frozenset[str] | None, int]] = {
    "all organisations": (None, 120),
    "public bodies": (PUBLIC, 200),
    "municipalities": (frozenset({"Municipality"}), 400),
}
BATCH = 100
GRID = (0.5, 1.0, 1.5, 2.0, 3.0)


def evaluate(found: World, method: Method, egos: Sequence[int], right: Mapping[int, Any]) -> Any:
    """Precision@10, recall@50, reciprocal rank of the first and AUC of each organisation: an array of rows."""
    draw = np.random.default_rng(11)
    rows = []
    for first in range(0, len(egos), BATCH):
        part = list(egos[first : first + BATCH])
        for ego, scores in zip(part, np.asarray(method(part), dtype=float), strict=True):
            open_to = found.known.copy()
            open_to[ego] = False
            open_to[found.prepared.met[[ego]].indices] = False
            rows.append(_measures(scores, open_to, right[ego], draw))
    return np.array(rows)


def _measures(scores: Any, open_to: Any, right: Any, draw: Any) -> tuple[float, float, float, float]:
    ordered = np.sort(scores[open_to])
    total, hits = len(ordered), len(right)
    below, upto = (np.searchsorted(ordered, scores[right], side=side) for side in ("left", "right"))
    ranks = np.empty(hits, dtype=np.int64)
    for value in np.unique(below):  # those that are equal share out the ranks of their group by lot
        equal = np.flatnonzero(below == value)
        ranks[equal] = total - upto[equal[0]] + 1 + draw.choice(upto[equal[0]] - value, len(equal), replace=False)
    ranks.sort()
    auc = 1 - float((ranks - np.arange(1, hits + 1)).sum()) / (hits * (total - hits))
    return float((ranks <= 10).mean() * hits / 10), float((ranks <= 50).mean()), 1 / float(ranks[0]), auc


def show(title: str, results: Mapping[str, Any]) -> None:
    """A table of means with intervals, and how ours differs from the best of the others, pair by pair."""
    count = len(next(iter(results.values())))
    print(f"\n**{title}** ({count} organisations)\n")
    if not count:
        print("none")
        return
    lots = np.random.default_rng(13).integers(0, count, (1000, count))
    lines = []
    for name, values in results.items():
        low, high = np.percentile(values[lots].mean(axis=1), (2.5, 97.5), axis=0)
        cells = [f"{m:.3f} ({a:.3f}–{b:.3f})" for m, a, b in zip(values.mean(axis=0), low, high, strict=True)]
        lines.append([name, *cells])
    table(["method", "precision@10", "recall@50", "MRR", "AUC"], lines)
    ours = list(results)[-1]
    best = max((name for name in results if not name.startswith("ours")), key=lambda name: results[name][:, 0].mean())
    gap = results[ours] - results[best]
    low, high = np.percentile(gap[lots].mean(axis=1), (2.5, 97.5), axis=0)
    cells = [f"{m:+.3f} ({a:+.3f} to {b:+.3f})" for m, a, b in zip(gap.mean(axis=0), low, high, strict=True)]
    print(f"\n{ours} less {best}: precision@10 {cells[0]}, recall@50 {cells[1]}, MRR {cells[2]}, AUC {cells[3]}")


def measured(data: Data, split: str, learned: Learned | None) -> None:
    """The tables of one split: all methods for each group, and for those of it who are only ever tested on."""
    newcomers = "--newcomers" in sys.argv
    found = world_of(data, split, 1200 if newcomers else 10)
    prepared = found.prepared
    print(f"\n### {data.name}: {split}")
    print(
        f"\n{int(found.known.sum()):,} organisations with {prepared.met.nnz // 2:,} pairs before; {len(found.new):,} of"
        f" them began {sum(map(len, found.new.values())) // 2:,} new partnerships with each other"
    )
    chosen = {name: _sample(found.places(kinds), most) for name, (kinds, most) in GROUPS.items()}
    every = sorted(set().union(*chosen.values()))
    results = {}
    for name, method in methods(found, learned, slow="--slow" in sys.argv).items():
        results[name] = dict(zip(every, evaluate(found, method, every, found.new), strict=True))
        print(f"{data.name}: {name} done", file=sys.stderr)
    for name, egos in chosen.items():
        show(name, {method: np.array([rows[ego] for ego in egos]) for method, rows in results.items()})
        rest = [ego for ego in egos if kept(prepared.ids[ego])]
        title = f"{name}, the third that is only tested on"
        show(title, {method: np.array([rows[ego] for ego in rest]) for method, rows in results.items()})
    firsts = {place: right for place, (right, _, _) in found.first.items()}
    for name, (kinds, most) in GROUPS.items() if newcomers else ():
        egos = _sample(found.places(kinds, newcomers=True), most)
        show(f"newcomers, {name}", {n: evaluate(found, m, egos, firsts) for n, m in newcomer_methods(found).items()})


def main() -> None:
    for file in (HORIZON, H2020):
        if not file.exists():
            sys.exit(f"no real data: {file} (set SAMKART_REAL_DATA)")
    what = sys.argv[1] if len(sys.argv) > 1 else ""
    if what not in ("fit", "choose", "test", "untouched", "earlier"):
        sys.exit(__doc__)
    new = horizon()
    if what == "fit":
        found = fitted(world_of(new, "learn"))
        table(["part", "fitted", "tested"], [[part, f"{weight:.2f}", TRIED[part]] for part, weight in found.items()])
        return
    if what in ("untouched", "earlier"):
        old = h2020(new)
        if what == "untouched":
            measured(old, "untouched, Horizon 2020", None)
        else:
            choose([world(new, "2024-01-01", "2025-01-01", 10), world(old, "2019-01-01", "2020-01-01", 10)])
        return
    learned = None
    if "--learned" in sys.argv:
        learned = Learned([world_of(new, name) for name in (("learn",) if what == "choose" else ("learn", "choose"))])
        print("The learned order looks at:", ", ".join(f"{trait} {share}" for trait, share in learned.told()))
    measured(new, what, learned)


def choose(earlier: Sequence[World]) -> None:
    """The weights fitted on two thirds of a sample of each world, and the grid measured on the last third."""
    learning, testing = [], []
    for found in earlier:
        egos = [_sample(found.places(), 1500), _sample(found.places(PUBLIC), 1200)]
        learning.append((found, sorted({ego for part in egos for n, ego in enumerate(part) if n % 3})))
        testing.append((found, [[ego for ego in part[::3][:250] if ego not in learning[-1][1]] for part in egos]))
    judged = fit(learning)
    weights = fit(learning, FITTED[:-1])
    print("### Weights\n")
    rows = [[p, f"{judged[p]:.2f}", f"{weights.get(p, 0):.2f}", f"{WEIGHTS.get(p, 0):.2f}"] for p in FITTED]
    table(["part", "fitted, all", "fitted, without coordinator", "in use"], rows)
    lines = []
    for factor in GRID:
        tried = {**WEIGHTS, **weights, "acquaintances": factor * weights["acquaintances"]}
        means = []
        for found, groups in testing:

            def ours(egos: Sequence[int], found: World = found, tried: Mapping[str, float] = tried) -> Any:
                return np.stack([partner_scores(found.prepared, ego, weights=tried)[1] for ego in egos])

            means += [evaluate(found, ours, egos, found.new).mean(axis=0)[:3] for egos in groups]
        means.append(np.mean(means, axis=0))
        lines.append([factor, *(" ".join(f"{m:.3f}" for m in each) for each in means), f"{means[-1].mean():.4f}"])
    print("\nprecision@10, recall@50 and MRR by the factor on the weight of acquaintances:\n")
    table(["factor", "HE, all", "HE, public", "H2020, all", "H2020, public", "mean", "mean of all"], lines)


if __name__ == "__main__":
    main()
