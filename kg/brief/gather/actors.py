"""What briefings are written from, asked of an open `Session`: one function per thing, everything named and sourced."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from functools import reduce

from kg.brief.facts import MembershipFee, PartnerRow, SourceReference, Strategy, ThemeRow, Tie
from kg.language.kinds import kind_word
from kg.language.speech import Speech, collated, first_lower
from kg.model.evidence import REPORTED, strongest
from kg.model.period import Bounds
from kg.model.source import SourceInfo
from kg.model.table import Cell
from kg.model.text import shortened
from kg.model.tie import COORDINATING, KIND_OF_CLASS
from kg.networks.collaborators import collaborators, rank
from kg.session import Session
from kg.vocab import SK, SRC, concept, key_of
from kg.vocab import entity as entity_iri

__all__ = ["BriefGatherer", "Record", "amount_of", "whole_of"]

_LEFT_OUT = "not-on-list"  # why a tie ends that a complete list leaves out
_BOUNDS = ("held_from", "held_until", "surely_from", "surely_until")
Record = dict[str, Cell]
_MOST = 600  # letters of a title or a text; names of things are cut before


def _brief(cell: Cell) -> Cell:
    return cell if len(cell.text) <= _MOST else Cell(cell.value, shortened(cell.text, _MOST))


class BriefGatherer:
    """Asks the Questions that briefings need; `since` and `until` (empty: no bound) hold for every answer.

    `known` limits the ties of actors to those that are known so (`kg.model.evidence.LIMITS`).
    """

    def __init__(
        self, session: Session, since: str = "", until: str = "", with_predecessors: bool = False, known: str = ""
    ) -> None:
        self.session = session
        self.known = known
        self.since, self.until = since, until
        self.predecessors = "yes" if with_predecessors else ""
        self._by_place: dict[tuple[str, str], SourceReference] = {}
        self._by_title: dict[str, SourceReference] = {}
        self._themes: dict[str, list[str]] | None = None
        for name in ("source/list", "source/snapshots"):
            for row in self.rows(name):
                source = SourceReference(
                    *(row[column].text for column in ("title", "page", "publisher", "issued", "retrieved"))
                )
                self._by_place.setdefault((source.title, source.address), source)
                if name == "source/snapshots":
                    self._by_title.setdefault(source.title, source)

    def rows(self, question: str, **parameters: object) -> Iterator[Record]:
        """The rows of an answer by column."""
        answer = self.session.ask(question, **parameters)
        names = [column.name for column in answer.question.columns]
        return (dict(zip(names, map(_brief, row), strict=True)) for row in answer.rows)

    def source(self, title: str, address: str = "") -> SourceReference:
        """A source by its title and address; records of a data set stand for the data set."""
        return self._by_title.get(title) or self._by_place.get((title, address)) or SourceReference(title, address)

    def evidence(self, *ties: str) -> tuple[SourceReference, ...]:
        """The sources of some ties."""
        return _once(self.source(each.title, each.address) for each in self.session.evidence(*ties))

    def sources_of(self, records: Iterable[Record]) -> tuple[SourceReference, ...]:
        """The sources that some rows name in their columns `title` and `page`."""
        return _once(self.source(each["title"].text, each["page"].text) for each in records if each["title"].text)

    def as_of(self) -> str:
        """The last day on which any source was read: the date of the data."""
        return max((source.retrieved for source in self._by_place.values()), default="")

    def datasets(self) -> tuple[str, ...]:
        """The titles of the data sets of projects that have been loaded."""
        return tuple(source.title for info, source in self._snapshots() if info.kinds)

    def sources_in_use(self) -> tuple[SourceReference, ...]:
        """The data sets themselves, as sources of what is counted over all of the graph."""
        return tuple(source for info, source in self._snapshots() if not info.supporting)

    def _snapshots(self) -> Iterator[tuple[SourceInfo, SourceReference]]:
        """The data sets that have been loaded and are described, as their own sources."""
        catalogue = self.session.view.catalogue
        for row in self.rows("source/snapshots"):
            info = catalogue.get(str(row["source"].value).removeprefix(SRC))
            if info is not None:
                yield info, self._by_title[row["title"].text]

    def label(self, iri: str) -> str:
        """What a thing is called."""
        return self.session.entity(iri).label

    def word(self, scheme: str, key: str) -> str:
        """The word for a concept, in lower case at the start as in running text."""
        return first_lower(self.label(concept(scheme, key))) if key else ""

    def ties(self, actors: Sequence[str]) -> list[Tie]:
        """The ties of some actors, one row per tie, the newest first; what several of them hold names them all."""
        rows = [(actor, row) for actor in actors for row in self._ties_of(actor)]
        earlier = {str(row["tie"].value): str(row["carries_on"].value or "") for _, row in rows}
        found: dict[tuple[str, str, str], list[tuple[str, Record]]] = {}
        for actor, row in rows:
            kind, first = str(row["kind"].value).removeprefix(SK), str(row["tie"].value)
            seen = {""}
            while first not in seen and earlier[first] in earlier:  # what a successor carries on is one with it
                seen.add(first)
                first = earlier[first]
            town = str(row["partner"].value) if kind == "Twinning" else ""  # a ring of three is two twin towns
            others = kind == "Membership" and row["partner"].value  # what others have in it
            if kind in KIND_OF_CLASS and not others:
                found.setdefault((KIND_OF_CLASS[kind], first, town), []).append((actor, row))
        details = self._projects(actors)
        extra = self._activity(actors)
        ties = [
            self._tie(kind, tie, rows=rows, own=set(actors), details=details, extra=extra)
            for (kind, tie, _), rows in found.items()
        ]
        ties.sort(key=lambda tie: (collated(tie.thing), tie.key, tie.holders))
        ties.sort(key=lambda tie: tie.start, reverse=True)
        return ties

    def _ties_of(self, actor: str) -> Iterator[Record]:
        """The rows of an actor's ties, those of its predecessors first where they count with it."""
        family = [*(self.session.view.predecessors(actor) if self.predecessors else ()), actor]
        for each in family:
            for row in self.rows("actor/ties", actor=each, since=self.since, until=self.until, evidence=self.known):
                if len(family) == 1 or str(row["partner"].value) not in family:
                    yield row

    def _tie(
        self,
        kind: str,
        tie: str,
        rows: list[tuple[str, Record]],
        own: set[str],
        details: dict[tuple[str, str], Record],
        extra: dict[tuple[str, str], Record],
    ) -> Tie:
        actor, first = rows[0]
        names = tuple(dict.fromkeys(self.label(each) for each, _ in rows))
        partners = {str(row["partner"].value): row["partner"].text for _, row in rows if row["partner"].value}
        others = sorted((text, iri) for iri, text in partners.items() if iri not in own)
        key = tie if kind in ("twinning", "agreement") else str(first["hub"].value)
        roles = {str(row["role"].value): row["role"].text for _, row in rows if row["role"].value}
        project = details.get((actor, key), {})
        known_by = strongest(*(key_of(str(row["known_by"].value or "")) for _, row in rows))
        off = min((r for _, r in rows if r["off_list"].value), key=lambda row: row["off_since"].text, default=None)
        left_out = key_of(str(rows[-1][1]["end_reason"].value or "")) == _LEFT_OUT
        more = extra.get((actor, others[0][1]), {}) if kind == "twinning" and others else {}
        return Tie(
            kind=kind,
            key=key,
            thing=", ".join(text for text, _ in others or sorted((t, i) for i, t in partners.items()))
            if kind == "twinning"
            else self.label(key),
            holders=names,
            partners=tuple(text for text, _ in others),
            country=self.session.entity(others[0][1]).country if kind == "twinning" and others else "",
            status=key_of(str(first["status"].value or "")),
            status_word=", ".join(filter(None, (first_lower(first["status"].text), *self._doubts(known_by, off)))),
            role=key_of(next(iter(roles), "")),
            role_word=first_lower(", ".join(roles.values())),
            start=first["start"].text,
            end="" if left_out else rows[-1][1]["end"].text,
            as_of=first["as_of"].text,
            last_activity=more["last_activity"].text if more else "",
            unit=first["unit"].text,
            short=project["abbreviation"].text if project else "",
            group=project["part"].text if project else "",
            amount=amount_of(project["contribution"]) if project else None,
            currency=project["currency"].text if project else "",
            net=bool(project and project["net"].value),
            themes=self.themes_of(key),
            coordinated=any(key_of(role) in COORDINATING for role in roles),
            replaced_by=more["replaced_by"].text if more else "",
            sources=self.sources_of(row for _, row in rows),
            known_by=known_by,
            off_list=off["off_list"].text if off else "",
            off_since=off["off_since"].text if off else "",
            left_out=left_out,
            disputed=any(row["disputed"].value for _, row in rows),
            bounds=reduce(Bounds.join, (Bounds(*(row[name].text for name in _BOUNDS)) for _, row in rows)),
        )

    def _doubts(self, known_by: str, off: Record | None) -> Iterator[str]:
        """What is to be said of a tie that rests on scraped lists alone, or that a party's own list leaves out."""
        if known_by == REPORTED:
            yield self.word("evidence-strength", known_by)
        if off:
            speech = Speech(self.session.language)
            said = speech.short(off["off_since"].text)
            yield speech.say("actor.off_list", who=off["off_list"].text, date=said)

    def _projects(self, actors: Sequence[str]) -> dict[tuple[str, str], Record]:
        return {
            (actor, str(row["project"].value)): row
            for actor in actors
            for row in self.rows("actor/projects", actor=actor, predecessors=self.predecessors)
        }

    def _activity(self, actors: Sequence[str]) -> dict[tuple[str, str], Record]:
        found: dict[tuple[str, str], Record] = {}
        for actor in actors:
            for row in self.rows("actor/twin-towns", actor=actor, predecessors=self.predecessors):
                key = (actor, str(row["partner"].value))
                if key not in found or found[key]["last_activity"].text < row["last_activity"].text:
                    found[key] = row
        return found

    def themes_of(self, thing: str) -> tuple[str, ...]:
        """The themes that a project, a network or an agreement is about, in words."""
        if self._themes is None:
            self._themes = {}
            for row in self.rows("edges/themes"):
                self._themes.setdefault(str(row["entity"].value), []).append(row["theme"].text)
        return tuple(sorted(self._themes.get(thing, ())))

    def partners(self, actors: Sequence[str]) -> list[PartnerRow]:
        """Whom some actors work with, all of them as one, the strongest first (as `kg who` ranks them)."""
        own = {
            each
            for actor in actors
            for each in (actor, *(self.session.view.predecessors(actor) if self.predecessors else ()))
        }
        every = self.session.view.encounters(sorted(own))
        met = collaborators(every, since=self.since, until=self.until, evidence=self.known)
        shown = self.session.view.entities([each.partner for each in met], self.session.language)
        hubs_met = sorted({e.hub for each in met for e in each.encounters}, key=str)
        names = {key: found.iri for key, found in self.session.view.entities(hubs_met, self.session.language).items()}
        rows = []
        for each in met:
            entity = shown.get(each.partner)
            if entity is None or entity.iri in own:
                continue
            close = [met for met in each.encounters if met.kind != "network"]
            ties = dict.fromkeys(tie for met in close for tie in (met.own, met.other))
            hubs = tuple(sorted({names[e.hub] for e in each.encounters if e.hub in names}))
            rows.append(
                (
                    rank(each),
                    PartnerRow(
                        name=entity.label,
                        kind=kind_word(entity.kind, self.session.language),
                        country=entity.country,
                        country_name=self.country(entity.country),
                        projects=each.counts["project"],
                        networks=each.counts["network"],
                        twinnings=each.counts["twinning"],
                        agreements=each.counts["agreement"],
                        latest=each.latest,
                        ties=tuple(ties),
                        hubs=hubs,
                        known_by=strongest(*(met.evidence for met in close)),
                        left_out=bool(close) and all(met.why == _LEFT_OUT for met in close),
                        iri=entity.iri,
                    ),
                )
            )
        rows.sort(key=lambda pair: (*pair[0], pair[1].name))
        return [row for _, row in rows]

    def country(self, code: str) -> str:
        """What a country is called; an unknown one is empty."""
        return self.label(entity_iri("country", code)) if code else ""

    def strategies(self, actors: Sequence[str], at: str = "") -> list[Strategy]:
        """What the strategies of some actors say; one row per theme and strategy."""
        found: dict[tuple[str, str, str], list[Record]] = {}
        for actor in actors:
            for row in self.rows("actor/strategies", actor=actor, at=at):
                if row["theme"].value:
                    found.setdefault((actor, str(row["strategy"].value), str(row["theme"].value)), []).append(row)
        return [
            Strategy(
                actor=self.label(actor),
                title=rows[0]["strategy"].text,
                theme=rows[0]["theme"].text,
                wording=rows[0]["wording"].text,
                start=rows[0]["start"].text,
                end=rows[0]["end"].text,
                sources=self.sources_of(rows),
            )
            for (actor, _, _), rows in found.items()
        ]

    def themes(self, ties: Sequence[Tie], strategies: Sequence[Strategy]) -> list[ThemeRow]:
        """The themes of some ties, each project, network and agreement once, and of what the strategies name."""
        found: dict[str, dict[str, set[str]]] = {each.theme: {} for each in strategies}
        named = set(found)
        for tie in ties:
            for theme in tie.themes:
                found.setdefault(theme, {}).setdefault(tie.kind, set()).add(tie.key)
        rows = []
        for theme, hubs in found.items():
            projects, networks, agreements = (len(hubs.get(kind, ())) for kind in ("project", "network", "agreement"))
            rows.append(ThemeRow(theme, projects, networks, agreements, theme in named))
        return sorted(rows, key=lambda r: (-(r.projects + r.networks + r.agreements), not r.named, r.theme))

    def fees(self, actors: Sequence[str]) -> list[MembershipFee]:
        """What memberships cost some actors by the rules of the networks; the latest rule of each."""
        rules: dict[tuple[str, str], list[Record]] = {}
        for row in self.rows("network/fee-rules"):
            rules.setdefault((row["body"].text, row["year"].text), []).append(row)
        found: dict[tuple[str, str], MembershipFee] = {}
        for actor in actors:
            for row in self.rows("network/fee", actor=actor):
                if row["member"].value:
                    fee = MembershipFee(
                        network=row["body"].text,
                        actor=self.label(actor),
                        year=row["year"].text,
                        amount=amount_of(row["fee"]),
                        currency=row["currency"].text,
                        rate=amount_of(row["rate"]),
                        minimum=amount_of(row["minimum"]),
                        maximum=amount_of(row["maximum"]),
                        fixed=amount_of(row["fixed"]),
                        population=_number(row["population"]),
                        sources=self.sources_of(rules.get((row["body"].text, row["year"].text), ())),
                    )
                    key = (fee.network, fee.actor)
                    if key not in found or found[key].year < fee.year:
                        found[key] = fee
        return [found[key] for key in sorted(found)]

    def kind(self, actor: str) -> str:
        """What kind of thing an actor is, in words."""
        return kind_word(self.session.entity(actor).kind, self.session.language)


def _once(sources: Iterable[SourceReference]) -> tuple[SourceReference, ...]:
    return tuple(dict.fromkeys(sources))


def whole_of(cell: Cell) -> int:
    """The whole number in a cell; nothing counts as none."""
    return cell.value if isinstance(cell.value, int) else 0


def _number(cell: Cell) -> int | None:
    return cell.value if isinstance(cell.value, int) else None


def amount_of(cell: Cell) -> Decimal | None:
    """The sum in a cell, or None."""
    return Decimal(cell.value) if isinstance(cell.value, Decimal | int) else None
