"""Numbers, dates and years are written in the digits 0–9: options that take one refuse the digits of other scripts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

import kg
from kg.cli import cli
from kg.errors import Usage
from kg.ids import is_date, is_organisation_number
from kg.model.conditions import checked_period, country_of, span_of, year_of
from tests.cli.conftest import Run

GIVEN = {"actor": "fjordby", "thing": "fjordby", "text": "fjord", "a": "fjordby", "b": "nordvik", "folder": "."}
GIVEN |= {
    "sentence": "fjordby",
    "actors": "fjordby",
    "names": "fjordby",
    "old": "2020",
    "new": "today",
    "query": "network/members",
    "name": "stats/classes",
}
GIVEN |= {"source": "cordis-horizon", "files": "none.csv", "file": "none.csv", "pages": "actor/fjordby"}
DATES = ("DATE", "YYYY", "PERIOD", "FROM-TO")
BESIDE = {"--from": ["--to", "2021..2024"], "--to": ["--from", "2014..2020"], "--year": ["--variant", "year"]}
WRONG = {
    "DATE": ["２０２０", "٢٠٢٠", "2020-０6", "२०२०-01-01"],
    "YYYY": ["２０２０", "٢٠٢٠", "202０"],
    "PERIOD": ["２０１４..２０２０", "2014..202０"],
    "FROM-TO": ["２０１４-２０２０", "٢٠١٤-٢٠٢٠"],
    "Whole": ["２０", "٢", "२", "2_0", "1e1", " 3", "9" * 30, "³"],
    "Amount": ["１.５", "٢", "nan", "inf", "1_0.5", "1e400", "1."],
}


WRITTEN = {"chart": ["-o", "chart.svg"], "survey": ["-o", "ark.xlsx"], "site": ["-o", "site"]}
"""What some commands need beside."""


def commands(command: click.Command, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            found = command.get_command(context, name)
            assert found is not None
            yield from commands(found, (*path, name))
    else:
        yield path, command


def options() -> Iterator[tuple[tuple[str, ...], str, str]]:
    for path, command in commands(cli, ()):
        arguments = [
            str(p.name) for p in command.params if isinstance(p, click.Argument) and (p.required or p.nargs < 0)
        ]
        for option in command.params:
            kind = type(option.type).__name__
            metavar = option.metavar or ""
            if isinstance(option, click.Option) and (kind in WRONG or metavar in DATES):
                given = [GIVEN[name] for name in arguments]
                given += WRITTEN.get(path[0], [])
                yield (*path, *given), option.opts[-1], kind if kind in WRONG else metavar


@pytest.mark.parametrize(("command", "option", "kind"), list(options()), ids=str)
def test_every_option_takes_the_digits_0_to_9_only(run: Run, command: tuple[str, ...], option: str, kind: str) -> None:
    for value in WRONG[kind]:
        code, out, err = run(*command, *BESIDE.get(option, []), option, value)
        assert (code, out) == (2, ""), (value, err)
        assert option in err
        assert "Traceback" not in err


def test_no_option_for_a_number_is_forgotten() -> None:
    """One that takes a number does it by `Whole` or `Amount`."""
    taken = {kind for _, _, kind in options()}
    assert taken == set(WRONG)
    for path, command in commands(cli, ()):
        for option in command.params:
            plain = isinstance(option.type, click.types.IntParamType | click.types.FloatParamType)
            assert not plain or type(option.type).__name__ in WRONG, (path, option.name)


@pytest.mark.parametrize("value", ["２", "2.５", "1e3", "٢"])
@pytest.mark.parametrize("since", ["２０２０"])
def test_parameters_of_questions(run: Run, value: str, since: str) -> None:
    code, out, err = run("query", "actor/collaborators", "-p", "actor=fjordby", "-p", f"at={since}")
    assert (code, out) == (2, "")
    assert "is not a date; expected YYYY" in err
    code, out, err = run("query", "actor/collaborators", "-p", "actor=fjordby", "-p", f"at={value}")
    assert (code, out) == (2, "")


def test_python_refuses_them_too() -> None:
    for wrong in ("２０２０", "٢٠٢٠-01", "2020-０1-01"):
        assert not is_date(wrong)
        with pytest.raises(Usage):
            checked_period(since=wrong)
        with pytest.raises(Usage):
            year_of(wrong)
    with pytest.raises(Usage):
        span_of("２０１４-２０２０")
    assert not is_organisation_number("９３５４７８７１５")
    for wrong in ("ß", "ﬁ", "ＮＯ"):
        with pytest.raises(Usage):
            country_of(wrong)


def test_patterns_and_tests_for_digits_mean_ascii() -> None:
    r"""`\d`, `isdigit` and `isdecimal` hold for the digits of every script."""
    loose = re.compile(r"\\d|\.is(?:digit|decimal|numeric)\(\)|click\.(?:Int|Float)Range(?!\))|click\.(?:INT|FLOAT)\b")
    found = []
    for path in sorted(Path(kg.__file__).parent.rglob("*.py")):
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
            if "sources/c" in path.as_posix():  # files and tables: their values are checked by tests of their own
                continue
            if loose.search(line) and "isascii()" not in line and r"[^\W\d" not in line:
                found.append(f"{path.name}:{number}: {line.strip()}")
    assert found == []
