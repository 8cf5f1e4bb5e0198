"""In which regions actors lie: by counties and reforms, and by the places that sources give them."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox

from kg.store.derived.regions import FURTHER_SEAT, nuts_codes
from kg.store.triples import StoredTriples
from kg.vocab import PREFIXES, SKD

HEAD = "".join(f"@prefix {prefix}: <{namespace}> .\n" for prefix, namespace in PREFIXES.items())
WORLD = f"""
skd:actor\\/east a sk:County .
skd:actor\\/west a sk:County .
skd:actor\\/old-west a sk:County ; sk:end "2019-12-31" .
skd:actor\\/unlisted a sk:County .
skd:actor\\/town a sk:Municipality ; sk:county skd:actor\\/east ; sk:seat skd:place\\/town .
skd:actor\\/merged a sk:Municipality ; sk:county skd:actor\\/old-west ; sk:end "2019-12-31" .
skd:actor\\/divided a sk:Municipality ; sk:county skd:actor\\/old-west ; sk:end "2019-12-31" .
skd:actor\\/village a sk:Municipality ; sk:county skd:actor\\/west .
skd:actor\\/beyond a sk:Municipality ; sk:county skd:actor\\/unlisted ; sk:seat skd:place\\/beyond .
skd:event\\/merger org:originalOrganization skd:actor\\/merged , skd:actor\\/divided ;
    org:resultingOrganization skd:actor\\/town .
skd:event\\/division org:originalOrganization skd:actor\\/divided ; org:resultingOrganization skd:actor\\/village .
skd:actor\\/firm a sk:Company ; sk:seat skd:place\\/firm .
skd:place\\/firm sk:nutsCode "DE71" .
skd:actor\\/works a sk:Company ; sk:seat skd:place\\/works ; <{FURTHER_SEAT}> skd:place\\/firm , skd:place\\/wide .
skd:actor\\/branches a sk:Company ;
    <{FURTHER_SEAT}> skd:place\\/firm , skd:place\\/works , skd:place\\/wide .
skd:place\\/works sk:nutsCode "DE712" .
skd:place\\/wide sk:nutsCode "FR101" .
skd:place\\/town sk:nutsCode "XX999" .
skd:place\\/beyond sk:nutsCode "NO0Z1" .
skd:actor\\/nowhere a sk:Company .
"""


def test_counties_come_first_then_what_a_municipality_went_into_then_places(tmp_path: Path) -> None:
    (tmp_path / "nuts-regions.tsv").write_text(
        "code\tname\tcounty\tedition\nNO0E0\tOld East\teast\t2016\nNO0E1\tEast\teast\t2024\nNO0W1\tWest\twest\t2024\n"
        "NO0W0\tWest\told-west\t2016\n",
        "utf-8",
    )
    store = ox.Store()
    store.load((HEAD + WORLD).encode(), ox.RdfFormat.TURTLE)
    found: dict[str, list[str]] = {}
    for actor, _, code in nuts_codes(StoredTriples(store), tmp_path):
        found.setdefault(actor.removeprefix(f"{SKD}actor/"), []).append(code)
    assert found == {
        "beyond": ['"NO0Z1"'],  # its county is no region that is known
        "branches": ['"DE712"', '"FR101"'],
        "divided": ['"NO0W0"'],  # parts of it went to two counties: what it lay in
        "east": ['"NO0E1"'],
        "firm": ['"DE71"'],
        "merged": ['"NO0E1"'],
        "old-west": ['"NO0W0"'],
        "town": ['"NO0E1"'],
        "village": ['"NO0W1"'],
        "west": ['"NO0W1"'],
        "works": ['"DE712"'],
    }
