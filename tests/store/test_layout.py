"""A store that is not whole says so, and how to build it anew; it never hangs and never answers with a traceback."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.errors import KgError
from kg.store import layout
from kg.store.view import LocalView
from tests.conftest import own_copy

Damage = Callable[[Path], object]


@pytest.fixture
def home(world_home: Path, tmp_path: Path) -> Path:
    """A copy of the made-up world's store, to be damaged."""
    return own_copy(world_home, tmp_path / "home")


def half(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


@pytest.mark.parametrize(
    ("damage", "message"),
    [
        (lambda g: half(g / "index.sqlite"), "index.sqlite: database disk image is malformed"),
        (lambda g: (g / "index.sqlite").write_bytes((g / "index.sqlite").read_bytes()[:-100]), "is not whole"),
        (lambda g: (g / "index.sqlite").write_bytes(b""), "no such table: name"),
        (lambda g: (g / "index.sqlite").write_bytes(b"x" * 9000), "file is not a database"),
        (lambda g: (g / "index.sqlite").unlink(), "unable to open database file"),
        (lambda g: (g / "lock").unlink(), "lock is missing"),
    ],
)
def test_a_damaged_generation_is_not_opened(home: Path, damage: Damage, message: str) -> None:
    generation = layout.current(home)
    assert generation is not None
    damage(generation)
    with pytest.raises(KgError) as caught:
        LocalView(home)
    assert str(caught.value).startswith("the store is damaged: ")
    assert message in str(caught.value)
    assert str(caught.value).endswith("; run: kg build --force")


def test_missing_rdf_is_told_when_it_is_asked(home: Path) -> None:
    generation = layout.current(home)
    assert generation is not None
    shutil.rmtree(generation / "rdf")
    with LocalView(home) as view:
        assert view.search("fjordby")[0].label == "Fjordby kommune"
        with pytest.raises(KgError, match=r"the store is damaged: .*; run: kg build --force"):
            view.query("ASK {}")


@pytest.mark.parametrize("content", [b"\xff\xfe", b"", b"no-such-generation\n"])
def test_a_pointer_that_points_at_nothing_is_no_store(home: Path, content: bytes) -> None:
    (home / "CURRENT").write_bytes(content)
    assert layout.current(home) is None


def test_a_home_that_is_a_file_holds_no_store_and_cannot_be_built_in(tmp_path: Path) -> None:
    home = tmp_path / "file"
    home.write_text("not a folder")
    assert layout.current(home) is None
    with pytest.raises(KgError, match="cannot be written"), layout.build_lock(home):
        raise AssertionError("the lock was given")


def test_what_fails_while_building_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), layout.staging(tmp_path) as folder:
        (folder / "half").write_text("half")
        raise ZeroDivisionError
    assert list((tmp_path / "generations").iterdir()) == []
    assert layout.current(tmp_path) is None


def test_publishing_the_same_content_again_gives_a_new_generation(tmp_path: Path) -> None:
    published = []
    for content in ("one", "two"):
        with layout.staging(tmp_path) as folder:
            (folder / "content").write_text(content)
            published.append(layout.publish(tmp_path, folder, "same"))
    assert [path.name for path in published] == ["same-1", "same-2"]
    assert layout.current(tmp_path) == published[1]
    layout.remove_unused(tmp_path)
    assert [path.name for path in (tmp_path / "generations").iterdir()] == ["same-2"]
    assert (published[1] / "content").read_text() == "two"
