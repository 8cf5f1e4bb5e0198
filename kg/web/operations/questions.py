"""The Questions as Operations: what their headers say of parameters becomes fields."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from kg.model.encounter import KINDS
from kg.model.evidence import LIMITS
from kg.questions.question import Parameter, Question, load_all
from kg.resources import queries_dir
from kg.web.operations.operation import Field, Operation, Values

if TYPE_CHECKING:
    from kg.api import Samkart
    from kg.questions.answer import Answer

__all__ = ["AREA", "by_area", "question", "questions"]

AREA = "question"
_CHOICES = {"tie-kind": KINDS, "evidence": LIMITS}
_LIKE = {"tie-kind": "choice", "evidence": "choice", "entity": "thing", "iri": "thing", "place": "text"}


def questions() -> Sequence[Question]:
    """All Questions, by name."""
    return _all()


def by_area() -> dict[str, list[Question]]:
    """All Questions, by the area that is the first part of their names."""
    areas: dict[str, list[Question]] = {}
    for each in _all():
        areas.setdefault(each.name.partition("/")[0], []).append(each)
    return areas


def question(name: str) -> Operation | None:
    """The Question with a name, as in `actor/collaborators`."""
    found = next((each for each in _all() if each.name == name), None)
    if found is None:
        return None

    def run(samkart: Samkart, given: Values) -> Answer:
        return samkart.ask(found.name, **given)

    return Operation(
        name=f"{AREA}/{name}",
        texts=found.texts,
        fields=tuple(_field(each) for each in found.parameters.values()),
        command=("query", name),
        run=run,
    )


def _field(parameter: Parameter) -> Field:
    return Field(
        name=parameter.name,
        type=_LIKE.get(parameter.type, parameter.type),
        labels=parameter.labels,
        required=parameter.required,
        choices=_CHOICES.get(parameter.type, ()),
        usual=parameter.required,
    )


@cache
def _all() -> tuple[Question, ...]:
    return tuple(load_all(queries_dir()))
