"""The code that makes a store: what the builder and the readers of the sources import, and what those do, and so on.

Told from the text of the modules, without importing them, since it is asked for whenever a store is opened: hence
the plain strings for paths, and two searches instead of a parser.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

__all__ = ["code_files", "imported_names"]

_OWN = __name__.partition(".")[0]
_BUILDER = f"{_OWN}.store.build"
_IMPORT = re.compile(r"\n[ \t]*(?:from[ \t]+([\w.]+)[ \t]+import[ \t]+(\([^)]*\)|[^\n#]*)|import[ \t]+([^\n#]*))")
_TYPES_ONLY = re.compile(r"\n([ \t]*)if TYPE_CHECKING:[^\n]*(?:\n(?:\1[ \t]+[^\n]*)?(?=\n))+")


def code_files(readers: Iterable[str]) -> dict[str, bytes]:
    """The content of all files of code that make a store, by name; `readers` are dotted names of packages or modules.

    Of a reader that is a package every file counts. Imports are followed within Samkart and within the packages that
    the readers lie in; what is not there, or is named only while the program runs, is left out.
    """
    code = _Code()
    for reader in sorted(set(readers)):
        code.add_package(reader)
        code.add(reader)
    code.add(_BUILDER)
    return {name: code.files[name] for name in sorted(code.files)}


class _Code:
    """The files found so far."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}
        self._tops: dict[str, str] = {_OWN: str(Path(__file__).resolve().parents[2])}
        self._modules: dict[str, bool | None] = {_OWN: None}  # Samkart as such makes nothing: it offers the API

    def add_package(self, name: str) -> None:
        """Every file of a reader's package, data too; from now on imports are followed within what it lies in."""
        top = name.partition(".")[0]
        if top not in self._tops:
            self._tops[top] = _folder_of(top)
        folder = self._tops[top]
        base = f"{folder}/{name.replace('.', '/')}"
        for path, folders, files in os.walk(base) if folder else ():
            folders[:] = sorted(each for each in folders if each != "__pycache__")
            for file in files:
                if file.endswith(".py"):
                    inner = f"{path}/{file}"[len(folder) + 1 : -3].replace("/", ".")
                    self.add(inner.removesuffix(".__init__"))
                else:
                    self._read(f"{path}/{file}", folder)

    def add(self, name: str) -> bool | None:
        """A module with all that it imports. True if it is a package, False if not, None if it is not there."""
        if name in self._modules:
            return self._modules[name]
        self._modules[name] = None
        folder = self._top(name)
        if not folder:
            return None
        base = f"{folder}/{name.replace('.', '/')}"
        is_package = os.path.isfile(f"{base}/__init__.py")  # noqa: PTH113
        try:
            content = self._read(f"{base}/__init__.py" if is_package else f"{base}.py", folder)
        except OSError:
            return None
        self._modules[name] = is_package
        parent = name.rpartition(".")[0]
        if parent:
            self.add(parent)
        for module, part in imported_names(content.decode("utf-8", "replace"), name if is_package else parent):
            if self._top(module) and self.add(module) is not False and part:
                self.add(f"{module}.{part}")
        return is_package

    def _read(self, path: str, folder: str) -> bytes:
        with open(path, "rb", 0) as stream:  # noqa: PTH123
            content = stream.read()
        self.files[path[len(folder) + 1 :]] = content
        return content

    def _top(self, name: str) -> str:
        """The folder that the package at the top of a name lies in; empty for packages that are not followed."""
        return self._tops.get(name.partition(".")[0], "")


def imported_names(text: str, package: str) -> Iterator[tuple[str, str]]:
    """(module, name taken from it or "") of what a module's text imports, wherever in it, but not for types only.

    `package` is what relative imports start from.

    >>> sorted(imported_names("from . import a\\nimport os, kg.ids as ids", "one.two"))
    [('kg.ids', ''), ('one.two', 'a'), ('os', '')]
    """
    text = "\n{}\n".format(text.replace("\\\n", " ").replace(";", "\n"))
    if "TYPE_CHECKING" in text:
        text = _TYPES_ONLY.sub("", text)
    for module, names, plain in _IMPORT.findall(text):
        if plain:
            yield from ((part.split()[0], "") for part in plain.split(",") if part.strip())
            continue
        if module[0] == ".":
            rest = module.lstrip(".")
            parts = package.split(".")
            module = ".".join([*parts[: len(parts) - len(module) + len(rest) + 1], *filter(None, [rest])])
        if "#" in names:
            names = re.sub(r"#[^\n]*", "", names)
        for part in names.strip("()").split(","):
            if part.strip():
                yield module, part.split()[0]


def _folder_of(package: str) -> str:
    from importlib.util import find_spec

    try:
        spec = find_spec(package)
    except ValueError:  # something in memory only
        spec = None
    if spec is None:
        return ""
    if spec.submodule_search_locations:
        return str(Path(next(iter(spec.submodule_search_locations))).resolve().parent)
    return str(Path(spec.origin).resolve().parent) if spec.has_location and spec.origin else ""
