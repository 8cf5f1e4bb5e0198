"""The package is light to import, exports what it says, and rests on nothing but the rooms above it."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import kg.networks

ALLOWED = ("kg.errors", "kg.ids", "kg.vocab", "kg.settings", "kg.model", "kg.networks")


def test_importing_the_package_loads_nothing_heavy() -> None:
    code = "import sys, kg.networks; kg.networks.Selection(), kg.networks.TIE_KINDS; print(*sys.modules)"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not {"numpy", "scipy", "networkx", "rdflib", "pyoxigraph"} & set(told.stdout.split())


def test_every_exported_name_is_there_and_not_hidden_by_a_module() -> None:
    for name in kg.networks.__all__:
        assert not isinstance(getattr(kg.networks, name), type(sys)), name
    assert set(kg.networks.__all__) <= set(dir(kg.networks))
    assert set(kg.networks._HOME) == set(kg.networks.__all__)


def test_networks_import_only_the_rooms_above_them() -> None:
    for file in sorted(Path(kg.networks.__file__).parent.glob("*.py")):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            names = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            names += [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            for name in names:
                assert not name.startswith("kg") or name.startswith(ALLOWED), f"{file.name} imports {name}"
