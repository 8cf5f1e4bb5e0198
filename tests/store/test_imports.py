"""`kg import cordis` keeps the files and builds with them; if anything goes wrong, everything is as it was."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.errors import BadData, KgError, NotFound
from kg.sources.cordis.reading import Filters
from kg.sources.reader import SourceReading
from kg.store import layout
from kg.store.imports import import_files
from kg.store.inputs import Inputs
from kg.store.view import LocalView
from tests.store.downloads import download

ONE = ("900000001", "One University", "NO", "60.1,10.1")
TWO = ("900000002", "Two University", "SE", "")
pytestmark = pytest.mark.slow


def quiet(stage: str, done: int, total: int | None) -> None:
    pass


def run(home: Path, *files: Path, country: str = "NO") -> list[SourceReading]:
    readings: list[SourceReading] = []
    filters = Filters(countries=(country,) if country else ())
    inputs = Inputs.embedded(layout.imports_dir(home))
    import_files(home, inputs, files, family="cordis", filters=filters, progress=quiet, report=readings.append)
    return readings


def tree(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


@pytest.fixture(scope="module")
def prepared(embedded_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store that holds the embedded data and one imported project."""
    home = Path(shutil.copytree(embedded_home, tmp_path_factory.mktemp("imports") / "home"))
    (reading,) = run(home, download(home.parent / "first", "HORIZON", {"101999991": [ONE, TWO]}))
    assert reading.summary.counts["projects"] == 1
    return home


@pytest.fixture
def home(prepared: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(prepared, tmp_path / "home"))


def found(home: Path, text: str) -> list[str]:
    with LocalView(home) as view:
        return [match.label for match in view.search(text)]


def test_what_was_imported_of_a_source_before_is_replaced(home: Path, tmp_path: Path) -> None:
    assert found(home, "101999991") == ["Project 101999991"]
    run(home, download(tmp_path / "second", "HORIZON", {"101999992": [ONE]}))
    assert (found(home, "101999991"), found(home, "101999992")) == ([], ["Project 101999992"])
    assert sorted(tree(home / "imports")) == [
        "cordis-horizon/manifest.json",
        "cordis-horizon/second/organization.csv",
        "cordis-horizon/second/project.csv",
    ]
    with LocalView(home) as view:  # the embedded extract is there beside it
        assert view.query("ASK { ?p dcterms:source src:cordis-horizon ; sk:abbreviation 'PIPEON' }")


Breaker = Callable[[Path], Path]


def not_a_zip(folder: Path) -> Path:
    (folder / "a.zip").write_text("no zip")
    return folder / "a.zip"


def empty_zip(folder: Path) -> Path:
    zipfile.ZipFile(folder / "e.zip", "w").close()
    return folder / "e.zip"


def cut_zip(folder: Path) -> Path:
    whole = folder / "whole.zip"
    with zipfile.ZipFile(whole, "w") as archive:
        archive.writestr("project.csv", "id;acronym\n" * 999)
    (folder / "cut.zip").write_bytes(whole.read_bytes()[:-60])
    return folder / "cut.zip"


def binary(name: str) -> Breaker:
    def write(folder: Path) -> Path:
        (folder / name).write_bytes(bytes(range(256)) * 40)
        return folder / name

    return write


def no_tables(folder: Path) -> Path:
    (folder / "dir").mkdir()
    (folder / "dir" / "notes.csv").write_text("a;b\n1;2\n")
    return folder / "dir"


def empty_folder(folder: Path) -> Path:
    (folder / "nothing").mkdir()
    return folder / "nothing"


def header_only(folder: Path) -> Path:
    made = download(folder / "header", "HORIZON", {})
    return made / "project.csv"


