"""A briefing as one HTML file for screen and A4 paper: no script, and no request to anywhere."""

from __future__ import annotations

import base64
from pathlib import Path

from kg.brief.document import BulletList, Document, Figure, Heading, Paragraph, TableBlock
from kg.language.speech import word
from kg.model.text import no_function

__all__ = ["to_html"]


def to_html(document: Document) -> str:
    """The HTML text. All text is escaped by the template engine; drawings are data, with their text as alternative."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=no_function,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["picture"] = _picture
    environment.filters["web"] = _web
    environment.tests.update(
        {
            "heading": lambda block: isinstance(block, Heading),
            "paragraph": lambda block: isinstance(block, Paragraph),
            "listing": lambda block: isinstance(block, BulletList),
            "table": lambda block: isinstance(block, TableBlock),
            "figure": lambda block: isinstance(block, Figure),
        }
    )
    words = {key: word(key, document.lang) for key in ("source", "sources")}
    return environment.get_template("brief.html.j2").render(document=document, words=words)


def _picture(figure: Figure) -> str:
    return "data:image/svg+xml;base64," + base64.b64encode(figure.svg.encode()).decode()


def _web(address: str) -> str:
    """An address to link to; what is no web address is not linked."""
    return address if address.startswith(("https://", "http://")) else ""
