"""The evidence of a score in words. Apart from the score, since a build scores too and says nothing of it."""

from __future__ import annotations

from kg.language.catalogue import text
from kg.language.kinds import kind_word
from kg.language.speech import number, say
from kg.linking.score import Part, Score

__all__ = ["score_words"]


def score_words(score: Score, language: str) -> list[str]:
    """All parts of a score, each with what it adds: `same name without legal form (+0.72)`."""
    return [_words(part, language) for part in score.parts]


def _words(part: Part, language: str) -> str:
    sign = "+" if part.points >= 0 else "−"
    values = {name: _kinds(each, language) if part.name == "kind" else each for name, each in part.values.items()}
    return f"{say(language, 'link', f'part.{part.key}', **values)} ({sign}{number(abs(part.points), language)})"


def _kinds(names: str, language: str) -> str:
    """What some kinds are called: classes as the ontology has them, others by words of their own."""
    own = {name: text(language, "link", f"kind.{name}") for name in ("Foundation", "Hospital", "School")}
    return ", ".join(own.get(name) or kind_word(name, language) for name in names.split(", "))
