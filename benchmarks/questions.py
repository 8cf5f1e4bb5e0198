"""Every Question over the embedded graph or all of Horizon Europe: rows and median milliseconds, labels included.

    python benchmarks/questions.py [embedded|horizon]

Asked through the embedded view with the required parameters of a middling actor (Bærum) and of the best-connected one
(Fraunhofer), three times after a first; once if it takes more than five seconds.
"""

from __future__ import annotations

import statistics
import sys
import time

from _common import store, table

from kg.api import Samkart
from kg.errors import KgError
from kg.questions.question import Question
from kg.store.view import LocalView

MIDDLING = {
    "actor": "baerum", "a": "baerum", "b": "asker", "other": "asker", "network": "covenant-of-mayors",
    "other_network": "eurocities",
    "programme": "horizon-2-5", "project": "cordis-101189847", "theme": "climate-mitigation",
    "country": "NO", "county": "akershus-fylke", "region": "akershus-fylke", "date": "2020-01-01", "at": "2020-06-12",
    "kind": "Municipality", "level": "local", "year": "2020",
}  # fmt: skip
LARGEST = {**MIDDLING, "actor": "pic-999984059", "a": "pic-999984059", "b": "pic-999997930", "other": "pic-999997930"}


def main() -> None:
    name = sys.argv[1] if len(sys.argv) > 1 else "horizon"
    rows = []
    with Samkart(LocalView(store(name))) as samkart:
        for question in samkart.questions():
            row: list[object] = [question.name]
            for given in (MIDDLING, LARGEST):
                row.extend(measure(samkart, question, given))
            rows.append(row)
    table(["Question", "rows, Bærum", "ms", "rows, Fraunhofer", "ms"], rows)


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
