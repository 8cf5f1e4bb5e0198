"""Node and edge tables: for spreadsheets, and with the names that Gephi and Kumu read without renaming."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import networkx as nx
import openpyxl
import pytest

from kg.api import Samkart
from kg.errors import Usage
from kg.views.exports.tables import blueprint, csv_text, sheets, workbook_of
from tests.views.figures.figure_sample import HOSTILE, POSITIONS, small

ID = "https://w3id.org/samkart/id/"


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def formulas() -> nx.Graph[str]:
    """Labels that a spreadsheet would calculate, namesakes in capitals or not, a bar, and an identifier of zeros."""
    graph: nx.Graph[str] = nx.Graph()
    graph.add_node("1", label="=1+1|x", municipality_number="0301", node_key="one", population=5)
    graph.add_node("2", label="Våler", node_key="vaaler-east")
    graph.add_node("3", label="VÅLER")
    graph.add_node("4", label="@cmd", longitude=-8.6)
    graph.add_node("5", label="Våler (vaaler-east)")
    graph.add_edge("1", "4", weight=0.5, kinds="project|network")
    graph.add_edge("2", "3")
    return graph


def test_kumu_names_elements_by_labels_that_are_unique() -> None:
    elements, connections = sheets(formulas(), program="kumu")
    assert (elements.name, list(elements.columns[:4])) == ("elements", ["Label", "Type", "Description", "Tags"])
    labels = [row["Label"] for row in elements.rows]
    assert labels == ["=1+1/x", "Våler (vaaler-east) 2", "VÅLER (3)", "@cmd", "Våler (vaaler-east)"]
    assert list(connections.columns[:4]) == ["From", "To", "Type", "Direction"]
    assert [(row["From"], row["To"], row["Direction"]) for row in connections.rows] == [
        ("=1+1/x", "@cmd", "undirected"),
        (labels[1], "VÅLER (3)", "undirected"),
    ]
    assert {row[name] for row in connections.rows for name in ("From", "To")} <= set(labels)
    assert csv_text(connections).splitlines()[1].startswith("'=1+1/x,'@cmd,")
    assert csv_text(elements).splitlines()[1].startswith("'=1+1/x,")


def test_kumu_in_words_of_the_language() -> None:
    elements, connections = sheets(small(), POSITIONS, "kumu", "nb")
    assert elements.rows[0] == {
        "Label": "Åmot",
        "Type": "kommune",
        "Description": "kommune, NO, local",
        "Tags": "energy|mobility",
        "Country": "NO",
        "Level": "local",
        "Latitude": 59.9,
        "Longitude": 10.5,
        "Ties": 2,
        "Start": "1838",
        "Measure pagerank": 0.5,
    }
    assert [row["Type"] for row in connections.rows] == ["twinning", "medlemskap"]
    assert connections.rows[1]["To"] == HOSTILE


def test_a_blueprint_has_lists_for_several_values() -> None:
    made = json.loads(blueprint(small(), "nb"))
    assert made["elements"][0]["tags"] == ["energy", "mobility"]
    assert made["connections"][0] == {
        "from": "Åmot",
        "to": "Bodø",
        "type": "twinning",
        "direction": "undirected",
        "description": "Åmot – Bodø",
        "tags": ["twinning"],
        "Weight": 2,
        "First": 1950,
        "Ties": 2,
        "Sources": ["https://example.org/1", "https://example.org/2"],
    }


def test_gephi_reads_ids_labels_and_ends() -> None:
    nodes, edges = sheets(formulas(), program="gephi")
    assert csv_text(nodes).splitlines()[:2] == [
        "Id,Label,key,longitude,municipality_number,population",
        "1,'=1+1|x,one,,0301,5",
    ]
    assert "4,'@cmd,,-8.6,," in csv_text(nodes)
    assert csv_text(edges).splitlines() == [
        "Source,Target,Type,Id,Label,Weight,kinds",
        "1,4,Undirected,0,'=1+1|x – @cmd,0.5,project|network",
        "2,3,Undirected,1,Våler – VÅLER,1.0,",
    ]


def test_a_workbook_has_text_as_text_numbers_as_numbers_and_always_the_same_bytes() -> None:
    content = workbook_of(sheets(formulas()))
    assert content == workbook_of(sheets(formulas()))
    book = openpyxl.load_workbook(io.BytesIO(content))
    assert book.sheetnames == ["nodes", "edges"]
    sheet = book["nodes"]
    head = [cell.value for cell in sheet[1]]
    first = {name: (cell.value, cell.data_type) for name, cell in zip(head, sheet[2], strict=True)}
    assert first == {
        "id": ("1", "s"),
        "label": ("=1+1|x", "s"),
        "key": ("one", "s"),
        "longitude": (None, "n"),
        "municipality_number": ("0301", "s"),
        "population": (5, "n"),
    }
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", "A1:F6")


def test_nodes_edges_and_ties_of_the_world_say_all_that_is_known(world: Samkart, tmp_path: Path) -> None:
    world.map("fjordby", via="project", at="2022-01-01", mode="actor").save(tmp_path / "m.csv")
    nodes, edges, ties = (read(tmp_path / f"m.{name}.csv") for name in ("nodes", "edges", "ties"))
    (fjordby,) = [row for row in nodes if row["id"] == ID + "actor/fjordby"]
    told = {name: value for name, value in fjordby.items() if value and name not in ("x", "y")}
    assert told == {
        "id": ID + "actor/fjordby",
        "iri": ID + "actor/fjordby",
        "key": "fjordby",
        "label": "Fjordby kommune",
        "type": "actor",
        "kind": "Municipality",
        "country": "NO",
        "level": "local",
        "organisation_number": "922222222",
        "municipality_number": "5101",
        "pic": "900000001",
        "nuts": "NO0X1",
        "county": "nordfjell-fylke",
        "latitude": "60.1",
        "longitude": "10.5",
        "population": "30000",
        "start": "1838",
        "ended": "False",
        "ties": "1",
        "themes": "circular-economy|climate-mitigation",
        "programmes": "horisont-klima",
        "kind_label": "kommune",
        "country_label": "Norge",
        "level_label": "Lokalt",
        "theme_labels": "Sirkulær økonomi|Reduksjon av klimagassutslipp",
        "programme_labels": "Horisont klima",
    }
    ends = (ID + "actor/altburg", ID + "actor/fjordby")
    (edge,) = [row for row in edges if (row["source"], row["target"]) == ends]
    assert {name: edge[name] for name in edge if "contribution" in name} == {
        "contribution": "620000.5",
        "contribution_source": "500000.0",
        "contribution_target": "120000.5",
        "projects_contribution": "820000.5",
    }
    assert (edge["via"], edge["via_labels"], edge["programmes"]) == (
        ID + "project/groennby",
        "GRØNNBY",
        "horisont-klima",
    )
    (tie,) = [row for row in ties if (row["source"], row["target"]) == ends]
    assert {name: value for name, value in tie.items() if name not in ("source", "target")} == {
        "kind": "project",
        "label": "GRØNNBY",
        "start": "2021-01-01",
        "end": "2024-06-30",
        "as_of": "",
        "status": "",
        "role": "",
        "hub": ID + "project/groennby",
        "hub_key": "groennby",
        "ties": f"{ID}tie/participation/groennby-altburg|{ID}tie/participation/groennby-fjordby",
        "programmes": "horisont-klima",
        "role_source": "coordinator",
        "role_target": "participant",
        "contribution_source": "500000.0",
        "contribution_target": "120000.5",
        "project_contribution": "820000.5",
        "held_from": "2021-01-01",
        "held_until": "2024-06-30",
        "certainty": "held",
        "known_by": "list",
        "end_reason": "",
        "source_title": tie["source_title"],
        "source_url": tie["source_url"],
        "kind_label": "prosjekt",
        "status_label": "",
        "role_label": "",
        "certainty_label": "gjaldt",
        "known_by_label": "Liste",
        "end_reason_label": "",
        "programme_labels": "Horisont klima",
    }
    assert tie["source_title"]
    assert (edge["kind_labels"], edge["programme_labels"]) == ("prosjekt", "Horisont klima")


@pytest.mark.parametrize(
    ("program", "ending", "written"),
    [
        ("kumu", "csv", ["m.connections.csv", "m.elements.csv"]),
        ("gephi", "csv", ["m.edges.csv", "m.nodes.csv"]),
        ("kumu", "json", ["m.json"]),
        ("kumu", "xlsx", ["m.xlsx"]),
        ("gephi", "xlsx", ["m.xlsx"]),
        ("", "xlsx", ["m.xlsx"]),
    ],
)
def test_what_is_written_for_a_program(
    world: Samkart, tmp_path: Path, program: str, ending: str, written: list[str]
) -> None:
    world.map("fjordby", via="twinning").save(tmp_path / f"m.{ending}", program=program)
    assert sorted(path.name for path in tmp_path.iterdir()) == written


def test_a_program_or_an_ending_that_is_not_known(world: Samkart, tmp_path: Path) -> None:
    made: Any = world.map("fjordby", via="twinning")
    with pytest.raises(Usage, match="unknown program 'pajek'; expected one of gephi, kumu"):
        made.save(tmp_path / "m.csv", program="pajek")
    with pytest.raises(Usage, match=r"'m.gexf': unknown ending; expected one of .csv, .xlsx$"):
        made.save(tmp_path / "m.gexf", program="gephi")
    assert list(tmp_path.iterdir()) == []
