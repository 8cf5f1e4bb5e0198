"""Builds and imports ended at random moments: does a store ever answer otherwise than before or after the whole of it?

    python benchmarks/killing.py [BUILDS] [IMPORTS] [SEED]

Each run starts `kg build --force` or `kg import cordis`, ends it by HUP, TERM or KILL at a moment drawn from all the
time it takes, and asks the store five questions. The answers must be, byte for byte, those of before, or those of after
where the process came to its end first. After each killed import another one is refused, which must change nothing.
Exits with 1 if any answer differs.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

from _common import HERE, KG, table, work_dir

sys.path.insert(0, str(HERE.parent))
from tests.store.downloads import download

QUESTIONS = (("who", "NTNU"), ("who", "900000007"), ("stats",), ("find", "101000001"), ("find", "101500001"))
SIGNALS = (signal.SIGHUP, signal.SIGTERM, signal.SIGKILL)


class Home:
    """A store of its own, with a first import that later ones replace."""

    def __init__(self, folder: Path) -> None:
        shutil.rmtree(folder, ignore_errors=True)
        self.environment = {**os.environ, "SAMKART_STORE": str(folder / "store"), "SAMKART_CONFIG": ""}
        members = [(str(900000000 + n), f"Organisation {n}", "NO", "60.1,10.1") for n in range(1000)]
        self.downloads = [
            download(
                folder / name,
                "HORIZON",
                {str(first + n): [members[(n * 7 + i) % 1000] for i in range(8)] for n in range(1000)},
            )
            for name, first in (("one", 101000000), ("other", 101500000))
        ]
        self.refused = download(folder / "refused", "HORIZON", {"101999999": members[:2]})

    def start(self, *arguments: str | Path) -> subprocess.Popen[bytes]:
        """`kg` with some arguments, in a process group of its own."""
        return subprocess.Popen(
            [KG, *arguments],
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,
        )

    def run(self, *arguments: str | Path) -> tuple[int, bytes, bytes]:
        process = self.start(*arguments)
        out, err = process.communicate()
        return process.returncode, out, err

    def answers(self) -> list[tuple[int, bytes]]:
        """Exit code and JSON of each question."""
        return [self.run(*question, "--format", "json")[:2] for question in QUESTIONS]

    def ended_at(self, moment: float, number: signal.Signals, *arguments: str | Path) -> int:
        """The exit code of a command that was sent a signal after some seconds."""
        process = self.start(*arguments)
        time.sleep(moment)
        if process.poll() is None:
            os.killpg(process.pid, number)
        _, err = process.communicate()
        if b"Traceback" in err:
            print(err.decode())
        return process.returncode


def main() -> None:
    builds, imports, seed = (int(text) for text in [*sys.argv[1:], *("100", "30", "1")[len(sys.argv) - 1 :]])
    chance, home = random.Random(seed), Home(work_dir() / "killing")
    which = 0
    began = time.perf_counter()
    if home.run("import", "cordis", home.downloads[which], "--country", "NO")[0]:
        sys.exit("the first import failed")
    whole = time.perf_counter() - began
    answers = [home.answers()]
    rows: dict[str, Counter[str]] = {"kg build --force": Counter(), "kg import": Counter()}
    for number in range(builds):
        code = home.ended_at(chance.uniform(0, whole), SIGNALS[number % 3], "build", "--force")
        count(rows["kg build --force"], code, home.answers() == answers[0])
    home.run("import", "cordis", home.downloads[1], "--country", "NO")
    answers.append(home.answers())
    which = 1
    for number in range(imports):
        other = home.downloads[1 - which]
        code = home.ended_at(
            chance.uniform(0, whole), SIGNALS[number % 3], "import", "cordis", other, "--country", "NO"
        )
        found = home.answers()
        if code == 0 or (code and found == answers[1 - which]):  # it came to its end, or was ended in its last moment
            which = 1 - which
        refused = home.run("import", "cordis", home.refused)[0]
        count(rows["kg import"], code, found == answers[which] and refused == 1 and home.answers() == answers[which])
    cells = [[name, found.total(), found["ended"], found["whole"], found["wrong"]] for name, found in rows.items()]
    table(["command", "runs", "ended before the end", "came to the end", "answers that differ"], cells)
    left = sorted(path.name for path in Path(home.environment["SAMKART_STORE"]).rglob("building-*"))
    home.run("build", "--force")
    print(f"\none run takes {whole:.1f} s; half-made folders before the last build: {len(left)}, after it: ", end="")
    print(len(list(Path(home.environment["SAMKART_STORE"]).rglob("building-*"))))
    sys.exit(1 if any(found["wrong"] for found in rows.values()) else 0)


def count(found: Counter[str], code: int, right: bool) -> None:
    found["whole" if code == 0 else "ended"] += 1
    found["wrong"] += not right


if __name__ == "__main__":
    main()
