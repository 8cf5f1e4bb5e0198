"""What briefings say of programmes: when they run, a country's part in them, and participation per county."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from decimal import Decimal

from kg.brief.gather.actors import BriefGatherer, Record, whole_of
from kg.brief.topic_facts import Association, CountyRow
from kg.compare.profiles import above
from kg.compare.programmes import AssociationStatement, runs, strongest
from kg.model.period import Bounds, overlaps
from kg.model.tie import Node
from kg.session import Session
from kg.vocab import SK, key_of

__all__ = ["Programmes"]


class Programmes(BriefGatherer):
    """As `BriefGatherer`, with what concerns programmes."""

    def __init__(
        self, session: Session, since: str = "", until: str = "", with_predecessors: bool = False, known: str = ""
    ) -> None:
        super().__init__(session, since, until, with_predecessors, known)
        self._programmes: dict[str, Node] = {}
        self._parents: dict[str, tuple[str, ...]] = {}

    def programmes(self) -> dict[str, Node]:
        """When programmes run, by IRI; what each is part of is kept beside it."""
        if not self._programmes:
            for row in self.rows("compare/programmes"):
                iri = str(row["programme"].value)
                self._programmes[iri] = Node(
                    iri,
                    row["programme"].text,
                    "programme",
                    start=row["start"].text or None,
                    end=row["end"].text or None,
                )
                over = str(row["parent"].value or "")
                if over and over not in self._parents.get(iri, ()):
                    self._parents[iri] = (*self._parents.get(iri, ()), over)
        return self._programmes

    def above(self, programme: str) -> list[str]:
        """What a programme is part of, the nearest first."""
        self.programmes()
        return list(above([programme], self._parents)[1:])

    def standings(self, country: str) -> Callable[[str], list[AssociationStatement]]:
        """What is said of a country's part in a programme, or in the nearest one that it is part of.

        The statement that holds of the whole and those of its strands, also that the country stays out.
        """
        self.programmes()
        chosen = strongest(
            AssociationStatement(
                programme=str(row["programme"].value),
                strand=row["strand"].text,
                standing=key_of(str(row["standing"].value)),
                basis=key_of(str(row["basis"].value)),
                as_of=row["as_of"].text,
                tie=str(row["tie"].value),
            )
            for row in self.rows("compare/associations", country=country)
        )
        return lambda programme: next((chosen[p] for p in above([programme], self._parents) if p in chosen), [])

    def associations(self, country: str, theme: str = "", programme: str = "", at: str = "") -> list[Association]:
        """What is said of a country's part in programmes on a theme, or in one programme; decisions first."""
        parameters = {"theme": theme, "at": at} if not programme else {"programme": programme}
        name = "programme/association" if programme else "programme/open-to-country"
        found: dict[tuple[str, str, str, str, str], list[Record]] = {}
        for row in self.rows(name, country=country, **parameters):
            named = row["stated_for"] if programme else row["programme"]
            basis = row["said_as"] if programme else row["basis"]
            status = row["participation_status"]
            key = (named.text, row["strand"].text, status.text, basis.text, row["as_of"].text)
            if not at or runs(str(named.value), self.programmes(), self._parents, at):
                found.setdefault(key, []).append(row)
        return [Association(*key, self.sources_of(rows)) for key, rows in found.items()]

    def counties(self, country: str, programme: str = "") -> list[CountyRow]:
        """The municipalities of each county in programmes, or in one; sums are kept apart by currency."""
        homes, present = {}, Counter[str]()
        gone: set[str] = set()
        for row in self.rows("actor/by-kind-and-level", kind=SK + "Municipality", country=country):
            homes[str(row["actor"].value)] = str(row["in_county"].value or "")
            present[str(row["in_county"].value or "")] += not row["end"].value
            gone.update([str(row["actor"].value)] if row["end"].value else [])
        inside = self.rows("programme/projects", programme=programme) if programme else ()
        wanted = {str(row["project"].value) for row in inside}
        met: dict[str, set[tuple[str, str, str]]] = {}
        for row in self.rows("edges/participations"):
            actor, project = str(row["actor"].value), str(row["project"].value)
            held = overlaps(Bounds(row["held_from"].text, row["held_until"].text), self.since, self.until)
            if actor in homes and (not programme or project in wanted) and held:
                met.setdefault(homes[actor], set()).add((str(row["tie"].value), actor, project))
        rows = []
        for county, taking in met.items():
            actors = sorted({actor for _, actor, _ in taking})
            money = [
                (
                    row["currency"].text,
                    Decimal(str(row["contribution"].value)),
                    whole_of(row["known"]),
                    whole_of(row["net"]),
                )
                for actor in actors
                for row in self.rows(
                    "actor/money", actor=actor, programme=programme, since=self.since, until=self.until
                )
                if row["contribution"].value is not None
            ]
            sums = {currency: sum((a for c, a, *_ in money if c == currency), Decimal()) for currency, *_ in money}
            rows.append(
                CountyRow(
                    county=self._county(county) if county else "",
                    actors=len(actors),
                    present=sum(actor not in gone for actor in actors),
                    municipalities=present[county],
                    projects=len({project for *_, project in taking}),
                    participations=len(taking),
                    amounts=tuple(sorted(sums.items())),
                    known=sum(known for _, _, known, _ in money),
                    net=sum(net for *_, net in money),
                )
            )
        return sorted(rows, key=lambda row: (-row.participations, row.county))

    def _county(self, county: str) -> str:
        """A county's name; one that is no more says until when."""
        ends = {row["end"].text for row in self.rows("actor/card", actor=county) if row["end"].text}
        return self.label(county) + (f" (–{max(ends)[:4]})" if ends else "")
