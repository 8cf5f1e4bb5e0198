"""Records of ROR as organisations."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from kg.model import terms
from kg.model.statement import Statement
from kg.sources.cleaning.values import clean_text
from kg.sources.ror.dump import records_of
from kg.sources.tabular.records import Organisation, Records
from kg.sources.web.register import Answers, More

__all__ = ["gather"]

_ID = re.compile(r"https://ror\.org/(0[0-9a-hj-km-np-tv-z]{6}[0-9]{2})")
_RELATIONS = {"parent": "org:subOrganizationOf", "successor": "dcterms:isReplacedBy"}
"""How a relation is said; its other side, child or predecessor, is said by the record that is there."""
_EXTERNAL = {
    "isni": (r"[0-9]{15}[0-9X]", "https://isni.org/isni/{}"),
    "grid": (r"grid\.[0-9]+\.[0-9a-f]+", "https://www.grid.ac/institutes/{}"),
    "fundref": (r"[0-9]+", "https://doi.org/10.13039/{}"),
}


def gather(answers: Answers, records: Records, more: More) -> None:
    """Read records; withdrawn ones, which stand for nothing, are left out."""
    for name, record in _records(answers):
        count = records.summary.table("records", name)
        count.read += 1
        place = (name, count.read)
        found = _ID.fullmatch(str(record.get("id") or "")) if isinstance(record, dict) else None
        if found is None or not isinstance(record.get("names"), list):
            records.summary.skip("records", *place, column="id", reason="no record of ROR's schema 2")
        elif record.get("status") == "withdrawn":
            count.skipped["withdrawn"] += 1
        elif found[1] in records.organisations:
            count.skipped["stands twice"] += 1
        else:
            count.used += 1
            if record.get("status") == "inactive":
                records.summary.notes["inactive"] += 1
            records.add(_organisation(found[1], record, place))
            subject = terms.raw(answers.source, "organisation", found[1])
            for statement in _facts(answers.source, subject, record):
                more.say(found[1], statement)


def _records(answers: Answers) -> Iterator[tuple[str, Any]]:
    for name, answer in answers.of():
        for record in answer["items"]:
            yield name, record
    for path in answers.files:
        for record in records_of(path):
            yield path.name, record


def _organisation(key: str, record: dict[str, Any], place: tuple[str, int]) -> Organisation:
    names = _names(record)
    shown = next((name for name, kinds, _ in names if "ror_display" in kinds), names[0][0] if names else "")
    location = next((each for each in _list(record, "locations")), {})
    details = location.get("geonames_details") or {}
    kinds = set(map(str, record.get("types") or ()))
    external = {str(each.get("type")): each for each in _list(record, "external_ids")}
    page = next((str(each.get("value")) for each in _list(record, "links") if each.get("type") == "website"), "")
    return Organisation(
        key=key,
        name=shown,
        place=place,
        country=str(details.get("country_code") or ""),
        kind="company" if "company" in kinds else "",
        public="government" in kinds,
        abbreviation=next((name for name, types, _ in names if "acronym" in types), ""),
        ror=key,
        wikidata=_preferred(external.get("wikidata", {})),
        city=str(details.get("name") or ""),
        homepage=page,
    )


def _names(record: dict[str, Any]) -> list[tuple[str, set[str], str]]:
    """(name, its types, its language) as the record has them."""
    return [
        (clean_text(str(each.get("value") or "")), set(map(str, each.get("types") or ())), str(each.get("lang") or ""))
        for each in _list(record, "names")
    ]


def _facts(source: str, subject: str, record: dict[str, Any]) -> Iterator[Statement]:
    """Names in their languages, relations, identifiers elsewhere."""
    said = set()
    for name, kinds, language in _names(record):
        tag = language if re.fullmatch(r"[a-z]{2,3}", language) else ""
        if name and not kinds & {"acronym"} and (name, tag) not in said and not ("ror_display" in kinds and not tag):
            said.add((name, tag))
            yield Statement(subject, terms.curie("skos:altLabel"), terms.text(name, tag))
    for relation in _list(record, "relationships"):
        other, predicate = (
            _ID.fullmatch(str(relation.get("id") or "")),
            _RELATIONS.get(str(relation.get("type")).lower()),
        )
        if other and predicate:
            yield Statement(subject, terms.curie(predicate), terms.raw(source, "organisation", other[1]))
    for external in _list(record, "external_ids"):
        pattern, address = _EXTERNAL.get(str(external.get("type")), ("", ""))
        for value in external.get("all") or ():
            number = "".join(str(value).split())
            if pattern and re.fullmatch(pattern, number):
                yield Statement(subject, terms.curie("owl:sameAs"), terms.iri(address.format(number)))


def _preferred(external: dict[str, Any]) -> str:
    """The preferred identifier, else the only one; empty where there are several and none is preferred."""
    every = [str(each) for each in external.get("all") or ()]
    return str(external.get("preferred") or (every[0] if len(every) == 1 else ""))


def _list(record: dict[str, Any], name: str) -> list[dict[str, Any]]:
    listed = record.get(name)
    return [each for each in listed if isinstance(each, dict)] if isinstance(listed, list) else []
