"""The description of the API: valid, in each language, true of what is answered, and hard to trip over."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from openapi_spec_validator import validate

from kg.api import Samkart
from kg.settings import LANGUAGES
from kg.web.asked import Asked
from kg.web.machines.openapi import REPORTS, STATUSES, described
from kg.web.operations.machines import operations
from kg.web.pages import respond
from tests.web.test_serving import serving


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_openapi_3_1_in_each_language(world: Samkart, language: str) -> None:
    made = described(Samkart(world.view, language), "https://example.org")
    validate(made)
    assert made["openapi"] == "3.1.0"
    assert list(made["paths"]) == [f"/api/{each.name}" for each in operations()]
    for each in operations():
        got = made["paths"][f"/api/{each.name}"]["get"]
        assert got["summary"] == each.texts[language]
        assert list(got["responses"]) == [str(status) for status in STATUSES]
        own = [parameter for parameter in got["parameters"] if "name" in parameter]
        assert [(p["name"], p["required"], p["description"]) for p in own] == [
            (field.name, field.required, field.labels[language]) for field in each.fields
        ]


def test_parameters_have_types_and_enumerations(world: Samkart) -> None:
    paths = described(world, "")["paths"]
    known = {p["name"]: p["schema"] for p in paths["/api/who"]["get"]["parameters"] if "name" in p}
    assert known["ties"] == {"type": "boolean", "default": False}
    assert known["evidence"]["enum"] == ["own", "stated", "any"]
    assert known["via"]["items"]["enum"] == ["project", "network", "twinning", "agreement"]
    assert re.fullmatch(known["at"]["pattern"], "2020-06")
    assert not re.fullmatch(known["at"]["pattern"], "2020-13")
    top = next(p["schema"] for p in paths["/api/ranking"]["get"]["parameters"] if p.get("name") == "top")
    assert top == {"type": "integer", "minimum": 1, "maximum": 1000, "default": 20}


def test_a_question_s_columns_are_in_its_schema(world: Samkart) -> None:
    content = described(world, "")["paths"]["/api/question/actor/collaborators"]["get"]["responses"]["200"]["content"]
    row = content["application/json"]["schema"]["allOf"][1]["properties"]["rows"]["items"]
    assert row["required"] == ["partner", "ties", "projects", "networks", "twinnings", "agreements", "latest"]
    assert row["properties"]["ties"] == {"type": ["integer", "null"], "description": "Forbindelser"}
    assert row["properties"]["partner_key"] == {"type": "string"}


def test_the_operations_with_sections_are_those_that_answer_with_them(world: Samkart) -> None:
    made = described(world, "")["paths"]
    answered = set()
    for path, each in made.items():
        given = tuple(_examples(each["get"]))
        if path.startswith("/api/question/"):
            continue
        found = respond(world, Asked(path=tuple(path.split("/")[1:]), given=given, day="2026-06-01", form="json"))
        assert found.status == 200, (path, given, found.body)
        answered |= {path.removeprefix("/api/")} if "sections" in json.loads(found.body) else set()
    assert answered == REPORTS


def test_examples_are_answered_by_the_embedded_graph(embedded: Samkart) -> None:
    for path, each in described(embedded, "")["paths"].items():
        given = tuple(_examples(each["get"]))
        needed = {p["name"] for p in each["get"]["parameters"] if p.get("required")}
        if needed - {name for name, _ in given} and path.startswith("/api/question/"):
            continue  # a tie or a thing of another kind, which no name is known for
        found = respond(embedded, Asked(path=tuple(path.split("/")[1:]), given=given, day="2026-06-01", form="json"))
        assert found.status == 200, (path, given, found.body)


def _examples(got: dict[str, Any]) -> list[tuple[str, str]]:
    """What the description gives as examples of what must be given, or is one of what must, as an address has it."""
    found = []
    for each in got["parameters"]:
        if "example" in each:
            value = each["example"]
            found.append((each["name"], ",".join(value) if isinstance(value, list) else str(value)))
    return found


@pytest.mark.slow
def test_schemathesis_finds_no_fault(world_home: Path, tmp_path: Path) -> None:
    config = Path(__file__).with_name("schemathesis.toml")
    with serving(world_home) as (_, address):
        found = subprocess.run(
            [
                *(sys.executable, "-m", "schemathesis.cli", "--config-file", str(config)),
                *("run", f"{address}/api/openapi.json", "--checks", "all", "--seed", "1", "--max-examples", "3"),
                *("--phases", "examples,coverage,fuzzing", "--continue-on-failure", "--no-color", "--no-shrink"),
            ],
            capture_output=True,
            text=True,
            check=False,
            cwd=tmp_path,  # it keeps what it found where it runs
        )
    assert found.returncode == 0, found.stdout[-8000:] + found.stderr
    tested = re.search(r"Tested: (\d+)", found.stdout)
    assert tested is not None
    assert int(tested[1]) == len(operations())
