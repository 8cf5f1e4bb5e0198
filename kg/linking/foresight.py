"""What records that are read later say of identifiers: a PIC beside the number of a known actor is that actor's."""

from __future__ import annotations

from collections.abc import Iterable

__all__ = ["Foresight"]


class Foresight:
    """Known actors (keys) by identifiers, as `kg.linking.identity` writes them; one that is said of two is nobody's."""

    def __init__(self) -> None:
        self._actors: dict[str, str] = {}

    def __bool__(self) -> bool:
        return bool(self._actors)

    def add(self, tokens: Iterable[str], actor: str) -> None:
        """A record that is a known actor has some identifiers."""
        for token in tokens:
            if self._actors.setdefault(token, actor) != actor:
                self._actors[token] = ""

    def actor(self, token: str) -> str:
        """The one known actor that an identifier is said of; empty if there is none."""
        return self._actors.get(token, "")
