"""Programmes, calls, projects and participations of a CORDIS download as Statements."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache

from kg.model import terms
from kg.model.statement import Statement
from kg.sources.cleaning.values import LARGEST, clean_amount, clean_text, shown
from kg.sources.cordis.builder import Money, StatementBuilder, cached_text
from kg.sources.cordis.columns import Organization, Project
from kg.sources.cordis.programmes import ancestors, parent_of, shared_ancestor
from kg.sources.cordis.snapshot import Place, SnapshotRecords
from kg.sources.cordis.texts import derived_themes, settled_themes
from kg.sources.cordis.themes import Derived, ProjectText, ThemeTerms
from kg.sources.mappings import Mappings
from kg.sources.reader import OnText
from kg.sources.tabular.summary import Summary

__all__ = ["ProjectStatements"]

_C = terms.curie
_TYPE = terms.TYPE
_LABEL, _SHORT, _ID = _C("skos:prefLabel"), _C("sk:abbreviation"), _C("dcterms:identifier")
_PART_OF, _PROGRAMME, _CALL, _THEME = _C("sk:partOf"), _C("sk:programme"), _C("sk:call"), _C("sk:theme")
_STATUS = _C("sk:projectStatus")
_PARTY, _PROJECT, _ROLE, _TIE_STATUS = _C("sk:party"), _C("sk:project"), _C("sk:role"), _C("sk:status")
_DERIVED, _A_DERIVATION, _FOR = _C("sk:derivedTheme"), _C("sk:ThemeDerivation"), _C("sk:derivedFor")
_METHOD, _CONFIDENCE, _BECAUSE = _C("sk:derivationMethod"), _C("sk:confidence"), _C("sk:because")
_A_PROGRAMME, _A_CALL, _A_PROJECT = _C("sk:Programme"), _C("sk:Call"), _C("sk:Project")
_PARTICIPATION = _C("sk:Participation")
_ENDED = terms.concept_term("status", "ended")

_ROLES = {
    "coordinator": "coordinator",
    "participant": "participant",
    "beneficiary": "participant",
    "partner": "participant",
    "associatedpartner": "associated-partner",
    "internationalpartner": "associated-partner",
    "thirdparty": "third-party",
    "hostinstitution": "host",
    "host": "host",
}
_PROJECT_STATUSES = {
    "signed": "signed",
    "closed": "closed",
    "terminated": "terminated",
    "sig": "signed",
    "clo": "closed",
    "ter": "terminated",
    "ong": "signed",
    "can": "terminated",
}


class ProjectStatements(StatementBuilder):
    """Projects, what they belong to, and who takes part in them."""

    def __init__(
        self, source: str, found: SnapshotRecords, mappings: Mappings, summary: Summary, theme_terms: ThemeTerms
    ) -> None:
        super().__init__(source, summary)
        self.found = found
        self.mappings = mappings
        self.theme_terms = theme_terms
        self.programme_count = self.call_count = 0
        self._granted: dict[str, float] = {}
        self._own_codes = {key: self._own(key) for key in found.projects}

    def programmes(self) -> Iterator[Statement]:
        """The programme parts of the projects, each with its parents up to the root."""
        wanted = {self.root}
        for key in self.found.projects:
            for code in self.found.codes(key):
                wanted.update(ancestors(code, self.root))
        self.programme_count = len(wanted)
        for code in sorted(wanted):
            subject = self._raw_code("programme", code)
            yield Statement(subject, _TYPE, _A_PROGRAMME)
            yield Statement(subject, _ID, terms.text(code))
            title = self.root_title if code == self.root else self.found.title(self.found.titles, code)
            yield from self.labelled(subject, _LABEL, clean_text(title), title)
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
            title = self.found.title(self.found.call_titles, topic)
            yield from self.labelled(subject, _LABEL, clean_text(title), title)
            part = shared_ancestor(parts[topic], self.root) or self.root
            yield Statement(subject, _PART_OF, self._raw_code("programme", part))

    def _topics(self, key: str) -> list[str]:
        found = self.found.calls.get(key)
        if found:
            return found
        cells = self.found.projects[key][0].topics.replace(",", ";").split(";")
        return [code for cell in cells if (code := cell.strip())]

    def projects(self, texts: Iterable[tuple[str, ProjectText]], on_text: OnText | None) -> Iterator[Statement]:
        """Each project, without its objective and keywords, and the themes that are derived for those without any.

        `on_text` is given what is to be searched of each.
        """
        for key, text in texts:
            row, place = self.found.projects[key]
            subject = self.raw("project", key)
            themes = settled_themes(self.found, self.mappings, key)
            derived = [] if themes else derived_themes(self.found, key, text, self.theme_terms)
            yield from self._project(subject, key, row, place, themes)
            for each in derived:
                yield Statement(subject, _DERIVED, terms.concept_term("theme", each.theme))
            for each in derived:
                yield from self._derivation(subject, key, each)
            if on_text is not None:
                concepts = (path.rpartition("/")[2] for path in self.found.topics.get(key, ()))
                on_text(subject, " . ".join((row.acronym, text.head(), *concepts, text.objective)))

    def _derivation(self, project: str, key: str, each: Derived) -> Iterator[Statement]:
        self.summary.notes[f"theme derived for a project without one, by {each.method}"] += 1
        subject = self.raw("derivation", f"{key}-{each.theme}")
        yield Statement(subject, _TYPE, _A_DERIVATION)
        yield Statement(subject, _FOR, project)
        yield Statement(subject, _DERIVED, terms.concept_term("theme", each.theme))
        yield Statement(subject, _METHOD, cached_text(each.method))
        yield Statement(subject, _CONFIDENCE, terms.amount(f"{each.confidence:.2f}"))
        for word in each.because:
            yield Statement(subject, _BECAUSE, cached_text(word))

    def _project(self, subject: str, key: str, row: Project, place: Place, themes: set[str]) -> Iterator[Statement]:
        yield Statement(subject, _TYPE, _A_PROJECT)
        if not key.startswith("rcn-"):  # a record's number is not what its project is asked for by
            yield Statement(subject, _ID, terms.text(key))
        title = self.clean(row.title, "project", column="title", place=place)
        acronym = self.clean(row.acronym, "project", column="acronym", place=place)
        if title or acronym:
            yield from self.labelled(subject, _LABEL, title or acronym, row.title if title else row.acronym)
        if not row.title.strip():
            self.summary.drop("project", *place, "title", "empty")
        if acronym:
            yield from self.labelled(subject, _SHORT, acronym, row.acronym)
        for code in self._own_codes[key]:
            yield Statement(subject, _PROGRAMME, self._raw_code("programme", code))
        for topic in sorted(self._topics(key)):
            yield Statement(subject, _CALL, self._raw_code("topic", topic))
        order = self.found.date_orders[place[0]]
        yield from self.period(subject, (row.start, row.end), order, place)
        money = Money(row.contribution, row.total_cost)
        yield from self.money(subject, money, kind="project", column="ecMaxContribution", place=place, most=LARGEST)
        status = row.status.strip().lower()
        if status:
            known = _PROJECT_STATUSES.get(status)
            if known:
                yield Statement(subject, _STATUS, terms.concept_term("project-status", known), cached_text(row.status))
            else:
                self.summary.drop("project", *place, "status", f"{shown(row.status)} is no known status")
        for theme in sorted(themes):
            yield Statement(subject, _THEME, terms.concept_term("theme", theme))
        url = self.found.links.get(key) or row.url
        yield from self.page(subject, url, "project", "projectUrl", place)

    def _most(self, project: str) -> float:
        """The contribution to a whole project; `LARGEST` where it is not told."""
        known = self._granted.get(project)
        if known is None:
            stated = clean_amount(self.found.projects[project][0].contribution)
            known = self._granted[project] = float(stated or 0) or LARGEST
        return known

    def participation(self, row: Organization, place: Place, order: str) -> Iterator[Statement]:
        """One participation: who, in what, as what, with how much."""
        project = f"{self.base}project/{row.project}>"
        subject = f"{self.base}participation/{row.project}-{row.pic}-{order}>"
        yield Statement(subject, _TYPE, _PARTICIPATION)
        yield Statement(subject, _PARTY, f"{self.base}organisation/{row.pic}>")
        yield Statement(subject, _PROJECT, project)
        if row.role:
            role = _role(row.role)
            if role:
                yield Statement(subject, _ROLE, role, cached_text(row.role))
            else:
                self.summary.drop("organization", *place, "role", f"{shown(row.role)} is no known role")
        yield from self.money(
            subject,
            Money(row.contribution, row.total_cost, row.net),
            kind="organization",
            column="ecContribution",
            place=place,
            most=self._most(row.project),
        )
        if row.ended and row.ended.strip().lower() in ("true", "1", "yes"):
            yield Statement(subject, _TIE_STATUS, _ENDED, cached_text(row.ended))


@lru_cache(maxsize=64)
def _role(text: str) -> str:
    key = _ROLES.get("".join(c for c in text.lower() if c.isalpha()))
    return terms.concept_term("role", key) if key else ""
