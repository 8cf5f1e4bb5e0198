"""The shell refuses what Python refuses, with the option in the place of the parameter."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Run
from tests.model.test_conditions import REFUSED

SHELL = [each for each in REFUSED if "countries" not in each[0]]  # which it has as --country


@pytest.mark.parametrize(("given", "message", "near"), SHELL, ids=str)
def test_the_shell_names_its_option(run: Run, given: dict[str, object], message: str, near: tuple[str, ...]) -> None:
    options = [part for name, value in given.items() for part in (f"--{name}", str(value))]
    for verb in ("who", "network"):
        code, out, err = run(verb, "fjordby", *options)
        first, *rest = err.splitlines()
        said = f"--{message}" if message.partition(":")[0] in given else message
        assert (code, out) == (2, "")
        assert first.startswith(f"error: {said}")
        assert rest == (["perhaps:", *(f"  {name}" for name in near)] if near else [])
