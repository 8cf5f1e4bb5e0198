"""Measures of nodes: a catalogue, and one module per family.

Every measure takes a SparseGraph of n nodes and returns a vector of n 64-bit floats in the order of `graph.ids`.
"""
