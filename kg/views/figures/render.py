"""From the SVG of a figure to PNG and PDF, with the same font. Needs the extra `figures`.

PNG is drawn by resvg. PDF is made by Typst: vector, of the figure's own size, text that stays text, tagged, with
title, language and alternative text (PDF/UA-1). Both give the same bytes for the same figure. (Typst could draw the
PNG too, but it draws a picture in one size and fits it into another, which drops rows of pixels from the letters.)
"""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET

from kg.errors import KgError, Usage
from kg.views.figures.font import FILES, folder, lacking, need
from kg.views.figures.svg import SVG

__all__ = ["to_pdf", "to_png"]

_PAGE = b"""#set document(title: sys.inputs.title, date: none)
#set text(lang: sys.inputs.lang)
#for each in json(bytes(sys.inputs.pages)) {
  let (wide, high) = (each.width, each.height).map(value => float(value) * 1mm)
  page(width: wide, height: high, margin: 0pt, fill: white, image(
    bytes(each.svg), format: "svg", width: wide, height: high, alt: each.alt,
  ))
}
"""
_MOST = 1200


def to_png(svg: str, dpi: int = 300) -> bytes:
    """The figure as a picture with so many pixels per inch of its physical size. Raises Usage for a senseless dpi."""
    if not 20 <= dpi <= _MOST:
        raise Usage(f"dpi {dpi}: expected 20 to {_MOST}")
    resvg = need("resvg_py")
    made = resvg.svg_to_bytes(
        svg_string=svg,
        dpi=float(dpi),
        skip_system_fonts=not _foreign(_parsed(svg)),
        font_files=[str(folder() / name) for name in FILES.values()],
    )
    return bytes(made)


def to_pdf(*svgs: str) -> bytes:
    """The figures as a PDF with a page for each, titled as the first of them."""
    typst = need("typst")
    roots = [_parsed(svg) for svg in svgs]
    pages = [
        {
            "svg": svg,
            "alt": root.findtext(f"{{{SVG}}}desc") or "",
            **{name: root.get(name, "").removesuffix("mm") for name in ("width", "height")},
        }
        for svg, root in zip(svgs, roots, strict=True)
    ]
    inputs = {
        "title": roots[0].findtext(f"{{{SVG}}}title") or "",
        "lang": roots[0].get("lang", "nb"),
        "pages": json.dumps(pages),
    }
    foreign = "".join(_foreign(root) for root in roots)
    fonts = typst.Fonts(include_system_fonts=bool(foreign), include_embedded_fonts=False, font_paths=[str(folder())])

    def compiled(**options: object) -> bytes:  # a Compiler does one job only
        return bytes(typst.Compiler(_PAGE, font_paths=fonts, sys_inputs=inputs).compile(format="pdf", **options))

    try:
        return compiled(pdf_standards=["ua-1"])
    except typst.TypstError as error:
        if not foreign:
            raise KgError(f"the figure could not be made into a PDF: {error}") from error
        return compiled()  # a letter that no font here has, which PDF/UA forbids


def _parsed(svg: str) -> ET.Element:
    return ET.fromstring(svg)  # noqa: S314 - our own figure


def _foreign(root: ET.Element) -> str:
    """The characters that the font lacks: only for them are the fonts of the machine asked."""
    return lacking("".join(root.itertext()))
