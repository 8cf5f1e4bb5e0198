"""The verbs that hold actors against each other: what they share, what is missing, what they are members of."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kg.model.conditions import Given
from kg.model.result import Report
from kg.questions.numbers import numbered_report
from kg.session import Session

if TYPE_CHECKING:
    from kg.compare.gather.ledger import LedgerReport
    from kg.compare.gather.reports import ComparisonReport, GapReport, RegionReport

__all__ = ["CompareVerbs"]


class CompareVerbs(Session):
    """The open graph, asked to compare; what every verb raises is told at `kg.api.Samkart`."""

    def compare(
        self,
        *names: str,
        since: str = "",
        until: str = "",
        at: str = "",
        periods: Given = (),
        with_predecessors: bool = False,
        evidence: str = "",
    ) -> Report[ComparisonReport]:
        """What two or more actors do alone and what they share, and how closely they cooperate, by section."""
        from kg.compare.gather.results import comparison

        found = comparison(
            self,
            names,
            since=since,
            until=until,
            at=at,
            periods=periods,
            with_predecessors=with_predecessors,
            evidence=evidence,
        )
        return numbered_report(found, self.view)

    def region(
        self,
        *names: str,
        since: str = "",
        until: str = "",
        at: str = "",
        peers: int = 3,
        compared_with: Sequence[str] = (),
        with_predecessors: bool = False,
        evidence: str = "",
    ) -> Report[RegionReport]:
        """A county, a council or some actors seen as one: who carries what, who is where, where nobody is."""
        from kg.compare.gather.results import region_report

        found = region_report(
            self,
            names,
            since=since,
            until=until,
            at=at,
            peers=peers,
            compared_with=compared_with,
            with_predecessors=with_predecessors,
            evidence=evidence,
        )
        return numbered_report(found, self.view)

    def gaps(
        self,
        *names: str,
        since: str = "",
        until: str = "",
        at: str = "",
        peers: int = 10,
        compared_with: Sequence[str] = (),
        examples: int = 3,
        with_predecessors: bool = False,
        evidence: str = "",
    ) -> Report[GapReport]:
        """What is missing: themes without ties, what comparable actors do, programmes open on the day `at`."""
        from kg.compare.gather.results import gap_report

        found = gap_report(
            self,
            names,
            since=since,
            until=until,
            at=at,
            peers=peers,
            compared_with=compared_with,
            examples=examples,
            with_predecessors=with_predecessors,
            evidence=evidence,
        )
        return numbered_report(found, self.view)

    def ledger(
        self,
        *names: str,
        at: str = "",
        peers: int = 10,
        compared_with: Sequence[str] = (),
        with_predecessors: bool = False,
        evidence: str = "",
    ) -> Report[LedgerReport]:
        """The memberships of an actor or a region on a day: fees by rule, who else is in, what came of each."""
        from kg.compare.gather.results import ledger_report

        found = ledger_report(
            self,
            names,
            at=at,
            peers=peers,
            compared_with=compared_with,
            with_predecessors=with_predecessors,
            evidence=evidence,
        )
        return numbered_report(found, self.view)
