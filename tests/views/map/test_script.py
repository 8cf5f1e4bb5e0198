"""The map page's scripts: unit tests of their pure parts in node, and page.js made of the modules as they are."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kg.views.map import pyvis
from tests.page_scripts import checked, told, unbuilt, untested

SCRIPT = Path(pyvis.__file__).parent / "script"
TESTS = Path(__file__).parent / "script"


@pytest.mark.slow
def test_the_pure_parts_do_what_they_say() -> None:
    said = checked(SCRIPT, TESTS)
    assert int(re.search(r"^# pass (\d+)$", said, re.M)[1]) > 40  # type: ignore[index]


def test_every_pure_module_has_its_test() -> None:
    assert untested(SCRIPT, TESTS) == []


def test_the_page_s_script_is_made_of_the_modules_as_they_are() -> None:
    """Its second line holds the digest of all modules, as build.js reckons it; told without node."""
    lines = (SCRIPT.parent / "page.js").read_text(encoding="utf-8").splitlines()
    modules = {name: SCRIPT / name for name in ("page", "pure")}
    assert lines[1] == told(modules), "run `npm run build` in kg/views/map/script"


def test_the_page_s_script_is_what_the_builder_makes() -> None:
    assert unbuilt(SCRIPT) == ""


def test_the_lock_file_names_versions_and_digests_but_no_registry() -> None:
    text = (SCRIPT / "package-lock.json").read_text(encoding="utf-8")
    assert '"integrity"' in text and '"resolved"' not in text
    wanted = re.findall(r'"devDependencies": \{(.*?)\}', (SCRIPT / "package.json").read_text(encoding="utf-8"), re.S)[0]
    versions = re.findall(r'": "([^"]+)"', wanted)
    assert versions and all(re.fullmatch(r"\d+\.\d+\.\d+", version) for version in versions)
