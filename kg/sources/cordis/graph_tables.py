"""Participation graphs that others made of CORDIS, written as the tables of a download.

Two are known. A graph with one row for each participation, which knows projects by CORDIS's record number (rcn) and
organisations by PIC, with a table of names beside it. And a table of projects, one of organisations and one of who is
in what. What they do not say stays empty: a project whose grant number is not told has the key `rcn-NUMBER`.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

from kg.ids import fold
from kg.sources.cordis.columns import COLUMNS, GRAPH_KINDS, LAYOUTS
from kg.sources.tabular.files import Found, open_binary
from kg.sources.tabular.summary import Summary
from kg.sources.tabular.tables import SourceTable, open_tables

__all__ = ["of_graphs"]

_PROGRAMME = "H2020"  # both graphs are of Horizon 2020


def of_graphs(tables: Sequence[SourceTable], folder: Path, summary: Summary) -> list[SourceTable]:
    """The tables, with `project` and `organization` made of those of a graph, if there are any.

    Where the files hold the tables of a download too, these count and the graphs are left aside. Rows of a graph are
    counted as used; what is told of the rows made of them names the files `graph/…` and their own rows.
    """
    own = [table for table in tables if table.kind not in GRAPH_KINDS]
    graphs = [table for table in tables if table.kind in GRAPH_KINDS]
    kinds = {table.kind for table in graphs}
    whole = "graph" in kinds or kinds >= {"graphProject", "graphEdge"}
    if not whole or any(table.kind in ("project", "organization") for table in own):
        return own
    graph = _Graph(graphs, summary)
    place = folder / "graph"
    place.mkdir()
    made = []
    for kind, found in (("project", graph.projects()), ("organization", graph.participations())):
        rows = list(found)
        names = [name for name in COLUMNS[kind] if any(row.get(name) for row in rows) or name in LAYOUTS.needed[kind]]
        path = place / f"{kind}.csv"
        with path.open("w", encoding="utf-8", newline="") as stream:
            writer = csv.writer(stream, delimiter=";")
            writer.writerow(names)
            writer.writerows([row.get(name, "") for name in names] for row in rows)
        made.append(Found(f"graph/{kind}.csv", partial(open_binary, path)))
    return own + open_tables(made, place, LAYOUTS)[0]


class _Graph:
    """The rows of the tables of a graph, by kind."""

    def __init__(self, tables: Sequence[SourceTable], summary: Summary) -> None:
        self._rows: dict[str, list[dict[str, str]]] = {kind: [] for kind in GRAPH_KINDS}
        for table in tables:
            names = list(COLUMNS[table.kind])
            count = summary.table(table.kind, table.file)
            for _, cells in table.records(summary.reporter(table.kind)):
                count.read += 1
                count.used += 1
                self._rows[table.kind].append(dict(zip(names, map(_cell, cells), strict=True)))
        self._told = {row["rcn"]: row for row in self._rows["graphProject"]}

    def _number(self, rcn: str) -> str:
        """The grant number of a project; its record number where that is not told."""
        told = self._told.get(rcn)
        return told["reference"] if told and told["reference"] else f"rcn-{rcn}"

    def projects(self) -> Iterator[dict[str, str]]:
        """Rows of `project`, by record number."""
        found = {
            row["rcn"]: {
                "startDate": row["start_date"],
                "endDate": row["end_date"],
                "totalCost": row["total_cost"],
                "ecMaxContribution": row["max_contribution"],
            }
            for row in self._rows["graph"]
        }
        for rcn, row in self._told.items():
            told = {name: row[name] for name in COLUMNS["project"] if row.get(name)}
            found[rcn] = {**told, **{name: value for name, value in found.get(rcn, {}).items() if value}}
        for rcn, row in sorted(found.items()):
            yield {**row, "id": self._number(rcn), "rcn": rcn, "frameworkProgramme": _PROGRAMME}

    def participations(self) -> Iterator[dict[str, str]]:
        """Rows of `organization`, as they stand in the graph."""
        names = {row["pic"]: row for row in self._rows["names"]}
        for row in self._rows["graphOrganization"]:
            names.setdefault(row["pic"], row)
        for row in self._rows["graph"]:
            named = names.get(row["pic"], {})
            yield {
                **{name: named[name] for name in ("name", "shortName", "city", "vatNumber") if named.get(name)},
                "projectID": self._number(row["rcn"]),
                "organisationID": row["pic"],
                "activityType": row["activityType"],
                "country": row["country"],
                "role": row["role"],
                "ecContribution": row["contribution"],
            }
        in_graph = {row["rcn"] for row in self._rows["graph"]}
        for row in self._rows["graphEdge"]:
            if row["rcn"] in in_graph or row["rcn"] not in self._told:
                continue
            named = names.get(row["pic"], {})
            leads = fold(self._told[row["rcn"]]["coordinator"]) == fold(named.get("name", ""))
            yield {
                **{name: named[name] for name in ("name", "shortName", "country") if named.get(name)},
                "projectID": self._number(row["rcn"]),
                "organisationID": row["pic"],
                "role": "coordinator" if leads else "",
            }


def _cell(text: str) -> str:
    """A cell without spaces around it; `NA` is what R writes for nothing."""
    value = text.strip()
    return "" if value == "NA" else value
