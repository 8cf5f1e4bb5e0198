"""A briefing as DOCX: headings, lists, tables and captions in Word's own styles, alternative texts, page numbers.

The document's language is set, tables have a header row that repeats, captions are numbered by fields, references
lead to the sources. The same document gives the same bytes. Needs the extra `brief` (and `figures` for drawings).
"""

from __future__ import annotations

import io
from datetime import datetime
from functools import cache
from typing import Any

from kg.brief.document import BulletList, Document, Figure, Heading, Paragraph, TableBlock
from kg.brief.formats.docx_xml import bookmark, field, hyperlink, keep_whole, paged, prepare, rule_below
from kg.extras import need
from kg.language.speech import word
from kg.model.packages import fixed_package

__all__ = ["to_docx"]

_WIDTH_MM, _WIDE_MM = 170.0, 257.0


def to_docx(document: Document) -> bytes:
    """The bytes of the DOCX. Raises KgError where python-docx is not installed."""
    docx = need("docx", "DOCX files")
    made = docx.Document()
    prepare(made, document.lang, wide=document.wide)
    made.part.get_style_id = cache(made.part.get_style_id)  # it looks through all styles
    properties = made.core_properties
    properties.title, properties.language, properties.author = document.title, document.lang, "Samkart"
    properties.subject, properties.comments, properties.last_modified_by = document.subtitle, "", "Samkart"
    properties.created = properties.modified = datetime(2000, 1, 1)
    properties.revision = 1
    made.add_paragraph(document.title, style="Title")
    if document.subtitle:
        made.add_paragraph(document.subtitle, style="Subtitle")
    for fact in document.facts:
        made.add_paragraph(fact, style="Facts")
    rule_below(made.paragraphs[-1])
    for block in document.blocks:
        _add(made, block, document.lang, _WIDE_MM if document.wide else _WIDTH_MM)
    _sources(made, document)
    paged(made.sections[0], document.title, word("page", document.lang), word("of", document.lang))
    return fixed_package(made.save)


def _add(made: Any, block: object, lang: str, width: float) -> None:
    if isinstance(block, Heading):
        made.add_heading(block.text, block.level)
    elif isinstance(block, Paragraph):
        style = {"body": "Normal", "lead": "Lead", "small": "Small", "note": "Note"}[block.style]
        _told(made.add_paragraph(style=style), block.text, block.refs)
    elif isinstance(block, BulletList):
        for item in block.items:
            _told(made.add_paragraph(style="List Bullet"), item.text, item.refs)
    elif isinstance(block, TableBlock):
        _table(made, block, lang, width)
    elif isinstance(block, Figure):
        _figure(made, block, lang)


def _told(paragraph: Any, text: str, refs: tuple[int, ...]) -> None:
    if text:
        paragraph.add_run(text)
    for index, number in enumerate(refs):
        if index or text:
            paragraph.add_run(" ")
        hyperlink(paragraph, f"[{number}]", anchor=f"s{number}")


def _caption(made: Any, block: TableBlock | Figure, lang: str, *, above: bool) -> None:
    """`Table 2: …`, the number being a field, so that Word can make lists of tables and figures."""
    kind = word("table" if isinstance(block, TableBlock) else "figure", lang)
    paragraph = made.add_paragraph(style="Caption")
    paragraph.paragraph_format.keep_with_next = above
    paragraph.add_run(f"{kind}\u00a0")
    field(paragraph, f"SEQ {kind} \\* ARABIC", str(block.number))
    paragraph.add_run(f": {block.caption}")


def _table(made: Any, block: TableBlock, lang: str, width: float) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Mm

    _caption(made, block, lang, above=True)
    headings = [*block.headings, *([word("source", lang)] if block.sourced else [])]
    table = made.add_table(rows=1, cols=len(headings), style="Brief Table")
    table.autofit = False
    widths = _widths(block, len(headings), width)
    right = [block.align[i : i + 1] == "r" for i in range(len(headings))]
    for cell, heading in zip(table.rows[0].cells, headings, strict=True):
        cell.paragraphs[0].add_run(heading)
    for each in block.rows:
        cells = table.add_row().cells
        for cell, text in zip(cells, each.cells, strict=False):
            cell.paragraphs[0].add_run(text)
        if block.sourced:
            _told(cells[-1].paragraphs[0], each.basis, each.refs)
    for index, line in enumerate(table.rows):
        keep_whole(line, repeat=not index)
        for cell, own, is_right in zip(line.cells, widths, right, strict=True):
            cell.width = Mm(own)
            cell.paragraphs[0].style = "Table Text" if index else "Table Heading"
            if is_right:
                cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT
    for column, own in zip(table.columns, widths, strict=True):
        column.width = Mm(own)
    made.add_paragraph(block.note, style="Small" if block.note else "Gap")


def _widths(block: TableBlock, columns: int, width: float) -> list[float]:
    """Widths in millimetres, `width` together: as given, else wide for text and narrow for numbers."""
    own = list(block.widths) or [
        1.0 if block.align[i : i + 1] == "r" else 2.4 if i == 0 else 1.5 for i in range(len(block.headings))
    ]
    source = block.source_share * (0.5 if width == _WIDE_MM else 1.0)  # of the column of sources, against the others
    shares = [*own, *([source * sum(own)] if columns > len(own) else [])]
    return [width * share / sum(shares) for share in shares]


def _figure(made: Any, block: Figure, lang: str) -> None:
    from docx.shared import Mm

    from kg.views.figures.render import to_png

    paragraph = made.add_paragraph()
    paragraph.paragraph_format.keep_with_next = True
    picture = paragraph.add_run().add_picture(io.BytesIO(to_png(block.svg, 220)), width=Mm(block.width))
    shown = picture._inline.docPr  # python-docx has no other way to alternative text
    shown.set("descr", block.alt)
    shown.set("title", block.caption)
    _caption(made, block, lang, above=False)


def _sources(made: Any, document: Document) -> None:
    if not document.references:
        return
    made.add_heading(word("sources", document.lang), 1)
    if document.references_note:
        made.add_paragraph(document.references_note, style="Small")
    for reference in document.references:
        paragraph = made.add_paragraph(style="Reference")
        bookmark(paragraph, f"s{reference.number}", reference.number, f"{reference.number}.")
        paragraph.add_run("\t")
        if reference.address.startswith(("https://", "http://")):
            hyperlink(paragraph, reference.title, address=reference.address)
        else:
            paragraph.add_run(reference.title)
        if reference.details:
            paragraph.add_run(f". {reference.details}")
