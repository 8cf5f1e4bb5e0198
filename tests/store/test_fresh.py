"""Which generation is opened: that of today's inputs, or the last good one of the same code, never another's."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.errors import BadData, KgError
from kg.model.progress import quiet
from kg.store import inputs as inputs_module
from kg.store import layout
from kg.store.fresh import generation_to_open
from kg.store.inputs import Inputs
from tests.store.downloads import small_inputs


class Checkouts:
    """Two folders of embedded data, of two checkouts that share a home; `use` says which one runs."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.home = folder / "home"
        self.inputs = {name: small_inputs(folder / name) for name in ("one", "other")}
        self.monkeypatch = monkeypatch
        self.told: list[str] = []
        self.spoil("other", "Ringen", "Krinsen")

    def spoil(self, name: str, old: str, new: str) -> None:
        table = self.inputs[name].data / "curated" / "networks.csv"
        table.write_text(table.read_text("utf-8").replace(old, new), "utf-8")

    def open(self, name: str, notice: bool = True) -> Path:
        self.monkeypatch.setattr(inputs_module, "data_dir", lambda: self.inputs[name].data)
        return generation_to_open(self.home, quiet, self.told.append if notice else None)


@pytest.fixture
def checkouts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Checkouts:
    return Checkouts(tmp_path, monkeypatch)


def test_two_checkouts_that_share_a_home_do_not_undo_each_other(checkouts: Checkouts) -> None:
    first, second = checkouts.open("one"), checkouts.open("other")
    assert first != second
    assert [checkouts.open("one"), checkouts.open("other"), checkouts.open("one")] == [first, second, first]
    checkouts.spoil("one", "Ringen", "Kransen")
    third = checkouts.open("one")  # takes the place of the first, not of the other checkout's
    assert sorted(path.name for path in (checkouts.home / "generations").iterdir()) == sorted([second.name, third.name])
    assert checkouts.open("other") == second
    assert checkouts.told == []


def test_a_generation_of_a_checkout_that_is_gone_is_not_kept(checkouts: Checkouts) -> None:
    checkouts.open("other")
    checkouts.inputs["other"].data.rename(checkouts.home.parent / "gone")
    first = checkouts.open("one")
    assert list((checkouts.home / "generations").iterdir()) == [first]


def test_the_generation_before_answers_while_another_builds_or_when_the_tables_are_broken(checkouts: Checkouts) -> None:
    before = checkouts.open("one")
    checkouts.spoil("one", "Ringen", "Kransen")
    with layout.build_lock(checkouts.home):
        assert checkouts.open("one") == before
    checkouts.spoil("one", "name_nb", "nothing")
    assert checkouts.open("one") == before
    assert checkouts.told[0] == "the store is being built anew; answered from the one before"
    assert checkouts.told[1].startswith("answered from the store as it was before, since it cannot be built anew")
    with pytest.raises(BadData):
        checkouts.open("one", notice=False)


def test_what_other_code_built_does_not_answer(checkouts: Checkouts, monkeypatch: pytest.MonkeyPatch) -> None:
    before = checkouts.open("one")
    monkeypatch.setattr(Inputs, "code", lambda _: "other code")
    checkouts.spoil("one", "name_nb", "nothing")
    with pytest.raises(KgError):
        checkouts.open("one")
    assert layout.current(checkouts.home) == before


def test_imports_are_those_of_the_current_generation_whoever_built_it(checkouts: Checkouts) -> None:
    first = checkouts.open("one")
    (checkouts.home / "imports" / "cordis-h2020" / "7").mkdir(parents=True)
    empty = {"source": "cordis-h2020", "files": [], "filters": {}, "checksum": ""}
    (checkouts.home / "imports" / "cordis-h2020" / "7" / "manifest.json").write_text(json.dumps(empty), "utf-8")
    assert Inputs.of(checkouts.home).kept() == {}  # nobody names it: it was broken off
    layout.write_manifest(first, layout.manifest_of(first) | {"imports": {"cordis-h2020": "cordis-h2020/7"}})
    assert Inputs.of(checkouts.home).kept() == {"cordis-h2020": checkouts.home / "imports" / "cordis-h2020" / "7"}
    (checkouts.home / "CURRENT").unlink()  # the newest generation tells as well
    assert Inputs.of(checkouts.home).kept() == {"cordis-h2020": checkouts.home / "imports" / "cordis-h2020" / "7"}
