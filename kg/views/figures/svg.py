"""Drawing in SVG: elements by name, short numbers, text escaped by the XML library, fonts embedded at the end."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Sequence

from kg.model.text import clean
from kg.views.figures.font import FAMILY, face_css

__all__ = ["INK", "PALE", "SVG", "Drawing", "short"]

SVG = "http://www.w3.org/2000/svg"
INK = "#1B2430"
PALE = "#5B6470"
"""Text, and text of less weight: both at least 5.5 : 1 on white."""
_XML = "{http://www.w3.org/XML/1998/namespace}"
_LEADING = 1.22


def short(value: float) -> str:
    """A coordinate with at most two decimals.

    >>> short(2.0), short(-0.001), short(1.256)
    ('2', '0', '1.26')
    """
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


class Drawing:
    """An SVG page of `width` × `height` points (1/72 in), with a name and a description for those who cannot see it."""

    def __init__(self, width: float, height: float, *, title: str, description: str, lang: str) -> None:
        self.width, self.height = width, height
        self._used: list[tuple[int, str]] = []
        self.root = ET.Element(
            "svg",
            {
                "xmlns": SVG,
                "width": f"{width * 25.4 / 72:.2f}mm",
                "height": f"{height * 25.4 / 72:.2f}mm",
                "viewBox": f"0 0 {short(width)} {short(height)}",
                "role": "img",
                "aria-labelledby": "title desc",
                "lang": lang,
                f"{_XML}lang": lang,
                "font-family": f"'{FAMILY}', sans-serif",
                "fill": INK,
            },
        )
        ET.SubElement(self.root, "title", {"id": "title"}).text = clean(title)
        ET.SubElement(self.root, "desc", {"id": "desc"}).text = clean(description)
        self._style = ET.SubElement(self.root, "style")
        self.add("rect", x=0, y=0, width=width, height=height, fill="#FFFFFF")

    def add(self, tag: str, parent: ET.Element | None = None, **attributes: str | float | None) -> ET.Element:
        """An element; `stroke_width=1` is written `stroke-width="1"`, None is left out."""
        return ET.SubElement(
            self.root if parent is None else parent,
            tag,
            {
                name.rstrip("_").replace("_", "-"): value if isinstance(value, str) else short(value)
                for name, value in attributes.items()
                if value is not None
            },
        )

    def group(self, name: str, parent: ET.Element | None = None, **attributes: str | float | None) -> ET.Element:
        """A group with a class, so that other programs can find the parts of a figure."""
        return self.add("g", parent, class_=name, **attributes)

    def text(
        self,
        x: float,
        y: float,
        text: str,
        size: float,
        parent: ET.Element | None = None,
        *,
        weight: int = 400,
        anchor: str = "start",
        colour: str | None = None,
        halo: float = 0.0,
        turn: float = 0.0,
    ) -> ET.Element:
        """One line of text, its baseline at y; `halo` is the width of a white rim; `turn` in degrees about (x, y)."""
        words = clean(text)
        self._used.append((weight, words))
        made = self.add(
            "text",
            parent,
            x=x,
            y=y,
            font_size=size,
            font_weight=None if weight == 400 else str(weight),
            text_anchor=None if anchor == "start" else anchor,
            fill=colour,
            transform=f"rotate({short(turn)} {short(x)} {short(y)})" if turn else None,
        )
        if halo:
            made.attrib |= {
                "stroke": "#FFFFFF",
                "stroke-width": short(halo * 2),
                "stroke-linejoin": "round",
                "paint-order": "stroke",
            }
        made.text = words
        return made

    def lines(
        self,
        x: float,
        top: float,
        lines: Sequence[str],
        size: float,
        parent: ET.Element | None = None,
        *,
        weight: int = 400,
        colour: str | None = None,
    ) -> float:
        """Lines of text below `top`; answers where the next thing may begin."""
        for index, line in enumerate(lines):
            self.text(x, top + size * (0.92 + _LEADING * index), line, size, parent, weight=weight, colour=colour)
        return top + size * _LEADING * len(lines)

    def svg(self) -> str:
        """The page as SVG text, with its fonts."""
        self._style.text = face_css(self._used)
        ET.indent(self.root, " ")
        return ET.tostring(self.root, encoding="unicode") + "\n"
