"""Templates: what they print is what stands under a key, never a method of the thing that has it."""

from __future__ import annotations

from pathlib import Path

import pytest
from jinja2 import Environment, nodes

from kg.model.text import no_function

TEMPLATES = sorted((Path(__file__).parents[1] / "kg").rglob("*.j2"))
METHODS = {name for name in dir(dict) if not name.startswith("_")}


def confused(source: str) -> list[str]:
    """What a template reads by a dot although a mapping has a method of that name, without calling it."""
    tree = Environment(autoescape=True).parse(source)
    called = {id(call.node) for call in tree.find_all(nodes.Call)}
    read = [each for each in tree.find_all(nodes.Getattr) if each.attr in METHODS and id(each) not in called]
    return [f"line {each.lineno}: .{each.attr}" for each in read]


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_no_template_reads_a_key_that_is_called_as_a_method_by_a_dot(path: Path) -> None:
    assert confused(path.read_text(encoding="utf-8")) == []


def test_what_is_looked_for_is_found() -> None:
    source = '{{ t.copy }}\n{% for a in t.items() %}{{ a.keys | upper }}{{ t["copy"] }}{% endfor %}\n{{ t.title }}'
    assert confused(source) == ["line 1: .copy", "line 2: .keys"]


def test_a_method_is_an_error_where_it_would_be_printed() -> None:
    made = Environment(autoescape=True, finalize=no_function)
    words = {"copy": "Kopier", "title": "Kart"}
    assert made.from_string('{{ t["copy"] }} {{ t.title }}').render(t=words) == "Kopier Kart"
    with pytest.raises(TypeError, match="a key that is called as a method is written"):
        made.from_string("{{ t.copy }}").render(t=words)


def test_every_environment_of_templates_refuses_to_print_methods() -> None:
    made = [
        path
        for path in sorted((Path(__file__).parents[1] / "kg").rglob("*.py"))
        if " Environment(" in path.read_text("utf-8")
    ]
    assert [path.name for path in made] == ["html.py", "docs.py", "page.py", "pyvis.py", "html.py"]
    assert all("finalize=" in path.read_text("utf-8") and "no_function" in path.read_text("utf-8") for path in made)
