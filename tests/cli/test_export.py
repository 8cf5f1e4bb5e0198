"""`kg export --incidence`: a table of edges, which goes with nothing that is asked of RDF."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Run


def test_a_table_of_edges(run: Run, tmp_path: Path) -> None:
    code, out, err = run("export", "--incidence")
    assert (code, err) == (0, "")
    assert out.splitlines()[0] == "hub,actor,kind,held_from,held_until,known_by,tie"
    assert run("export", "--incidence", "-o", tmp_path / "edges.csv") == (0, "", "")
    assert (tmp_path / "edges.csv").read_text("utf-8") == out


@pytest.mark.parametrize(
    "option", ["--format turtle", "--source horisont", "--layer sources", "--canonical", "--canonical-graph"]
)
def test_with_what_is_asked_of_rdf_it_is_refused(run: Run, option: str) -> None:
    told = f"error: --incidence writes no RDF; it cannot go together with {option.split()[0]}\n"
    assert run("export", "--incidence", *option.split()) == (2, "", told)
