"""What the figure on the ontology's page shows, and the short names of the vocabularies the page points to."""

from __future__ import annotations

from kg.vocab import PREFIXES

__all__ = ["CURIES", "TIES"]

# What each kind of tie binds, for the figure: left end, tie, right end.
TIES = (
    ("Actor", "Membership", "Network"),
    ("Actor", "Participation", "Project"),
    ("Actor", "Twinning", "Actor"),
    ("Actor", "Agreement", "Actor"),
    ("Country", "ProgrammeAssociation", "Programme"),
    ("Actor", "Priority", "Theme"),
)

CURIES = {
    **PREFIXES,
    "cpov": "http://data.europa.eu/m8g/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "eurio": "http://data.europa.eu/s66#",
    "euroscivoc": "http://data.europa.eu/8mn/euroscivoc/",
    "eurovoc": "http://eurovoc.europa.eu/",
    "geo": "http://www.opengis.net/ont/geosparql#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "sdg": "http://metadata.un.org/sdg/",
    "vann": "http://purl.org/vocab/vann/",
}
