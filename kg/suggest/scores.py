"""How well two actors would fit: the features of every candidate for one actor, and the weights they are summed with.

The weights are those of a conditional logit (D. McFadden, Conditional logit analysis of qualitative choice behavior,
1974), none of them negative, fitted by `benchmarks/suggest.py` on the partnerships that began in 2024 in Horizon
Europe and in 2019 in Horizon 2020, given all that began earlier; that of `acquaintances` was then raised by two
thirds, chosen from a grid on organisations that the fit had not seen. `size` has no measure there (CORDIS has no
populations): its weight is set to that of `kind`.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING

import numpy as np

from kg.networks.sparse import product
from kg.suggest.matrices import ActorMatrices, TopicMatrix

if TYPE_CHECKING:
    from kg.networks.types import FloatArray

__all__ = ["NEAR", "PARTS", "SCALE", "WEIGHTS", "features", "kilometres", "resource_allocation"]

WEIGHTS: Mapping[str, float] = {
    "acquaintances": 2.80,
    "themes": 1.00,
    "programmes": 1.00,
    "country": 0.60,
    "kind": 0.30,
    "near": 0.70,
    "size": 0.30,
    "activity": 0.60,
}
PARTS = ("partners", "networks", "themes", "programmes", "country", "kind", "near", "size", "activity")
"""The parts a score is the sum of; `partners` and `networks` share the weight of `acquaintances`."""
SCALE = 30.0
"""What resource allocation is multiplied with before its logarithm is taken."""
NEAR = 100.0
"""Kilometres at which nearness falls to 1/e."""
EARTH = 6371.0


def resource_allocation(prepared: ActorMatrices, ego: int) -> tuple[FloatArray, FloatArray]:
    """For every actor, Σ 1/k over the partners, and Σ 1/m over the networks, that it shares with one actor.

    `ego` is the place of the actor; the two vectors have one number per actor, without unit.

    k is the number of partners of the common partner, m that of the members of the network: who knows few makes a
    stronger introduction (T. Zhou, L. Lü, Y.-C. Zhang, Predicting missing links via local information, Eur. Phys. J.
    B 71, 623, 2009).
    """
    friends, groups = prepared.met[[ego]], prepared.member[[ego]]
    friends.data = 1 / np.maximum(prepared.degree, 1)[friends.indices]
    groups.data = 1 / np.maximum(prepared.members, 1)[groups.indices]
    return (friends @ prepared.met).toarray().ravel(), (groups @ prepared.member.T).toarray().ravel()


def kilometres(prepared: ActorMatrices, ego: int) -> FloatArray:
    """The distance of every actor in kilometres along a great circle (haversine), nan where a position is unknown."""
    latitude, longitude = prepared.position.T
    inner = (
        np.sin((latitude - latitude[ego]) / 2) ** 2
        + np.cos(latitude) * np.cos(latitude[ego]) * np.sin((longitude - longitude[ego]) / 2) ** 2
    )
    found: FloatArray = 2 * EARTH * np.arcsin(np.sqrt(np.clip(inner, 0, 1)))
    return found


def features(
    prepared: ActorMatrices, ego: int, *, theme: Collection[str] = (), programme: Collection[str] = ()
) -> dict[str, FloatArray]:
    """The unweighted parts, each a vector of one number per actor, at least 0 and 0 where something is unknown.

    `partners` and `networks` split ln(1 + 30·RA) in proportion to their shares of RA. `themes` and `programmes` are
    cosines of profiles; with `theme` or `programme` given, of those instead of the actor's own. `country` and `kind`
    are 1 where equal, `near` is exp(−km/100), `size` is 2q − 1, q being the smaller population divided by the
    larger (0 below a half), `activity` is ln(1 + recent projects).
    """
    through, among = resource_allocation(prepared, ego)
    total = through + among
    known = np.log1p(SCALE * total) / np.where(total > 0, total, 1.0)
    people, home, kind = prepared.population, prepared.country, prepared.kind
    with np.errstate(invalid="ignore"):
        size = np.maximum(2 * np.minimum(people, people[ego]) / np.maximum(people, people[ego]) - 1, 0)
        near = np.exp(-kilometres(prepared, ego) / NEAR)
    return {
        "partners": through * known,
        "networks": among * known,
        "themes": _cosines(prepared.themes, ego, theme),
        "programmes": _cosines(prepared.programmes, ego, programme),
        "country": ((home == home[ego]) & (home != "")).astype(float),
        "kind": ((kind == kind[ego]) & (kind != "")).astype(float),
        "near": np.nan_to_num(near),
        "size": np.nan_to_num(size),
        "activity": np.log1p(prepared.recent),
    }


def _cosines(profile: TopicMatrix, ego: int, wanted: Collection[str]) -> FloatArray:
    vector = profile.of(wanted) if wanted else profile.unit[[ego]].toarray().ravel()
    return np.clip(product(profile.unit, vector), 0, 1) if profile.keys else np.zeros(profile.unit.shape[0])
