"""CORDIS tables that come as JSON or XML, written as csv.

Two layouts are known. One file per table, each a list of rows with the columns of the csv edition; and one file (or
list entry) per project, as in the XML edition, with organisations, programmes and topics nested in `relations`.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any

from kg.errors import KgError
from kg.sources.tabular.formats.found import Found, open_binary
from kg.sources.tabular.formats.json_items import json_items
from kg.sources.tabular.formats.objects import object_cell, table_of_objects
from kg.sources.tabular.formats.xml_items import ForeignXml, xml_items

__all__ = ["json_tables"]

_HEADERS = {
    "project": "id acronym status title startDate endDate totalCost ecMaxContribution legalBasis topics "
    "frameworkProgramme rcn objective keywords",
    "organization": "projectID organisationID vatNumber name shortName SME activityType city country nutsCode "
    "geolocation organizationURL contentUpdateDate order role ecContribution netEcContribution totalCost "
    "endOfParticipation",
    "legalBasis": "projectID legalBasis title uniqueProgrammePart",
    "topics": "projectID topic title",
    "euroSciVoc": "projectID euroSciVocCode euroSciVocPath",
    "webLink": "projectID physUrl status type represents",
}
_Rows = dict[str, list[dict[str, object]]]


_LANGUAGE = re.compile(r"[_-]([a-z]{2})(?=\.\w+$)", re.IGNORECASE)


def json_tables(inputs: Sequence[Found], folder: Path, *, first: bool = False) -> tuple[list[Found], dict[str, str]]:
    """The tables of these files as csv files in `folder`; and the files without any, with the reason.

    Where there is a file for each project, `first` stops at the first. Raises KgError naming a file that is no JSON or
    XML.
    """
    tables: list[Found] = []
    nested: _Nested | None = None
    own, without = _one_language(inputs)
    try:
        for each in own:
            if first and nested is not None and each.suffix == ".xml":
                continue
            try:
                items = xml_items(each) if each.suffix == ".xml" else json_items(each)
                head = next(items, None)
                if head is None:
                    without[each.name] = "no object in it"
                elif each.suffix == ".xml" or "relations" in head or isinstance(head.get("project"), dict):
                    if first and nested is not None:
                        continue
                    nested = nested or _Nested(folder)
                    for item in (head,) if first else chain((head,), items):
                        nested.add(item["project"] if isinstance(item.get("project"), dict) else item)
                else:
                    tables.append(table_of_objects(each, folder))
            except ForeignXml as error:
                without[each.name] = str(error)
            except RecursionError as error:
                raise KgError(f"{each.name}: not readable as JSON (nested too deep)") from error
            except UnicodeEncodeError as error:
                raise KgError(f"{each.name}: not readable as JSON (half a character, \\ud800 or the like)") from error
    finally:
        if nested is not None:
            tables.extend(nested.close(inputs[0].name.rpartition("/")[0] or inputs[0].name))
    return tables, without


def _one_language(inputs: Sequence[Found]) -> tuple[list[Found], dict[str, str]]:
    """The files without those that stand in English too (`project-rcn-1_en.xml`, `project-rcn-1_de.xml`)."""
    names = {each.name for each in inputs}
    own: list[Found] = []
    without: dict[str, str] = {}
    for each in inputs:
        language = _LANGUAGE.search(each.name)
        english = _LANGUAGE.sub(lambda found: found[0][0] + "en", each.name)
        if language and english != each.name and english in names:
            without[each.name] = "it stands in English too"
        else:
            own.append(each)
    return own, without


class _Nested:
    """Projects with everything nested in them, spread over tables."""

    def __init__(self, folder: Path) -> None:
        self._paths = {name: folder / f"nested-{name}.csv" for name in _HEADERS}
        self._streams = {name: path.open("w", encoding="utf-8", newline="") for name, path in self._paths.items()}
        self._writers = {name: csv.writer(stream, delimiter=";") for name, stream in self._streams.items()}
        for name, header in _HEADERS.items():
            self._writers[name].writerow(header.split())

    def add(self, project: dict[str, Any]) -> None:
        """Write one project's rows."""
        for name, rows in _spread(project).items():
            for row in rows:
                self._writers[name].writerow([object_cell(row.get(column)) for column in _HEADERS[name].split()])

    def close(self, name: str) -> list[Found]:
        """The tables, shown under the archive's name."""
        for stream in self._streams.values():
            stream.close()
        return [Found(f"{name}/{kind}", partial(open_binary, path)) for kind, path in self._paths.items()]


