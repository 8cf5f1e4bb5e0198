"""A call says what its arguments are: more than five in a row without names are refused."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

KG = Path(__file__).parents[1] / "kg"
MOST = 5


def definitions(trees: dict[str, ast.Module]) -> dict[str, int | None]:
    """Functions and classes by name, each with how many positions there are before a `*rest` (None: no such rest)."""
    found: dict[str, int | None] = {"cls": None}
    for tree in trees.values():
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                named = [arg.arg for arg in (*node.args.posonlyargs, *node.args.args) if arg.arg not in ("self", "cls")]
                found[node.name] = len(named) if node.args.vararg else None
            elif isinstance(node, ast.ClassDef):
                found[node.name] = None
    return found


def _given(argument: ast.expr) -> int:
    """How many arguments one is: none for a row unpacked, each element of a tuple or list written out and unpacked."""
    if not isinstance(argument, ast.Starred):
        return 1
    row = argument.value
    return sum(map(_given, row.elts)) if isinstance(row, ast.Tuple | ast.List) else 0


def long_calls(trees: dict[str, ast.Module]) -> Iterator[str]:
    """`file:line name` of every call of something defined in the trees with more than MOST arguments by position.

    What a `*rest` takes in is a list of like things and does not count, nor does a row that is unpacked.
    """
    known = definitions(trees)
    for path, tree in trees.items():
        for node in ast.walk(tree):
            if not isinstance(node, ast.Call):
                continue
            called = node.func
            name = (
                called.id if isinstance(called, ast.Name) else called.attr if isinstance(called, ast.Attribute) else ""
            )
            if name not in known:
                continue
            given = sum(_given(argument) for argument in node.args)
            rest = known[name]
            if (given if rest is None else min(given, rest)) > MOST:
                yield f"{path}:{node.lineno} {name}"


def test_no_call_has_more_than_five_arguments_by_position() -> None:
    trees = {path.relative_to(KG).as_posix(): ast.parse(path.read_text("utf-8")) for path in sorted(KG.rglob("*.py"))}
    assert list(long_calls(trees)) == []


def test_the_check_sees_what_it_should() -> None:
    source = """
class Row: ...
def many(a, b, c, d, e, f): ...
def rest(a, *cells): ...
many(1, 2, 3, 4, 5, 6)
many(1, 2, 3, 4, 5, f=6)
module.many(1, 2, 3, 4, 5, 6)
Row(1, 2, 3, 4, 5, 6)
Row(*cells, 1)
Row(1, 2, *(3, 4, 5, *cells, 6))
rest(1, 2, 3, 4, 5, 6, 7)
max(1, 2, 3, 4, 5, 6)
"""
    assert list(long_calls({"m.py": ast.parse(source)})) == ["m.py:5 many", "m.py:7 many", "m.py:8 Row", "m.py:10 Row"]
