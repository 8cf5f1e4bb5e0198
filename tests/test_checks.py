"""`kg check`: everything that is wrong with tables, links, ontology and graph, in one go."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from kg.checks import Trouble, check_graph, check_tables
from kg.resources import data_dir
from kg.settings import Settings
from tests.conftest import WORLD, build_home

BAD = Path(__file__).parent / "sources" / "curated" / "bad"


def quiet(stage: str, done: int, total: int | None) -> None:
    pass


def test_the_embedded_tables_and_links_are_right() -> None:
    assert check_tables() == []


def test_all_problems_of_all_tables_at_once() -> None:
    problems = check_tables(BAD)
    assert problems == sorted(problems)
    assert len({problem.file for problem in problems}) > 3


def test_a_judgement_about_nobody_is_a_problem(tmp_path: Path) -> None:
    data = Path(shutil.copytree(data_dir(), tmp_path / "data"))
    table = data / "links" / "judgements.tsv"
    count = len(table.read_text("utf-8").splitlines())
    with table.open("a", encoding="utf-8") as stream:
        stream.write("cordis:pic/1\tactor/nobody-here\tsame\tname\tsomeone\t2026-11-24\n")
    (problem,) = [each for each in check_tables(None, data) if each.row == count + 1 and "nobody-here" in each.message]
    assert (problem.file, problem.column) == ("judgements.tsv", "right")


@pytest.fixture(scope="module")
def broken_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The made-up world with a tie that ends before it starts and names nobody as its source."""
    folder = tmp_path_factory.mktemp("broken")
    (folder / "extra.ttl").write_text(
        """@prefix sk: <https://w3id.org/samkart/ontology/> . @prefix actor: <https://w3id.org/samkart/id/actor/> .
        @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
        <https://w3id.org/samkart/id/tie/twinning/broken> a sk:Twinning ; sk:party actor:innmark , actor:altburg ;
          sk:start "2020"^^xsd:gYear ; sk:end "2010"^^xsd:gYear .""",
        "utf-8",
    )
    return build_home(folder / "home", WORLD, folder / "extra.ttl")


@pytest.mark.slow
def test_hygiene_finds_what_is_wrong_in_the_graph(broken_home: Path) -> None:
    found = list(check_graph(Settings(broken_home, "", "nb"), quiet))
    about = {trouble.where for trouble in found if "twinning/broken" in trouble.what}
    assert {"hygiene/end-before-start", "hygiene/tie-without-source"} <= about
    assert all(isinstance(trouble, Trouble) and trouble.message for trouble in found)
    assert {trouble.severity for trouble in found} <= {"violation", "warning"}
