"""The network page's scripts: unit tests in node, and network.js made of the modules as they are."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kg.web import network
from tests.page_scripts import checked, told, unbuilt, untested

SCRIPT = Path(network.__file__).parents[1] / "script"
SHARED = Path(network.__file__).parents[2] / "views" / "map" / "script" / "pure"
TESTS = Path(__file__).parent / "script"


@pytest.mark.slow
def test_the_pure_parts_do_what_they_say() -> None:
    assert re.search(r"^# fail 0$", checked(SCRIPT, TESTS), re.M)


def test_every_pure_module_has_its_test() -> None:
    assert untested(SCRIPT, TESTS) == []


def test_the_page_s_script_is_made_of_the_modules_as_they_are() -> None:
    lines = (SCRIPT.parent / "static" / "network.js").read_text(encoding="utf-8").splitlines()
    modules = {"page": SCRIPT / "page", "pure": SCRIPT / "pure", "shared": SHARED}
    assert lines[1] == told(modules), "run `npm run build` in kg/web/script"


def test_the_page_s_script_is_what_the_builder_makes() -> None:
    assert unbuilt(SCRIPT) == ""
