"""The projects of a CORDIS XML file, as the nested objects that its JSON edition has.

Expat is used as it is: a tree would hold the whole file, and CORDIS needs none of what makes XML dangerous. A document
type, and with it every entity of its own, is refused; so are depth and size that no project has.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from xml.parsers import expat

from kg.errors import KgError
from kg.sources.tabular.formats.found import Found

__all__ = ["ForeignXml", "xml_items"]

CHUNK = 1 << 16  # bytes that are read at a time
DEEPEST = 100
LARGEST = 32 << 20  # characters of one project, each element counted as 64
LONGEST_MARKUP = 4 << 20  # bytes of one tag or comment
_NAMESPACE = "cordis.europa.eu"
_LANGUAGES = ("language", "lang", "http://www.w3.org/XML/1998/namespace lang")
_NUMBERS = ("id", "reference", "rcn")


class ForeignXml(KgError):
    """An XML file that holds no project of CORDIS."""


def xml_items(found: Found) -> Iterator[dict[str, Any]]:
    """Each project: its elements by name, a list where a name stands more than once, attributes as `@name`.

    An element of text alone is its text; of those that say their language the English one is taken, else the first.
    Raises ForeignXml where there is no project, KgError naming file and line for what cannot be read.
    """
    reader = _Reader()
    any_project = False
    with found.opened() as raw:
        while not reader.done:
            chunk = raw.read(CHUNK)
            try:
                reader.feed(chunk)
            except expat.ExpatError as error:
                what = expat.ErrorString(error.code)
                raise KgError(f"{found.name}, line {error.lineno}: not readable as XML ({what})") from error
            except (LookupError, ValueError, _RefusedError) as error:
                line = reader.parser.CurrentLineNumber
                raise KgError(f"{found.name}, line {line}: not readable as XML ({error})") from error
            for project in reader.taken():
                any_project = True
                yield project
    if not any_project:
        raise ForeignXml(f"its first element is {reader.root}, expected a project of CORDIS")


class _RefusedError(Exception):
    """Something that no file of CORDIS has."""


@dataclass(slots=True)
class _Element:
    name: str
    content: dict[str, Any]
    language: str = ""
    text: list[str] = field(default_factory=list)
    children: bool = False
    languages: dict[str, str] = field(default_factory=dict)

    def value(self) -> Any:
        text = "".join(self.text).strip()
        return self.content if self.children or (self.content and not text) else text

    def add(self, child: _Element) -> None:
        self.children = True
        value, name = child.value(), child.name
        if name not in self.content:
            self.content[name] = value
        elif child.language and name in self.languages:
            if child.language == "en" != self.languages[name]:
                self.content[name] = value
        elif isinstance(self.content[name], list):
            self.content[name].append(value)
        else:
            self.content[name] = [self.content[name], value]
        if child.language and isinstance(value, str):
            self.languages[name] = "en" if child.language == "en" else self.languages.get(name, child.language)


class _Reader:
    """Expat with what is open: the names of elements outside a project, and the elements inside one."""

    def __init__(self) -> None:
        self.root = "none"
        self.done = False
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text
        self.parser.StartDoctypeDeclHandler = self._doctype
        self._outside: list[str] = []
        self._open: list[_Element] = []
        self._projects: list[dict[str, Any]] = []
        self._size = 0
        self._fed = self._moved = 0

    def feed(self, chunk: bytes) -> None:
        """Go on with some bytes; none ends the file."""
        self._fed += len(chunk)
        self.parser.Parse(chunk, not chunk)
        self.done = not chunk
        if self._fed - self._moved > LONGEST_MARKUP:
            raise _RefusedError(f"a tag or comment of more than {LONGEST_MARKUP:,} bytes")

    def taken(self) -> list[dict[str, Any]]:
        """The projects that have become whole since this was last asked."""
        found, self._projects = self._projects, []
        return found

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._moved = self._fed
        namespace, _, local = name.rpartition(" ")
        self.root = local if self.root == "none" else self.root
        if len(self._open) + len(self._outside) >= DEEPEST:
            raise _RefusedError(f"nested deeper than {DEEPEST} elements")
        ours = not namespace or _NAMESPACE in namespace
        if not self._open and not (local == "project" and ours and "associations" not in self._outside):
            self._outside.append(local)
            return
        if not self._open:
            self._size = 0
        self._grow(64 + sum(map(len, attributes.values())))
        content: dict[str, Any] = {f"@{key.rpartition(' ')[2]}": value for key, value in attributes.items()}
        language = next((attributes[key] for key in _LANGUAGES if key in attributes), "")
        self._open.append(_Element(local, content, language.lower()[:2]))

    def _end(self, name: str) -> None:
        self._moved = self._fed
        if not self._open:
            self._outside.pop()
            return
        element = self._open.pop()
        if self._open:
            self._open[-1].add(element)
            return
        project = element.value()
        if isinstance(project, dict) and any(project.get(number) for number in _NUMBERS):
            self._projects.append(project)

    def _text(self, text: str) -> None:
        self._moved = self._fed
        if self._open:
            self._grow(len(text))
            self._open[-1].text.append(text)

    def _grow(self, size: int) -> None:
        self._size += size
        if self._size > LARGEST:
            raise _RefusedError(f"a project of more than {LARGEST:,} characters")

    def _doctype(self, *_: object) -> None:
        raise _RefusedError("it declares a document type, which no file of CORDIS does")
