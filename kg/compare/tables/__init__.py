"""Comparisons, regions and gaps as tables."""
