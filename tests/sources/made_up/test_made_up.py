"""A source that Samkart has never heard of: a folder, a yml and its files are all that it takes.

The shell is run on a house of its own, whose data folder has the small curated tables, what describes the embedded
sources, and what describes this one. Nothing else knows of it.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.cli import main
from kg.resources import ontology_dir, queries_dir
from kg.store.inputs import Inputs
from tests.store.downloads import small_inputs

HERE = Path(__file__).parent
LIST = HERE / "list.csv"
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def inputs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Inputs:
    """A house with the made-up source described in it; the shell works there."""
    places = {"ontology": ontology_dir(), "queries": queries_dir()}
    made = small_inputs(tmp_path)
    shutil.copy(HERE / "made-up.yml", made.data / "sources")
    for name, folder in places.items():
        (tmp_path / name).symlink_to(folder)
    monkeypatch.setattr("kg.resources.root", lambda: tmp_path)
    monkeypatch.setenv("SAMKART_STORE", str(tmp_path / "home"))
    monkeypatch.setenv("SAMKART_CONFIG", "")
    for name in ("ENDPOINT", "LANG"):
        monkeypatch.delenv(f"SAMKART_{name}", raising=False)
    return made


@pytest.fixture
def run(inputs: Inputs, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run `kg …` in that house; returns exit code, standard output and standard error."""

    def call(*arguments: str | Path) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as ended:
            main([str(argument) for argument in arguments])
        captured = capsys.readouterr()
        return int(ended.value.code or 0), captured.out, captured.err

    return call


def extract(inputs: Inputs) -> None:
    """The list as the embedded extract of the source."""
    (inputs.data / "extracts" / "made-up").mkdir(parents=True)
    shutil.copy(LIST, inputs.data / "extracts" / "made-up")


def test_from_its_folder_to_the_briefing(run: Run, inputs: Inputs, tmp_path: Path) -> None:
    extract(inputs)
    code, out, _ = run("who", "Hamarøy", "--via", "project", "--format", "json")
    assert code == 0
    assert [(row["partner_label"], row["country"], row["ties"]) for row in json.loads(out)] == [
        ("Nusquam", "FI", 2),
        ("Nowhereby", "SE", 1),
    ]
    code, out, _ = run("who", "Hamarøy", "--via", "project", "--evidence", "--format", "json")
    assert [(row["partner_label"], row["in_label"], row["source"], row["address"]) for row in json.loads(out)] == [
        (partner, title, ["Grants of the Made-up Fund"], [f"https://fund.example/projects/{number}.html"])
        for partner, title, number in (
            ("Nusquam", "Islands that share a ferry", "F-1"),
            ("Nusquam", "Quiet harbours", "F-2"),
            ("Nowhereby", "Islands that share a ferry", "F-1"),
        )
    ]
    page = tmp_path / "map.html"
    assert run("map", "Hamarøy", "--via", "project", "-o", page)[0] == 0
    assert re.search(r"Kild\w+: Grants of the Made-up Fund[.<\"\\]", page.read_text("utf-8"))
    assert "https://fund.example/projects/F-2.html" in page.read_text("utf-8")
    paper = tmp_path / "paper.md"
    assert run("brief", "Hamarøy", "-o", paper)[0] == 0
    assert re.search(r"^\d+\. .*Grants of the Made-up Fund", paper.read_text("utf-8"), re.MULTILINE)


def test_it_is_imported_beside_its_extract_and_told_apart(run: Run, inputs: Inputs, tmp_path: Path) -> None:
    extract(inputs)
    assert re.search(r"^  made-up +Import lists of the Made-up Fund\.$", run("import", "--help")[1], re.MULTILINE)
    assert "made-up" in " ".join(run("fetch", "--help")[1].split())
    (tmp_path / "new").mkdir()
    new = tmp_path / "new" / "list.csv"
    new.write_text(LIST.read_text("utf-8").replace("Quiet harbours", "Loud harbours"), "utf-8")
    code, out, _ = run("import", "made-up", new, "--land", "NO")
    assert code == 0
    assert re.fullmatch(
        r"made-up \(sha256:[0-9a-f]{12}…\)\n  3 partners, 2 projects, 5 grants\n"
        r"  3 organisations: 1 by number, 2 of their own\n",
        out,
    )
    titles = [json.loads(run("find", number, "--kind", "project", "--format", "json")[1]) for number in ("F-2", "F-3")]
    assert [[each["name_label"] for each in found] for found in titles] == [["Loud harbours"], ["Fog without borders"]]
    assert run("find", "made-up-F-2")[0] == 1  # its key is no name: its number is there already


def test_too_few_projects_for_a_whole_are_refused_with_its_own_option_as_a_hint(run: Run, tmp_path: Path) -> None:
    (tmp_path / "few.csv").write_text("".join(LIST.read_text("utf-8").splitlines(keepends=True)[:3]), "utf-8")
    code, out, err = run("import", "made-up", tmp_path / "few.csv")
    assert (code, out) == (1, "")
    assert (
        "made-up is not published: it has not what a whole snapshot has; if a part is meant, say which (--land)" in err
    )
    assert "1 projects, expected 2 to 100" in err


@pytest.mark.parametrize(
    ("reader", "message"),
    [
        ("tests.sources.no_such", "made-up.yml names the reader tests.sources.no_such, which is not there"),
        ("tests.sources", "made-up.yml names the reader tests.sources, which has no read()"),
    ],
)
def test_a_reader_that_cannot_be_used_is_told(run: Run, inputs: Inputs, reader: str, message: str) -> None:
    extract(inputs)
    path = inputs.data / "sources" / "made-up.yml"
    path.write_text(path.read_text("utf-8").replace("tests.sources.made_up", reader), "utf-8")
    code, _, err = run("who", "Hamarøy")
    assert (code, message in err) == (1, True)
