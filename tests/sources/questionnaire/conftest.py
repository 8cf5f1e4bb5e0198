"""A house to survey, and the shell in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.store.inputs import Inputs
from tests.sources.questionnaire.house import Run, house, runner


@pytest.fixture
def inputs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Inputs:
    return house(tmp_path, monkeypatch)


@pytest.fixture
def run(inputs: Inputs, capsys: pytest.CaptureFixture[str]) -> Run:
    return runner(capsys)
