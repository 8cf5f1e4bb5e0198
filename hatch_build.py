"""Compiles the catalogues of words into the wheel. A checkout that is installed to be edited compiles them itself."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CustomBuildHook(BuildHookInterface):  # type: ignore[type-arg]
    """`kg/language/locale/<language>/<surface>.mo` in the place of `samkart.po`."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile, and say where the results go."""
        if version == "editable":
            return
        package = Path(self.root) / "kg" / "language"
        spec = importlib.util.spec_from_file_location("compiler", package / "compiler.py")
        if spec is None or spec.loader is None:
            raise ImportError(f"{package / 'compiler.py'} cannot be loaded")
        compiler = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(compiler)
        self._folder = TemporaryDirectory()
        for source in sorted(package.glob("locale/*/samkart.po")):
            for surface, content in compiler.compiled(source).items():
                target = Path(self._folder.name) / f"{source.parent.name}-{surface}.mo"
                target.write_bytes(content)
                place = f"kg/language/locale/{source.parent.name}/{surface}.mo"
                build_data["force_include"][str(target)] = place

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Clear away."""
        if version != "editable":
            self._folder.cleanup()
