"""What a Question's header is read with: the types, and the standard parameters and columns of `queries/_terms.toml`.

A term says how one parameter or column is shown: its type and its words in nb, nn and en. The file has two tables,
`[parameters]` and `[columns]`; each line is an entry, a table or the name of another entry that it is like.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Literal

from kg.errors import BadData, Problem
from kg.questions.naming import ENTITY_TYPES

__all__ = [
    "COLUMN_TYPES",
    "LANGUAGES",
    "NO_TERMS",
    "PARAMETER_TYPES",
    "Sort",
    "Term",
    "Terms",
    "line_of",
    "near",
    "read_term",
    "standard_terms",
]

_PLAIN = ("kind", "tie-kind", "evidence", "date", "year", "text", "integer", "decimal", "iri")
PARAMETER_TYPES = frozenset({*ENTITY_TYPES, *_PLAIN})
COLUMN_TYPES = frozenset({*ENTITY_TYPES, *_PLAIN, "boolean", "url", "entity"})
LANGUAGES = ("nb", "nn", "en")

Sort = Literal["parameters", "columns"]
_TYPES: Mapping[Sort, frozenset[str]] = {"parameters": PARAMETER_TYPES, "columns": COLUMN_TYPES}
_SECTIONS: Mapping[str, Sort] = {"[parameters]": "parameters", "[columns]": "columns"}


@dataclass(frozen=True, slots=True)
class Term:
    """How a parameter or column is shown, whatever it is called."""

    type: str
    labels: Mapping[str, str]


class Terms:
    """The terms that a header may name without saying what they are, each on a line of its own in `file`.

    A line is read when its term is asked for: one Question names ten of a hundred.
    """

    def __init__(self, text: str = "", file: str = "_terms.toml") -> None:
        self.file = file
        self._lines: dict[Sort, dict[str, tuple[int, str]]] = {"parameters": {}, "columns": {}}
        self._read: dict[tuple[Sort, str], Term] = {}
        self._problems: list[Problem] = []
        sort: Sort | None = None
        for number, line in enumerate(text.splitlines(), 1):
            name = line.partition(" = ")[0]
            if line.startswith("["):
                sort = _SECTIONS.get(line)
            elif not line or line.startswith("#"):
                continue
            elif sort is None or not name.isidentifier() or name in self._lines[sort]:
                expected = "expected [parameters] and [columns], each name once, one to a line: NAME = …"
                self._problems.append(Problem(file, number, "", expected))
            else:
                self._lines[sort][name] = (number, line)

    def names(self, sort: Sort) -> list[str]:
        """The names of the parameters, or of the columns."""
        return list(self._lines[sort])

    def get(self, sort: Sort, name: str) -> Term | None:
        """A term, or None. Raises BadData when its line cannot be used."""
        if name not in self._lines[sort]:
            return None
        if (sort, name) not in self._read:
            self._read[sort, name] = self._term(sort, name)
        return self._read[sort, name]

    def _term(self, sort: Sort, name: str) -> Term:
        number, line = self._lines[sort][name]
        try:
            entry = tomllib.loads(line)[name]
        except tomllib.TOMLDecodeError as error:
            raise BadData(f"{self.file}, row {number}: not TOML: {error}") from error
        known = self if isinstance(entry, str) else NO_TERMS
        if isinstance(entry, str) and self._lines[sort].get(entry, (0, ""))[1].endswith('"'):
            found = [("", f"{entry!r} is itself like another; name that one")]
        else:
            term, found = read_term(sort, name, entry, known)
        if found:
            problems = tuple(Problem(self.file, number, f"{sort}.{name}{field}", message) for field, message in found)
            raise BadData(f"{self.file} cannot be used", problems)
        return term

    def check(self) -> None:
        """Read every line. Raises BadData with every problem."""
        problems = list(self._problems)
        for sort in _SECTIONS.values():
            for name in self._lines[sort]:
                try:
                    self.get(sort, name)
                except BadData as error:
                    problems.extend(error.problems or [Problem(self.file, 0, name, str(error))])
        if problems:
            raise BadData(f"{self.file} cannot be used", tuple(dict.fromkeys(problems)))


NO_TERMS = Terms()


@cache
def standard_terms(folder: Path) -> Terms:
    """The terms of a folder of Questions; none where it has no `_terms.toml`."""
    path = folder / "_terms.toml"
    return Terms(path.read_text("utf-8")) if path.exists() else NO_TERMS


def read_term(sort: Sort, name: str, entry: object, known: Terms) -> tuple[Term, list[tuple[str, str]]]:
    """An entry as a term, with what is wrong with it as (`.field`, message).

    A text is the name of the known term it is like. A table has `type`, `nb`, `nn` and `en`; those left out are taken
    from the known term of the same name.
    """
    if isinstance(entry, str):
        like = known.get(sort, entry)
        message = f"there is no standard term {entry!r}{near(entry, known.names(sort))}"
        return (like, []) if like else (Term("", {}), [("", message)])
    if not isinstance(entry, dict):
        return Term("", {}), [("", "expected a table or the name of a standard term")]
    base = known.get(sort, name) or Term("", {})
    kind = str(entry.get("type", base.type))
    labels = {language: str(entry.get(language, base.labels.get(language, ""))) for language in LANGUAGES}
    fields = ("type", *LANGUAGES)
    problems = [(f".{key}", f"is no field; expected {', '.join(fields)}") for key in entry if key not in fields]
    if kind not in _TYPES[sort]:
        problems.append((".type", f"{kind!r} is not a type; expected one of {', '.join(sorted(_TYPES[sort]))}"))
    problems.extend((f".{language}", "missing") for language, label in labels.items() if not label)
    return Term(kind, labels), problems


def near(name: str, known: Iterable[str]) -> str:
    """The end of a message about a name that is not known: the names nearest to it, or nothing."""
    found = get_close_matches(name, list(known), n=3, cutoff=0.6)
    return f"; nearest: {', '.join(found)}" if found else ""


def line_of(lines: Iterable[str], text: str | tuple[str, ...]) -> int:
    """The number, from 1, of the first line that begins with the text or one of them (after `# `); 0 if none does."""
    return next((n for n, line in enumerate(lines, 1) if line.removeprefix("# ").startswith(text)), 0)
