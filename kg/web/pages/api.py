"""The API for programs: `/api/<operation>` as JSON, `/api/openapi.json` that describes it, and `/api` to be read."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from kg.errors import KgError, NotFound, Usage
from kg.language.speech import say
from kg.web.asked import Asked, Rendered
from kg.web.machines.envelope import Envelope, answered, parameter_at_fault
from kg.web.machines.schema import Page, read_strictly
from kg.web.operations.machines import operation, operations
from kg.web.operations.operation import Operation, Values
from kg.web.operations.questions import AREA
from kg.web.pages.html import Here, render

if TYPE_CHECKING:
    from kg.api import Samkart

__all__ = ["DESCRIPTION", "page"]

DESCRIPTION = "openapi.json"
_JSON = "application/json"
_PROBLEM = "application/problem+json"
_SHARED = {"Access-Control-Allow-Origin": "*"}


def page(samkart: Samkart, asked: Asked, notices: list[str]) -> Rendered:
    """What is answered under `/api`. What is wrong with a request is told as RFC 9457 has it: see `_problem`.

    The status is 400 for what the description calls wrong, 404 for a name that is not there, and 422 for what is well
    formed and cannot be meant: a day together with a period, an end before its start.
    """
    if len(asked.path) == 1 and asked.form == "html":
        return _read(asked)
    if asked.form not in ("json", "html"):
        told = f"{asked.form!r} is not a format of the API; it answers in JSON"
        return _problem(asked, 406, Usage(told, (), "format"))
    try:
        if asked.path[1:] in ((), (DESCRIPTION,)):
            return _described(samkart, asked)
        chosen = operation("/".join(asked.path[1:]))
        values, page = read_strictly(chosen, asked.given)
    except KgError as error:
        return _problem(asked, 404 if isinstance(error, NotFound) else 400, error)
    return _answer(samkart, asked, (chosen, values, page), notices)


def _read(asked: Asked) -> Rendered:
    """The page for those who read it."""
    from kg.web.machines.openapi import PARTS, STATUSES, paging

    verbs = [each for each in operations() if not each.name.startswith(f"{AREA}/")]
    return render(
        asked,
        "api.html.j2",
        title=Here(asked).say("api"),
        parts=PARTS,
        every=list(paging()),
        statuses=STATUSES,
        verbs=verbs,
        questions=operations()[len(verbs) :],
    )


def _answer(samkart: Samkart, asked: Asked, what: tuple[Operation, Values, Page], notices: list[str]) -> Rendered:
    chosen, values, page = what
    try:
        made = answered(samkart, chosen, values, page, notices)
    except (Usage, NotFound) as error:
        fault = parameter_at_fault(samkart, chosen, values, error)
        return _problem(asked, 404 if isinstance(error, NotFound) else 422, error, fault)
    return _json(asked, {"state": _state(asked), **made, "next": _next(asked, made)})


def _state(asked: Asked) -> dict[str, str | None]:
    """The day and the graph that an answer is of, with the name of its state (`kg states`), and where it can be had
    again for as long as that is kept.
    """
    here = Here(asked)
    kept = here.absolute(state=here.state) if here.state and asked.root else None
    return {"day": asked.day, "name": asked.name or None, "digest": asked.digest or None, "address": kept}


def _next(asked: Asked, made: Envelope) -> str | None:
    """Where the next rows are, of the same state."""
    tables = made.get("sections", [made])
    if not asked.root or not any(each["cut"] for each in tables):
        return None
    offset = max(each["offset"] + each["limit"] for each in tables)
    given = (*((name, value) for name, value in asked.given if name != "offset"), ("offset", str(offset)))
    further = Here(replace(asked, given=given))
    return further.absolute(state=further.state)


def _described(samkart: Samkart, asked: Asked) -> Rendered:
    from kg.web.machines.openapi import described

    for name, value in asked.given:
        if name != "lang" or value not in ("nb", "nn", "en"):
            raise Usage("is not known here; expected lang: nb, nn or en", (), name)
    return _json(asked, described(samkart, asked.root))


def _json(asked: Asked, value: Any) -> Rendered:
    body = (json.dumps(value, ensure_ascii=False) + "\n").encode("utf-8", "replace")
    return Rendered(body=body, media_type=_JSON, headers=_SHARED)


def _problem(asked: Asked, status: int, error: KgError, parameter: str = "") -> Rendered:
    """What is wrong, as RFC 9457 has it, with the parameter that it is about and what was perhaps meant."""
    told = {
        "type": "about:blank",
        "title": say(asked.language, "web", f"error.{status if status in (404, 406) else 400}"),
        "status": status,
        "detail": error.message if isinstance(error, Usage) else str(error),
        "parameter": parameter or getattr(error, "parameter", "") or None,
        "nearest": list(error.nearest),
    }
    body = (json.dumps(told, ensure_ascii=False) + "\n").encode("utf-8", "replace")
    return Rendered(body=body, media_type=_PROBLEM, status=status, headers=_SHARED, lasting=False)
