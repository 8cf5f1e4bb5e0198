"""Organisations of a CORDIS download as Statements: who they are, what kind of body, and where they sit."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.ids import organisation_number_of_vat
from kg.model import terms
from kg.model.statement import Statement
from kg.sources.cleaning.names import display_name, display_place
from kg.sources.cleaning.values import clean_country, clean_point, is_pic, shown
from kg.sources.cordis.builder import StatementBuilder, cached_text
from kg.sources.cordis.columns import Organization
from kg.sources.cordis.snapshot import Place, SnapshotRecords
from kg.sources.mappings import Kind, Mappings
from kg.sources.tabular.summary import Summary

__all__ = ["OrganisationStatements"]

_C = terms.curie
_TYPE = terms.TYPE
_ACTOR, _PLACE = _C("sk:Actor"), _C("sk:Place")
_LABEL, _SHORT = _C("skos:prefLabel"), _C("sk:abbreviation")
_PIC, _VAT, _NUMBER = _C("sk:pic"), _C("sk:vatNumber"), _C("sk:organisationNumber")
_COUNTRY, _SEAT, _LEVEL = _C("sk:country"), _C("sk:seat"), _C("sk:level")
_NUTS, _LAT, _LONG = _C("sk:nutsCode"), _C("schema:latitude"), _C("schema:longitude")
_NUTS_CODE = re.compile(r"[A-Z]{2}[A-Z0-9]{1,3}")
_ACTIVITIES = {"HES", "REC", "PRC", "PUB", "OTH", ""}


class OrganisationStatements(StatementBuilder):
    """Each organisation once, from its latest row, and its seat."""

    def __init__(self, source: str, found: SnapshotRecords, mappings: Mappings, summary: Summary) -> None:
        super().__init__(source, summary)
        self.found = found
        self.mappings = mappings

    def organisations(self) -> Iterator[Statement]:
        """All of them, by identification code."""
        for pic in sorted(self.found.organisations):
            _, row, place = self.found.organisations[pic]
            yield from self._organisation(self.raw("organisation", pic), row, place)

    def _organisation(self, subject: str, row: Organization, place: Place) -> Iterator[Statement]:
        country = self._country(row, place)
        name = self.clean(row.name, "organization", column="name", place=place)
        short = self.clean(row.short_name, "organization", column="shortName", place=place)
        yield Statement(subject, _TYPE, _ACTOR)
        kind = self._kind(row, place, name, country)
        if kind.cls:
            yield Statement(subject, _TYPE, _C(kind.cls))
        if kind.level:
            yield Statement(subject, _LEVEL, terms.concept_term("level", kind.level))
        if name:
            yield from self.labelled(subject, _LABEL, display_name(name, country, short), row.name)
        elif short:
            yield from self.labelled(subject, _LABEL, display_name(short, country), row.short_name)
        if not row.name.strip():
            self.summary.drop("organization", *place, "name", "empty")
        if short and name and short != name:
            yield from self.labelled(subject, _SHORT, short, row.short_name)
        if is_pic(row.pic):
            yield Statement(subject, _PIC, terms.text(row.pic))
        vat = row.vat.strip()
        if vat:
            yield Statement(subject, _VAT, terms.text(vat))
            number = organisation_number_of_vat(vat) if country == "NO" else None
            if number:
                yield Statement(subject, _NUMBER, terms.text(number), terms.text(vat))
        if country:
            yield self._country_fact(subject, country, row)
        yield from self.page(subject, row.url, "organization", "organizationURL", place)
        yield from self._seat(subject, row, country, place)

    def _kind(self, row: Organization, place: Place, name: str, country: str) -> Kind:
        if row.activity.strip().upper() not in _ACTIVITIES:
            message = f"{shown(row.activity)} is none of HES, REC, PRC, PUB, OTH"
            self.summary.drop("organization", *place, "activityType", message)
        return self.mappings.kind(row.activity, name, country)

    def _country(self, row: Organization, place: Place) -> str:
        if not row.country.strip():
            self.summary.notes["organization.country is empty, not known"] += 1
            return ""
        code = clean_country(row.country)
        if code is None:
            self.summary.drop("organization", *place, "country", f"{shown(row.country)} is no country code")
        return code or ""

    def _country_fact(self, subject: str, country: str, row: Organization) -> Statement:
        original = "" if row.country == country else cached_text(row.country)
        return Statement(subject, _COUNTRY, terms.entity_term("country", country), original)

    def _seat(self, subject: str, row: Organization, country: str, place: Place) -> Iterator[Statement]:
        city = self.clean(row.city, "organization", column="city", place=place)
        nuts = self._nuts(row, place)
        point = clean_point(row.geolocation) if row.geolocation.strip() else None
        if row.geolocation.strip() and point is None:
            message = f"{shown(row.geolocation)} is not latitude,longitude in degrees"
            self.summary.drop("organization", *place, "geolocation", message)
        if not (city or nuts or point):
            return
        seat = self.raw("place", row.pic)
        yield Statement(subject, _SEAT, seat)
        yield Statement(seat, _TYPE, _PLACE)
        if city:
            yield from self.labelled(seat, _LABEL, display_place(city), row.city)
        if country:
            yield self._country_fact(seat, country, row)
        if nuts:
            yield Statement(seat, _NUTS, cached_text(nuts))
        if point:
            yield Statement(seat, _LAT, terms.amount(point[0]))
            yield Statement(seat, _LONG, terms.amount(point[1]))

    def _nuts(self, row: Organization, place: Place) -> str:
        code = row.nuts.strip().upper()
        if len(code) == 2:
            self.summary.notes["nutsCode is the country alone, not carried"] += 1
            return ""
        if code and not _NUTS_CODE.fullmatch(code):
            self.summary.drop("organization", *place, "nutsCode", f"{shown(row.nuts)} is no NUTS code")
            return ""
        return code
