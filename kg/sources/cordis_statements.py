"""Statements from gathered CORDIS rows, in the source's own identifiers."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import lru_cache

from kg.ids import organisation_number_of_vat
from kg.model import terms
from kg.model.statement import Statement
from kg.sources.cordis_columns import Organization, Project
from kg.sources.cordis_mappings import Mappings
from kg.sources.cordis_names import display_name, display_place
from kg.sources.cordis_programmes import ROOTS, ancestors, parent_of, shared_ancestor
from kg.sources.cordis_rows import Gathered, Place
from kg.sources.cordis_summary import Summary
from kg.sources.cordis_values import clean_amount, clean_country, clean_date, clean_point, clean_text, clean_url
from kg.vocab import SRC

__all__ = ["Writer"]

_C = terms.curie
_TYPE = terms.TYPE
_LABEL, _SHORT, _ID = _C("skos:prefLabel"), _C("sk:abbreviation"), _C("dcterms:identifier")
_PIC, _VAT, _NUMBER = _C("sk:pic"), _C("sk:vatNumber"), _C("sk:organisationNumber")
_COUNTRY, _SEAT, _LEVEL, _PAGE = _C("sk:country"), _C("sk:seat"), _C("sk:level"), _C("foaf:homepage")
_NUTS, _LAT, _LONG = _C("sk:nutsCode"), _C("schema:latitude"), _C("schema:longitude")
_PART_OF, _PROGRAMME, _CALL, _THEME = _C("sk:partOf"), _C("sk:programme"), _C("sk:call"), _C("sk:theme")
_START, _END, _STATUS = _C("sk:start"), _C("sk:end"), _C("sk:projectStatus")
_COST, _GRANT, _CURRENCY = _C("sk:totalCost"), _C("sk:contribution"), _C("sk:currency")
_PARTY, _PROJECT, _ROLE, _TIE_STATUS = _C("sk:party"), _C("sk:project"), _C("sk:role"), _C("sk:status")
_ACTOR, _PLACE, _A_PROGRAMME, _A_CALL = _C("sk:Actor"), _C("sk:Place"), _C("sk:Programme"), _C("sk:Call")
_A_PROJECT, _PARTICIPATION = _C("sk:Project"), _C("sk:Participation")
_ENDED = terms.concept_term("status", "ended")
_EURO = terms.text("EUR")

_KINDS = {"HES": "sk:University", "REC": "sk:ResearchInstitute", "PRC": "sk:Company"}
_ROLES = {
    "coordinator": "coordinator", "participant": "participant", "beneficiary": "participant", "partner": "participant",
    "associatedpartner": "associated-partner", "internationalpartner": "associated-partner",
    "thirdparty": "third-party",
    "hostinstitution": "host", "host": "host",
}  # fmt: skip
_PROJECT_STATUSES = {
    "signed": "signed", "closed": "closed", "terminated": "terminated", "sig": "signed", "clo": "closed",
    "ter": "terminated", "ong": "signed", "can": "terminated",
}  # fmt: skip


@lru_cache(maxsize=131072)
def _amount(text: str) -> tuple[str, str]:
    """(cleaned term, original term if it was written otherwise); empty if it cannot be read."""
    value = clean_amount(text)
    if value is None:
        return "", ""
    return terms.amount(value), "" if value == text else terms.text(text)


_text = lru_cache(maxsize=65536)(terms.text)


class Writer:
    """Makes the Statements of one source. Everything that cannot be read is reported to the summary."""

    def __init__(self, source: str, found: Gathered, mappings: Mappings, summary: Summary) -> None:
        self.source = source
        self.root, self.root_title = ROOTS[source]
        self.found = found
        self.mappings = mappings
        self.summary = summary
        self._base = f"<{SRC}{source}/"
        self.programme_count = self.call_count = 0
        self._own_codes: dict[str, list[str]] = {}

    def _raw(self, kind: str, key: str) -> str:
        return f"{self._base}{kind}/{key}>"

    def organisations(self) -> Iterator[Statement]:
        """Each organisation once, from its latest row, and its seat."""
        for pic in sorted(self.found.organisations):
            _, row, place = self.found.organisations[pic]
            yield from self._organisation(self._raw("organisation", pic), row, place)

    def _organisation(self, subject: str, row: Organization, place: Place) -> Iterator[Statement]:
        country = self._country(row, place)
        name = clean_text(row.name)
        yield Statement(subject, _TYPE, _ACTOR)
        kind, level = self._kind(row, place, name, country)
        if kind:
            yield Statement(subject, _TYPE, _C(kind))
        if level:
            yield Statement(subject, _LEVEL, terms.concept_term("level", level))
        if name:
            yield from self._labelled(
                subject, _LABEL, display_name(name, country, clean_text(row.short_name)), row.name
            )
        else:
            self.summary.drop("organization", *place, "name", "empty")
        short = clean_text(row.short_name)
        if short and short != name:
            yield from self._labelled(subject, _SHORT, short, row.short_name)
        if row.pic.isdecimal():
            yield Statement(subject, _PIC, terms.text(row.pic))
        vat = row.vat.strip()
        if vat:
            yield Statement(subject, _VAT, terms.text(vat))
            number = organisation_number_of_vat(vat) if country == "NO" else None
            if number:
                yield Statement(subject, _NUMBER, terms.text(number), terms.text(vat))
        if country:
            yield self._country_fact(subject, country, row)
        yield from self._page(subject, row.url, "organization", "organizationURL", place)
        yield from self._seat(subject, row, country, place)

    def _kind(self, row: Organization, place: Place, name: str, country: str) -> tuple[str, str]:
        activity = row.activity.strip().upper()
        if activity == "PUB":
            kind = self.mappings.public_body(name, country)
            return kind.cls, kind.level
        if activity not in _KINDS and activity not in ("OTH", ""):
            message = f"{row.activity!r} is none of HES, REC, PRC, PUB, OTH"
            self.summary.drop("organization", *place, "activityType", message)
        return _KINDS.get(activity, ""), ""

    def _country(self, row: Organization, place: Place) -> str:
        if not row.country.strip():
            return ""
        code = clean_country(row.country)
        if code is None:
            self.summary.drop("organization", *place, "country", f"{row.country!r} is no country code")
        return code or ""

    def _country_fact(self, subject: str, country: str, row: Organization) -> Statement:
        original = "" if row.country == country else _text(row.country)
        return Statement(subject, _COUNTRY, terms.entity_term("country", country), original)

    def _labelled(self, subject: str, predicate: str, value: str, original: str) -> Iterator[Statement]:
        yield Statement(subject, predicate, terms.text(value), "" if value == original else terms.text(original))

    def _page(self, subject: str, url: str, kind: str, column: str, place: Place) -> Iterator[Statement]:
        if not url.strip():
            return
        address = clean_url(url)
        try:
            if address is None:
                raise ValueError(url)
            term = terms.iri(address)
        except ValueError:
            self.summary.drop(kind, *place, column, f"{url!r} is no web address")
            return
        yield Statement(subject, _PAGE, term, "" if term == f"<{url}>" else terms.text(url))

    def _seat(self, subject: str, row: Organization, country: str, place: Place) -> Iterator[Statement]:
        city = clean_text(row.city)
        nuts = self._nuts(row, place)
        point = clean_point(row.geolocation) if row.geolocation.strip() else None
        if row.geolocation.strip() and point is None:
            message = f"{row.geolocation!r} is not latitude,longitude in degrees"
            self.summary.drop("organization", *place, "geolocation", message)
        if not (city or nuts or point):
            return
        seat = self._raw("place", row.pic)
        yield Statement(subject, _SEAT, seat)
        yield Statement(seat, _TYPE, _PLACE)
        if city:
            yield from self._labelled(seat, _LABEL, display_place(city), row.city)
        if country:
            yield self._country_fact(seat, country, row)
        if nuts:
            yield Statement(seat, _NUTS, _text(nuts))
        if point:
            yield Statement(seat, _LAT, terms.amount(point[0]))
            yield Statement(seat, _LONG, terms.amount(point[1]))

    def _nuts(self, row: Organization, place: Place) -> str:
        code = row.nuts.strip().upper()
        if len(code) == 2:
            self.summary.notes["nutsCode is the country alone, not carried"] += 1
            return ""
        if code and not (code.isalnum() and code[:2].isalpha() and 3 <= len(code) <= 5):
            self.summary.drop("organization", *place, "nutsCode", f"{row.nuts!r} is no NUTS code")
            return ""
        return code

    def programmes(self) -> Iterator[Statement]:
        """The programme parts of the projects, each with its parents up to the root."""
        self._own_codes = {key: self._own(key) for key in self.found.projects}
        wanted = {self.root}
        for key in self.found.projects:
            for code in self.found.codes(key):
                wanted.update(ancestors(code, self.root))
        self.programme_count = len(wanted)
        for code in sorted(wanted):
            subject = self._raw_code("programme", code)
            yield Statement(subject, _TYPE, _A_PROGRAMME)
            yield Statement(subject, _ID, terms.text(code))
            title = self.root_title if code == self.root else _commonest(self.found.titles.get(code)) or code
            yield from self._labelled(subject, _LABEL, clean_text(title), title)
            up = parent_of(code, self.root)
            if up:
                yield Statement(subject, _PART_OF, self._raw_code("programme", up))

    def _own(self, key: str) -> list[str]:
        return sorted(set(self.found.own_parts.get(key) or self.found.codes(key)))

    def _raw_code(self, kind: str, code: str) -> str:
        return terms.raw(self.source, kind, code)

    def calls(self) -> Iterator[Statement]:
        """The topics of the projects, each in the nearest programme part that all its projects share."""
        parts: dict[str, set[str]] = defaultdict(set)
        for key in self.found.projects:
            for topic in self._topics(key):
                parts[topic].update(self._own_codes[key])
        self.call_count = len(parts)
        for topic in sorted(parts):
            subject = self._raw_code("topic", topic)
            yield Statement(subject, _TYPE, _A_CALL)
            yield Statement(subject, _ID, terms.text(topic))
            title = _commonest(self.found.call_titles.get(topic)) or topic
            yield from self._labelled(subject, _LABEL, clean_text(title), title)
            part = shared_ancestor(parts[topic], self.root) or self.root
            yield Statement(subject, _PART_OF, self._raw_code("programme", part))

    def _topics(self, key: str) -> list[str]:
        found = self.found.calls.get(key)
        if found:
            return found
        cells = self.found.projects[key][0].topics.replace(",", ";").split(";")
        return [code for cell in cells if (code := cell.strip())]

    def projects(self) -> Iterator[Statement]:
        """Each project, without its objective and keywords."""
        for key, (row, place) in self.found.projects.items():
            yield from self._project(self._raw("project", key), key, row, place)

    def _project(self, subject: str, key: str, row: Project, place: Place) -> Iterator[Statement]:
        yield Statement(subject, _TYPE, _A_PROJECT)
        yield Statement(subject, _ID, terms.text(key))
        title, acronym = clean_text(row.title), clean_text(row.acronym)
        if title or acronym:
            yield from self._labelled(subject, _LABEL, title or acronym, row.title or row.acronym)
        if not title:
            self.summary.drop("project", *place, "title", "empty")
        if acronym:
            yield from self._labelled(subject, _SHORT, acronym, row.acronym)
        for code in self._own_codes[key]:
            yield Statement(subject, _PROGRAMME, self._raw_code("programme", code))
        for topic in sorted(self._topics(key)):
            yield Statement(subject, _CALL, self._raw_code("topic", topic))
        yield from self._date(subject, _START, row.start, "startDate", place)
        yield from self._date(subject, _END, row.end, "endDate", place)
        yield from self._money(subject, row.contribution, row.total_cost, "project", "ecMaxContribution", place)
        status = row.status.strip().lower()
        if status:
            known = _PROJECT_STATUSES.get(status)
            if known:
                yield Statement(subject, _STATUS, terms.concept_term("project-status", known), _text(row.status))
            else:
                self.summary.drop("project", *place, "status", f"{row.status!r} is no known status")
        for theme in sorted(self._themes(key)):
            yield Statement(subject, _THEME, terms.concept_term("theme", theme))
        url = self.found.links.get(key) or row.url
        yield from self._page(subject, url, "project", "projectUrl", place)

    def _themes(self, key: str) -> set[str]:
        found: set[str] = set()
        for path in self.found.topics.get(key, ()):
            found.update(self.mappings.topic_themes(path))
        for code in self.found.codes(key):
            found.update(self.mappings.code_themes(code))
        return found

    def _date(self, subject: str, predicate: str, text: str, column: str, place: Place) -> Iterator[Statement]:
        if not text.strip():
            return
        value = clean_date(text)
        if value is None:
            self.summary.drop("project", *place, column, f"{text!r} is no date")
        else:
            yield Statement(subject, predicate, terms.date(value), "" if value == text else _text(text))

    def _money(self, subject: str, grant: str, cost: str, kind: str, column: str, place: Place) -> Iterator[Statement]:
        """Contribution and total cost. A total cost of 0 beside a contribution is CORDIS's way of leaving it out."""
        said = False
        granted = ""
        if grant:
            granted, original = _amount(grant)
            if granted:
                said = True
                yield Statement(subject, _GRANT, granted, original)
            else:
                self.summary.drop(kind, *place, column, f"{grant!r} is no amount")
        if cost:
            total, original = _amount(cost)
            if not total:
                self.summary.drop(kind, *place, "totalCost", f"{cost!r} is no amount")
            elif total == _ZERO and granted and granted != _ZERO:
                self.summary.notes[f"{kind}.totalCost is 0 beside a contribution, taken as not stated"] += 1
            else:
                said = True
                yield Statement(subject, _COST, total, original)
        if said:
            yield Statement(subject, _CURRENCY, _EURO)

    def participation(self, row: Organization, place: Place, order: str) -> Iterator[Statement]:
        """One participation: who, in what, as what, with how much."""
        project = f"{self._base}project/{row.project}>"
        subject = f"{self._base}participation/{row.project}-{row.pic}-{order}>"
        yield Statement(subject, _TYPE, _PARTICIPATION)
        yield Statement(subject, _PARTY, f"{self._base}organisation/{row.pic}>")
        yield Statement(subject, _PROJECT, project)
        if row.role:
            role = _role(row.role)
            if role:
                yield Statement(subject, _ROLE, role, _text(row.role))
            else:
                self.summary.drop("organization", *place, "role", f"{row.role!r} is no known role")
        yield from self._money(subject, row.contribution, row.total_cost, "organization", "ecContribution", place)
        if row.ended and row.ended.strip().lower() in ("true", "1", "yes"):
            yield Statement(subject, _TIE_STATUS, _ENDED, _text(row.ended))


@lru_cache(maxsize=64)
def _role(text: str) -> str:
    key = _ROLES.get("".join(c for c in text.lower() if c.isalpha()))
    return terms.concept_term("role", key) if key else ""


_ZERO = terms.amount("0")


def _commonest(titles: Counter[str] | None) -> str:
    """The title given most often; among equals the first by letter."""
    return min(titles, key=lambda title: (-titles[title], title)) if titles else ""
