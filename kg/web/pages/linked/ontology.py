"""The ontology at its path: as a page in the reader's language, as RDF, and where each of its terms leads."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from kg.errors import NotFound, Usage
from kg.resources import ontology_dir
from kg.vocab import DCTERMS, OWL, RDFS, SCHEMA, SK, SKC, SKOS, WRITTEN
from kg.web.asked import Asked, Rendered
from kg.web.pages.html import Here, render
from kg.web.pages.linked.answering import RDF, alternates, see_other, texts, with_links, written

if TYPE_CHECKING:
    import pyoxigraph as ox

    from kg.api import Samkart

__all__ = ["page"]

_ALIGN = "align"
_PROPERTIES = ("ObjectProperty", "DatatypeProperty", "AnnotationProperty")


class _Vocabulary(NamedTuple):
    """The statements of a file of the ontology; by subject, by property the values of each."""

    statements: tuple[ox.Triple, ...]
    said: dict[str, dict[str, list[str]]]


def page(samkart: Samkart, asked: Asked, notices: list[str]) -> Rendered:
    """`/ontology`, `/ontology/<Term>` and `/ontology/align/<vocabulary>`. Raises NotFound and Usage."""
    here, rest = Here(asked), "/".join(asked.path[1:])
    if rest.startswith(f"{_ALIGN}/"):
        return _aligned(asked, rest.removeprefix(f"{_ALIGN}/"))
    vocabulary = _read("core.ttl")
    if rest:
        return _term(asked, here, vocabulary, rest)
    if asked.form in RDF:
        return with_links(written(asked, "samkart ontology", vocabulary.statements), (SK, "about", ""))
    if asked.form != "html":
        raise Usage(f"{asked.form!r} is not a format of this page; expected html, {', '.join(RDF)}", (), "format")
    return _page(asked, here, vocabulary)


def _term(asked: Asked, here: Here, vocabulary: _Vocabulary, name: str) -> Rendered:
    """A term is told of where the ontology is. Raises NotFound with the nearest terms."""
    if SK + name not in vocabulary.said and name != _version(vocabulary):
        from difflib import get_close_matches

        terms = [iri.removeprefix(SK) for iri in vocabulary.said if iri.startswith(SK) and iri != SK]
        raise NotFound(f"the ontology has no term {name!r}", tuple(get_close_matches(name, sorted(terms), n=3)))
    if asked.form == "html":
        return see_other(here.url("ontology") + ("" if name == _version(vocabulary) else f"#{name}"))
    return see_other(here.url("ontology", format=asked.form))


def _aligned(asked: Asked, name: str) -> Rendered:
    """How the ontology lies to another vocabulary, as RDF: there is no page for people. Raises NotFound."""
    known = sorted(path.stem for path in (ontology_dir() / _ALIGN).glob("*.ttl"))
    if name not in known:
        raise NotFound(f"the ontology is not aligned to {name!r}", tuple(known))
    if asked.form not in RDF:
        return see_other(Here(asked).url("ontology", _ALIGN, name, format="turtle"))
    return written(asked, f"samkart {name}", _read(f"{_ALIGN}/{name}.ttl").statements)


@cache
def _read(name: str) -> _Vocabulary:
    import pyoxigraph as ox

    statements = tuple(quad.triple for quad in ox.parse(path=str(ontology_dir() / name), format=ox.RdfFormat.TURTLE))
    said: dict[str, dict[str, list[str]]] = {}
    for each in statements:
        if isinstance(each.subject, ox.NamedNode):
            values = said.setdefault(each.subject.value, {}).setdefault(each.predicate.value, [])
            if not isinstance(each.object, ox.BlankNode):
                values.append(str(getattr(each.object, "value", "")))
    return _Vocabulary(statements, said)


def _version(vocabulary: _Vocabulary) -> str:
    return next(iter(vocabulary.said[SK].get(OWL + "versionInfo", [])), "")


class _Link(NamedTuple):
    """A term that another one names: what it is called, and where it is told of."""

    label: str
    href: str


class _Shown(NamedTuple):
    """A class or a property as the page shows it; `facts` are (what is told, terms)."""

    name: str
    label: str
    definition: str
    note: str
    facts: list[tuple[str, list[_Link]]]


def _page(asked: Asked, here: Here, vocabulary: _Vocabulary) -> Rendered:
    labels = texts(vocabulary.statements, SKOS + "prefLabel")
    definitions = texts(vocabulary.statements, SKOS + "definition")
    notes = texts(vocabulary.statements, SKOS + "scopeNote")

    def spoken(found: Mapping[str, Mapping[str, str]], iri: str) -> str:
        by_language = found.get(iri, {})
        return next((by_language[each] for each in (here.language, "nb", "en", "") if each in by_language), "")

    def link(iri: str) -> _Link:
        if iri.startswith(SK):
            return _Link(spoken(labels, iri) or iri.removeprefix(SK), f"#{iri.removeprefix(SK)}")
        if iri.startswith(SKC):
            return _Link(iri.removeprefix(SKC), here.link(iri) or here.url("concept", iri.removeprefix(SKC)))
        return _Link(_short(iri), iri)

    def shown(iri: str) -> _Shown:
        said = vocabulary.said[iri]
        told = [
            (here.say(f"ontology.{key}"), [link(each) for each in sorted(said.get(name, ()))]) for key, name in _TOLD
        ]
        name = iri.removeprefix(SK)
        return _Shown(
            name,
            spoken(labels, iri) or name,
            spoken(definitions, iri),
            spoken(notes, iri),
            [(key, links) for key, links in told if links],
        )

    def of(*classes: str) -> list[_Shown]:
        wanted = {OWL + each for each in classes}
        found = [
            shown(iri)
            for iri, said in vocabulary.said.items()
            if iri.startswith(SK) and wanted & set(said.get(_TYPE, ()))
        ]
        return sorted(found, key=lambda each: (each.label.casefold(), each.name))

    titles, told = (
        texts(vocabulary.statements, DCTERMS + "title"),
        texts(vocabulary.statements, DCTERMS + "description"),
    )
    others = alternates(here, RDF)
    rendered = render(
        asked,
        "ontology.html.j2",
        title=spoken(titles, SK),
        description=spoken(told, SK),
        iri=SK,
        version=_version(vocabulary),
        licence=next(iter(vocabulary.said[SK].get(DCTERMS + "license", [])), ""),
        classes=of("Class"),
        properties=of(*_PROPERTIES),
        schemes=_schemes(here),
        alternates=others,
    )
    return with_links(rendered, *((address, "alternate", kind) for address, kind in others))


_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_TOLD = (
    ("above", RDFS + "subClassOf"),
    ("broader", RDFS + "subPropertyOf"),
    ("domain", SCHEMA + "domainIncludes"),
    ("range", RDFS + "range"),
    ("ranges", SCHEMA + "rangeIncludes"),
    ("inverse", OWL + "inverseOf"),
)


def _schemes(here: Here) -> list[_Link]:
    found = []
    for path in sorted((ontology_dir() / "schemes").glob("*.ttl")):
        vocabulary = _read(f"schemes/{path.name}")
        labels = texts(vocabulary.statements, SKOS + "prefLabel")
        for iri, said in vocabulary.said.items():
            if SKOS + "ConceptScheme" in said.get(_TYPE, ()) and iri.startswith(SKC):
                name = iri.removeprefix(SKC)
                label = labels.get(iri, {}).get(here.language) or labels.get(iri, {}).get("nb") or name
                found.append(_Link(label, here.url("concept", name)))
    return sorted(found, key=lambda each: each.label.casefold())


def _short(iri: str) -> str:
    """An IRI with a prefix for its namespace where there is one."""
    for namespace, prefix in WRITTEN.items():
        if iri.startswith(namespace):
            return f"{prefix}:{iri.removeprefix(namespace)}"
    return iri
