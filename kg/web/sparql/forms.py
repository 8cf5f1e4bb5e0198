"""The forms of answers, by media type: which is wanted, and what it is called when it is sent."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from kg.web.negotiation import preferred

__all__ = ["DESCRIBED", "Form", "chosen", "named"]


class Form(NamedTuple):
    """A form as `kg.store.querying.writing` names it, and the Content-Type that it is sent with."""

    name: str
    content_type: str


_TABLES: Mapping[str, Form] = {
    "application/sparql-results+json": Form("json", "application/sparql-results+json"),
    "application/sparql-results+xml": Form("xml", "application/sparql-results+xml"),
    "text/csv": Form("csv", "text/csv; charset=utf-8; header=present"),
    "text/tab-separated-values": Form("tsv", "text/tab-separated-values; charset=utf-8; header=present"),
    "application/json": Form("json", "application/json"),
    "application/xml": Form("xml", "application/xml"),
    "text/xml": Form("xml", "text/xml; charset=utf-8"),
}
_GRAPHS: Mapping[str, Form] = {
    "text/turtle": Form("turtle", "text/turtle; charset=utf-8"),
    "application/n-triples": Form("ntriples", "application/n-triples"),
    "application/rdf+xml": Form("rdfxml", "application/rdf+xml"),
    "application/ld+json": Form("jsonld", "application/ld+json"),
    "application/trig": Form("trig", "application/trig"),
    "application/n-quads": Form("nquads", "application/n-quads"),
    "application/x-turtle": Form("turtle", "application/x-turtle; charset=utf-8"),
    "text/n3": Form("turtle", "text/n3; charset=utf-8"),
    "text/rdf+n3": Form("turtle", "text/rdf+n3; charset=utf-8"),
    "application/json": Form("jsonld", "application/json"),
    "application/xml": Form("rdfxml", "application/xml"),
    "text/xml": Form("rdfxml", "text/xml; charset=utf-8"),
    "text/plain": Form("ntriples", "text/plain; charset=utf-8"),
}
DESCRIBED = ("text/turtle", "application/rdf+xml", "application/ld+json", "application/n-triples")
"""The media types that answers of graphs are known for; others are second names."""


def chosen(accept: str | None) -> tuple[Form | None, Form | None]:
    """The form of a table and the form of a graph that a request wants most; None where it wants none that there is.

    Without a header that is JSON and Turtle. Of forms that are wanted alike the first here is taken (RFC 9110 §12.5.1).

    >>> [form and form.name for form in chosen("text/csv;q=0.5, application/*;q=0.4, text/*;q=0.1")]
    ['csv', 'ntriples']
    >>> chosen("image/png")
    (None, None)
    """
    table, graph = preferred(accept or "", list(_TABLES)), preferred(accept or "", list(_GRAPHS))
    return _TABLES[table] if table else None, _GRAPHS[graph] if graph else None


def named(name: str) -> tuple[Form | None, Form | None]:
    """The form of a table and the form of a graph of a name, for addresses that choose one without a header.

    >>> [form and form.content_type for form in named("json")], named("cat")
    (['application/sparql-results+json', 'application/ld+json'], (None, None))
    """
    graph = "jsonld" if name == "json" else "rdfxml" if name == "xml" else name
    tables, graphs = (
        next((form for form in forms.values() if form.name == each), None)
        for forms, each in ((_TABLES, name), (_GRAPHS, graph))
    )
    return tables, graphs
