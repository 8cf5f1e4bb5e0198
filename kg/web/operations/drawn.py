"""Maps and briefings as Operations: what takes seconds, and is a page or a paper of its own."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from kg.brief.gather.compose import VARIANTS
from kg.networks.choices import DRAWN_MODES
from kg.web.operations.networks import numbers
from kg.web.operations.operation import Operation, Values
from kg.web.operations.verbs import declared, field

if TYPE_CHECKING:
    from kg.api import Samkart
    from kg.brief.formats.briefing import Briefing
    from kg.views.map.drawing import Drawing

__all__ = ["brief", "drawing"]

_DATES = ("since", "until")


@cache
def brief() -> Operation:
    """`kg brief`: a paper for a council."""

    def run(samkart: Samkart, values: Values) -> Briefing:
        return samkart.brief(**values)

    usual = [field(name, usual=True, many=False) for name in ("region", "theme", "programme", "network")]
    return declared(
        "brief",
        field("actor", usual=True),
        (
            *usual,
            field("variant", "choice", choices=tuple(VARIANTS), usual=True),
            *_DATES,
            field("year", "year"),
            field("country", many=False),
            "with_predecessors",
            "evidence",
        ),
        run,
    )


@cache
def drawing() -> Operation:
    """`kg map`: a network drawn."""

    def run(samkart: Samkart, values: Values) -> Drawing:
        rest = numbers({name: value for name, value in values.items() if name != "actors"})
        return samkart.map(*values.get("actors", ()), **rest)

    usual = [field(name, usual=True) for name in ("region", "theme", "programme", "country")]
    return declared(
        "map",
        field("actors", "actor", many=True, usual=True),
        (
            *usual,
            field("mode", "choice", choices=DRAWN_MODES, usual=True),
            field("geographic", "flag", usual=True),
            field("ended", "flag"),
            field("reported", "flag"),
            *("via", "level", "kind"),
            field("colour", "text"),
            field("size", "text"),
            *(*_DATES, "at"),
            field("periods", "text", many=True),
            field("radius", "integer", least=1, most=4),
            field("max_hub", "integer", least=2, most=100_000),
            field("min_weight", "decimal"),
            field("backbone", "decimal"),
            "derived_themes",
            "with_predecessors",
            "evidence",
        ),
        run,
    )
