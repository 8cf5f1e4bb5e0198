"""Import of all of Horizon Europe against Oxigraph's own bulk loader on the same statements, in turn.

    python benchmarks/importing.py [ROUNDS]

Ours: `kg import cordis` as a whole process: zip to store, cleaning, linking, both graph layers, optimising, index.
Peer: pyoxigraph's `bulk_load` of the same quads from an N-Quads file, as a whole process. Prints seconds by the clock
and of CPU, the ratio of the rates round by round, and our peak memory. Where other work runs beside, look at the CPU.
"""

from __future__ import annotations

import os
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
    rows, ratios, cpu_ratios, memory = [], [], [], 0.0
    for number in range(1, rounds + 1):
        shutil.rmtree(home, ignore_errors=True)
        ours, our_cpu = timed([KG, "import", "cordis", HORIZON, "--store", home])
        memory = peak_memory_of_children() if number == 1 else memory
        generation = home / "generations" / (home / "CURRENT").read_text().strip()
        if number == 1:
            subprocess.run([sys.executable, "-c", DUMP, generation / "rdf", file], check=True)
        shutil.rmtree(peer, ignore_errors=True)
        theirs, their_cpu = timed([sys.executable, "-c", PEER, file, peer])
        ratios.append(theirs / ours)
        cpu_ratios.append(their_cpu / our_cpu)
        seconds = [f"{each:.1f}" for each in (ours, theirs, our_cpu, their_cpu)]
        rows.append([number, *seconds, f"{theirs / ours:.2f}", f"{their_cpu / our_cpu:.2f}"])
    quads = sum(1 for _ in file.open("rb"))
    table(
        ["round", "kg import, s", "bulk_load, s", "kg import, CPU s", "bulk_load, CPU s", "ratio", "ratio by CPU"], rows
    )
    print(
        f"\n{quads:,} quads; median ratio {statistics.median(ratios):.2f}, by CPU {statistics.median(cpu_ratios):.2f}; "
        f"peak memory of kg import {memory:,.0f} MiB"
    )
    for left in (home, peer):
        shutil.rmtree(left, ignore_errors=True)
    file.unlink()


def timed(command: list[object]) -> tuple[float, float]:
    """Seconds by the clock and of CPU (user and system, all threads) that a process takes."""
    begun, before = time.perf_counter(), os.times()
    subprocess.run([str(part) for part in command], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    after = os.times()
    cpu = after.children_user + after.children_system - before.children_user - before.children_system
    return time.perf_counter() - begun, cpu


if __name__ == "__main__":
    main()
