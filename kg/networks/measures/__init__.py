"""Measures of nodes: a catalogue, and one module per family."""
