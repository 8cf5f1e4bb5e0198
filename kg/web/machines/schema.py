"""What fields and columns are in JSON Schema (2020-12), and what is asked read as strictly as that says.

What the description of the API calls wrong is refused, and what it calls right is read: `read_strictly` and `schema`
stand here together, and the tests hold them against each other by generated requests.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from kg.errors import Usage
from kg.model.conditions import KIND_NAMES
from kg.model.encounter import LEVELS
from kg.questions.naming import ENTITY_TYPES
from kg.settings import LANGUAGES
from kg.web.operations.operation import Field, Operation, Values, read

if TYPE_CHECKING:
    from kg.questions.question import Column

__all__ = ["LONGEST", "MOST_ROWS", "OWN_LIMITS", "USUAL_ROWS", "Page", "column_schema", "read_strictly", "schema"]

USUAL_ROWS, MOST_ROWS, MOST_OFFSET = 100, 10_000, 1_000_000
OWN_LIMITS = ("limit", "top")
"""Fields of operations that say how many are looked for, and so whether there are more than the answer has."""
LONGEST = 500  # letters of a value
_TEXT = r"\S"
_ITEM = r"^[^,]*[^,\s][^,]*$"  # of a list that is written with commas
_DATE = r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$"
_YEAR = r"^[0-9]{4}$"
_DECIMAL = r"-?(0|[1-9][0-9]{0,14})(\.[0-9]{1,15})?"
_SHAPES = {"date": _DATE, "year": _YEAR}
_EXPECTED = {"date": "YYYY, YYYY-MM or YYYY-MM-DD", "year": "YYYY"}
_COLUMNS: Mapping[str, str] = {"integer": "integer", "decimal": "number", "boolean": "boolean"}
_ANY = ("entity",)  # columns whose values are whatever a fact has: a thing, a text, a number


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Which of the rows are wanted: at most `limit`, without the first `offset`, and of a report one `section`."""

    limit: int = USUAL_ROWS
    offset: int = 0
    section: str = ""


def schema(field: Field) -> dict[str, Any]:
    """What the values of a field are; of one that may be given more than once, a list of them."""
    one = _one(field)
    if field.many:
        return {"type": "array", "items": one, "minItems": 1, "maxItems": 50}
    return one


def _one(field: Field) -> dict[str, Any]:
    choices = field.choices or (LEVELS if field.type == "level" else ())
    default: dict[str, Any] = {}
    if choices:
        default = {"default": field.default} if field.default else {}
        return {"type": "string", "enum": list(choices), **default}
    if field.type == "flag":
        return {"type": "boolean", "default": False}
    if field.type == "integer":
        default = {"default": int(field.default)} if field.default else {}
        return {"type": "integer", "minimum": field.least, "maximum": field.most, **default}
    if field.type == "decimal":
        default = {"default": float(field.default)} if field.default else {}
        return {"type": "string", "pattern": f"^{_DECIMAL}$", **({"default": field.default} if default else {})}
    pattern = _SHAPES.get(field.type, _ITEM if field.many else _TEXT)
    default = {"default": field.default} if field.default else {}
    known = {"examples": list(KIND_NAMES)} if field.type == "kind" else {}
    return {"type": "string", "pattern": pattern, "maxLength": field.longest, **default, **known}


def read_strictly(operation: Operation, given: Sequence[tuple[str, str]]) -> tuple[Values, Page]:
    """The values of an operation's fields and which rows are wanted.

    Raises Usage, with the parameter, for whatever the schemas refuse: a name that is not known, a value that is empty,
    of another form or given twice, and a field that must be given and is not.
    """
    page: dict[str, Any] = {}
    own: list[tuple[str, str]] = []
    seen: set[str] = set()
    for name, value in given:
        field = operation.field(name)
        if name in seen and not (field and field.many):
            raise Usage("is given twice", (), name)
        seen.add(name)
        if not value.strip():
            raise Usage("is empty; what is not asked for is left out", (), name)
        most = field.longest if field else LONGEST
        if len(value) > most * (50 if field and field.many else 1):
            raise Usage(f"is longer than {most} letters", (), name)
        if field is not None:
            own.append((name, _checked(field, value)))
        elif name in ("limit", "offset"):
            page[name] = _whole(name, value, *((1, MOST_ROWS) if name == "limit" else (0, MOST_OFFSET)))
        elif name == "section":
            page[name] = value.strip()
        elif name != "lang":
            known = [*(each.name for each in operation.fields), "limit", "offset", "section", "lang"]
            near = tuple(get_close_matches(name, known, n=3, cutoff=0.6))
            raise Usage(f"is not known here; expected {', '.join(known)}", near, name[:LONGEST])
        elif value not in LANGUAGES:
            raise Usage(f"{value!r} is not a language here; expected {', '.join(LANGUAGES)}", (), name)
    if operation.field("limit"):
        page["limit"] = MOST_ROWS
    return read(operation, own), Page(**page)


def _checked(field: Field, value: str) -> str:
    """The text of a value, as `read` takes it."""
    form = _one(field)
    if field.many:
        items = value.split(",")
        if len(items) > 50:
            raise Usage("names more than 50", (), field.name)
        return ",".join(_fits(field, form, item) for item in items)
    return _fits(field, form, value)


def _fits(field: Field, form: Mapping[str, Any], value: str) -> str:
    """One value. Raises Usage where its schema refuses it."""
    text = value if field.type == "flag" or form.get("enum") else value.strip()
    if not text:
        raise Usage("has a part that is empty", (), field.name)
    if len(text) > field.longest:
        raise Usage(f"is longer than {field.longest} letters", (), field.name)
    if "enum" in form and text not in form["enum"]:
        near = tuple(get_close_matches(text.lower(), form["enum"], n=3, cutoff=0.5))
        raise Usage(f"{text!r} is not known; expected {', '.join(form['enum'])}", near, field.name)
    if field.type == "flag" and text not in ("true", "false"):
        raise Usage(f"{text!r} is neither true nor false", ("true", "false"), field.name)
    if field.type == "integer":
        return str(_whole(field.name, value, field.least, field.most))
    if field.type in _SHAPES and not re.fullmatch(_SHAPES[field.type], text):
        raise Usage(f"{text!r} does not fit; expected {_EXPECTED[field.type]}", (), field.name)
    if field.type == "decimal" and not re.fullmatch(_DECIMAL, text):
        raise Usage(f"{text!r} is not a number; expected one as in 1.5", (), field.name)
    return text


def _whole(name: str, value: str, least: int, most: int) -> int:
    if not re.fullmatch("-?[0-9]{1,12}", value) or not least <= int(value) <= most:
        raise Usage(f"{value!r} does not fit; expected a whole number from {least:,} to {most:,}", (), name)
    return int(value)


def column_schema(column: Column, language: str) -> dict[str, Any]:
    """What a Question's column has in each row, by name, and what stands beside it: label, key (and numbers).

    A value that is not known is null, and nothing stands beside it.
    """
    called = {"description": column.labels[language]}
    if column.type in _COLUMNS:
        return {column.name: {"type": [_COLUMNS[column.type], "null"], **called}}
    kinds = ["string", "number", "boolean", "null"] if column.type in _ANY else ["string", "null"]
    found: dict[str, Any] = {column.name: {"type": kinds, **called}}
    if column.type in (*ENTITY_TYPES, "entity", "kind"):
        found[f"{column.name}_label"] = {"type": "string"}
        found[f"{column.name}_key"] = {"type": "string"}
    return found
