"""How quickly the network page's steps are answered: `python benchmarks/network_page.py` over all of Horizon Europe.

Milliseconds of the function alone (no server), the first time and with what it keeps, and kB of JSON; the median of
three. The things are a middling actor, the best-connected one, the largest project and the whole programme.
"""

from __future__ import annotations

import json
import statistics
import time
from collections.abc import Callable
from functools import partial
from typing import Any

from _common import store, table

from kg.api import Samkart
from kg.store.view import LocalView
from kg.web.network import answers

THINGS = {
    "actor/baerum": "partner",
    "actor/pic-999997930": "partner",
    "project/cordis-101057014": "participant",
    "programme/horizon-europe": "project",
}


def measured(ask: Callable[[], Any]) -> tuple[float, float, int]:
    """Milliseconds of the first time and the time after, medians, and the size of the answer in kB."""
    first: list[float] = []
    again: list[float] = []
    size = 0
    for _ in range(3):
        answers._kept.clear()
        for times in (first, again):
            begun = time.perf_counter()
            found = ask()
            times.append(1000 * (time.perf_counter() - begun))
        size = len(json.dumps(found)) // 1000
    return statistics.median(first), statistics.median(again), size


def main() -> None:
    """Print a row for each thing and verb."""
    rows = []
    with Samkart(LocalView(store("horizon")), "en") as samkart:
        samkart.notice = lambda text: None
        for thing, kind in THINGS.items():
            menu = {"thing": thing}
            steps = {"steps": f"{thing};{thing}!{kind}!n=100"}
            for name, ask in (
                ("menu with counts", partial(answers.connections, samkart, menu)),
                (f"100 of {kind}", partial(answers.picture, samkart, steps)),
            ):
                first, again, size = measured(ask)
                rows.append([thing, name, f"{first:.0f}", f"{again:.0f}", size])
    table(["thing", "what", "first, ms", "again, ms", "kB"], rows)


if __name__ == "__main__":
    main()
