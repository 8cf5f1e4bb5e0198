"""Every command answers the same behind an endpoint as on disk."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Run

COMMANDS = [
    "who fjordby",
    "who fjordby --evidence",
    "who nordvik --at 2020-06-12",
    "who oeyene --with-predecessors",
    "who fjordby --theme climate-mitigation --programme horisont --lang en",
    "show fjordby",
    "show eurobyene",
    "show horisont --lang nn",
    "show groennby",
    "show climate-mitigation",
    "path nordvik altburg",
    "themes",
    "themes fjordby",
    "networks",
    "networks fjordby",
    "networks --theme climate-and-environment",
    "programmes",
    "sources",
    "stats",
    "questions",
    "query network/members -p network=eurobyene",
    "query actor/card -p actor=fjordby",
    "export --canonical",
    "export --format nquads",
    "export --incidence",
]


@pytest.mark.parametrize("command", COMMANDS)
def test_the_same_answer(run: Run, world_endpoint: str, command: str) -> None:
    here = run(*command.split())
    assert here[0] == 0
    assert run(*command.split(), "--endpoint", world_endpoint) == here


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?s ?n { ?s sk:population ?n } ORDER BY ?n",
        "ASK { ?s a sk:Network }",
        "ASK { ?s a sk:Nothing }",
        "CONSTRUCT { ?s sk:population ?n } WHERE { ?s sk:population ?n }",
    ],
)
def test_the_same_result_of_a_query(run: Run, world_endpoint: str, query: str) -> None:
    assert run("query", query, "--endpoint", world_endpoint) == run("query", query)


def test_names_are_found_and_missed_alike(run: Run, world_endpoint: str) -> None:
    def found(*arguments: str) -> list[str]:
        return [line.split("\t")[3] for line in run(*arguments, "--format", "tsv")[1].splitlines()[1:]]

    assert found("find", "fjord", "--endpoint", world_endpoint) == found("find", "fjord")
    for text in ("Fjorbdy", "kommune"):
        here, there = run("who", text), run("who", text, "--endpoint", world_endpoint)
        assert (here[0], here[2].splitlines()[:3]) == (there[0], there[2].splitlines()[:3])


def test_the_endpoint_may_stand_in_the_environment(
    run: Run, world_endpoint: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = run("stats")
    monkeypatch.setenv("SAMKART_ENDPOINT", world_endpoint)
    monkeypatch.setenv("SAMKART_STORE", "/nonexistent")
    assert run("stats") == here
