"""How long work tells how far it has come."""

from __future__ import annotations

from collections.abc import Callable

__all__ = ["Progress", "quiet"]

Progress = Callable[[str, int, "int | None"], None]
"""Called now and then with the stage, how much of it is done and, where that is known, how much there is."""


def quiet(stage: str, done: int, total: int | None) -> None:
    """A Progress that tells nobody."""
