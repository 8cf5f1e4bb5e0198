"""From the SVG of a figure to PNG and PDF, with Typst: one renderer, the same font, text that stays text.

The PDF is vector, of the figure's own size, tagged, with title, language and alternative text (PDF/UA-1), and the
same bytes for the same figure. Needs the extra `figures`.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from typing import Any

from kg.errors import KgError, Usage
from kg.views.figure_font import folder, lacking, need
from kg.views.figure_svg import SVG

__all__ = ["to_pdf", "to_png"]

_PAGE = b"""#set document(title: sys.inputs.title, date: none)
#set text(lang: sys.inputs.lang)
#let (wide, high) = (sys.inputs.width, sys.inputs.height).map(value => float(value) * 1mm)
#set page(width: wide, height: high, margin: 0pt, fill: white)
#image(bytes(sys.inputs.svg), format: "svg", width: wide, height: high, alt: sys.inputs.alt)
"""
_MOST = 1200


def to_png(svg: str, dpi: int = 300) -> bytes:
    """The figure as a picture with so many pixels per inch of its physical size. Raises Usage for a senseless dpi."""
    if not 20 <= dpi <= _MOST:
        raise Usage(f"dpi {dpi}: expected 20 to {_MOST}")
    return _compile(svg, format="png", ppi=float(dpi))


def to_pdf(svg: str) -> bytes:
    """The figure as a PDF of one page."""
    return _compile(svg, format="pdf", pdf_standards=["ua-1"])


def _compile(svg: str, **options: Any) -> bytes:
    typst = need("typst")
    root = ET.fromstring(svg)  # noqa: S314 - our own figure
    inputs = {
        "title": root.findtext(f"{{{SVG}}}title") or "", "alt": root.findtext(f"{{{SVG}}}desc") or "",
        "lang": root.get("lang", "nb"), "svg": svg,
        **{name: root.get(name, "").removesuffix("mm") for name in ("width", "height")},
    }  # fmt: skip
    foreign = lacking("".join(root.itertext()))
    fonts = typst.Fonts(include_system_fonts=bool(foreign), include_embedded_fonts=False, font_paths=[str(folder())])

    def compiled(**options: Any) -> Any:  # a Compiler does one job only
        return typst.Compiler(_PAGE, font_paths=fonts, sys_inputs=inputs).compile(**options)

    try:
        made = compiled(**options)
    except typst.TypstError as error:
        if not foreign or "pdf_standards" not in options:
            raise KgError(f"the figure could not be drawn: {error}") from error
        made = compiled(**options | {"pdf_standards": []})  # a letter that no font here has
    return bytes(made if isinstance(made, bytes) else made[0])
