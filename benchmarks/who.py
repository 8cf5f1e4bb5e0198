"""`kg who` as a whole process against a script with rdflib alone: parse Turtle, run the same question in SPARQL.

    python benchmarks/who.py [embedded|horizon]

The peer parses the same default graph into rdflib's own store and asks for the partners of the same actor. For all of
Horizon Europe it needs minutes and gigabytes, so it runs once per actor there.
"""

from __future__ import annotations

import sys
from pathlib import Path

from _common import HERE, KG, store, table, turtle, wall

ACTORS = {
    "embedded": ["baerum", "asker", "oslo"],
    "horizon": ["baerum", "pic-999984059"],  # the second is Fraunhofer, the best-connected
}


def main() -> None:
    name = sys.argv[1] if len(sys.argv) > 1 else "embedded"
    home = store(name)
    graph = turtle(home)
    rows = []
    for actor in ACTORS[name]:
        ours = wall([KG, "who", actor, "--store", home], runs=9)
        command: list[str | Path] = [sys.executable, HERE / "peer_rdflib.py", graph, actor]
        peer = wall(command, runs=1, warm=False) if name == "horizon" else wall(command, runs=3)
        rows.append([name, actor, f"{ours:.2f}", f"{peer:.1f}", f"{peer / ours:.0f}"])
    table(["graph", "actor", "kg who, s", "rdflib alone, s", "ratio"], rows)


if __name__ == "__main__":
    main()
