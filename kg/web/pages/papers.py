"""Maps and briefings: a form, the page or paper itself in a frame of it, and the files that it can be had as.

What was made stands on its own, with scripts and styles inside, so that it works from a USB stick; here it is shown in
a frame, which waits for it while the page around is there at once.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kg.errors import KgError, Message, NotFound, Usage
from kg.model.result import Section
from kg.web.asked import Asked, Rendered
from kg.web.operations.drawn import brief, drawing
from kg.web.operations.operation import Operation, Values, read, typed
from kg.web.pages.data import saved
from kg.web.pages.html import Here, render

if TYPE_CHECKING:
    from kg.api import Samkart

__all__ = ["content_policy", "page"]

_PAPERS = {"docx": ".docx", "pdf": ".pdf", "markdown": ".md", "xlsx": ".xlsx"}
_EXPORTS = ("gexf", "graphml")
_BOOKED = "ledger"  # the variant that has a workbook
_FIGURE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; font-src data:"


@dataclass(frozen=True, slots=True)
class _Taken:
    """How a map or a paper can be had, for the foot of the page; see `kg.web.pages.data.Content`."""

    forms: Sequence[str]
    command: Sequence[str]
    about: Sequence[str] = ()
    sections: Sequence[Section] = ()


def page(samkart: Samkart, asked: Asked, notices: list[str]) -> Rendered:
    """The form, with what was asked for in a frame; embedded or as a file that itself, and other formats as files."""
    operation = brief() if asked.path[0] == "brief" else drawing()
    subject = "/".join(asked.path[1:])
    wrong: KgError | None = None
    values: Values = {}
    try:
        values = read(operation, [*([(operation.subject, subject)] if subject else []), *asked.given])
        if asked.form != "html" and not values:
            raise Usage(Message("say what it is to be about: actors, a region, a theme, a programme …", "about-what"))
        if asked.form != "html" or (values and (asked.embedded or asked.still)):
            return _made(samkart, asked, operation, values)
    except (Usage, NotFound) as error:
        if asked.form != "html":
            raise
        wrong = error
    return _page(samkart, asked, operation, values, wrong)


def _page(samkart: Samkart, asked: Asked, operation: Operation, values: Values, wrong: KgError | None) -> Rendered:
    shown = bool(values) and wrong is None and not asked.embedded
    question, about = operation.texts[asked.language], _named(samkart, values.get(operation.subject, ()))
    return render(
        asked,
        "paper.html.j2",
        status=404 if isinstance(wrong, NotFound) else 400 if wrong else 200,
        title=f"{about}. {question}" if about else question,
        question=question,
        about=about,
        operation=operation,
        values=typed(values),
        wrong=wrong,
        known={},
        frame=Here(asked).here(embed="1") if shown else "",
        content=_Taken(_forms(operation, values), operation.shell(values)) if shown else None,
    )


def _forms(operation: Operation, values: Values) -> tuple[str, ...]:
    """The formats that a map or a paper can be had in, beside the page."""
    if operation.name != "brief":
        return ("svg", *_EXPORTS)
    return tuple(form for form in _PAPERS if form != "xlsx" or values.get("variant") == _BOOKED)


def _named(samkart: Samkart, given: str | Sequence[str]) -> str:
    """What is asked about, by its label where it has one here."""
    found = []
    for each in [given] if isinstance(given, str) else given:
        try:
            found.append(samkart.entity(samkart.resolve(each)).label)
        except KgError:
            found.append(each)
    return ", ".join(found)


def _made(samkart: Samkart, asked: Asked, operation: Operation, values: Values) -> Rendered:
    forms = _forms(operation, values)
    if asked.form not in ("html", *forms):
        raise Usage(f"{asked.form!r} is not a format of this; expected {', '.join(('html', *forms))}", (), "format")
    made: Any = operation.run(samkart, values)
    if operation.name == "brief":
        from kg.brief.formats.render import render as written

        document = made.document
        if asked.form != "html":
            return saved(asked, document.title, written(document, _PAPERS[asked.form]))
        return _alone(written(document, ".html"))
    if asked.form == "html":
        return _alone(made.html.encode())
    if asked.form == "svg":
        policy = {"Content-Security-Policy": _FIGURE_POLICY}
        return saved(asked, made.about, made.svg().encode("utf-8", "replace"), **policy)
    from kg.views.exports.export import export

    return saved(asked, made.about, next(iter(export(made.written(), asked.form).values())).encode("utf-8", "replace"))


def _alone(body: bytes) -> Rendered:
    return Rendered(body=body, headers={"Content-Security-Policy": content_policy(body.decode())})


def content_policy(page: str) -> str:
    """What a page made for a USB stick may do here: what is written inside of it, told by its digests, and no more."""

    def digests(tag: str) -> str:
        found = re.findall(rf"<{tag}(?: [^>]*)?>(.*?)</{tag}>", page, re.DOTALL)
        hashed = (hashlib.sha256(each.encode()).digest() for each in found if each)
        return " ".join(f"'sha256-{base64.b64encode(each).decode()}'" for each in hashed) or "'none'"

    return (
        f"default-src 'none'; script-src {digests('script')}; style-src-elem {digests('style')};"
        " style-src-attr 'unsafe-inline'; img-src data: blob:; font-src data:; base-uri 'none'; form-action 'none';"
        " frame-ancestors *"
    )
