"""The fields of a view in a file: each reader takes a value as TOML has it and raises Wrong for what it cannot be."""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import get_close_matches
from typing import Any

from kg.model.conditions import span_of, year_of

__all__ = [
    "LONGEST_TITLE",
    "Wrong",
    "near",
    "place_in",
    "sentences_in",
    "span_in",
    "switch_in",
    "texts_in",
    "words_in",
    "year_in",
    "zoom_in",
]

LONGEST_TITLE = 120
_LONGEST_TEXT = 400


class Wrong(Exception):
    """What is wrong with a field: a sentence."""


def near(name: str, known: Iterable[str]) -> str:
    """What was perhaps meant, as the end of a sentence; empty where nothing is near."""
    found = get_close_matches(name, list(known), n=1, cutoff=0.6)
    return f"; perhaps {found[0]}" if found else ""


def texts_in(value: Any) -> list[str]:
    """A text, or a list of texts, each once."""
    texts = value if isinstance(value, list) else [value]
    if not texts or not all(isinstance(text, str) and text.strip() for text in texts):
        raise Wrong(f"{value!r} is no text; expected a text or a list of texts")
    return list(dict.fromkeys(text.strip() for text in texts))


def words_in(value: Any, longest: int) -> str:
    """A text of so many letters at most, its blanks single."""
    if not isinstance(value, str) or not value.strip():
        raise Wrong(f"{value!r} is no text; expected words between quotes")
    text = " ".join(value.split())
    if len(text) > longest:
        raise Wrong(f"{len(text)} letters; expected at most {longest}")
    return text


def sentences_in(value: Any) -> str:
    """At most two sentences: one ends with a word of four letters or more, so that abbreviations do not count."""
    text = words_in(value, _LONGEST_TEXT)
    ends = re.findall(r"(?<!\.)\b\w{4,}[.!?…]+[»”\"')]*\s+(?=[«“\"'(]?[A-ZÆØÅÄÖÜ])", text)
    if len(ends) > 1:
        raise Wrong(f"{len(ends) + 1} sentences; expected at most two")
    return text


def span_in(value: Any) -> tuple[int, int]:
    """A period of years, as in `2014-2020`. Raises Usage for another form."""
    first, last = span_of(value if isinstance(value, str) else str(value))
    return int(first), int(last)


def year_in(value: Any) -> int:
    """A year, as a number or a text. Raises Usage for anything else."""
    if isinstance(value, bool) or not isinstance(value, int | str):
        raise Wrong(f"{value!r} is not a year; expected YYYY")
    return int(year_of(value) or 0)


def switch_in(value: Any) -> bool:
    """True or false."""
    if not isinstance(value, bool):
        raise Wrong(f"{value!r}; expected true or false")
    return value


def zoom_in(value: Any) -> float:
    """How far a view is zoomed in; 1 where all is seen."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0.2 <= value <= 20:
        raise Wrong(f"{value!r}; expected a number from 0.2 to 20, 1 where all is to be seen")
    return float(value)


def place_in(value: Any) -> list[float]:
    """Where a view is, as the page writes it: x, y and how much of the map its shorter side shows."""
    numbers = value if isinstance(value, list) else []
    good = [each for each in numbers if isinstance(each, int | float) and not isinstance(each, bool)]
    if len(numbers) != 3 or len(good) != 3 or not all(abs(each) < 1e6 for each in good) or good[2] <= 0:
        raise Wrong(f"{value!r}; expected three numbers, as the page writes them: x, y and how much is seen")
    return [float(each) for each in good]
