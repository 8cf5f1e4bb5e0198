"""Which actors Samkart knows by a number of a national register: what a register is asked for."""

from __future__ import annotations

import csv
from pathlib import Path

from kg.ids import is_organisation_number

__all__ = ["known_numbers"]


def known_numbers(data: Path) -> list[str]:
    """The Norwegian organisation numbers of the actors in the curated tables, sorted."""
    found: set[str] = set()
    for path in sorted((data / "curated").glob("*.csv")):
        with path.open(encoding="utf-8-sig", newline="") as stream:
            reader = csv.DictReader(stream)
            if "organisation_number" in (reader.fieldnames or ()):
                found |= {row["organisation_number"] or "" for row in reader}
    return sorted(filter(is_organisation_number, found))
