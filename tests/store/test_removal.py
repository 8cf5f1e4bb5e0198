"""What is taken out leaves the graph as if it had never been there, whatever came in which order, and whoever reads."""

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

from kg.errors import NotFound, Usage
from kg.model.progress import quiet
from kg.session import Session
from kg.sources.cordis.reading import Filters
from kg.sources.reader import SourceReading
from kg.store import layout
from kg.store.build import build
from kg.store.imports import import_files
from kg.store.inputs import Inputs
from kg.store.removal import imported_sources, remove_imports, to_remove
from kg.store.states.archive import known_states
from kg.store.view import LocalView
from tests.store.downloads import download, small_inputs

ONE = ("900000001", "One University", "NO", "60.1,10.1")
TWO = ("900000002", "Two University", "SE", "")
Home = tuple[Path, Inputs]


@pytest.fixture
def fresh(tmp_path: Path) -> Callable[[str], Home]:
    """A small store of its own that nothing is imported into."""

    def make(name: str) -> Home:
        (tmp_path / name).mkdir()
        inputs = small_inputs(tmp_path / name)
        home = tmp_path / name / "home"
        build(home, inputs, quiet)
        return home, inputs

    return make


@pytest.fixture
def horizon(tmp_path: Path) -> Path:
    return download(tmp_path / "horizon", "HORIZON", {"101999991": [ONE, TWO]})


@pytest.fixture
def h2020(tmp_path: Path) -> Path:
    return download(tmp_path / "h2020", "H2020", {"800000001": [ONE], "800000002": [TWO, ONE]})


def take(made: Home, *files: Path) -> list[SourceReading]:
    home, inputs = made
    readings: list[SourceReading] = []
    filters = Filters(countries=("NO", "SE"))
    import_files(home, inputs, files, family="cordis", filters=filters, progress=quiet, report=readings.append)
    return readings


def exported(made: Home) -> str:
    with LocalView(made[0]) as view:
        return Session(view).rdf("nquads")


def test_imports_give_the_same_graph_in_any_order(fresh: Callable[[str], Home], horizon: Path, h2020: Path) -> None:
    one, other = fresh("one"), fresh("other")
    for made, files in ((one, (horizon, h2020)), (other, (h2020, horizon))):
        for each in files:
            take(made, each)
    assert exported(one) == exported(other)
    with LocalView(one[0]) as view:
        assert view.query("ASK { ?tie sk:project ?p ; sk:party ?a . ?p dcterms:identifier '101999991' }")
        assert view.query("ASK { ?tie sk:project ?p ; sk:party ?a . ?p dcterms:identifier '800000002' }")


def test_what_is_removed_was_never_there(fresh: Callable[[str], Home], horizon: Path, h2020: Path) -> None:
    made, alone = fresh("made"), fresh("alone")
    nothing = exported(made)
    take(made, horizon)
    take(made, h2020)
    take(alone, h2020)
    home, inputs = made
    with LocalView(home) as reading:
        remove_imports(home, inputs, ["cordis-horizon"], quiet)
        assert reading.query("ASK { ?p dcterms:identifier '101999991' }")  # who reads keeps the graph
    assert exported(made) == exported(alone)
    assert [each.source for each in imported_sources(home, inputs)] == ["cordis-h2020"]
    assert not (home / "imports" / "cordis-horizon" / "1").exists()
    remove_imports(home, inputs, ["cordis-h2020"], quiet)
    assert exported(made) == nothing
    assert [path for path in (home / "imports").rglob("*") if path.is_file()] == []


def test_a_newer_snapshot_stands_for_the_older(fresh: Callable[[str], Home], horizon: Path, tmp_path: Path) -> None:
    newer = download(tmp_path / "newer", "HORIZON", {"101999991": [ONE], "101999992": [TWO]})
    made, alone = fresh("made"), fresh("alone")
    take(made, horizon)
    take(made, newer)
    take(alone, newer)
    assert exported(made) == exported(alone)


def test_a_judgement_that_is_taken_back_was_never_there(fresh: Callable[[str], Home], horizon: Path) -> None:
    made = fresh("made")
    home, inputs = made
    take(made, horizon)
    before = exported(made)
    judged = layout.own_judgements(home)
    judged.parent.mkdir()
    header = (inputs.data / "links" / "judgements.tsv").read_text("utf-8").splitlines()[0].split("\t")
    known = next(iter(_actors(home)))
    values = {"left": "cordis:pic/900000001", "right": f"actor/{known}", "judgement": "same"}
    row = [values.get(name, "2026-11-28" if name == "date" else "tester") for name in header]
    judged.write_text("\t".join(header) + "\n" + "\t".join(row) + "\n", "utf-8")
    build(home, inputs, quiet)
    linked = exported(made)
    assert linked != before
    judged.unlink()
    build(home, inputs, quiet)
    assert exported(made) == before


