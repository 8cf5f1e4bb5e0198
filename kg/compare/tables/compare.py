"""The sections of `kg compare`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kg.compare.comparison import Period
from kg.compare.gather.reports import ComparisonReport
from kg.compare.holdings import ASPECTS, Involvement
from kg.compare.profiles import Nodes, label
from kg.language.compare import say
from kg.language.kinds import tie_word
from kg.model.lookup import Evidence, Lookup
from kg.model.period import HELD
from kg.model.result import Section
from kg.model.table import Cell, Table
from kg.vocab import key_of

__all__ = ["compare_sections", "number", "section", "source_cells", "thing", "things", "yes_no"]

_COUNTED = ("programme", "theme", "country", "partner")


def section(
    language: str,
    name: str,
    columns: Sequence[str],
    types: Sequence[str],
    rows: Sequence[Sequence[Cell]],
    note: str = "",
    title: str = "",
) -> Section:
    """A section whose headings are the words for its columns; a column with no word stands as it is given."""
    return Section(
        name, say(language, title or name), Table(columns, [say(language, c) for c in columns], types, rows, note=note)
    )


def thing(iri: str, nodes: Nodes) -> Cell:
    """A cell with something's label; empty for nothing."""
    return Cell(iri, label(iri, nodes)) if iri else Cell(None, "")


def things(iris: Iterable[str], nodes: Nodes, language: str = "", most: int = 0) -> Cell:
    """A cell with several labels, of which the first `most` are shown (0: all); data formats have IRIs and labels."""
    listed = list(iris)
    shown = [label(iri, nodes) for iri in (listed[:most] if most else listed)]
    if len(shown) < len(listed):
        shown.append(say(language, "and_more", n=len(listed) - len(shown)))
    return Cell([{"iri": iri, "label": label(iri, nodes)} for iri in listed], ", ".join(shown))


def number(value: float | None) -> Cell:
    """A measure with two decimals; a dash where it is not defined."""
    return Cell(None, "–") if value is None else Cell(round(value, 4), f"{value:.2f}")


def yes_no(language: str, value: bool) -> Cell:
    """Yes or no, in words."""
    return Cell(value, say(language, "yes" if value else "no"))


def source_cells(sources: Sequence[Evidence]) -> list[Cell]:
    """The titles and the addresses of some sources."""
    titles, addresses = [s.title for s in sources], [s.address for s in sources]
    return [Cell(titles, "; ".join(titles)), Cell(addresses, " ".join(addresses))]


def compare_sections(lookup: Lookup, compared: ComparisonReport, periods: Sequence[Period]) -> list[Section]:
    """Extent, likeness, closeness with its reasons, every aspect, twin towns, money, roles, development."""
    language, result, nodes = lookup.language, compared.comparison, compared.nodes
    keys = [key_of(actor) for actor in result.actors]
    names = [label(actor, nodes) for actor in result.actors]
    counts = []
    for aspect in ASPECTS:
        found = result.of(aspect)
        per_actor = [sum(item.holdings[i] is not None for item in found) for i in range(len(keys))]
        common = sum(item.holders == len(keys) for item in found)
        counts.append([Cell(aspect, say(language, aspect)), *(Cell(n, str(n)) for n in (*per_actor, common))])
    overview = Table(
        ["aspect", *keys, "all"],
        [say(language, "aspect"), *names, say(language, "all")],
        ["text", *(["integer"] * (len(keys) + 1))],
        counts,
    )
    return [
        Section("overview", say(language, "overview"), overview),
        _similarity(compared, language),
        _degree(lookup, compared),
        _contacts(lookup, compared),
        *(_aspect(lookup, compared, aspect, keys, names) for aspect in ASPECTS),
        _acquaintances(compared, language),
        _money(compared, language),
        _roles(lookup, compared),
        _periods(compared, periods, language),
    ]


