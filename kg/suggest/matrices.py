"""What suggestions are computed from: who has met whom, who is in which network, and a profile of every actor.

Made once from all ties; a suggestion for one actor then costs a few products of a sparse row with a sparse matrix.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import scipy.sparse as sp

from kg.model.tie import COORDINATING, Node, TieRow
from kg.networks.sparse import column_sums, row_sums, without_diagonal
from kg.vocab import key_of

if TYPE_CHECKING:
    from kg.networks.types import BoolArray, CsrArray, FloatArray, TextArray

__all__ = ["PARTNERING", "ActorMatrices", "TopicMatrix", "clock", "prepare"]

PARTNERING = frozenset({"project", "twinning", "agreement"})
"""Kinds of tie that make two actors partners. Members of one network are acquainted, not partners."""
MEMORY = 5.0
"""Years in which the weight of a project in an actor's activity falls to 1/e."""


@dataclass(frozen=True, slots=True, eq=False)
class TopicMatrix:
    """What actors work on (themes or programmes): `counts` is actors × keys, the number of things that carry the key.

    `unit` has rows of length 1, each count being weighted with ln(1 + n/m), m of n actors having the key.
    """

    keys: tuple[str, ...]
    counts: CsrArray
    unit: CsrArray
    rarity: FloatArray

    def of(self, wanted: Iterable[str]) -> FloatArray:
        """A profile of length 1 for some keys, each once; unknown keys count for nothing."""
        vector = np.isin(np.array(self.keys, dtype=object), np.array(sorted(set(wanted)), dtype=object)) * self.rarity
        length = float(np.linalg.norm(vector))
        return vector / length if length else vector

    def have(self, wanted: Iterable[str]) -> BoolArray:
        """Which actors have at least one of some keys."""
        columns = np.flatnonzero(
            np.isin(np.array(self.keys, dtype=object), np.array(sorted(set(wanted)), dtype=object))
        )
        return row_sums(self.counts[:, columns]) > 0


@dataclass(frozen=True, slots=True, eq=False)
class ActorMatrices:
    """n actors, sorted by id, with matrices and vectors in that order.

    `met` (n × n) is 1 where two are or were partners, `degree` its row sums; `member` (n × networks) is 1 where an
    actor is in a network, `members` its column sums. `present` (n × hubs) is 1 where an actor is in a project, an
    agreement or a twinning, `many` its row sums. `recent` is
    Σ exp(−years since it began / 5) over those of an actor, `ages` those years (nan where unknown), `led` the number it
    has coordinated. `place_of` finds an id, `ties_of` the ties of an actor, `ties_at` those at a hub. Positions are in
    radians, nan where unknown, and so are populations.
    """

    ids: tuple[str, ...]
    nodes: tuple[Node, ...]
    place_of: Mapping[str, int]
    hub_nodes: Mapping[str, Node]
    ties_of: Mapping[str, tuple[TieRow, ...]]
    ties_at: Mapping[str, tuple[TieRow, ...]]
    met: CsrArray
    degree: FloatArray
    networks: tuple[str, ...]
    member: CsrArray
    members: FloatArray
    themes: TopicMatrix
    programmes: TopicMatrix
    present: CsrArray
    ages: FloatArray
    recent: FloatArray
    many: FloatArray
    led: FloatArray
    country: TextArray
    kind: TextArray
    population: FloatArray
    position: FloatArray

    def hub(self, hub: str) -> Node:
        """What is known of a hub."""
        return self.hub_nodes.get(hub) or Node(hub, type="")


