"""Office files (zip packages) whose bytes do not depend on when they were made."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Mapping
from types import MappingProxyType

__all__ = ["fixed_package", "fixed_workbook"]

_DATED = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")
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


def fixed_workbook(save: Callable[[io.BytesIO], object]) -> bytes:
    """As `fixed_package`, of a workbook by openpyxl, which writes down when it was saved."""
    return fixed_package(save, {"docProps/core.xml": lambda part: _DATED.sub(rb"\g<1>2000-01-01T00:00:00Z", part)})
