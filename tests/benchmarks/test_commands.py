"""The benchmark of commands: every verb is in it, a process is measured by itself, a store is left alone."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import commands
import pytest

from kg.cli import _VERBS

# Measured by importing.py, site.py and soak.py, or quick since they only list.
UPKEEP = {"build", "import", "imports", "remove", "fetch", "serve", "site", "mcp"}


def test_every_verb_is_measured() -> None:
    assert {words.split()[0] for words in commands.COMMANDS.values()} == set(_VERBS) - UPKEEP


def test_time_and_memory_are_those_of_the_process() -> None:
    """Measured from a small process, as the benchmark is: a child starts with the memory of what it came from."""
    code = """
import sys, commands
for each in ("x = bytearray(200 * 2**20)", "import time; time.sleep(0.3)", "raise SystemExit(3)"):
    print(*commands.run([sys.executable, "-c", each]))
"""
    folder = str(Path(commands.__file__).parent)
    done = subprocess.run([sys.executable, "-c", code], cwd=folder, capture_output=True, text=True, check=True)
    parts = [line.split() for line in done.stdout.splitlines()]
    large, small, failed = (commands.Spent(float(s), float(memory), int(code)) for s, memory, code in parts)
    assert 200 < large.memory < 300
    assert small.memory < 60
    assert 0.3 < small.seconds < 10
    assert (large.code, small.code, failed.code) == (0, 0, 3)


def test_what_fails_runs_once_and_what_is_short_several_times() -> None:
    found = commands.measured([[sys.executable, "-c", "raise SystemExit(1)"], [sys.executable, "-c", "pass"]], 2)
    assert [len(each) for each in found] == [1, 2]
    name, least, median, memory, ratio = commands.line("a", [[commands.Spent(2.0, 50.4, 1)]], 0.5)
    assert (name, least, median, memory, ratio) == ("a", "2.00", "2.00", "50", "4.0 (exit 1)")


@pytest.mark.slow
def test_a_store_is_read_under_another_name_and_left_alone(embedded_home: Path, tmp_path: Path) -> None:
    with commands.frozen(embedded_home) as home:
        words = commands.arguments("query (SPARQL)", home, tmp_path)
        assert commands.run([sys.executable, "-m", "kg", *words]).code == 0
        manifests = [*home.glob("generations/*/manifest.json")]
        assert [json.loads(path.read_text("utf-8"))["fingerprint"] for path in manifests] == ["foreign"]
    assert not home.exists()
    kept = embedded_home / "generations" / (embedded_home / "CURRENT").read_text("utf-8").strip() / "manifest.json"
    assert json.loads(kept.read_text("utf-8"))["fingerprint"] != "foreign"
