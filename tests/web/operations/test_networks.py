"""What is asked about whole networks: the fields are the shell's options, with what those take."""

from __future__ import annotations

from typing import Any

import click
import pytest

from kg.cli import cli
from kg.networks.measures.catalogue import MEASURES
from kg.web.operations.networks import NETWORK_VERBS
from kg.web.operations.operation import Field
from kg.web.operations.verbs import verb

SPELLED = {"before": "from", "after": "to"}
OWN = {"store", "endpoint", "lang", "timeout", "form", "output", "excel", "wide", "progress"}


def options(command: str) -> dict[str, click.Parameter]:
    """The options of a command by the name of what they give."""
    found = cli.get_command(click.Context(cli), command)
    assert found is not None
    return {str(each.name): each for each in found.params if each.name not in OWN}


def fields(name: str) -> dict[str, Field]:
    found = verb(name)
    assert found is not None
    return {each.name: each for each in found.fields}


@pytest.mark.parametrize("name", NETWORK_VERBS)
def test_fields_are_the_options_of_the_command(name: str) -> None:
    assert set(fields(name)) == set(options(NETWORK_VERBS[name][0]))


@pytest.mark.parametrize("name", NETWORK_VERBS)
def test_they_take_the_same_values_and_default_to_the_same(name: str) -> None:
    shell = options(NETWORK_VERBS[name][0])
    for each in fields(name).values():
        option: Any = shell[each.name]
        if isinstance(option.type, click.Choice) and each.name not in ("level", "kind", "evidence"):
            assert set(each.choices) == set(option.type.choices), each.name
        if each.default and isinstance(option.default, str | int | float):
            assert each.default == str(option.default), each.name


def test_every_measure_can_be_asked_for() -> None:
    assert set(fields("ranking")["measure"].choices) == set(MEASURES)
