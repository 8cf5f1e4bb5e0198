"""Pages about the site itself: what it is, how accessible, what went wrong, and how to tell that a fact is wrong."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING
from urllib.parse import quote

from kg import __version__
from kg.errors import BadData, KgError
from kg.ids import file_name
from kg.vocab import key_of, kind_of
from kg.web.asked import Asked, Rendered, no_page
from kg.web.pages.html import Here, render

if TYPE_CHECKING:
    from kg.api import Samkart

__all__ = ["page", "told"]

_STATUSES = (404, 405, 406, 410, 500, 503, 504, 507)
_PROBLEM = "application/problem+json"


def page(samkart: Samkart, asked: Asked, notices: list[str]) -> Rendered:
    """One of these pages, by the first part of its path."""
    here = Here(asked)
    name = asked.path[0]
    if len(asked.path) > 1:
        raise no_page(asked)
    if name == "progress":
        return _progress(asked)
    if name == "error":
        status = asked.value("status")
        number = int(status) if status.isascii() and status.isdigit() and int(status) in _STATUSES else 500
        return told(asked, number, None)
    if name == "report":
        return _report(samkart, asked)
    if name == "about":
        return render(asked, "about.html.j2", title=here.say("about"), version=__version__, sources=samkart.sources())
    return render(asked, "accessibility.html.j2", title=here.say("accessibility"))


def told(asked: Asked, status: int, error: KgError | None, *, hidden: bool = False) -> Rendered:
    """What is answered when something went wrong; for programs as RFC 9457 has it. `hidden` tells a number only."""
    here = Here(asked)
    reason = here.say(f"error.{status if status in _STATUSES else 400}")
    message = "" if error is None or hidden else error.message
    near = list(error.nearest) if error is not None and not hidden else []
    problems = [str(each) for each in error.problems] if isinstance(error, BadData) else []
    if asked.form != "html":
        detail = {"title": reason, "status": status}
        more = {"detail": message or None, "nearest": near or None, "problems": problems or None}
        body = {**detail, **{name: value for name, value in more.items() if value}}
        content = (json.dumps(body, ensure_ascii=False) + "\n").encode("utf-8", "replace")
        return Rendered(body=content, media_type=_PROBLEM, status=status, lasting=False)
    return render(
        asked,
        "error.html.j2",
        status=status,
        lasting=False,
        title=reason,
        logged=str(error) if hidden else "",
        message=message,
        near=near,
        problems=problems,
        text=asked.value("q") or "/".join(asked.path[1:]),
        address=_local(asked),
    )


def _local(asked: Asked) -> str:
    """The address that the reader asked for, as the front tells it: one of this site, and nothing else."""
    told = asked.value("address")
    return told if told.startswith("/") and told[1:2] not in ("/", "\\") else "/"


def _progress(asked: Asked) -> Rendered:
    """How far a slow page has come."""
    stage, done, total = asked.value("stage"), asked.value("done"), asked.value("total")
    return render(
        asked,
        "progress.html.j2",
        lasting=False,
        title=Here(asked).say("progress"),
        stage=stage,
        done=done,
        total=total,
        address=_local(asked),
    )


def _report(samkart: Samkart, asked: Asked) -> Rendered:
    """A text that tells that something is wrong, to be sent or saved by the reader: nobody is asked for a name."""
    here = Here(asked)
    about = asked.value("about")
    iri = samkart.resolve(about) if about else ""
    thing = samkart.entity(iri) if iri else None
    ties = list(samkart.ties_of(iri)) if kind_of(iri) == "actor" else []
    ends = {str(row["tie"]): str(row["hub"] or row["partner"] or row["tie"]) for row in ties}
    labels = samkart.view.entities(sorted(set(ends.values())), asked.language)
    choices = sorted(
        ((key_of(tie), labels[end].label if end in labels else key_of(end)) for tie, end in ends.items()),
        key=lambda each: each[1].casefold(),
    )
    tie = asked.value("tie")
    lines = [
        f"{here.say('report.about')}: {thing.label} ({kind_of(iri)}/{key_of(iri)})" if thing else "",
        f"{here.say('report.tie')}: {tie}" if tie else "",
        f"{here.say('report.state')}: {here.state}" if here.state else "",
        f"{here.say('report.address')}: {here.absolute(path=(kind_of(iri), key_of(iri)))}" if thing else "",
        "",
        f"{here.say('report.wrong')}: ",
        f"{here.say('report.right')}: ",
        f"{here.say('report.source')}: ",
    ]
    text = "\n".join([line for line in lines[:4] if line] + lines[4:]) + "\n"
    subject = f"Samkart: {thing.label if thing else here.say('report')}"
    if asked.value("save") == "1":
        disposition = f'attachment; filename="{file_name(subject)}.txt"'
        headers = {"Content-Disposition": disposition}
        return Rendered(body=text.encode(), media_type="text/plain; charset=utf-8", headers=headers)
    mail = f"mailto:{quote(asked.contact, safe='@')}?subject={quote(subject)}&body={quote(text)}"
    return render(
        asked,
        "report.html.j2",
        title=here.say("report"),
        thing=thing,
        iri=iri,
        about=about,
        tie=tie,
        choices=choices,
        text=text,
        mail=mail,
    )
