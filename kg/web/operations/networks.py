"""What is asked about whole networks: rankings, communities, brokers, levels and changes, with the shell's options."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from kg.model.encounter import TIE_KINDS
from kg.networks.choices import ATTRIBUTES, MEASURE_NAMES, METHODS, MODES, WEIGHTS
from kg.web.operations.operation import Field, Values

if TYPE_CHECKING:
    from kg.api import Samkart
    from kg.model.result import Tabular

__all__ = ["NETWORK_VERBS", "network_fields", "numbers", "run"]

_CHOICES = {
    "measure": MEASURE_NAMES,
    "mode": MODES,
    "weight": tuple(sorted(WEIGHTS)),
    "method": METHODS,
    "between": ATTRIBUTES,
    "by": ATTRIBUTES,
}
_DEFAULTS = {
    "measure": "strength",
    "mode": "actor",
    "weight": "newman",
    "method": "leiden",
    "between": "country",
    "by": "level",
}
NETWORK_VERBS = {
    "ranking": ("network", ("measure", "mode", "no_intervals", "weight", "top")),
    "communities": ("communities", ("method", "resolution", "members", "mode", "weight", "top")),
    "brokers": ("brokers", ("between", "weight", "top")),
    "levels": ("levels", ("by", "weight")),
    "changes": ("changes", ("before", "after", "mode", "weight", "top")),
}
"""Verb of `kg.api.Samkart` → the command of the shell, and the fields that it has beside those of all of them."""
_DECIMALS = ("resolution", "min_weight", "backbone")
_SELECTING = (
    *("actors", "region", "radius", "via", "theme", "derived_themes", "programme", "country", "level", "kind"),
    *("since", "until", "at", "with_predecessors", "evidence", "max_hub"),
    *("min_weight", "backbone"),
)


def network_fields(name: str, field: Callable[..., Field]) -> tuple[Field, ...]:
    """The fields of one of these verbs, made by `field`, which is told a name, a type and what is not as usual."""
    own = {
        "actors": field("actors", "actor", many=True, usual=True),
        "radius": field("radius", "integer", default="1", least=1, most=4),
        "via": field("via", choices=TIE_KINDS),
        "max_hub": field("max_hub", "integer", least=2, most=100_000),
        "min_weight": field("min_weight", "decimal"),
        "backbone": field("backbone", "decimal"),
        "no_intervals": field("no_intervals", "flag"),
        "resolution": field("resolution", "decimal", default="1.0"),
        "members": field("members", "integer", default="5", least=1, most=100),
        "top": field("top", "integer", default="20", least=1, most=1000),
        "before": field("before", "text", default="2014..2020"),
        "after": field("after", "text", default="2021..2027"),
    }
    found = []
    for each in ("actors", *NETWORK_VERBS[name][1], *_SELECTING[1:]):
        if each in _CHOICES:
            found.append(field(each, "choice", choices=_CHOICES[each], default=_DEFAULTS[each]))
        else:
            found.append(own[each] if each in own else field(each))
    return tuple(found)


def numbers(given: Values) -> dict[str, Any]:
    """What is asked with, its decimals as numbers."""
    return {name: float(value) if name in _DECIMALS else value for name, value in given.items()}


def run(name: str) -> Callable[[Samkart, Values], Tabular]:
    """What asks one of these verbs."""

    def asked(samkart: Samkart, given: Values) -> Tabular:
        chosen: dict[str, Any] = dict(given)
        if chosen.pop("no_intervals", False):
            chosen["intervals"] = False
        found: Tabular = getattr(samkart, name)(*chosen.pop("actors", ()), **numbers(chosen))
        return found

    return asked