def _actors(home: Path) -> list[str]:
    with LocalView(home) as view:
        rows = view.query("SELECT ?a { ?a a sk:Municipality } ORDER BY ?a")
        return [row["a"].value.rpartition("/")[2] for row in rows]


def twice(folder: Path, horizon: Path, how: str) -> list[Path]:
    packed = folder / "x.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        for path in sorted(horizon.iterdir()):
            archive.write(path, path.name)
    (folder / "sub").mkdir()
    again = folder / ("sub/x.zip" if how == "same name" else "y.zip")
    shutil.copy(packed, again)
    return [packed, horizon] if how == "loose" else [packed, again]


@pytest.mark.parametrize("how", ["other name", "same name", "loose"])
def test_what_is_given_twice_counts_once_and_it_is_said(
    fresh: Callable[[str], Home], horizon: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture, how: str
) -> None:
    (reading, *_) = take(fresh("made"), *twice(tmp_path, horizon, how))
    counts = {"projects": 1, "participations": 2, "organisations": 2, "programmes": 3, "calls": 0}
    assert reading.summary.counts == counts
    assert reading.summary.problems == []
    said = [*(record.getMessage() for record in caplog.records), *reading.summary.lines()]
    assert [line for line in said if "is the same as" in line] == {
        "other name": ["samkart: y.zip is the same as x.zip: counted once"],
        "same name": [f"samkart: {tmp_path}/sub/x.zip is the same as {tmp_path}/x.zip: counted once"],
        "loose": [
            "x.zip/organization.csv is the same as organization.csv: read once",
            "x.zip/project.csv is the same as project.csv: read once",
        ],
    }[how]


def test_what_is_not_imported_is_told(fresh: Callable[[str], Home], h2020: Path) -> None:
    made = fresh("made")
    take(made, h2020)
    assert [each.source for each in to_remove(*made, "cordis")] == ["cordis-h2020"]
    with pytest.raises(NotFound, match="nothing is imported as 'cordiss'") as unknown:
        to_remove(*made, "cordiss")
    assert unknown.value.nearest == ("cordis", "cordis-h2020")
    with pytest.raises(Usage, match="curated: it comes with Samkart and cannot be removed"):
        to_remove(*made, "curated")
    with pytest.raises(Usage, match="cordis-horizon: nothing is imported"):
        to_remove(*made, "cordis-horizon")


def test_states_have_the_name_of_their_inputs(fresh: Callable[[str], Home], horizon: Path, h2020: Path) -> None:
    made = fresh("made")
    home, inputs = made
    (first,) = known_states(home)
    take(made, horizon)
    take(made, h2020)
    assert len(known_states(home)) == 3
    remove_imports(home, inputs, ["cordis-horizon", "cordis-h2020"], quiet)
    assert known_states(home)[0].name == first.name
    assert f'"{first.name}"' in exported(made)


@pytest.mark.slow
@pytest.mark.parametrize("stage", ["samkart: organisations", "samkart: projects", "samkart: index"])
def test_who_is_stopped_in_the_middle_has_removed_nothing(embedded_home: Path, tmp_path: Path, stage: str) -> None:
    home = tmp_path / "home"
    shutil.copytree(embedded_home, home, ignore=shutil.ignore_patterns("cited"))
    files = download(tmp_path / "h2020", "H2020", {"800000001": [ONE]})
    inputs = Inputs.embedded(layout.imports_dir(home))
    take((home, inputs), files)
    before, current = exported((home, inputs)), layout.current(home)
    command = [sys.executable, "-m", "kg", "remove", "cordis", "--yes"]
    environment = {**os.environ, "SAMKART_STORE": str(home), "SAMKART_CONFIG": ""}
    with subprocess.Popen(
        command, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment
    ) as process:
        assert process.stderr is not None
        for line in process.stderr:
            if line.startswith(stage):
                time.sleep(0.02)
                process.send_signal(signal.SIGKILL)
                break
        process.communicate(timeout=60)
    assert process.returncode == -signal.SIGKILL
    assert layout.current(home) == current
    assert exported((home, inputs)) == before
    assert [each.source for each in imported_sources(home, inputs)] == ["cordis-h2020"]


def test_what_is_built_aside_leaves_the_imports_as_they_are(
    fresh: Callable[[str], Home], horizon: Path, tmp_path: Path
) -> None:
    home, inputs = fresh("one")
    take((home, inputs), horizon)
    before = sorted(path for path in inputs.imports.rglob("*") if path.is_file())
    build(tmp_path / "aside", inputs.without(["cordis-horizon"]), quiet)
    assert sorted(path for path in inputs.imports.rglob("*") if path.is_file()) == before
