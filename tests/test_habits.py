"""What CONTRIBUTING, the Makefile, the hooks and CI say is there and agrees."""

from __future__ import annotations

import re
import tomllib
from importlib.util import find_spec
from pathlib import Path

import pytest
import yaml

import kg

ROOT = Path(__file__).parents[1]
CONTRIBUTING, MAKEFILE, CI = ((ROOT / name).read_text("utf-8") for name in ("CONTRIBUTING.md", "Makefile", ".ci/run"))
HOOKS = (ROOT / ".pre-commit-config.yaml").read_text("utf-8")
TARGETS = dict(re.findall(r"^(\w+):\n((?:\t.*\n)*)", MAKEFILE, re.MULTILINE))
CHECKS = sorted(set(re.findall(r"-m (kg[\w.]+(?: --check)?)$", CI, re.MULTILINE)))
"""The checks of generated documents and the like that CI runs."""


def test_the_version_is_the_same_wherever_it_stands() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text("utf-8"))
    assert project["version"] == kg.__version__ == citation["version"]
    assert project["license"] == citation["license"]
    assert project["keywords"] == citation["keywords"]


def test_checks_are_found_in_ci() -> None:
    assert "kg.ontology.docs --check" in CHECKS
    assert "kg.cli.reference --check" in CHECKS


@pytest.mark.parametrize("check", CHECKS)
def test_every_check_of_ci_is_one_of_make_lint_and_of_the_hooks(check: str) -> None:
    assert f"-m {check}\n" in TARGETS["lint"]
    assert f"-m {check}\n" in HOOKS


@pytest.mark.parametrize("check", [check for check in CHECKS if check.endswith(" --check")])
def test_whatever_is_checked_can_be_written(check: str) -> None:
    assert f"-m {check.removesuffix(' --check')}\n" in TARGETS["docs"]


@pytest.mark.parametrize("text", [CONTRIBUTING, MAKEFILE, HOOKS, CI], ids=["CONTRIBUTING", "Makefile", "hooks", "CI"])
def test_every_module_that_is_run_exists(text: str) -> None:
    modules = set(re.findall(r"python\"? -m (kg[\w.]*)", text))
    assert modules
    assert [module for module in sorted(modules) if find_spec(module) is None] == []


def test_make_can_do_what_contributing_asks_of_it() -> None:
    asked = set(re.findall(r"\bmake (\w+)(?=[ `']|$)", CONTRIBUTING, re.MULTILINE))
    assert {"quick", "lint", "test", "docs"} <= asked
    assert asked <= TARGETS.keys()


def test_every_file_that_contributing_names_exists() -> None:
    named = re.findall(r"`((?:kg|tests|data|docs|queries|ontology|benchmarks)/[^`\s<>]*)`", CONTRIBUTING)
    assert len(named) > 15
    assert [name for name in named if not (ROOT / name).exists()] == []
