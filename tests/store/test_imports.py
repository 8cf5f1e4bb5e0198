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
from kg.resources import data_dir
from kg.sources.cordis.reading import Filters
from kg.sources.reader import SourceReading
from kg.store import layout
from kg.store.imports import import_files
from kg.store.inputs import Inputs
from kg.store.view import LocalView
from tests.conftest import own_copy
from tests.store.downloads import download, imported

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
    home = own_copy(embedded_home, tmp_path_factory.mktemp("imports") / "home")
    (reading,) = run(home, download(home.parent / "first", "HORIZON", {"101999991": [ONE, TWO]}))
    assert reading.summary.counts["projects"] == 1
    return home


@pytest.fixture
def home(prepared: Path, tmp_path: Path) -> Path:
    return own_copy(prepared, tmp_path / "home")


def found(home: Path, text: str) -> list[str]:
    with LocalView(home) as view:
        return [match.label for match in view.search(text)]


def test_what_was_imported_of_a_source_before_is_replaced(home: Path, tmp_path: Path) -> None:
    assert found(home, "101999991") == ["Project 101999991"]
    run(home, download(tmp_path / "second", "HORIZON", {"101999992": [ONE]}))
    assert (found(home, "101999991"), found(home, "101999992")) == ([], ["Project 101999992"])
    assert sorted(tree(home / "imports")) == [
        "cordis-horizon/2/manifest.json",
        "cordis-horizon/2/second/organization.csv",
        "cordis-horizon/2/second/project.csv",
    ]
    with LocalView(home) as view:  # the embedded extract is there beside it
        assert view.query("ASK { ?p dcterms:source src:cordis-horizon ; sk:abbreviation 'PIPEON' }")


def test_links_in_circles_pipes_and_devices_beside_the_tables_are_not_kept(home: Path, tmp_path: Path) -> None:
    folder = download(tmp_path / "second", "HORIZON", {"101999992": [ONE]})
    (folder / "again").symlink_to(folder)
    (folder / "sub").mkdir()
    (folder / "sub" / "up").symlink_to("..")
    (folder / "zero").symlink_to("/dev/zero")
    (folder / "nowhere").symlink_to("missing")
    os.mkfifo(folder / "pipe")
    run(home, folder)
    assert found(home, "101999992") == ["Project 101999992"]
    kept = home / "imports" / "cordis-horizon" / "2" / "second"
    assert sorted(path.relative_to(kept).as_posix() for path in kept.rglob("*")) == [
        "organization.csv",
        "project.csv",
        "sub",
    ]


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
        (binary("project.xlsx"), KgError, "project.xlsx is not a readable XLSX file"),
        (no_tables, BadData, "no table of projects among notes.csv"),
        (empty_folder, BadData, "no table of projects among the files of nothing"),
        (header_only, BadData, "no table of participations among project.csv"),
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
    first, second = (download(tmp_path / each / "same", "HORIZON", {f"10199999{each}": [ONE]}) for each in "23")
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
    # Python ends by the signal itself where that came within an exec of text (a dataclass is made): 130 to a shell.
    assert process.returncode in (130, -signal.SIGINT)
    assert out == ""
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


def shell(home: Path, *arguments: str, **options: object) -> subprocess.Popen[str]:
    environment = {**os.environ, "SAMKART_STORE": str(home), "SAMKART_CONFIG": "", "NO_COLOR": "1"}
    return subprocess.Popen(  # type: ignore[call-overload,no-any-return]
        [sys.executable, "-m", "kg", *arguments],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=lambda: signal.signal(signal.SIGHUP, signal.SIG_DFL),  # under nohup it would be ignored
        **options,
    )


def answer(home: Path, *arguments: str) -> tuple[int, str, str]:
    process = shell(home, *arguments)
    out, err = process.communicate(timeout=120)
    return process.returncode, out, err


