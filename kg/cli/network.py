"""`kg network`, `communities`, `brokers`, `levels`, `changes`: what networks say about who stands where."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import click

from kg.api import Samkart
from kg.cli.network_options import captioned, selecting
from kg.cli.options import answers, graph
from kg.errors import KgError, Usage
from kg.language.catalogue import text
from kg.language.tables import kind_word, say, words
from kg.model.table import Cell, Table
from kg.networks.selection import Selection

__all__ = ["brokers_command", "changes_command", "communities_command", "levels_command", "network_command"]

_MEASURES = (
    "degree",
    "strength",
    "betweenness",
    "closeness",
    "eigenvector",
    "pagerank",
    "core",
    "clustering",
    "constraint",
    "effective-size",
)
_weight = click.option(
    "--weight",
    type=click.Choice(["newman", "shared"]),
    default="newman",
    show_default=True,
    help="What an edge counts: shared hubs, or each hub of k actors as 1/(k-1).",
)
_top = click.option("--top", default=20, show_default=True, type=click.IntRange(1), help="How many rows.")


def _number(value: float | None) -> Cell:
    if value is None or value != value:  # nan: not defined
        return Cell(None, "")
    return Cell(round(value, 6), f"{value:.3g}" if abs(value) < 1000 else f"{value:.0f}")


@click.command("network")
@click.option("--measure", type=click.Choice(_MEASURES), default="strength", show_default=True, help="What to rank by.")
@click.option(
    "--mode",
    type=click.Choice(["actor", "hub", "country", "theme"]),
    default="actor",
    show_default=True,
    help="What the nodes are.",
)
@click.option(
    "--no-intervals", is_flag=True, help="Leave out the intervals, which take as long again some twenty times."
)
@_weight
@_top
@graph
@answers
@selecting
def network_command(
    samkart: Samkart, chosen: Selection, measure: str, mode: str, no_intervals: bool, weight: str, top: int
) -> Table:
    """Rank the nodes of a network by a measure; ACTORS make it the network around them.

    The interval is a 95 % interval by leaving out groups of hubs; a rank's range counts who may be above and below.
    """
    from kg.networks.gather import sparse_network
    from kg.networks.rankings import ranking

    made = _filled(sparse_network(samkart, chosen, mode=mode, weight=weight))
    found = ranking(made, measure, top=top, intervals=not no_intervals)
    names = ["rank", "name", "kind", "country", "value", "low", "high", "ranks", "ties"]
    kept = {node.id: node for node in made.nodes}
    rows = []
    for row in found.rows:
        node = kept[row.id]
        span = f"{row.best}–{row.worst}" if row.best is not None else ""
        rows.append(
            [
                Cell(row.rank, str(row.rank)),
                Cell(row.id, row.label),
                Cell(node.kind, kind_word(node.kind, samkart.language)),
                Cell.of(node.country),
                _number(row.value),
                _number(row.low),
                _number(row.high),
                Cell.of(span),
                Cell(row.ties, str(row.ties)),
            ]
        )
    headings = words(samkart.language, *names)
    headings[4] = text(samkart.language, "measure", measure)
    types = ["integer", "actor", "text", "text", "number", "number", "number", "text", "integer"]
    return Table(names, headings, types, rows, "", captioned(samkart, made, found.caveats))


def _filled(made: Any) -> Any:
    if made.n == 0:
        raise KgError("no tie meets these conditions, so there is no network")
    return made


@click.command("communities")
@click.option(
    "--method", type=click.Choice(["leiden", "louvain"]), default="leiden", show_default=True, help="How to find them."
)
@click.option(
    "--resolution",
    default=1.0,
    show_default=True,
    type=click.FloatRange(0, min_open=True),
    help="Higher: more and smaller ones.",
)
@click.option(
    "--members", "most", default=5, show_default=True, type=click.IntRange(1), help="How many members to name."
)
@_weight
@_top
@graph
@answers
@selecting
def communities_command(
    samkart: Samkart, chosen: Selection, method: str, resolution: float, most: int, weight: str, top: int
) -> Table:
    """The communities of a network, the largest first, named by their commonest themes and countries."""
    from kg.networks.communities import communities
    from kg.networks.gather import labels, sparse_network

    made = _filled(sparse_network(samkart, chosen, weight=weight))
    found = communities(made, method=method, resolution=resolution)
    known = labels(samkart)
    flat = {key: text for scheme in ("theme", "country") for key, text in known[scheme].items()}
    titles = found.names({key: text[samkart.language] for key, text in flat.items()})
    shown = {node.id: node.name for node in made.nodes}
    names = ["number", "name", "size", "inside", "members"]
    rows = []
    for group in found.groups[:top]:
        first = [shown[member] for member in group.members[:most]]
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
    note = f"{captioned(samkart, made, found.caveats)}\n{method}, Q = {found.modularity:.3f}, {len(found.groups)}"
    return Table(
        names, words(samkart.language, *names), ["integer", "text", "integer", "number", "text"], rows, "", note
    )


@click.command("brokers")
@click.option(
    "--between",
    type=click.Choice(["country", "level", "kind"]),
    default="country",
    show_default=True,
    help="Between what.",
)
@_weight
@_top
@graph
@answers
@selecting
def brokers_command(samkart: Samkart, chosen: Selection, between: str, weight: str, top: int) -> Table:
    """Who stands between others that are not tied themselves, by role (Gould and Fernandez)."""
    from kg.networks.brokers import brokerage
    from kg.networks.gather import sparse_network

    made = _filled(sparse_network(samkart, chosen, weight=weight))
    found = brokerage(made, between)
    names = ["name", "group", "coordinator", "itinerant", "gatekeeper", "liaison", "total"]
    rows = [
        [Cell(each.id, each.label), Cell.of(each.group)]
        + [Cell(getattr(each, name), str(getattr(each, name))) for name in names[2:]]
        for each in found.rows[:top]
    ]
    types = ["actor", "text", *(["integer"] * 5)]
    return Table(names, words(samkart.language, *names), types, rows, "", captioned(samkart, made, found.caveats))


@click.command("levels")
@click.option(
    "--by",
    type=click.Choice(["level", "country", "kind"]),
    default="level",
    show_default=True,
    help="What counts as equal.",
)
@_weight
@graph
@answers
@selecting
def levels_command(samkart: Samkart, chosen: Selection, by: str, weight: str) -> Table:
    """Is cooperation horizontal? The share of tie weight between equals, against chance, and the mix of levels."""
    from kg.networks.gather import labels, sparse_network
    from kg.networks.levels import horizontality

    made = _filled(sparse_network(samkart, chosen, weight=weight))
    found = horizontality(made, by)
    known = {key: text[samkart.language] for key, text in labels(samkart).get(by, {}).items()}
    headings = [known.get(name, kind_word(name, samkart.language)) for name in found.names]
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
        samkart.language,
        "horizontal",
        **{name: f"{share:.0%}" for name, share in shares.items()},
        method=found.interval,
        p=f"{found.p:.3f}",
        r=f"{found.assortativity:.2f}",
    )
    note = f"{said}\n{captioned(samkart, made, found.caveats)}"
    heads = [words(samkart.language, "group")[0], *headings]
    return Table(names, heads, ["text", *(["number"] * len(headings))], rows, "", note)


@click.command("changes")
@click.option("--from", "before", default="2014..2020", show_default=True, metavar="PERIOD", help="The earlier period.")
@click.option("--to", "after", default="2021..2027", show_default=True, metavar="PERIOD", help="The later period.")
@_weight
@_top
@graph
@answers
@selecting
def changes_command(samkart: Samkart, chosen: Selection, before: str, after: str, weight: str, top: int) -> Table:
    """Who entered and left, and which pairs are new, lost or kept, between two periods (YYYY..YYYY)."""
    from kg.networks.changes import changes
    from kg.networks.gather import network_rows, sparse_network

    rows_of = network_rows(samkart)
    earlier, later = (
        sparse_network(samkart, replace(chosen, since=since, until=until), weight=weight, rows=rows_of)
        for since, until in (_period(before), _period(after))
    )
    found = changes(earlier, later)
    label = {node.id: node.name for made in (earlier, later) for node in made.nodes}
    names = ["change", "name", "partner", "before", "after"]
    rows = []
    for kind, nodes in (("entered", found.entered), ("left", found.left)):
        named = sorted(nodes, key=lambda iri: label[iri])
        rows += [[*_change(samkart, kind), Cell(iri, label[iri]), *[Cell(None, "")] * 3] for iri in named[:top]]
    for kind, edges in (("new", found.new), ("lost", found.lost), ("kept", found.kept)):
        for edge in sorted(edges, key=lambda e: (-max(e.before, e.after), label[e.one], label[e.other]))[:top]:
            pair = [Cell(edge.one, label[edge.one]), Cell(edge.other, label[edge.other])]
            rows.append([*_change(samkart, kind), *pair, _number(edge.before), _number(edge.after)])
    note = say(
        samkart.language,
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
    return Table(names, words(samkart.language, *names), types, rows, "", f"{note}\n{captioned(samkart, later)}")


def _change(samkart: Samkart, kind: str) -> list[Cell]:
    return [Cell(kind, words(samkart.language, kind)[0])]


def _period(text: str) -> tuple[str, str]:
    match = re.fullmatch(r"(\d{4})\.\.(\d{4})", text)
    if not match or match[1] > match[2]:
        raise Usage(f"{text!r} is not a period; expected YYYY..YYYY, the first year not after the last")
    return match[1], match[2]
