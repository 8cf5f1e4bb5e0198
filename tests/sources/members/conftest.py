"""A house of its own for lists: the small curated tables, the forms of official names, all descriptions of sources."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.cli import main
from kg.resources import data_dir, ontology_dir, queries_dir
from tests.store.downloads import small_inputs

Run = Callable[..., tuple[int, list[str], list[str]]]


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that the shell works in; `data` is its data folder, `home` that of its store."""
    links = data_dir() / "links" / "official-names.tsv"
    places = {"ontology": ontology_dir(), "queries": queries_dir()}
    made = small_inputs(tmp_path)
    shutil.copy(links, made.data / "links")
    for name, folder in places.items():
        (tmp_path / name).symlink_to(folder)
    monkeypatch.setattr("kg.resources.root", lambda: tmp_path)
    monkeypatch.setenv("SAMKART_STORE", str(tmp_path / "home"))
    monkeypatch.setenv("SAMKART_CONFIG", "")
    for name in ("ENDPOINT", "LANG"):
        monkeypatch.delenv(f"SAMKART_{name}", raising=False)
    work = tmp_path / "work"
    work.mkdir()
    monkeypatch.chdir(work)
    return tmp_path


@pytest.fixture
def run(house: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run `kg …` in that house; returns the exit code, and the lines of standard output and of standard error."""

    def call(*arguments: str | Path) -> tuple[int, list[str], list[str]]:
        with pytest.raises(SystemExit) as ended:
            main([str(argument) for argument in arguments])
        captured = capsys.readouterr()
        told = [line for line in captured.err.splitlines() if not line.startswith("samkart: ")]
        return int(ended.value.code or 0), captured.out.splitlines(), told

    return call
