"""A learned order of partners (LambdaRank by gradient boosting), and the fit of the weights of `alike` and `peers`.

C. J. C. Burges, From RankNet to LambdaRank to LambdaMART, 2010; trees by LightGBM. It learns on the organisations of
the splits that are not kept for the test, reorders the best POOL of the score, and may only reward a trait.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from _alike import alike
from _holdout import kept
from _suggest_data import PUBLIC, World, _sample
from _traits import TRAITS, traits
from scipy.optimize import minimize

from kg.suggest.partners import partner_scores

POOL, HARD, ROUNDS = 300, 150, 60
SETTINGS = {
    "objective": "lambdarank",
    "lambdarank_truncation_level": 15,
    "learning_rate": 0.05,
    "num_leaves": 6,
    "min_data_in_leaf": 300,
    "feature_fraction": 0.5,
    "bagging_fraction": 0.6,
    "bagging_freq": 1,
    "lambda_l2": 20,
    "max_bin": 63,
    "force_col_wise": True,
    "verbose": -1,
    "seed": 3,
    "deterministic": True,
    "num_threads": 1,
    "monotone_constraints": [1] * len(TRAITS),
}


def learners(world: World, most: int = 400) -> list[int]:
    """The organisations of a world that may be learnt from: a sample of all, and of the public bodies."""
    ids = world.prepared.ids
    chosen = [[e for e in world.places(kinds) if not kept(ids[e])] for kinds in (None, PUBLIC)]
    return sorted({ego for part in chosen for ego in _sample(part, most)})


def candidates(world: World, ego: int, most: int) -> tuple[Any, Any]:
    """The best candidates of an organisation by the score, and which of them it then began to work with."""
    score = partner_scores(world.prepared, ego)[1]
    open_to = world.known.copy()
    open_to[ego] = False
    open_to[world.prepared.met[[ego]].indices] = False
    places = np.flatnonzero(open_to)
    best = places[np.argsort(-score[places], kind="stable")[:most]]
    return best, np.isin(best, world.new[ego])


class Learned:
    """Trees that were fitted on some worlds; a method for the table."""

    def __init__(self, worlds: Sequence[World]) -> None:
        import lightgbm as lgb

        tables, right, weights = [], [], []
        for world in worlds:
            for ego in learners(world):
                best, hits = candidates(world, ego, HARD)
                if hits.any():
                    tables.append(traits(world.prepared, ego, best))
                    right.append(hits.astype(int))
                    public = world.prepared.nodes[ego].kind in PUBLIC
                    weights.append(np.full(len(best), 2.0 if public else 1.0))
        data = lgb.Dataset(
            np.concatenate(tables),
            np.concatenate(right),
            group=[len(each) for each in right],
            weight=np.concatenate(weights),
            params={"max_bin": 63, "num_threads": 1},
        )
        self.trees = lgb.train(SETTINGS, data, ROUNDS)

    def order(self, world: World, egos: Sequence[int]) -> Any:
        """Scores for every organisation: the learned ones for the best POOL, below them the score."""
        found = []
        for ego in egos:
            score = partner_scores(world.prepared, ego)[1] - 1000.0
            best, _ = candidates(world, ego, POOL)
            score[best] = np.asarray(self.trees.predict(traits(world.prepared, ego, best), num_threads=1), dtype=float)
            found.append(score)
        return np.stack(found)

    def told(self) -> list[tuple[str, str]]:
        """The traits by their share of the gain."""
        gain = self.trees.feature_importance("gain")
        order = np.argsort(-gain, kind="stable")
        return [(TRAITS[place], f"{gain[place] / gain.sum():.2f}") for place in order.tolist()]


def fitted(world: World, penalty: float = 2e-3) -> dict[str, float]:
    """The weights of `alike` and `peers` where that of the score is 1, by conditional logit, none negative."""
    tables, shares, counted = [], [], []
    for ego in learners(world):
        best, hits = candidates(world, ego, HARD)
        if hits.any():
            parts, score = alike(world.prepared, ego), partner_scores(world.prepared, ego)[1]
            tables.append(np.stack([score[best], parts["alike"][best], parts["peers"][best]], axis=1))
            shares.append(hits / hits.sum())
            counted.append(min(int(hits.sum()), 10) ** 0.5)

    def loss(weights: Any) -> tuple[float, Any]:
        total, slope = 0.0, np.zeros(3)
        for table, share, count in zip(tables, shares, counted, strict=True):
            logits = table @ weights
            chances = np.exp(logits - logits.max())
            chances /= chances.sum()
            total -= count * float(share @ np.log(chances))
            slope += count * (chances - share) @ table
        return total / sum(counted) + penalty * weights @ weights, slope / sum(counted) + 2 * penalty * weights

    found = minimize(loss, np.full(3, 0.3), jac=True, method="L-BFGS-B", bounds=[(0, None)] * 3).x
    return {"alike": float(found[1] / found[0]), "peers": float(found[2] / found[0])}
