"""All of Horizon Europe: the numbers counted from the file, and measures that must come in seconds."""

from __future__ import annotations

import csv
import io
import zipfile
from pathlib import Path

import pytest

from kg.model.tie import Node, TieRow
from kg.networks.brokers import brokerage
from kg.networks.communities import communities
from kg.networks.levels import horizontality
from kg.networks.measures.catalogue import measure
from kg.networks.projection import sparse_one_mode
from kg.networks.rankings import ranking
from kg.networks.selection import Selection, select
from kg.networks.sparse import SparseGraph

pytestmark = pytest.mark.slow

World = tuple[list[TieRow], dict[str, Node]]


@pytest.fixture(scope="module")
def horizon(real_data: Path) -> World:
    """The participations as rows and the organisations as nodes, their activity type as kind."""
    file = real_data / "cordis-horizon-europe" / "cordis-HORIZONprojects-csv.zip"
    if not file.exists():
        pytest.skip(f"no {file}")
    rows: list[TieRow] = []
    nodes: dict[str, Node] = {}
    with zipfile.ZipFile(file) as archive:
        with archive.open("project.csv") as stream:
            text = io.TextIOWrapper(stream, "utf-8", newline="")
            dates = {
                r["id"]: (r["startDate"] or None, r["endDate"] or None) for r in csv.DictReader(text, delimiter=";")
            }
        with archive.open("organization.csv") as stream:
            for r in csv.DictReader(io.TextIOWrapper(stream, "utf-8", newline=""), delimiter=";"):
                project, actor = r["projectID"], r["organisationID"]
                rows.append(TieRow(f"{project}-{r['order']}-{actor}", "project", project, actor, *dates[project]))
                nodes.setdefault(actor, Node(actor, r["name"], "actor", r["activityType"], r["country"]))
    return rows, nodes


@pytest.fixture(scope="module")
def whole(horizon: World) -> SparseGraph:
    """The projection of everything."""
    return sparse_one_mode(*horizon, weight="newman")


def test_the_counts_are_those_of_the_file(horizon: World, whole: SparseGraph) -> None:
    rows, nodes = horizon
    assert (len(rows), whole.caption["hubs"], whole.n, whole.m) == (119_242, 19_189, 30_721, 871_834)
    public = sparse_one_mode(select(rows, nodes, Selection(classes=frozenset({"PUB"}))), nodes)
    assert (public.n, public.m) == (2_608, 16_549)


@pytest.mark.parametrize(
    ("pic", "start", "end", "others"), [("952920920", 2025, 2028, 11), ("899291754", 2024, 2027, 10)]
)
def test_the_partners_of_baerum_and_asker(horizon: World, pic: str, start: int, end: int, others: int) -> None:
    rows, nodes = horizon
    found = select(rows, nodes, Selection(ego=(pic,), between=False))
    graph = sparse_one_mode(found, nodes)
    assert measure(graph, "degree").values[pic] == others
    assert graph.caption["years"] == (start, end)


def test_each_project_gives_each_participant_one(whole: SparseGraph) -> None:
    strength = measure(whole, "strength").values
    assert whole.incidence is not None and whole.pivot_weights is not None
    shared: list[float] = whole.incidence[whole.pivot_weights > 0].sum(axis=0).tolist()
    assert list(strength.values()) == pytest.approx(shared)


def test_measures_of_everything(whole: SparseGraph) -> None:
    core = measure(whole, "core").values
    assert max(core.values()) == 198  # the consortium of 199 is the innermost core
    assert sum(value == 198 for value in core.values()) >= 199
    first = ranking(whole, "strength", top=1)
    assert (first.rows[0].label, first.rows[0].best, first.interval) == (
        "CENTRE NATIONAL DE LA RECHERCHE SCIENTIFIQUE CNRS",
        1,
        "jackknife",
    )
    found = communities(whole)
    assert sum(group.size for group in found.groups) == 30_721
    assert 0.35 < found.modularity < 0.5
    assert found.groups[0].size < 10_000
    brokers = brokerage(whole)
    assert [caveat.figures["k"] for caveat in brokers.caveats] == [sum(not node.country for node in whole.nodes)]
    assert brokers.rows[0].total > 10_000_000
    mixing = horizontality(whole, "country", draws=19)
    assert mixing.chance_high < mixing.low <= mixing.share <= mixing.high < 0.5
