"""What a view gives for networks: plain rows, the same from the disk and from an endpoint."""

from __future__ import annotations

from typing import NamedTuple, TypeAlias

from kg.model.period import Bounds

__all__ = ["NetworkRows", "Presence", "ThingCells", "TieCells"]

Date: TypeAlias = str | None
TieCells: TypeAlias = tuple[str, str, str, str, Date, Date, Date, str, str, Bounds, str, str, str, float | None]
ThingCells: TypeAlias = tuple[
    str, str, str, str, str, str, str, float | None, float | None, int | None, Date, Date, str, str, float | None
]


class Presence(NamedTuple):
    """One actor at one hub by one tie: IRIs, the kind of tie, the first and last day on which it can have held
    (`YYYY-MM-DD`, empty: no limit is known) and the strength of what it rests on (empty: unknown).
    """

    hub: str
    actor: str
    kind: str
    held_from: str
    held_until: str
    known_by: str
    tie: str


class NetworkRows(NamedTuple):
    """Plain rows for networks; things are named by IRI, unknown values are None or empty.

    `ties`: (tie, kind, hub, actor, start, end, as_of, status, role, bounds, tie that it carries on, strength of
    evidence, reason for the last day, contribution in EUR), the project's dates where the tie has none.
    `things`: (IRI, class, nb, nn, en, country, level, latitude, longitude, population, start, end, short name, IRI of
    the county that it lies in, contribution in EUR) of actors and hubs.
    `themes` and `programmes`: (hub, theme) and (project, programme).
    """

    ties: list[TieCells]
    things: list[ThingCells]
    themes: list[tuple[str, str]]
    programmes: list[tuple[str, str]]
