"""Bars and heat maps."""
