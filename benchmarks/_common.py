"""What the benchmarks share: stores to measure on, times of whole processes, a table."""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

HERE = Path(__file__).resolve().parent
REAL = Path(os.environ.get("SAMKART_REAL_DATA", HERE.parents[1] / "shared" / "data"))
HORIZON = REAL / "cordis-horizon-europe" / "cordis-HORIZONprojects-csv.zip"
KG = Path(sys.executable).with_name("kg")


def work_dir() -> Path:
    """Where stores for measuring are kept between runs: `SAMKART_BENCH` or a folder in the user's cache."""
    from platformdirs import user_cache_path

    folder = Path(os.environ.get("SAMKART_BENCH", user_cache_path("samkart") / "benchmarks"))
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def store(name: str) -> Path:
    """A store that is up to date: `embedded`, `horizon` with all of Horizon Europe imported beside it, or `horizon4`
    with four times that.
    """
    home = work_dir() / name
    if name == "horizon" and not (home / "imports" / "cordis-horizon").exists():
        if not HORIZON.exists():
            sys.exit(f"no real data in {REAL} (set SAMKART_REAL_DATA)")
        subprocess.run([KG, "import", "cordis", HORIZON, "--store", home], check=True)
    if name == "horizon4" and not (home / "imports" / "cordis-horizon").exists():
        file = work_dir() / "horizon4.zip"
        subprocess.run([sys.executable, HERE / "_scale.py", "4", file], check=True)
        activities = [word for activity in ("PUB", "HES", "REC", "PRC", "OTH") for word in ("--activity", activity)]
        subprocess.run([KG, "import", "cordis", file, *activities, "--store", home], check=True)
        file.unlink()
    subprocess.run([KG, "find", "oslo", "--store", home], check=True, stdout=subprocess.DEVNULL)
    return home


def turtle(home: Path) -> Path:
    """The default graph of a store as Turtle, written once: what a user of rdflib would start from."""
    file = home / "canonical.ttl"
    if not file.exists() or file.stat().st_mtime < (home / "CURRENT").stat().st_mtime:
        subprocess.run([KG, "export", "--canonical", "--store", home, "-o", file], check=True)
    return file


def wall(command: Sequence[str | Path], runs: int = 5, warm: bool = True) -> float:
    """Median seconds of a whole process; with `warm` after one run that is not counted."""
    times = []
    for number in range(0 if warm else 1, runs + 1):
        begun = time.perf_counter()
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        if number:
            times.append(time.perf_counter() - begun)
    return statistics.median(times)


def peak_memory_of_children() -> float:
    """The largest resident memory of any child process so far, in MiB."""
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


def table(headings: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """Print a Markdown table."""
    print("| " + " | ".join(headings) + " |")
    print("|" + "---|" * len(headings))
    for row in rows:
        print("| " + " | ".join(str(cell) for cell in row) + " |")
