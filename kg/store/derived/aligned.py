"""The graph in the terms of other vocabularies: what their queries ask for is written out, so they need no reasoner.

What is there already passes by as text: statements are made of it as lines of N-Quads on their way to the loader. What
is said of sources and of the whole is looked up in the store (`kg/store/sparql/aligned`).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryFile
from typing import TYPE_CHECKING, Any

from kg.model.terms import curie
from kg.store.derived.statistics import describe
from kg.store.triples import CollectedTriples, reachable
from kg.vocab import EURIO, GEO, NUTS, ORG, RDFS, SCHEMA, SK, XSD

if TYPE_CHECKING:
    import pyoxigraph as ox

__all__ = ["NEEDED", "aligned", "complete", "properties_with_wider"]

_FOLDER = Path(__file__).parents[1] / "sparql" / "aligned"
_TYPE, _LABEL = curie("rdf:type"), curie("skos:prefLabel")
_IDENTIFIER, _VAT, _STATUS, _CODE = (
    curie(each) for each in ("dcterms:identifier", "sk:vatNumber", "sk:projectStatus", "sk:nutsCode")
)
_START, _END, _PROGRAMME, _PROJECT, _PARTY, _ROLE = (
    curie(f"sk:{name}") for name in ("start", "end", "programme", "project", "party", "role")
)
_ABOVE_CLASS, _ABOVE_PROPERTY = f"<{RDFS}subClassOf>", f"<{RDFS}subPropertyOf>"
_OWN = f"<{SK}"
_A_PROJECT, _A_PARTICIPATION, _A_DAY = f"<{SK}Project>", f"<{SK}Participation>", f"^^<{XSD}date>"
_TOO_WIDE = {curie(each) for each in ("prov:Agent", "prov:Entity", "prov:Location", "geo:SpatialObject", "schema:Role")}
"""Classes that nobody asks for; left to whoever has a reasoner."""
_A_REGION = re.compile(r'"([A-Z]{2}[0-9A-Z]{0,3})"')
_ROLES = {
    "coordinator": "coordinator",
    "lead-partner": "coordinator",
    "participant": "participant",
    "partner": "partner",
    "associated-partner": "partner",
    "third-party": "third party",
}

NEEDED = tuple(
    each[1:-1]
    for each in (
        *(_TYPE, _LABEL, _IDENTIFIER, _VAT, _STATUS, _CODE, _START, _END, _PROGRAMME, _PROJECT, _PARTY, _ROLE),
        *(_ABOVE_CLASS, _ABOVE_PROPERTY),
    )
)
"""The predicates that lines are made of, besides `properties_with_wider`."""


def complete(store: ox.Store) -> None:
    """Add to a store what it says of its sources and of itself; nothing may be added after that.

    Raises OSError when there is no room.
    """
    import pyoxigraph as ox

    for path in sorted(_FOLDER.glob("*.rq")):
        made: Any = store.query(path.read_text("utf-8"))
        with TemporaryFile() as file:
            made.serialize(file, format=ox.RdfFormat.N_TRIPLES)
            file.seek(0)
            store.bulk_load(file, format=ox.RdfFormat.N_TRIPLES, lenient=True)
    describe(store)


def properties_with_wider(ontology: Iterable[tuple[str, str, str]]) -> dict[str, list[str]]:
    """By property of Samkart (a term): those of schema.org and ORG that the triples of an ontology put above it."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for subject, predicate, value in ontology:
        if predicate == _ABOVE_PROPERTY and subject.startswith(_OWN) and value.startswith((f"<{SCHEMA}", f"<{ORG}")):
            found[subject].append(value)
    return found


def aligned(triples: CollectedTriples) -> Iterator[list[str]]:
    """Lines of N-Quads that say again in the terms of other vocabularies what is collected in a default graph."""
    yield list(_classes(triples))
    yield _renamed(triples, _LABEL, f"<{RDFS}label>")
    above = ((subject, _ABOVE_PROPERTY, value) for subject, value in triples.terms(_ABOVE_PROPERTY))
    for property_, wider in properties_with_wider(above).items():
        for each in wider:
            yield _renamed(triples, property_, each)
    codes = ((place, _A_REGION.fullmatch(code)) for place, code in triples.terms(_CODE))
    yield [f"{place} <{GEO}sfWithin> <{NUTS}{code[1]}> ." for place, code in codes if code]
    yield from _in_eurio(triples)


