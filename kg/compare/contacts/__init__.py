"""Somebody's own list of bodies held against the graph: who each is, and what is shared with it."""
