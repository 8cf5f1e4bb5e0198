"""What the learned order looks at beside the parts of the score: a row of numbers for each candidate of an actor."""

from __future__ import annotations

from typing import Any

import numpy as np
from _alike import alike

from kg.networks.sparse import column_sums, product
from kg.suggest.matrices import ActorMatrices
from kg.suggest.partners import partner_scores
from kg.suggest.scores import features

PARTS = ("alike", "peers", "themes", "programmes", "country", "kind", "near")
OTHERS = ("common", "walk", "path_three", "path_recent")
SHARES = ("country_share", "kind_share_of_partners", "kind_partners", "home_peers", "last_year")
TRAITS = ("score", *PARTS, *OTHERS, *SHARES)


def traits(prepared: ActorMatrices, ego: int, others: Any) -> Any:
    """The traits of some candidates of an actor: candidates × TRAITS; every one speaks for the candidate.

    With B = Σ 1/(size − 1) over the projects that two have in common and s its row sums: `path_three` is B(B(Be/s)/s),
    e the actor, `path_recent` B(Be/s) with projects weighted by exp(−age), `walk` Σ 2⁻ᵏ (B/s)ᵏe over six steps; they
    and `common`, the partners in common, are ln(1 + 100·x/max). Shares are among the partners of the actor
    (`country_share`) or of the candidate; numbers ln((1 + x)/(1 + mean)).
    """
    parts, score = features(prepared, ego) | alike(prepared, ego), partner_scores(prepared, ego)[1]
    country, kind, degree = prepared.country, prepared.kind, np.maximum(prepared.degree, 1)
    at_home, of_kind = (country == country[ego]) & (country != ""), (kind == kind[ego]) & (kind != "")
    values, counts = np.unique(country[prepared.met[[ego]].indices].astype(str), return_counts=True)
    share = dict(zip(values.tolist(), (counts / (counts.sum() + 1)).tolist(), strict=True))
    kin = product(prepared.met, of_kind.astype(float))
    found = {
        "score": score - score[others].max(),
        **parts,
        **_paths(prepared, ego, others),
        "country_share": np.array([share.get(str(each), 0.0) for each in country]),
        "kind_share_of_partners": kin / degree,
        "kind_partners": _ratio(kin),
        "home_peers": _ratio(product(prepared.met, (at_home & of_kind).astype(float))),
        "last_year": _ratio(product(prepared.present, (np.nan_to_num(prepared.ages, nan=np.inf) <= 1).astype(float))),
    }
    return np.stack([found[name][others] for name in TRAITS], axis=1)


def _ratio(values: Any) -> Any:
    return np.log((1 + values) / (1 + values.mean()))


def _paths(prepared: ActorMatrices, ego: int, others: Any) -> dict[str, Any]:
    size = column_sums(prepared.present)
    plain = np.where(size > 1, 1 / np.maximum(size - 1, 1), 0.0)
    fresh = plain * np.exp(-np.nan_to_num(prepared.ages, nan=10.0))
    start, friends = np.zeros(len(prepared.ids)), np.zeros(len(prepared.ids))
    start[ego], friends[prepared.met[[ego]].indices] = 1.0, 1.0
    strength = np.maximum(product(prepared.present, plain * (size - 1)), 1e-12)
    newer = np.maximum(product(prepared.present, fresh * (size - 1)), 1e-12)
    walk, total, steps = start, np.zeros(len(start)), []
    for power in range(1, 7):
        walk = _step(prepared, plain, walk if power == 1 else walk / strength)
        steps.append(walk)
        total += walk / 2**power
    found = {
        "common": product(prepared.met, friends),
        "walk": total,
        "path_three": steps[2],
        "path_recent": _step(prepared, fresh, _step(prepared, fresh, start) / newer),
    }
    return {
        name: np.log1p(100 * np.maximum(values, 0) / max(values[others].max(), 1e-12)) for name, values in found.items()
    }


def _step(prepared: ActorMatrices, weights: Any, vector: Any) -> Any:
    """B times a vector, hubs with some weights."""
    return (
        product(prepared.present, weights * (prepared.present.T @ vector)) - product(prepared.present, weights) * vector
    )
