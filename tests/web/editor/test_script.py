"""The SPARQL page's scripts: unit tests in node, and query.js and editor.js made of the modules as they are."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.page_scripts import checked, told
from tests.web.network.test_script import SCRIPT, SHARED

TESTS = Path(__file__).parent / "script"
MADE = {
    "query.js": {"query": SCRIPT / "query", "shared": SHARED},
    "editor.js": {"editor": SCRIPT / "editor"},
}


@pytest.mark.slow
def test_the_pure_parts_do_what_they_say() -> None:
    assert re.search(r"^# fail 0$", checked(SCRIPT, TESTS), re.M)


@pytest.mark.parametrize("name", sorted(MADE))
def test_a_script_is_made_of_the_modules_as_they_are(name: str) -> None:
    lines = (SCRIPT.parent / "static" / name).read_text(encoding="utf-8").splitlines()
    assert lines[1] == told(MADE[name]), "run `npm run build` in kg/web/script"


def test_no_script_makes_code_or_asks_another_host() -> None:
    for name in MADE:
        text = (SCRIPT.parent / "static" / name).read_text(encoding="utf-8")
        assert not re.search(r"\beval\(|new Function\(|localStorage|document\.cookie", text), name
        assert set(re.findall(r"fetch\(\s*[\"'`]https?:", text)) == set(), name
