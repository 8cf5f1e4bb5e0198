"""What classes and kinds of tie are called in a table or a legend, in nb, nn and en, as the ontology names them."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import cast

from kg.vocab import SK, SKC

__all__ = ["kind_word", "kind_words", "names", "term_word", "tie_word"]

# The kinds of tie; each is called what the class of the same name is called: the hub of the tie or the tie itself.
_TIES = ("project", "network", "twinning", "agreement", "programme", "theme")


@cache
def names(part: str) -> dict[str, dict[str, str]]:
    """`{key: {language: words}}` of the `classes`, `properties` or `concepts` of the ontology.

    Keys are `Municipality`, `start`, `level/local`. The file is written by `python -m kg.ontology.labels`.
    """
    text = Path(__file__).with_name("labels.json").read_text("utf-8")
    return cast("dict[str, dict[str, dict[str, str]]]", json.loads(text))[part]


def kind_word(kind: str, language: str) -> str:
    """What a class is called; a class without a word stands as it is."""
    found = names("classes")
    return found[kind][language] if kind in found else kind


def term_word(iri: str, language: str) -> str:
    """What a property or a concept of the ontology (an IRI) is called; empty for anything else."""
    for part, base in (("properties", SK), ("concepts", SKC)):
        if iri.startswith(base):
            return names(part).get(iri.removeprefix(base), {}).get(language, "")
    return ""


def tie_word(kind: str, language: str) -> str:
    """What a kind of tie, or a type of node, is called (`project`, `actor`): as the class of the same name."""
    found = names("classes").get(kind.capitalize())
    return found[language] if found else kind


def kind_words() -> dict[str, dict[str, dict[str, str]]]:
    """`{"kind": {class: {language: word}}, "tie": {kind: {language: word}}}`."""
    classes = names("classes")
    return {"kind": dict(classes), "tie": {kind: classes[kind.capitalize()] for kind in _TIES}}
