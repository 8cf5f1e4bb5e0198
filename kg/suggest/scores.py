"""How well two actors would fit: the features of every candidate for one actor, and the weights they are summed with.

The weights are those of a conditional logit (D. McFadden, Conditional logit analysis of qualitative choice behavior,
1974), none of them negative, fitted by `benchmarks/suggest.py` on the partnerships that began in 2024 in Horizon
Europe and in 2019 in Horizon 2020, given all that began earlier; that of `acquaintances` was then raised by two
thirds, chosen from a grid on organisations that the fit had not seen. `size` has no measure there (CORDIS has no
populations): its weight is set to that of `kind`. `alike` and `peers` came later: fitted beside that score on 2023 and
chosen on 2024, with nothing later seen (`benchmarks/_holdout.py`).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING

import numpy as np

from kg.networks.sparse import column_sums, product
from kg.suggest.matrices import ActorMatrices, TopicMatrix

if TYPE_CHECKING:
    from kg.networks.types import FloatArray

__all__ = [
    "NEAR",
    "PARTS",
    "SCALE",
    "WEIGHTS",
    "alike",
    "cosines",
    "features",
    "kilometres",
    "resource_allocation",
    "through",
]

WEIGHTS: Mapping[str, float] = {
    "acquaintances": 2.80,
    "alike": 0.70,
    "peers": 0.25,
    "themes": 1.00,
    "programmes": 1.00,
    "country": 0.60,
    "kind": 0.30,
    "near": 0.70,
    "size": 0.30,
    "activity": 0.60,
}
PARTS = (
    "partners",
    "networks",
    "alike",
    "peers",
    "themes",
    "programmes",
    "country",
    "kind",
    "near",
    "size",
    "activity",
)
"""The parts a score is the sum of; `partners` and `networks` share the weight of `acquaintances`."""
REACH = 100.0
"""What shares of the greatest are multiplied with before their logarithm is taken."""
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


def alike(prepared: ActorMatrices, ego: int, themes: FloatArray, programmes: FloatArray) -> dict[str, FloatArray]:
    """How much every actor does the same as one actor, by the cosines of the profiles: 0 for the actor itself.

    `alike` is the cube of the cosine of programmes; `peers` the square of that times the cosine of themes, for those of
    the same kind.
    """
    same = (prepared.kind == prepared.kind[ego]) & (prepared.kind != "")
    found = {"alike": programmes**3, "peers": (programmes * themes) ** 2 * same}
    for values in found.values():
        values[ego] = 0.0
    return found


def through(prepared: ActorMatrices, weights: FloatArray) -> FloatArray:
    """For every actor, Σ w·p over the others, p being the chance that a partner of theirs, drawn by lot, is that actor.

    `weights` has one number w per actor. A partner is drawn by one of the projects and one of the others in it: B(w/s),
    B being Σ 1/(size − 1) over the projects that two have in common, s its row sums.
    """
    size = column_sums(prepared.present) * prepared.projects
    each = np.where(size > 1, 1 / np.maximum(size - 1, 1), 0.0)
    joint = product(prepared.present, (size > 1).astype(float))
    shared = weights / np.maximum(joint, 1.0)
    there: FloatArray = np.asarray(prepared.present.T @ shared)
    found = product(prepared.present, each * there) - product(prepared.present, each) * shared
    return np.maximum(found, 0.0)


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
    cosines of profiles; with `theme` or `programme` given, of those instead of the actor's own. `alike` and `peers` are
    ln(1 + 100·x/max) of whom those work with that do the same (`through` of `alike`; a maximum over all who are no
    partners of the actor): organisations that do the same meet in projects of the same kind. `country` and `kind`
    are 1 where equal, `near` is exp(−km/100), `size` is 2q − 1, q being the smaller population divided by the
    larger (0 below a half), `activity` is ln(1 + recent projects).
    """
    friends, among = resource_allocation(prepared, ego)
    total = friends + among
    known = np.log1p(SCALE * total) / np.where(total > 0, total, 1.0)
    people, home, kind = prepared.population, prepared.country, prepared.kind
    themes, programmes = cosines(prepared.themes, ego, theme), cosines(prepared.programmes, ego, programme)
    with np.errstate(invalid="ignore"):
        size = np.maximum(2 * np.minimum(people, people[ego]) / np.maximum(people, people[ego]) - 1, 0)
        near = np.exp(-kilometres(prepared, ego) / NEAR)
    return {
        "partners": friends * known,
        "networks": among * known,
        **{part: _whom(prepared, ego, like) for part, like in alike(prepared, ego, themes, programmes).items()},
        "themes": themes,
        "programmes": programmes,
        "country": ((home == home[ego]) & (home != "")).astype(float),
        "kind": ((kind == kind[ego]) & (kind != "")).astype(float),
        "near": np.nan_to_num(near),
        "size": np.nan_to_num(size),
        "activity": np.log1p(prepared.recent),
    }


def _whom(prepared: ActorMatrices, ego: int, like: FloatArray) -> FloatArray:
    """Whom those work with that are like an actor, from 0 to ln 101."""
    found = through(prepared, like)
    strangers = found.copy()
    strangers[prepared.met[[ego]].indices] = 0.0
    strangers[ego] = 0.0
    top = strangers.max(initial=0.0)
    return np.log1p(REACH * np.minimum(found / top, 1.0)) if top > 1e-12 else np.zeros_like(found)


def cosines(profile: TopicMatrix, ego: int, wanted: Collection[str]) -> FloatArray:
    """The cosine of every actor's profile with one actor's, or with some keys that are asked for: from 0 to 1."""
    vector = profile.of(wanted) if wanted else profile.unit[[ego]].toarray().ravel()
    return np.clip(product(profile.unit, vector), 0, 1) if profile.keys else np.zeros(profile.unit.shape[0])
