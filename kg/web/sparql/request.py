"""A request of the SPARQL 1.1 Protocol, read: what is asked, of which graphs, in which forms."""

from __future__ import annotations

import codecs
from collections.abc import Iterable
from typing import NamedTuple
from urllib.parse import parse_qsl

from starlette.requests import Request

from kg.web.sparql.forms import Form, chosen, named
from kg.web.sparql.refused import Refused

__all__ = ["ALLOWED", "Asked", "read"]

ALLOWED = "GET, HEAD, OPTIONS, POST"
_FORM = "application/x-www-form-urlencoded"
_DIRECT = "application/sparql-query"
_UPDATE = "application/sparql-update"
_MOST_GRAPHS = 1000
_MUCH = 8  # times the bytes that a body may have
_READ_ONLY = "this graph is read-only: SPARQL Update is not answered, only SELECT, ASK, CONSTRUCT and DESCRIBE"


class Asked(NamedTuple):
    """A query, the graphs it is asked of where the request says that (IRIs), and the forms that are wanted."""

    query: str
    default: tuple[str, ...]
    named: tuple[str, ...]
    table: Form | None
    graph: Form | None


async def read(request: Request, most: int) -> Asked | None:
    """What a request asks; None for a GET that asks nothing, which gets the description of the service.

    `most` is the bytes that its body may have. Raises Refused.
    """
    given = _pairs(request.scope["query_string"], "the address")
    queries = _values(given, "query")
    if request.method == "POST":
        media_type, charset = _content_type(request)
        body = await _body(request, most)
        if media_type == _FORM:
            given += _pairs(body, "the body")
            queries = _values(given, "query")
        elif media_type == _DIRECT:
            queries.append(_decoded(body, charset))
        elif media_type == _UPDATE:
            raise Refused(403, _READ_ONLY, "malformed")
        else:
            told = f"a POST has {_DIRECT} or {_FORM} as its Content-Type, not {media_type or 'none'}"
            raise Refused(415, told, "malformed", {"Accept-Post": f"{_DIRECT}, {_FORM}"})
    if _values(given, "update"):
        raise Refused(403, _READ_ONLY, "malformed")
    if len(queries) > 1:
        raise Refused.malformed(f"there are {len(queries)} queries; a request has one")
    table, graph = _form(given) or chosen(_accept(request))
    if not queries:
        if request.method == "POST":
            raise Refused.malformed("there is no query; the form has it in the field query")
        return None
    default, named = _values(given, "default-graph-uri"), _values(given, "named-graph-uri")
    if len(default) + len(named) > _MOST_GRAPHS:
        raise Refused.malformed(f"there are more than {_MOST_GRAPHS:,} graphs")
    return Asked(queries[0].removeprefix("\ufeff"), tuple(default), tuple(named), table, graph)


def _form(given: Iterable[tuple[str, str]]) -> tuple[Form | None, Form | None] | None:
    """What the parameter `form` names, for links, which have no headers of their own; None where there is none.

    It is not called `format`: clients send that by themselves, beside the header that they mean.
    """
    names = _values(given, "form")
    if not names:
        return None
    found = named(names[-1])
    if found == (None, None):
        raise Refused(406, f"no form of answers is called {names[-1][:40]!r}", "unfit")
    return found


def _accept(request: Request) -> str | None:
    """All headers of the name are one list."""
    return ",".join(request.headers.getlist("accept")) or None


def _values(pairs: Iterable[tuple[str, str]], name: str) -> list[str]:
    return [value for key, value in pairs if key == name]


def _pairs(text: bytes, where: str) -> list[tuple[str, str]]:
    try:
        return parse_qsl(
            text.decode("ascii"), keep_blank_values=True, encoding="utf-8", errors="strict", max_num_fields=_MOST_GRAPHS
        )
    except UnicodeDecodeError as error:
        raise Refused.malformed(f"{where} is not UTF-8 with what is special in it encoded (%C3%A5)") from error
    except ValueError as error:
        raise Refused.malformed(f"{where} has more than {_MOST_GRAPHS:,} parameters") from error


def _content_type(request: Request) -> tuple[str, str]:
    """The media type of the body and its charset. Raises Refused for a body that is packed."""
    if request.headers.get("content-encoding", "identity").lower() != "identity":
        raise Refused(415, "a body is sent as it is, without Content-Encoding", "malformed")
    media_type, *parameters = request.headers.get("content-type", "").split(";")
    named = (each.partition("=") for each in parameters)
    charset = next((value.strip(" \"'") for name, _, value in named if name.strip().lower() == "charset"), "utf-8")
    return media_type.strip().lower(), charset


def _decoded(body: bytes, charset: str) -> str:
    try:
        known = codecs.lookup(charset).name
    except LookupError:
        known = ""
    if known not in ("utf-8", "ascii"):
        raise Refused(415, f"a query is sent as UTF-8, not as {charset[:40]}", "malformed")
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Refused.malformed(f"the query is not UTF-8: byte {error.start + 1:,} cannot be read") from error


async def _body(request: Request, most: int) -> bytes:
    """The body. One that is too long is received all the same, unless it is much too long: a client that is still
    sending would not hear why it is refused."""
    length = request.headers.get("content-length", "")
    size = int(length) if length.isascii() and length.isdigit() else 0
    parts: list[bytes] = []
    if size <= most * _MUCH:
        size = 0
        async for part in request.stream():
            size += len(part)
            if size > most * _MUCH:
                break
            if size <= most:
                parts.append(part)
    if size > most:
        raise Refused(413, f"a request has {most:,} bytes at the most", "malformed")
    return b"".join(parts)
