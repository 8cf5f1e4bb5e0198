"""Samkart: who collaborates with whom across borders, in what, and paid by which programme."""

from __future__ import annotations

__version__ = "0.1.0"
__all__ = ["__version__"]