def _similarity(compared: ComparisonReport, language: str) -> Section:
    columns = ["one", "other", "aspect", "only_one", "both", "only_other", "jaccard", "overlap", "cosine"]
    rows = [
        [
            thing(s.one, compared.nodes),
            thing(s.other, compared.nodes),
            Cell(s.aspect, say(language, s.aspect)),
            *(Cell(n, str(n)) for n in (s.only_one, s.shared, s.only_other)),
            number(s.jaccard),
            number(s.overlap),
            number(s.cosine) if s.aspect == "theme" else Cell(None, ""),
        ]
        for s in compared.comparison.similarities
    ]
    return section(language, "similarity", columns, [*(["text"] * 3), *(["number"] * 6)], rows)


def _degree(lookup: Lookup, compared: ComparisonReport) -> Section:
    language, nodes = lookup.language, compared.nodes
    columns = ["one", "other", "period", "step", "possible", "reasons"]
    rows = [
        [
            thing(d.one, nodes),
            thing(d.other, nodes),
            Cell(period.name, period.name or say(language, "all_time")),
            Cell(d.degree, lookup.concept("cooperation-degree", d.degree)),
            Cell(d.possible or None, lookup.concept("cooperation-degree", d.possible)),
            Cell(len(d.reasons), str(len(d.reasons))),
        ]
        for period, d in compared.comparison.degrees
    ]
    return section(language, "degree", columns, [*(["text"] * 5), "integer"], rows)


def _contacts(lookup: Lookup, compared: ComparisonReport) -> Section:
    """The reasons behind the degree over the whole time asked about, with their sources."""
    language, nodes = lookup.language, compared.nodes
    columns = [
        "one",
        "other",
        "step",
        "kind",
        "hub",
        "start",
        "end",
        "as_of",
        "status",
        "certainty",
        "source",
        "address",
    ]
    rows, seen = [], set()
    for _, found in compared.comparison.degrees:
        if (found.one, found.other) in seen:
            continue
        seen.add((found.one, found.other))
        for reason in found.reasons:
            status = [lookup.concept("status", each) for each in reason.statuses]
            hub = Cell(reason.hub, "") if reason.kind == "twinning" else thing(reason.hub, nodes)
            rows.append(
                [
                    thing(found.one, nodes),
                    thing(found.other, nodes),
                    Cell(reason.degree, lookup.concept("cooperation-degree", reason.degree)),
                    Cell(reason.kind, tie_word(reason.kind, language)),
                    hub,
                    Cell.of(reason.start),
                    Cell.of(reason.end),
                    Cell.of(reason.as_of),
                    Cell(list(reason.statuses), ", ".join(status)),
                    Cell(reason.certainty, lookup.concept("certainty", reason.certainty)),
                    *source_cells(lookup.evidence(*reason.ties)),
                ]
            )
    return section(language, "contacts", columns, ["text"] * len(columns), rows)


def _aspect(lookup: Lookup, compared: ComparisonReport, aspect: str, keys: list[str], names: list[str]) -> Section:
    language = lookup.language
    rows = [
        [thing(item.thing, compared.nodes), *(_held(lookup, aspect, each) for each in item.holdings)]
        for item in compared.comparison.of(aspect)
    ]
    doubtful = any(
        h is not None and h.certainty != HELD for item in compared.comparison.of(aspect) for h in item.holdings
    )
    notes = [say(language, "question_mark")] if doubtful else []
    if aspect == "country" and (unknown := _without_country(compared)):
        notes.append(say(language, "no_country", n=unknown))
    note = " ".join(notes)
    headings = [say(language, "name"), *names]
    table = Table(["name", *keys], headings, ["text"] * (1 + len(keys)), rows, note=note)
    return Section(aspect, say(language, aspect), table)


def _without_country(compared: ComparisonReport) -> int:
    partners = [item.thing for item in compared.comparison.of("partner")]
    return sum(partner not in compared.nodes or not compared.nodes[partner].country for partner in partners)


