"""What the commands write about the made-up world, whole: tables as people read them, and every data format."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run

EXPECTED = Path(__file__).parent / "expected"
TABLES = {
    "find": ["find", "fjord"],
    "find-theme-en": ["find", "kli", "--kind", "theme", "--lang", "en"],
    "show-actor": ["show", "fjordby", "--at", "2026-06-01"],
    "show-actor-en": ["show", "fjordby", "--at", "2026-06-01", "--lang", "en", "--limit", "1"],
    "show-network": ["show", "Eurobyene", "--at", "2026-06-01", "--limit", "2"],
    "show-programme": ["show", "horisont"],
    "show-project": ["show", "GRØNNBY", "--lang", "nn"],
    "show-theme": ["show", "climate-mitigation"],
    "path": ["path", "nordvik", "altburg", "--limit", "2"],
    "path-projects": ["path", "nordvik", "elafina", "--via", "project,network", "--lang", "en"],
    "themes": ["themes"],
    "themes-actor": ["themes", "fjordby"],
    "networks": ["networks"],
    "networks-actor": ["networks", "fjordby"],
    "networks-theme": ["networks", "--theme", "climate-and-environment"],
    "networks-actor-theme": ["networks", "fjordby", "--theme", "climate-and-environment"],
    "programmes": ["programmes"],
    "programmes-none": ["programmes", "--country", "se", "--theme", "digitalisation"],
    "sources": ["sources"],
    "stats": ["stats"],
    "question": ["query", "network/members", "-p", "network=eurobyene", "-p", "status=member"],
    "questions": ["questions", "network/members", "--lang", "en"],
    "who-predecessors": ["who", "fjordby", "--with-predecessors", "--lang", "nn"],
    "who-evidence": ["who", "nordvik", "--evidence", "--via", "project,network", "--limit", "2"],
}


@pytest.mark.parametrize("name", sorted(TABLES))
def test_tables(run: Run, name: str) -> None:
    assert run(*TABLES[name]) == (0, (EXPECTED / f"{name}.txt").read_text("utf-8"), "")


@pytest.mark.parametrize("form", ["json", "jsonl", "csv", "tsv", "markdown"])
def test_formats(run: Run, form: str) -> None:
    assert run("networks", "fjordby", "--format", form) == (0, (EXPECTED / f"networks.{form}").read_text("utf-8"), "")


COMMANDS = [
    ["who", "fjordby"],
    ["who", "fjordby", "--evidence"],
    ["find", "fjord"],
    ["path", "nordvik", "altburg"],
    ["themes"],
    ["themes", "fjordby"],
    ["networks"],
    ["networks", "fjordby"],
    ["programmes"],
    ["sources"],
    ["stats"],
    ["questions"],
    ["questions", "actor/card"],
    ["query", "actor/projects", "-p", "actor=fjordby"],
]


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_all_formats_hold_the_same_rows(run: Run, command: list[str]) -> None:
    texts = {form: run(*command, "--format", form)[1] for form in ("json", "jsonl", "csv", "tsv", "markdown", "table")}
    rows = json.loads(texts["json"])
    assert rows
    assert [json.loads(line) for line in texts["jsonl"].splitlines()] == rows
    comma, tab = (
        list(csv.reader(io.StringIO(texts[form]), delimiter=mark)) for form, mark in (("csv", ","), ("tsv", "\t"))
    )
    assert comma == tab
    facts = [{name: each for name, each in row.items() if name not in ("title", "source", "page")} for row in rows]
    merged = [fact for i, fact in enumerate(facts) if fact not in facts[:i]] if "page" in rows[0] else facts
    assert len(comma) == len(merged) + 1  # a fact with several sources is one row
    assert all(len(line) == len(comma[0]) for line in comma)
    labels = {name.removesuffix("_label") for row in rows for name in row if name.endswith("_label")}
    told = {
        name: row[f"{name}_label"] if name in labels and row.get(name) else row.get(name)
        for row in rows[:1]
        for name in rows[0]
    }
    first = dict(zip(comma[0], comma[1], strict=True))
    for name, value in told.items():
        if name.endswith("_label") or isinstance(value, list | dict | bool | float):
            continue
        if name in labels:
            assert (first[name], first.get(f"{name}_iri", rows[0][name] or "")) == (value or "", rows[0][name] or "")
        elif name.endswith("_key"):
            assert first[name] == value


def test_a_file_is_written_whole_or_not_at_all(run: Run, tmp_path: Path) -> None:
    target = tmp_path / "answer.csv"
    assert run("stats", "--format", "csv", "-o", target) == (0, "", "")
    whole = target.read_bytes()
    assert whole.decode() == run("stats", "--format", "csv")[1]
    code, out, err = run("who", "nobody-at-all", "-o", target)
    assert (code, out) == (1, "")
    assert err.startswith("error: nothing is called 'nobody-at-all'")
    assert target.read_bytes() == whole
    assert [path.name for path in tmp_path.iterdir()] == ["answer.csv"]


@pytest.mark.parametrize("target", [".", "missing/answer.csv"])
def test_a_file_that_cannot_be_written(run: Run, tmp_path: Path, target: str) -> None:
    code, out, err = run("stats", "-o", tmp_path / target)
    assert (code, out) == (1, "")
    assert err.startswith(f"error: {tmp_path / target} cannot be written: ")
    assert list(tmp_path.iterdir()) == []


WHO = {
    "--via project": [
        "Altburg",
        "Høgskolen",
        "ODD UNITS LTD",
        "Elafina",
        "Sørhavn kommune",
        "Øyene kommune",
        "Vesterøy kommune",
    ],
    "--via agreement": ["Altburg", "Høgskolen"],
    "--via twinning": ["Granstad", "Hamnby"],
    "--theme circular-economy": ["Altburg", "Høgskolen", "ODD UNITS LTD"],
    "--programme horisont --country gr": ["Elafina"],
    "--programme HORISONT.2": [],
    "--country EL": ["Elafina"],
    "--level regional": ["Nordfjell fylkeskommune"],
    "--kind university": ["Høgskolen"],
    "--since 2026": [
        "Granstad",
        "Nordfjell fylkeskommune",
        "Sørhavn kommune",
        "Øyene kommune",
        "Nordvik kommune",
        "Altburg",
        "Elafina",
        "Skogsby",
    ],
    "--until 2000": ["Granstad", "Hamnby", "Nordvik kommune", "Sørhavn kommune"],
    "--limit 1": ["Granstad"],
}


@pytest.mark.parametrize("options", sorted(WHO))
def test_who_with_each_option(run: Run, options: str) -> None:
    code, out, err = run("who", "fjordby", *options.split(), "--format", "json")
    assert (code, err) == (0, "")
    assert [row["partner_label"] for row in json.loads(out)] == WHO[options]
