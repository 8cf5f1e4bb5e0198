"""Every Question over the embedded graph or all of Horizon Europe: rows and median milliseconds, labels included.

    python benchmarks/questions.py [embedded|horizon] [NAME …]

Asked through the embedded view with the required parameters of a middling actor (Bærum) and of the best-connected one
(Fraunhofer), three times after a first; once if it takes more than five seconds.
"""

from __future__ import annotations

import multiprocessing
import statistics
import sys
import time
from multiprocessing.connection import Connection
from pathlib import Path

from _common import store

from kg.api import Samkart
from kg.errors import KgError
from kg.questions.question import Question
from kg.store.view import LocalView

MIDDLING = {
    "actor": "baerum",
    "a": "baerum",
    "b": "asker",
    "other": "asker",
    "network": "covenant-of-mayors",
    "other_network": "eurocities",
    "programme": "horizon-2-5",
    "project": "cordis-101189847",
    "theme": "climate-mitigation",
    "country": "NO",
    "county": "akershus-fylke",
    "region": "akershus-fylke",
    "date": "2020-01-01",
    "at": "2020-06-12",
    "kind": "Municipality",
    "level": "local",
    "year": "2020",
}
LARGEST = {**MIDDLING, "actor": "pic-999984059", "a": "pic-999984059", "b": "pic-999997930", "other": "pic-999997930"}


LIMIT = 60  # seconds for one Question with one set of parameters; what takes longer is given up and said to


def main() -> None:
    name = sys.argv[1] if len(sys.argv) > 1 else "horizon"
    home = store(name)
    with Samkart(LocalView(home)) as samkart:
        names = sys.argv[2:] or [question.name for question in samkart.questions()]
    print("| Question | rows, Bærum | ms | rows, Fraunhofer | ms |\n|---|---|---|---|---|", flush=True)
    for each in names:
        cells = [cell for given in (MIDDLING, LARGEST) for cell in limited(home, each, given)]
        print(f"| {each} | " + " | ".join(cells) + " |", flush=True)


def limited(home: Path, name: str, given: dict[str, str]) -> tuple[str, str]:
    """Measure in a process of its own, which is ended after the limit."""
    reader, writer = multiprocessing.Pipe(duplex=False)
    child = multiprocessing.Process(target=alone, args=(home, name, given, writer))
    child.start()
    found = reader.recv() if reader.poll(LIMIT) else ("–", f"> {LIMIT},000")
    child.kill()
    child.join()
    return found


def alone(home: Path, name: str, given: dict[str, str], writer: Connection) -> None:
    with Samkart(LocalView(home)) as samkart:
        writer.send(tuple(map(str, measure(samkart, samkart.question(name), given))))


def measure(samkart: Samkart, question: Question, given: dict[str, str]) -> tuple[object, object]:
    wanted = {p.name: given[p.name] for p in question.parameters.values() if p.required and p.name in given}
    times = []
    try:
        for number in range(4):
            begun = time.perf_counter()
            answer = samkart.ask(question.name, **wanted)
            spent = time.perf_counter() - begun
            if number or spent > 5:
                times.append(spent)
            if spent > 5:
                break
    except KgError as error:
        return f"({error})", "–"
    return len(answer), f"{statistics.median(times) * 1000:.0f}"


if __name__ == "__main__":
    main()
