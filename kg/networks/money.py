"""What programmes give where two meet: of the data's amounts in EUR, those that are known; nothing is estimated."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import reduce
from typing import TYPE_CHECKING

from kg.model.period import Bounds
from kg.model.tie import Node, TieRow

if TYPE_CHECKING:
    from kg.networks.incidence import Affiliation

__all__ = ["at_hub", "received", "shared_money", "total"]


def total(amounts: Iterable[float | None]) -> float | None:
    """The sum of the amounts that are known, in whole cents; None where none is.

    >>> total([1.5, None, 2]), total([None])
    (3.5, None)
    """
    known = [amount for amount in amounts if amount is not None]
    return round(float(sum(known)), 2) if known else None


def received(rows: Iterable[TieRow]) -> float | None:
    """What comes by some ties, each counted once."""
    return total({row.tie: row.contribution for row in rows}.values())


def shared_money(
    pivots: Sequence[str],
    cells: Mapping[str, Mapping[str, Affiliation]],
    nodes: Mapping[str, Node],
    pair: tuple[str, str],
) -> dict[str, object]:
    """Of two items, the lesser first, at the pivots they share: what each gets, their sum, and what the pivots get."""
    source, target = (total(received(cells[pivot][item].rows) for pivot in pivots) for item in pair)
    return {
        "contribution_source": source,
        "contribution_target": target,
        "contribution": total((source, target)),
        "projects_contribution": total(nodes[pivot].contribution for pivot in pivots if pivot in nodes),
    }


def at_hub(rows: Sequence[TieRow], hub: Node | None) -> dict[str, object]:
    """Of an actor at a hub, by its ties there: when they are said to be and can have been, and the money."""
    bounds = reduce(Bounds.join, (row.bounds for row in rows))
    ends = [row.end for row in rows]
    return {
        "start": min((row.start for row in rows if row.start), default=""),
        "end": max((end for end in ends if end), default="") if all(ends) else "",
        "held_from": bounds.first,
        "held_until": bounds.last,
        "contribution": received(rows),
        "projects_contribution": hub.contribution if hub else None,
    }
