"""Records of a source as Statements: cells are cleaned here, alike for all sources; what cannot be read is told."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from kg.ids import fold, slug
from kg.model import terms
from kg.model.period import before
from kg.model.statement import Statement
from kg.sources.cleaning.dates import DateOrder
from kg.sources.cleaning.names import display_name, display_place
from kg.sources.cleaning.values import (
    clean_amount,
    clean_country,
    clean_point,
    clean_text,
    country_names,
    is_pic,
    page_term,
    shown,
)
from kg.sources.mappings import KIND_CLASSES, Kind, Mappings
from kg.sources.tabular.cited import cited_source
from kg.sources.tabular.records import (
    Membership,
    Organisation,
    PairTie,
    Participation,
    Place,
    Programme,
    Project,
    Records,
    Tie,
)

__all__ = ["RecordStatements", "country_of", "kind_of"]

_C = terms.curie
_LABEL, _SHORT, _ALT, _ID = _C("skos:prefLabel"), _C("sk:abbreviation"), _C("skos:altLabel"), _C("dcterms:identifier")
_COUNTRY, _SEAT, _LEVEL, _NUTS = _C("sk:country"), _C("sk:seat"), _C("sk:level"), _C("sk:nutsCode")
_LAT, _LONG, _PAGE, _SAME = _C("schema:latitude"), _C("schema:longitude"), _C("foaf:homepage"), _C("owl:sameAs")
_PIC, _VAT, _NUMBER = _C("sk:pic"), _C("sk:vatNumber"), _C("sk:organisationNumber")
_PARTY, _ROLE, _STATUS = _C("sk:party"), _C("sk:role"), _C("sk:status")
_SOURCE = _C("dcterms:source")
_START, _END, _AS_OF = _C("sk:start"), _C("sk:end"), _C("sk:asOf")
_NUTS_CODE = re.compile(r"[A-Z]{2}[A-Z0-9]{1,3}")
_CURRENCY = re.compile(r"[A-Z]{3}")
_LOST = "\ufffd"
_LOCAL = {KIND_CLASSES[kind] for kind in ("municipality", "county", "intermunicipal-council")}


def country_of(text: str) -> str:
    """The ISO code of a country given by its code or its name in any language that the graph has; empty if it is none.

    >>> country_of("NO"), country_of("Norge"), country_of("EL"), country_of("Atlantis")
    ('NO', 'NO', 'GR', '')
    """
    value = text.strip()
    return clean_country(value) or country_names().get(fold(value), "") if value else ""


def kind_of(record: Organisation, country: str, mappings: Mappings) -> Kind:
    """What an organisation is: as its source says; else local government where its name has a word for it; a public
    body where the source says no more than that.
    """
    told = mappings.public_body(record.name, country)
    if record.kind:
        cls = KIND_CLASSES[record.kind]
        return told if told.cls == cls else Kind(cls, mappings.level_of(record.kind))
    return told if record.public or told.cls in _LOCAL else Kind("", "")


class RecordStatements:
    """Makes Statements of the records of one source; what cannot be read is reported to their summary."""

    def __init__(self, source: str, records: Records, mappings: Mappings) -> None:
        self.source = source
        self.records = records
        self.summary = records.summary
        self.mappings = mappings
        self._orders: Mapping[str, DateOrder] = records.date_orders()

    def __iter__(self) -> Iterator[Statement]:
        """Organisations by key, programmes, projects, then ties as they stand in the files."""
        records = self.records
        for _, cited in sorted(records.cited.items()):
            yield from cited_source(cited)
        for _, organisation in sorted(records.organisations.items()):
            yield from self.organisation(organisation)
        for _, programme in sorted(records.programmes.items()):
            yield from self.programme(programme)
        for project in records.projects.values():
            yield from self.project(project)
        seen: set[str] = set()
        for tie in records.ties():
            subject = self._tie_subject(tie)
            if subject in seen:
                self.summary.notes["the same tie in several rows, carried once"] += 1
                continue
            seen.add(subject)
            if isinstance(tie, Participation):
                yield from self._participation(subject, tie)
            elif isinstance(tie, PairTie):
                yield from self._pair(subject, tie)
            else:
                yield from self._membership(subject, tie)

    def organisation(self, record: Organisation) -> Iterator[Statement]:
        """Who it is, what kind of body, and where it sits."""
        subject, place = terms.raw(self.source, "organisation", record.key), record.place
        country = self._country(record.country, place)
        yield Statement(subject, terms.TYPE, _C("sk:Actor"))
        kind = kind_of(record, country, self.mappings)
        if kind.cls:
            yield Statement(subject, terms.TYPE, _C(kind.cls))
        if kind.level:
            yield Statement(subject, _LEVEL, terms.concept_term("level", kind.level))
        name = self._clean(record.name, "organisation", "name", place)
        short = self._clean(record.abbreviation, "organisation", "abbreviation", place)
        if name:
            yield from _labelled(subject, _LABEL, display_name(name, country, short), record.name)
        if short and short != name:
            yield from _labelled(subject, _SHORT if name else _LABEL, short, record.abbreviation)
        for other in record.other_names:
            if (text := self._clean(other, "organisation", "name", place)) and text != name:
                yield Statement(subject, _ALT, terms.text(display_name(text, country, short)), _unless(text, other))
        yield from self._identifiers(subject, record)
        if country:
            yield Statement(subject, _COUNTRY, terms.entity_term("country", country), _unless(country, record.country))
        yield from self._page(subject, record.homepage, "organisation", place)
        yield from self._seat(subject, record, country, display_name(name, country, short) or short)

    def _identifiers(self, subject: str, record: Organisation) -> Iterator[Statement]:
        if record.pic:
            if is_pic(record.pic):
                yield Statement(subject, _PIC, terms.text(record.pic))
            else:
                self.summary.drop("organisation", *record.place, "PIC", f"{shown(record.pic)} is no PIC")
        if record.vat.strip():
            yield Statement(subject, _VAT, terms.text(record.vat.strip()))
        if record.number.strip():
            yield Statement(subject, _NUMBER, terms.text("".join(record.number.split())))
        for value, pattern, address in (
            (record.wikidata, r"Q[1-9][0-9]*", "http://www.wikidata.org/entity/{}"),
            (record.ror, r"0[0-9a-z]{8}", "https://ror.org/{}"),
        ):
            number = value.strip().rpartition("/")[2]
            if number and re.fullmatch(pattern, number):
                yield Statement(subject, _SAME, terms.iri(address.format(number)))
            elif number:
                self.summary.drop("organisation", *record.place, "identifier", f"{shown(value)} is none")

    def _seat(self, subject: str, record: Organisation, country: str, name: str) -> Iterator[Statement]:
        city = self._clean(record.city, "organisation", "city", record.place)
        nuts = self._nuts(record.nuts, record.place)
        point = self._point(record)
        if not (city or nuts or point):
            return
        seat = terms.raw(self.source, "place", record.key)
        yield Statement(subject, _SEAT, seat)
        yield Statement(seat, terms.TYPE, _C("sk:Place"))
        if city:
            yield from _labelled(seat, _LABEL, display_place(city), record.city)
        elif name:  # where it sits is known, but not what the place is called: it is called after who sits there
            yield Statement(seat, _LABEL, terms.text(name))
        if country:
            yield Statement(seat, _COUNTRY, terms.entity_term("country", country))
        if nuts:
            yield Statement(seat, _NUTS, terms.text(nuts))
        if point:
            yield Statement(seat, _LAT, terms.amount(point[0]))
            yield Statement(seat, _LONG, terms.amount(point[1]))

    def _point(self, record: Organisation) -> tuple[str, str] | None:
        if not (record.latitude.strip() or record.longitude.strip()):
            return None
        north, east = (text.strip().replace(",", ".") for text in (record.latitude, record.longitude))
        point = clean_point(f"{north},{east}")
        if point is None:
            message = f"{shown(record.latitude)}, {shown(record.longitude)} is no latitude and longitude in degrees"
            self.summary.drop("organisation", *record.place, "latitude", message)
        return point

    def _nuts(self, text: str, place: Place) -> str:
        code = text.strip().upper()
        if len(code) == 2:
            self.summary.notes["NUTS code is the country alone, not carried"] += 1
            return ""
        if code and not _NUTS_CODE.fullmatch(code):
            self.summary.drop("organisation", *place, "nuts", f"{shown(text)} is no NUTS code")
            return ""
        return code

    def _country(self, text: str, place: Place) -> str:
        code = country_of(text)
        if text.strip() and not code:
            self.summary.drop("organisation", *place, "country", f"{shown(text)} is no country")
        return code

    def programme(self, record: Programme) -> Iterator[Statement]:
        """A programme, its code, name and what it is a part of."""
        subject = terms.raw(self.source, "programme", record.code)
        yield Statement(subject, terms.TYPE, _C("sk:Programme"))
        yield Statement(subject, _ID, terms.text(record.code))
        title = self._clean(record.title, "programme", "title", record.place)
        if title:
            yield from _labelled(subject, _LABEL, title, record.title)
        if record.part_of:
            yield Statement(subject, _C("sk:partOf"), terms.raw(self.source, "programme", record.part_of))

    def project(self, record: Project) -> Iterator[Statement]:
        """A project: what it is called, its programme, time and money."""
        subject, place = terms.raw(self.source, "project", record.key), record.place
        yield Statement(subject, terms.TYPE, _C("sk:Project"))
        yield Statement(subject, _ID, terms.text(record.identifier or record.key))
        title = self._clean(record.title, "project", "title", place)
        acronym = self._clean(record.acronym, "project", "acronym", place)
        if title:
            original = _unless(title, record.title)
            yield Statement(subject, _LABEL, terms.text(title, record.language), original)
        elif acronym:
            yield from _labelled(subject, _LABEL, acronym, record.acronym)
        if acronym and title:
            yield from _labelled(subject, _SHORT, acronym, record.acronym)
        if record.programme:
            yield Statement(subject, _C("sk:programme"), terms.raw(self.source, "programme", record.programme))
        yield from self._period(subject, record, "project")
        yield from self._money(subject, record, "project")
        if record.status:
            yield Statement(subject, _C("sk:projectStatus"), terms.concept_term("project-status", record.status))
        for theme in sorted(set(record.themes)):
            yield Statement(subject, _C("sk:theme"), terms.concept_term("theme", theme))
        yield from self._page(subject, record.homepage, "project", place)

    def _tie_subject(self, tie: Tie) -> str:
        if isinstance(tie, Participation):
            return terms.raw(self.source, "participation", f"{tie.project}-{tie.organisation}")
        began = tie.start and (self._orders[tie.place[0]].read(tie.start)[0] or tie.start)
        start = f"-{began}" if began else ""
        if isinstance(tie, PairTie):
            parties = "--".join(sorted((tie.organisation, tie.other)))
            named = f"-{slug(tie.title)}" if tie.title else ""
            return terms.raw(self.source, tie.kind.lower(), f"{parties}{start}{named}")
        return terms.raw(self.source, "membership", f"{tie.network}-{tie.organisation}{start}")

    def _participation(self, subject: str, tie: Participation) -> Iterator[Statement]:
        yield Statement(subject, terms.TYPE, _C("sk:Participation"))
        yield Statement(subject, _PARTY, terms.raw(self.source, "organisation", tie.organisation))
        yield Statement(subject, _C("sk:project"), terms.raw(self.source, "project", tie.project))
        if tie.role:
            yield Statement(subject, _ROLE, terms.concept_term("role", tie.role))
        if tie.status:
            yield Statement(subject, _STATUS, terms.concept_term("status", tie.status))
        yield from self._period(subject, tie, "participation")
        yield from self._money(subject, tie, "participation")

    def _membership(self, subject: str, tie: Membership) -> Iterator[Statement]:
        member = terms.raw(self.source, "organisation", tie.organisation)
        yield Statement(subject, terms.TYPE, _C("sk:Membership"))
        yield Statement(subject, _PARTY, member)
        yield Statement(subject, _C("org:member"), member)
        yield Statement(subject, _C("org:organization"), terms.entity_term("actor", tie.network))
        if tie.role:
            yield Statement(subject, _ROLE, terms.concept_term("role", tie.role))
        if tie.status:
            yield Statement(subject, _STATUS, terms.concept_term("status", tie.status))
        yield from self._period(subject, tie, "membership")
        if tie.as_of:
            yield Statement(subject, _AS_OF, terms.date(tie.as_of))
        yield from self._cited(subject, tie.cites)

    def _pair(self, subject: str, tie: PairTie) -> Iterator[Statement]:
        yield Statement(subject, terms.TYPE, _C(f"sk:{tie.kind}"))
        for party in (tie.organisation, tie.other):
            yield Statement(subject, _PARTY, terms.raw(self.source, "organisation", party))
        if title := self._clean(tie.title, tie.kind.lower(), "title", tie.place):
            yield from _labelled(subject, _LABEL, title, tie.title)
        for theme in sorted(set(tie.themes)):
            yield Statement(subject, _C("sk:theme"), terms.concept_term("theme", theme))
        if tie.status:
            yield Statement(subject, _STATUS, terms.concept_term("status", tie.status))
        yield from self._period(subject, tie, tie.kind.lower())
        if tie.as_of:
            yield Statement(subject, _AS_OF, terms.date(tie.as_of))
        yield from self._cited(subject, tie.cites)

    def _cited(self, subject: str, cites: Iterable[str]) -> Iterator[Statement]:
        for each in cites:
            yield Statement(subject, _SOURCE, terms.entity_term("source", each))

    def _period(self, subject: str, record: Project | Tie, kind: str) -> Iterator[Statement]:
        """Start and end; neither, where it would end before it starts."""
        found = []
        order = self._orders[record.place[0]]
        for text, predicate, column in ((record.start, _START, "start"), (record.end, _END, "end")):
            if not text.strip():
                continue
            value, wrong = order.read(text)
            if wrong:
                self.summary.drop(kind, *record.place, column, wrong)
            else:
                found.append((predicate, value, text))
        if len(found) == 2 and before(found[1][1], found[0][1]):
            message = f"ends ({found[1][1]}) before it starts ({found[0][1]}); neither is carried"
            self.summary.drop(kind, *record.place, "end", message)
            return
        for predicate, value, text in found:
            yield Statement(subject, predicate, terms.date(value), _unless(value, text))

    def _money(self, subject: str, record: Project | Participation, kind: str) -> Iterator[Statement]:
        """Contribution and total cost, where the source says in what currency."""
        carried = False
        for text, name in ((record.contribution, "contribution"), (record.total_cost, "totalCost")):
            if not text.strip():
                continue
            amount = clean_amount(text)
            if amount is None or not _CURRENCY.fullmatch(record.currency):
                what = f"{shown(text)} is no amount" if amount is None else f"{shown(record.currency)} is no currency"
                self.summary.drop(kind, *record.place, name, what)
                continue
            carried = True
            yield Statement(subject, _C(f"sk:{name}"), terms.amount(amount), _unless(amount, text))
        if carried:
            yield Statement(subject, _C("sk:currency"), terms.text(record.currency))

    def _page(self, subject: str, url: str, kind: str, place: Place) -> Iterator[Statement]:
        if not url.strip():
            return
        term = page_term(url)
        if term is None:
            self.summary.drop(kind, *place, "homepage", f"{shown(url)} is no web address")
            return
        yield Statement(subject, _PAGE, term, "" if term == f"<{url}>" else terms.text(url))

    def _clean(self, value: str, kind: str, column: str, place: Place) -> str:
        """A text on one line; empty, and told, where letters of it are lost."""
        cleaned = clean_text(value)
        if _LOST in cleaned:
            self.summary.drop(kind, *place, column, f"{shown(value)} has lost letters (U+FFFD)")
            return ""
        return cleaned


def _labelled(subject: str, predicate: str, value: str, original: str) -> Iterator[Statement]:
    yield Statement(subject, predicate, terms.text(value), _unless(value, original))


def _unless(value: str, original: str) -> str:
    """The original as a term, unless it is the value."""
    return "" if value == original else terms.text(original)
