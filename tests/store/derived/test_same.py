"""Items of Wikidata: what the file says is about actors that are there, each item once; the graph has them."""

from __future__ import annotations

import csv
import re
from pathlib import Path

from kg.api import open_samkart
from kg.resources import data_dir
from kg.store.derived.same import ITEM, items, same_as
from kg.vocab import OWL, RDF, SK, SKD


class Reader:
    """A graph in which there are two actors."""

    def pairs(self, predicate: str) -> list[tuple[str, str, str]]:
        assert predicate == RDF + "type"
        return [(f"{SKD}actor/{key}", SK + "Municipality", "") for key in ("east", "west")]


def test_only_actors_of_the_graph_have_items(tmp_path: Path) -> None:
    text = "actor\titem\tsource\nwest\tQ2\tlist\neast\tQ1\tlist\nelsewhere\tQ3\tlist\n"
    (tmp_path / "wikidata.tsv").write_text(text, "utf-8")
    assert list(same_as(Reader(), tmp_path)) == [  # type: ignore[arg-type]
        (f"{SKD}actor/east", OWL + "sameAs", f"<{ITEM}Q1>"),
        (f"{SKD}actor/west", OWL + "sameAs", f"<{ITEM}Q2>"),
    ]
    assert items(tmp_path)["elsewhere"] == ("Q3", "list")
    assert items(tmp_path / "nothing") == {}


def test_the_file_is_about_actors_and_sources_that_are_there() -> None:
    def keys(table: str, column: str) -> set[str]:
        with (data_dir() / "curated" / f"{table}.csv").open(encoding="utf-8", newline="") as file:
            return {row[column] for row in csv.DictReader(file)}

    found = items(data_dir() / "links")
    assert found.keys() <= keys("municipalities", "actor")
    assert {source for _, source in found.values()} <= keys("sources", "source")
    listed = [item for item, _ in found.values()]
    assert len(listed) == len(set(listed)) == 356
    assert all(re.fullmatch("Q[1-9][0-9]*", item) for item in listed)


def test_the_graph_has_them(embedded_home: Path) -> None:
    with open_samkart(str(embedded_home)) as samkart:
        text = "SELECT ?a ?item { ?a owl:sameAs ?item ; a sk:Municipality FILTER(STRSTARTS(STR(?item), STR(wd:))) }"
        rows = samkart.select(text).records()
    told = {str(row["a"]): str(row["item"]) for row in rows}
    assert len(told) == 356
    assert (told[f"{SKD}actor/baerum"], told[f"{SKD}actor/asker"]) == (f"{ITEM}Q57076", f"{ITEM}Q80593157")
