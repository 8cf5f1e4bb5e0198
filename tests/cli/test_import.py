"""`kg import` and `kg fetch` as they are typed: what was read, used and skipped is told, problems go to stderr."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.resources import data_dir
from tests.cli.conftest import Run
from tests.conftest import own_copy

HERE = Path(__file__).parents[1] / "sources" / "cordis"
pytestmark = pytest.mark.slow


@pytest.fixture
def home(embedded_home: Path, tmp_path: Path) -> Path:
    return own_copy(embedded_home, tmp_path / "home")


def test_the_summary_of_an_import(run: Run, home: Path) -> None:
    code, out, err = run("import", "cordis", HERE / "horizon", "--country", "NO", "--problems", "2", "--store", home)
    assert code == 0
    assert out.splitlines()[:8] == [
        out.splitlines()[0],
        "  euroSciVoc (euroSciVoc.csv): read 2, used 2, skipped 0",
        "  legalBasis (legalBasis.csv): read 4, used 3, skipped 1 (1 unknown project)",
        "  organization (organization.csv): read 10, used 6, skipped 4 (1 no identification code; "
        "1 repeated participation; 1 too few or too many cells; 1 unknown project)",
        "  project (project.csv): read 6, used 2, skipped 4 (1 no project number; 1 not asked for; "
        "1 repeated project; 1 too few or too many cells)",
        "  topics (topics.csv): read 2, used 2, skipped 0",
        "  webLink (webLink.csv): read 3, used 1, skipped 2 (1 no longer in use; 1 not the project's own site)",
        "  2 projects, 6 participations, 4 organisations, 5 programmes, 1 calls",
    ]
    assert out.count("cordis-horizon (sha256:") == 1  # not the embedded extract, which the build reads too
    problems = [line for line in err.splitlines() if line.startswith("  ")]
    assert problems == [
        "  project.csv, row 5, column id: project 101000003 stands twice",
        "  project.csv, row 6, column id: 'new' is no project number",
        "  … 14 more problems (--problems N lists more)",
    ]
    code, out, _ = run("who", "Tenktvik", "--format", "tsv", "--store", home)
    assert (code, [line.split("\t")[0] for line in out.splitlines()[1:]]) == (
        0,
        ["Nowhere Research", "Dimos Fantasias", "Imaginary University of X1 Ltd"],
    )


def test_the_extract_imported_again_changes_no_answer(run: Run, home: Path) -> None:
    def answers() -> list[str]:
        return [run(*command, "--format", "json", "--store", home)[1] for command in (["stats"], ["who", "Bærum"])]

    before = answers()
    extract = data_dir() / "extracts" / "cordis-horizon"
    assert run("import", "cordis", extract, "--country", "NO", "--store", home)[0] == 0
    assert answers() == before


@pytest.mark.parametrize("older", ["cordis-h2020projects.csv", "cordis-fp7projects.csv"])
def test_older_layouts_with_a_filter(run: Run, home: Path, older: str) -> None:
    files = [HERE / "older" / older]
    if "fp7" in older:
        files.append(HERE / "older" / "cordis-fp7organizations.csv")
    code, out, _ = run("import", "cordis", *files, "--country", "NO", "--store", home)
    assert code == 0
    assert "  1 projects, 2 participations, 2 organisations" in out


def test_fetch_says_where_it_put_the_file_and_refuses_what_it_does_not_know(run: Run, tmp_path: Path) -> None:
    code, out, err = run("fetch", "curated")
    assert (code, out, err) == (2, "", "error: no address is known for curated; give one with --url\n")
    code, out, err = run("fetch", "cordis-fp7", "--url", "http://127.0.0.1:9/x.zip", "-o", tmp_path / "x.zip")
    assert (code, out) == (1, "")
    assert err.splitlines()[-1].startswith("error: ")
    assert not (tmp_path / "x.zip").exists()
