"""The dump of ROR: one JSON list of all records, alone or in the zip of Zenodo beside an older schema and a CSV."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kg.errors import BadData, KgError
from kg.sources.tabular.formats.archives import members
from kg.sources.web.client import parse_json

__all__ = ["records_of"]

_MOST = 2 << 30  # bytes of a dump, unpacked


def records_of(path: Path) -> Iterator[Any]:
    """The records in a dump. Raises BadData for a file that holds no list of records in schema 2."""
    try:
        content = parse_json(_text(path))
    except BadData:
        raise
    except (OSError, KgError) as error:
        raise BadData(f"{path.name} cannot be read: {error}") from error
    except ValueError as error:
        raise BadData(f"{path.name}: {error}") from error
    if isinstance(content, dict) and isinstance(content.get("items"), list):
        content = content["items"]
    if not isinstance(content, list):
        raise BadData(f"{path.name} is no dump of ROR: expected a list of records")
    if not any(isinstance(each, dict) and isinstance(each.get("names"), list) for each in content):
        raise BadData(f"{path.name} holds no records of ROR's schema 2 (with names); schema 1 is not read")
    yield from content


def _text(path: Path) -> bytes:
    if path.suffix.lower() != ".zip":
        return path.read_bytes()
    found = list(members(path, path.name, lambda name: name.lower().endswith(".json")))
    newest = [each for each in found if "schema_v2" in each.name.removeprefix(path.name)] or found
    if len(newest) != 1:
        raise BadData(f"{path.name} holds {len(newest)} files of records, expected one that ends in .json")
    if newest[0].size > _MOST:
        raise BadData(f"{path.name} holds {newest[0].size:,} bytes, more than any dump")
    with newest[0].opened() as stream:
        body = stream.read(_MOST + 1)
    if len(body) > _MOST:
        raise BadData(f"{path.name} holds more than {_MOST:,} bytes, more than any dump")
    return body
