"""A briefing as PDF, set by Typst: fonts embedded, tagged (PDF/UA-1), with title, language and alternative texts.

Typst is what figures are drawn with already; it needs no browser and no system libraries, and it makes the same bytes
from the same document. The content reaches it as JSON, so no text can be taken for markup. Needs the extra `figures`.
"""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from kg.brief.document import Document
from kg.errors import KgError
from kg.language.speech import word

__all__ = ["to_pdf"]


def to_pdf(document: Document) -> bytes:
    """The PDF. Raises KgError where Typst or the font is not installed."""
    from kg.views.figures.font import folder, lacking, need

    typst = need("typst")
    blocks = [asdict(block) | {"type": type(block).__name__.lower()} for block in document.blocks]
    for block, told in zip(document.blocks, blocks, strict=True):
        told["sourced"] = getattr(block, "sourced", False)
    content = asdict(replace(document, sheets=())) | {"blocks": blocks}
    content |= {each: word(each, document.lang) for each in ("source", "sources", "of")}
    text = json.dumps(content, ensure_ascii=False)
    foreign = lacking("".join(character for character in text if character.isprintable()))
    fonts = typst.Fonts(include_system_fonts=bool(foreign), include_embedded_fonts=False, font_paths=[str(folder())])
    template = (Path(__file__).parent / "brief.typ").read_bytes()

    def compiled(**options: Any) -> Any:  # a Compiler does one job only
        return typst.Compiler(template, font_paths=fonts, sys_inputs={"document": text}).compile(
            format="pdf", **options
        )

    try:
        made = compiled(pdf_standards=["ua-1"])
    except typst.TypstError as error:
        if not foreign:
            raise KgError(f"the briefing could not be set: {error}") from error
        made = compiled()  # a letter that no font here has, which PDF/UA forbids
    return bytes(made if isinstance(made, bytes) else made[0])
