"""The tools: a name, words and schemas for each operation, and what a call of one asks the API."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from difflib import get_close_matches
from typing import Any

from kg.errors import NotFound, Usage
from kg.language.speech import say
from kg.web.machines.openapi import REPORTS
from kg.web.machines.schema import OWN_LIMITS, schema
from kg.web.operations.machines import operation, operations
from kg.web.operations.operation import Field, Operation
from kg.web.operations.questions import AREA

__all__ = ["ASK", "LIST", "MOST", "Call", "Tool", "call_of", "questions_about", "shortened", "tool_named", "tools"]

ASK, LIST = "ask_question", "questions"
"""The two tools that stand for all Questions where few tools are offered."""
MOST, _USUAL, _USUAL_OF_SECTION = 200, 25, 5
"""Rows of an answer that may be asked for; a context is not a database."""
_MOST_LISTED = 12  # values in one cell
_INTERNAL = ("hygiene", "edges")
"""Areas of Questions for those who keep the graph or draw it, which are no tools of their own."""
_LEFT_OUT = ("columns", "next")
_FORMS = {"date": "^[0-9]{4}(-[0-9]{2}){0,2}$", "year": "^[0-9]{4}$"}
_SEEN = "\u200c\u200d\n\t"  # joiners are a part of words and pictures
_ROWS: Mapping[str, Any] = {"type": "array", "items": {"type": "object"}}
_TOLD = {"type": "array", "items": {"type": "string"}}
_MAYBE = {"type": ["string", "null"]}


@dataclass(frozen=True, slots=True, kw_only=True)
class Tool:
    """A tool: its name, its words, what it takes and gives as JSON Schema, and the operation that it asks.

    The title is empty where the description is no more than that.
    """

    name: str
    title: str = ""
    description: str
    takes: Mapping[str, Any]
    gives: Mapping[str, Any]
    operation: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """What a call asks the API: an operation's name, and its parameters as an address has them."""

    operation: str
    given: tuple[tuple[str, str], ...]


def tools(language: str, *, every: bool = True) -> dict[str, Tool]:
    """The tools by name, in the language of their words: the verbs, and each Question, or `every` False two for all."""
    found = [each for each in operations() if not each.name.startswith(f"{AREA}/")]
    if every:
        found += [each for each in operations() if _is_public(each)]
    made = [_tool(each, language) for each in found]
    return {each.name: each for each in (made if every else [*made, *_for_all(language)])}


def call_of(tool: Tool, arguments: Mapping[str, Any]) -> Call:
    """What a call of a tool asks. Raises Usage and NotFound for arguments that the tool does not take."""
    given = dict(arguments)
    name = tool.operation
    if tool.name == ASK:
        name = f"{AREA}/{given.pop('name', '')}"
        inner = given.pop("parameters", {})
        if not isinstance(inner, Mapping):
            raise Usage("is an object: values by the name of a parameter", (), "parameters")
        given = {**inner, **given}
    asked = operation(name)
    sized = next((each for each in OWN_LIMITS if asked.field(each)), "limit")
    usual = _USUAL_OF_SECTION if asked.name in REPORTS else _USUAL
    if "limit" not in given and not asked.field("limit"):
        given["limit"] = given["top"] if isinstance(given.get("top"), int) else usual
    pairs = []
    for each, value in given.items():
        field = asked.field(each)
        if field is None and each not in ("limit", "offset", "section"):
            known = [*(own.name for own in asked.fields), "limit", "offset"]
            near = tuple(get_close_matches(each, known, n=3, cutoff=0.5))
            raise Usage(f"is not known here; expected {', '.join(known)}", near, each[:100])
        pairs += [] if value is None or value == [] else [(each, _text(each, field, value))]
    for each, value in pairs:
        if each in (sized, "limit") and value.isascii() and value.isdigit() and int(value) > MOST:
            raise Usage(f"{value} is more than {MOST} at a time; the next ones come with offset", (), each)
    return Call(operation=name, given=tuple(pairs))


def questions_about(words: str, language: str) -> list[dict[str, object]]:
    """The Questions of which all of some words are a part, with their parameters; all of them without a word."""
    parts = words.casefold().split()
    found: list[dict[str, object]] = []
    for each in operations():
        text = f"{each.name} {each.texts[language]} {each.texts['en']}".casefold()
        if each.name.startswith(f"{AREA}/") and all(part in text for part in parts):
            parameters = {
                field.name: {**schema(field), "description": field.labels[language], "required": field.required}
                for field in each.fields
            }
            name = each.name.removeprefix(f"{AREA}/")
            found.append({"name": name, "question": each.texts[language], "parameters": parameters})
    return found


def shortened(answer: Mapping[str, Any], language: str) -> dict[str, Any]:
    """An answer of the API for a context: long lists in cells are cut, which is told, and texts hold what is seen only.

    What cannot be seen (marks of direction, tags, control characters) could carry words that no reader knows of.
    """
    kept = {name: value for name, value in answer.items() if name not in _LEFT_OUT}
    return {name: _short(value, language) for name, value in kept.items()}


