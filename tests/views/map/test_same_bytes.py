"""Every file that a map is written as: the same bytes in two processes whose sets and texts are hashed otherwise."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

WRITE = """
import sys
from pathlib import Path
from kg.api import Samkart
from kg.store.view import LocalView
home, folder = map(Path, sys.argv[1:])
with Samkart(LocalView(home)) as samkart:
    for name, asked in {
        "two-mode": {"mode": "two-mode", "colour": "programme"},
        "actor": {"mode": "actor", "colour": "community", "size": "betweenness"},
        "places": {"geographic": True, "colour": "theme"},
    }.items():
        made = samkart.map("fjordby", "altburg", **asked)
        for ending in ENDINGS:
            made.save(folder / f"{name}{ending}")
        for ending in (".csv", ".xlsx", ".json"):
            made.save(folder / f"{name}-kumu{ending}", program="kumu")
"""
ENDINGS = (
    *(".html", ".svg", ".pdf", ".png"),
    *(".gexf", ".graphml", ".net", ".cyjs", ".json", ".csv", ".xlsx"),
)


def digests(home: Path, folder: Path, seed: str) -> dict[str, str]:
    """Name of a file → digest of its bytes, as a process with a seed of hashes writes them."""
    folder.mkdir()
    subprocess.run(
        [sys.executable, "-c", f"ENDINGS = {ENDINGS!r}\n{WRITE}", home, folder],
        env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONUTF8": "1"},
        check=True,
    )
    return {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in sorted(folder.iterdir())}


@pytest.mark.slow
def test_the_same_bytes_in_another_process(world_home: Path, tmp_path: Path) -> None:
    pytest.importorskip("resvg_py", reason="figures need the extra 'figures'")
    first, second = (digests(world_home, tmp_path / seed, seed) for seed in ("1", "2"))
    assert first == second
    single = {f"{name}{ending}" for name in ("two-mode", "actor", "places") for ending in ENDINGS if ending != ".csv"}
    assert single < first.keys()
