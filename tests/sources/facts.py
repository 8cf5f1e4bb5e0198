"""What a table source says of a file, short enough to stand in a test."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from kg.vocab import PREFIXES

__all__ = ["said", "write"]


def said(reading: Any) -> tuple[list[str], list[str]]:
    """(triples with prefixes, the source's own base as `:`, types left out; the summary and its problems)."""
    base = f"https://w3id.org/samkart/source/{reading.source}/"
    triples = []
    for subject, predicate, value, _ in reading:
        if predicate.endswith("#type>"):
            continue
        triples.append(" ".join(_short(term, base) for term in (subject, predicate, value)))
    return triples, [*reading.summary.lines(), *map(str, reading.summary.problems)]


def _short(term: str, base: str) -> str:
    if not term.startswith("<"):
        return term.partition("^^")[0]
    plain = term[1:-1]
    for prefix, long in ((":", base), *((f"{name}:", long) for name, long in _by_length())):
        if plain.startswith(long):
            return prefix + plain[len(long) :]
    return plain


def _by_length() -> Sequence[tuple[str, str]]:
    return sorted(PREFIXES.items(), key=lambda each: -len(each[1]))


def write(folder: Path, **files: str) -> Path:
    """Files with some contents; `a__csv` is `a.csv`."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (folder / name.replace("__", ".")).write_text(content, "utf-8")
    return folder
