"""Municipalities and counties from official registers, as curated tables."""
