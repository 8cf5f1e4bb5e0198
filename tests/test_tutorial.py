"""The tutorial notebook: kept without outputs, names verbs that exist, runs (`.ci/run` executes it as a notebook)."""

from __future__ import annotations

import ast
import json
import re
import tempfile
from pathlib import Path

import pytest

from kg.api import Samkart

DOCS = Path(__file__).parents[1] / "docs"
TEXT = (DOCS / "tutorial.ipynb").read_text("utf-8")
NOTEBOOK = json.loads(TEXT)
CODE = ["".join(cell["source"]) for cell in NOTEBOOK["cells"] if cell["cell_type"] == "code"]
PROSE = ["".join(cell["source"]) for cell in NOTEBOOK["cells"] if cell["cell_type"] == "markdown"]
LONGEST_SHOWN = 3_000
"""Characters of a text under a cell; a table is longer in HTML, and a map is a whole page."""


def test_it_is_kept_without_outputs_and_always_in_the_same_form() -> None:
    code = [cell for cell in NOTEBOOK["cells"] if cell["cell_type"] == "code"]
    assert [cell["id"] for cell in code if cell["outputs"] or cell["execution_count"] is not None] == []
    assert [cell["id"] for cell in NOTEBOOK["cells"] if cell["metadata"]] == []
    assert [cell["id"] for cell in NOTEBOOK["cells"]] == [f"cell-{n:02d}" for n in range(1, len(code) + len(PROSE) + 1)]
    assert NOTEBOOK["metadata"] == {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    }
    assert json.dumps(NOTEBOOK, ensure_ascii=False, indent=1) + "\n" == TEXT
    assert len(TEXT) < 20_000


def test_it_names_verbs_that_exist_and_most_of_them_for_an_analyst() -> None:
    named = {
        node.attr
        for cell in CODE
        for node in ast.walk(ast.parse(cell))
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "samkart"
    }
    assert {name for name in named if name.startswith("_") or not hasattr(Samkart, name)} == set()
    asked = {"who", "ask", "select", "query", "graph", "network", "ranking", "communities", "compare", "map", "export"}
    assert named >= asked


def test_what_its_prose_names_is_there() -> None:
    prose = "\n".join(PROSE)
    pages = set(re.findall(r"\]\(([^)]+)\)", prose))
    assert {page for page in pages if not (DOCS / page).is_file()} == set()
    assert pages >= {"method.md", "questions.md"}
    extras = set(re.findall(r"\.\[(\w+)\]", prose))
    assert extras == {"figures", "notebook"}
    assert all(f"\n{extra} = [" in (DOCS.parent / "pyproject.toml").read_text("utf-8") for extra in extras)


@pytest.mark.slow
def test_every_cell_runs_and_shows_something_short(
    embedded_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("pandas", reason="pandas is not installed (samkart[notebook])")
    monkeypatch.setenv("SAMKART_STORE", str(embedded_home))
    monkeypatch.setenv("SAMKART_CONFIG", "")
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    names: dict[str, object] = {}
    shown = [each for each in (_shown(cell, names) for cell in CODE) if each]
    assert len(shown) > 15
    assert [text[:80] for text, _ in shown if len(text) > LONGEST_SHOWN] == []
    tables = [html for _, html in shown if html]
    assert len(tables) > 12
    assert [html[:80] for html in tables if not re.search(r"<t[dh]\b|^<iframe ", html)] == []
    assert [html[:80] for html in tables if "--limit" in html] == []
    (folder,) = tmp_path.iterdir()
    written = {file.name: file.stat().st_size for file in folder.iterdir()}
    assert written.keys() == {"baerum.html", "partners.csv", "projects.gexf", "projects.graphml", "samkart.ttl"}
    assert min(written.values()) > 1_000


def _shown(cell: str, names: dict[str, object]) -> tuple[str, str] | None:
    """Run a cell as a notebook does; what its last line shows, as text and, where there is such, as HTML."""
    tree = ast.parse(cell)
    last = tree.body[-1]
    if isinstance(last, ast.Expr):
        del tree.body[-1]
    else:
        last = ast.Expr(ast.Constant(None))
    exec(compile(tree, "tutorial.ipynb", "exec"), names)  # noqa: S102
    value = ast.fix_missing_locations(ast.Expression(last.value))
    found = eval(compile(value, "tutorial.ipynb", "eval"), names)  # noqa: S307
    if found is None:
        return None
    return repr(found), found._repr_html_() if hasattr(found, "_repr_html_") else ""
