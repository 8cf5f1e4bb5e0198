"""The objects of a JSON file, one by one, so that never all of them are in memory."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from typing import Any

from kg.errors import KgError
from kg.sources.tabular.formats.found import Found
from kg.sources.tabular.formats.text import open_text

__all__ = ["json_items"]

CHUNK = 1 << 20  # characters that are read at a time
MOST_STRANGE = 1000  # things in a list that are no objects
LARGEST = 32 << 20  # characters of one object: a project with everything nested in it has some ten thousand

_FILLED = re.compile(r"\S")


def json_items(found: Found) -> Iterator[dict[str, Any]]:
    """The objects of a list, or those that stand one after another; what is no object is passed over.

    Raises KgError naming file and line for what is no JSON, is cut, or nested deeper or longer than any download is.
    """
    with found.opened() as raw, open_text(raw) as text:
        try:
            yield from _Items(found.name, text)
        except UnicodeDecodeError as error:
            raise KgError(f"{found.name}: not readable as {text.encoding.upper()} ({error.reason})") from error


class _Items:
    def __init__(self, name: str, text: io.TextIOWrapper) -> None:
        self._name = name
        self._text = text
        self._buffer = ""
        self._place = 0
        self._line = 1
        self._ended = False

    def __iter__(self) -> Iterator[dict[str, Any]]:
        decoder = json.JSONDecoder()
        listed = self._next() == "["
        after, strange = False, 0
        if listed:
            self._place += 1
        while mark := self._next():
            if listed and mark == "]":
                return
            if mark == "," and after:
                self._place += 1
                after = False
                continue
            item = self._decoded(decoder)
            after = True
            if isinstance(item, dict):
                yield item
            elif (strange := strange + 1) > MOST_STRANGE:
                raise self._unreadable(f"more than {MOST_STRANGE:,} things that are no objects", self._place)
        if listed:
            raise KgError(f"{self._name} ends in the middle of a list; download it again")

    def _next(self) -> str:
        """The next character that is no space; empty at the end."""
        while True:
            found = _FILLED.search(self._buffer, self._place)
            if found:
                self._place = found.start()
                return found[0]
            self._place = len(self._buffer)
            if self._ended:
                return ""
            self._more(CHUNK)

    def _more(self, size: int) -> None:
        read = self._text.read(size)
        self._ended = not read
        self._line += self._buffer.count("\n", 0, self._place)
        self._buffer = self._buffer[self._place :] + read
        self._place = 0

    def _decoded(self, decoder: json.JSONDecoder) -> object:
        while True:
            try:
                item, end = decoder.raw_decode(self._buffer, self._place)
            except RecursionError as error:
                raise self._unreadable("nested too deep", self._place) from error
            except ValueError as error:  # a JSONDecodeError, or a number of thousands of digits
                if self._ended:
                    if isinstance(error, json.JSONDecodeError):
                        raise self._unreadable(error.msg, error.pos) from error
                    raise self._unreadable("a number of thousands of digits", self._place) from error
            else:
                if self._ended or isinstance(item, dict) or end < len(self._buffer):
                    self._place = end
                    return item
            if len(self._buffer) - self._place > LARGEST:
                raise self._unreadable(f"something of more than {LARGEST:,} characters", self._place)
            self._more(max(CHUNK, len(self._buffer)))

    def _unreadable(self, why: str, place: int) -> KgError:
        line = self._line + self._buffer.count("\n", 0, place)
        return KgError(f"{self._name}, line {line}: not readable as JSON ({why})")