@pytest.mark.parametrize("number", [signal.SIGHUP, signal.SIGTERM, signal.SIGKILL])
@pytest.mark.parametrize("stage", ["samkart: keeping", "samkart: projects"])
def test_an_import_that_is_ended_leaves_the_one_before(home: Path, tmp_path: Path, number: int, stage: str) -> None:
    before = answer(home, "who", "ntnu", "--format", "json")
    # No filter: it would be refused in the end, and what it copied must never be read by anybody else.
    process = shell(home, "import", "cordis", str(many(tmp_path)))
    assert process.stderr is not None
    for line in process.stderr:
        if line.startswith(stage):
            process.send_signal(number)
            break
    process.communicate(timeout=60)
    assert process.returncode == (-number if number == signal.SIGKILL else 128 + number)
    assert answer(home, "who", "ntnu", "--format", "json") == before
    assert found(home, "101999991") == ["Project 101999991"]
    third = download(tmp_path / "third", "HORIZON", {"101999993": [ONE]})
    code, _, err = answer(home, "import", "cordis", str(third))  # is refused: too little for all of Horizon Europe
    assert (code, "is not published" in err) == (1, True)
    assert found(home, "101999991") == ["Project 101999991"]
    assert answer(home, "import", "cordis", str(third), "--country", "NO")[0] == 0
    kept = Inputs.of(home).kept()["cordis-horizon"]
    assert sorted(tree(kept)) == ["manifest.json", "third/organization.csv", "third/project.csv"]
    assert list(kept.parent.iterdir()) == [kept]


def test_two_imports_at_once_both_arrive(home: Path, tmp_path: Path) -> None:
    first = shell(home, "import", "cordis", str(many(tmp_path)), "--country", "NO")
    assert first.stderr is not None
    assert any(line.startswith("samkart: organisations") for line in first.stderr)
    older = download(tmp_path / "older", "H2020", {"600001": [ONE, TWO]})
    code, _, err = answer(home, "import", "cordis", str(older), "--country", "NO")
    first.communicate()
    assert (first.returncode, code) == (0, 0)
    assert "samkart: waiting for another build or import to end …" in err.splitlines()
    assert found(home, "101000001") == ["Project 101000001"]
    assert found(home, "600001") == ["Project 600001"]


def test_two_imports_of_one_source_at_once_leave_one_of_them_whole(home: Path, tmp_path: Path) -> None:
    first = shell(home, "import", "cordis", str(many(tmp_path)), "--country", "NO")
    assert first.stderr is not None
    assert any(line.startswith("samkart: organisations") for line in first.stderr)
    later = download(tmp_path / "later", "HORIZON", {"101999997": [ONE, TWO]})
    code, _, err = answer(home, "import", "cordis", str(later), "--country", "NO", "--force")
    first.communicate()
    assert (first.returncode, code) == (0, 0)
    assert "samkart: waiting for another build or import to end …" in err.splitlines()
    assert (found(home, "101999997"), found(home, "101000001")) == (["Project 101999997"], [])
    kept = Inputs.of(home).kept()["cordis-horizon"]
    assert sorted(tree(kept)) == ["later/organization.csv", "later/project.csv", "manifest.json"]
    assert list(kept.parent.iterdir()) == [kept]


def test_a_question_is_answered_at_once_from_the_store_before(home: Path) -> None:
    """While another process builds; it holds the lock for as long as the question takes, so waiting would never end."""
    before = answer(home, "find", "101999991", "--format", "json")
    with layout.build_lock(home):
        assert answer(home, "find", "101999991", "--format", "json") == before
        manifest = next((home / "generations").glob("*/manifest.json"))
        generation = manifest.parent
        generation.rename(generation.with_name("another-fingerprint-1"))  # as if the inputs had changed since
        layout.make_current(home, generation.with_name("another-fingerprint-1"))
        code, out, err = answer(home, "find", "101999991", "--format", "json")
        assert (code, out) == before[:2]
        assert err == "samkart: the store is being built anew; answered from the one before\n"


def test_the_same_source_twice_is_not_built_again_by_the_next_question(home: Path, tmp_path: Path) -> None:
    again = download(tmp_path / "first", "HORIZON", {"101999991": [ONE, TWO]})
    for _ in range(2):
        assert answer(home, "import", "cordis", str(again), "--country", "NO")[0] == 0
        current = layout.current(home)
        assert answer(home, "find", "101999991", "--format", "csv")[2] == ""
        assert layout.current(home) == current


