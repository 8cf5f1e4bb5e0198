"""A survey: the ties of one actor as they are known, to be sent to it, and what it answers of each."""

from __future__ import annotations

from dataclasses import dataclass, field

__all__ = ["ANSWERED", "KINDS", "TIES", "Survey", "SurveyTie"]

KINDS = ("twinning", "membership", "agreement", "participation")
"""The kinds of tie that an actor is asked about: the first part of the key of a tie."""

ANSWERED = ("status", "start", "end", "unit", "last_activity", "as_of")
"""What an answer may say of a tie, in the order in which it is told; each has one value."""

TIES = {kind.capitalize(): kind for kind in KINDS}
"""The kind by the ontology's class."""


@dataclass(frozen=True, slots=True)
class SurveyTie:
    """A tie as it is known; an empty text is unknown. Dates are `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.

    `parties` are the keys of the other parties of a pair, `hub` the key of the network or project. `says` holds what is
    known of each of `ANSWERED`, as keys and dates. `status` and `strength` are words for people, `titles` and `pages`
    what the `sources` (IRIs) are called and where they lie. A tie that `carries` another on since a reform names it.
    """

    key: str
    kind: str
    label: str
    parties: tuple[str, ...] = ()
    hub: str = ""
    says: dict[str, str] = field(default_factory=dict)
    status: str = ""
    strength: str = ""
    role: str = ""
    carries: str = ""
    sources: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    pages: tuple[str, ...] = ()

    @property
    def last(self) -> str:
        """The last contact, or else the last word that it holds."""
        return self.says.get("last_activity") or self.says.get("as_of") or ""


@dataclass(frozen=True, slots=True)
class Survey:
    """The ties of an actor (its key and its name) as they were known on the day it was asked, and who asks."""

    actor: str
    name: str
    language: str
    asked: str
    ties: tuple[SurveyTie, ...]
    by: str = ""
    version: str = ""
