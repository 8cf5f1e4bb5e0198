"""Samkart: who collaborates with whom across borders, in what, and paid by which programme.

import kg
with kg.open() as samkart:
    for partner in samkart.who("Bærum"):
        print(partner.entity.label, partner.shared.ties)
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import networkx as nx

    from kg.api import Samkart
    from kg.model.progress import Progress

__version__ = "0.1.0"
__all__ = ["__version__", "network", "open"]


def open(  # noqa: A001  (read as kg.open, as in gzip.open)
    store: str | None = None,
    endpoint: str | None = None,
    lang: str | None = None,
    progress: Progress | None = None,
) -> Samkart:
    """Open the graph: see `kg.api.open_samkart`."""
    from kg.api import open_samkart

    return open_samkart(store, endpoint, lang, progress)


def network(
    *, store: str | None = None, endpoint: str | None = None, lang: str | None = None, **options: Any
) -> nx.Graph[str]:
    """Open the graph and make a network of it: see `kg.api.Samkart.network`."""
    with open(store, endpoint, lang) as samkart:
        return samkart.network(**options)
