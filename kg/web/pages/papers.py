"""Briefings: a form, and the paper as a page or a file."""

from __future__ import annotations

import base64
import hashlib
import re
from typing import TYPE_CHECKING

from kg.brief.gather.compose import VARIANTS
from kg.errors import KgError, NotFound, Usage
from kg.language.catalogue import text
from kg.model.evidence import LIMITS
from kg.settings import LANGUAGES
from kg.web.asked import Asked, Rendered
from kg.web.operations.operation import Field, Operation, Values, read
from kg.web.pages.data import saved
from kg.web.pages.html import render

if TYPE_CHECKING:
    from kg.api import Samkart
    from kg.brief.formats.briefing import Briefing

__all__ = ["content_policy", "page"]

_FORMS = {"docx": ".docx", "pdf": ".pdf", "markdown": ".md"}


def page(samkart: Samkart, asked: Asked, notices: list[str]) -> Rendered:
    """The form, or with something to be about the paper itself."""
    operation = _operation()
    subject = "/".join(asked.path[1:])
    given = [*([("actor", subject)] if subject else []), *asked.given]
    wrong: KgError | None = None
    values: Values = {}
    try:
        values = read(operation, given)
        if values:
            return _paper(asked, operation.run(samkart, values), subject)  # type: ignore[arg-type]
        if asked.form != "html":
            raise Usage("a paper is about something; give an actor, a region, a theme, a programme or a network")
    except (Usage, NotFound) as error:
        if asked.form != "html":
            raise
        wrong = error
    return render(
        asked,
        "brief.html.j2",
        status=404 if isinstance(wrong, NotFound) else 400 if wrong else 200,
        title=operation.texts[asked.language],
        operation=operation,
        values={name: "" if value is False else str(value) for name, value in values.items()},
        wrong=wrong,
        notices=notices,
        known={},
    )


def _paper(asked: Asked, made: Briefing, subject: str) -> Rendered:
    from kg.brief.formats.render import render as written

    name = made.document.title
    if asked.form == "html":
        body = written(made.document, ".html")
        return Rendered(body=body, headers={"Content-Security-Policy": content_policy(body.decode())})
    if asked.form not in _FORMS:
        raise Usage(f"{asked.form!r} is not a format of a paper; expected html, {', '.join(_FORMS)}", (), "format")
    return saved(asked, name, written(made.document, _FORMS[asked.form]))


def content_policy(page: str) -> str:
    """What a page made for a USB stick may do here: what is written inside of it, told by its digests, and no more."""

    def digests(tag: str) -> str:
        found = re.findall(rf"<{tag}(?: [^>]*)?>(.*?)</{tag}>", page, re.DOTALL)
        hashed = (hashlib.sha256(each.encode()).digest() for each in found if each)
        return " ".join(f"'sha256-{base64.b64encode(each).decode()}'" for each in hashed)

    return (
        f"default-src 'none'; script-src {digests('script') or chr(39) + 'none' + chr(39)};"
        f" style-src-elem {digests('style') or chr(39) + 'none' + chr(39)}; style-src-attr 'unsafe-inline';"
        " img-src data: blob:; font-src data:; base-uri 'none'; form-action 'none'; frame-ancestors *"
    )


def _operation() -> Operation:
    def field(name: str, kind: str, **more: object) -> Field:
        labels = {language: text(language, "web", f"field.{name}") for language in LANGUAGES}
        return Field(name=name, type=kind, labels=labels, **more)  # type: ignore[arg-type]

    def run(samkart: Samkart, values: Values) -> Briefing:
        return samkart.brief(**values)

    fields = (
        field("actor", "actor", usual=True),
        field("region", "text", usual=True),
        field("theme", "theme", usual=True),
        field("programme", "programme", usual=True),
        field("network", "network", usual=True),
        field("variant", "choice", choices=tuple(VARIANTS), usual=True),
        field("since", "date"),
        field("until", "date"),
        field("year", "year"),
        field("country", "country"),
        field("with_predecessors", "flag"),
        field("evidence", "choice", choices=LIMITS),
    )
    said = {language: text(language, "web", "verb.brief") for language in LANGUAGES}
    more = {language: text(language, "web", "verb.brief.more") for language in LANGUAGES}
    return Operation(name="brief", texts=said, more=more, fields=fields, run=run, command=("brief",), subject="actor")
