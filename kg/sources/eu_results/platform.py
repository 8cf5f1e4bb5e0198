"""The export of the project results platforms: one row a project, coordinator and partners side by side.

Columns after the files `…_Projects_Overview` that ec-europa/eubfr-data-lake reads (2018–2019) and those that other
public programs name (2024–2026). The older programmes have no dates of start and end; then there are none.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

__all__ = ["COLUMNS", "NEEDED", "Partner", "partners_of"]

MOST_PARTNERS = 80  # the most that an export was seen to have is 60
_GRANT = (
    "eu grant award in euros (this amount represents the grant awarded after the selection stage and is indicative. "
    "please note that any changes made during or after the project's lifetime will not be reflected here.)"
)
_LEAD = {
    "name": ("coordinating organisation name", "coordinator's name"),
    "type": ("coordinating organisation type", "coordinator organisation type"),
    "address": ("coordinator's address",),
    "country": ("coordinator's country",),
    "website": ("coordinator's website",),
}
_PARTS = {"name": "name", "type": "organisation type", "address": "address", "country": "country", "website": "website"}

COLUMNS: dict[str, tuple[str, ...]] = {
    "programme": ("programme", "programme funding"),
    "year": ("call year", "funding year"),
    "start": ("start date",),
    "end": ("end date",),
    "identifier": ("project identifier", "project number"),
    "title": ("project title",),
    "status": ("project status", "project or accreditation status"),
    "grant": (_GRANT, "eu grant award in euros"),
    "website": ("project website",),
    "card": ("results platform project card",),
    **{f"lead.{part}": names for part, names in _LEAD.items()},
    **{
        f"{number}.{part}": (f"partner {number} {name}",)
        for number in range(1, MOST_PARTNERS + 1)
        for part, name in _PARTS.items()
    },
}
"""The columns by field; those of partner 7 are `7.name`, `7.country` and so on."""
NEEDED = ("programme", "identifier", "title", "card", "lead.name", "lead.country")


class Partner(NamedTuple):
    """A participant of a row, in whatever role."""

    role: str
    name: str
    kind: str
    address: str
    country: str
    website: str


def partners_of(row: dict[str, str]) -> Iterator[Partner]:
    """The coordinator, then the partners that have a name."""
    for held in ("lead", *map(str, range(1, MOST_PARTNERS + 1))):
        cells = [row[f"{held}.{part}"].strip() for part in _PARTS]
        if cells[0]:
            yield Partner("coordinator" if held == "lead" else "participant", *cells)
