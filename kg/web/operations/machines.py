"""Everything that programs can ask: the verbs, what is called so, the card of a thing, and all Questions."""

from __future__ import annotations

from difflib import get_close_matches
from functools import cache
from typing import TYPE_CHECKING

from kg.errors import NotFound
from kg.language.catalogue import text
from kg.model.evidence import LIMITS
from kg.settings import LANGUAGES
from kg.web.operations.operation import Field, Operation, Values
from kg.web.operations.questions import AREA, question, questions
from kg.web.operations.verbs import verbs

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

    thing = _field("thing", "thing", label="field.anything", required=True)
    kinds = ("actor", "programme", "project", "call", "theme", "strategy")
    found = (
        _field("q", "text", required=True),
        _field("kind", "choice", label="field.kind_of_thing", choices=kinds),
        _field("limit", "integer", default="10", least=1, most=200),
    )
    known = (thing, _field("at", "date"), _field("evidence", "choice", choices=LIMITS))
    return (
        Operation(
            name=FIND,
            texts=_said("find"),
            more=_said("find.more"),
            fields=found,
            run=find,
            command=(FIND,),
            subject="q",
        ),
        Operation(
            name="show",
            texts=_said("show"),
            more=_said("show.more"),
            fields=known,
            run=show,
            command=("show",),
            subject="thing",
        ),
    )


def _field(name: str, kind: str, *, label: str = "", **more: object) -> Field:
    labels = {language: text(language, "web", label or f"field.{name}") for language in LANGUAGES}
    return Field(name=name, type=kind, labels=labels, **more)  # type: ignore[arg-type]


def _said(name: str) -> dict[str, str]:
    return {language: text(language, "web", f"verb.{name}") for language in LANGUAGES}
