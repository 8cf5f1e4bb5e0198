"""A briefing written as one of its formats, by the ending of the file."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from typing import Any

from kg.brief.document import Document
from kg.errors import Message, Usage
from kg.model.text import printable

__all__ = ["FORMATS", "render"]

FORMATS = (".html", ".md", ".docx", ".pdf", ".xlsx")


def render(document: Document, ending: str) -> bytes:
    """The bytes of a file: `.html` (one file), `.md`, `.docx`, `.pdf`, or `.xlsx` where the document has sheets.

    The same document always gives the same ones.

    No text in it can end the file, break a line or turn letters round, wherever it is from (`kg.model.text.printable`).
    Raises Usage for another ending, KgError where the extra that a format needs is not installed.
    """
    document = _printable(document)
    if ending == ".xlsx":
        from kg.brief.formats.sheets_xlsx import sheets_xlsx

        if not document.sheets:
            raise Usage(Message("only the ledger of memberships has a workbook", "no-workbook"))
        return sheets_xlsx(document.title, document.sheets)
    if ending == ".html":
        from kg.brief.formats.html import to_html

        return to_html(document).encode()
    if ending == ".md":
        from kg.brief.formats.markdown import to_markdown

        return to_markdown(document).encode()
    if ending == ".docx":
        from kg.brief.formats.docx import to_docx

        return to_docx(document)
    if ending == ".pdf":
        from kg.brief.formats.pdf import to_pdf

        return to_pdf(document)
    raise Usage(f"{ending or 'no ending'}: a briefing is written as {', '.join(FORMATS)}")


def _printable(part: Any) -> Any:
    """A part of a document with all its texts as they can be printed."""
    if isinstance(part, str):
        return printable(part)
    if isinstance(part, tuple):
        return tuple(map(_printable, part))
    if is_dataclass(part) and not isinstance(part, type):
        return replace(part, **{each.name: _printable(getattr(part, each.name)) for each in fields(part) if each.init})
    return part
