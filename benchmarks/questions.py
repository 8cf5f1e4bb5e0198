"""Every Question over the embedded graph, all of Horizon Europe and four times that, and how its time grows.

    python benchmarks/questions.py [--before REVISION] [--look-ups] [NAME …]

Each Question is asked with its required parameters: those of a middling actor (Bærum), and, where it takes an actor,
those of the best-connected one (Fraunhofer) on a line of its own. A time is the least CPU time of some runs of the
query, rows fetched, labels not looked up. The exponent is log(time over 4× / time over 1×) / log 4: 0 does not grow
with the graph, 1 grows as the graph does. What is asked about one thing and gives as many rows over both is a look-up:
it must not grow, and is marked where it does. With a revision the peer is the Question as it stood there, over 1×, in
turn with today's; `equal` says whether the answers are the same, rows and order.

Four times Horizon Europe comes from `benchmarks/_scale.py`, imported with every kind of activity as a filter: a part,
since a whole snapshot of that size is refused (data/sources/cordis-horizon.yml has the most that is believed).
"""

from __future__ import annotations

import math
import multiprocessing
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from _common import HERE, store

from kg.api import Samkart
from kg.errors import KgError
from kg.questions.bind import bind
from kg.store.view import LocalView

if TYPE_CHECKING:
    from kg.store.substitute import Values

MIDDLING = {
    "actor": "baerum",
    "other": "asker",
    "network": "covenant-of-mayors",
    "programme": "horizon-2-5",
    "project": "cordis-101189847",
    "theme": "climate-mitigation",
    "country": "NO",
    "county": "akershus-fylke",
    "region": "akershus-fylke",
    "kind": "Municipality",
    "number": "935478715",
    "entity": "https://w3id.org/samkart/id/actor/baerum",
    "tie": "https://w3id.org/samkart/id/tie/agreement/aas-jarocin",
}
LARGEST = {**MIDDLING, "actor": "pic-999984059", "other": "pic-999997930"}
NETWORKS = {"network/shared-members": {"other": "eurocities"}}
"""Parameters that mean something else in one Question than in the others."""

ONE_THING = {"actor", "other", "network", "project", "number", "entity", "tie", "county", "region"}
LIMIT = 120  # seconds for one Question with one set of parameters; what takes longer is given up and said to
BOUND = 0.5  # the exponent above which a look-up grows
NOISE = 0.002  # seconds: below this a time says nothing of growth


class Measured(NamedTuple):
    """Rows (None: given up), seconds of CPU (None: the thing is not in this graph), and of the older text the seconds
    and whether both answer alike.
    """

    rows: int | None
    seconds: float | None
    before: float | None = None
    equal: bool | None = None


def main() -> None:
    arguments = sys.argv[1:]
    revision = ""
    if "--before" in arguments:
        place = arguments.index("--before")
        revision = arguments[place + 1]
        del arguments[place : place + 2]
    only = "--look-ups" in arguments
    wanted = [name for name in arguments if name != "--look-ups"]
    homes = [store(name) for name in ("embedded", "horizon", "horizon4")]
    with Samkart(LocalView(homes[0])) as samkart:
        questions = [question for question in samkart.questions() if not wanted or question.name in wanted]
    heading = ["Question", "rows 1×", "rows 4×", "embedded, ms", "1×, ms", "4×, ms", "exponent", ""]
    if revision:
        heading[5:5] = [f"1× at {revision}, ms", "equal"]
    print("| " + " | ".join(heading) + " |\n" + "|---" * len(heading) + "|", flush=True)
    growing = []
    for question in questions:
        required = {parameter.name for parameter in question.parameters.values() if parameter.required}
        about_one = bool(required) and required <= ONE_THING
        if only and not about_one:
            continue
        for title, given in (("", MIDDLING), (" · Fraunhofer", LARGEST)):
            if title and "actor" not in required:
                continue
            chosen = {name: {**given, **NETWORKS.get(question.name, {})}[name] for name in required}
            texts = [old(question.name, revision) if revision and home == homes[1] else "" for home in homes]
            found = [limited(home, question.name, chosen, text) for home, text in zip(homes, texts, strict=True)]
            power = exponent(found[1], found[2])
            grows = about_one and found[1].rows == found[2].rows and power is not None and power > BOUND
            growing += [question.name + title] if grows else []
            print(line(question.name + title, found, power, bool(revision), grows), flush=True)
    print(f"\nlook-ups that grow: {', '.join(growing) or 'none'}")


def line(name: str, found: Sequence[Measured], power: float | None, compared: bool, grows: bool) -> str:
    embedded, once, four = found
    cells = [name, count(once), count(four), shown(embedded), shown(once)]
    if compared:
        cells += [shown(once._replace(seconds=once.before)), {True: "yes", False: "NO", None: "–"}[once.equal]]
    cells += [shown(four), "–" if power is None else f"{power:.2f}", "grows" if grows else ""]
    return "| " + " | ".join(cells) + " |"


def count(measured: Measured) -> str:
    return "–" if measured.rows is None or measured.seconds is None else str(measured.rows)


def shown(measured: Measured) -> str:
    """Milliseconds."""
    if measured.rows is None:
        return f"> {LIMIT},000"
    if measured.seconds is None:
        return "–"
    return f"{measured.seconds * 1000:.1f}" if measured.seconds < 0.1 else f"{measured.seconds * 1000:.0f}"


def exponent(once: Measured, four: Measured) -> float | None:
    """None where a time is not to be had, or both are too short to tell."""
    if once.seconds is None or four.seconds is None or max(once.seconds, four.seconds) < NOISE:
        return None
    return math.log(four.seconds / once.seconds) / math.log(4)


def old(name: str, revision: str) -> str:
    """The text of a Question at a revision; empty if it was not there."""
    shown = subprocess.run(
        ["git", "show", f"{revision}:queries/{name}.rq"], cwd=HERE.parent, capture_output=True, text=True
    )
    return shown.stdout if not shown.returncode else ""


def limited(home: Path, name: str, given: Mapping[str, str], before: str) -> Measured:
    """Measure in a process of its own, which is ended after the limit."""
    reader, writer = multiprocessing.Pipe(duplex=False)
    child = multiprocessing.Process(target=alone, args=(home, name, given, before, writer))
    child.start()
    found = reader.recv() if reader.poll(LIMIT) else Measured(None, None)
    child.kill()
    child.join()
    return found


def alone(home: Path, name: str, given: Mapping[str, str], before: str, writer: Connection) -> None:
    with Samkart(LocalView(home)) as samkart:
        question = samkart.question(name)
        try:
            terms = bind(samkart.view, question, given)
        except KgError:  # a thing that this graph does not have
            writer.send(Measured(0, None))
            return
        now, then = run(samkart, question.sparql, terms), run(samkart, before, terms) if before else None
        equal = now[1] == then[1] if then else None
        writer.send(Measured(len(now[1]), now[0], then[0] if then else None, equal))


def run(samkart: Samkart, text: str, terms: Values) -> tuple[float, list[list[str]]]:
    """(least CPU seconds of five runs, or of as many as take a second; rows)."""
    times: list[float] = []
    rows: list[list[str]] = []
    while not times or (len(times) < 5 and sum(times) < 1):
        begun = time.process_time()
        rows = [[str(term) for term in row] for row in samkart.query(text, terms)]
        times.append(time.process_time() - begun)
    return min(times), rows


if __name__ == "__main__":
    main()
