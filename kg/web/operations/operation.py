"""An Operation: something that can be asked, with the fields that it takes; read from what was given, and run."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from kg.errors import Message, NotFound, Usage
from kg.model.result import Report, Section, Tabular

if TYPE_CHECKING:
    from kg.api import Samkart

__all__ = ["OWN", "Field", "Operation", "Values", "no_section", "read", "sections_of", "typed"]

_SPELLED = {
    "compared_with": "with",
    "including": "with",
    "periods": "period",
    "ties": "evidence",
    "before": "from",
    "after": "to",
}
_JOINED = ("via", "country")  # options that are there once, with commas
Values = Mapping[str, Any]
"""What is asked with, by the name of a field: a text, a whole number, a truth value, or several texts."""

OWN = ("embed", "rows", "section", "excel", "title", "width")
"""Parameters of every address, which say how an answer is shown and not what is asked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A field: its name, what its values are, and whether it must be given or may be given more than once.

    `type` is a kind of thing (actor, network, programme, project, theme, thing), country, date, year, integer, decimal,
    flag, choice (one of `choices`) or text. `labels` are its words by language. Of one that may be given more than once
    `fewest` values are needed. A value has at most `longest` letters, one that has more than usual is a text of some
    sentences. In a form the `usual` ones come first; the others are behind a heading.
    """

    name: str
    type: str
    labels: Mapping[str, str]
    required: bool = False
    many: bool = False
    choices: tuple[str, ...] = ()
    default: str = ""
    least: int = 0
    most: int = 1000
    fewest: int = 1
    longest: int = 500
    usual: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """Something that can be asked. `name` is its path; `subject` the field that the rest of the path gives.

    `texts` say in each language what it answers. `run` is given the values of the fields that were given, and answers
    with something that has a table, or with a report. `command` is how the shell asks the same.
    """

    name: str
    texts: Mapping[str, str]
    fields: tuple[Field, ...]
    run: Callable[[Samkart, Values], Tabular | Report[Any]]
    command: tuple[str, ...]
    subject: str = ""
    more: Mapping[str, str] = field(default_factory=dict)
    """What else is to be said of it, by language."""
    one_of: tuple[str, ...] = ()
    """Fields of which one must be given."""

    def field(self, name: str) -> Field | None:
        """The field with a name."""
        return next((each for each in self.fields if each.name == name), None)

    def shell(self, values: Values) -> list[str]:
        """The command of the shell that asks the same, in words."""
        words = ["kg", *self.command]
        named = self.command == ("query", self.name.removeprefix("question/"))
        for each in self.fields:
            given = values.get(each.name)
            several = given if isinstance(given, tuple) else (given,) if given not in (None, "", False) else ()
            if each.name == self.subject and each.type != "country" and not named:  # a country is an option
                words += [str(value) for value in several]
            elif named:
                words += [part for value in several for part in ("-p", f"{each.name}={value}")]
            elif each.type == "flag":
                words += [f"--{_spelled(each.name)}"] if several else []
            else:
                spelled = _spelled(each.name)
                if several and each.name in _JOINED:
                    several = (",".join(map(str, several)),)
                words += [part for value in several for part in (f"--{spelled}", str(value))]
        return words


def _spelled(name: str) -> str:
    """The option of the shell that a field is."""
    return _SPELLED.get(name, name).replace("_", "-")


def read(operation: Operation, given: Sequence[tuple[str, str]]) -> dict[str, Any]:
    """The values of the fields from what an address gives, each of the form that its type has; empty ones are none.

    Raises Usage for a field that is not known, one that is missing, and a value of another form; what a name means, and
    whether a word is one of those known, is checked where it is asked.
    """
    values: dict[str, Any] = {}
    for name, text in given:
        if name in OWN:
            continue
        known = operation.field(name)
        if known is None:
            names = [each.name for each in operation.fields]
            from difflib import get_close_matches

            near = tuple(get_close_matches(name, names, n=3, cutoff=0.6))
            raise Usage(f"{name!r} is not known here; expected {', '.join(names) or 'no parameter'}", near, name)
        text = text.strip()
        if not text:
            continue
        value = _value(known, text)
        values[name] = (*values.get(name, ()), *value) if isinstance(value, tuple) else value
    missing = [each.name for each in operation.fields if each.required and not values.get(each.name)]
    if missing:
        raise Usage(Message("{names} must be given", "missing", names=" and ".join(missing)), (), missing[0])
    return values


def _value(known: Field, text: str) -> Any:
    if known.many:
        return tuple(part.strip() for part in text.split(",") if part.strip())
    if known.type == "flag":
        if text.lower() not in ("1", "true", "yes", "on", "0", "false", "no", "off"):
            raise Usage(f"{text!r} is neither true nor false", ("true", "false"), known.name)
        return text.lower() in ("1", "true", "yes", "on")
    if known.type == "integer":
        if not re.fullmatch("[0-9]{1,9}", text) or not known.least <= int(text) <= known.most:
            sentence = "{text!r} does not fit; expected a whole number from {least:,} to {most:,}"
            raise Usage(Message(sentence, "integer", text=text, least=known.least, most=known.most), (), known.name)
        return int(text)
    if known.type == "decimal" and not re.fullmatch(r"-?[0-9]{1,15}(\.[0-9]{1,15})?", text):
        raise Usage(Message("{text!r} is not a number; expected one as in 1.5", "number", text=text), (), known.name)
    if known.choices and text not in known.choices:
        from difflib import get_close_matches

        near = tuple(get_close_matches(text, known.choices, n=3, cutoff=0.5))
        raise Usage(f"{text!r} is not known; expected {', '.join(known.choices)}", near, known.name)
    return text


def typed(values: Values) -> dict[str, str]:
    """The values as they stand in a form."""
    return {
        name: ", ".join(map(str, value)) if isinstance(value, tuple) else "" if value is False else str(value)
        for name, value in values.items()
    }


def no_section(name: str, sections: Iterable[Section]) -> NotFound:
    """What to raise where an answer has no table of that name."""
    near = tuple(each.name for each in sections)
    return NotFound(Message("there is no section {name!r} here", "no-section", name=name), near)


def sections_of(found: Tabular | Report[Any], name: str = "answer") -> list[Section]:
    """The tables of an answer, each under its name: those of a report, or the one there is."""
    if isinstance(found, Report):
        return list(found.sections)
    return [Section(name, "", found.table)]
