"""The SPARQL page: a query in a form or an editor, its answer as a table, and the Questions as examples.

`/sparql` and `/query` are the page, the second with the answer to `?query=`; `/sparql/examples` are the examples, and
`/sparql/examples/actor/collaborators` is the page with one of them; `/sparql/terms` is what the editor completes. The
script asks the endpoint itself (`kg.web.sparql`); what is answered here is for those without it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from time import perf_counter
from typing import TYPE_CHECKING, Any

from kg.errors import KgError, Usage
from kg.model.result import Section
from kg.questions.answer import plain, shorten, solutions
from kg.vocab import PREFIXES, SKC, SKD, SRC, XSD
from kg.web.address import address
from kg.web.asked import Asked, Rendered, no_page
from kg.web.editor.examples import Example, Examples, triples
from kg.web.editor.vocabulary import vocabulary
from kg.web.operations.questions import by_area, questions
from kg.web.pages.data import Content, as_json, data, saved
from kg.web.pages.html import Here, render
from kg.web.pages.shown import Piece, Shown, ShownCell, outside

if TYPE_CHECKING:
    from kg.api import Samkart

__all__ = ["page"]

_SECONDS = 20.0  # that a query may take here; it has other pages waiting behind it
_ROWS = 1000  # that are shown
_LETTERS = 200_000  # of a graph that are shown
_TABLES, _GRAPHS = ("csv", "json", "tsv", "xml"), ("turtle", "ntriples", "jsonld", "rdfxml")
_RDF = ("turtle", "ntriples", "jsonld")


@dataclass(frozen=True, slots=True)
class _Answer:
    """What a query gives: a table whose first rows are `shown`, or a graph whose beginning is `text`."""

    count: int
    seconds: float
    shown: Shown | None = None
    text: str = ""
    cut: bool = False

    @property
    def graph(self) -> bool:
        """Is it a graph?"""
        return self.shown is None


def page(samkart: Samkart, asked: Asked, notices: list[str]) -> Rendered:
    """See the module."""
    area, *rest = asked.path
    if area == "query" and not rest:
        return _query(samkart, asked)
    if area == "sparql" and not rest:
        _only(asked, "html")
        return _page(samkart, asked, asked.value("query"))
    if area == "sparql" and rest == ["terms"]:
        _only(asked, "html", "json")
        told = json.dumps(vocabulary(samkart), ensure_ascii=False, separators=(",", ":"))
        return saved(_as(asked, "json"), "terms", told.encode())
    if area == "sparql" and rest[0] == "examples":
        return _example(samkart, asked, "/".join(rest[1:])) if rest[1:] else _examples(samkart, asked)
    raise no_page(asked)


def _only(asked: Asked, *forms: str) -> None:
    if asked.form not in forms:
        raise Usage(f"{asked.form!r} is not a format of this page; expected {', '.join(forms)}", (), "format")


def _as(asked: Asked, form: str) -> Asked:
    from dataclasses import replace

    return replace(asked, form=form)


def _examples(samkart: Samkart, asked: Asked) -> Rendered:
    """All examples: as a list, as records, or as RDF."""
    _only(asked, "html", "json", *_RDF)
    if asked.form == "html":
        here = Here(asked)
        return render(asked, "examples.html.j2", title=here.say("sparql.examples"), areas=by_area(), forms=_RDF)
    found = Examples(samkart, asked.language).all(questions())
    if asked.form == "json":
        return saved(asked, "examples", as_json([_record(each) for each in found]))
    return _rdf(asked, found)


def _example(samkart: Samkart, asked: Asked, name: str) -> Rendered:
    """One example: the page with its query, a record of it, or RDF; values of parameters may be given."""
    _only(asked, "html", "json", *_RDF)
    question = samkart.question(name)
    given = {key: value for key, value in asked.given if key not in ("embed",)}
    example = Examples(samkart, asked.language).one(question, given)
    if asked.form == "html":
        return _page(samkart, asked, example.query)
    return saved(asked, name, as_json(_record(example))) if asked.form == "json" else _rdf(asked, [example])


def _record(example: Example) -> dict[str, Any]:
    told = {"name": example.name, "area": example.area, "comment": dict(example.texts)}
    return {**told, "parameters": dict(example.given), "query": example.query}


def _rdf(asked: Asked, examples: list[Example]) -> Rendered:
    from kg.store.text.serialise import serialise

    here = Here(asked)
    document = here.absolute(path=("sparql", "examples"), state=asked.state)
    endpoint = here.absolute(path=("sparql",), state=asked.state)
    return saved(asked, "examples", serialise(triples(examples, document, endpoint), asked.form).encode())


def _query(samkart: Samkart, asked: Asked) -> Rendered:
    """The page with the answer to a query, or the table of the answer in the format that was asked for."""
    text = asked.value("query")
    if not text:
        if asked.form != "html":
            raise Usage("there is no query; give one with query", (), "query")
        return _page(samkart, asked, "")
    begun = perf_counter()
    try:
        result = samkart.query(text, timeout=_SECONDS)
        if asked.form != "html":
            if not _is_table(result):
                raise Usage("the answer is a graph; the endpoint gives it in the formats of RDF", (), "format")
            table = solutions(result)
            return data(samkart, asked, Content("query", [Section("answer", "", table)]))
        answer = _graph(result, begun) if not _is_table(result) else _table(Here(asked), result, begun)
        return _page(samkart, asked, text, answer=answer)
    except KgError as error:
        if asked.form != "html":
            raise
        slow = perf_counter() - begun >= _SECONDS
        wrong = KgError(Here(asked).say("sparql.slow", n=int(_SECONDS))) if slow else error
        return _page(samkart, asked, text, wrong=wrong)


def _is_table(result: Any) -> bool:
    return hasattr(result, "variables") or not hasattr(result, "__iter__")


def _table(here: Here, result: Any, begun: float) -> _Answer:
    if not hasattr(result, "variables"):
        value = str(bool(result)).lower()
        shown = Shown(name="answer", title="", rows=[[ShownCell((Piece(value),))]])
        return _Answer(1, perf_counter() - begun, shown)
    names = [variable.value for variable in result.variables]
    rows: Iterator[Any] = iter(result)
    cells = [[_cell(term, here) for term in row] for row in islice(rows, _ROWS)]
    count = len(cells) + sum(1 for _ in rows)
    headings = [(name, bool(cells) and all(row[i].numeric for row in cells)) for i, name in enumerate(names)]
    shown = Shown(name="answer", title="", rows=cells, headings=headings)
    return _Answer(count, perf_counter() - begun, shown, cut=count > len(cells))


def _cell(term: Any, here: Here) -> ShownCell:
    """A term as it is: an IRI with its prefix, as a link; a literal with its language, or with a type of its own."""
    if term is None:
        return ShownCell(())
    value, kind = getattr(term, "value", ""), getattr(term, "datatype", None)
    if kind is not None:
        tag, own = term.language, kind.value.startswith(XSD)
        told = f"{value}@{tag}" if tag else value if own else f"{value}^^{shorten(kind.value, whole=True)}"
        return ShownCell((Piece(told),), isinstance(plain(term), int | float) and not isinstance(plain(term), bool))
    if str(term).startswith("<") and not str(term).startswith("<<"):
        inside, away = here.link(value), outside(value)
        return ShownCell((Piece(shorten(value, whole=True), inside or away, away=not inside and bool(away)),))
    return ShownCell((Piece(str(term)),))


def _graph(result: Any, begun: float) -> _Answer:
    from kg.store.text.serialise import serialise

    found = list(result)
    text = serialise(found, "turtle")
    return _Answer(len(found), perf_counter() - begun, text=text[:_LETTERS], cut=len(text) > _LETTERS)


def _page(
    samkart: Samkart, asked: Asked, query: str, *, answer: _Answer | None = None, wrong: KgError | None = None
) -> Rendered:
    here = Here(asked)
    endpoint = address(("sparql",), state=asked.state) if here.state else ""
    forms = _GRAPHS if answer is not None and answer.graph else _TABLES
    downloads = [(here.say(f"sparql.form.{each}"), f"answer.{_ending(each)}", each) for each in forms if endpoint]
    query = query or _start()
    return render(
        asked,
        "sparql.html.j2",
        status=400 if wrong is not None else 200,
        title=here.say("sparql.title"),
        query=query,
        answer=answer,
        wrong=wrong,
        endpoint=endpoint,
        downloads=[
            (said, name, address(("sparql",), [("query", query), ("form", form)], state=asked.state))
            for said, name, form in downloads
        ],
        areas=by_area(),
        example="/".join(asked.path[2:]) if asked.path[:2] == ("sparql", "examples") else "",
        config=_config(here, endpoint),
    )


def _ending(form: str) -> str:
    return {"turtle": "ttl", "ntriples": "nt", "rdfxml": "rdf"}.get(form, form)


def _start() -> str:
    from kg.store.substitute import lookup_text

    return lookup_text("start")


_SAID = (
    *("running", "stop", "stopped", "failed", "offline", "rows", "triples", "first", "large", "seconds"),
    *(
        "editor",
        "class",
        "property",
        "concept",
        "prefix",
        "variable",
        "mistake",
        "opened",
        "download",
        "first.letters",
        "answer",
    ),
    *(f"form.{each}" for each in (*_TABLES, *_GRAPHS)),
)


def _config(here: Here, endpoint: str) -> dict[str, Any]:
    """What the script needs to know (`Config` in `kg/web/script/query/types.d.ts`)."""
    from kg.language.catalogue import text

    return {
        "endpoint": endpoint,
        "page": here.url("query"),
        "terms": here.url("sparql", "terms"),
        "pages": here.url().rstrip("/").partition("?")[0],
        "editor": here.static("editor.js"),
        "language": here.language,
        "prefixes": dict(PREFIXES),
        "bases": {"things": SKD, "concepts": SKC, "sources": SRC},
        "rows": _ROWS,
        "letters": _LETTERS,
        "text": {key: text(here.language, "web", f"sparql.{key}") for key in _SAID},
    }
