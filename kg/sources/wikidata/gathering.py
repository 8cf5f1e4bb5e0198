"""Items of Wikidata as organisations, and what they say of each other as twinnings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from kg.ids import is_organisation_number
from kg.model import terms
from kg.model.period import before
from kg.model.statement import Statement
from kg.sources.cleaning.values import clean_text
from kg.sources.tabular.records import Organisation, Records
from kg.sources.web.register import Answers, More
from kg.sources.wikidata.claims import Twin, best, item_of, time_of, twin_statements
from kg.sources.wikidata.twins import Twinning, twinnings

__all__ = ["gather"]

_KIND, _COUNTRY, _NUMBER, _ROR, _PAGE, _POINT = "P31", "P17", "P2333", "P6782", "P856", "P625"
_NUTS, _GEONAMES, _DISSOLVED, _HUMAN = "P605", "P1566", "P576", "Q5"
_LOCAL = ("municipality", "county")
_EARTH = "http://www.wikidata.org/entity/Q2"
_SHOWN = {"NO": ("nb", "nn", "no", "mul", "en")}
_ELSEWHERE = ("mul", "en", "nb", "sv", "da", "de", "fr")


@dataclass(slots=True)
class _Names:
    """What the queries say of classes and countries, by item."""

    kinds: dict[str, str] = field(default_factory=dict)
    countries: dict[str, str] = field(default_factory=dict)


def gather(answers: Answers, records: Records, more: More) -> None:
    """Read items and their twins."""
    names = _Names(
        dict(_pairs(answers, "classes", "class", "kind")), dict(_pairs(answers, "countries", "country", "code"))
    )
    said: dict[str, list[Twin]] = {}
    for prefix in ("item-", "twin-"):
        for page, answer in answers.of(prefix):
            count = records.summary.table("items", page)
            for number, entity in sorted(answer["entities"].items()):
                count.read += 1
                place = (page, count.read)
                key = item_of(str(number))
                kinds = {item_of(str(_of(value, "id"))) for value in best(entity, _KIND)}
                if not key or not isinstance(entity, dict) or "missing" in entity:
                    records.summary.skip(
                        "items", *place, column="id", reason="missing, or no item", message=f"{number!r} is no item"
                    )
                elif _HUMAN in kinds:
                    records.summary.person("items", page)
                elif key in records.organisations:
                    count.skipped["stands twice"] += 1
                else:
                    count.used += 1
                    records.add(_organisation(key, entity, place, names, kinds))
                    subject = terms.raw(answers.source, "organisation", key)
                    for statement in _facts(subject, entity):
                        more.say(key, statement)
                    said[key] = list(twin_statements(entity))
    more.counted = "twinnings"
    for twinning in twinnings(said):
        if set(twinning.items) <= records.organisations.keys():
            more.ties[twinning.key] = (twinning.items, list(_twinning(answers.source, twinning, records)))


def _pairs(answers: Answers, query: str, one: str, other: str) -> Iterator[tuple[str, str]]:
    for _, answer in answers.of(f"{query}."):
        for row in answer["results"]["bindings"]:
            item = item_of(str(row[one]["value"]))
            if item:
                yield item, str(row[other]["value"])


def _of(value: Any, name: str) -> Any:
    return value.get(name) if isinstance(value, dict) else None


def _organisation(key: str, entity: Any, place: tuple[str, int], names: _Names, kinds: Iterable[str]) -> Organisation:
    codes = {names.countries.get(item_of(str(_of(value, "id"))), "") for value in best(entity, _COUNTRY)} - {""}
    country = codes.pop() if len(codes) == 1 else ""
    told = {names.kinds[kind] for kind in kinds if names.kinds.get(kind) in _LOCAL}
    points = [value for value in best(entity, _POINT) if _of(value, "globe") == _EARTH]
    numbers = [str(value) for value in best(entity, _NUMBER) if is_organisation_number(str(value))]
    name, nuts = _shown_name(entity, country), _only(best(entity, _NUTS))
    return Organisation(
        key=key,
        name=name,
        place=place,
        country=country,
        kind=told.pop() if len(told) == 1 else "",
        number=_only(numbers),
        wikidata=key,
        ror=_only(best(entity, _ROR)),
        city=name if nuts or len(points) == 1 else "",
        nuts=nuts,
        latitude=str(points[0]["latitude"]) if len(points) == 1 else "",
        longitude=str(points[0]["longitude"]) if len(points) == 1 else "",
        homepage=_only(best(entity, _PAGE)),
    )


def _only(values: list[Any]) -> str:
    """The one value; empty where there are several, as nothing says which holds."""
    found = set(map(str, values))
    return found.pop() if len(found) == 1 else ""


def _labels(entity: Any, name: str) -> Iterator[tuple[str, str]]:
    """(language, text) of labels or aliases, by language."""
    held = entity.get(name)
    for language, told in sorted(held.items() if isinstance(held, dict) else ()):
        for each in told if isinstance(told, list) else [told]:
            text = clean_text(str(_of(each, "value") or ""))
            if text:
                yield str(language), text


def _shown_name(entity: Any, country: str) -> str:
    labels = dict(_labels(entity, "labels"))
    first = (language for language in _SHOWN.get(country, _ELSEWHERE) if language in labels)
    return labels.get(next(first, next(iter(labels), "")), "")


def _facts(subject: str, entity: Any) -> Iterator[Statement]:
    """Names in all languages, where it lies, until when it was."""
    said = set()
    for language, text in (*_labels(entity, "labels"), *_labels(entity, "aliases")):
        tag = language if re.fullmatch(r"[a-z]{2,3}(-[a-z0-9]{2,8})*", language) and language != "mul" else ""
        if (tag, text) not in said:
            said.add((tag, text))
            yield Statement(subject, terms.curie("skos:altLabel"), terms.text(text, tag))
    for value in sorted(set(map(str, best(entity, _GEONAMES)))):
        if value.isascii() and value.isdecimal():
            yield Statement(subject, terms.curie("skos:closeMatch"), terms.iri(f"https://sws.geonames.org/{value}/"))
    ended = {time_of(value) for value in best(entity, _DISSOLVED)} - {""}
    if len(ended) == 1:
        yield Statement(subject, terms.curie("sk:end"), terms.date(ended.pop()))


def _twinning(source: str, twinning: Twinning, records: Records) -> Iterator[Statement]:
    subject, start, end = terms.raw(source, "twinning", twinning.key), twinning.start, twinning.end
    place = records.organisations[twinning.items[0]].place
    what = " and ".join(twinning.items)
    if twinning.disputed:
        records.summary.drop("twinning", *place, "P582", f"{what}: the two say that it ended on different days")
    if start and end and before(end, start):
        records.summary.drop("twinning", *place, "P582", f"{what}: ends ({end}) before it starts ({start})")
        start = end = ""
    if len(twinning.said_by) == 2:
        records.summary.notes["twinnings that both say"] += 1
    yield Statement(subject, terms.TYPE, terms.curie("sk:Twinning"))
    for item in twinning.items:
        yield Statement(subject, terms.curie("sk:party"), terms.raw(source, "organisation", item))
    status = "ended" if end or twinning.disputed else "partner"
    yield Statement(subject, terms.curie("sk:status"), terms.concept_term("status", status))
    if start:
        yield Statement(subject, terms.curie("sk:start"), terms.date(start))
    if end:
        yield Statement(subject, terms.curie("sk:end"), terms.date(end))
    for address in twinning.references:
        try:
            yield Statement(subject, terms.curie("foaf:page"), terms.iri(address))
        except ValueError:
            records.summary.drop("twinning", *place, "P854", f"{what}: a reference is no web address")
