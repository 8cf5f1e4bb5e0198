"""Every command of the README as a whole process: seconds and peak memory, against a Python that only loads click.

    python benchmarks/commands.py [embedded|horizon …] [--store DIR] [--only VERB …] [--runs N] [--before KG]

Each command runs N times (3), alone, after one run that is not counted; what takes longer than ten seconds runs once.
Seconds are the shortest and the median, memory is the largest resident set of the process (`ru_maxrss` of that child
alone), the ratio is that of the medians. `--store` measures a store of one's own instead; `--before` runs each
command with another checkout's `kg` in turn with this one's, over the same store. Stores are read through a copy of
their names that is never built anew (files are linked, not copied), so that two checkouts don't undo each other.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from _common import KG, store, table

LONG = 10  # seconds after which a command is not run again

COMMANDS = {
    "ask": "ask hvem samarbeider Bærum med om klima",
    "who": "who Bærum --limit 8",
    "who --evidence": "who asker --at 2020-06-12 --evidence --limit 2",
    "show": "show Eurocities --limit 5",
    "find": "find tampere",
    "path": "path Asker Tampere --limit 2",
    "themes": "themes asker",
    "networks": "networks asker",
    "programmes": "programmes --theme climate-mitigation",
    "map (page)": "map Bærum -o {out}/map.html",
    "map (figure)": "map Bærum -o {out}/map.pdf",
    "map of everything": "map --mode country -o {out}/all.html",
    "chart": "chart Bærum -o {out}/chart.svg",
    "compare": "compare asker baerum",
    "region": "region asker baerum",
    "gaps": "gaps baerum",
    "suggest partners": "suggest partners asker --theme circular-economy --kind municipality --abroad --limit 3",
    "suggest networks": "suggest networks asker",
    "suggest themes": "suggest themes asker",
    "brief (Markdown)": "brief --region Asker,Bærum -o {out}/brief.md",
    "brief (HTML)": "brief --region Asker,Bærum -o {out}/brief.html",
    "brief (DOCX)": "brief --region Asker,Bærum -o {out}/brief.docx",
    "brief (PDF)": "brief --region Asker,Bærum -o {out}/brief.pdf",
    "network": "network",
    "communities": "communities",
    "brokers": "brokers",
    "levels": "levels",
    "changes": "changes",
    "query (Question)": "query network/members -p network=eurocities -p country=NO",
    "query (SPARQL)": "query {sparql}",
    "questions": "questions",
    "coverage": "coverage baerum",
    "conflicts": "conflicts",
    "survey": "survey baerum -o {out}/survey.xlsx",
    "states": "states",
    "diff": "diff today today",
    "link": "link candidates",
    "match": "match data/curated/towns.csv --column number=organisation_number",
    "sources": "sources",
    "stats": "stats",
    "export --canonical": "export --canonical -o {out}/canonical.ttl",
    "export": "export --format nquads -o {out}/all.nq",
    "check --tables": "check --tables",
    "check": "check",
}
SPARQL = "SELECT ?class (COUNT(*) AS ?n) { ?thing a ?class } GROUP BY ?class ORDER BY DESC(?n) LIMIT 5"


class Spent(NamedTuple):
    """What one run took: seconds, peak memory in MiB, and the exit code."""

    seconds: float
    memory: float
    code: int


def run(command: Sequence[str | Path]) -> Spent:
    """Run a process to its end, unseen. Its peak memory is its own, not that of its forerunners."""
    begun = time.perf_counter()
    child = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    scale = 1024**2 if sys.platform == "darwin" else 1024
    return Spent(time.perf_counter() - begun, used.ru_maxrss / scale, child.returncode)


def measured(commands: Sequence[Sequence[str | Path]], runs: int) -> list[list[Spent]]:
    """Several commands in turn, each after a first run that is not counted unless it was long. What fails runs once."""
    found: list[list[Spent]] = []
    for command in commands:
        first = run(command)
        found.append([first] if first.seconds > LONG or first.code else [])
    for _ in range(runs):
        for command, spent in zip(commands, found, strict=True):
            if len(spent) != 1 or not (spent[0].seconds > LONG or spent[0].code):
                spent.append(run(command))
    return found


def arguments(name: str, home: Path, out: Path) -> list[str]:
    """The words of a command, without `kg`."""
    words = [word.format(out=out, sparql=SPARQL) for word in COMMANDS[name].split()]
    return [*words, "--store", str(home)] if words[0] != "check" or "--tables" not in words else words


@contextmanager
def frozen(home: Path) -> Iterator[Path]:
    """The newest generation of a store under a new name, marked as not built from inputs, so that nobody renews it."""
    name = (home / "CURRENT").read_text("utf-8").strip()
    with tempfile.TemporaryDirectory(prefix=".frozen-", dir=home.parent) as folder:
        copy = Path(folder)
        shutil.copytree(home / "generations" / name, copy / "generations" / name, copy_function=linked)
        manifest = copy / "generations" / name / "manifest.json"
        plain = json.loads(manifest.read_text("utf-8"))
        manifest.unlink()
        manifest.write_text(json.dumps({**plain, "fingerprint": "foreign"}), "utf-8")
        (copy / "CURRENT").write_text(name + "\n", "utf-8")
        yield copy


def linked(source: str, target: str) -> None:
    """A file under a second name; a copy where the file system has no links."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)


def line(name: str, found: Sequence[Sequence[Spent]], base: float) -> list[str]:
    """A row of the table: for each `kg` the shortest and median seconds, memory, and the ratio to bare Python."""
    cells = [name]
    for spent in found:
        middle = statistics.median(each.seconds for each in spent)
        code = spent[-1].code
        cells += [
            f"{min(each.seconds for each in spent):.2f}",
            f"{middle:.2f}",
            f"{max(each.memory for each in spent):.0f}",
            f"{middle / base:.1f}" + (f" (exit {code})" if code else ""),
        ]
    return cells


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("graphs", nargs="*", default=[], help="embedded, horizon; by default both")
    parser.add_argument("--store", type=Path, help="measure this store instead")
    parser.add_argument("--only", action="append", default=[], metavar="NAME", help="commands that begin so; repeat")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--before", type=Path, metavar="KG", help="another checkout's kg, run in turn")
    given = parser.parse_args()
    names = [name for name in COMMANDS if not given.only or name.startswith(tuple(given.only))]
    kgs = [path for path in (given.before, KG) if path is not None]
    columns = ["s, least", "s, median", "MiB", "× click"]
    heading = [f"{c}{' before' if len(kgs) > 1 and i < 4 else ''}" for i, c in enumerate(columns * len(kgs))]
    click = measured([[sys.executable, "-c", "import click"]], max(given.runs, 5))[0]
    base = statistics.median(each.seconds for each in click)
    for graph in [str(given.store)] if given.store else given.graphs or ["embedded", "horizon"]:
        with frozen(given.store or store(graph)) as home, tempfile.TemporaryDirectory() as out:
            rows = [line("python with click", [click] * len(kgs), base)]
            for name in names:
                words = arguments(name, home, Path(out))
                rows.append(line(name, measured([[kg, *words] for kg in kgs], given.runs), base))
                print(*rows[-1], sep="  ", file=sys.stderr, flush=True)
            table([graph, *heading], rows)


if __name__ == "__main__":
    main()
