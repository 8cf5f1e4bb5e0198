"""What the whole graph is, for catalogues of data: DCAT-AP-NO 2 and VoID, as RDF and as a page.

Said is what `ontology/dataset.ttl` and the graph itself say, and where this site answers for it. DCAT-AP-NO wants a
publisher that is a thing and a licence by the EU's list: the first is made of the name that is known, the second is
there where the graph states one that the list has. The parts that sources make are told in VoID only: what the profile
demands of a dataset (themes, a description) is not known of all of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from kg.errors import NotFound
from kg.resources import ontology_dir
from kg.store.derived.statistics import DATASET
from kg.store.substitute import lookup_text
from kg.vocab import DCAT, DCTERMS, FOAF, PREFIXES, SKOS, VOID, XSD
from kg.web.asked import Asked, Rendered, no_page
from kg.web.pages.data import as_json, saved
from kg.web.pages.html import Here, render
from kg.web.pages.linked.answering import RDF, alternates, looked_up, see_other, texts, with_links, written

if TYPE_CHECKING:
    import pyoxigraph as ox

    from kg.api import Samkart

__all__ = ["described", "page"]

_EU = "http://publications.europa.eu/resource/authority"
_LICENCES = {
    "https://creativecommons.org/licenses/by/4.0/": f"{_EU}/licence/CC_BY_4_0",
    "https://creativecommons.org/publicdomain/zero/1.0/": f"{_EU}/licence/CC0",
    "https://spdx.org/licenses/ODbL-1.0": f"{_EU}/licence/ODC_BL",
    "https://spdx.org/licenses/NLOD-2.0": f"{_EU}/licence/NLOD_2_0",
}
"""Licences as the graph names them → as the EU's list does."""
_FORMATS = ("RDF_TURTLE", "RDF_N_TRIPLES", "JSON_LD")
_SPARQL = "https://www.w3.org/TR/sparql11-protocol/"
_RECONCILIATION = "https://www.w3.org/community/reports/reconciliation/CG-FINAL-specs-0.2-20230410/"
_STANDARDS = {_SPARQL: "SPARQL 1.1 Protocol", _RECONCILIATION: "Reconciliation Service API v0.2"}
_TITLED = ("nb", "nn", "en")


def page(samkart: Samkart, asked: Asked, notices: list[str]) -> Rendered:
    """`/dataset`, its parts below it, and `/.well-known/void`, which leads to it. Raises NotFound."""
    here = Here(asked)
    if asked.path[0] == ".well-known":
        if asked.path[1:] != ("void",):
            raise no_page(asked)
        return see_other(here.url("dataset", format="turtle" if asked.form in ("html", "json") else asked.form))
    if len(asked.path) > 1:
        return _part(samkart, asked, here)
    if asked.form in RDF:
        return with_links(written(asked, "samkart dataset", described(samkart, here)), (DATASET, "about", ""))
    statements = described(samkart, here)
    if asked.form == "json":
        return saved(asked, "samkart dataset", as_json(_schema_org(statements, here), ordered=True))
    return _page(asked, here, statements)


def _part(samkart: Samkart, asked: Asked, here: Here) -> Rendered:
    """A part (what a source says, or the things of a class) is told of where the whole is. Raises NotFound."""
    name = "/".join(asked.path[1:])
    known = {each.subject.value for each in described(samkart, here) if hasattr(each.subject, "value")}
    from urllib.parse import quote

    kind, _, rest = name.partition("/")
    if not {f"{DATASET}/{name}", f"{DATASET}/{kind}/{quote(rest, safe='')}"} & known:
        raise NotFound(f"the dataset has no part {name!r}")
    form = "" if asked.form == "html" else asked.form
    return see_other(here.url("dataset", format=form) + ("#sources" if not form else ""))


class _Making:
    """Statements in the making."""

    def __init__(self) -> None:
        self.made: list[ox.Triple] = []

    def say(self, subject: str, **told: Any) -> None:
        """Statements about a subject: `prefix_name` = IRI, (text, language) or (text, datatype IRI), or several."""
        import pyoxigraph as ox

        for name, values in told.items():
            prefix, _, local = name.partition("_")
            predicate = ox.NamedNode(PREFIXES[prefix] + local)
            for value in values if isinstance(values, list) else [values]:
                self.made.append(ox.Triple(ox.NamedNode(subject), predicate, _term(value)))


def _term(value: str | tuple[str, str]) -> ox.NamedNode | ox.Literal:
    import pyoxigraph as ox

    if isinstance(value, str):
        return ox.NamedNode(value)
    text, kind = value
    if kind.startswith("http"):
        return ox.Literal(text, datatype=ox.NamedNode(kind))
    return ox.Literal(text, language=kind) if kind else ox.Literal(text)


