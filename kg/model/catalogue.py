"""The catalogue of sources: `data/sources/<name>.yml`, one file per source."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from kg.errors import BadData, NotFound, Problem

__all__ = ["SourceInfo", "find_source", "read_catalogue", "read_source"]

_REQUIRED = ("title", "publisher", "licence", "url")
_KNOWN = {*_REQUIRED, "description", "files", "expected", "retrieved", "version"}


@dataclass(frozen=True, slots=True)
class SourceInfo:
    """What is known of a source before it is read.

    `expected` holds, per kind of record, the least and the most that a whole snapshot has: a count below the
    least stops publication. `files` holds the official addresses by the name used in `kg fetch`.
    """

    name: str
    title: str
    publisher: str
    licence: str
    url: str
    description: str = ""
    retrieved: str = ""
    version: str = ""
    files: Mapping[str, str] = field(default_factory=dict)
    expected: Mapping[str, tuple[int, int]] = field(default_factory=dict)


def read_source(path: Path) -> SourceInfo:
    """The description in one file. Raises BadData naming file and field."""
    import yaml

    try:
        content = yaml.load(path.read_text("utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise BadData(f"{path.name} is not YAML: {error}") from error
    problems = []
    if not isinstance(content, dict):
        raise BadData(f"{path.name}: expected a mapping with {', '.join(_REQUIRED)}")
    for name in _REQUIRED:
        if not content.get(name):
            problems.append(Problem(path.name, 0, name, "missing"))
    for name in content:
        if name not in _KNOWN:
            problems.append(Problem(path.name, 0, str(name), f"unknown field; expected {', '.join(sorted(_KNOWN))}"))
    expected: dict[str, tuple[int, int]] = {}
    for kind, bounds in (content.get("expected") or {}).items():
        try:
            low, high = int(bounds["min"]), int(bounds["max"])
        except (KeyError, TypeError, ValueError):
            low, high = 1, 0
        if low > high:
            problems.append(Problem(path.name, 0, f"expected.{kind}", "expected {min: N, max: M} with N ≤ M"))
        expected[str(kind)] = (low, high)
    if problems:
        raise BadData(f"{path.name} cannot be used", tuple(problems))
    plain = {name: str(content[name]) for name in content if name not in {"files", "expected"}}
    files = {str(name): str(address) for name, address in (content.get("files") or {}).items()}
    return SourceInfo(name=path.stem, files=files, expected=expected, **plain)


def read_catalogue(folder: Path) -> dict[str, SourceInfo]:
    """All sources in a folder, by name."""
    return {path.stem: read_source(path) for path in sorted(folder.glob("*.yml"))}


def find_source(folder: Path, name: str) -> SourceInfo:
    """One source by name. Raises NotFound with the names there are."""
    path = folder / f"{name}.yml"
    if not path.exists():
        raise NotFound(f"no source {name!r}", tuple(p.stem for p in sorted(folder.glob("*.yml"))))
    return read_source(path)
