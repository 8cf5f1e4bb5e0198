"""What python-docx has no words for: fields, links, bookmarks, styles and the language, in WordprocessingML."""

from __future__ import annotations

from typing import Any

__all__ = ["bookmark", "field", "hyperlink", "keep_whole", "paged", "prepare", "rule_below"]

_BLUE, _RULE, _PALE = "123A50", "1F5673", "46525D"
_FONT = "Calibri"
_CODES = {"nb": "nb-NO", "nn": "nn-NO", "en": "en-GB"}


def _element(tag: str, **attributes: str) -> Any:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    made = OxmlElement(tag)
    for name, value in attributes.items():
        made.set(qn(name.replace("_", ":")), value)
    return made


def prepare(document: Any, lang: str, *, wide: bool = False) -> None:
    """A4 (on its side if `wide`), the language, and the styles that a briefing uses."""
    from docx.enum.section import WD_ORIENT
    from docx.enum.style import WD_STYLE_TYPE
    from docx.oxml.ns import qn
    from docx.shared import Mm, Pt

    section = document.sections[0]
    section.page_width, section.page_height = (Mm(297), Mm(210)) if wide else (Mm(210), Mm(297))
    section.orientation = WD_ORIENT.LANDSCAPE if wide else WD_ORIENT.PORTRAIT
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(20)
    for found in document.styles.element.iter(qn("w:lang")):
        found.set(qn("w:val"), _CODES[lang])
    _style(document.styles["Normal"], 9.8, after=4)
    document.styles["Normal"].paragraph_format.line_spacing = 1.05
    _style(document.styles["Title"], 20, colour=_BLUE, bold=True, after=2)
    for border in list(document.styles["Title"].element.iter(qn("w:pBdr"))):
        border.getparent().remove(border)
    _style(document.styles["Subtitle"], 12.5, colour="1C2630", after=2)
    document.styles["Subtitle"].font.italic = False
    for spacing in list(document.styles["Subtitle"].element.rPr.iter(qn("w:spacing"))):
        spacing.getparent().remove(spacing)
    for level, size in ((1, 13), (2, 10.8)):
        _style(document.styles[f"Heading {level}"], size, colour=_BLUE, bold=True, before=9, after=2)
    _style(document.styles["Caption"], 9.5, colour=_BLUE, bold=True, before=6, after=3)
    _style(document.styles["List Bullet"], 9.8, after=2)
    paragraph = WD_STYLE_TYPE.PARAGRAPH
    for name, size, colour, after in (
        ("Facts", 9.0, _PALE, 1),
        ("Lead", 10.6, "1C2630", 5),
        ("Small", 8.5, _PALE, 4),
        ("Note", 9.8, "1C2630", 5),
        ("Table Text", 8.6, "1C2630", 0),
        ("Table Heading", 8.6, "1C2630", 0),
        ("Gap", 4.0, "1C2630", 0),
        ("Reference", 8.2, "1C2630", 1),
    ):
        style = document.styles.add_style(name, paragraph)
        style.base_style = document.styles["Normal"]
        _style(style, size, colour=colour, after=after)
    document.styles["Table Text"].paragraph_format.line_spacing = 1.0
    document.styles["Table Heading"].font.bold = True
    for name in ("Header", "Footer"):
        _style(document.styles[name], 8.5, colour=_PALE)
    reference = document.styles["Reference"].paragraph_format
    reference.left_indent, reference.first_line_indent, reference.line_spacing = Mm(8), Mm(-8), 1.0
    reference.tab_stops.add_tab_stop(Mm(8))
    note = document.styles["Note"].element.get_or_add_pPr()
    note.append(_borders(left=("C98A1B", "24")))
    note.append(_element("w:shd", w_val="clear", w_color="auto", w_fill="FDF6E9"))
    document.styles["Note"].paragraph_format.left_indent = Pt(6)
    _table_style(document)


