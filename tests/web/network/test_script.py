"""The network page's scripts: unit tests in node, and network.js made of the modules as they are."""

from __future__ import annotations

import hashlib
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from kg.web import network

SCRIPT = Path(network.__file__).parents[1] / "script"
SHARED = Path(network.__file__).parents[2] / "views" / "map" / "script" / "pure"
TESTS = Path(__file__).parent / "script"


@pytest.fixture(scope="module")
def node() -> str:
    path = shutil.which("node")
    if path is None:
        pytest.skip("no node on PATH")
    return path


def run(*command: str) -> str:
    done = subprocess.run(command, cwd=SCRIPT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.mark.slow
def test_the_pure_parts_do_what_they_say(node: str) -> None:
    said = run(node, "--test", "--test-reporter=tap", *[str(path) for path in sorted(TESTS.glob("*.test.mjs"))])
    assert re.search(r"^# fail 0$", said, re.M)


def test_every_pure_module_has_its_test() -> None:
    tests = "".join(path.read_text(encoding="utf-8") for path in TESTS.glob("*.test.mjs"))
    modules = [path.name for path in sorted((SCRIPT / "pure").glob("*.js"))]
    assert [name for name in modules if f"/pure/{name}" not in tests] == []


def test_the_page_s_script_is_made_of_the_modules_as_they_are() -> None:
    digest = hashlib.sha256()
    for name, folder in {"page": SCRIPT / "page", "pure": SCRIPT / "pure", "shared": SHARED}.items():
        for path in sorted(folder.glob("*.js")):
            digest.update(f"{name}/{path.name}\0".encode() + path.read_bytes())
    lines = (SCRIPT.parent / "static" / "network.js").read_text(encoding="utf-8").splitlines()
    assert lines[1] == f"// Modules: sha256 {digest.hexdigest()}", "run `npm run build` in kg/web/script"


def test_the_page_s_script_is_what_the_builder_makes(node: str) -> None:
    if not (SCRIPT / "node_modules" / "rollup").is_dir():
        pytest.skip("rollup is not installed; run `npm ci` in kg/web/script")
    assert run(node, "build.js", "--check") == ""
