"""`compare`, `region` and `gaps` as reports: what is given is checked, rows are asked for, sections laid out."""

from __future__ import annotations

from collections.abc import Sequence

from kg.compare.comparison import PERIODS, Period
from kg.compare.gather.ledger import LedgerReport, ledger
from kg.compare.gather.reports import ComparisonReport, GapReport, RegionReport, compare, gaps, region
from kg.compare.profiles import label
from kg.compare.tables.compare import compare_sections
from kg.compare.tables.gaps import gaps_sections
from kg.compare.tables.ledger import ledger_sections
from kg.compare.tables.region import region_sections
from kg.coverage.gather import coverage_line
from kg.language.compare import say
from kg.model.conditions import Given, checked_period, date_of, listed, span_of
from kg.model.evidence import evidence_of
from kg.model.period import today
from kg.model.result import Report
from kg.session import Session

__all__ = ["comparison", "gap_report", "ledger_report", "region_report"]


def comparison(
    session: Session,
    actors: Sequence[str],
    *,
    since: str,
    until: str,
    at: str,
    periods: Given,
    with_predecessors: bool,
    evidence: str,
) -> Report[ComparisonReport]:
    """What two or more actors share, by section; `periods` are spans of years to follow (`2014-2020`)."""
    since, until, at = checked_period(since, until, at)
    spans = tuple(Period(*span_of(span)) for span in listed(periods)) or PERIODS
    found = compare(
        session,
        actors,
        since=since,
        until=until,
        at=at,
        periods=spans,
        with_predecessors=with_predecessors,
        evidence=evidence_of(evidence),
    )
    names = [label(actor, found.nodes) for actor in found.comparison.actors]
    heading = f"{say(session.language, 'compared_heading')}: {', '.join(names)}"
    facts = {"actors": list(found.comparison.actors), "labels": names}
    return Report(heading, facts, compare_sections(session, found, spans), session.language, found)


def region_report(
    session: Session,
    names: Sequence[str],
    *,
    since: str,
    until: str,
    at: str,
    peers: int,
    compared_with: Sequence[str],
    with_predecessors: bool,
    evidence: str,
) -> Report[RegionReport]:
    """A region or a group of actors as one, by section; `peers` are how many comparable actors each member gets."""
    since, until, at = checked_period(since, until, at)
    found = region(
        session,
        names,
        since=since,
        until=until,
        at=at,
        per_member=peers,
        compared_with=compared_with,
        with_predecessors=with_predecessors,
        evidence=evidence_of(evidence),
    )
    title = label(found.body, found.nodes) if found.body else ", ".join(label(a, found.nodes) for a in found.actors)
    whole = coverage_line(session, *found.actors)
    facts = {"body": found.body or None, "label": title, "actors": list(found.actors), "completeness": whole}
    heading = f"{say(session.language, 'region_heading')}: {title}"
    sections = region_sections(session, found, bool(compared_with))
    return Report(heading, facts, sections, session.language, found, note=whole)


def gap_report(
    session: Session,
    names: Sequence[str],
    *,
    since: str,
    until: str,
    at: str,
    peers: int,
    compared_with: Sequence[str],
    examples: int,
    with_predecessors: bool,
    evidence: str,
) -> Report[GapReport]:
    """What actors lack, by section. `at` is the day on which programmes are open, today if none is given; the period
    is that of the ties, so the two go together here."""
    since, until, _ = checked_period(since, until)
    found = gaps(
        session,
        names,
        at=date_of(at) or today(),
        since=since,
        until=until,
        peers=peers,
        compared_with=compared_with,
        examples=examples,
        with_predecessors=with_predecessors,
        evidence=evidence_of(evidence),
    )
    title = ", ".join(label(actor, found.nodes) for actor in found.actors)
    whole = coverage_line(session, *found.actors)
    facts = {"actors": list(found.actors), "label": title, "at": found.at, "completeness": whole}
    heading = f"{say(session.language, 'gaps_heading')}: {title}"
    sections = gaps_sections(session, found, bool(compared_with))
    return Report(heading, facts, sections, session.language, found, note=whole)


def ledger_report(
    session: Session,
    names: Sequence[str],
    *,
    at: str,
    peers: int,
    compared_with: Sequence[str],
    with_predecessors: bool,
    evidence: str,
) -> Report[LedgerReport]:
    """The memberships of actors by section, on the day `at`, today if none is given."""
    found = ledger(
        session,
        names,
        at=date_of(at) or today(),
        peers=peers,
        compared_with=compared_with,
        with_predecessors=with_predecessors,
        evidence=evidence_of(evidence),
    )
    title = ", ".join(label(actor, found.nodes) for actor in found.actors)
    whole = coverage_line(session, *found.actors)
    facts = {"actors": list(found.actors), "label": title, "at": found.at, "completeness": whole}
    heading = f"{say(session.language, 'ledger_heading')}: {title}"
    sections = ledger_sections(session, found, bool(compared_with))
    return Report(heading, facts, sections, session.language, found, note=whole)
