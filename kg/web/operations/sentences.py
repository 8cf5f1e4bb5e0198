"""A sentence as an Operation: which Questions and verbs it can mean, and the addresses that ask them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kg.language.speech import say
from kg.model.result import Finding
from kg.model.table import Cell
from kg.web.address import address, page_of
from kg.web.operations.operation import Operation, Values
from kg.web.operations.verbs import declared, field, verb

if TYPE_CHECKING:
    from kg.api import Samkart
    from kg.api.sentences import Sentence
    from kg.questions.sentence import Choice

__all__ = ["ASK", "asks", "sentence"]

ASK = "ask"
"""The operation that says which operation a sentence asks."""
_FIELDS = {"names": "actors", "a": "actors", "b": "actors", "predecessors": "with_predecessors"}
"""A verb's parameter in `kg.questions.sentence.candidates` → the field that takes it."""


def asks(choice: Choice) -> tuple[list[str], dict[str, str]]:
    """The path and the parameters of the page that asks what a sentence can mean."""
    path = choice.name.split() if choice.is_verb else ["question", *choice.name.split("/")]
    given: dict[str, list[str]] = {}
    for name, values in choice.parameters.items():
        given.setdefault(_FIELDS.get(name, name) if choice.is_verb else name, []).extend(map(_short, values))
    return path, {name: ",".join(values) for name, values in given.items()}


def sentence() -> Operation:
    """`kg ask --which`: the Question or verb that a sentence asks, and its runners-up."""
    made = declared(ASK, field("q", label="field.sentence", required=True), (), _choices)
    return replace(made, command=(ASK, "--which"))


def _choices(samkart: Samkart, values: Values) -> Finding[Sentence]:
    found = samkart.sentence(values["q"])
    made = found.choices
    every = ((found.chosen,) if found.chosen else ()) + found.runners_up
    table = replace(
        made,
        names=[*made.names, "call"],
        headings=[*made.headings, say(samkart.language, "web", "ask.call")],
        types=[*made.types, "text"],
        rows=[[*row, Cell.of(_address(each))] for row, each in zip(made.rows, every, strict=True)],
    )
    return Finding(found, f"what {values['q']!r} asks", table)


def _address(choice: Choice) -> str:
    """The address that asks it: of the API, or of the page where it makes a file."""
    path, given = asks(choice)
    if not choice.candidate.runs:
        return address(path, list(given.items()))
    asked = verb("/".join(path))
    flags = {each.name for each in asked.fields if each.type == "flag"} if asked else ()
    return address(["api", *path], [(name, "true" if name in flags else value) for name, value in given.items()])


def _short(value: str) -> str:
    """A thing by its kind and key, as it stands in an address; other values as they are."""
    path = page_of(value)
    return "/".join(path) if path[:1] == ("actor",) else path[-1] if path else value
