"""A briefing as a plain document: headings, paragraphs, lists, tables, figures and numbered sources.

It is made once, from data; `kg.brief.formats.render.render` writes it as HTML, Markdown, DOCX or PDF.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from kg.brief.sheet import Sheet
from kg.language.speech import word
from kg.model.text import clean as text_of_one_line

__all__ = [
    "Block",
    "BulletList",
    "Document",
    "Figure",
    "Heading",
    "ListItem",
    "Paragraph",
    "Reference",
    "TableBlock",
    "TableRow",
    "clean",
    "mention",
    "numbered",
    "row",
]

_MENTION = re.compile("\ue000([^\ue001]*)\ue001")
_MARK = re.compile("[\ue000\ue001]")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 is a chapter (the title of the document is not a heading)."""

    text: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph with the numbers of its sources. `style` is body, lead, small or note (a boxed remark)."""

    text: str
    refs: tuple[int, ...] = ()
    style: str = "body"


@dataclass(frozen=True, slots=True)
class ListItem:
    """An item of a list."""

    text: str
    refs: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class BulletList:
    """A list with bullets."""

    items: tuple[ListItem, ...]


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row of a table: cells, then the numbers of its sources or, for what was counted, what it was counted from."""

    cells: tuple[str, ...]
    refs: tuple[int, ...] = ()
    basis: str = ""


@dataclass(frozen=True, slots=True)
class TableBlock:
    """A table. `align` has l (left) or r (right) for each heading; `widths` are shares of the width.

    A column of sources is added by what writes the table when any row has `refs` or a `basis`. `label` (`Table 2`)
    and `number` are given when the document is; `key` is what `mention` calls it by. `note` is a line under it.
    `source_share` is how wide the column of sources is beside all others together.
    """

    caption: str
    headings: tuple[str, ...]
    rows: tuple[TableRow, ...]
    align: str = ""
    key: str = ""
    note: str = ""
    widths: tuple[float, ...] = ()
    label: str = ""
    number: int = 0
    source_share: float = 0.16

    @property
    def sourced(self) -> bool:
        """Is there a column of sources?"""
        return any(row.refs or row.basis for row in self.rows)


@dataclass(frozen=True, slots=True)
class Figure:
    """A drawing (SVG text of a physical size), its caption, what it shows in words, and its width on paper in mm."""

    svg: str
    caption: str
    alt: str
    key: str = ""
    label: str = ""
    width: float = 170.0
    number: int = 0


Block = Heading | Paragraph | BulletList | TableBlock | Figure


@dataclass(frozen=True, slots=True)
class Reference:
    """A numbered source. `details` are its publisher and dates, in words."""

    number: int
    title: str
    details: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """A briefing in a language; `facts` are the lines under the title. `wide` asks for pages that lie on their side.

    `sheets` go with it as a workbook; most briefings have none.
    """

    title: str
    subtitle: str
    lang: str
    facts: tuple[str, ...]
    blocks: tuple[Block, ...]
    references: tuple[Reference, ...] = field(default=())
    references_note: str = ""
    wide: bool = False
    sheets: tuple[Sheet, ...] = ()


def row(*cells: str, refs: Iterable[int] = (), basis: str = "") -> TableRow:
    """A row from its cells; the numbers of its sources are sorted.

    >>> row("a", "b", refs={3, 1})
    TableRow(cells=('a', 'b'), refs=(1, 3), basis='')
    """
    return TableRow(tuple(cells), tuple(sorted(set(refs))), basis)


def mention(*keys: str) -> str:
    """How a text mentions tables and figures by their keys; `numbered` puts in `Table 2`."""
    return "".join(f"\ue000{key}\ue001" for key in keys)


def clean(text: str) -> str:
    """A text from the data as `kg.model.text.clean` has it, without the characters that `mention` uses.

    >>> clean("a\\x00b \\n c\\ue000")
    'a b c'
    """
    return text_of_one_line(_MARK.sub("", text))


def numbered(document: Document) -> Document:
    """The document with its tables and figures numbered, and what mentions them saying so.

    What mentions a table that is not there says nothing; several mentioned together are listed.
    """
    labels: dict[str, tuple[str, int]] = {}
    counts = {"table": 0, "figure": 0}
    blocks: list[Block] = []
    for block in document.blocks:
        if isinstance(block, TableBlock | Figure):
            kind = "table" if isinstance(block, TableBlock) else "figure"
            counts[kind] += 1
            label = f"{word(kind, document.lang)}\u00a0{counts[kind]}"
            labels[block.key] = (word(kind, document.lang), counts[kind])
            block = replace(block, label=label, number=counts[kind])
        blocks.append(block)
    return replace(document, blocks=tuple(_mentioning(block, labels) for block in blocks))


def _mentioning(block: Block, labels: Mapping[str, tuple[str, int]]) -> Block:
    def told(text: str) -> str:
        return re.sub("(?:\ue000[^\ue001]*\ue001)+", lambda match: _joined(match[0], labels), text)

    if isinstance(block, Heading):
        return block
    if isinstance(block, Paragraph):
        return replace(block, text=told(block.text))
    if isinstance(block, BulletList):
        return BulletList(tuple(replace(item, text=told(item.text)) for item in block.items))
    if isinstance(block, Figure):
        return replace(block, caption=told(block.caption))
    rows = tuple(replace(each, basis=told(each.basis)) for each in block.rows)
    return replace(block, rows=rows, note=told(block.note))


def _joined(text: str, labels: Mapping[str, tuple[str, int]]) -> str:
    """`Table 2`; several of one kind as `Table 2, 4`."""
    found = sorted(
        dict.fromkeys(labels[key] for key in _MENTION.findall(text) if key in labels), key=lambda each: each[1]
    )
    kinds = dict.fromkeys(kind for kind, _ in found)
    return ", ".join(f"{kind}\u00a0{', '.join(str(n) for k, n in found if k == kind)}" for kind in kinds)
