"""Text that every format can hold."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import BuiltinFunctionType, FunctionType, MethodType, MethodWrapperType
from typing import Any

__all__ = ["clean", "harmless", "inert", "no_function", "printable", "printed", "shortened"]

_NOT_TEXT = re.compile("[\x00-\x08\x0b-\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_UNSEEN = re.compile("[\u202a-\u202e\u2066-\u2069\ufeff\ufdd0-\ufdef\ufffe\uffff]+")
_RAW = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufeff\ufffe\uffff]"
)
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_SPACE = re.compile("[ \t\r\n]+")


def printable(text: str) -> str:
    """The text without what a paper, a picture or XML cannot hold, or what would turn its letters round.

    Control characters, separators of lines and lone surrogates are blanks; marks that set or override the direction,
    and what is no character, are not there. Hebrew and Arabic need none of them: letters have their own direction.

    >>> printable("Nord\\x07vik\\u2028\\u202ekommune")
    'Nord vik kommune'
    """
    return text if text.isascii() and text.isprintable() else _UNSEEN.sub("", _NOT_TEXT.sub(" ", text))


def printed(value: Any) -> Any:
    """Lists and mappings, as JSON has them, with all their texts as `printable`; keys stay as they are.

    >>> printed({"a": ["Nord\\x07vik", 1, None]})
    {'a': ['Nord vik', 1, None]}
    """
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, list | tuple):
        return [printed(each) for each in value]
    if value is None or isinstance(value, int | float) or not isinstance(value, Mapping):
        return value
    return {key: printed(each) for key, each in value.items()}


_FUNCTIONS = (FunctionType, MethodType, BuiltinFunctionType, MethodWrapperType)


def no_function(value: Any) -> Any:
    """A value that a template is about to print, as it is. Raises TypeError for a function: in a template `words.copy`
    is the method of a mapping, not what stands under that key, and would be printed with its address in memory.

    >>> no_function("Copy")
    'Copy'
    """
    if isinstance(value, _FUNCTIONS):  # what is callable besides, as what jinja leaves undefined, prints well
        raise TypeError(f"a template prints {value!r}; a key that is called as a method is written words['key']")
    return value


def clean(text: str) -> str:
    """The text as `printable`, on one line.

    >>> clean("Nord\\x00vik \\n kommune")
    'Nord vik kommune'
    """
    return _SPACE.sub(" ", printable(text)).strip(" ")


def harmless(text: str) -> str:
    """The text as a terminal can be shown it: what would steer it or turn its letters round is written as an escape.

    >>> harmless("\\x1b[2JNord\\u202evik")
    '\\\\x1b[2JNord\\\\u202evik'
    """
    return _RAW.sub(lambda match: repr(match[0])[1:-1], text)


def inert(text: str) -> str:
    """The text as a cell that no spreadsheet takes for a formula: what begins like one stands behind an apostrophe.

    >>> inert("=1+1"), inert("+47 TELECOM"), inert("Bærum")
    ("'=1+1", "'+47 TELECOM", 'Bærum')
    """
    return "'" + text if text.lstrip(" ").startswith(_FORMULA) else text


def shortened(text: str, most: int) -> str:
    """The text, or its beginning with an ellipsis where it has more than so many letters; cut at a space near by.

    >>> shortened("Nordvik kommune", 10), shortened("Nordvik", 10), shortened("Nordvikkommune", 10)
    ('Nordvik…', 'Nordvik', 'Nordvikko…')
    """
    if len(text) <= most:
        return text
    kept = text[: most - 1]
    space = kept.rfind(" ", most // 2)
    return (kept[:space] if space > 0 else kept).rstrip() + "…"
