"""What a store is made from, and when it is out of date."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.errors import KgError, NotFound
from kg.resources import data_dir
from kg.store.inputs import Inputs
from tests.store.downloads import download, imported, small_inputs

ONE = ("900000001", "One University", "NO", "")


@pytest.fixture
def inputs(tmp_path: Path) -> Inputs:
    inputs = small_inputs(tmp_path)
    description = "title: A\npublisher: B\nlicence: C\nurl: https://example.org/\n"
    text = f"{description}reader: kg.sources.cldr\ninput: [lists/*.json]\n"
    (inputs.data / "sources" / "lists.yml").write_text(text, "utf-8")
    return inputs


def append(path: str) -> Callable[[Inputs], None]:
    def change(inputs: Inputs) -> None:
        with (inputs.data / path).open("a", encoding="utf-8") as stream:
            stream.write("\n")

    return change


def new_extract(inputs: Inputs) -> None:
    download(inputs.data / "extracts" / "cordis-horizon", "HORIZON", {"101000001": [ONE]})


def new_input(inputs: Inputs) -> None:
    """A file that the description of a source names."""
    (inputs.data / "lists").mkdir()
    (inputs.data / "lists" / "a.json").write_text("[]", "utf-8")


def new_import(inputs: Inputs) -> None:
    imported(inputs, "cordis-horizon", download(inputs.data.parent / "new", "HORIZON", {"101000001": [ONE]}))


@pytest.mark.parametrize(
    "change",
    [
        append("curated/networks.csv"),
        append("links/judgements.tsv"),
        append("sources/curated.yml"),
        append("sources/cordis-fp7.yml"),
        new_extract,
        new_input,
        new_import,
    ],
)
def test_a_change_makes_another_fingerprint(inputs: Inputs, change: Callable[[Inputs], None]) -> None:
    before = inputs.fingerprint()
    assert inputs.fingerprint() == before
    change(inputs)
    assert inputs.fingerprint() != before


def test_other_files_do_not_count(inputs: Inputs) -> None:
    before = inputs.fingerprint()
    (inputs.data / "curated" / "notes.txt").write_text("notes")
    (inputs.data / "README.md").write_text("read me")
    (inputs.data / "extracts").mkdir()
    (inputs.data / "extracts" / "README.md").write_text("read me")
    append("sources/municipalities.yml")(inputs)  # described, but no source of the store
    assert inputs.fingerprint() == before


def test_what_an_import_puts_aside_is_no_import_and_does_not_count(inputs: Inputs) -> None:
    new_import(inputs)
    before = inputs.fingerprint()
    shutil.copytree(inputs.imports / "cordis-horizon", inputs.imports / ".cordis-horizon.old")
    assert len(inputs.imported()) == 1
    assert inputs.fingerprint() == before


def test_imports_are_named_with_their_files(inputs: Inputs) -> None:
    assert inputs.imported() == []
    new_import(inputs)
    (found,) = inputs.imported()
    assert (found.source, [path.name for path in found.files], found.filters) == (
        "cordis-horizon",
        ["new"],
        {"countries": ["NO"]},
    )


def test_an_import_that_lost_its_files_says_so(inputs: Inputs) -> None:
    new_import(inputs)
    folder = inputs.imports / "cordis-horizon"
    (folder / "new").rename(folder / "gone")
    with pytest.raises(KgError, match="cordis-horizon lacks new; import cordis-horizon again"):
        inputs.imported()


def overlaid(inputs: Inputs, folder: Path) -> Inputs:
    return Inputs(inputs.data, inputs.ontology, inputs.imports, folder)


def test_tables_of_ones_own_are_taken_whole_and_what_they_lack_comes_from_the_data(
    inputs: Inputs, tmp_path: Path
) -> None:
    own = tmp_path / "own"
    (own / "curated").mkdir(parents=True)
    shutil.copy(inputs.data / "curated" / "sources.csv", own / "curated")
    both = overlaid(inputs, own)
    assert both.files_of(["curated/*.csv"]) == [own / "curated" / "sources.csv"]
    assert both.catalogue() == inputs.catalogue()
    assert both.judgements() == (inputs.data / "links" / "judgements.tsv", False)
    assert inputs.judgements() == (inputs.data / "links" / "judgements.tsv", True)
    assert both.fingerprint() != inputs.fingerprint()


def test_the_tables_may_lie_in_the_folder_itself(inputs: Inputs, tmp_path: Path) -> None:
    shutil.copytree(inputs.data / "curated", tmp_path / "own")
    both = overlaid(inputs, tmp_path / "own")
    assert [path.parent for path in both.files_of(["curated/*.csv"])] == [tmp_path / "own"] * len(
        inputs.files_of(["curated/*.csv"])
    )
    assert both.fingerprint() == inputs.fingerprint()  # the same tables, wherever they lie
    append("../own/networks.csv")(inputs)
    assert both.fingerprint() != inputs.fingerprint()


def test_sources_links_and_extracts_of_ones_own_are_laid_over_one_by_one(inputs: Inputs, tmp_path: Path) -> None:
    own = tmp_path / "own"
    (own / "sources").mkdir(parents=True)
    text = (inputs.data / "sources" / "lists.yml").read_text("utf-8")
    (own / "sources" / "lists.yml").write_text(text.replace("title: A", "title: Mine"), "utf-8")
    (own / "sources" / "more.yml").write_text(text, "utf-8")
    (own / "links").mkdir()
    shutil.copy(inputs.data / "links" / "judgements.tsv", own / "links")
    for root in (inputs.data, own):
        download(root / "extracts" / "cordis-horizon", "HORIZON", {"101000001": [ONE]})
    download(inputs.data / "extracts" / "cordis-h2020", "H2020", {"101000002": [ONE]})
    both = overlaid(inputs, own)
    assert both.catalogue().keys() == {*inputs.catalogue(), "more"}
    assert both.catalogue()["lists"].title == "Mine"
    assert both.judgements() == (own / "links" / "judgements.tsv", True)
    assert both.extracts() == [inputs.data / "extracts" / "cordis-h2020", own / "extracts" / "cordis-horizon"]
    assert both.files_of(["curated/*.csv"]) == inputs.files_of(["curated/*.csv"])
    assert both.fingerprint() != inputs.fingerprint()


def test_a_folder_without_anything_for_a_store_is_not_laid_over_the_data(tmp_path: Path) -> None:
    (tmp_path / "memberships.CSV.txt").write_text("actor,network\n")
    with pytest.raises(NotFound, match=r"no table is in .*; expected .* one of curated/\*\.csv, curated/\*\.ods"):
        Inputs.overlay(tmp_path, tmp_path / "imports")
    shutil.copy(data_dir() / "curated" / "sources.csv", tmp_path)
    inputs = Inputs.overlay(tmp_path, tmp_path / "imports")
    assert inputs.files_of(["curated/*.csv"]) == [tmp_path / "sources.csv"]
    assert inputs.catalogue() == Inputs.embedded(tmp_path / "imports").catalogue()


def test_workbooks_of_ones_own_are_not_mixed_with_the_embedded_tables(tmp_path: Path) -> None:
    """Not even where there is no table in text among them."""
    (tmp_path / "bodies.xlsx").write_bytes(b"x")
    inputs = Inputs.overlay(tmp_path, tmp_path / "imports")
    assert inputs.files_of(["curated/*.csv", "curated/*.xlsx", "curated/*.ods"]) == [tmp_path / "bodies.xlsx"]
    before = inputs.fingerprint()
    (tmp_path / "bodies.xlsx").write_bytes(b"y")
    assert inputs.fingerprint() != before


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_a_description_from_notepad_is_one_of_a_source(tmp_path: Path, encoding: str) -> None:
    text = "reader: kg.sources.made_up\r\ntitle: Ærlige lister\r\npublisher: Å\r\nlicence: CC0\r\nurl: https://å.no\r\n"
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / "mine.yml").write_bytes(text.encode(encoding))
    inputs = Inputs.overlay(tmp_path, tmp_path / "imports")
    assert inputs.catalogue()["mine"].title == "Ærlige lister"
    assert ("sources/mine.yml", text) in inputs._descriptions()
