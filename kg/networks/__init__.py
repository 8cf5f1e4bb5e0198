"""Networks: from ties to graphs, from graphs to measures and layouts. Pure functions; nothing here reads a store.

Importing this package is light: what needs numpy, scipy or networkx is loaded when it is first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kg.networks.brokers import ROLES, Broker, Brokerage, brokerage
    from kg.networks.caveats import CAVEATS, Caveat
    from kg.networks.community import METHODS, Communities, Community, communities, modularity
    from kg.networks.comparison import ChangedEdge, Changes, changes
    from kg.networks.geography import Laea, geographic_layout, project_laea
    from kg.networks.incidence import MODES
    from kg.networks.layout import Layout, Quality, force_layout, layout_quality
    from kg.networks.layout_boxes import overlaps, remove_overlaps
    from kg.networks.levels import Horizontality, assortativity, horizontality, wilson
    from kg.networks.measures import MEASURES, Measurement, measure
    from kg.networks.project import WEIGHTS, one_mode, sparse_one_mode, two_mode
    from kg.networks.rankings import Ranked, Ranking, ranking
    from kg.networks.rows import TIE_KINDS, Node, TieRow
    from kg.networks.selection import Selected, Selection, select
    from kg.networks.sparse import SparseGraph, as_sparse

__all__ = [
    "CAVEATS", "MEASURES", "METHODS", "MODES", "ROLES", "TIE_KINDS", "WEIGHTS", "Broker", "Brokerage", "Caveat",
    "ChangedEdge", "Changes", "Communities", "Community", "Horizontality", "Laea", "Layout", "Measurement", "Node",
    "Quality", "Ranked", "Ranking", "Selected", "Selection", "SparseGraph", "TieRow", "as_sparse", "assortativity",
    "brokerage", "changes", "communities", "force_layout", "geographic_layout", "horizontality", "layout_quality",
    "measure", "modularity", "one_mode", "overlaps", "project_laea", "ranking", "remove_overlaps", "select",
    "sparse_one_mode", "two_mode", "wilson",
]  # fmt: skip

_MODULES = {
    "brokers": ("ROLES", "Broker", "Brokerage", "brokerage"),
    "caveats": ("CAVEATS", "Caveat"),
    "comparison": ("ChangedEdge", "Changes", "changes"),
    "community": ("METHODS", "Communities", "Community", "communities", "modularity"),
    "geography": ("Laea", "geographic_layout", "project_laea"),
    "incidence": ("MODES",),
    "layout": ("Layout", "Quality", "force_layout", "layout_quality"),
    "layout_boxes": ("overlaps", "remove_overlaps"),
    "levels": ("Horizontality", "assortativity", "horizontality", "wilson"),
    "measures": ("MEASURES", "Measurement", "measure"),
    "project": ("WEIGHTS", "one_mode", "sparse_one_mode", "two_mode"),
    "rankings": ("Ranked", "Ranking", "ranking"),
    "rows": ("TIE_KINDS", "Node", "TieRow"),
    "selection": ("Selected", "Selection", "select"),
    "sparse": ("SparseGraph", "as_sparse"),
}
_HOME = {name: module for module, names in _MODULES.items() for name in names}


def __getattr__(name: str) -> Any:
    if name in _HOME:
        value = getattr(import_module(f"kg.networks.{_HOME[name]}"), name)
        globals()[name] = value
        return value
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
