"""From the shell: a snapshot is fetched from a server on localhost, imported, asked; the server is gone by then."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.cli import main
from kg.resources import data_dir, ontology_dir, queries_dir
from kg.store.inputs import Inputs
from tests.sources.brreg import test_brreg as brreg
from tests.sources.klass import test_klass as klass
from tests.sources.ror import test_ror as ror
from tests.sources.web.server import Reply, serving
from tests.sources.wikidata import test_wikidata as wikidata
from tests.store.downloads import small_inputs

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def inputs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Inputs:
    """A house whose data folder describes the registers too; requests are not spaced out."""
    places = {"ontology": ontology_dir(), "queries": queries_dir()}
    described = data_dir() / "sources"
    made = small_inputs(tmp_path)
    for name in ("brreg", "ror", "wikidata", "klass"):
        text = (described / f"{name}.yml").read_text("utf-8")
        (made.data / "sources" / f"{name}.yml").write_text(text.partition("expected:")[0], "utf-8")
    for name, folder in places.items():
        (tmp_path / name).symlink_to(folder)
    monkeypatch.setattr("kg.resources.root", lambda: tmp_path)
    monkeypatch.setenv("SAMKART_STORE", str(tmp_path / "home"))
    monkeypatch.setenv("SAMKART_CONFIG", "")
    for name in ("ENDPOINT", "LANG"):
        monkeypatch.delenv(f"SAMKART_{name}", raising=False)
    monkeypatch.setattr("kg.sources.web.manners.Manners.before_asking", lambda self, url: None)
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


def test_wikidata_from_the_server_to_the_twin_towns(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "wikidata"
    with serving(wikidata.register) as server:
        code, out, _ = run("fetch", "wikidata", "-o", folder, "--url", server.url)
    assert code == 0
    assert out.splitlines()[0].startswith(f"{folder}: 6 answers (sha256:")
    assert out.splitlines()[1] == "  3 items, 4 twins"
    assert run("import", "wikidata", folder)[0] == 0
    code, out, _ = run("who", "wikidata-Q9001", "--via", "twinning", "--evidence", "--format", "json")
    assert code == 0
    told = {row["partner_label"]: row for row in json.loads(out)}
    assert set(told) == {"Nowhereby kommun", "Elafina", "Otherton"}
    assert told["Nowhereby kommun"]["source"] == ["Wikidata"]


def test_brreg_and_ror_side_by_side(run: Run, tmp_path: Path) -> None:
    for name, register in (("brreg", brreg.register), ("ror", ror.register)):
        with serving(register) as server:
            assert run("fetch", name, "-o", tmp_path / name, "--url", server.url)[0] == 0
        code, out, _ = run("import", name, tmp_path / name, "--country", "NO")
        assert (code, "organisations" in out) == (0, True)
    found = json.loads(run("find", "University of Bærvik", "--format", "json")[1])
    assert [row["key"] for row in found] == ["ror-01made099"]
    found = json.loads(run("find", "999999913", "--format", "json")[1])
    assert [row["name_label"] for row in found] == ["Bærvik kommune"]


def test_klass_carries_the_tables_of_a_folder_on(run: Run, tmp_path: Path) -> None:
    with serving(klass.register) as server:
        assert run("fetch", "klass", "-o", tmp_path / "klass", "--url", server.url)[0] == 0
    tables = shutil.copytree(klass.TABLES, tmp_path / "tables")
    code, out, err = run("import", "klass", "--input", tmp_path / "klass", "--output", tables)
    assert (code, out.splitlines()[2]) == (0, "actor_numbers: 31 rows")
    assert "only an area moved from 7701 Sande to 7703 Nyland" in err


def test_a_server_that_fails_leaves_what_came_and_nothing_is_imported(run: Run, tmp_path: Path) -> None:
    def failing(request: object) -> Reply:
        return Reply(403) if len(server.asked) > 2 else brreg.register(server.asked[-1])

    with serving(failing) as server:
        code, out, err = run("fetch", "brreg", "-o", tmp_path / "brreg", "--url", server.url)
    assert (code, out) == (1, "")
    assert "answers 403 Forbidden" in err and "Traceback" not in err
    code, _, err = run("import", "brreg", tmp_path / "brreg")
    assert (code, "is not finished; fetch it again, it goes on" in err) == (1, True)
    with serving(brreg.register) as server:
        run("fetch", "brreg", "-o", tmp_path / "brreg", "--url", server.url)
    assert run("import", "brreg", tmp_path / "brreg")[0] == 0


def test_what_is_asked_wrongly(run: Run, tmp_path: Path) -> None:
    assert run("fetch", "brreg", "-o", tmp_path / "x", "--url", "ftp://127.0.0.1/")[0] in (1, 2)
    assert run("fetch", "brreg", "--sha256", "ab")[0] == 2
    code, _, err = run("import", "brreg", tmp_path / "none")
    assert (code, "is not there" in err) == (1, True)
