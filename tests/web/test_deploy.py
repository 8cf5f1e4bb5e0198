"""The files of deploy/ fit what they start: its options, its packages, its counts."""

from __future__ import annotations

import json
import re
import shlex
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from starlette.testclient import TestClient

from kg.cli.publishing.serve import serve_command

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "deploy"


def text(name: str) -> str:
    return (DEPLOY / name).read_text("utf-8")


def commands() -> dict[str, list[str]]:
    """The arguments of `kg serve` by where they stand."""
    unit = re.search(r"^ExecStart=\S+/kg serve (.*)$", text("samkart.service"), re.MULTILINE)
    container = re.search(r"^CMD (\[.*\])$", text("Containerfile"), re.MULTILINE)
    assert unit and container
    found = {"unit": shlex.split(unit[1]), "container": json.loads(container[1])[1:]}
    shown = re.findall(r"(?<=\bserve )--(?:.|\\\n)*$", (ROOT / "docs" / "deploy.md").read_text("utf-8"), re.MULTILINE)
    found |= {f"docs {n}": shlex.split(each.replace("\\\n", " ")) for n, each in enumerate(shown)}
    assert len(shown) >= 2
    return found


@pytest.mark.parametrize(("where", "arguments"), commands().items())
def test_commands_have_options_that_there_are(where: str, arguments: list[str]) -> None:
    context = serve_command.make_context("serve", [*arguments])
    assert context.args == [], where


def test_packages_are_pinned_to_versions_that_fit_with_their_sums() -> None:
    lines = text("requirements.txt").replace("\\\n", " ").splitlines()
    pinned = {}
    for line in lines:
        if "==" in line and not line.startswith("#"):
            name, _, rest = line.partition("==")
            pinned[canonicalize_name(name)] = re.split(r"[ ;]", rest)[0]
            assert "--hash=sha256:" in line, name
    told = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    extras = told["optional-dependencies"]
    wanted = [
        Requirement(each) for each in (*told["dependencies"], *extras["figures"], *extras["brief"], *extras["zstd"])
    ]
    for each in wanted:
        if each.name != "samkart":
            assert pinned[canonicalize_name(each.name)] in each.specifier


def test_alerts_ask_for_counts_that_there_are(world_site: TestClient) -> None:
    world_site.get("/about")
    there = set(re.findall(r"^(samkart_\w+)", world_site.get("/metrics").text, re.MULTILINE))
    asked = set(re.findall(r"samkart_\w+", text("alerts.yml")))
    assert asked and asked <= there
