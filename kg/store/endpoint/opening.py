"""What an endpoint holds, found out when it is opened: in which graph, and whether it answers a known question rightly.

Where the default graph is the union of all graphs (Virtuoso, QLever and others), what several sources say is counted
several times and nothing looks wrong. Such an engine holds the canonical layer in a graph of its own (`kg export
--canonical-graph`) and is asked for that one alone.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeAlias

import pyoxigraph as ox

from kg.errors import BadData
from kg.store.endpoint.received import Rows, WrongAnswer
from kg.store.substitute import lookup_text, substitute
from kg.vocab import CANONICAL

__all__ = ["ALONE", "Dataset", "Opened", "opened"]

Dataset: TypeAlias = tuple[tuple[str, str], ...]
"""Parameters of the protocol that name the graphs which a query is asked of; none: what the endpoint takes itself."""

ALONE: Dataset = (("default-graph-uri", CANONICAL),)
_LOAD = "load what 'kg export --canonical-graph' writes (docs/method.md, Endpoints)"


@dataclass(frozen=True, slots=True)
class Opened:
    """What is known of an endpoint: the graphs to ask, and what is wrong with asking it (a sentence, or empty).

    Nothing of Samkart's may be there (`foreign`): then it answers queries of the user's own only. So does an engine
    that loses rows of a UNION (`no_union`), but for queries with one.
    """

    dataset: Dataset = ()
    wrong: str = ""
    foreign: bool = False
    no_union: bool = False


def opened(endpoint: str, ask: Callable[[str, Dataset], Any]) -> Opened:
    """What is found out by asking: `ask` is given a query and the graphs. Raises KgError if it does not answer."""
    try:
        held = ask(substitute(lookup_text("holds_canonical"), {"canonical": ox.NamedNode(CANONICAL)}), ())
        dataset = ALONE if held else ()
        row = next(iter(Rows(endpoint, ask(lookup_text("opening"), dataset))), None)
        if row is None:
            return Opened(wrong=f"{endpoint} does not answer a question whose answer is known", foreign=True)
        derived, merged, once, named = (row.count(name) for name in ("derived", "merged", "once", "named"))
        numbers = [each.text("number") for each in Rows(endpoint, ask(lookup_text("known_answer"), dataset))]
    except (BadData, WrongAnswer) as error:
        return Opened(wrong=str(error), foreign=True)
    if not derived:
        return Opened(wrong=f"{endpoint} holds no graph of Samkart's where it is asked for; {_LOAD}", foreign=True)
    if merged or once != 1:
        if held:
            what = "it does not keep to the graph that it is asked for (default-graph-uri)"
            return Opened(wrong=f"{endpoint} answers wrongly: {what}; ask an engine that does")
        what = "its default graph is the union of all its graphs, so it counts things more than once"
        return Opened(wrong=f"{endpoint} answers wrongly: {what}; {_LOAD}")
    if sorted(numbers) != ["1", "2", "3", "4", "5"]:
        what = f"it loses rows of a UNION ({len(numbers)} of 5 are there), so every answer may lack some"
        return Opened(dataset, f"{endpoint} answers wrongly: {what}; ask another engine", no_union=True)
    if not named:
        return Opened(dataset, f"{endpoint} holds a graph of an older Samkart, without names to look up; {_LOAD}", True)
    return Opened(dataset)
