"""The sections of `kg gaps`."""

from __future__ import annotations

from kg.compare.gaps import Activity
from kg.compare.gather.reports import GapReport
from kg.compare.programmes import AssociationStatement
from kg.compare.tables.compare import section, source_cells, thing, things
from kg.compare.tables.region import peers_section
from kg.language.compare import say
from kg.language.kinds import tie_word
from kg.model.lookup import Lookup
from kg.model.result import Section
from kg.model.table import Cell

__all__ = ["gaps_sections"]


def gaps_sections(lookup: Lookup, report: GapReport, given: bool) -> list[Section]:
    """Themes without ties, themes of others, programmes not used, examples for all three, and the compared actors."""
    language = lookup.language
    return [
        _unbacked(report, language),
        _missing(report, language),
        _programmes(lookup, report),
        _examples(lookup, report),
        peers_section(lookup, report, given),
    ]


def _unbacked(report: GapReport, language: str) -> Section:
    nodes = report.nodes
    rows = [
        [
            thing(row.theme, nodes),
            things(row.actors, nodes, language, 3),
            things(dict.fromkeys(p.strategy for p in row.priorities), nodes),
            Cell([p.wording for p in row.priorities], "; ".join(p.wording for p in row.priorities if p.wording)),
            things(row.broader, nodes),
        ]
        for row in report.unbacked
    ]
    note = "" if rows else say(language, "all_backed" if report.strategies else "no_strategy")
    columns = ["theme_name", "actor", "strategy", "wording", "broader"]
    return section(language, "unbacked", columns=columns, types=["text"] * 5, rows=rows, note=note)


def _missing(report: GapReport, language: str) -> Section:
    rows = [
        [
            thing(row.theme, report.nodes),
            Cell(len(row.peers), str(len(row.peers))),
            things(row.peers, report.nodes, language, 5),
            things(row.broader, report.nodes),
        ]
        for row in report.missing
    ]
    columns = ["theme_name", "peers_active", "who", "broader"]
    return section(language, "missing", columns, ["text", "integer", "text", "text"], rows)


def _programmes(lookup: Lookup, report: GapReport) -> Section:
    language, nodes = lookup.language, report.nodes
    rows = []
    for row in report.programmes:
        said = [(s.strand, *_standing(lookup, s.standing, s.basis)) for s in row.statements]
        texts = dict.fromkeys(f"{standing}: {strand}" if strand else standing for strand, standing, _ in said)
        word = row.eligible if row.eligible in ("yes", "no", "part") else "unknown_word"
        rows.append(
            [
                thing(row.programme, nodes),
                things(row.themes, nodes),
                Cell([_said(each) for each in row.statements], "; ".join(texts)),
                Cell([s.basis for s in row.statements], ", ".join(dict.fromkeys(basis for *_, basis in said))),
                Cell(row.eligible, say(language, word)),
                thing(row.used_above, nodes),
            ]
        )
    columns = ["programme_name", "theme_name", "standing", "basis", "eligible", "used_above"]
    note = say(language, "open_at", date=report.at) if rows else ""
    return section(language, "unused", columns=columns, types=["text"] * len(columns), rows=rows, note=note)


def _said(statement: AssociationStatement) -> dict[str, object]:
    """A statement in data formats."""
    return {
        "standing": statement.standing,
        "strand": statement.strand or None,
        "basis": statement.basis,
        "as_of": statement.as_of or None,
        "tie": statement.tie,
    }


def _standing(lookup: Lookup, standing: str, basis: str) -> tuple[str, str]:
    return lookup.concept("participation-status", standing), lookup.concept("basis", basis)


def _examples(lookup: Lookup, report: GapReport) -> Section:
    language, nodes = lookup.language, report.nodes
    wanted: list[tuple[str, Activity]] = [(row.theme, each) for row in report.unbacked for each in row.examples]
    wanted += [(row.theme, each) for row in report.missing for each in row.examples]
    wanted += [(row.programme, each) for row in report.programmes for each in row.examples]
    rows = [
        [
            thing(subject, nodes),
            thing(each.actor, nodes),
            Cell(each.kind, tie_word(each.kind, language)),
            thing(each.hub, nodes),
            things(each.partners, nodes, language, 3),
            Cell.of(each.start),
            Cell.of(each.end),
            Cell(each.known_by or None, lookup.concept("evidence-strength", each.known_by)),
            *source_cells(lookup.evidence(each.tie)),
        ]
        for subject, each in wanted
    ]
    columns = ["for", "who", "kind", "hub", "with", "start", "end", "known_by", "source", "address"]
    return section(language, "examples", columns, ["text"] * len(columns), rows)
