"""Linked data: where an identifier leads, and what the ontology, its concept schemes and the whole graph are."""
