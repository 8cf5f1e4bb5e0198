"""What a store is made from, and when it is out of date."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.errors import KgError
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
