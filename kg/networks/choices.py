"""What can be chosen about a network, by name: what both surfaces and functions read, and light enough for a start."""

from __future__ import annotations

from kg.model.regions import REGION_MODES

__all__ = ["AREAS", "ATTRIBUTES", "DRAWN_MODES", "MEASURE_NAMES", "METHODS", "MODES", "WEIGHTS"]

AREAS = ("country", *REGION_MODES)
"""The areas that actors are in."""

MODES = ("actor", "hub", "theme", *AREAS)
"""What the nodes of a one-mode network are."""

DRAWN_MODES = ("ego", "two-mode", *MODES)
"""What the nodes of a network are that is drawn: an actor with its partners and networks, actors and what they meet in,
or those of one mode."""

ATTRIBUTES = ("level", "kind", *AREAS)
"""What nodes have in common that are equals, or of one group."""

WEIGHTS = ("shared", "newman")
"""What an edge counts: shared hubs, or each hub of k actors as 1/(k-1)."""

METHODS = ("leiden", "louvain")
"""How communities are found."""

MEASURE_NAMES = (
    *("degree", "strength", "betweenness", "closeness", "eigenvector", "pagerank"),
    *("core", "clustering", "constraint", "effective-size"),
)
"""The measures of `kg.networks.measures.catalogue`, which is heavier to import than their names are."""
