"""A briefing as Markdown (CommonMark with tables); a figure is told in words, for there is one file only."""

from __future__ import annotations

import re

from kg.brief.document import BulletList, Document, Figure, Heading, Paragraph, TableBlock
from kg.language.speech import word

__all__ = ["to_markdown"]

_SPECIAL = re.compile(r"([\\`*_\[\]<>|#&~])")


def to_markdown(document: Document) -> str:
    """The Markdown text, ending in a line break."""
    parts = [f"# {_text(document.title)}"]
    if document.subtitle:
        parts.append(f"**{_text(document.subtitle)}**")
    if document.facts:
        parts.append("  \n".join(_opening(fact) for fact in document.facts))
    for block in document.blocks:
        if isinstance(block, Heading):
            parts.append(f"{'#' * (block.level + 1)} {_text(block.text)}")
        elif isinstance(block, Paragraph):
            parts.append(("> " if block.style == "note" else "") + _told(block.text, block.refs))
        elif isinstance(block, BulletList):
            parts.append("\n".join(f"- {_told(item.text, item.refs)}" for item in block.items))
        elif isinstance(block, TableBlock):
            parts.extend(_table(block, word("source", document.lang)))
        elif isinstance(block, Figure):
            parts.append(f"**{block.label}: {_text(block.caption)}**")
            parts.append(f"*{_text(block.alt)}*")
    if document.references:
        parts.append(f"## {word('sources', document.lang)}")
        if document.references_note:
            parts.append(_opening(document.references_note))
        parts.append("\n".join(_source(r.number, r.title, r.details, r.address) for r in document.references))
    return "\n\n".join(parts) + "\n"


def _text(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", text)


def _opening(text: str) -> str:
    """A text that opens a block, so that it is not taken for a list."""
    return re.sub(r"^([0-9]+)([.)])|^([-+])(?= )", lambda m: f"{m[1]}\\{m[2]}" if m[1] else f"\\{m[3]}", _text(text))


def _refs(numbers: tuple[int, ...]) -> str:
    return " ".join(f"\\[{number}\\]" for number in numbers)


def _told(text: str, refs: tuple[int, ...]) -> str:
    return f"{_opening(text)} {_refs(refs)}".rstrip()


def _table(table: TableBlock, source: str) -> list[str]:
    def line(cells: list[str]) -> str:
        return "| " + " | ".join(cells) + " |"

    extra = [source] if table.sourced else []
    marks = ["---:" if table.align[i : i + 1] == "r" else "---" for i in range(len(table.headings))]
    lines = [line([_text(h) for h in [*table.headings, *extra]]), line(marks + ["---"] * len(extra))]
    for each in table.rows:
        last = [_text(each.basis) or _refs(each.refs)] if table.sourced else []
        lines.append(line([*(_text(cell) for cell in each.cells), *last]))
    parts = [f"**{table.label}: {_text(table.caption)}**", "\n".join(lines)]
    return [*parts, _opening(table.note)] if table.note else parts


def _source(number: int, title: str, details: str, address: str) -> str:
    shown = _text(title)
    if address.startswith(("https://", "http://")):
        shown = f"[{shown}](<{address.replace('<', '%3C').replace('>', '%3E').replace(chr(92), '%5C')}>)"
    return f"{number}. {shown}" + (f". {_text(details)}" if details else "")