def _renamed(triples: CollectedTriples, own: str, other: str) -> list[str]:
    return [f"{subject} {other} {value} ." for subject, value in triples.terms(own)]


def _classes(triples: CollectedTriples) -> Iterator[str]:
    """The classes of other vocabularies that a thing is of, by what the ontology and its alignments say of its own."""
    above: defaultdict[str, set[str]] = defaultdict(set)
    for narrower, wider in triples.terms(_ABOVE_CLASS):
        above[narrower].add(wider)
    ends = {
        cls: [
            f" {_TYPE} {wider} ."
            for wider in sorted(reachable(cls, above))
            if wider not in _TOO_WIDE and not wider.startswith(_OWN)
        ]
        for cls in sorted(above)
        if cls.startswith(_OWN)
    }
    for subject, cls in triples.terms(_TYPE):
        for end in ends.get(cls, ()):
            yield subject + end


def _in_eurio(triples: CollectedTriples) -> Iterator[list[str]]:
    """Projects of a programme, who takes part in them and what these are called, in the terms of EURIO.

    A role joins organisation and project. From an organisation no statement leads on (no eurio:hasRole, which isRoleOf
    says the other way round): framing JSON-LD puts all in a network that can be reached from it.
    """
    own: dict[str, set[str]] = {_A_PROJECT: set(), _A_PARTICIPATION: set()}
    for subject, cls in triples.terms(_TYPE):
        if cls in own:
            own[cls].add(subject)
    funded = {subject for subject, _ in triples.terms(_PROGRAMME)}
    projects = own[_A_PROJECT] & funded
    yield [f"{project} {_TYPE} <{EURIO}Project> ." for project in sorted(projects)]
    for named, name in ((_LABEL, "title"), (_IDENTIFIER, "identifier")):
        yield [f"{it} <{EURIO}{name}> {value} ." for it, value in triples.terms(named) if it in projects]
    for named, name in ((_START, "startDate"), (_END, "endDate")):
        dated = (pair for pair in triples.terms(named) if pair[0] in projects and pair[1].endswith(_A_DAY))
        yield [f"{project} <{EURIO}{name}> {value} ." for project, value in dated]
    yield [
        f'{project} <{EURIO}projectStatus> "{_last(status).upper()}" .'
        for project, status in triples.terms(_STATUS)
        if project in projects
    ]
    project_of = {tie: each for tie, each in triples.terms(_PROJECT) if tie in own[_A_PARTICIPATION] and each in funded}
    parties: set[str] = set()
    lines = []
    for tie, party in triples.terms(_PARTY):
        project = project_of.get(tie)
        if project is not None:
            parties.add(party)
            lines.append(f"{project} <{EURIO}hasInvolvedParty> {tie} .")
            lines.append(f"{tie} {_TYPE} <{EURIO}OrganisationRole> .")
            lines.append(f"{tie} <{EURIO}isRoleOf> {party} .")
            lines.append(f"{tie} <{EURIO}isInvolvedIn> {project} .")
    yield lines
    roles = ((tie, _ROLES.get(_last(role))) for tie, role in triples.terms(_ROLE) if tie in project_of)
    yield [f'{tie} <{EURIO}roleLabel> "{label}" .' for tie, label in roles if label]
    yield [f"{party} {_TYPE} <{EURIO}Organisation> ." for party in sorted(parties)]
    for named, name in ((_LABEL, "legalName"), (_VAT, "vatNumber")):
        yield [f"{it} <{EURIO}{name}> {value} ." for it, value in triples.terms(named) if it in parties]


def _last(term: str) -> str:
    """The last part of an IRI (a term)."""
    return term[1:-1].rpartition("/")[2]
