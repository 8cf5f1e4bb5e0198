"""The command of the shell that a page shows is one that the shell takes."""

from __future__ import annotations

from typing import Any

import pytest

from kg.errors import Usage
from kg.web.operations.machines import operation
from kg.web.operations.operation import read


@pytest.mark.parametrize(
    ("name", "values", "command"),
    [
        ("who", {"actor": "asker", "via": ("project", "network")}, "kg who asker --via project,network"),
        ("who", {"actor": "asker", "country": ("NO", "SE")}, "kg who asker --country NO,SE"),
        ("programmes", {"country": "SE", "theme": "energy"}, "kg programmes --country SE --theme energy"),
        ("changes", {"before": "2014..2017", "after": "2018..2020"}, "kg changes --from 2014..2017 --to 2018..2020"),
        (
            "ranking",
            {"actors": ("asker",), "kind": ("county", "office")},
            "kg network asker --kind county --kind office",
        ),
        ("find", {"q": "bær", "limit": 3}, "kg find bær --limit 3"),
        ("question/actor/ties", {"actor": "asker"}, "kg query actor/ties -p actor=asker"),
    ],
)
def test_the_command_is_one_that_the_shell_takes(name: str, values: dict[str, Any], command: str) -> None:
    assert " ".join(operation(name).shell(values)) == command


@pytest.mark.parametrize("text", ["a", "1,5", "1e3", "٣", "--1"])
def test_a_number_is_written_in_figures(text: str) -> None:
    with pytest.raises(Usage, match=r"resolution: .* is not a number; expected one as in 1\.5"):
        read(operation("communities"), [("resolution", text)])
