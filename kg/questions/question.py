"""A Question: one `.rq` file whose header says what it asks, which parameters it takes and what its columns are."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.errors import BadData, NotFound, Problem

__all__ = ["COLUMN_TYPES", "ENTITY_TYPES", "PARAMETER_TYPES", "Column", "Parameter", "Question", "load", "load_all"]

# Types whose values are things with an IRI: the kind of that IRI and, for concepts, their scheme.
ENTITY_TYPES = {
    "actor": "actor",
    "network": "actor",
    "programme": "programme",
    "project": "project",
    "strategy": "strategy",
    "country": "country",
    "tie": "tie",
    "call": "call",
    "event": "event",
    "source": "source",
    "place": "place",
    "theme": "theme",
    "level": "level",
    "status": "status",
    "role": "role",
    "area": "area",
    "aim": "aim",
    "motivation": "motivation",
    "concept": "",
}
_PLAIN = ("kind", "date", "year", "text", "integer", "decimal", "iri")
PARAMETER_TYPES = frozenset({*ENTITY_TYPES, *_PLAIN})
COLUMN_TYPES = frozenset({*ENTITY_TYPES, *_PLAIN, "boolean", "url", "entity"})
_LANGUAGES = ("nb", "nn", "en")


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


@dataclass(frozen=True, slots=True)
class Question:
    """`name` is `aspect/question`; `texts` the question in nb, nn and en; `sparql` the query without its header."""

    name: str
    texts: dict[str, str]
    parameters: dict[str, Parameter]
    columns: tuple[Column, ...]
    sparql: str


def load(folder: Path, name: str) -> Question:
    """The Question `aspect/question`. Raises NotFound with the nearest names, BadData for a broken header."""
    path = folder / f"{name}.rq"
    names = sorted(str(p.relative_to(folder).with_suffix("")) for p in folder.glob("*/*.rq"))
    if name not in names:
        from difflib import get_close_matches

        near = get_close_matches(name, names, n=3, cutoff=0.4) or [n for n in names if name in n][:3]
        raise NotFound(f"no Question {name!r}", tuple(near))
    return parse(name, path.read_text("utf-8"))


def load_all(folder: Path) -> list[Question]:
    """Every Question in a folder, by name."""
    names = sorted(str(path.relative_to(folder).with_suffix("")) for path in folder.glob("*/*.rq"))
    return [parse(name, (folder / f"{name}.rq").read_text("utf-8")) for name in names]


def parse(name: str, text: str) -> Question:
    """Read header and query. Raises BadData with every problem of the header."""
    lines = text.splitlines()
    size = next((i for i, line in enumerate(lines) if not line.startswith("#")), len(lines))
    header = "\n".join(line[1:].removeprefix(" ") for line in lines[:size])
    file = f"{name}.rq"
    try:
        content = tomllib.loads(header)
    except tomllib.TOMLDecodeError as error:
        raise BadData(f"{file}: the header is not TOML: {error}") from error
    problems: list[Problem] = []
    texts = _labels(file, "question", content.get("question", {}), problems)
    parameters = {
        key: Parameter(
            key,
            _type(file, f"parameters.{key}", value, PARAMETER_TYPES, problems),
            bool(value.get("required", False)),
            _labels(file, f"parameters.{key}", value, problems),
        )
        for key, value in content.get("parameters", {}).items()
    }
    columns = tuple(
        Column(
            key,
            _type(file, f"columns.{key}", value, COLUMN_TYPES, problems),
            _labels(file, f"columns.{key}", value, problems),
        )
        for key, value in content.get("columns", {}).items()
    )
    if not columns:
        problems.append(Problem(file, 0, "columns", "missing"))
    if problems:
        raise BadData(f"the header of {file} cannot be used", tuple(problems))
    return Question(name, texts, parameters, columns, "\n".join(lines[size:]).strip() + "\n")


def _labels(file: str, where: str, content: dict[str, Any], problems: list[Problem]) -> dict[str, str]:
    labels = {language: str(content.get(language, "")) for language in _LANGUAGES}
    problems.extend(
        Problem(file, 0, f"{where}.{language}", "missing") for language in _LANGUAGES if not labels[language]
    )
    return labels


def _type(file: str, where: str, content: dict[str, Any], known: frozenset[str], problems: list[Problem]) -> str:
    kind = str(content.get("type", ""))
    if kind not in known:
        message = f"{kind!r} is not a type; expected one of {', '.join(sorted(known))}"
        problems.append(Problem(file, 0, f"{where}.type", message))
    return kind
