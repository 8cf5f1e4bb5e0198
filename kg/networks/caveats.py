"""What must be said beside a number: short statements with a code, in three languages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from kg.language.catalogue import text
from kg.language.speech import number, say

__all__ = ["Caveat"]

_SMALL = ("alpha", "least")
"""Figures that are told with all their decimals."""


@dataclass(frozen=True, slots=True)
class Caveat:
    """A statement that belongs to a result: a code of the catalogue's caveats with its figures."""

    code: str
    figures: Mapping[str, int | float | str] = field(default_factory=dict)

    def text(self, lang: str = "en") -> str:
        """The statement in a language (nb, nn or en).

        >>> Caveat("few-hubs", {"n": 2}).text("nb")
        'Bare 2 felles prosjekter, nettverk eller avtaler ligger bak tallene.'
        """
        figures = dict(self.figures)
        if "what" in figures:
            figures["what"] = text(lang, "caveat", f"what.{figures['what']}")
        if "seed" in figures:  # a name rather than an amount
            figures["seed"] = str(figures["seed"])
        for name in figures.keys() & set(_SMALL):
            figures[name] = number(float(figures[name]), lang, digits=9)
        return say(lang, "caveat", self.code, **figures)

    def __str__(self) -> str:
        return self.text("en")
