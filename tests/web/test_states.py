"""The states that a site answers for: which are kept, which are not, and when a new one is answered from."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.store import layout
from kg.web.address import State, address, split
from kg.web.states import States, digest_of


def generation(home: Path, name: str, code: str = "c") -> Path:
    """A generation that holds nothing, made the current one."""
    with layout.staging(home) as folder:
        (folder / "manifest.json").write_text(json.dumps({"fingerprint": name, "code": code}), "utf-8")
        (folder / "index.sqlite").write_bytes(b"")
        return layout.publish(home, folder, name)


A, B, C = "a" * 64, "b" * 64, "c" * 64


def test_a_new_generation_of_the_same_code_is_answered_from(tmp_path: Path) -> None:
    first = generation(tmp_path, A)
    states = States(tmp_path, 2, first)
    assert (states.current, states.newer()) == (A[:12], None)
    second = generation(tmp_path, B)
    newer = states.newer()
    assert newer is not None
    assert (newer.current, newer.digests) == (B[:12], [B[:12], A[:12]])
    assert (newer.generation(A[:12]), newer.generation(B[:12])) == (first, second)
    generation(tmp_path, C, code="other")
    assert newer.newer() is None


def test_so_many_are_kept_and_the_builder_removes_the_others(tmp_path: Path) -> None:
    found = [generation(tmp_path, A)]
    states: States | None = States(tmp_path, 2, found[0])
    for name in (B, C):
        found.append(generation(tmp_path, name))
        assert states is not None
        states = states.newer()
    assert states is not None and states.digests == [C[:12], B[:12]]
    layout.remove_unused(tmp_path)
    assert [each.is_dir() for each in found] == [False, True, True]
    again = States(tmp_path, 5, found[2])  # the server is started anew
    assert again.digests == [C[:12], B[:12]]


def test_a_store_that_cannot_be_written_is_read_all_the_same(tmp_path: Path) -> None:
    first = generation(tmp_path, A)
    (tmp_path / "cited").mkdir()  # no file can be written there
    assert States(tmp_path, 2, first).digests == [A[:12]]


def test_a_store_that_was_not_built_from_inputs_has_a_digest_too(tmp_path: Path) -> None:
    first = generation(tmp_path, "foreign")
    assert digest_of(first) == digest_of(first)
    assert State.read(f"2026-06-01.{digest_of(first)}") is not None


@pytest.mark.parametrize(
    "path",
    [
        ("actor", "asker"),
        ("programme", "horizon/2.4"),
        ("compare", "asker,baerum"),
        ("actor", "ÆØÅ & <b>?#%"),
        ("actor", "a b+c"),
        (),
    ],
)
@pytest.mark.parametrize("language", ["", "nn"])
@pytest.mark.parametrize("state", ["", "2026-06-01.0123456789ab"])
def test_an_address_is_read_as_it_was_written(path: tuple[str, ...], language: str, state: str) -> None:
    written = address(path, state=state, language=language)
    found = split(written)
    assert (found.state, found.language, "/".join(found.path)) == (state, language, "/".join(path))
    assert written.isascii() and " " not in written
