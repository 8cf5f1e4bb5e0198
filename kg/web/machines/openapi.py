"""The API described as OpenAPI 3.1, made from the operations: what they take, what they answer, and what goes wrong."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from kg import __version__
from kg.errors import KgError
from kg.language.speech import say
from kg.settings import LANGUAGES
from kg.web.machines.schema import MOST_OFFSET, MOST_ROWS, USUAL_ROWS, column_schema, schema
from kg.web.operations.machines import columns_of, operations
from kg.web.operations.operation import Field, Operation

if TYPE_CHECKING:
    from kg.api import Samkart

__all__ = ["PARTS", "REPORTS", "STATUSES", "described", "examples", "paging"]

REPORTS = frozenset({"show", "compare", "region", "gaps", "coverage", "suggest/consortium"})
"""The operations that answer with sections."""
_TEXT, _TEXTS = {"type": "string"}, {"type": "array", "items": {"type": "string"}}
_MAYBE = {"type": ["string", "null"]}
_COUNT = {"type": "integer", "minimum": 0}
_MEANT = {"$ref": "#/components/schemas/Meant"}
_PARTS: Mapping[str, Any] = {
    "state": {
        "type": "object",
        "properties": {
            "day": {"type": "string", "format": "date"},
            "name": _MAYBE,
            "digest": _MAYBE,
            "address": _MAYBE,
        },
        "required": ["day", "name", "digest", "address"],
    },
    "operation": _TEXT,
    "asks": _TEXT,
    "language": {"type": "string", "enum": list(LANGUAGES)},
    "parameters": {
        "type": "object",
        "additionalProperties": {"anyOf": [_MEANT, {"type": "array", "items": _MEANT}]},
    },
    "notices": _TEXTS,
    "coverage": _MAYBE,
    "not_known": _TEXTS,
    "next": _MAYBE,
}
"""What every answer has; the surface `web` says what each is, under `api.part`."""
_TABLE: Mapping[str, Any] = {
    "columns": {
        "type": "array",
        "items": {
            "type": "object",
            "properties": {"name": _TEXT, "label": _TEXT, "type": _TEXT},
            "required": ["name", "label", "type"],
        },
    },
    "rows": {"type": "array", "items": {"type": "object"}},
    "total": {"type": ["integer", "null"], "minimum": 0},
    "limit": _COUNT,
    "offset": _COUNT,
    "cut": _MAYBE,
    "note": _MAYBE,
}
_SECTION: Mapping[str, Any] = {"name": _TEXT, "title": _TEXT, **_TABLE}
_REPORT: Mapping[str, Any] = {
    "heading": _TEXT,
    "facts": {"type": "object"},
    "sections": {"type": "array", "items": {"$ref": "#/components/schemas/Section"}},
}
PARTS = tuple(dict.fromkeys((*_PARTS, *_TABLE, *_REPORT)))
"""All that an answer may have, by name."""
STATUSES = (200, 400, 404, 406, 422, 500, 503, 504)
"""With which an operation answers."""
_PROBLEM = {
    "type": "object",
    "properties": {
        "type": _TEXT,
        "title": _TEXT,
        "status": {"type": "integer"},
        "detail": _TEXT,
        "parameter": _MAYBE,
        "nearest": _TEXTS,
    },
    "required": ["title", "status"],
}
_EXAMPLES: Mapping[str, tuple[str, ...]] = {
    "actor": ("baerum", "fjordby"),
    "other": ("asker", "altburg"),
    "network": ("eurocities", "nordnett"),
    "programme": ("horizon-europe",),
    "theme": ("climate-adaptation", "energy", "climate-mitigation"),
    "country": ("NO",),
    "region": ("akershus-fylke",),
    "text": ("Bærum", "Fjordby"),
}
"""What is tried first as an example of a type or of a field; else it is the first of its kind in the graph."""


def described(samkart: Samkart, root: str) -> dict[str, Any]:
    """The description in the language of the session, with examples that its graph can answer; `root`: of the site."""
    language = samkart.language
    tried = examples(samkart)
    known = {
        each.name: [_parameter(language, field, tried, each.one_of[-1:]) for field in each.fields]
        for each in operations()
    }
    responses = {str(status): _response(language, status) for status in STATUSES[1:]}
    return {
        "openapi": "3.1.0",
        "jsonSchemaDialect": "https://json-schema.org/draft/2020-12/schema",
        "info": {
            "title": "Samkart",
            "version": __version__,
            "description": say(language, "web", "api.lead"),
            "license": {"name": say(language, "web", "api.licence")},
        },
        "servers": [{"url": root or "/"}],
        "tags": [{"name": each} for each in dict.fromkeys(_tag(each) for each in operations())],
        "paths": {
            f"/api/{each.name}": {"get": _get(language, each, known[each.name], responses)} for each in operations()
        },
        "components": {
            "parameters": {
                name: {
                    "name": name,
                    "in": "query",
                    "description": say(language, "web", f"api.part.{name}"),
                    "schema": form,
                }
                for name, form in paging().items()
            },
            "schemas": _schemas(language),
            "responses": responses,
        },
    }


def paging() -> dict[str, dict[str, Any]]:
    """The schemas of what every operation can be asked with beside its own fields."""
    return {
        "limit": {"type": "integer", "minimum": 1, "maximum": MOST_ROWS, "default": USUAL_ROWS},
        "offset": {"type": "integer", "minimum": 0, "maximum": MOST_OFFSET, "default": 0},
        "section": {"type": "string", "pattern": r"\S", "maxLength": 500},
        "lang": {"type": "string", "enum": list(LANGUAGES)},
    }


def examples(samkart: Samkart) -> dict[str, str]:
    """A value for each type of thing, by the type's name, that names something in the graph."""
    found = {}
    for kind in ("actor", "other", "region", "network", "programme", "project", "theme", "country", "text"):
        where = {"other": "actor", "region": "actor", "text": ""}.get(kind, kind)
        for value in _EXAMPLES.get(kind, ()):
            if kind in ("country", "text") or _names(samkart, value, where):
                found[kind] = value
                break
        else:
            some = samkart.view.search("a", (where,), 1, samkart.language) if where in ("project", "programme") else ()
            if some:
                found[kind] = some[0].iri
    return found


