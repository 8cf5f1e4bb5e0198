"""A table that comes as a JSON list of objects, written as csv."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from kg.sources.tabular.formats.found import Found, open_binary
from kg.sources.tabular.formats.json_items import json_items
from kg.sources.tabular.formats.workbook import cell_text

__all__ = ["flat_tables", "object_cell", "table_of_objects"]


def flat_tables(inputs: Sequence[Found], folder: Path, *, first: bool = False) -> tuple[list[Found], dict[str, str]]:
    """The tables of JSON files that hold a list of objects each; and the files that hold none, with the reason."""
    tables: list[Found] = []
    without: dict[str, str] = {}
    for each in inputs:
        if each.suffix == ".xml":
            without[each.name] = "XML is not read here"
        elif next(json_items(each), None) is None:
            without[each.name] = "no object in it"
        else:
            tables.append(table_of_objects(each, folder))
    return tables, without


def table_of_objects(found: Found, folder: Path) -> Found:
    """A list of rows as csv in `folder`; its columns are the keys of all of them.

    An object may leave out what it has no value for.
    """
    target = folder / f"{len(list(folder.iterdir()))}.csv"
    header = list(dict.fromkeys(name for item in json_items(found) for name in item))
    with target.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, delimiter=";")
        writer.writerow(header)
        for item in json_items(found):
            writer.writerow([object_cell(item.get(name)) for name in header])
    return Found(found.name, partial(open_binary, target))


def object_cell(value: object) -> str:
    """A value of JSON as a cell; those of a list with semicolons between them."""
    if isinstance(value, list):
        return ";".join(object_cell(each) for each in value)
    return cell_text(value)
