"""No verb shows a traceback, or a control character, whatever an endpoint answers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.model.text import harmless
from tests.cli.conftest import Run
from tests.store.endpoint.hostile import BODIES, TERMS, hostile

VERBS = [
    "query SELECT?x{?x?y?z}ORDERBY?x",
    "query network/members -p network=x",
    "who x",
    "who x --since 2020 --country NO",
    "show x",
    "find x",
    "path x y",
    "themes x",
    "networks x",
    "programmes",
    "network x",
    "communities",
    "levels",
    "compare x y",
    "suggest partners x",
    "brief x",
    "sources",
    "stats",
    "export --canonical",
    "export",
]


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with hostile() as address:
        yield address.address


@pytest.mark.filterwarnings("ignore::kg.errors.UnlinkedTwin")
@pytest.mark.parametrize("mode", [*TERMS, "nothing", "rejected", "broken", "deep-triple", "surrogate"])
@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_answers_in_a_sentence(
    run: Run, server: str, mode: str, verb: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")
    arguments = verb.replace("ORDERBY", " ORDER BY ").split(" ", 1) if "{" in verb else verb.split()
    code, out, err = run(*arguments, "--endpoint", f"{server}/{mode}")
    assert code in (0, 1)
    assert code == 0 or re.search("^error: ", err, re.MULTILINE)
    assert verb.startswith("export") or harmless(out) == out
    assert harmless(err) == err
    if mode in BODIES:
        assert code == 1
