"""What `kg compare`, `kg region` and `kg gaps` say themselves, in nb, nn and en."""

from __future__ import annotations

from kg.language import speech

__all__ = ["say"]


def say(language: str, name: str, /, **values: object) -> str:
    """A word or sentence in a language, with values put in."""
    return speech.say(language, "compare", name, **values)
