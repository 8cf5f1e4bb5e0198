"""Municipalities and counties from official registers, as curated tables."""

from kg.sources.municipalities.refresh import refresh as make_tables

__all__ = ["TABLES", "make_tables"]

TABLES = "Make the tables of Norwegian municipalities, counties, numbers and reforms anew from the official files."
