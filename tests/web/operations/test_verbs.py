"""Every verb has the fields that its function takes, the shell has the command, and it answers as the function does."""

from __future__ import annotations

import inspect
from typing import Any, get_type_hints

import click
import pytest

from kg.api import Samkart
from kg.cli import cli
from kg.model.conditions import TieConditionWords
from kg.model.result import Report
from kg.networks.gather import NetworkWords
from kg.suggest.gather import Suggester
from kg.web.operations.networks import NETWORK_VERBS
from kg.web.operations.operation import Operation
from kg.web.operations.verbs import verb, verbs

VERBS = {each.name: each for each in verbs()}
GIVEN: dict[str, dict[str, Any]] = {
    "who": {"actor": "fjordby", "via": ("project", "twinning")},
    "compare": {"actors": ("fjordby", "nordvik")},
    "region": {"actors": ("fjordby", "nordvik")},
    "gaps": {"actors": ("fjordby",), "examples": 1},
    "suggest/partners": {"actor": "fjordby", "limit": 3},
    "suggest/consortium": {"actor": "fjordby", "theme": ("climate-mitigation",), "size": 4},
    "suggest/networks": {"actor": "nordvik", "limit": 3},
    "suggest/themes": {"actor": "nordvik", "limit": 3},
    "path": {"actors": ("nordvik", "altburg")},
    "coverage": {},
    "themes": {"actor": "fjordby"},
    "networks": {"actor": "fjordby"},
    "conflicts": {},
    "programmes": {"country": "NO"},
    "sources": {},
    "stats": {},
    "ranking": {"actors": ("fjordby",), "measure": "pagerank", "via": ("project", "network")},
    "communities": {"actors": ("fjordby",), "members": 2},
    "brokers": {"actors": ("fjordby", "nordvik"), "between": "level"},
    "levels": {"actors": ("fjordby",), "by": "kind"},
    "changes": {"actors": (), "before": "2014..2019", "after": "2020..2026"},
}
ANOTHER_WAY = {"no_intervals": "intervals"}
"""What the shell and a form ask the other way round."""


def function(name: str) -> Any:
    area, _, what = name.partition("/")
    return getattr(Suggester, what) if area == "suggest" else getattr(Samkart, name)


@pytest.mark.parametrize("operation", VERBS.values(), ids=list(VERBS))
def test_the_fields_are_what_the_function_takes(operation: Operation) -> None:
    taken = inspect.signature(function(operation.name)).parameters
    known = {name for name, each in taken.items() if each.kind is not each.VAR_KEYWORD} | {operation.subject}
    if any(each.kind is each.VAR_KEYWORD for each in taken.values()):
        known |= set(get_type_hints(NetworkWords if operation.name in NETWORK_VERBS else TieConditionWords))
    assert {ANOTHER_WAY.get(each.name, each.name) for each in operation.fields} <= known


@pytest.mark.parametrize("operation", VERBS.values(), ids=list(VERBS))
def test_the_shell_has_the_command_and_its_options(operation: Operation) -> None:
    command: Any = cli
    for word in operation.command:
        command = command.get_command(click.Context(command), word)
    options = {name for each in command.params for name in (*each.opts, each.name)}
    values = {each.name: ("x",) if each.many else True if each.type == "flag" else "x" for each in operation.fields}
    used = [word for word in operation.shell(values) if word.startswith("--")]
    assert set(used) <= options


@pytest.mark.parametrize("name", sorted(GIVEN))
def test_it_answers_as_the_function_does(world: Samkart, name: str) -> None:
    operation = verb(name)
    assert operation is not None
    found = operation.run(world, GIVEN[name])
    given = dict(GIVEN[name])
    subject = given.pop(operation.subject, ()) if operation.subject else ()
    area, _, what = name.partition("/")
    own = getattr(world.suggest, what) if area == "suggest" else getattr(world, name)
    direct = own(*(subject if isinstance(subject, tuple) else (subject,)), **given)
    assert type(found) is type(direct)
    assert _data(found) == _data(direct)


def _data(found: Any) -> Any:
    return found.data() if isinstance(found, Report) else found.records()


def test_every_verb_is_tried_here() -> None:
    assert set(GIVEN) == set(VERBS)
