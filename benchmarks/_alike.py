"""Two parts that were tried beside those of the score: whom those work with that do the same as an organisation.

Fitted on 2023 and chosen on 2024 they gained an eighth of precision@10 for public bodies; on 2025, where nothing had
been looked at, nothing. They are not in the score; they are here so that this can be seen again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from kg.networks.sparse import column_sums, product
from kg.suggest.matrices import ActorMatrices
from kg.suggest.partners import partner_scores
from kg.suggest.scores import features

TRIED: Mapping[str, float] = {"alike": 0.70, "peers": 0.25}
"""The weights that were tested, where those of the score are as they are."""


def alike(prepared: ActorMatrices, ego: int) -> dict[str, Any]:
    """`alike` and `peers` of every organisation, from 0 to ln 101: ln(1 + 100·x/max), max over all but its partners.

    x is Σ wₐ times the chance that a partner of a, drawn by lot (one of its projects, one of the others in it), is that
    organisation; w is c³ for `alike`, c the cosine of programmes, and the square of c times the cosine of themes for
    `peers`, of those of the same kind.
    """
    parts = features(prepared, ego)
    same = (prepared.kind == prepared.kind[ego]) & (prepared.kind != "")
    wanted = {"alike": parts["programmes"] ** 3, "peers": (parts["programmes"] * parts["themes"]) ** 2 * same}
    return {name: _whom(prepared, ego, values) for name, values in wanted.items()}


def tried(prepared: ActorMatrices, egos: Sequence[int]) -> Any:
    """The score with both parts, for every organisation."""
    found = []
    for ego in egos:
        more = alike(prepared, ego)
        found.append(partner_scores(prepared, ego)[1] + sum(weight * more[part] for part, weight in TRIED.items()))
    return np.stack(found)


def _whom(prepared: ActorMatrices, ego: int, weights: Any) -> Any:
    weights[ego] = 0.0
    size = column_sums(prepared.present)
    each = np.where(size > 1, 1 / np.maximum(size - 1, 1), 0.0)
    shared = weights / np.maximum(product(prepared.present, (size > 1).astype(float)), 1.0)
    found = product(prepared.present, each * (prepared.present.T @ shared)) - product(prepared.present, each) * shared
    strangers = np.maximum(found, 0.0)
    strangers[prepared.met[[ego]].indices] = 0.0
    strangers[ego] = 0.0
    top = strangers.max(initial=0.0)
    return np.log1p(100 * np.clip(found / top, 0.0, 1.0)) if top > 1e-12 else np.zeros_like(found)
