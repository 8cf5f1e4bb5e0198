from __future__ import annotations

import json
from typing import Any

import pytest

from tests.cli.conftest import Run


def suggested(run: Run, *arguments: str) -> list[dict[str, Any]]:
    code, out, err = run("suggest", *arguments, "--format", "json")
    assert (code, err) == (0, "")
    found: list[dict[str, Any]] = json.loads(out)
    return found


def test_partners_are_new_and_come_with_reasons_and_sources(run: Run) -> None:
    partners = {
        row["partner_label"]
        for row in json.loads(run("who", "fjordby", "--via", "project,twinning,agreement", "--format", "json")[1])
    }
    found = suggested(run, "partners", "fjordby")
    names = [row["name_label"] for row in found]
    assert names
    assert not partners & set(names)
    assert "Fjordby kommune" not in names
    assert all(row["reasons"] for row in found)
    scores = [row["score"] for row in found]
    assert scores == sorted(scores, reverse=True)


@pytest.mark.parametrize("what", ["partners", "networks", "themes"])
def test_equals_share_a_place_in_order_of_name(run: Run, what: str) -> None:
    found = suggested(run, what, "fjordby", "--limit", "100")
    scores = [row["score"] for row in found]
    assert scores == sorted(scores, reverse=True)
    assert [row["place"] for row in found] == [1 + sum(other > score for other in scores) for score in scores]
    assert found == sorted(found, key=lambda row: (row["place"], str(row["name_label"]).casefold()))
    shown = run("suggest", what, "fjordby", "--limit", "100", "--format", "csv", "--lang", "en")[1].splitlines()
    assert [line.split(",")[0] for line in shown] == ["place", *(str(row["place"]) for row in found)]


def test_only_abroad_of_a_kind_or_with_a_theme(run: Run) -> None:
    everywhere = suggested(run, "partners", "fjordby")
    abroad = [row["name"] for row in everywhere if row["country"] not in (None, "NO")]
    assert abroad
    assert [row["name"] for row in suggested(run, "partners", "fjordby", "--abroad")] == abroad
    assert {row["kind"] for row in suggested(run, "partners", "fjordby", "--kind", "county")} == {"County"}
    with_theme = suggested(run, "partners", "nordvik", "--theme", "circular-economy")
    assert any("Sirkulær økonomi".lower() in str(row["reasons"]).lower() for row in with_theme)


def test_what_suggestions_rest_on_is_told(run: Run) -> None:
    code, out, _ = run("suggest", "partners", "innmark", "--lang", "en")
    assert code == 0
    assert "The suggestions rest on" in out or "the suggestions rest on" in out


def test_networks_are_not_those_one_is_in(run: Run) -> None:
    own = {row["network_label"] for row in json.loads(run("networks", "fjordby", "--format", "json")[1])}
    found = {row["name_label"] for row in suggested(run, "networks", "fjordby")}
    assert found
    assert not own & found


def test_themes_are_not_those_one_has(run: Run) -> None:
    own = {row["theme"] for row in json.loads(run("themes", "nordvik", "--format", "json")[1])}
    assert not own & {row["name"] for row in suggested(run, "themes", "nordvik")}


def test_an_endpoint_suggests_the_same(run: Run, world_endpoint: str) -> None:
    command = ("suggest", "partners", "fjordby", "--format", "csv")
    assert run(*command, "--endpoint", world_endpoint) == run(*command)
