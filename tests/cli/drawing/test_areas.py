"""`kg map --areas`: what it writes, and what does not go together."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_without_a_file_a_page_is_written_here_under_the_name_of_what_it_is_of(run: Run, here: Path) -> None:
    code, out, err = run("map", "--areas", "county", "--lang", "nb")
    assert (code, out, err) == (0, "", "samkart-county.html: 17\n")
    assert "<h1>Deltakelser</h1>" in (here / "samkart-county.html").read_text("utf-8")


def test_the_map_of_an_actor_has_where_those_are_that_it_meets(run: Run, here: Path) -> None:
    assert run("map", "fjordby", "--areas", "country", "--count", "twinnings", "--flows", "-o", "m.csv")[0] == 0
    rows, flows = (
        list(csv.DictReader(io.StringIO((here / name).read_text("utf-8")))) for name in ("m.csv", "m.flows.csv")
    )
    norway = next(row["value"] for row in rows if row["area"] == "NO")
    assert int(norway) == sum(int(each["ties"]) for each in flows if "NO" in (each["area"], each["other_area"]))


def test_periods_are_maps_on_one_scale(run: Run, here: Path) -> None:
    periods = ("--period", "2014-2020", "--period", "2021-2027")
    assert run("map", "--areas", "county", *periods, "--classes", "equal", "-o", "m.json")[0] == 0
    told = json.loads((here / "m.json").read_text("utf-8"))
    assert {row["period"] for row in told["areas"]} == {"2014–2020", "2021–2027"}
    assert told["scale"]["method"] == "equal"
    known = sum(each["areas"] for each in told["scale"]["classes"]) + told["scale"]["zero"]
    assert known == sum(row["value"] is not None for row in told["areas"])


def test_a_title_stands_on_the_figure(run: Run, here: Path) -> None:
    assert run("map", "--areas", "county", "--title", "Våre fylker", "-o", "m.svg")[0] == 0
    assert ">Våre fylker<" in (here / "m.svg").read_text("utf-8")


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (("--flows",), "--flows goes with --areas, which says what areas are to be coloured"),
        (("--count", "money"), "--count goes with --areas"),
        (("--period", "2014-2020"), "two periods are compared, as in 2014-2020 and 2021-2027; 1 given"),
        (("--areas", "county", "--via", "project"), "--via is for networks and does not go with --areas"),
        (("--areas", "county", "--mode", "actor"), "--mode is for networks"),
        (("--areas", "county", "--geographic"), "--geographic is for networks"),
        (("--areas", "county", "--for", "gephi", "-o", "m.csv"), "--for is for networks"),
        (("--areas", "county", "-o", "m.gexf"), "m.gexf': unknown ending; expected one of .html, .svg"),
        (("--areas", "county", "--period", "2014-2020", "--at", "2015"), "give either periods or dates"),
        (("--areas", "county", "--period", "2014"), "'2014' is not a period"),
        (("--areas", "parish"), "'parish' is not one of"),
        (("--areas", "county", "--until", "1801"), "nothing to draw"),
    ],
)
def test_what_does_not_go_together_is_said_and_nothing_written(
    run: Run, here: Path, given: tuple[str, ...], said: str
) -> None:
    code, out, err = run("map", *given, "--lang", "en")
    assert code != 0 and out == "" and said in err
    assert list(here.iterdir()) == []