def test_nothing_or_much_less_does_not_replace_what_was_imported(home: Path, tmp_path: Path) -> None:
    run(home, many(tmp_path))
    current, before = layout.current(home), tree(home / "imports")
    for folder, country, told in (
        ("less", "NO", "1 projects, 2000 were imported before"),
        ("none", "IS", "the files hold nothing of what is asked for"),
    ):
        small = download(tmp_path / folder, "HORIZON", {"101999992": [ONE, TWO]})
        code, _, err = answer(home, "import", "cordis", str(small), "--country", country)
        assert (code, told in err, "--force" in err) == (1, True, True)
        assert (layout.current(home), tree(home / "imports")) == (current, before)
    assert answer(home, "import", "cordis", str(tmp_path / "less"), "--country", "NO", "--force")[0] == 0
    assert (found(home, "101000001"), found(home, "101999992")) == ([], ["Project 101999992"])


def test_imports_kept_in_the_first_form_count_and_half_a_replacement_is_rolled_back(home: Path, tmp_path: Path) -> None:
    inputs = Inputs.embedded(layout.imports_dir(home))
    whole = download(tmp_path / "older", "H2020", {"600001": [ONE]})
    imported(inputs, "cordis-h2020", whole)
    (home / "imports" / "cordis-h2020").rename(home / "imports" / ".cordis-h2020.old")
    imported(inputs, "cordis-h2020", download(tmp_path / "half", "H2020", {"600002": [ONE]}))
    assert answer(home, "find", "600001", "--format", "csv")[0] == 0
    assert answer(home, "find", "600002", "--format", "csv")[0] == 1
    assert answer(home, "import", "cordis", str(whole), "--country", "NO")[0] == 0
    assert found(home, "600001") == ["Project 600001"]
    assert not (home / "imports" / ".cordis-h2020.old").exists()
    assert found(home, "101999991") == ["Project 101999991"]


def test_a_store_of_ones_own_tables_follows_them_and_answers_when_they_are_broken(home: Path, tmp_path: Path) -> None:
    own = Path(shutil.copytree(data_dir() / "curated", tmp_path / "own"))
    table = own / "municipalities.csv"
    table.write_text(table.read_text("utf-8").replace("Bærum", "Bærumsk"), "utf-8")
    assert answer(home, "build", "--data", str(own))[0] == 0
    names = [answer(home, "find", "baerum", "--format", "csv")[1].splitlines()[1]]
    table.write_text(table.read_text("utf-8").replace("Bærumsk", "Bærumsen"), "utf-8")
    names.append(answer(home, "find", "baerum", "--format", "csv")[1].splitlines()[1])
    assert [name.partition("kommune")[0].split(",")[-1].strip() for name in names] == ["Bærumsk", "Bærumsen"]
    assert found(home, "101999991") == ["Project 101999991"]
    for damage in (lambda: table.write_text("no table\n", "utf-8"), lambda: shutil.rmtree(own)):
        damage()
        code, out, err = answer(home, "find", "baerum", "--format", "csv")
        assert (code, out.splitlines()[1]) == (0, names[1])
        assert err.splitlines()[-1].startswith("samkart: answered from the store as it was before, since")
    assert answer(home, "build")[0] == 0
    assert "Bærum kommune" in answer(home, "find", "baerum", "--format", "csv")[1].splitlines()[1]
    assert found(home, "101999991") == ["Project 101999991"]


def test_files_whose_names_differ_in_capitals_only_are_refused(home: Path, tmp_path: Path) -> None:
    files = [
        download(tmp_path / folder, "HORIZON", {number: [ONE]})
        for folder, number in (("one", "101999992"), ("two", "101999993"))
    ]
    other = files[1].rename(files[1].with_name(files[0].name.upper()))
    before = tree(home)
    with pytest.raises(KgError, match=r"^two of the files have the same name, capitals aside; rename one$"):
        run(home, files[0], other)
    assert tree(home) == before