def _held(lookup: Lookup, aspect: str, holding: Involvement | None) -> Cell:
    """How much and when: `3 · 2014–2027`, a status where it says more than member, `?` where dates leave it open."""
    if holding is None:
        return Cell(None, "")
    years = f"{holding.start[:4]}–{holding.end[:4]}" if holding.start or holding.end else ""
    telling = [
        lookup.concept("status", each) for each in holding.statuses if each not in ("member", "partner", "signatory")
    ]
    parts = [str(holding.hubs) if aspect in _COUNTED else "", years, *(telling if aspect not in _COUNTED else [])]
    text = " · ".join(part for part in parts if part) or say(lookup.language, "yes")
    value = {
        "hubs": holding.hubs,
        "start": holding.start or None,
        "end": holding.end or None,
        "certainty": holding.certainty,
        "statuses": list(holding.statuses),
        "roles": list(holding.roles),
        "ties": list(holding.ties),
    }
    return Cell(value, text if holding.certainty == HELD else f"{text} ?")


def _acquaintances(compared: ComparisonReport, language: str) -> Section:
    nodes = compared.nodes
    columns = ["one", "twins_of_one", "other", "twins_of_other", "reasons", "closest", "size"]
    rows = []
    for each in compared.comparison.acquaintances:
        counts = ", ".join(f"{n} {tie_word(kind, language)}" for kind, n in sorted(each.counts.items()))
        what = tie_word(each.kind, language)
        closest = what if each.kind == "twinning" else f"{what}: {label(each.hub, nodes)}"
        rows.append(
            [
                thing(each.one, nodes),
                things(each.twins_of_one, nodes),
                thing(each.other, nodes),
                things(each.twins_of_other, nodes),
                Cell(dict(sorted(each.counts.items())), counts),
                Cell(each.hub, closest),
                Cell(each.size, str(each.size)),
            ]
        )
    return section(language, "acquaintances", columns, [*(["text"] * 6), "integer"], rows)


def _money(compared: ComparisonReport, language: str) -> Section:
    columns = ["actor", "programme_name", "amount", "currency", "known", "unknown"]
    rows = [
        [
            thing(row.actor, compared.nodes),
            thing(row.programme, compared.nodes),
            Cell(row.amount, f"{row.amount:.2f}") if row.known else Cell(None, ""),
            Cell.of(row.currency),
            Cell(row.known, str(row.known)),
            Cell(row.unknown, str(row.unknown)),
        ]
        for row in compared.comparison.money
    ]
    return section(language, "money", columns, ["text", "text", "decimal", "text", "integer", "integer"], rows)


def _roles(lookup: Lookup, compared: ComparisonReport) -> Section:
    language = lookup.language
    rows = [
        [
            thing(row.actor, compared.nodes),
            Cell(row.kind, tie_word(row.kind, language)),
            Cell(row.role or None, lookup.concept("role", row.role) or say(language, "unknown_word")),
            Cell(row.ties, str(row.ties)),
        ]
        for row in compared.comparison.roles
    ]
    return section(language, "roles", ["actor", "kind", "role", "number"], ["text", "text", "text", "integer"], rows)


def _periods(compared: ComparisonReport, periods: Sequence[Period], language: str) -> Section:
    found = {(row.aspect, row.actor, row.period): row for row in compared.comparison.periods}
    rows = []
    for aspect in ASPECTS:
        for actor in compared.comparison.actors:
            cells = [Cell(aspect, say(language, aspect)), thing(actor, compared.nodes)]
            for period in periods:
                row = found[aspect, actor, period]
                doubt = f" ({row.possible} ?)" if row.possible else ""
                cells.append(Cell({"total": row.total, "possible": row.possible}, f"{row.total}{doubt}"))
            rows.append(cells)
    names = [period.name for period in periods]
    doubtful = any(row.possible for row in compared.comparison.periods)
    table = Table(
        ["aspect", "actor", *names],
        [say(language, "aspect"), say(language, "actor"), *names],
        ["text", "text", *(["integer"] * len(names))],
        rows,
        note=say(language, "question_mark") if doubtful else "",
    )
    return Section("periods", say(language, "periods"), table)
