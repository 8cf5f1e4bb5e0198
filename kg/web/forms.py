"""The formats in which a page's content can be had: media type, ending and how browsers are told to treat it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from kg.web.negotiation import preferred

__all__ = ["FORMS", "Form", "form_for"]


class Form(NamedTuple):
    """A format: its media type, the ending of a file of it, and whether a browser shows it rather than saves it."""

    media_type: str
    ending: str
    shown: bool = False

    @property
    def header(self) -> str:
        """The media type as it stands in `Content-Type`."""
        told = self.media_type.startswith("text/") or self.media_type.endswith("xml")
        return f"{self.media_type}; charset=utf-8" if told else self.media_type


FORMS: Mapping[str, Form] = {
    "html": Form("text/html", ".html", True),
    "json": Form("application/json", ".json", True),
    "csv": Form("text/csv", ".csv"),
    "xlsx": Form("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ".xlsx"),
    "turtle": Form("text/turtle", ".ttl", True),
    "ntriples": Form("application/n-triples", ".nt", True),
    "jsonld": Form("application/ld+json", ".jsonld", True),
    "gexf": Form("application/gexf+xml", ".gexf"),
    "graphml": Form("application/graphml+xml", ".graphml"),
    "svg": Form("image/svg+xml", ".svg", True),
    "png": Form("image/png", ".png", True),
    "docx": Form("application/vnd.openxmlformats-officedocument.wordprocessingml.document", ".docx"),
    "pdf": Form("application/pdf", ".pdf", True),
    "markdown": Form("text/markdown", ".md"),
    "atom": Form("application/atom+xml", ".atom", True),
    "xml": Form("application/xml", ".xml", True),
    "text": Form("text/plain", ".txt", True),
}
"""By key, which is also the value of `?format=`; the first that fits is what a browser gets."""

_NEGOTIATED = ("html", "json", "turtle", "jsonld", "ntriples", "csv", "atom")


def form_for(accept: str, offered: Sequence[str] = _NEGOTIATED) -> str | None:
    """The key of the format that an `Accept` header prefers of those offered; None where it takes none of them.

    >>> form_for("text/turtle"), form_for("text/html,application/xhtml+xml,*/*;q=0.8"), form_for("image/webp")
    ('turtle', 'html', None)
    """
    by_type = {FORMS[key].media_type: key for key in offered}
    found = preferred(accept, list(by_type))
    return by_type[found] if found else None
