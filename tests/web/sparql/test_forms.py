"""What is sent is what is wanted most, by the rules of HTTP."""

from __future__ import annotations

import pytest

from kg.web.sparql.forms import chosen, named

JSON, TURTLE = "application/sparql-results+json", "text/turtle; charset=utf-8"
CSV = "text/csv; charset=utf-8; header=present"


@pytest.mark.parametrize(
    ("accept", "table", "graph"),
    [
        (None, JSON, TURTLE),
        ("", JSON, TURTLE),
        ("*/*", JSON, TURTLE),
        (
            "text/html, application/xhtml+xml, */*;q=0.8",
            JSON,
            TURTLE,
        ),
        ("application/json", "application/json", "application/json"),
        ("application/sparql-results+xml", "application/sparql-results+xml", None),
        ("TEXT/CSV", CSV, None),
        ("text/csv;q=0.5, text/tab-separated-values", "text/tab-separated-values; charset=utf-8; header=present", None),
        ("application/rdf+xml, text/turtle;q=0.9", None, "application/rdf+xml"),
        ("text/*", CSV, TURTLE),
        ("*/*;q=0.1, application/ld+json", JSON, "application/ld+json"),
        (
            "*/*, text/turtle;q=0, application/sparql-results+json;q=0",
            "application/sparql-results+xml",
            "application/n-triples",
        ),
        ("text/turtle;q=0", None, None),
        ("text/turtle;q=2, application/n-quads;q=0.3", None, TURTLE),
        ("text/turtle;charset=utf-8;q=0.2, application/trig;q=0.3", None, "application/trig"),
        ("image/png, nonsense, ;q=1, text/", None, None),
        ("text/html", None, None),
    ],
)
def test_the_form_that_is_wanted_most(accept: str | None, table: str | None, graph: str | None) -> None:
    assert [form and form.content_type for form in chosen(accept)] == [table, graph]


@pytest.mark.parametrize(
    ("name", "table", "graph"),
    [
        ("json", "application/sparql-results+json", "application/ld+json"),
        ("xml", "application/sparql-results+xml", "application/rdf+xml"),
        ("csv", CSV, None),
        ("tsv", "text/tab-separated-values; charset=utf-8; header=present", None),
        ("turtle", None, TURTLE),
        ("ntriples", None, "application/n-triples"),
        ("rdfxml", None, "application/rdf+xml"),
        ("nquads", None, "application/n-quads"),
        ("html", None, None),
        ("", None, None),
    ],
)
def test_a_form_by_its_name(name: str, table: str | None, graph: str | None) -> None:
    assert tuple(form and form.content_type for form in named(name)) == (table, graph)
