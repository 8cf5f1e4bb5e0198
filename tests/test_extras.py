"""What a missing package is told to need: an extra that holds it, in words that can be typed into any shell."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from kg.errors import KgError
from kg.extras import EXTRAS, advice, need
from kg.resources import root

ADVICE = re.compile(r'install it with: (.+ -m pip install "samkart\[([a-z]+)\]")$')
COMMANDS = (
    ("docx", "brief fjordby -o {}/b.docx"),
    ("docx", "survey fjordby -o {}/s.docx"),
    ("docx", "import survey {}/answered.docx"),
    ("typst", "brief fjordby -o {}/b.pdf"),
    ("typst", "map fjordby -o {}/m.pdf"),
    ("resvg_py", "map fjordby -o {}/m.png"),
    ("resvg_py", "chart fjordby -o {}/c.png"),
    ("font_source_sans_pro", "chart fjordby -o {}/c.svg"),
    ("fontTools", "map fjordby -o {}/m.svg"),
    ("backports.zstd", "export -o {}/g.nq.zst"),
)


def held() -> dict[str, set[str]]:
    """The packages that each extra itself holds, as pyproject.toml names them."""
    told = tomllib.loads((root() / "pyproject.toml").read_text("utf-8"))["project"]["optional-dependencies"]
    return {extra: {re.split(r"[<>=;\[ ]", line)[0] for line in lines} for extra, lines in told.items()}


def test_every_extra_holds_the_packages_that_are_said_to_be_in_it_and_no_others() -> None:
    named: dict[str, set[str]] = {}
    for package, extra in EXTRAS.values():
        named.setdefault(extra, set()).add(package)
    assert named == {extra: packages - {"samkart"} for extra, packages in held().items() if extra != "dev"}
    installed = packages_distributions()
    for module, (package, _) in EXTRAS.items():
        assert {package, module.partition(".")[0]} & set(installed.get(module.partition(".")[0], [package]))


def without(module: str, command: str, folder: Path, store: Path) -> subprocess.CompletedProcess[str]:
    """A command of the shell in a process of its own, where a module cannot be imported."""
    program = (
        f"import sys; sys.modules[{module!r}] = None; sys.argv[0] = 'kg'\nfrom kg.cli import main\nsys.exit(main())"
    )
    words = shlex.split(command.format(folder.as_posix()))
    environment = os.environ | {"SAMKART_STORE": str(store), "XDG_CACHE_HOME": str(folder / "cache")}
    return subprocess.run(
        [sys.executable, "-c", program, *words],
        capture_output=True,
        encoding="utf-8",
        env=environment,
        cwd=folder,
        check=False,
    )


@pytest.mark.slow
@pytest.mark.parametrize(("module", "command"), COMMANDS)
def test_the_advice_names_the_extra_that_is_missing(
    module: str, command: str, world_home: Path, tmp_path: Path
) -> None:
    if module == "backports.zstd" and sys.version_info >= (3, 14):
        pytest.skip("Python has zstd itself")
    (tmp_path / "answered.docx").write_bytes(b"PK")
    done = without(module, command, tmp_path, world_home)
    assert (done.returncode, done.stdout, "Traceback" in done.stderr) == (1, "", False), done.stderr
    package, extra = EXTRAS[module]
    told = ADVICE.search(" ".join(done.stderr.split()))
    assert told is not None, done.stderr
    assert (told[2], package in done.stderr, package in held()[extra]) == (extra, True, True)


def test_advice_is_typed_alike_in_every_shell(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert advice("samkart[figures]").endswith(' -m pip install "samkart[figures]"')
    plain, spaced = tmp_path / "bin", tmp_path / "Program Files"
    for folder in (plain, spaced):
        folder.mkdir()
        (folder / "python").write_text("#!/bin/sh\n")
        (folder / "python").chmod(0o755)
    monkeypatch.setenv("PATH", str(plain))
    monkeypatch.setattr(sys, "executable", str(plain / "python"))
    assert advice("samkart[zstd]") == 'python -m pip install "samkart[zstd]"'
    monkeypatch.setattr(sys, "executable", str(spaced / "python"))
    assert advice("samkart[zstd]") == f'"{spaced / "python"}" -m pip install "samkart[zstd]"'
    monkeypatch.setattr(sys, "executable", "")
    assert advice("samkart[zstd]") == 'python -m pip install "samkart[zstd]"'


def test_what_a_package_of_an_extra_itself_lacks_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "docx", raising=False)
    for name in [name for name in sys.modules if name.startswith("docx.")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "lxml", None)
    with pytest.raises(KgError, match=r'python-docx, or lxml.*, which that needs, .*"samkart\[brief\]"$'):
        need("docx", "DOCX files")
