"""Suggestions: partners to ask, networks to join, themes to take up, each with its reasons."""
