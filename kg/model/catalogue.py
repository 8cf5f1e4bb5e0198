"""The catalogue of sources: `data/sources/<name>.yml`, one file per source."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from kg.errors import BadData, NotFound, Problem
from kg.model.description import input_files, reader_name
from kg.model.evidence import STRENGTHS
from kg.model.source import RecordKind, SourceInfo
from kg.plain_text import read_text

__all__ = ["find_source", "read_catalogue", "read_source"]

_REQUIRED = ("title", "publisher", "licence", "url")
_TEXTS = (
    *_REQUIRED,
    "description",
    "retrieved",
    "version",
    "reader",
    "family",
    "record_page",
    "tables",
    "prepares",
    "fetches",
    "strength",
)
_SWITCHES = ("settles", "corrects", "supporting")
_KNOWN = {*_TEXTS, *_SWITCHES, "files", "expected", "since", "input", "programmes", "kinds"}
_THINGS = {
    "actor": "{family}-{key}",
    "project": "{family}-{key}",
    "place": "{family}-{key}",
    "tie": "{kind}/{family}-{key}",
    "programme": "{slug}",
    "call": "{slug}",
    "derivation": "{family}-{key}",
}
"""What a record may stand for in Samkart, and how the key is made if the source does not say otherwise."""


def read_source(path: Path) -> SourceInfo:
    """The description in one file. Raises BadData naming file and field."""
    import yaml

    try:
        text = read_text(path, "the description of a source in YAML")
        content = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506
    except yaml.YAMLError as error:
        raise BadData(f"{path.name} is not YAML: {error}") from error
    if not isinstance(content, dict):
        raise BadData(f"{path.name}: expected a mapping with {', '.join(_REQUIRED)}")
    problems: list[tuple[str, str]] = [(name, "missing") for name in _REQUIRED if not content.get(name)]
    problems += [
        (str(name), f"unknown field; expected {', '.join(sorted(_KNOWN))}") for name in content if name not in _KNOWN
    ]
    plain: dict[str, Any] = {name: str(content[name]) for name in _TEXTS if name in content}
    plain |= {"name": path.stem, "family": plain.get("family") or path.stem}
    for name in _SWITCHES:
        plain[name] = content.get(name, False)
        if not isinstance(plain[name], bool):
            problems.append((name, "expected true or false"))
    plain["since"] = content.get("since", 0)
    if not isinstance(plain["since"], int):
        problems.append(("since", "expected a year"))
    plain["files"], found = _texts(content, "files")
    plain["programmes"], more = _texts(content, "programmes")
    plain["input"] = input_files(text)
    if content.get("input") != (None if plain["input"] is None else list(plain["input"])):
        problems.append(("input", "expected a list of files in brackets, on a line of its own"))
    plain["expected"], outside = _bounds(content.get("expected") or {})
    plain["kinds"], wrong = _kinds(content.get("kinds") or {})
    problems += [*found, *more, *outside, *wrong]
    if plain.get("reader", "") != reader_name(text):
        problems.append(("reader", "expected the dotted name of a package, on a line of its own"))
    if plain.get("strength", STRENGTHS[0]) not in STRENGTHS:
        problems.append(("strength", f"expected one of {', '.join(STRENGTHS)}"))
    if plain.get("record_page") and not re.fullmatch(r"[^{}]+\{identifier\}[^{}]*", plain["record_page"]):
        problems.append(("record_page", "expected an address with {identifier}"))
    if problems:
        raise BadData(
            f"{path.name} cannot be used", tuple(Problem(path.name, 0, where, what) for where, what in problems)
        )
    return SourceInfo(**plain)


def _texts(content: Mapping[str, Any], name: str) -> tuple[dict[str, str], list[tuple[str, str]]]:
    given = content.get(name) or {}
    if not isinstance(given, dict):
        return {}, [(name, "expected a mapping of texts")]
    return {str(key): str(value) for key, value in given.items()}, []


def _bounds(given: Any) -> tuple[dict[str, tuple[int, int]], list[tuple[str, str]]]:
    if not isinstance(given, dict):
        return {}, [("expected", "expected a mapping by kind of record")]
    expected, problems = {}, []
    for kind, bounds in given.items():
        try:
            low, high = int(bounds["min"]), int(bounds["max"])
        except (KeyError, TypeError, ValueError):
            low, high = 1, 0
        if low > high:
            problems.append((f"expected.{kind}", "expected {min: N, max: M} with N ≤ M"))
        expected[str(kind)] = (low, high)
    return expected, problems


def _kinds(given: Any) -> tuple[dict[str, RecordKind], list[tuple[str, str]]]:
    if not isinstance(given, dict):
        return {}, [("kinds", "expected a mapping by kind of record")]
    kinds, problems = {}, []
    for name, told in given.items():
        where = f"kinds.{name}"
        if not isinstance(told, dict) or told.get("is") not in _THINGS:
            problems.append((where, f"expected {{is: …}} with one of {', '.join(sorted(_THINGS))}"))
            continue
        unknown = sorted(map(str, told.keys() - {"is", "key", "counted", "goes_with"}))
        problems += [(f"{where}.{each}", "unknown field; expected is, key, counted, goes_with") for each in unknown]
        key, follows = str(told.get("key") or _THINGS[told["is"]]), str(told.get("goes_with") or "")
        if not re.fullmatch(r"([^{}]|\{family\}|\{kind\})*\{(key|slug)\}", key):
            problems.append((f"{where}.key", "expected a pattern that ends with {key} or {slug}"))
        if follows and ":" not in follows and follows not in given:
            problems.append((f"{where}.goes_with", f"{follows!r} is no kind of record here, and no property"))
        kinds[str(name)] = RecordKind(str(name), told["is"], key, str(told.get("counted") or ""), follows)
    return kinds, problems


def read_catalogue(*folders: Path) -> dict[str, SourceInfo]:
    """All sources in some folders, by name; a later folder's stands for an earlier one's of the same name.

    Raises BadData, also where those of one family differ.
    """
    paths = {path.stem: path for folder in folders for path in folder.glob("*.yml")}
    found = {name: read_source(path) for name, path in sorted(paths.items())}
    first: dict[str, SourceInfo] = {}
    problems = []
    for info in found.values():
        other = first.setdefault(info.family, info)
        problems += [
            Problem(f"{info.name}.yml", 0, name, f"not as in {other.name}.yml, of the same family")
            for name in ("reader", "kinds")
            if getattr(info, name) != getattr(other, name)
        ]
    if problems:
        raise BadData("the sources do not agree", tuple(problems))
    return found


def find_source(folder: Path, name: str) -> SourceInfo:
    """One source by name. Raises NotFound with the names there are."""
    path = folder / f"{name}.yml"
    if not path.exists():
        raise NotFound(f"no source {name!r}", tuple(p.stem for p in sorted(folder.glob("*.yml"))))
    return read_source(path)
