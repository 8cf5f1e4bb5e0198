"""Positions of nodes: by forces, without overlaps, or on the map."""
