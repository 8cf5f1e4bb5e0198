"""The tables of `ranking`, `communities`, `brokers`, `levels` and `changes`, each with what must be said under it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from kg.language.captions import caption_of
from kg.language.catalogue import text
from kg.language.tables import kind_word, say, words
from kg.model.table import Cell, Table
from kg.networks.sparse import SparseGraph

if TYPE_CHECKING:
    import networkx as nx

    from kg.networks.brokers import Brokerage
    from kg.networks.caveats import Caveat
    from kg.networks.changes import Changes
    from kg.networks.communities import Communities
    from kg.networks.levels import Horizontality
    from kg.networks.rankings import Ranking

__all__ = ["broker_table", "captioned", "change_table", "community_table", "level_table", "ranking_table"]


def captioned(graph: nx.Graph[Any] | SparseGraph, language: str, more: Iterable[Caveat] = ()) -> str:
    """The lines under a table: what was counted, and what must be said beside it."""
    if isinstance(graph, SparseGraph):
        info, nodes, edges = graph.caption, graph.n, graph.m
    else:
        info, nodes, edges = graph.graph["caption"], graph.number_of_nodes(), graph.number_of_edges()
    lines = caption_of(info, nodes, edges, language)
    told = info.get("caveats") or ()
    lines += [caveat.text(language) for caveat in more if caveat not in told]
    return "\n".join(lines)


def _number(value: float | None) -> Cell:
    if value is None or value != value:  # nan: not defined
        return Cell(None, "")
    return Cell(round(value, 6), f"{value:.3g}" if abs(value) < 1000 else f"{value:.0f}")


def ranking_table(graph: SparseGraph, found: Ranking, language: str) -> Table:
    """A row per node: its value with the interval, and the range of its rank."""
    names = ["rank", "name", "kind", "country", "value", "low", "high", "ranks", "ties"]
    kept = {node.id: node for node in graph.nodes}
    rows = []
    for row in found.rows:
        node = kept[row.id]
        span = f"{row.best}–{row.worst}" if row.best is not None else ""
        rows.append(
            [
                Cell(row.rank, str(row.rank)),
                Cell(row.id, row.label),
                Cell(node.kind, kind_word(node.kind, language)),
                Cell.of(node.country),
                _number(row.value),
                _number(row.low),
                _number(row.high),
                Cell.of(span),
                Cell(row.ties, str(row.ties)),
            ]
        )
    headings = words(language, *names)
    headings[4] = text(language, "measure", found.measure)
    types = ["integer", "actor", "text", "text", "number", "number", "number", "text", "integer"]
    return Table(names, headings, types, rows, note=captioned(graph, language, found.caveats))


def community_table(
    graph: SparseGraph, found: Communities, language: str, *, labels: Mapping[str, str], top: int | None, members: int
) -> Table:
    """The largest communities with their names and first members; `labels` are those of themes and countries by key."""
    titles = found.names(labels)
    shown = {node.id: node.name for node in graph.nodes}
    names = ["number", "name", "size", "inside", "members"]
    rows = []
    for group in found.groups[:top]:
        first = [shown[member] for member in group.members[:members]]
        rest = group.size - len(first)
        rows.append(
            [
                Cell(group.number, str(group.number)),
                Cell.of(titles[group.number]),
                Cell(group.size, str(group.size)),
                _number(group.inside),
                Cell(list(group.members), "; ".join(first) + (f" … +{rest}" if rest else "")),
            ]
        )
    caption = captioned(graph, language, found.caveats)
    note = f"{caption}\n{found.method}, Q = {found.modularity:.3f}, {len(found.groups)}"
    return Table(names, words(language, *names), ["integer", "text", "integer", "number", "text"], rows, note=note)


def broker_table(graph: SparseGraph, found: Brokerage, language: str, *, top: int | None) -> Table:
    """A row per broker: in how many triads it has each role."""
    names = ["name", "group", "coordinator", "itinerant", "gatekeeper", "liaison", "total"]
    rows = [
        [Cell(each.id, each.label), Cell.of(each.group)]
        + [Cell(getattr(each, name), str(getattr(each, name))) for name in names[2:]]
        for each in found.rows[:top]
    ]
    types = ["actor", "text", *(["integer"] * 5)]
    return Table(names, words(language, *names), types, rows, note=captioned(graph, language, found.caveats))


def level_table(graph: SparseGraph, found: Horizontality, language: str, *, labels: Mapping[str, str]) -> Table:
    """The mixing matrix; under it the share of weight between equals, against chance. `labels` are those of levels."""
    headings = [labels.get(name, kind_word(name, language)) for name in found.names]
    rows = [
        [Cell(name, heading), *(_number(value) for value in line)]
        for name, heading, line in zip(found.names, headings, found.matrix, strict=True)
    ]
    names = ["level", *found.names]
    shares = {
        "share": found.share,
        "low": found.low,
        "high": found.high,
        "expected": found.expected,
        "chance_low": found.chance_low,
        "chance_high": found.chance_high,
        "unknown": found.unknown / (found.unknown + found.horizontal + found.vertical or 1),
    }
    said = say(
        language,
        "horizontal",
        **{name: f"{share:.0%}" for name, share in shares.items()},
        method=found.interval,
        p=f"{found.p:.3f}",
        r=f"{found.assortativity:.2f}",
    )
    note = f"{said}\n{captioned(graph, language, found.caveats)}"
    heads = [words(language, "group")[0], *headings]
    return Table(names, heads, ["text", *(["number"] * len(headings))], rows, note=note)


def change_table(earlier: SparseGraph, later: SparseGraph, found: Changes, language: str, *, top: int | None) -> Table:
    """Who came and went, and which pairs are new, lost or kept; the first `top` of each."""
    label = {node.id: node.name for made in (earlier, later) for node in made.nodes}
    names = ["change", "name", "partner", "before", "after"]
    said = {kind: Cell(kind, words(language, kind)[0]) for kind in ("entered", "left", "new", "lost", "kept")}
    rows = []
    for kind, nodes in (("entered", found.entered), ("left", found.left)):
        named = sorted(nodes, key=lambda iri: label[iri])
        rows += [[said[kind], Cell(iri, label[iri]), *[Cell(None, "")] * 3] for iri in named[:top]]
    for kind, edges in (("new", found.new), ("lost", found.lost), ("kept", found.kept)):
        for edge in sorted(edges, key=lambda e: (-max(e.before, e.after), label[e.one], label[e.other]))[:top]:
            pair = [Cell(edge.one, label[edge.one]), Cell(edge.other, label[edge.other])]
            rows.append([said[kind], *pair, _number(edge.before), _number(edge.after)])
    note = say(
        language,
        "changed",
        entered=len(found.entered),
        left=len(found.left),
        stayed=len(found.stayed),
        new=len(found.new),
        lost=len(found.lost),
        kept=len(found.kept),
        overlap=f"{found.overlap:.2f}",
    )
    types = ["text", "actor", "actor", "number", "number"]
    return Table(names, words(language, *names), types, rows, note=f"{note}\n{captioned(later, language)}")
