"""The curated tables."""