@cache
def _file() -> tuple[ox.Triple, ...]:
    import pyoxigraph as ox

    path = ontology_dir() / "dataset.ttl"
    return tuple(quad.triple for quad in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE))


def described(samkart: Samkart, here: Here) -> list[ox.Triple]:
    """All that is said: of the whole by the profile, of its parts in VoID, and where this site gives which of it."""
    making = _Making()
    said = dict.fromkeys([*_file(), *looked_up(samkart, "dataset")])
    publisher = f"{DATASET}#publisher"
    for each in said:
        subject, name = str(getattr(each.subject, "value", "")), each.predicate.value
        value = str(getattr(each.object, "value", ""))
        if name == DCTERMS + "publisher" and not value.startswith(("http://", "https://")):
            agent = f"{subject}#publisher"
            making.say(agent, rdf_type=FOAF + "Agent", foaf_name=(value, ""))
            making.say(subject, dcterms_publisher=agent)
        elif name == DCTERMS + "license" and value in _LICENCES:
            making.say(subject, dcterms_license=_LICENCES[value])
            making.say(_LICENCES[value], skos_exactMatch=value)
        elif subject == DATASET or (value != DCAT + "Dataset" and not name.startswith(DCAT)):
            making.made.append(each)
    _here(making, samkart, here, publisher)
    return list(dict.fromkeys(making.made))


def _here(making: _Making, samkart: Samkart, here: Here, publisher: str) -> None:
    """What this site adds: the catalogue that it is, its services, and the day and digest of the state."""
    root = here.asked.root
    home, catalogue = f"{root}/dataset", f"{root}/dataset#catalogue"
    licence = _values(making.made, DATASET, DCTERMS + "license")[:1]
    last, version = _last(samkart), here.state
    languages = [f"{_EU}/language/{each}" for each in ("NOB", "NNO", "ENG")]
    making.say(
        DATASET,
        dcat_landingPage=home,
        dcat_distribution=[f"{home}#sparql", f"{home}#things"],
        void_sparqlEndpoint=f"{root}/sparql",
        dcterms_modified=[(last, XSD + "date")] if last else [],
        owl_versionInfo=[(version, "")] if version else [],
        foaf_page=[f"{root}/as-of/{version}/dataset"] if version else [],
        dcat_contactPoint=[f"{home}#contact"] if here.asked.contact else [],
        void_feature=[f"http://www.w3.org/ns/formats/{name}" for name in ("Turtle", "N-Triples", "JSON-LD")],
    )
    making.say(
        catalogue,
        rdf_type=DCAT + "Catalog",
        dcterms_identifier=(catalogue, ""),
        dcterms_title=[(_words(each, "dataset.catalogue"), each) for each in _TITLED],
        dcterms_description=[(_words(each, "home.lead"), each) for each in _TITLED],
        dcterms_publisher=publisher,
        dcterms_language=languages,
        foaf_homepage=f"{root}/",
        dcat_dataset=DATASET,
        dcat_service=[f"{home}#sparql-service", f"{home}#reconciliation-service"],
        dcterms_license=licence,
    )
    services = (
        ("sparql", f"{root}/sparql", _SPARQL, f"{root}/sparql"),
        ("reconciliation", f"{root}/reconcile", _RECONCILIATION, f"{root}/reconcile"),
    )
    for standard, title in _STANDARDS.items():
        making.say(standard, rdf_type=DCTERMS + "Standard", dcterms_title=(title, "en"))
    for name, endpoint, standard, told in services:
        making.say(
            f"{home}#{name}-service",
            rdf_type=DCAT + "DataService",
            dcterms_identifier=(f"{home}#{name}-service", ""),
            dcterms_title=[(_words(each, f"dataset.{name}"), each) for each in _TITLED],
            dcat_endpointURL=endpoint,
            dcat_endpointDescription=told,
            dcat_servesDataset=DATASET,
            dcterms_conformsTo=standard,
            dcterms_publisher=publisher,
            dcterms_accessRights=f"{_EU}/access-right/PUBLIC",
            dcterms_license=licence,
            dcat_contactPoint=[f"{home}#contact"] if here.asked.contact else [],
        )
    making.say(
        f"{home}#sparql",
        rdf_type=DCAT + "Distribution",
        dcterms_title=[(_words(each, "dataset.sparql"), each) for each in _TITLED],
        dcat_accessURL=f"{root}/sparql",
        dcat_accessService=f"{home}#sparql-service",
        dcterms_license=licence,
        dcterms_conformsTo=_SPARQL,
    )
    making.say(
        f"{home}#things",
        rdf_type=DCAT + "Distribution",
        dcterms_title=[(_words(each, "dataset.things"), each) for each in _TITLED],
        dcterms_description=[(_words(each, "dataset.each"), each) for each in _TITLED],
        dcat_accessURL=f"{root}/sitemap.xml",
        dcterms_format=[f"{_EU}/file-type/{each}" for each in _FORMATS],
        dcterms_license=licence,
    )
    if here.asked.contact:
        mail = here.asked.contact
        making.say(
            f"{home}#contact",
            rdf_type=PREFIXES["vcard"] + "Organization",
            vcard_hasEmail=f"mailto:{mail}" if "@" in mail else mail,
        )


