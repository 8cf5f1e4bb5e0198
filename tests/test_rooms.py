"""The order of the rooms: a module imports only from rooms before its own, and heavy packages stay in place."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

KG = Path(__file__).parents[1] / "kg"
# Each line may import from the lines above it and from its own room; modules of one line know nothing of each other.
ORDER: tuple[tuple[str, ...], ...] = (
    ("errors", "vocab", "ids", "words"),
    ("settings", "resources", "model"),
    ("sources",),
    ("linking",),
    ("store",),
    ("questions", "networks"),
    ("views",),
    ("ontology",),
    ("facade",),  # api, checks and their like: single modules over the rooms, which name each other
    ("cli", "web"),
)
LEAVES = {*ORDER[0], *ORDER[1]}
RANK = {room: rank for rank, rooms in enumerate(ORDER) for room in rooms}
# Packages that cost at start-up or that only one room should know, and the files that may import them.
RDF = {"rdflib", "oxrdflib", "pyoxigraph", "pyshacl", "owlready2"}
NO_RDF = ("networks", "views")
ONE_FILE = {
    "pyvis": {"views/pyvis_page.py"},
    "pyshacl": {"ontology/check.py"},
    "oxrdflib": {"store/view.py"},
    "python_calamine": {"sources/cordis_xlsx.py"},
    "platformdirs": {"settings.py"},
    "sqlite3": {"store/index.py", "store/names.py", "store/remote.py"},
    "owlready2": set(),
    "openpyxl": set(),
}
MODULES = sorted(path.relative_to(KG).as_posix() for path in KG.rglob("*.py"))


def imported(path: str) -> Iterator[tuple[str, bool]]:
    """(module, is only for types) of every import in a file, wherever it stands."""
    tree = ast.parse((KG / path).read_text("utf-8"))
    typing_only = {
        id(inner)
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test)
        for inner in ast.walk(node)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, id(node) in typing_only) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{path}: relative import"
            yield str(node.module), id(node) in typing_only
            if node.module == "kg":
                yield from ((f"kg.{alias.name}", id(node) in typing_only) for alias in node.names)


def room(module: str) -> str:
    """`kg.store.view` → `store`; empty for what is not ours or for the package itself."""
    parts = module.split(".")
    if parts[0] != "kg" or len(parts) == 1 or parts[1].startswith("__"):
        return ""
    alone = (KG / f"{parts[1]}.py").is_file() and parts[1] not in LEAVES
    return "facade" if alone else parts[1]


def own_room(path: str) -> str:
    return room(f"kg.{path.partition('/')[0].removesuffix('.py')}")


def test_every_module_has_a_room() -> None:
    assert {own_room(path) for path in MODULES} - {""} <= set(RANK)


@pytest.mark.parametrize("path", [path for path in MODULES if own_room(path)])
def test_a_room_imports_only_rooms_before_it(path: str) -> None:
    own = own_room(path)
    wrong = [
        module for module, _ in imported(path) if (other := room(module)) and other != own and RANK[other] >= RANK[own]
    ]
    assert wrong == []


def test_the_package_itself_offers_the_facade_only() -> None:
    assert {room(module) for module, _ in imported("__init__.py")} - {""} <= {"facade", "store"}
    assert [m for m, typed in imported("__init__.py") if room(m) == "store" and not typed] == []


@pytest.mark.parametrize("path", [p for p in MODULES if own_room(p) in NO_RDF and p != "views/rdf.py"])
def test_networks_and_views_never_see_rdf(path: str) -> None:
    assert {module.partition(".")[0] for module, _ in imported(path)} & RDF == set()


@pytest.mark.parametrize("package", sorted(ONE_FILE))
def test_a_heavy_package_is_known_in_one_place(package: str) -> None:
    users = {path for path in MODULES for module, typed in imported(path) if module.partition(".")[0] == package}
    assert users == ONE_FILE[package]


HEAVY = ("rdflib", "networkx", "numpy", "scipy", "yaml", "babel", "pyshacl", "pyvis", "jinja2", "owlready2")


@pytest.mark.parametrize("command", [["who", "fjordby"], ["find", "fjordby"], ["show", "fjordby"], ["stats"]])
def test_a_question_loads_nothing_that_it_does_not_need(world_home: Path, command: list[str]) -> None:
    program = (
        "import sys, kg.cli\n"
        "try: kg.cli.main(sys.argv[1:])\n"
        f"except SystemExit as ended: print(ended.code, sorted(set({HEAVY!r}) & set(sys.modules)), file=sys.stderr)"
    )
    arguments = [sys.executable, "-c", program, *command, "--store", str(world_home)]
    done = subprocess.run(arguments, capture_output=True, text=True, check=True)
    assert done.stderr == "0 []\n"
    assert "Fjordby" in done.stdout or command == ["stats"]