def _style(
    style: Any, size: float, *, colour: str = "1C2630", bold: bool = False, before: float = 0, after: float = 0
) -> None:
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    style.font.name, style.font.size, style.font.bold = _FONT, Pt(size), bold
    style.font.color.rgb = RGBColor.from_string(colour)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in list(fonts.attrib):
        if name.endswith("Theme"):
            del fonts.attrib[name]
    for name in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(name), _FONT)
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)


def _borders(**sides: tuple[str, str]) -> Any:
    borders = _element("w:pBdr")
    for side, (colour, size) in sides.items():
        borders.append(_element(f"w:{side}", w_val="single", w_sz=size, w_space="4", w_color=colour))
    return borders


def _table_style(document: Any) -> None:
    """A table style of our own: a rule under the header and thin lines between the rows."""
    from docx.enum.style import WD_STYLE_TYPE

    style = document.styles.add_style("Brief Table", WD_STYLE_TYPE.TABLE)
    properties = _element("w:tblPr")
    borders = _element("w:tblBorders")
    for side, size, colour in (("top", "4", _RULE), ("bottom", "4", "D6DBE0"), ("insideH", "4", "D6DBE0")):
        borders.append(_element(f"w:{side}", w_val="single", w_sz=size, w_space="0", w_color=colour))
    margins = _element("w:tblCellMar")
    for side, width in (("top", "30"), ("left", "60"), ("bottom", "30"), ("right", "60")):
        margins.append(_element(f"w:{side}", w_w=width, w_type="dxa"))
    properties.append(borders)
    properties.append(margins)
    style.element.append(properties)
    first = _element("w:tblStylePr", w_type="firstRow")
    letters = _element("w:rPr")
    letters.append(_element("w:b"))
    first.append(letters)
    cell = _element("w:tcPr")
    lines = _element("w:tcBorders")
    lines.append(_element("w:bottom", w_val="single", w_sz="8", w_space="0", w_color=_RULE))
    cell.append(lines)
    first.append(cell)
    style.element.append(first)


def field(paragraph: Any, instruction: str, shown: str) -> None:
    """A field, with what it shows until it is updated."""
    made = _element("w:fldSimple", w_instr=instruction)
    run = _element("w:r")
    text = _element("w:t")
    text.text = shown
    run.append(text)
    made.append(run)
    paragraph._p.append(made)


def hyperlink(paragraph: Any, text: str, *, anchor: str = "", address: str = "") -> None:
    """A link to a bookmark or to the web."""
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.oxml.ns import qn

    made = _element("w:hyperlink")
    if anchor:
        made.set(qn("w:anchor"), anchor)
    else:
        made.set(qn("r:id"), paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    run = _element("w:r")
    letters = _element("w:rPr")
    letters.append(_element("w:color", w_val=_RULE))
    run.append(letters)
    shown = _element("w:t")
    shown.text = text
    shown.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    run.append(shown)
    made.append(run)
    paragraph._p.append(made)


def bookmark(paragraph: Any, name: str, number: int, text: str) -> None:
    """Text that links lead to."""
    paragraph._p.append(_element("w:bookmarkStart", w_id=str(number), w_name=name))
    paragraph.add_run(text)
    paragraph._p.append(_element("w:bookmarkEnd", w_id=str(number)))


def keep_whole(row: Any, *, repeat: bool = False) -> None:
    """Let a row not break over pages; `repeat` lets the first row stand on every page that the table reaches."""
    properties = row._tr.get_or_add_trPr()
    properties.append(_element("w:cantSplit"))
    if repeat:
        properties.append(_element("w:tblHeader"))


def rule_below(paragraph: Any) -> None:
    """A line under a paragraph."""
    paragraph._p.get_or_add_pPr().append(_borders(bottom=(_RULE, "18")))


def paged(section: Any, title: str, page: str, of: str) -> None:
    """The title at the head of every page but the first, the page number at its foot."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    section.different_first_page_header_footer = True
    head = section.header.paragraphs[0]
    head.text = title
    for foot in (section.footer.paragraphs[0], section.first_page_footer.paragraphs[0]):
        foot.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        foot.add_run(f"{page} ")
        field(foot, "PAGE", "1")
        foot.add_run(f" {of} ")
        field(foot, "NUMPAGES", "1")
