from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from kg.cli import main

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, world_home: Path) -> Run:
    """Run `kg …` on the made-up world; returns exit code, standard output and standard error."""
    monkeypatch.setenv("SAMKART_STORE", str(world_home))
    monkeypatch.setenv("SAMKART_CONFIG", "")
    monkeypatch.delenv("SAMKART_ENDPOINT", raising=False)
    monkeypatch.delenv("SAMKART_LANG", raising=False)
    monkeypatch.delenv("SAMKART_COUNTRY", raising=False)
    monkeypatch.setattr("kg.api.today", lambda: "2026-11-28")

    def call(*arguments: str | Path) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as ended:
            main([str(argument) for argument in arguments])
        captured = capsys.readouterr()
        return int(ended.value.code or 0), captured.out, captured.err

    return call
