"""How Norwegian papers are proofread: rules on texts of our own, each fault with the words around it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path

from kg.brief.document import BulletList, Document, Figure, Heading, Paragraph, TableBlock

__all__ = ["faults", "own_words", "sentences", "texts"]

_WORDS = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
WRONG = {
    "nb": frozenset(_WORDS["english"].split()),
    "nn": frozenset(_WORDS["english"].split()) | frozenset(_WORDS["bokmaal"].split()),
}
"""The words of other languages that a paper may not have, by its language."""

_GIVEN = re.compile(r"«[^«»]*»|\([^()]*\)|https?://\S+|`[^`]*`")
_CODES = re.compile(r"\b(?:[A-Z]{2,}[\w.-]*\w|kg \w+|--\w+)\b")
_WORD = re.compile(r"[^\W\d_]+")

RULES: dict[str, str] = {
    "doubled blanks": r"[^\S\n]{2,}",
    "a blank before punctuation": r"\w [,.;:?!](?=\s|$)",
    "a straight or English quotation mark": '["“”]',
    "an empty parenthesis": r"\(\s*\)|«\s*»",
    "a hyphen for a dash in a span": r"\b\d{4}-\d{4}\b|\s-\s",
    "a broken list": r",\s*[,.;]|\b(og) \1\b|, og,|;\s*[.;,]|\bog[.,;]|:\s*[.;,]",
    "a decimal point": r"(?<![\d.])(?!\d\d\.\d{4}\b)\d+\.\d+(?![\d.])",
    "thousands apart by another sign than a hard blank": r"\b\d{1,3}(?:[.,]\d{3})+\b|\b\d{1,3} \d{3}\b",
    "a date in another form": r"\b\d{4}-\d{2}(?:-\d{2})?\b(?!-)|\b\d{1,2}/\d{1,2}[/-]\d{2,4}\b",
    "a doubled word": r"\b([^\W\d_]{2,}) \1\b",
    "a full stop too many": r"(?<!\.)\.\.(?!\.)|\?\.|»\.\.",
    "a sentence that begins in lower case": r"(?<=[a-zæøå)»]\. )[a-zæøå]",
}


def texts(document: Document) -> Iterator[str]:
    """The texts of a paper but for its sources: what we say ourselves, with the names put in."""
    yield from (document.title, document.subtitle, *document.facts, document.references_note)
    for block in document.blocks:
        if isinstance(block, Heading | Paragraph):
            yield block.text
        elif isinstance(block, BulletList):
            yield from (item.text for item in block.items)
        elif isinstance(block, Figure):
            yield from (block.caption, block.alt)
        elif isinstance(block, TableBlock):
            yield from (block.caption, *block.headings, block.note)
            for row in block.rows:
                yield from (*row.cells, row.basis)


def sentences(document: Document) -> Iterator[str]:
    """The texts that are sentences of ours: not the cells of tables, which are names and numbers for the most part."""
    for block in document.blocks:
        if isinstance(block, Heading | Paragraph):
            yield block.text
        elif isinstance(block, BulletList):
            yield from (item.text for item in block.items)
        elif isinstance(block, TableBlock):
            yield from (block.caption, *block.headings, block.note)


def own_words(text: str, names: Iterable[str]) -> list[str]:
    """The words of a text that are ours, in lower case: not those of names, quotations, parentheses and codes."""
    text = _without(text, names, " ")
    before = ""
    while before != text:
        before, text = text, _GIVEN.sub(" ", text)
    return [word.lower() for word in _WORD.findall(_CODES.sub(" ", text))]


def _without(text: str, names: Iterable[str], instead: str) -> str:
    for name in sorted({each for each in names if each in text}, key=lambda each: (-len(each), each)):
        text = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", instead, text)
    return text


def faults(document: Document, names: Iterable[str]) -> list[str]:
    """What is wrong in a paper, a line for each; `names` are what the graph calls things, which are left alone."""
    whole = "\n".join(texts(document))
    known = [name for name in names if len(name) > 2 and name in whole]
    found = []
    for text in texts(document):
        bare = _CODES.sub("§", _without(text, known, "§"))
        for rule, pattern in RULES.items():
            for hit in re.finditer(pattern, bare):
                found.append(f"{rule}: …{bare[max(hit.start() - 30, 0) : hit.end() + 30]}…")
    wrong = WRONG[document.lang]
    for text in sentences(document):
        found += [f"a word of another language, {w!r}: {text[:140]}" for w in own_words(text, known) if w in wrong]
    return found
