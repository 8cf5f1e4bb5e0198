"""What keys are called, beside the keys: columns that a reader of a file understands without a list of codes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from kg.language.captions import in_language, labels_of
from kg.networks.plain import JOIN, values

if TYPE_CHECKING:
    from kg.networks.types import Graph

__all__ = ["TIE_NAMES", "name_keys"]

_NODE = {name: name for name in ("kind", "country", "level")}
_TIE = {name: name for name in ("status", "role", "certainty")}
_TIE |= {"kind": "tie", "known_by": "evidence-strength", "end_reason": "bound-reason"}
_PROGRAMMES = ("programmes", "programmes")
TIE_NAMES = (*(f"{name}_label" for name in _TIE), "programme_labels")
"""What the ties of a graph have beside their keys."""


def name_keys(graph: Graph, language: str) -> None:
    """Give nodes, edges and ties, in place, what their keys are called in a language (nb, nn, en).

    Beside `kind`, `country`, `level` and what a tie says in keys (`status`, `role` …) stands `kind_label` and so on,
    beside `themes`, `programmes` and the `kinds` of an edge `theme_labels` and so on, in the order of the keys. What is
    not known has no name.
    """

    @cache
    def name(scheme: str, key: str) -> str:
        return in_language(labels_of(graph, scheme, key), language, key).replace(JOIN, "/")

    def single(data: Mapping[str, Any], schemes: Mapping[str, str]) -> dict[str, str]:
        return {f"{key}_label": name(scheme, str(data[key])) for key, scheme in schemes.items() if data.get(key)}

    def several(data: Mapping[str, Any], schemes: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
        listed = ((key, scheme, values(data, key)) for key, scheme in schemes)
        return {
            f"{key[:-1]}_labels": tuple(name(scheme, str(each)) for each in all_)
            for key, scheme, all_ in listed
            if all_
        }

    for _, data in graph.nodes(data=True):
        data |= single(data, _NODE) | several(data, (("themes", "themes"), _PROGRAMMES))
    for _, _, data in graph.edges(data=True):
        data |= several(data, (("kinds", "tie"), _PROGRAMMES))
        for tie in data.get("records") or ():
            tie |= single(tie, _TIE) | several(tie, (_PROGRAMMES,))
