"""Import of all of Horizon Europe against Oxigraph's own bulk loader on the same statements, in turn.

    python benchmarks/importing.py [ROUNDS]

Ours: `kg import cordis` as a whole process: zip to store, cleaning, linking, both graph layers, optimising, index.
Peer: pyoxigraph's `bulk_load` of the same quads from an N-Quads file, as a whole process. Prints the rates, their
ratio round by round, and our peak memory.
"""

from __future__ import annotations

import shutil
import statistics
import subprocess
import sys
import time

from _common import HORIZON, KG, REAL, peak_memory_of_children, table, work_dir

PEER = """
import sys, pyoxigraph as ox
store = ox.Store(sys.argv[2])
store.bulk_load(path=sys.argv[1], format=ox.RdfFormat.N_QUADS)
print(len(store))
"""
DUMP = """
import sys, pyoxigraph as ox
ox.Store.read_only(sys.argv[1]).dump(sys.argv[2], format=ox.RdfFormat.N_QUADS)
"""


def main() -> None:
    if not HORIZON.exists():
        sys.exit(f"no real data in {REAL} (set SAMKART_REAL_DATA)")
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 3
    home, peer, file = work_dir() / "importing", work_dir() / "peer", work_dir() / "statements.nq"
    rows, ratios, memory = [], [], 0.0
    for number in range(1, rounds + 1):
        shutil.rmtree(home, ignore_errors=True)
        ours = timed([KG, "import", "cordis", HORIZON, "--store", home])
        memory = peak_memory_of_children() if number == 1 else memory
        generation = home / "generations" / (home / "CURRENT").read_text().strip()
        if number == 1:
            subprocess.run([sys.executable, "-c", DUMP, generation / "rdf", file], check=True)
        shutil.rmtree(peer, ignore_errors=True)
        theirs = timed([sys.executable, "-c", PEER, file, peer])
        ratios.append(theirs / ours)
        rows.append([number, f"{ours:.1f}", f"{theirs:.1f}", f"{theirs / ours:.2f}"])
    quads = sum(1 for _ in file.open("rb"))
    table(["round", "kg import, s", "bulk_load, s", "ratio of rates"], rows)
    print(
        f"\n{quads:,} quads; median ratio {statistics.median(ratios):.2f}; peak memory of kg import {memory:,.0f} MiB"
    )
    for left in (home, peer):
        shutil.rmtree(left, ignore_errors=True)
    file.unlink()


def timed(command: list[object]) -> float:
    begun = time.perf_counter()
    subprocess.run([str(part) for part in command], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - begun


if __name__ == "__main__":
    main()
