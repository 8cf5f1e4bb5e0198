"""What holds for a folder of scripts that one script of a page is made of (`build.js`), asked of node or without it."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest

__all__ = ["checked", "told", "unbuilt", "untested"]


def _node() -> str:
    """Where node is; the test is skipped where there is none."""
    path = shutil.which("node")
    if path is None:
        pytest.skip("no node on PATH")
    return path


def _run(folder: Path, *command: str) -> str:
    """What a command writes in a folder; fails with all of it unless the command ends well."""
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def checked(folder: Path, tests: Path) -> str:
    """What node's own runner says (TAP) of the tests of a folder's pure modules."""
    return _run(
        folder, _node(), "--test", "--test-reporter=tap", *[str(path) for path in sorted(tests.glob("*.test.mjs"))]
    )


def untested(folder: Path, tests: Path) -> list[str]:
    """The pure modules of a folder that no test reads."""
    text = "".join(path.read_text(encoding="utf-8") for path in tests.glob("*.test.mjs"))
    modules = [path.name for path in sorted((folder / "pure").glob("*.js"))]
    return [name for name in modules if f"/pure/{name}" not in text]


def told(folders: Mapping[str, Path]) -> str:
    """The line that tells in a built script what it was made of, as build.js reckons it from these folders."""
    digest = hashlib.sha256()
    for name, folder in folders.items():
        for path in sorted(folder.glob("*.js")):
            digest.update(f"{name}/{path.name}\0".encode() + path.read_bytes())
    return f"// Modules: sha256 {digest.hexdigest()}"


def unbuilt(folder: Path) -> str:
    """What the builder says of a built script that is not as it would make it; skipped where nothing can build."""
    path = _node()
    if not (folder / "node_modules" / "rollup").is_dir():
        pytest.skip(f"rollup is not installed; run `npm ci` in {folder}")
    return _run(folder, path, "build.js", "--check")
