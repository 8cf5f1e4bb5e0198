"""Packages that not everybody needs: imported when they are used, or told how to be had."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Mapping
from pathlib import Path
from types import ModuleType

from kg.errors import KgError

__all__ = ["EXTRAS", "advice", "need"]

EXTRAS: Mapping[str, tuple[str, str]] = {
    "backports.zstd": ("backports.zstd", "zstd"),
    "docx": ("python-docx", "brief"),
    "font_source_sans_pro": ("font-source-sans-pro", "figures"),
    "fontTools": ("fonttools", "figures"),
    "mcp": ("mcp", "mcp"),
    "pandas": ("pandas", "notebook"),
    "py4j": ("pyspark", "spark"),
    "pyspark": ("pyspark", "spark"),
    "resvg_py": ("resvg-py", "figures"),
    "typst": ("typst", "figures"),
}
"""Module → the package that it comes with, and the extra of Samkart that holds the package (see pyproject.toml)."""


def need(module: str, what: str) -> ModuleType:
    """A module of an extra, or of one of its packages. Raises KgError where it is not there.

    `what` is what needs it, a plural: "static figures". The message names what to type for the extra that is missing.
    """
    from importlib import import_module

    try:
        return import_module(module)
    except ImportError as error:
        named = next(name for name in EXTRAS if f"{module}.".startswith(f"{name}."))
        package, extra = EXTRAS[named]
        missing = error.name or named
        other = "" if f"{missing}.".startswith(f"{named.partition('.')[0]}.") else f", or {missing}, which that needs"
        message = f"{what} need the package {package}{other}, which is not installed; install it with: "
        raise KgError(message + advice(f"samkart[{extra}]")) from error


def advice(requirement: str) -> str:
    """What to type, in any shell, to install something for the Python that this runs in.

    Double quotes are quotes everywhere; single ones are none in cmd.exe, and without any zsh takes brackets for a
    pattern.
    """
    return f'{_python()} -m pip install "{requirement}"'


def _python() -> str:
    """How this Python is started: by its plain name where that finds it, else by its path."""
    own = sys.executable
    found = shutil.which("python")
    if not own or (found and _same(found, own)):
        return "python"
    return f'"{own}"' if " " in own else own


def _same(one: str, other: str) -> bool:
    """Are two paths one program? A virtual environment's is a link, so folders count and links are not followed."""
    same_folder = Path(one).parent.resolve() == Path(other).parent.resolve()
    return same_folder and Path(one).resolve() == Path(other).resolve()