@pytest.mark.parametrize(
    ("make", "kind", "message"),
    [
        (lambda folder: folder / "missing.zip", NotFound, "missing.zip is not there"),
        (not_a_zip, KgError, "a.zip is not a whole zip file"),
        (cut_zip, KgError, "cut.zip is not a whole zip file"),
        (empty_zip, BadData, "no table of projects among the files of e.zip"),
        (binary("b.csv"), BadData, "no table of projects among b.csv"),
        (binary("b.json"), KgError, "b.json"),
        (binary("b.xlsx"), KgError, "b.xlsx is not a readable XLSX file"),
        (no_tables, BadData, "no table of projects among notes.csv"),
        (empty_folder, BadData, "no table of projects among the files of nothing"),
        (header_only, KgError, "no framework programme"),
    ],
)
def test_what_cannot_be_read_is_refused_and_nothing_is_lost(
    home: Path, tmp_path: Path, make: Breaker, kind: type[KgError], message: str
) -> None:
    before, current = tree(home / "imports"), layout.current(home)
    with pytest.raises(kind) as caught:
        run(home, make(tmp_path))
    assert message in str(caught.value)
    assert tree(home / "imports") == before
    assert layout.current(home) == current
    assert found(home, "101999991") == ["Project 101999991"]


def test_too_few_for_a_whole_snapshot_is_refused_and_the_former_import_comes_back(home: Path, tmp_path: Path) -> None:
    before, current = tree(home / "imports"), layout.current(home)
    with pytest.raises(BadData, match="if a part is meant, say which"):
        run(home, download(tmp_path / "second", "HORIZON", {"101999992": [ONE]}), country="")
    assert (tree(home / "imports"), layout.current(home)) == (before, current)


def test_two_files_of_the_same_name_are_refused(home: Path, tmp_path: Path) -> None:
    first, second = (download(tmp_path / name / "same", "HORIZON", {"101999992": [ONE]}) for name in "ab")
    with pytest.raises(KgError, match="same name"):
        run(home, first, second)


def many(folder: Path) -> Path:
    members = [(str(900000000 + n), f"Organisation {n}", "NO", "60.1,10.1") for n in range(2000)]
    projects = {str(101000000 + n): [members[(n * 7 + i) % 2000] for i in range(8)] for n in range(2000)}
    return download(folder / "many", "HORIZON", projects)


@pytest.mark.parametrize("stage", ["samkart: keeping", "samkart: organisations", "samkart: projects", "samkart: index"])
def test_ctrl_c_leaves_everything_as_it_was(home: Path, tmp_path: Path, stage: str) -> None:
    before, current = tree(home / "imports"), layout.current(home)
    command = [sys.executable, "-m", "kg", "import", "cordis", str(many(tmp_path)), "--country", "NO"]
    environment = {**os.environ, "SAMKART_STORE": str(home), "SAMKART_CONFIG": ""}
    with subprocess.Popen(
        command, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment
    ) as process:
        assert process.stderr is not None
        for line in process.stderr:
            if line.startswith(stage):
                time.sleep(0.05)
                process.send_signal(signal.SIGINT)
                break
        out, err = process.communicate(timeout=60)
    assert (process.returncode, out) == (130, "")
    assert err.endswith("stopped\n")
    assert "Traceback" not in err
    assert tree(home / "imports") == before
    assert layout.current(home) == current
    assert [path.name for path in (home / "generations").iterdir() if path.name.startswith("building")] == []
    assert found(home, "101999991") == ["Project 101999991"]


def test_others_read_while_an_import_builds(home: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "kg", "import", "cordis", str(many(tmp_path)), "--country", "NO"]
    environment = {**os.environ, "SAMKART_STORE": str(home), "SAMKART_CONFIG": ""}
    answers = []
    with subprocess.Popen(command, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL, env=environment) as process:
        while process.poll() is None:
            answers.append(found(home, "101999991") or found(home, "101000001"))
            time.sleep(0.1)
    assert process.returncode == 0
    assert len(answers) > 5
    assert {tuple(answer) for answer in answers} <= {("Project 101999991",), ("Project 101000001",)}
    assert answers[0] == ["Project 101999991"]
    assert found(home, "101000001") == ["Project 101000001"]
