"""Mentions read from the files in the folder of real data. Nothing is cleaned here but countries and empty cells."""

from __future__ import annotations

import csv
import gzip
import io
import json
import lzma
import re
import sys
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from _linking.mentions import Mention, iso, national_number
from kg.ids import fold
from kg.sources.mappings import Mappings

__all__ = ["covenant", "h2020_2016", "h2020_2017", "horizon", "interreg_sweden", "keep"]

csv.field_size_limit(sys.maxsize)
_KEEP = {"Sweden": "SE", "Finland": "FI", "Denmark": "DK", "Norway": "NO", "Iceland": "IS"}
_KEEP |= {"Faroe Islands": "FO", "Greenland": "GL"}
_LOCAL = re.compile(r"\b(kommun\w*|municipality|city of|kaupunki|kaupungin|kunta|stad|municipal council|town of)\b")
_COUNTY = re.compile(
    r"\b(fylkeskommun\w*|county (council|municipality)|landsting\w*|amt|liitto|regional council of|council of)\b"
)


def _kind(mappings: Mappings, activity: str, name: str, country: str) -> str:
    return mappings.kind(activity, name, country).cls.removeprefix("sk:")


def horizon(data: Path, mappings: Mappings) -> Iterator[Mention]:
    """Each organisation of Horizon Europe once, as its first row has it, with the number in its VAT field."""
    seen: set[str] = set()
    with (
        zipfile.ZipFile(data / "cordis-horizon-europe" / "cordis-HORIZONprojects-csv.zip") as archive,
        archive.open("organization.csv") as file,
    ):
        for row in csv.DictReader(io.TextIOWrapper(file, "utf-8-sig", newline=""), delimiter=";"):
            pic, country = row["organisationID"], iso(row["country"])
            if pic in seen or not row["name"].strip():
                continue
            seen.add(pic)
            yield Mention(
                f"horizon/pic/{pic}",
                (_one_line(row["name"]),),
                country,
                cls=_kind(mappings, row["activityType"], row["name"], country),
                abbreviations=(_one_line(row["shortName"]),) if row["shortName"].strip() else (),
                place=row["city"],
                nuts=row["nutsCode"],
                homepage=row["organizationURL"],
                identifiers={"pic": pic, "vatNumber": national_number(row["vatNumber"], country)},
                point=_point(row["geolocation"]),
            )


def h2020_2017(data: Path, mappings: Mappings) -> Iterator[Mention]:
    """Names of 2016 or 2017 of PICs, as the dump of Horizon 2020 had them; those taken from Horizon Europe are not."""
    with lzma.open(data / "h2020-organisation-names" / "h2020-pic-names.csv.xz", "rt", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if not row["name_from"].startswith("h2020") or not row["name"].strip():
                continue
            country = iso(row["country"])
            # Short name, town and number of a row that Horizon Europe has too are those of 2025.
            own = "horizon" not in row["name_from"]
            yield Mention(
                f"h2020/pic/{row['pic']}",
                (_one_line(row["name"]),),
                country,
                cls=_kind(mappings, row["activity_type"], row["name"], country),
                abbreviations=(row["short_name"],) if own and row["short_name"] else (),
                place=row["city"] if own else "",
                identifiers={"pic": row["pic"]},
            )


def h2020_2016(data: Path) -> Iterator[Mention]:
    """Names of 2016 of the organisations of Horizon 2020 that had a PIC; the others have a digest and no identity."""
    path = data / "h2020-organisation-names" / "sod16-h2020-unique_org.tsv.xz"
    with lzma.open(path, "rt", encoding="utf-8") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            if re.fullmatch(r"[0-9]{9}", row["new_org_id"]) and row["name"].strip():
                short = row["shortName"].strip()
                yield Mention(
                    f"h2020-2016/pic/{row['new_org_id']}",
                    (_one_line(row["name"]),),
                    iso(row["country"]),
                    abbreviations=(short,) if short else (),
                    identifiers={"pic": row["new_org_id"]},
                )


def keep(data: Path) -> Iterator[tuple[Mention, str, tuple[float, float]]]:
    """Nordic partners in keep.eu, each with the town that geonames knows its address by and that town's point.

    The class is what the name's own word says (kommune, kaupunki, fylkeskommune …).
    """
    with lzma.open(data / "keep-partners-2000-2018" / "partners-nordic.csv.xz", "rt", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if not row["partner"].strip() or not row["lat"]:
                continue
            folded = fold(row["partner"])
            cls = "County" if _COUNTY.search(folded) else "Municipality" if _LOCAL.search(folded) else ""
            mention = Mention(
                f"keep/partner/{row['partner_id']}",
                (_one_line(row["partner"]),),
                _KEEP[row["country"]],
                cls=cls,
                place=row["town"],
                nuts=row["nuts3"].partition(" ")[0],
            )
            yield mention, row["city"], (float(row["lat"]), float(row["lng"]))


def covenant(data: Path) -> Iterator[tuple[Mention, tuple[float, float]]]:
    """Signatories of the Covenant of Mayors that are no groups, each with its point."""
    from openpyxl import load_workbook

    book = load_workbook(data / "covenant-of-mayors" / "df1_Signatories_2024.xlsx", read_only=True)
    sheet = book.worksheets[-1]
    sheet.reset_dimensions()
    rows = sheet.iter_rows(values_only=True)
    headings = [str(cell) for cell in next(rows)]
    for cells in rows:
        row = dict(zip(headings, cells, strict=False))
        if row.get("group_profile") or not isinstance(row.get("organisation_latitude"), float):
            continue
        mention = Mention(
            f"covenant/signatory/{row['organisation_id']}",
            (_one_line(str(row["organisation_name"])),),
            iso(str(row["country_code"]).upper()),
            cls="Municipality",
        )
        yield mention, (float(str(row["organisation_latitude"])), float(str(row["organisation_longitude"])))


def interreg_sweden(data: Path) -> Iterator[Mention]:
    """Swedish local public authorities in Interreg, each spelling and region once."""
    with gzip.open(data / "interreg-sweden-2021-2027" / "rawdata.json.gz", "rt", encoding="utf-8") as file:
        rows = json.load(file)
    seen: set[tuple[str, str]] = set()
    for row in rows:
        name, region = (row["organisationsnamn"] or "").strip(), row["nuts3"] or ""
        if row["organisationstyp"] != "Local public authority" or not name or (name, region) in seen:
            continue
        seen.add((name, region))
        yield Mention(
            f"interreg-sweden/name/{fold(name)}/{fold(region)}", (name,), "SE", cls="Municipality", nuts=region
        )


def with_entities(mentions: Iterable[Mention], entities: dict[str, str]) -> list[Mention]:
    """The mentions with the entities that their PICs are given."""
    return [replace(each, entity=entities.get(each.identifiers.get("pic", ""), "")) for each in mentions]


def _point(cell: str) -> tuple[float, float] | None:
    """Latitude and longitude in a cell `59.9,10.7`; None if it has no two numbers."""
    try:
        latitude, longitude = map(float, cell.split(","))
    except ValueError:
        return None
    return latitude, longitude


def _one_line(text: str) -> str:
    return " ".join(text.split())