def _spread(project: dict[str, Any]) -> _Rows:
    number = project.get("id") or project.get("reference")  # as the old csv calls it
    relations = _dict(project.get("relations"))
    programmes = _related(relations, "programme")
    parts = [each for each in programmes if _attribute(each, "type") in ("relatedLegalBasis", "")]
    topics = [each for each in programmes if _attribute(each, "type") == "relatedTopic"]
    frameworks = sorted({str(each["frameworkProgramme"]) for each in programmes if each.get("frameworkProgramme")})
    return {
        "project": [project | {"id": number, "frameworkProgramme": ";".join(frameworks)}],
        "organization": [_organization(number, project, each) for each in _related(relations, "organization")],
        "legalBasis": [
            {
                "projectID": number,
                "legalBasis": each.get("code"),
                "title": each.get("title"),
                "uniqueProgrammePart": _attribute(each, "uniqueProgrammePart"),
            }
            for each in parts
        ],
        "topics": [{"projectID": number, "topic": each.get("code"), "title": each.get("title")} for each in topics],
        "euroSciVoc": [
            {"projectID": number, "euroSciVocCode": each.get("code"), "euroSciVocPath": _path(each)}
            for each in _categories(relations)
            if _attribute(each, "classification") == "euroSciVoc"
        ],
        "webLink": [
            {"projectID": number, "physUrl": each.get("physUrl"), "status": each.get("status")}
            | {name: _attribute(each, name) for name in ("type", "represents")}
            for each in _related(relations, "webLink")
        ],
    }


def _organization(number: object, project: dict[str, Any], each: dict[str, Any]) -> dict[str, object]:
    address, relations = _dict(each.get("address")), _dict(each.get("relations"))
    activity = (c for c in _categories(relations) if _attribute(c, "classification") == "organizationActivityType")
    return {
        "projectID": number,
        "organisationID": each.get("id"),
        "vatNumber": each.get("vatNumber"),
        "name": each.get("legalName"),
        "shortName": each.get("shortName"),
        "SME": _attribute(each, "sme"),
        "activityType": next(activity, {}).get("code"),
        "city": address.get("city"),
        "country": address.get("country"),
        "nutsCode": _nuts(relations),
        "geolocation": address.get("geolocation"),
        "organizationURL": address.get("url"),
        "contentUpdateDate": project.get("contentUpdateDate"),
        "order": _attribute(each, "order"),
        "role": _attribute(each, "type"),
        "ecContribution": _attribute(each, "ecContribution"),
        "netEcContribution": _attribute(each, "netEcContribution"),
        "totalCost": _attribute(each, "totalCost"),
        "endOfParticipation": _attribute(each, "terminated"),
    }


def _nuts(relations: dict[str, Any]) -> str:
    codes = [str(region["nutsCode"]) for region in _list(relations.get("regions"), "region") if region.get("nutsCode")]
    return max(codes, key=len, default="")


def _related(relations: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    associations = relations.get("associations")
    if isinstance(associations, list):
        return [each for each in associations if isinstance(each, dict) and each.get("contenttype") == kind]
    return _list(associations, kind)


def _categories(relations: dict[str, Any]) -> list[dict[str, Any]]:
    return _list(relations.get("categories"), "category")


def _list(value: object, name: str) -> list[dict[str, Any]]:
    """The entries called `name`, whether there are none, one or a list of them, or a list of holders of them."""
    if isinstance(value, list):
        found: list[dict[str, Any]] = []
        for each in value:
            if isinstance(each, dict):
                found.extend(_list(each, name) if name in each else [each])
        return found
    held = _dict(value).get(name)
    return [held] if isinstance(held, dict) else [each for each in held or [] if isinstance(each, dict)]


def _path(category: dict[str, Any]) -> object:
    shown = category.get("displayCode")
    return shown if isinstance(shown, str) else ""


def _dict(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _attribute(item: dict[str, Any], name: str) -> Any:
    """An XML attribute: `@type`, `type`, or in `attributes` or `@attributes`."""
    holders = (_dict(item.get("attributes")), _dict(item.get("@attributes")))
    for value in (item.get(f"@{name}"), *(holder.get(name) for holder in holders), item.get(name)):
        if value is not None:
            return value
    return ""