def _words(language: str, key: str) -> str:
    from kg.language.catalogue import text

    return text(language, "web", key)


def _is(each: ox.Triple, subject: str, predicate: str) -> bool:
    return getattr(each.subject, "value", "") == subject and each.predicate.value == predicate


def _last(samkart: Samkart) -> str:
    """The last day on which a source was read; empty where none is known."""
    rows: Any = samkart.view.query(lookup_text("linked/newest"))
    return next((row["last"].value for row in rows if row["last"] is not None), "")[:10]


def _values(statements: Iterable[ox.Triple], subject: str, predicate: str) -> list[str]:
    return sorted(str(getattr(each.object, "value", "")) for each in statements if _is(each, subject, predicate))


def _spoken(by_language: Mapping[str, str], language: str) -> str:
    return next((by_language[each] for each in (language, *_TITLED, "", *by_language) if each in by_language), "")


class _Source(NamedTuple):
    """A part of the whole: what a source says."""

    name: str
    title: str
    publisher: str
    licence: str
    address: str
    triples: str


def _page(asked: Asked, here: Here, statements: Sequence[ox.Triple]) -> Rendered:
    titles, told = texts(statements, DCTERMS + "title"), texts(statements, DCTERMS + "description")
    agents = texts(statements, FOAF + "name")
    rights = texts(statements, DCTERMS + "rights")

    def name_of(subject: str) -> str:
        return _spoken(agents.get(f"{subject}#publisher", {}), here.language)

    parts = [
        _Source(
            name=part.removeprefix(f"{DATASET}/"),
            title=_spoken(titles.get(part, {}), here.language),
            publisher=name_of(part),
            licence=_spoken(rights.get(part, {}), here.language),
            address=next(iter(_values(statements, part, DCAT + "landingPage")), ""),
            triples=next(iter(_values(statements, part, VOID + "triples")), ""),
        )
        for part in _values(statements, DATASET, VOID + "subset")
    ]
    counts = [
        (here.say(f"dataset.{name}"), here.number(int(value)))
        for name in ("triples", "distinctSubjects", "classes", "properties")
        for value in _values(statements, DATASET, VOID + name)
    ]
    others = alternates(here, RDF)
    rendered = render(
        asked,
        "dataset.html.j2",
        title=_spoken(titles.get(DATASET, {}), here.language),
        description=_spoken(told.get(DATASET, {}), here.language),
        iri=DATASET,
        publisher=name_of(DATASET),
        rights=_spoken(rights.get(DATASET, {}), here.language),
        licences=_values(statements, DATASET, DCTERMS + "license"),
        modified=next(iter(_values(statements, DATASET, DCTERMS + "modified")), ""),
        counts=counts,
        parts=parts,
        alternates=others,
        linked_data=_schema_org(statements, here),
    )
    return with_links(rendered, *((address, "alternate", kind) for address, kind in others))


def _schema_org(statements: Sequence[ox.Triple], here: Here) -> dict[str, Any]:
    """The whole as schema.org has datasets."""
    titles, told = texts(statements, DCTERMS + "title"), texts(statements, DCTERMS + "description")
    agents = texts(statements, FOAF + "name")
    root = here.asked.root
    known: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "@id": DATASET,
        "name": _spoken(titles.get(DATASET, {}), here.language),
        "description": _spoken(told.get(DATASET, {}), here.language),
        "url": f"{root}/dataset",
        "creator": {"@type": "Organization", "name": _spoken(agents.get(f"{DATASET}#publisher", {}), here.language)},
        "license": [
            value
            for each in _values(statements, DATASET, DCTERMS + "license")
            for value in _values(statements, each, SKOS + "exactMatch") or [each]
        ],
        "dateModified": next(iter(_values(statements, DATASET, DCTERMS + "modified")), ""),
        "version": here.state,
        "inLanguage": list(_TITLED),
        "isAccessibleForFree": True,
        "keywords": sorted(
            str(getattr(each.object, "value", ""))
            for each in statements
            if _is(each, DATASET, DCAT + "keyword") and getattr(each.object, "language", "") == here.language
        ),
        "includedInDataCatalog": {"@type": "DataCatalog", "name": "Samkart", "url": f"{root}/"},
    }
    return {name: value for name, value in known.items() if value not in ("", [])}
