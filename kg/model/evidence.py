"""How strong the evidence of a tie is: the five strengths, and what a user may ask to see of them."""

from __future__ import annotations

from kg.errors import Usage

__all__ = ["LIMITS", "REPORTED", "STRENGTHS", "admits", "evidence_of", "rank", "strongest", "weaker", "weakest"]

STRENGTHS = ("own-word", "other-side", "list", "press", "scraped")
"""The keys of the concepts in `skc:evidence-strength`, the strongest first."""

REPORTED = "scraped"
"""The strength of what rests on lists alone that anybody can change: it is reported, never sure."""

LIMITS = ("own", "stated", "any")
"""What a user may ask for: what a party itself says; that or what others state; reported ties too."""


def rank(strength: str) -> int:
    """The place of a strength, 0 for the strongest; unknown comes last."""
    return STRENGTHS.index(strength) if strength in STRENGTHS else len(STRENGTHS)


def weaker(one: str, other: str) -> bool:
    """Is one strength weaker than another? Unknown (empty) is the weakest.

    >>> weaker("press", "own-word"), weaker("", "scraped"), weaker("list", "list")
    (True, True, False)
    """
    return rank(one) > rank(other)


def strongest(*strengths: str) -> str:
    """The strongest of some strengths; empty when none is known.

    >>> strongest("press", "", "list"), strongest()
    ('list', '')
    """
    return min(strengths, key=rank, default="")


def weakest(*strengths: str) -> str:
    """The weakest of some strengths, unknown (empty) being the weakest of all: what holds of things seen together."""
    return max(strengths, key=rank, default="")


def admits(limit: str, strength: str) -> bool:
    """Does a limit (one of `LIMITS`, or empty) let a strength through? What is not known is not reported.

    >>> admits("own", "list"), admits("stated", "press"), admits("stated", "scraped"), admits("", "scraped")
    (False, True, False, True)
    """
    if limit == "own":
        return strength == STRENGTHS[0]
    return limit != "stated" or strength != REPORTED


def evidence_of(given: object, name: str = "evidence") -> str:
    """One of `LIMITS` as text; empty stays empty. Raises Usage for another word."""
    text = str(given or "").strip().lower()
    if text and text not in LIMITS:
        raise Usage(f"{text!r} is not a strength of evidence; expected {', '.join(LIMITS)}", (), name)
    return text