def prepare(ties: Sequence[TieRow], nodes: Mapping[str, Node], *, today: str = "") -> ActorMatrices:
    """Matrices from all ties and all that is known of actors and hubs.

    Actors are those that some tie names and the nodes of type actor. `today` (YYYY, YYYY-MM or YYYY-MM-DD) is the day
    from which recent activity is counted; without it, the day on which the latest tie began.
    """
    ids = sorted({tie.actor for tie in ties} | {node.id for node in nodes.values() if node.type == "actor"})
    place = {actor: number for number, actor in enumerate(ids)}
    known = tuple(nodes.get(actor) or Node(actor) for actor in ids)
    of: defaultdict[str, list[TieRow]] = defaultdict(list)
    at: defaultdict[str, list[TieRow]] = defaultdict(list)
    for tie in sorted(ties, key=lambda t: (t.hub, t.actor, t.tie)):
        of[tie.actor].append(tie)
        at[tie.hub].append(tie)
    joint = sorted({tie.hub for tie in ties if tie.kind in PARTNERING})
    networks = sorted({tie.hub for tie in ties if tie.kind == "network"})
    present = _matrix(((place[t.actor], t.hub) for t in ties if t.kind in PARTNERING), len(ids), joint)
    member = _matrix(((place[t.actor], t.hub) for t in ties if t.kind == "network"), len(ids), networks)
    met = sp.csr_array(present @ present.T)
    without_diagonal(met)
    met.data[:] = 1
    met.sort_indices()
    begun = {hub: max((clock(t.start or t.as_of) for t in at[hub]), default=0.0) for hub in joint}
    now = clock(today) or max(begun.values(), default=0.0)
    ages = np.array([max(now - begun[hub], 0.0) if begun[hub] else np.nan for hub in joint], dtype=float)
    led = {(place[t.actor], t.hub) for t in ties if t.role in COORDINATING and t.kind in PARTNERING}
    number = np.array([node.population or np.nan for node in known], dtype=float)
    degrees = [(_known(node.latitude), _known(node.longitude)) for node in known]
    return ActorMatrices(
        ids=tuple(ids),
        nodes=known,
        place_of=place,
        hub_nodes=nodes,
        ties_of={key: tuple(rows) for key, rows in of.items()},
        ties_at={key: tuple(rows) for key, rows in at.items()},
        met=met,
        degree=row_sums(met),
        networks=tuple(networks),
        member=member,
        members=column_sums(member),
        themes=_profile("theme", of, known, nodes),
        programmes=_profile("programme", of, known, nodes),
        present=present,
        ages=ages,
        recent=present @ np.nan_to_num(np.exp(-ages / MEMORY)),
        many=row_sums(present),
        led=np.bincount(np.array([p for p, _ in led], dtype=np.int64), minlength=len(ids)).astype(float),
        country=np.array([node.country for node in known], dtype=object),
        kind=np.array([node.kind for node in known], dtype=object),
        population=number,
        position=np.radians(np.array(degrees, dtype=float).reshape(-1, 2)),
    )


def clock(date: str | None) -> float:
    """A date as years; 0 when it is unknown. Months count, days do not.

    >>> clock("2024"), clock("2024-07-15"), clock("")
    (2024.0, 2024.5, 0.0)
    """
    return float(date[:4]) + (float(date[5:7]) - 1) / 12 if date and len(date) > 4 else float(date or 0)


def _known(value: float | None) -> float:
    return np.nan if value is None else value


def _matrix(cells: Iterable[tuple[int, str]], rows: int, columns: list[str]) -> CsrArray:
    """A 0/1 matrix of rows and named columns."""
    number = {name: place for place, name in enumerate(columns)}
    width = max(len(columns), 1)
    places = np.unique(np.fromiter((row * width + number[name] for row, name in cells), dtype=np.int64))
    return sp.csr_array((np.ones(len(places)), np.divmod(places, width)), shape=(rows, len(columns)))


def _profile(
    what: str, of: Mapping[str, list[TieRow]], actors: Sequence[Node], nodes: Mapping[str, Node]
) -> TopicMatrix:
    """Themes or programmes of actors: their own, those of their hubs (each hub once), and ties to a theme itself."""
    of_hub: dict[str, tuple[str, ...]] = {}
    found: list[dict[str, int]] = []
    for node in actors:
        count = dict.fromkeys(carried(node, what), 1)
        for hub, kind in {(tie.hub, tie.kind) for tie in of.get(node.id, ())}:
            if hub not in of_hub:
                of_hub[hub] = carried(nodes.get(hub), what)
            for key in (key_of(hub),) if kind == what else of_hub[hub]:
                count[key] = count.get(key, 0) + 1
        found.append(count)
    keys = sorted({key for count in found for key in count})
    number = {key: place for place, key in enumerate(keys)}
    triples = [(place, column, n) for place, count in enumerate(found) for column, n in _numbered(count, number)]
    cells = np.array(triples, dtype=np.int64).reshape(-1, 3)
    counts = sp.csr_array((cells[:, 2].astype(float), (cells[:, 0], cells[:, 1])), shape=(len(actors), len(keys)))
    having = np.bincount(cells[:, 1], minlength=len(keys))
    rarity = np.log1p(len(actors) / np.maximum(having, 1))
    weighted = sp.csr_array(counts @ sp.diags_array(rarity)) if keys else counts
    lengths = np.sqrt(row_sums(weighted.multiply(weighted)))
    unit = sp.csr_array(sp.diags_array(1 / np.where(lengths > 0, lengths, 1.0)) @ weighted)
    return TopicMatrix(tuple(keys), counts, unit, rarity)


def _numbered(count: Mapping[str, int], number: Mapping[str, int]) -> list[tuple[int, int]]:
    """A count by the numbers of its keys, in their order."""
    return sorted((number[key], n) for key, n in count.items())


def carried(node: Node | None, what: str) -> tuple[str, ...]:
    """The themes or programmes that a node carries, each once."""
    if node is None:
        return ()
    return tuple(dict.fromkeys(node.themes if what == "theme" else node.programmes))
