"""A Question: one `.rq` file whose header says what it asks, which parameters it takes and what its columns are.

The header is the comment at the top of the file, TOML behind `# `:

    # nb = "Hvilke vennskapsbyer har en aktør?"
    # nn = "Kva venskapsbyar har ein aktør?"
    # en = "Which twin towns does an actor have?"
    # needs = ["actor"]
    # takes = ["at", "basis"]
    # columns = ["partner", "start", "end"]
    # terms.basis = "status"
    # terms.partner = { nb = "Vennskapsby", nn = "Venskapsby", en = "Twin town" }

`needs` are the parameters that must be given, `takes` those that may be, `columns` what the query selects, in that
order. A name alone is the standard term of `queries/_terms.toml`. `terms` says what differs here: a text, that the
name is shown like another standard term; a table, what is not as the standard one says (all of `type`, `nb`, `nn` and
`en` where there is none of that name). A `note` is for those who read the file.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from kg.errors import BadData, NotFound, Problem
from kg.questions.terms import (
    COLUMN_TYPES,
    LANGUAGES,
    NO_TERMS,
    PARAMETER_TYPES,
    Sort,
    Term,
    Terms,
    line_of,
    near,
    read_term,
    standard_terms,
)

__all__ = ["COLUMN_TYPES", "PARAMETER_TYPES", "Column", "Parameter", "Question", "load", "load_all"]

_LISTS: Mapping[str, Sort] = {"needs": "parameters", "takes": "parameters", "columns": "columns"}
_KEYS = (*LANGUAGES, "note", *_LISTS, "terms")


_NAME = re.compile(r"[a-z0-9-]+/[a-z0-9-]+")


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter: `type` says how a value is given and bound (see `kg.questions.bind`)."""

    name: str
    type: str
    required: bool
    labels: dict[str, str]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the answer: entity types are IRIs shown by their label."""

    name: str
    type: str
    labels: dict[str, str]


@dataclass(frozen=True, slots=True, repr=False)
class Question:
    """`name` is `aspect/question`; `texts` the question in nb, nn and en; `sparql` the query without its header."""

    name: str
    texts: dict[str, str]
    parameters: dict[str, Parameter]
    columns: tuple[Column, ...]
    sparql: str

    def __repr__(self) -> str:
        return f"<Question {self.name}: {self.texts['en']}>"


def load(folder: Path, name: str) -> Question:
    """The Question `aspect/question`. Raises NotFound with the nearest names, BadData for a broken header."""
    path = folder / f"{name}.rq"
    if not (_NAME.fullmatch(name) and path.is_file()):
        names = sorted(str(p.relative_to(folder).with_suffix("")) for p in folder.glob("*/*.rq"))
        from difflib import get_close_matches

        nearest = get_close_matches(name, names, n=3, cutoff=0.4) or [n for n in names if name in n][:3]
        raise NotFound(f"no Question {name!r}", tuple(nearest))
    return parse(name, path.read_text("utf-8"), standard_terms(folder))


def load_all(folder: Path) -> list[Question]:
    """Every Question in a folder, by name. Raises BadData for a broken header or a broken standard term."""
    names = sorted(str(path.relative_to(folder).with_suffix("")) for path in folder.glob("*/*.rq"))
    terms = standard_terms(folder)
    terms.check()
    return [parse(name, (folder / f"{name}.rq").read_text("utf-8"), terms) for name in names]


def parse(name: str, text: str, terms: Terms = NO_TERMS) -> Question:
    """Read header and query. Raises BadData with every problem of the header."""
    lines = text.splitlines()
    size = next((i for i, line in enumerate(lines) if not line.startswith("#")), len(lines))
    header = _Header(f"{name}.rq", lines[:size], terms)
    needs, takes, columns = (header.terms_of(key) for key in _LISTS)
    header.finish()
    parameters = {
        key: Parameter(key, term.type, key in needs, dict(term.labels)) for key, term in (needs | takes).items()
    }
    return Question(
        name,
        {language: str(header.content[language]) for language in LANGUAGES},
        parameters,
        tuple(Column(key, term.type, dict(term.labels)) for key, term in columns.items()),
        "\n".join(lines[size:]).strip() + "\n",
    )


class _Header:
    """The header of one file, and the problems found in it so far."""

    def __init__(self, file: str, lines: list[str], standard: Terms) -> None:
        self.file = file
        self.lines = lines
        self.standard = standard
        self.problems: list[Problem] = []
        self.seen: set[str] = set()
        try:
            self.content = tomllib.loads("\n".join(line[1:].removeprefix(" ") for line in lines))
        except tomllib.TOMLDecodeError as error:
            raise BadData(f"{file}: the header is not TOML: {error}") from error
        for key in self.content:
            if key not in _KEYS:
                self.complain(key, f"is no part of a header{near(key, _KEYS)}")
        for key in LANGUAGES:
            if not self.content.get(key):
                self.complain(key, "missing")
        own = self.content.get("terms", {})
        self.own: dict[str, object] = own if isinstance(own, dict) else {}

    def complain(self, where: str, message: str, line: int = 0) -> None:
        """Note a problem; without a line, that on which `where` begins."""
        self.problems.append(Problem(self.file, line or line_of(self.lines, where), where, message))

    def terms_of(self, key: str) -> dict[str, Term]:
        """The names in one of the lists, each with what it is."""
        names = self.content.get(key, [])
        if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
            self.complain(key, "expected a list of names")
            return {}
        if key == "columns" and not names:
            self.complain(key, "missing")
        sort = _LISTS[key]
        found: dict[str, Term] = {}
        for name in names:
            if name in self.seen:
                self.complain(key, f"{name!r} stands twice", self._line_in(key, name))
            self.seen.add(name)
            found[name] = self._term(key, sort, name)
        return found

    def _term(self, key: str, sort: Sort, name: str) -> Term:
        if name in self.own:
            term, problems = read_term(sort, name, self.own[name], self.standard)
            for field, message in problems:
                self.complain(f"terms.{name}{field}", message, self._line_of_own(name))
            return term
        standard = self.standard.get(sort, name)
        if standard is None:
            here = sorted({*self.standard.names(sort), *self.own})
            message = f"{name!r} is no standard term and not among the header's own{near(name, here)}"
            self.complain(key, message, self._line_in(key, name))
        return standard or Term("", {})

    def _line_in(self, key: str, name: str) -> int:
        """The line of a name in a list that may go over several."""
        first = line_of(self.lines, key)
        return next((n for n, line in enumerate(self.lines, 1) if n >= first and f'"{name}"' in line), first)

    def _line_of_own(self, name: str) -> int:
        return line_of(self.lines, (f"terms.{name} ", f"terms.{name}.", f"[terms.{name}]"))

    def finish(self) -> None:
        """Raises BadData when anything is wrong."""
        for name in self.own:
            if name not in self.seen:
                message = f"is neither a parameter nor a column{near(name, sorted(self.seen))}"
                self.complain(f"terms.{name}", message, self._line_of_own(name))
        if self.problems:
            raise BadData(f"the header of {self.file} cannot be used", tuple(self.problems))
