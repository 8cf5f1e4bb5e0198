"""A concept scheme as a page, as RDF and as a table: its concepts in their order, the narrower below the broader."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from kg.errors import NotFound
from kg.language.kinds import names
from kg.model.result import Section
from kg.model.table import Cell, Table
from kg.vocab import SKC, SKOS, key_of
from kg.web.asked import Asked, Rendered
from kg.web.pages.data import Content, data
from kg.web.pages.html import Here, render
from kg.web.pages.linked.answering import RDF, alternates, looked_up, texts, with_links, written

if TYPE_CHECKING:
    import pyoxigraph as ox

    from kg.api import Samkart

__all__ = ["scheme"]


def scheme(samkart: Samkart, asked: Asked) -> Rendered:
    """The page at `/concept/<scheme>`. Raises NotFound, with the schemes that there are."""
    name = asked.path[1]
    here, iri = Here(asked), SKC + name
    try:
        said = looked_up(samkart, "scheme", scheme=iri)
    except ValueError:  # no IRI
        said = []
    if not said:
        known = sorted({key.partition("/")[0] for key in names("concepts")})
        raise NotFound(f"there is no concept scheme {name!r}", tuple(known))
    if asked.form in RDF:
        return with_links(written(asked, f"concept {name}", said), (iri, "about", ""))
    labels, told = texts(said, SKOS + "prefLabel"), texts(said, SKOS + "definition")
    rows = [
        (
            depth,
            each,
            _spoken(labels.get(each, {}), here.language) or key_of(each),
            _spoken(told.get(each, {}), here.language),
        )
        for depth, each in _in_order(said, iri, labels, here.language)
    ]
    title = _spoken(labels.get(iri, {}), here.language) or name
    if asked.form != "html":
        return data(samkart, asked, Content(f"concept {name}", [_section(rows, here)]))
    others = alternates(here, [*RDF, "json"])
    rendered = render(
        asked,
        "scheme.html.j2",
        title=title,
        iri=iri,
        definition=_spoken(told.get(iri, {}), here.language),
        concepts=[(depth, key_of(each), label, definition, here.link(each)) for depth, each, label, definition in rows],
        alternates=others,
    )
    return with_links(rendered, *((address, "alternate", kind) for address, kind in others))


def _in_order(
    said: Sequence[ox.Triple], scheme: str, labels: Mapping[str, Mapping[str, str]], language: str
) -> list[tuple[int, str]]:
    """(depth, IRI) of every concept: each below the first of its broader ones, those of one depth by label."""
    broader: dict[str, str] = {}
    concepts = set()
    for each in said:
        subject, value = str(getattr(each.subject, "value", "")), str(getattr(each.object, "value", ""))
        if each.predicate.value == SKOS + "inScheme" and value == scheme:
            concepts.add(subject)
        if each.predicate.value == SKOS + "broader":
            broader[subject] = min(value, broader.get(subject, value))
    below: dict[str, list[str]] = {}
    for iri in concepts:
        above = broader.get(iri, "")
        below.setdefault(above if above in concepts else "", []).append(iri)
    found: list[tuple[int, str]] = []

    def walk(above: str, depth: int) -> None:
        named = below.pop(above, [])
        for iri in sorted(named, key=lambda each: (_spoken(labels.get(each, {}), language).casefold(), each)):
            found.append((depth, iri))
            walk(iri, depth + 1)

    walk("", 0)
    for above in sorted(below):  # concepts that lie under each other
        walk(above, 0)
    return found


def _section(rows: Sequence[tuple[int, str, str, str]], here: Here) -> Section:
    cells = [
        tuple(Cell(value, str(value)) for value in (iri, key_of(iri), label, definition, depth))
        for depth, iri, label, definition in rows
    ]
    columns = ("concept", "key", "label", "definition", "depth")
    headings = [here.say(f"scheme.{name}") for name in columns]
    types = ("iri", "text", "text", "text", "integer")
    return Section("concepts", "", Table(names=columns, headings=headings, types=types, rows=cells))


def _spoken(by_language: Mapping[str, str], language: str) -> str:
    """The text in a language, else in nb, nn, en or whatever there is."""
    order = (language, "nb", "nn", "en", *sorted(by_language))
    return next((by_language[each] for each in order if by_language.get(each)), "")
