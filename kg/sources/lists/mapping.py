"""A mapping: a small YAML file that says how a list is to be read, for what its headings do not tell."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from kg.errors import BadData, NotFound, Problem
from kg.plain_text import read_text

__all__ = ["read_mapping"]

_TEXTS = ("network", "as-of", "country", "kind", "status", "source", "publisher", "retrieved", "title", "tie")
_TABLES = ("columns", "statuses")
_KNOWN = (*_TEXTS, *_TABLES, "sheets", "complete")


def read_mapping(path: Path) -> dict[str, Any]:
    """What a mapping says, by name: texts, `columns` and `statuses` as mappings of texts, `sheets` as a list,
    `complete` as true or false.

    Raises NotFound for a file that is not there, BadData with everything that is wrong with it.
    """
    import yaml

    if not path.is_file():
        raise NotFound(f"{path} is not there")
    try:
        content = yaml.safe_load(read_text(path, "a mapping in YAML"))
    except yaml.YAMLError as error:
        raise BadData(f"{path.name} is not YAML: {error}") from error
    if not isinstance(content, dict):
        raise BadData(f"{path.name}: expected a mapping with some of {', '.join(_KNOWN)}")
    problems = []
    told: dict[str, Any] = {}
    for key, value in content.items():
        name = str(key).replace("_", "-")
        if name not in _KNOWN:
            problems.append(Problem(path.name, 0, str(key), f"unknown field; expected {', '.join(_KNOWN)}"))
        elif name in _TABLES:
            if isinstance(value, Mapping) and all(isinstance(each, str | int) for each in value.values()):
                told[name] = {str(one): str(other) for one, other in value.items()}
            else:
                problems.append(Problem(path.name, 0, str(key), "expected a mapping of texts, as name: Navn"))
        elif name == "sheets":
            told[name] = [str(each) for each in (value if isinstance(value, list) else [value])]
        elif name == "complete":
            if isinstance(value, bool):
                told[name] = value
            else:
                problems.append(Problem(path.name, 0, str(key), "expected true or false"))
        elif isinstance(value, dict | list):
            problems.append(Problem(path.name, 0, str(key), "expected a text"))
        else:
            told[name] = "" if value is None else str(value)
    if problems:
        raise BadData(f"{path.name} cannot be used", tuple(problems))
    return told
