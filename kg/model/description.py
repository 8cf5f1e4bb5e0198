"""What is asked of a source's description whenever a store is opened: told from its lines, without a YAML parser."""

from __future__ import annotations

__all__ = ["input_files", "reader_name"]


def reader_name(text: str) -> str:
    """The reader that a description names; empty if it names none, or not on a line of its own.

    >>> reader_name("title: A\\nreader: kg.sources.cordis\\n")
    'kg.sources.cordis'
    """
    name = _value(text, "reader") or ""
    return name if all(part.isidentifier() for part in name.split(".")) else ""


def input_files(text: str) -> tuple[str, ...] | None:
    """The input that a description names; None if it names none, or not on a line of its own.

    >>> input_files("input: [curated/*.csv, more.csv]")
    ('curated/*.csv', 'more.csv')
    """
    value = _value(text, "input")
    if value is None or value[:1] != "[" or value[-1:] != "]" or set(value[1:-1]) & set("[]{}#\"'"):
        return None
    return tuple(part.strip() for part in value[1:-1].split(",") if part.strip())


def _value(text: str, name: str) -> str | None:
    start = f"{name}:"
    return next((line[len(start) :].strip() for line in text.splitlines() if line.startswith(start)), None)
