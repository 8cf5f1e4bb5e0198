"""The shell refuses what Python refuses, with the option in the place of the parameter."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.model.test_conditions import REFUSED

SHELL = [each for each in REFUSED if not each[0].keys() & {"countries", "derived_themes"}]
# The first it has as --country; the second is a flag, see below.


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


@pytest.mark.parametrize("verb", ["who", "network", "map", "communities", "brokers", "levels", "changes"])
def test_derived_themes_count_with_a_theme_only(run: Run, verb: str, tmp_path: Path) -> None:
    options = ("-o", str(tmp_path / "map.html")) if verb == "map" else ()
    told = "error: --theme: derived themes count with a theme only; say which"
    assert run(verb, "fjordby", "--derived-themes", *options) == (2, "", f"{told}\n")
    assert not list(tmp_path.iterdir())
    assert run(verb, "fjordby", "--derived-themes", "--theme", "klima", *options)[0] == 0
