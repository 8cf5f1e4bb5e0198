"""The code that makes a store decides when it is built anew: all of it, wherever it lies, and no other."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from kg.resources import data_dir, root
from kg.store.code import code_files, imported_names

READERS = [f"kg.sources.{name}" for name in ("cldr", "cordis", "covenant", "curated", "interreg_sweden")]


def run(place: Path, program: str, *arguments: str) -> object:
    """What a program prints as JSON, run by a Python of its own that finds modules in `place` first."""
    command = [sys.executable, "-c", program, *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=place)
    return json.loads(done.stdout)


BUILD = """
import json, sys
from pathlib import Path
from kg.store.build import build
from kg.store.inputs import Inputs
build(Path(sys.argv[1]), Inputs.embedded(Path(sys.argv[1]) / "imports"))
print(json.dumps(sorted(m.__file__ for name, m in sys.modules.items() if name.startswith("kg."))))
"""


@pytest.mark.slow
def test_all_modules_that_a_build_loads_count(tmp_path: Path) -> None:
    loaded = run(root(), BUILD, str(tmp_path))
    assert isinstance(loaded, list)
    assert len(loaded) > 40
    assert {Path(file).relative_to(root()).as_posix() for file in loaded} <= code_files(READERS).keys()


CHANGES = """
import json, sys
from pathlib import Path
from kg.store.inputs import Inputs
found = {}
inputs = Inputs(Path(sys.argv[1]), Path(sys.argv[2]), Path("no imports"))
for name in sys.argv[3:]:
    before, path = inputs.fingerprint(), Path(name)
    content = path.read_bytes()
    path.write_bytes(content + b"# a comment\\n")
    found[name] = inputs.fingerprint() != before
    path.write_bytes(content)
    assert inputs.fingerprint() == before
print(json.dumps(found))
"""


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the code, of the descriptions of the sources, and of one more source with a reader outside Samkart."""
    ignored = shutil.ignore_patterns("__pycache__", "_bundled")
    shutil.copytree(root() / "kg", tmp_path / "kg", ignore=ignored)
    shutil.copytree(data_dir() / "sources", tmp_path / "data" / "sources")
    shutil.copy(data_dir() / "sources" / "cldr.yml", tmp_path / "data" / "sources" / "outside.yml")
    description = tmp_path / "data" / "sources" / "outside.yml"
    description.write_text(description.read_text("utf-8").replace("kg.sources.cldr", "outside.readers.ours"), "utf-8")
    package = tmp_path / "outside"
    (package / "readers" / "ours").mkdir(parents=True)
    (package / "__init__.py").write_text("", "utf-8")
    (package / "readers" / "__init__.py").write_text("", "utf-8")
    (package / "readers" / "ours" / "__init__.py").write_text("from ..shared import read\n", "utf-8")
    (package / "readers" / "ours" / "codes.tsv").write_text("", "utf-8")
    (package / "readers" / "shared.py").write_text("def read(paths, **_):\n    import outside.deep as deep\n", "utf-8")
    (package / "deep.py").write_text("", "utf-8")
    (package / "other.py").write_text("", "utf-8")
    return tmp_path


COUNT = [
    "kg/ids.py",
    "kg/linking/linker.py",
    "kg/model/terms.py",
    "kg/sources/cleaning/values.py",
    "kg/sources/csvfile.py",
    "kg/sources/curated/cells.py",
    "kg/sources/reader.py",
    "kg/store/build.py",
    "kg/store/index.py",
    "kg/store/names.py",
    "outside/__init__.py",
    "outside/deep.py",
    "outside/readers/ours/codes.tsv",
    "outside/readers/shared.py",
]
DO_NOT = [
    "kg/__init__.py",
    "kg/api/__init__.py",
    "kg/brief/writer.py",
    "kg/checks.py",
    "kg/cli/who.py",
    "kg/language/speech.py",
    "kg/settings.py",
    "kg/sources/fetch.py",
    "kg/sources/municipalities/tables.py",
    "kg/store/remote.py",
    "kg/store/view.py",
    "outside/other.py",
]


@pytest.mark.slow
def test_a_change_in_what_reads_and_writes_counts_and_no_other(copy: Path) -> None:
    files = [str(copy / name) for name in (*COUNT, *DO_NOT)]
    found = run(copy, CHANGES, str(copy / "data"), str(copy / "ontology"), *files)
    assert found == {str(copy / name): name in COUNT for name in (*COUNT, *DO_NOT)}


def test_a_reader_that_is_not_there_is_left_to_the_builder() -> None:
    assert code_files(["nowhere.at.all", "json.nothing"]).keys() >= code_files([]).keys()


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("import a\nfrom b import (\n    c,  # why\n    d as e,\n)\n", [("a", ""), ("b", "c"), ("b", "d")]),
        ("def f():\n    from a.b import c\n", [("a.b", "c")]),
        ("if TYPE_CHECKING:\n    from a import b\n\n    import c\nimport d\n", [("d", "")]),
        ("if x:\n    if TYPE_CHECKING:\n        import a\n    import b\n", [("b", "")]),
        ("from .. import a\nfrom .b import c\n", [("one", "a"), ("one.two.b", "c")]),
        ("import a; import b\nfrom c import \\\n    d\n", [("a", ""), ("b", ""), ("c", "d")]),
    ],
)
def test_what_a_module_imports(text: str, names: list[tuple[str, str]]) -> None:
    assert list(imported_names(text, "one.two")) == names
