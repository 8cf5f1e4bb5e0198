"""The methods that suggestions are measured against, and the fit of the weights of our own.

A method takes the places of some organisations and gives a score for every organisation: a dense array.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import numpy as np
import scipy.sparse as sp
from _alike import tried
from _learned import Learned
from _link_prediction import link_scores
from _suggest_data import World
from _texts import text_methods
from scipy.optimize import minimize
from scipy.sparse.linalg import svds

from kg.suggest.partners import partner_scores
from kg.suggest.scores import features

Method = Callable[[Sequence[int]], Any]
FITTED = ("acquaintances", "themes", "programmes", "country", "kind", "near", "activity", "coordinator")
"""What the fit may weigh; `coordinator`, ln(1 + projects led), is there to be judged only."""
RESTART, STEPS, RANK = 0.5, 8, 32


def methods(world: World, learned: Learned | None = None, slow: bool = False) -> dict[str, Method]:
    """All methods by name; every one sees only what was known before. `slow` adds one that takes minutes."""
    prepared, n = world.prepared, len(world.prepared.ids)
    draw = np.random.default_rng(7)
    left, strengths, right = svds(sp.csr_matrix(prepared.met), k=RANK, v0=draw.random(n), solver="arpack")
    found: dict[str, Method] = {
        "random": lambda egos: draw.random((len(egos), n)),
        "popularity (projects)": lambda egos: np.tile(prepared.many, (len(egos), 1)),
    }
    for index in ("preferential-attachment", "common-neighbours", "adamic-adar", "resource-allocation"):
        found[index.replace("-", " ")] = partial(link_scores, prepared.met, index=index)
    found["personalised PageRank"] = lambda egos: pagerank(prepared.met, egos)
    found[f"truncated SVD, rank {RANK}"] = lambda egos: (left[egos] * strengths) @ right
    if slow:
        found["normalised SVD, rank 128"] = _normalised(prepared.met, 128)
    if prepared.themes.keys:
        found |= text_methods(world)
        found["ours, with alike and peers"] = partial(tried, prepared)
    if learned is not None:
        found["learned order"] = partial(learned.order, world)
    found["ours"] = lambda egos: np.stack([partner_scores(prepared, ego)[1] for ego in egos])
    return found


def _normalised(adjacency: Any, rank: int) -> Method:
    """Truncated SVD of the adjacency divided by the roots of both degrees, scaled back by that of the candidate."""
    root = np.sqrt(np.maximum(np.asarray(adjacency.sum(axis=1)).ravel(), 1))
    scaled = sp.csr_matrix(sp.diags_array(1 / root) @ adjacency @ sp.diags_array(1 / root))
    start = np.random.default_rng(7).random(len(root))
    left, strengths, right = svds(scaled, k=rank, v0=start, solver="arpack")
    return lambda egos: ((left[egos] * strengths) @ right) * root


def newcomer_methods(world: World) -> dict[str, Method]:
    """Methods for those without any tie; the last two are told the themes and programmes of the first project."""
    prepared, n = world.prepared, len(world.prepared.ids)
    draw = np.random.default_rng(7)

    def told(ego: int) -> Any:
        _, themes, programmes = world.first[ego]
        return partner_scores(prepared, ego, theme=themes, programme=programmes)[1]

    def likeness(ego: int) -> Any:
        return prepared.themes.unit @ prepared.themes.of(world.first[ego][1])

    def home(ego: int) -> Any:
        return (prepared.country == prepared.country[ego]) * 1e6 + prepared.many

    found: dict[str, Method] = {
        "random": lambda egos: draw.random((len(egos), n)),
        "popularity (projects)": lambda egos: np.tile(prepared.many, (len(egos), 1)),
        "popularity, own country first": lambda egos: np.stack([home(ego) for ego in egos]),
        "ours, nothing asked": lambda egos: np.stack([partner_scores(prepared, ego)[1] for ego in egos]),
    }
    if prepared.themes.keys:
        found["cosine with what is asked"] = lambda egos: np.stack([likeness(ego) for ego in egos])
        found["ours, theme and programme asked"] = lambda egos: np.stack([told(ego) for ego in egos])
    return found


def pagerank(adjacency: Any, egos: Sequence[int]) -> Any:
    """A random walk among partners that returns to its start with probability RESTART, after STEPS steps."""
    step = sp.csr_array(sp.diags_array(1 / np.maximum(np.asarray(adjacency.sum(axis=1)).ravel(), 1)) @ adjacency)
    start = np.zeros((len(egos), adjacency.shape[0]))
    start[np.arange(len(egos)), egos] = 1
    at = start
    for _ in range(STEPS):
        at = RESTART * start + (1 - RESTART) * (at @ step)
    return at


def fit(
    earlier: Sequence[tuple[World, Sequence[int]]], names: Sequence[str] = FITTED, penalty: float = 1e-3
) -> dict[str, float]:
    """Weights of some of FITTED by conditional logit: each new partner against strangers of the same organisation.

    `earlier` is worlds with organisations to learn from.

    At most 10 partners an organisation, which count 1 together; 300 strangers at random and 300 among the partners of
    partners. Weights are not negative; `penalty` times their squares is added to the mean loss.
    """
    draw = np.random.default_rng(5)
    columns = [FITTED.index(name) for name in names]
    tables = (_choices(world, ego, draw) for world, egos in earlier for ego in egos)
    chosen = [(ours[:, columns], others[:, columns]) for ours, others in tables]

    def loss(weights: Any) -> tuple[float, Any]:
        total, slope = 0.0, np.zeros(len(weights))
        for ours, others in chosen:
            good, bad = ours @ weights, others @ weights
            top = max(good.max(), bad.max())
            good, bad = np.exp(good - top), np.exp(bad - top)
            every = bad.sum() + good
            total -= np.log(good / every).mean()
            slope -= ((1 - good / every) / len(good)) @ ours - (1 / every).mean() * (bad @ others)
        return total / len(chosen) + penalty * weights @ weights, slope / len(chosen) + 2 * penalty * weights

    start = np.full(len(names), 0.5)
    found = minimize(loss, start, jac=True, method="L-BFGS-B", bounds=[(0, None)] * len(names))
    return dict(zip(names, found.x.tolist(), strict=True))


def _choices(world: World, ego: int, draw: Any) -> tuple[Any, Any]:
    prepared = world.prepared
    found = features(prepared, ego)
    table = np.stack(
        [found["partners"] + found["networks"], *(found[name] for name in FITTED[1:-1]), np.log1p(prepared.led)], axis=1
    )
    strangers = world.known.copy()
    strangers[prepared.met[[ego]].indices] = False
    strangers[world.new[ego]] = False
    strangers[ego] = False
    near = np.flatnonzero(strangers & (found["partners"] > 0))
    ours = world.new[ego]
    ours = ours if len(ours) <= 10 else draw.choice(ours, 10, replace=False)
    others = [draw.choice(np.flatnonzero(strangers), 300, replace=False)]
    others.append(draw.choice(near, min(300, len(near)), replace=False))
    return table[ours], table[np.concatenate(others)]
