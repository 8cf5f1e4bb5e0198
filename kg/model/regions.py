"""Regions as Eurostat names and codes them: NUTS, and the statistical regions of countries outside the Union.

`data/links/nuts-regions.tsv` has the code and name of every region of levels 2 and 3 of the editions 2016, 2021 and
2024, each as the newest edition that knows it has it, and the county that it is, where that is an actor here. Columns:
code, name, county, edition. Taken from Eurostat's lists of NUTS and of statistical regions.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

__all__ = ["REGION_MODES", "Region", "county_codes", "read_regions", "region_code"]

REGION_MODES = ("nuts2", "nuts3", "county")
"""What actors can be put together by that lies between a place and a country."""
_COUNTRIES = {"EL": "GR", "UK": "GB"}  # where Eurostat's letters are not those of ISO 3166
_LENGTHS = {"nuts2": 4, "nuts3": 5}


@dataclass(frozen=True, slots=True)
class Region:
    """A region: its code, its name in its own language, the county that it is (the key of an actor, or empty), and
    the year of the edition."""

    code: str
    name: str
    county: str = ""
    edition: str = ""

    @property
    def country(self) -> str:
        """The code of its country in ISO 3166.

        >>> Region("EL301", "Athens").country, Region("NO084", "Akershus").country
        ('GR', 'NO')
        """
        return _COUNTRIES.get(self.code[:2], self.code[:2])


def read_regions(folder: Path) -> dict[str, Region]:
    """The regions in `nuts-regions.tsv` in a folder, by code; none where there is no such file."""
    path = folder / "nuts-regions.tsv"
    if not path.is_file():
        return {}
    lines = path.read_text("utf-8").splitlines()[1:]
    return {region.code: region for region in (Region(*line.split("\t")) for line in lines)}


def county_codes(regions: Mapping[str, Region]) -> dict[str, str]:
    """The NUTS 3 code of each county, as the newest edition has it.

    >>> regions = Region("NO011", "Oslo", "oslo", "2016"), Region("NO081", "Oslo", "oslo", "2024")
    >>> county_codes({region.code: region for region in regions})
    {'oslo': 'NO081'}
    """
    known = sorted((region.edition, region.code, region.county) for region in regions.values() if region.county)
    return {county: code for _, code, county in known}


def region_code(codes: str, level: str) -> str:
    """The code of a level (nuts2 or nuts3) that some NUTS codes, joined with a blank, agree on; else "".

    >>> region_code("NO084", "nuts2"), region_code("NO084 NO085", "nuts2"), region_code("NO084 NO085", "nuts3")
    ('NO08', 'NO08', '')
    """
    length = _LENGTHS[level]
    found = {code[:length] for code in codes.split() if len(code) >= length}
    return found.pop() if len(found) == 1 else ""