def _short(value: Any, language: str, *, cell: bool = False) -> Any:
    if isinstance(value, str):
        return _seen(value)
    if isinstance(value, Mapping):
        kept = {name: each for name, each in value.items() if name not in _LEFT_OUT}
        return {name: _short(each, language, cell=name not in ("rows", "sections")) for name, each in kept.items()}
    if isinstance(value, list | tuple):
        shown = [_short(each, language) for each in (value[:_MOST_LISTED] if cell else value)]
        left = len(value) - len(shown)
        return [*shown, say(language, "web", "mcp.shortened", n=left)] if left else shown
    return value


def _seen(text: str) -> str:
    if text.isascii() and text.isprintable():
        return text
    return "".join(each for each in text if each in _SEEN or unicodedata.category(each)[0] != "C")


def _text(name: str, field: Field | None, value: Any) -> str:
    """A value as an address has it. Raises Usage for what no field holds."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        return format(Decimal(str(value)).normalize(), "f") if abs(value) < 1e15 else str(value)
    if isinstance(value, str):
        return value
    if isinstance(value, Sequence) and field is not None and field.many:
        texts = [_text(name, None, each) for each in value]
        if any("," in each for each in texts):
            raise Usage("has a name with a comma in it; take its key", (), name)
        return ",".join(texts)
    raise Usage(f"is not {'a list of texts' if field is not None and field.many else 'one value'}", (), name)


def _is_public(each: Operation) -> bool:
    return each.name.startswith(f"{AREA}/") and each.name.split("/")[1] not in _INTERNAL


def _tool(each: Operation, language: str) -> Tool:
    more = each.more.get(language, "")
    return Tool(
        name=each.name.removeprefix(f"{AREA}/").replace("/", "_").replace("-", "_"),
        title=each.texts[language] if more else "",
        description=f"{each.texts[language]} {more}".strip(),
        takes=_takes(each, language),
        gives=_gives(each.name in REPORTS),
        operation=each.name,
    )


def _takes(each: Operation, language: str) -> dict[str, Any]:
    properties = {field.name: {**_typed(field), "description": field.labels[language]} for field in each.fields}
    usual = _USUAL_OF_SECTION if each.name in REPORTS else _USUAL
    if not each.field("limit"):
        properties["limit"] = {"type": "integer", "minimum": 1, "maximum": MOST, "default": usual}
    properties["offset"] = {"type": "integer", "minimum": 0, "default": 0}
    if each.name in REPORTS:
        properties["section"] = {"type": "string", "description": say(language, "web", "api.part.section")}
    required = [field.name for field in each.fields if field.required]
    return {
        "type": "object",
        "properties": properties,
        **({"required": required} if required else {}),
        "additionalProperties": False,
    }


def _typed(field: Field) -> dict[str, Any]:
    """The schema of a field without what only an address needs."""
    if field.type == "decimal":
        return {"type": "number"}
    form = schema(field)
    inner = {name: value for name, value in form.get("items", form).items() if name != "maxLength"}
    inner.pop("pattern", None)
    if field.type in _FORMS:
        inner["pattern"] = _FORMS[field.type]
    if field.type == "integer":
        inner["maximum"] = min(inner["maximum"], MOST) if field.name in OWN_LIMITS else inner["maximum"]
    return {"type": "array", "items": inner} if field.many else inner


def _gives(report: bool) -> dict[str, Any]:
    """What an answer is, as shortly as it can be said: this stands in every tool."""
    own = {"sections": _ROWS} if report else {"rows": _ROWS, "total": {"type": ["integer", "null"]}, "cut": _MAYBE}
    told = {"parameters": {"type": "object"}, "notices": _TOLD, "coverage": _MAYBE, "not_known": _TOLD}
    return {"type": "object", "properties": {**own, **told}, "required": [*own, *told]}


def _for_all(language: str) -> list[Tool]:
    """The tools that stand for all Questions: one lists them, one asks them."""
    words = {"type": "string", "description": say(language, "web", "mcp.words")}
    name = {"type": "string", "description": say(language, "web", "mcp.name")}
    parameters = {"type": "object", "description": say(language, "web", "mcp.parameters")}
    paging = {
        "limit": {"type": "integer", "minimum": 1, "maximum": MOST, "default": _USUAL},
        "offset": {"type": "integer", "minimum": 0, "default": 0},
    }
    listed, ask = say(language, "web", "mcp.questions"), say(language, "web", "mcp.ask_question")
    return [
        Tool(
            name=LIST,
            description=listed,
            takes={"type": "object", "properties": {"words": words}, "additionalProperties": False},
            gives={"type": "object", "properties": {"questions": _ROWS}, "required": ["questions"]},
        ),
        Tool(
            name=ASK,
            description=ask,
            takes={
                "type": "object",
                "properties": {"name": name, "parameters": parameters, **paging},
                "required": ["name"],
                "additionalProperties": False,
            },
            gives=_gives(report=False),
        ),
    ]


def tool_named(known: Mapping[str, Tool], name: str) -> Tool:
    """The tool with a name. Raises NotFound with the nearest names."""
    if name not in known:
        raise NotFound(f"there is no tool {name[:100]!r}", tuple(get_close_matches(name[:100], known, n=3, cutoff=0.5)))
    return known[name]
