"""Every Question on the engines of others, against the answers of the store on disk.

    python benchmarks/engines.py [--horizon] [--details] [--patience SECONDS] [ENGINE …]

Each Question is asked with example parameters, on each engine that is installed (`benchmarks/_engines.py`), over an
export of the embedded graph (`--horizon`: with all of Horizon Europe). `order` counts answers with the same rows
in another order, `refused` says what is told where an engine answers a known question wrongly; here it is asked all the
same.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path

from _common import store, table
from _engines import ENGINES, Engine, Missing, serving, told, valued
from questions import MIDDLING, NETWORKS

from kg.api import Samkart
from kg.errors import KgError
from kg.store.endpoint.opening import ALONE, Opened
from kg.store.remote import RemoteView
from kg.store.view import LocalView

MORE = {"at": "2026-06-12"}
"""Parameters that are given where a Question takes them: the day, which would be today's."""
PATIENCE = 30.0  # seconds of silence, after which an engine is thought not to answer; --patience gives others


def main() -> None:
    arguments, patience = sys.argv[1:], PATIENCE
    if "--patience" in arguments:
        place = arguments.index("--patience")
        patience = float(arguments[place + 1])
        del arguments[place : place + 2]
    wanted = [argument for argument in arguments if not argument.startswith("--")]
    details = "--details" in arguments
    home = store("horizon" if "--horizon" in arguments else "embedded")
    rows = []
    with Samkart(LocalView(home)) as local:
        for engine in wanted or ENGINES:
            try:
                with tempfile.TemporaryDirectory() as folder, serving(engine, home, Path(folder)) as served:
                    rows.append(compared(engine, local, served, details, patience))
            except Missing as missing:
                rows.append([engine, "", "", "", "", "", str(missing)])
            print(rows[-1], flush=True)
    print()
    table(["engine", "equal", "order", "different", "errors", "seconds", "which"], rows)


def compared(engine: str, local: Samkart, served: Engine, details: bool, patience: float) -> list[object]:
    """A row of the table."""
    counts: dict[str, list[str]] = {"equal": [], "order": [], "different": [], "error": []}
    begun = time.perf_counter()
    with Samkart(RemoteView(served.address, timeout=patience)) as remote:
        refused = ""
        try:
            remote.view.graph_names()
        except KgError as error:
            refused = f"refused: {str(error).replace(served.address, 'it')}; "
            remote.view.__dict__["_opened"] = Opened(ALONE if ENGINES[engine][1] else ())  # it is asked all the same
        for name, how, why in outcomes(local, remote, served):
            counts[how].append(name)
            if details and how in ("different", "error"):
                print(f"  {name}: {how}: {why}", flush=True)
    seconds = f"{time.perf_counter() - begun:.0f}"
    named = refused + ", ".join([*counts["different"], *counts["error"]])
    return [engine, *(len(counts[how]) for how in counts), seconds, named]


def outcomes(local: Samkart, remote: Samkart, served: Engine) -> Iterator[tuple[str, str, str]]:
    """(name, equal | order | different | error, what is so) of every Question, asked of both."""
    for question in local.questions():
        parameters = {**MIDDLING, **MORE, **NETWORKS.get(question.name, {})}
        given = {
            name: parameters[name]
            for name, parameter in question.parameters.items()
            if parameter.required or name in MORE
        }
        here = answer(local, question.name, given)
        try:
            there = served.asked(partial(answer, remote, question.name, given))
        except KgError as error:
            yield question.name, "error", str(error)[:300]
            continue
        if here == there:
            yield question.name, "equal", ""
        elif sorted(here) == sorted(there):
            yield question.name, "equal" if "ORDER BY" not in question.sparql else "order", ""
        else:
            less, more = sorted(set(here) - set(there))[:2], sorted(set(there) - set(here))[:2]
            rows = f"{len(here)} and {len(there)} rows"
            yield question.name, "different", f"{rows}; not there {str(less)[:200]}, only there {str(more)[:200]}"


def answer(samkart: Samkart, name: str, given: Mapping[str, str]) -> list[str]:
    """The rows of an answer, as text: values, and what things are called."""
    found = samkart.ask(name, **given)
    return [
        told([[valued(cell.value), cell.text if isinstance(cell.value, str) else ""] for cell in row])
        for row in found.rows
    ]


if __name__ == "__main__":
    main()
