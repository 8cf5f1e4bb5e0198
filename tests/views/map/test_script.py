"""The map page's scripts: unit tests of their pure parts in node, and page.js made of the modules as they are."""

from __future__ import annotations

import hashlib
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from kg.views.map import pyvis

SCRIPT = Path(pyvis.__file__).parent / "script"
TESTS = Path(__file__).parent / "script"


@pytest.fixture(scope="module")
def node() -> str:
    """Where node is."""
    path = shutil.which("node")
    if path is None:
        pytest.skip("no node on PATH")
    return path


def run(*command: str) -> str:
    """What a command writes; fails with all of it unless the command ends well."""
    done = subprocess.run(command, cwd=SCRIPT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.mark.slow
def test_the_pure_parts_do_what_they_say(node: str) -> None:
    said = run(node, "--test", "--test-reporter=tap", *[str(path) for path in sorted(TESTS.glob("*.test.mjs"))])
    assert int(re.search(r"^# pass (\d+)$", said, re.M)[1]) > 40  # type: ignore[index]


def test_every_pure_module_has_its_test() -> None:
    tests = "".join(path.read_text(encoding="utf-8") for path in TESTS.glob("*.test.mjs"))
    modules = [path.name for path in sorted((SCRIPT / "pure").glob("*.js"))]
    assert [name for name in modules if f"/pure/{name}" not in tests] == []


def test_the_page_s_script_is_made_of_the_modules_as_they_are() -> None:
    """Its second line holds the digest of all modules, as build.js reckons it; told without node."""
    digest = hashlib.sha256()
    for folder in ("page", "pure"):
        for path in sorted((SCRIPT / folder).glob("*.js")):
            digest.update(f"{folder}/{path.name}\0".encode() + path.read_bytes())
    lines = (SCRIPT.parent / "page.js").read_text(encoding="utf-8").splitlines()
    assert lines[1] == f"// Modules: sha256 {digest.hexdigest()}", "run `npm run build` in kg/views/map/script"


def test_the_page_s_script_is_what_the_builder_makes(node: str) -> None:
    if not (SCRIPT / "node_modules" / "rollup").is_dir():
        pytest.skip("rollup is not installed; run `npm ci` in kg/views/map/script")
    assert run(node, "build.js", "--check") == ""


def test_the_lock_file_names_versions_and_digests_but_no_registry() -> None:
    text = (SCRIPT / "package-lock.json").read_text(encoding="utf-8")
    assert '"integrity"' in text and '"resolved"' not in text
    wanted = re.findall(r'"devDependencies": \{(.*?)\}', (SCRIPT / "package.json").read_text(encoding="utf-8"), re.S)[0]
    versions = re.findall(r'": "([^"]+)"', wanted)
    assert versions and all(re.fullmatch(r"\d+\.\d+\.\d+", version) for version in versions)
