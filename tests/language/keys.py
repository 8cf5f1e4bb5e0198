"""The keys of words that the code asks for, read from the code itself."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

KG = Path(__file__).parents[2] / "kg"
# The functions that take keys, by the module they come from: the surface (or where it is given), the first key.
SAYERS: dict[tuple[str, str], tuple[str | int, int]] = {
    ("kg.language.tables", "words"): ("table", 1),
    ("kg.language.tables", "say"): ("table", 1),
    ("kg.language.compare", "say"): ("compare", 1),
    ("kg.language.figure_words", "say"): ("figure", 0),
    ("kg.language.speech", "word"): ("speech", 0),
    ("kg.language.speech", "say"): (1, 2),
    ("kg.language.catalogue", "text"): (1, 2),
}
METHODS = {"say": "brief", "heads": "brief"}
"""What a `Writer` and a `Speech` are asked, in `kg/brief`; what `Here` is asked in `kg/web` is of the surface `web`."""

ANY = "(.+)"


def sources() -> list[Path]:
    return sorted(KG.rglob("*.py"))


def patterns(node: ast.expr) -> Iterator[str]:
    """Regular expressions for the keys that an expression can be: a constant, an f-string, either of two."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield re.escape(node.value)
    elif isinstance(node, ast.JoinedStr):
        yield "".join(re.escape(str(v.value)) if isinstance(v, ast.Constant) else ANY for v in node.values)
    elif isinstance(node, ast.IfExp):
        yield from patterns(node.body)
        yield from patterns(node.orelse)


@cache
def asked(path: Path) -> tuple[tuple[str, str, int], ...]:
    """(surface, regular expression for the key, line) of every word that a module asks for by name."""
    return tuple(_asked(path))


def _asked(path: Path) -> Iterator[tuple[str, str, int]]:
    tree = ast.parse(path.read_text("utf-8"))
    names = {
        alias.asname or alias.name: SAYERS[str(node.module), alias.name]
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
        if (str(node.module), alias.name) in SAYERS
    }
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        if isinstance(node.func, ast.Name) and node.func.id in names:
            surface, first = names[node.func.id]
            if isinstance(surface, int):
                named = node.args[surface]
                if not isinstance(named, ast.Constant):
                    continue
                surface = str(named.value)
            keys = node.args[first:] if node.func.id == "words" else node.args[first : first + 1]
        elif isinstance(node.func, ast.Attribute) and node.func.attr in METHODS and "brief" in path.parts:
            surface = METHODS[node.func.attr]
            keys = node.args if node.func.attr == "heads" else node.args[:1]
        elif isinstance(node.func, ast.Attribute) and node.func.attr == "say" and _is_here(node.func.value):
            surface, keys = "web", node.args[:1]
        else:
            continue
        for key in keys:
            for pattern in patterns(key):
                yield surface, pattern, node.lineno


def _is_here(node: ast.expr) -> bool:
    """Is it `here`, or `Here(…)`?"""
    named = node.func if isinstance(node, ast.Call) else node
    return isinstance(named, ast.Name) and named.id.lower() == "here"


def templates() -> Iterator[tuple[str, str]]:
    """(name of a template of the explorer, regular expression for a key that it says)."""
    for path in sorted((KG / "web" / "templates").glob("*.j2")):
        for key, joined in re.findall(r'\bsay\("([^"]+)"( ~)?', path.read_text("utf-8")):
            yield path.name, re.escape(key) + (ANY if joined else "")


def mentioned() -> tuple[set[str], set[str]]:
    """Every text constant of the code, the page's script and the templates; the patterns of texts put together."""
    constants: set[str] = set()
    composed: set[str] = set()
    for path in sources():
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                constants.add(node.value)
            elif isinstance(node, ast.JoinedStr):
                composed |= set(patterns(node))
    for path in sorted([*KG.rglob("*.js"), *KG.rglob("*.ts"), *KG.rglob("*.j2")]):
        if "vendor" in path.parts:
            continue
        content = path.read_text("utf-8")
        if path.relative_to(KG).parts[:2] in (("web", "network"), ("web", "script")):  # its words lack their prefix
            own = re.findall(r"""["']([\w.-]+)["']|\bt\.(\w+)""", content)
            constants |= {f"network.{key}" for found in own for key in found}
            composed |= {rf"network\.column\.{ANY}"} if "column.${" in content else set()
        if path.relative_to(KG).parts[:2] == ("web", "templates"):
            composed |= {pattern for name, pattern in templates() if name == path.name}
        constants |= set(re.findall(r"""["']([\w-]+)["']""", content))
        constants |= set(re.findall(r"\b(?:words|t|text)\.(\w+)", content))
        constants |= set(re.findall(r"data\.text\[code\]\.(\w+)", content))
        constants |= set(re.findall(r"\b(\w+):", content))
        for literal in re.findall(r"`([^`]*)`", content):
            parts = re.split(r"\$\{[^}]*\}", literal)
            if len(parts) > 1:
                composed.add(ANY.join(re.escape(part) for part in parts))
    return constants, {each for each in composed if " " not in each and len(re.findall("[a-z]", each)) > 2}
