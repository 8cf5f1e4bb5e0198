"""The commands that analyse and draw networks, on the made-up world."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import click
import networkx as nx
import pytest

from kg.api import Samkart
from kg.cli.network import network_command
from kg.networks.gather import network_rows
from kg.networks.measures.catalogue import MEASURES
from kg.vocab import SKD
from tests.cli.conftest import Run


def table(run: Run, *arguments: str) -> list[list[str]]:
    code, out, err = run(*arguments, "--format", "csv")
    assert (code, err) == (0, "")
    return list(csv.reader(io.StringIO(out)))[1:]


def test_rank_by_number_of_partners(run: Run) -> None:
    rows = table(run, "network", "fjordby", "--via", "twinning,agreement", "--measure", "degree", "--no-intervals")
    assert [(row[1], row[4], row[8]) for row in rows] == [
        ("Fjordby kommune", "4", "3"),
        ("Altburg", "2", "1"),
        ("Granstad", "2", "2"),  # one with Fjordby, one in which Nordvik and Hamnby are too
        ("Hamnby", "2", "2"),
        ("Høgskolen", "2", "1"),
    ]


def test_what_was_counted_is_told(run: Run) -> None:
    code, out, _ = run(
        "network", "fjordby", "--via", "twinning", "--measure", "degree", "--no-intervals", "--lang", "en"
    )
    assert code == 0
    assert "3 nodes, 3 edges" in out
    assert "3 ties" in out


def test_communities_are_named_and_ordered_by_size(run: Run) -> None:
    rows = table(run, "communities", "--via", "twinning,agreement,project")
    sizes = [int(row[2]) for row in rows]
    assert sizes == sorted(sizes, reverse=True)
    assert [row[0] for row in rows] == [str(n) for n in range(1, len(rows) + 1)]
    assert len({row[1] for row in rows}) == len(rows)


def test_brokers_between_countries(run: Run) -> None:
    rows = table(run, "brokers", "fjordby", "--via", "twinning,agreement")
    # Granstad and Hamnby know each other, so do Altburg and the college: four pairs are left, two with a Norwegian end.
    assert rows[0][:7] == ["Fjordby kommune", "NO", "0", "0", "2", "2", "4"]
    assert rows[0][8:] == ["fjordby", "922222222", "5101", "900000001"]


def test_levels(run: Run) -> None:
    code, out, _ = run("levels", "--via", "twinning", "--lang", "en")
    assert code == 0
    assert "Horizontal: 100% of the weight is between equals" in out


def test_changes_between_periods(run: Run) -> None:
    rows = table(run, "changes", "fjordby", "--via", "project", "--from", "2014..2020", "--to", "2021..2027")
    assert {row[0] for row in rows} <= {
        "kom til",
        "falt fra",
        "ny forbindelse",
        "tapt forbindelse",
        "beholdt forbindelse",
    }
    code, _, err = run("changes", "fjordby", "--from", "2020..2014")
    assert code == 2
    assert "is not a period" in err


def test_no_tie_is_no_network(run: Run) -> None:
    nothing = ("fjordby", "--via", "agreement", "--theme", "arts-and-culture")
    code, _, err = run("network", *nothing)
    assert (code, "so there is no network" in err) == (1, True)
    code, _, err = run("map", *nothing, "-o", "x.html")
    assert (code, "nothing to draw" in err) == (1, True)


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_map_is_one_page_that_names_its_sources(run: Run, here: Path) -> None:
    code, out, err = run("map", "fjordby")
    assert (code, out) == (0, "")
    assert err.startswith("fjordby-kommune.html: ")
    html = (here / "fjordby-kommune.html").read_text("utf-8")
    assert "Register over vennskapsbyer" in html
    assert [path.name for path in here.iterdir()] == ["fjordby-kommune.html"]


def test_the_same_map_is_the_same_bytes(run: Run, here: Path) -> None:
    for name in ("a.html", "b.html", "a.svg", "b.svg"):
        assert run("map", "fjordby", "--radius", "2", "-o", name)[0] == 0
    assert (here / "a.html").read_bytes() == (here / "b.html").read_bytes()
    assert (here / "a.svg").read_bytes() == (here / "b.svg").read_bytes()


def test_exports_have_the_nodes_and_edges_of_the_map(run: Run, here: Path) -> None:
    for ending in ("gexf", "graphml", "net", "cyjs", "json", "csv"):
        assert run("map", "fjordby", "--via", "twinning,agreement", "-o", f"m.{ending}")[0] == 0
    graph = nx.read_graphml(here / "m.graphml")
    labels = {data["label"] for _, data in graph.nodes(data=True)}
    assert labels >= {"Fjordby kommune", "Granstad", "Hamnby"}
    read = json.loads((here / "m.json").read_text("utf-8"))
    assert {node["attributes"]["label"] for node in read["nodes"]} == labels
    rows = list(csv.DictReader(io.StringIO((here / "m.ties.csv").read_text("utf-8"))))
    twin = next(row for row in rows if row["kind"] == "twinning" and row["start"] == "1952")
    assert (twin["status"], twin["source_title"], twin["source_url"]) == (
        "partner",
        "Register over vennskapsbyer",
        "https://example.org/register",
    )


def test_regions_are_nodes_wherever_countries_are_and_who_has_none_is_told(run: Run, here: Path) -> None:
    for command in (("network", "--no-intervals"), ("communities",), ("changes", "--from", "2000..2019")):
        code, out, err = run(*command, "--via", "project", "--mode", "nuts3", "--lang", "en")
        assert (code, err) == (0, "")
        assert "actors are left out: their NUTS 3 region is not known." in out, command
    code, out, _ = run("network", "--via", "project", "--mode", "county", "--no-intervals", "--format", "json")
    regions = {row["name"]: row["name_label"] for row in json.loads(out)}
    assert (code, regions[f"{SKD}actor/nordfjell-fylke"]) == (0, "Nordfjell fylkeskommune")
    code, _, err = run("map", "--via", "project", "--mode", "nuts2", "-o", "m.csv", "--lang", "en")
    assert (code, "actors are left out: their NUTS 2 region is not known." in err) == (0, True)
    nodes = list(csv.DictReader(io.StringIO((here / "m.nodes.csv").read_text("utf-8"))))
    assert [(row["id"], row["label"], row["country"], row["actors"]) for row in nodes] == [
        ("DEX1", "DEX1", "DE", "1"),
        ("NO0X", "NO0X", "NO", "2"),
    ]
    for command in (("levels", "--by", "nuts2"), ("brokers", "--between", "county")):
        assert run(*command, "--via", "project")[0] == 0


def test_tables_for_kumu_and_gephi(run: Run, here: Path) -> None:
    assert run("map", "fjordby", "--via", "twinning", "--for", "kumu", "-o", "m.csv", "--lang", "nb")[0] == 0
    elements, connections = (
        list(csv.DictReader(io.StringIO((here / f"m.{name}.csv").read_text("utf-8"))))
        for name in ("elements", "connections")
    )
    labels = {row["Label"]: row["Type"] for row in elements}
    assert labels["Fjordby kommune"] == "kommune"
    assert {row[end] for row in connections for end in ("From", "To")} == set(labels)
    assert {(row["Type"], row["Direction"]) for row in connections} == {("vennskap", "undirected")}
    assert run("map", "fjordby", "--via", "twinning", "--for", "gephi", "-o", "g.csv")[0] == 0
    ids = {row["Id"] for row in csv.DictReader(io.StringIO((here / "g.nodes.csv").read_text("utf-8")))}
    edges = list(csv.DictReader(io.StringIO((here / "g.edges.csv").read_text("utf-8"))))
    assert {row[end] for row in edges for end in ("Source", "Target")} == ids
    assert {row["Type"] for row in edges} == {"Undirected"}
    for wrong in (("-o", "g.gexf"), ()):
        code, _, err = run("map", "fjordby", "--for", "gephi", *wrong)
        assert (code, "--output" in err) == (2, True)


def test_an_unknown_ending_is_wrong_usage(run: Run, here: Path) -> None:
    code, _, err = run("map", "fjordby", "-o", "m.docx")
    assert (code, "unknown ending" in err) == (2, True)
    code, _, err = run("chart", "fjordby", "-o", "m.html")
    assert (code, "unknown ending" in err) == (2, True)
    assert list(here.iterdir()) == []


def test_charts(run: Run, here: Path) -> None:
    for what in ("programmes", "themes", "levels"):
        assert run("chart", "fjordby", "--of", what, "-o", f"{what}.svg")[0] == 0
    assert "Fjordby kommune" in (here / "levels.svg").read_text("utf-8")
    code, _, err = run("chart", "--of", "levels", "-o", "x.svg")
    assert (code, "name one or more" in err) == (2, True)


def test_networks_of_an_endpoint_are_the_same(run: Run, world_endpoint: str) -> None:
    command: tuple[str, ...] = ("network", "fjordby", "--radius", "2", "--measure", "strength", "--format", "csv")
    assert run(*command, "--endpoint", world_endpoint) == run(*command)
    command = ("communities", "--format", "json")
    assert run(*command, "--endpoint", world_endpoint) == run(*command)


def test_ties_to_themes_and_programmes_follow_from_the_others(world: Samkart) -> None:
    actor = world.resolve("soerhavn", "actor")
    themes = world.network(mode="two-mode", kinds=["theme"])
    programmes = world.network(mode="two-mode", kinds=["programme"])
    asked = [world.ask(name, actor="soerhavn") for name in ("actor/networks", "actor/projects", "actor/agreements")]
    hubs = {
        str(row[key]) for answer, key in zip(asked, ("network", "project", "agreement"), strict=True) for row in answer
    }
    rows = network_rows(world)
    assert set(themes[actor]) == {theme for hub in hubs for theme in rows.nodes[hub].themes}
    assert set(programmes[actor]) == {key for hub in hubs for key in rows.nodes[hub].programmes}
    assert themes.nodes["circular-economy"]["label"] == "Sirkulær økonomi"


def test_the_shell_offers_every_measure_that_there_is() -> None:
    (option,) = (parameter for parameter in network_command.params if parameter.name == "measure")
    assert isinstance(option.type, click.Choice)
    assert tuple(option.type.choices) == tuple(MEASURES)


def test_a_map_of_one_kind_of_node_keeps_what_can_be_read_and_a_file_has_all(run: Run, here: Path) -> None:
    """66 edges among 21 actors are more than the 63 that a picture of 21 nodes may have."""
    code, _, err = run("map", "--mode", "actor", "-o", "m.svg", "--lang", "en")
    assert (code, err) == (0, "m.svg: 21 / 42\n")
    code, _, err = run("map", "--mode", "actor", "-o", "m.csv", "--lang", "en")
    assert (code, err.splitlines()[-2:]) == (
        0,
        [
            "note: The file has all 66 edges; a picture draws the 42 that stand out, and --backbone writes a file of"
            " those at a level.",
            "m.csv: 21 / 66",
        ],
    )


def test_a_level_is_the_same_for_tables_pictures_and_measures(run: Run, here: Path) -> None:
    told = "24 of 66 edges: those that stand out (α = 0.3, disparity filter, Serrano 2009)"
    code, _, err = run("map", "--backbone", "0.3", "-o", "m.csv", "--lang", "en")
    assert (code, told in err, err.splitlines()[-1]) == (0, True, "m.csv: 21 / 24")
    edges = list(csv.DictReader(io.StringIO((here / "m.edges.csv").read_text("utf-8"))))
    assert len(edges) == 24
    assert run("map", "--mode", "actor", "--backbone", "0.3", "-o", "m.svg")[2] == "m.svg: 21 / 24\n"
    code, out, _ = run("network", "--backbone", "0.3", "--no-intervals", "--top", "30", "--format", "json")
    strength = {row["name"]: row["value"] for row in json.loads(out)}
    counted = dict.fromkeys(strength, 0.0)
    for edge in edges:
        for end in ("source", "target"):
            counted[edge[end]] += float(edge["weight"])
    assert {name: round(value, 3) for name, value in strength.items()} == {
        name: round(value, 3) for name, value in counted.items()
    }
    for command in ("network", "communities", "levels"):
        assert told in run(command, "--backbone", "0.3", "--lang", "en")[1], command


def test_weak_ties_can_be_left_out(run: Run, here: Path) -> None:
    code, out, _ = run("network", "--min-weight", "1.5", "--no-intervals", "--lang", "en")
    assert (code, "1 of 66 edges: those of strength 1.5 or more." in out) == (0, True)
    code, _, err = run("map", "fjordby", "--min-weight", "1.5", "-o", "m.csv", "--lang", "nn")
    assert (code, "note: 2 av 49 kantar: dei med styrke 1,5 eller meir." in err) == (0, True)


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (("--backbone", "0"), "0 is not in the range"),
        (("--backbone", "1.01"), "1.01 is not in the range"),
        (("--backbone", "nan"), "'nan' is not a number"),
        (("--min-weight", "-1"), "-1.0 is not in the range"),
        (
            ("--mode", "two-mode", "--backbone", "0.3"),
            "--mode: a backbone and a least weight are of networks of one kind",
        ),
    ],
)
def test_a_level_or_a_weight_that_is_none_is_refused(run: Run, here: Path, asked: tuple[str, ...], told: str) -> None:
    code, _, err = run("map", *asked, "-o", "m.html", "--lang", "en")
    assert (code, told in err, list(here.iterdir())) == (2, True, [])
