"""Office files (zip packages) whose bytes do not depend on when they were made."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from types import MappingProxyType

__all__ = ["fixed_package"]

_LONG_AGO = (1980, 1, 1, 0, 0, 0)
Change = Callable[[bytes], bytes]


def fixed_package(save: Callable[[io.BytesIO], object], changes: Mapping[str, Change] = MappingProxyType({})) -> bytes:
    """What `save` writes, its parts in order and dated as if they had no date; `changes` are made to parts by name."""
    raw, out = io.BytesIO(), io.BytesIO()
    save(raw)
    with zipfile.ZipFile(raw) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in sorted(old.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            part, content = zipfile.ZipInfo(name, _LONG_AGO), old.read(name)
            part.compress_type, part.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            new.writestr(part, changes[name](content) if name in changes else content)
    return out.getvalue()