def _names(samkart: Samkart, value: str, kind: str) -> bool:
    try:
        return bool(samkart.resolve(value, kind))
    except KgError:
        return False


def _get(
    language: str, operation: Operation, own: list[dict[str, Any]], responses: Mapping[str, Any]
) -> dict[str, Any]:
    whole = operation.name in REPORTS
    shared = [name for name in paging() if not operation.field(name) and (name != "section" or whole)]
    return {
        "operationId": operation.name.replace("/", "_"),
        "tags": [_tag(operation)],
        "summary": operation.texts[language],
        **({"description": operation.more[language]} if operation.more else {}),
        "parameters": [*own, *({"$ref": f"#/components/parameters/{name}"} for name in shared)],
        "responses": {
            "200": {
                "description": say(language, "web", "api.status.200"),
                "content": {"application/json": {"schema": _answer(language, operation)}},
            },
            **{status: {"$ref": f"#/components/responses/{status}"} for status in responses},
        },
    }


def _schemas(language: str) -> dict[str, Any]:
    """What answers are made of, each part explained."""

    def made(parts: Mapping[str, Any], base: str = "") -> dict[str, Any]:
        told = {each: {**form, "description": say(language, "web", f"api.part.{each}")} for each, form in parts.items()}
        own = {"type": "object", "properties": told, "required": list(parts)}
        return {"allOf": [{"$ref": f"#/components/schemas/{base}"}, own]} if base else own

    return {
        "Problem": _PROBLEM,
        "Meant": {
            "type": "object",
            "properties": {"value": {}, "iri": _TEXT, "label": _TEXT, "key": _TEXT},
            "required": ["value"],
        },
        "Answer": made(_PARTS),
        "Table": made(_TABLE, "Answer"),
        "Section": made(_SECTION),
        "Report": made(_REPORT, "Answer"),
    }


def _answer(language: str, operation: Operation) -> dict[str, Any]:
    """What an operation answers with; of a Question with its columns."""
    if operation.name in REPORTS:
        return {"$ref": "#/components/schemas/Report"}
    columns = columns_of(operation.name)
    if not columns:
        return {"$ref": "#/components/schemas/Table"}
    found: dict[str, Any] = {}
    for each in columns:
        found |= column_schema(each, language)
    row = {"type": "object", "properties": found, "required": [each.name for each in columns]}
    rows = {"properties": {"rows": {"type": "array", "items": row}}}
    return {"allOf": [{"$ref": "#/components/schemas/Table"}, rows]}


def _parameter(language: str, field: Field, tried: Mapping[str, str], needed: Sequence[str]) -> dict[str, Any]:
    """A field as a parameter; there is an example of one that must be given, and of the one of several in `needed`."""
    made = {
        "name": field.name,
        "in": "query",
        "required": field.required,
        "description": field.labels[language],
        "schema": schema(field),
        **({"style": "form", "explode": False} if field.many else {}),
    }
    value = _example(field, tried)
    if value and (field.required or field.name in needed):
        several = [value, tried["other"]] if field.name == "actors" and "other" in tried else [value]
        made["example"] = several if field.many else value
    return made


def _example(field: Field, tried: Mapping[str, str]) -> str:
    """A value of a field that the graph has, where one is known."""
    if field.default:
        return field.default
    usual = {"thing": "actor", "iri": "actor"}.get(field.type, field.type)
    return tried.get(field.name) or tried.get(usual, "")


def _tag(operation: Operation) -> str:
    return operation.name.split("/")[1] if operation.name.startswith("question/") else "samkart"


def _response(language: str, status: int) -> dict[str, Any]:
    problem = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
    return {"description": say(language, "web", f"api.status.{status}"), "content": problem}
