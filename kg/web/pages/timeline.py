"""The ties of an actor in time, as bars: for how long each held for sure, and for how long it may have."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kg.model.evidence import REPORTED
from kg.model.period import Bounds, certainty

__all__ = ["Bar", "Timeline", "end_of", "timeline"]

_FIRST, _ROW, _WIDTH, _LABELS = 1945, 22, 960, 330
_MOST = 40


@dataclass(frozen=True, slots=True)
class Bar:
    """A tie: its kind, what it is with, and in units of the picture where it may have held and where it surely did."""

    kind: str
    iri: str
    label: str
    certainty: str
    x: float
    width: float
    sure_x: float
    sure_width: float
    y: int
    told: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """Bars under a scale of years; `left` counts the ties without room, `undated` those of which no day is known."""

    bars: Sequence[Bar]
    years: Sequence[tuple[int, float]]
    today: float
    height: int
    left: int
    undated: int
    width: int = _WIDTH
    labels: int = _LABELS


def timeline(ties: Iterable[Mapping[str, object]], names: Mapping[str, str], day: str) -> Timeline:
    """The rows of the Question `actor/ties` as a picture; `names` are labels of hubs and partners (IRIs).

    The latest begun come first. Several rows of one tie (its sources, its partners) are one bar.
    """
    found: dict[str, Mapping[str, object]] = {}
    for row in ties:
        found.setdefault(str(row["tie"]), row)
    dated = {tie: _bounds(row) for tie, row in found.items()}
    undated = [tie for tie, bounds in dated.items() if not any(bounds)]
    shown = sorted(
        (tie for tie, bounds in dated.items() if any(bounds) and not bounds.never),
        key=lambda tie: (dated[tie].first or dated[tie].sure_first, tie),
        reverse=True,
    )
    year = int(day[:4])
    starts = [int(each[:4]) for tie in shown[:_MOST] for each in dated[tie] if each]
    begin = max(min([*starts, year - 10]), _FIRST)
    end = min(max([*starts, year]) + 1, year + 8)

    def x(date: str, otherwise: float) -> float:
        if not date:
            return otherwise
        years = int(date[:4]) + (int(date[5:7]) - 1) / 12 if len(date) > 4 else int(date[:4])
        return _LABELS + (_WIDTH - _LABELS) * min(max((years - begin) / (end - begin), 0), 1)

    bars = []
    for n, tie in enumerate(shown[:_MOST]):
        bounds, row = dated[tie], found[tie]
        left, right = x(bounds.first, x(bounds.sure_first, _LABELS)), x(bounds.last, float(_WIDTH))
        sure_left, sure_right = x(bounds.sure_first, left), x(bounds.sure_last, left)
        iri = end_of(row)
        bars.append(
            Bar(
                kind=str(row["kind"]).rpartition("/")[2].lower(),
                iri=iri,
                label=names.get(iri, iri),
                certainty=certainty(bounds, day, day, reported=_reported(row)),
                x=round(left, 1),
                width=round(max(right - left, 2), 1),
                sure_x=round(sure_left, 1),
                sure_width=round(max(sure_right - sure_left, 0), 1) if bounds.sure_first and bounds.sure_last else 0,
                y=30 + n * _ROW,
                told="–".join(filter(None, (str(row["start"] or ""), str(row["end"] or "")))),
            )
        )
    step = max(1, round((end - begin) / 10))
    years = [(each, round(x(str(each), 0), 1)) for each in range(begin + (-begin) % step, end + 1, step)]
    return Timeline(
        bars=bars,
        years=years,
        today=round(x(day, 0), 1),
        height=40 + len(bars) * _ROW,
        left=len(shown) - len(bars),
        undated=len(undated),
    )


def end_of(row: Mapping[str, object]) -> str:
    """The IRI of what a tie is shown as: an agreement by its own name, the others by what they are with."""
    own = str(row["kind"]).endswith("/Agreement")
    return str(row["tie"] if own else row["hub"] or row["partner"] or row["tie"])


def _bounds(row: Mapping[str, object]) -> Bounds:
    return Bounds(*(str(row[name] or "") for name in ("held_from", "held_until", "surely_from", "surely_until")))


def _reported(row: Mapping[str, object]) -> bool:
    return str(row["known_by"] or "").rpartition("/")[2] == REPORTED
