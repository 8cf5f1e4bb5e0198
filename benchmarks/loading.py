"""What it takes to move a graph to an engine of others, and what its commands take there.

    python benchmarks/loading.py [embedded|horizon|horizon4 …] [--loader NAME …]

Each graph is exported as N-Quads and loaded by the loaders that are installed (`oxigraph load`, Jena's
`tdb2.tdbloader`); some commands are asked as whole processes of the store on disk and of `oxigraph serve-read-only`
over what was loaded. `horizon4` is four times Horizon Europe (`benchmarks/_scale.py`). Seconds are by the clock, memory
is the largest resident set of the loader, disk what it leaves. What takes longer than 120 s is ended.
"""

from __future__ import annotations

import argparse
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import pyoxigraph as ox
from _common import KG, store, table, work_dir
from _engines import JENA, Engine, xerces
from commands import Spent, run

GRAPHS = ("embedded", "horizon", "horizon4")
LOADERS = ("Oxigraph", "Jena TDB2")
PATIENCE = 120  # seconds
COMMANDS = ("who Bærum", "show Eurocities", "find tampere", "path Asker Tampere", "network --no-intervals", "stats")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("graphs", nargs="*", default=["embedded", "horizon"], metavar="GRAPH", help=", ".join(GRAPHS))
    parser.add_argument("--loader", action="append", choices=LOADERS, help="default: all")
    given = parser.parse_args()
    loads, asked = [], []
    for name in given.graphs:
        home = store(name)
        with tempfile.TemporaryDirectory(dir=work_dir()) as folder:
            for row in loaded(name, home, Path(folder), given.loader or LOADERS):
                loads.append(row)
                print(row, flush=True)
            if (Path(folder) / "Oxigraph").exists():
                for row in answered(name, home, Path(folder)):
                    asked.append(row)
                    print(row, flush=True)
    print()
    table(["graph", "million quads", "step", "s", "MiB", "GiB on disk"], loads)
    print()
    table(["graph", "command", "on disk, s", "Oxigraph's server, s"], asked)


def loaded(name: str, home: Path, folder: Path, loaders: Sequence[str]) -> Iterator[list[object]]:
    """A row for the export and for each loader that is installed."""
    generation = home / "generations" / (home / "CURRENT").read_text("utf-8").strip()
    quads = f"{len(ox.Store.read_only(str(generation / 'rdf'))) / 1e6:.1f}"
    file = folder / "all.nq"

    def row(step: str, spent: Spent, made: Path) -> list[object]:
        failed = f" (exit {spent.code})" if spent.code else ""
        return [name, quads, step + failed, f"{spent.seconds:.0f}", f"{spent.memory:.0f}", f"{gibibytes(made):.2f}"]

    yield row("kg export", run([KG, "export", "--format", "nquads", "-o", file, "--store", home]), file)
    edges = folder / "incidence.csv"
    yield row("kg export --incidence", run([KG, "export", "--incidence", "-o", edges, "--store", home]), edges)
    for loader in loaders:
        made = folder / loader.replace(" ", "-")
        made.mkdir()
        if command := loading(loader, file, made):
            yield row(loader, run(command), made)


def loading(loader: str, file: Path, made: Path) -> list[str | Path]:
    """The command that loads; empty where it is not installed."""
    if loader == "Oxigraph":
        return [_oxigraph(), "load", "--location", made, "--file", file]
    if shutil.which("java") is None or not (JENA / "jena-cmds.jar").exists():
        return []
    jars = [str(jar) for jar in JENA.glob("*.jar") if "slf4j-log4j" not in jar.name and "log4j-over" not in jar.name]
    path = os.pathsep.join([str(xerces(made.parent)), *jars])  # two jars of Debian's exclude each other
    return ["java", "-Xmx4g", "-cp", path, "tdb2.tdbloader", "--loader=phased", "--loc", made, file]


def answered(name: str, home: Path, folder: Path) -> Iterator[list[object]]:
    """A row for each command: seconds on disk and behind a server."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    where: list[str | Path] = ["--location", folder / "Oxigraph", "--bind", f"127.0.0.1:{port}"]
    served = Engine([_oxigraph(), "serve-read-only", *where], folder, port, "/query")
    try:
        for words in COMMANDS:
            command: list[str | Path] = [KG, *words.split()]
            places: tuple[list[str | Path], ...] = (
                ["--store", home],
                ["--endpoint", served.address, "--timeout", "600"],
            )
            yield [name, words, *(told([*command, *place]) for place in places)]
    finally:
        served.stop()


def told(command: Sequence[str | Path]) -> str:
    """The seconds of the better of two runs, or that a run was ended for taking too long."""
    times = []
    for _ in range(2):
        begun = time.perf_counter()
        try:
            subprocess.run(command, check=True, timeout=PATIENCE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        except subprocess.TimeoutExpired:
            return f"> {PATIENCE}"
        times.append(time.perf_counter() - begun)
    return f"{min(times):.2f}"


def _oxigraph() -> str:
    return str(Path(sys.executable).with_name("oxigraph"))


def gibibytes(path: Path) -> float:
    """How much a file or all in a folder takes."""
    files = [path] if path.is_file() else [each for each in path.rglob("*") if each.is_file()]
    return sum(each.stat().st_size for each in files) / 2**30


if __name__ == "__main__":
    main()
