"""The list of regions: in order, with counties that are actors, and levels taken from codes."""

from __future__ import annotations

import csv
import re

from kg.model.regions import Region, county_codes, read_regions, region_code
from kg.resources import data_dir


def test_the_list_is_sorted_and_every_county_of_today_is_a_region() -> None:
    regions = read_regions(data_dir() / "links")
    assert list(regions) == sorted(regions)
    assert [r for r in regions.values() if not re.fullmatch("[A-Z]{2}[0-9A-Z]{2,3}", r.code) or not r.name] == []
    assert {r.edition for r in regions.values()} == {"2016", "2021", "2024"}
    with (data_dir() / "curated" / "counties.csv").open(encoding="utf-8", newline="") as file:
        counties = {row["actor"]: row for row in csv.DictReader(file)}
    codes = county_codes(regions)
    assert codes.keys() <= counties.keys()
    assert {key for key, row in counties.items() if not row["end"]} <= codes.keys()
    assert {counties[region.county]["name_nb"] in region.name for region in regions.values() if region.county} == {True}
    assert (codes["oslo-fylke"], codes["akershus-fylke"], codes["akershus-fylke-2019"]) == ("NO081", "NO084", "NO012")


def test_a_region_knows_its_country_as_others_write_it() -> None:
    assert [Region(code, "").country for code in ("EL30", "UKL2", "SE224", "XK00")] == ["GR", "GB", "SE", "XK"]


def test_a_level_of_several_codes() -> None:
    assert region_code("DE712 DE711", "nuts2") == "DE71"
    assert region_code("DE712 DE711", "nuts3") == region_code("DE712 FR101", "nuts2") == ""
    assert region_code("DE71", "nuts3") == region_code("", "nuts3") == region_code("SE", "nuts2") == ""
