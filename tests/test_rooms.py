"""The order of the rooms: a module imports only from rooms before its own, and heavy packages stay in place."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from kg.language.catalogue import entries

KG = Path(__file__).parents[1] / "kg"
# From the ground up, as in the design: a room imports from the rooms before it and from itself.
ORDER = (
    "errors",
    "ids",
    "vocab",
    "plain_text",
    "resources",
    "extras",
    "settings",
    "model",
    "language",
    "ontology",
    "linking",
    "sources",
    "store",
    "questions",
    "session",
    "coverage",
    "networks",
    "compare",
    "suggest",
    "views",
    "brief",
    "api",
    "checks",
    "web",
    "cli",
)
RANK = {room: rank for rank, room in enumerate(ORDER)}
# What may see a session: one gather.py (or a folder gather/) in a room of pure functions, and the surfaces.
PURE = ("coverage", "networks", "compare", "suggest", "views", "brief")
LARGEST_FOLDER = 25
# Packages that cost at start-up or that only one room should know, and the files that may import them.
RDF = {"rdflib", "oxrdflib", "pyoxigraph", "pyshacl", "owlready2"}
ONE_FILE = {
    "pyvis": {"views/map/pyvis.py"},
    "pyshacl": {"ontology/check.py"},
    "oxrdflib": {"store/view.py"},
    "python_calamine": {
        "sources/tabular/formats/workbook.py",
        "sources/questionnaire/sheet.py",
        "sources/workbook.py",
    },
    "platformdirs": {"settings.py"},
    "sqlite3": {
        f"store/{name}.py"
        for name in ("endpoint/names", "identifiers", "incidence", "index", "layout", "locks", "names", "derived/texts")
    },
    "owlready2": set(),
    "granian": {"web/serving.py"},
    "prometheus_client": {"web/metrics.py"},
    "mcp": {"web/assistants/server.py"},
    "mcp_types": {"web/assistants/server.py"},
    "uvicorn": {"web/assistants/server.py"},
    "openpyxl": {"brief/formats/sheets_xlsx.py", "brief/formats/survey_xlsx.py", "views/exports/workbook.py"},
}
MODULES = sorted(path.relative_to(KG).as_posix() for path in KG.rglob("*.py"))


@cache
def imported(path: str) -> tuple[tuple[str, bool], ...]:
    """(module, is only for types) of every import in a file, wherever it stands."""
    return tuple(_imported(path))


def _imported(path: str) -> Iterator[tuple[str, bool]]:
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
            names = [f"{node.module}.{alias.name}" for alias in node.names]
            modules = [name for name in names if _is_module(name)]
            yield from ((name, id(node) in typing_only) for name in modules)
            if len(modules) < len(names):
                yield str(node.module), id(node) in typing_only


@cache
def _is_module(name: str) -> bool:
    parts = name.split(".")
    path = KG.parent.joinpath(*parts)
    return parts[0] == "kg" and (path.is_dir() or path.with_suffix(".py").is_file())


def room(module: str) -> str:
    """`kg.store.view` → `store`; empty for what is not ours and for the package itself."""
    parts = module.split(".")
    return parts[1] if parts[0] == "kg" and len(parts) > 1 and not parts[1].startswith("__") else ""


def own_room(path: str) -> str:
    return room(f"kg.{path.partition('/')[0].removesuffix('.py')}")


def test_every_module_stands_in_a_room_of_the_design_and_every_room_is_there() -> None:
    assert {own_room(path) for path in MODULES} - {""} == set(ORDER)


@pytest.mark.parametrize("path", [path for path in MODULES if own_room(path)])
def test_no_import_runs_upwards(path: str) -> None:
    own = own_room(path)
    wrong = [module for module, _ in imported(path) if (other := room(module)) and RANK[other] > RANK[own]]
    assert wrong == []


def test_no_modules_import_each_other_in_a_circle() -> None:
    names = {"kg." + path.removesuffix(".py").replace("/", ".").removesuffix(".__init__"): path for path in MODULES}
    below = {
        name: {module for module, typed in imported(path) if module in names and not typed and module != name}
        for name, path in names.items()
    }
    while below:  # take away what imports nothing that is left; a circle stays
        free = {name for name, found in below.items() if not found & below.keys()}
        assert free, sorted(below)
        below = {name: found for name, found in below.items() if name not in free}


def test_the_package_itself_offers_the_api_only() -> None:
    assert {module for module, _ in imported("__init__.py") if room(module)} == {"kg.api", "kg.model.progress"}


def may_ask(path: str) -> bool:
    """Is this file one that asks a session: `gather.py`, or anything in a folder `gather/`?"""
    return "gather.py" in path or "/gather/" in path


@pytest.mark.parametrize("path", [path for path in MODULES if own_room(path) in PURE and not may_ask(path)])
def test_pure_functions_never_see_a_session_or_a_store_or_rdf(path: str) -> None:
    found = {module for module, _ in imported(path)}
    assert {module for module in found if room(module) in ("session", "store", "questions")} == set()
    assert {module.partition(".")[0] for module in found} & RDF == set()


@pytest.mark.parametrize("folder", sorted({str(Path(path).parent) for path in MODULES}))
def test_no_folder_is_a_heap(folder: str) -> None:
    assert len([path for path in (KG / folder).iterdir() if path.is_file()]) <= LARGEST_FOLDER


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
    entries("nb", "table")  # in a fresh checkout the words are compiled once, with Babel
    arguments = [sys.executable, "-c", program, *command, "--store", str(world_home)]
    done = subprocess.run(arguments, capture_output=True, text=True, check=True)
    assert done.stderr == "0 []\n"
    assert "Fjordby" in done.stdout or command == ["stats"]


def test_who_reads_the_index_only(world_home: Path) -> None:
    unused = (
        "pyoxigraph",
        "tomllib",
        "difflib",
        "decimal",
        "kg.questions.question",
        "kg.store.build",
        "kg.store.index",
    )
    program = (
        "import sys, kg.api\n"
        "kg.api.open_samkart(sys.argv[1]).who('fjordby').table\n"
        f"print(sorted(set({unused!r}) & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", program, str(world_home)], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


SOURCES = ("cordis", "cldr", "municipalities")


@pytest.mark.parametrize("path", [path for path in MODULES if not path.startswith("sources/")])
def test_nothing_outside_a_source_s_folder_names_it(path: str) -> None:
    tree = ast.parse((KG / path).read_text("utf-8"))
    prose = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}  # docstrings may give examples
    texts = [node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and id(node) not in prose]
    names = [node.id for node in ast.walk(tree) if isinstance(node, ast.Name)]
    modules = [module for module, _ in imported(path)]
    used = [text for text in (*texts, *names) if isinstance(text, str) and is_of_a_source(text)]
    assert used + [module for module in modules if module.startswith(tuple(f"kg.sources.{s}" for s in SOURCES))] == []


def is_of_a_source(text: str) -> bool:
    """Is a text an identifier or an address of a source, rather than a sentence with its name in it?"""
    return " " not in text and any(source in text.lower() for source in ("cordis", "cldr", "pic-"))


def test_the_front_of_the_explorer_opens_no_store_and_loads_nothing_that_reads_one() -> None:
    unused = (*HEAVY, "pyoxigraph", "openpyxl", "tomllib", "kg.store.view", "kg.questions.question", "kg.api")
    program = f"import sys, kg.web.app\nprint(sorted(set({unused!r}) & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
