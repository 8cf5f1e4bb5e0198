"""Everything that programs can ask: what finds things and questions, the card of a thing, the verbs, all Questions."""

from __future__ import annotations

from difflib import get_close_matches
from functools import cache
from typing import TYPE_CHECKING

from kg.errors import NotFound
from kg.web.operations.operation import Operation, Values
from kg.web.operations.questions import AREA, question, questions
from kg.web.operations.sentences import sentence
from kg.web.operations.verbs import declared, field, verbs

if TYPE_CHECKING:
    from kg.api import Samkart
    from kg.model.result import Report, Tabular
    from kg.questions.question import Column

__all__ = ["FIND", "columns_of", "operation", "operations"]

FIND = "find"
"""The operation that answers nothing found with no rows rather than with an error."""


@cache
def operations() -> tuple[Operation, ...]:
    """All of them: what finds things first, then the verbs, then the Questions by name."""
    asked = (question(each.name) for each in questions())
    return (*_finding(), *verbs(), *(each for each in asked if each is not None))


def operation(name: str) -> Operation:
    """The operation with a name. Raises NotFound with the nearest names."""
    found = next((each for each in operations() if each.name == name), None)
    if found is None:
        names = [each.name for each in operations()]
        near = get_close_matches(name, names, n=3, cutoff=0.4) or [each for each in names if each.endswith(f"/{name}")]
        raise NotFound(f"there is no operation {name!r}", tuple(near[:3]))
    return found


def columns_of(name: str) -> tuple[Column, ...]:
    """The columns of a Question that is an operation; none where only the answer tells them."""
    asked = name.removeprefix(f"{AREA}/") if name.startswith(f"{AREA}/") else ""
    return next((each.columns for each in questions() if each.name == asked), ())


def _finding() -> tuple[Operation, ...]:
    def find(samkart: Samkart, given: Values) -> Tabular:
        return samkart.find(given["q"], given.get("kind", ""), given.get("limit", 10))

    def show(samkart: Samkart, given: Values) -> Report[object]:
        return samkart.show(given["thing"], at=given.get("at", ""), evidence=given.get("evidence", ""))

    thing = field("thing", "thing", label="field.anything", required=True)
    kinds = ("actor", "programme", "project", "call", "theme", "strategy")
    kind = field("kind", label="field.kind_of_thing", choices=kinds, many=False)
    limit = field("limit", "integer", default="10", least=1, most=200)
    return (
        declared(FIND, field("q", required=True), (kind, limit), find),
        sentence(),
        declared("show", thing, ("at", "evidence"), show),
    )
