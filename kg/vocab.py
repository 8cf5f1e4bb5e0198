"""The IRIs that Samkart's code names, as plain strings (rdflib is too slow to import for that)."""

from __future__ import annotations

from urllib.parse import quote

__all__ = [
    "ADMS",
    "CANONICAL",
    "DCAT",
    "DCTERMS",
    "EURIO",
    "FOAF",
    "GEO",
    "NUTS",
    "ORG",
    "OWL",
    "PREFIXES",
    "PROV",
    "RDF",
    "RDFS",
    "SCHEMA",
    "SD",
    "SK",
    "SKC",
    "SKD",
    "SKOS",
    "SRC",
    "VOID",
    "WRITTEN",
    "XSD",
    "concept",
    "entity",
    "graph",
    "key_of",
    "kind_of",
]

SK = "https://w3id.org/samkart/ontology/"
SKC = "https://w3id.org/samkart/concept/"
SKD = "https://w3id.org/samkart/id/"
SRC = "https://w3id.org/samkart/source/"
CANONICAL = "https://w3id.org/samkart/graph/canonical"
"""The named graph that holds the canonical layer where an engine has no default graph of its own."""

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
XSD = "http://www.w3.org/2001/XMLSchema#"
ORG = "http://www.w3.org/ns/org#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
PROV = "http://www.w3.org/ns/prov#"
DCTERMS = "http://purl.org/dc/terms/"
DCAT = "http://www.w3.org/ns/dcat#"
FOAF = "http://xmlns.com/foaf/0.1/"
ADMS = "http://www.w3.org/ns/adms#"
SCHEMA = "https://schema.org/"
OWL = "http://www.w3.org/2002/07/owl#"
SD = "http://www.w3.org/ns/sparql-service-description#"
VOID = "http://rdfs.org/ns/void#"
EURIO = "http://data.europa.eu/s66#"
GEO = "http://www.opengis.net/ont/geosparql#"
NUTS = "http://data.europa.eu/nuts/code/"

PREFIXES = {
    "sk": SK,
    "skc": SKC,
    "skd": SKD,
    "src": SRC,
    "rdf": RDF,
    "rdfs": RDFS,
    "xsd": XSD,
    "org": ORG,
    "skos": SKOS,
    "prov": PROV,
    "dcterms": DCTERMS,
    "dcat": DCAT,
    "foaf": FOAF,
    "adms": ADMS,
    "schema": SCHEMA,
    "owl": OWL,
    "sd": SD,
    "void": VOID,
    "eurio": EURIO,
    "cpov": "http://data.europa.eu/m8g/",
    "nuts": NUTS,
    "geo": GEO,
    "geof": "http://www.opengis.net/def/function/geosparql/",
    "sf": "http://www.opengis.net/ont/sf#",
    "wgs84": "http://www.w3.org/2003/01/geo/wgs84_pos#",
    "locn": "http://www.w3.org/ns/locn#",
    "regorg": "http://www.w3.org/ns/regorg#",
    "time": "http://www.w3.org/2006/time#",
    "qb": "http://purl.org/linked-data/cube#",
    "sh": "http://www.w3.org/ns/shacl#",
    "vann": "http://purl.org/vocab/vann/",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "euroscivoc": "http://data.europa.eu/8mn/euroscivoc/",
    "eurovoc": "http://eurovoc.europa.eu/",
    "sdg": "http://metadata.un.org/sdg/",
    "ror": "https://ror.org/",
    "wd": "http://www.wikidata.org/entity/",
    "wdt": "http://www.wikidata.org/prop/direct/",
    "p": "http://www.wikidata.org/prop/",
    "ps": "http://www.wikidata.org/prop/statement/",
    "pq": "http://www.wikidata.org/prop/qualifier/",
    "wikibase": "http://wikiba.se/ontology#",
    # Second names of the same, as they are typed too; what is written uses the first.
    "dct": DCTERMS,
    "geosparql": GEO,
    "m8g": "http://data.europa.eu/m8g/",
}
"""By the name that users type: none of them needs to be declared in a query."""
WRITTEN = dict(reversed([(namespace, prefix) for prefix, namespace in PREFIXES.items()]))
"""The prefix that a namespace is written with: the first of its names."""


def entity(kind: str, key: str) -> str:
    """The IRI of a thing in the data: `entity("actor", "baerum")`; reserved characters of the key are quoted."""
    return f"{SKD}{kind}/{quote(key, safe='/-._~')}"


def concept(scheme: str, key: str) -> str:
    """The IRI of a concept: `concept("theme", "circular-economy")`."""
    return f"{SKC}{scheme}/{quote(key, safe='-._~')}"


def graph(source: str) -> str:
    """The IRI of the named graph that holds what a source says."""
    return SRC + quote(source, safe="-._~")


def key_of(iri: str) -> str:
    """The key at the end of an entity's or concept's IRI; the IRI itself when it is none of ours."""
    for base in (SKD, SKC):
        if iri.startswith(base):
            return iri[len(base) :].partition("/")[2]
    return iri


def kind_of(iri: str) -> str:
    """`actor`, `project`, `programme`, `tie`, `theme` …: the first part of an entity's or concept's path."""
    for base in (SKD, SKC):
        if iri.startswith(base):
            return iri[len(base) :].partition("/")[0]
    return ""
