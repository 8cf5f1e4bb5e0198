"""The SPARQL page's scripts: unit tests in node, and query.js and editor.js made of the modules as they are."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import pytest

from tests.web.network.test_script import SCRIPT, SHARED, node, run

__all__ = ["node"]

TESTS = Path(__file__).parent / "script"
MADE = {
    "query.js": {"query": SCRIPT / "query", "shared": SHARED},
    "editor.js": {"editor": SCRIPT / "editor"},
}


@pytest.mark.slow
def test_the_pure_parts_do_what_they_say(node: str) -> None:
    said = run(node, "--test", "--test-reporter=tap", *[str(path) for path in sorted(TESTS.glob("*.test.mjs"))])
    assert re.search(r"^# fail 0$", said, re.M)


@pytest.mark.parametrize("name", sorted(MADE))
def test_a_script_is_made_of_the_modules_as_they_are(name: str) -> None:
    digest = hashlib.sha256()
    for told, folder in MADE[name].items():
        for path in sorted(folder.glob("*.js")):
            digest.update(f"{told}/{path.name}\0".encode() + path.read_bytes())
    lines = (SCRIPT.parent / "static" / name).read_text(encoding="utf-8").splitlines()
    assert lines[1] == f"// Modules: sha256 {digest.hexdigest()}", "run `npm run build` in kg/web/script"


def test_no_script_makes_code_or_asks_another_host() -> None:
    for name in MADE:
        text = (SCRIPT.parent / "static" / name).read_text(encoding="utf-8")
        assert not re.search(r"\beval\(|new Function\(|localStorage|document\.cookie", text), name
        assert set(re.findall(r"fetch\(\s*[\"'`]https?:", text)) == set(), name
