"""How keep.eu's tables are known: the Excel export of today and that of 2019, with names as they stand in the file, in
snake case and as R writes them.

Read of both sheets is what is named here; texts, addresses, departments and contractors with their numbers are not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.sources.tabular.layout import Layouts, heading

__all__ = ["LAYOUTS", "PARTNERS", "PROJECTS"]


def _spelled(name: str) -> Iterator[str]:
    """A column's name as keep.eu, the cleaning of names in R (janitor) and R itself write it, each as a heading.

    >>> list(_spelled("Partner’s ID if not PIC"))[1:]
    ['partners_id_if_not_pic', 'partner_s_id_if_not_pic', 'partner.s.id.if.not.pic']
    """
    plain = heading(name)
    yield plain
    for apostrophe in ("", "_"):
        words = plain.replace("'", apostrophe).replace("%", "percent")
        yield re.sub(r"[^a-z0-9]+", "_", words).strip("_")
    yield heading(re.sub(r"[^A-Za-z0-9]", ".", plain))


def _names(*names: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(each for name in names for each in _spelled(name)))


PROJECTS = {
    "programme": _names("Programme"),
    "id": _names("Project ID (2021-2027 only)", "Project ID"),
    "acronym": _names("Project acronym", "Acronym"),
    "title": _names("Project name in English", "Project Name"),
    "title_2": _names("Project name in language 2", "Project Name language 2"),
    "title_3": _names("Project name in language 3", "Project Name language 3"),
    "title_4": _names("Project name in language 4"),
    "title_5": _names("Project name in language 5"),
    "start": _names("Project start", "Project start date"),
    "end": _names("Project end", "Project end date"),
    "budget": _names("Project's total budget / expenditure", "Budget"),
    "funding": _names("Project's EU funding", "EU Funding"),
    "homepage": _names("Website"),
}
PARTNERS = {
    "programme": _names("Programme"),
    "id": _names("Project ID (2021-2027 only)", "Project ID"),
    "acronym": _names("Project acronym", "Acronym"),
    "name": _names("Organisation in English", "Project Partner"),
    "name_2": _names("Organisation in language 2"),
    "name_3": _names("Organisation in language 3"),
    "name_4": _names("Organisation in language 4"),
    "lead": _names("Lead partner"),
    "type": _names("Type of Organisation"),
    "pic": _names("Participant Identification Code"),
    "other_id": _names("Partner’s ID if not PIC"),
    "town": _names("Town"),
    "country": _names("Country"),
    "country_code": _names("Country code"),
    "nuts1": _names("NUTS1 code (or equivalent)", "NUTS1 (or equivalent)", "NUTS1"),
    "nuts2": _names("NUTS2 code (or equivalent)", "NUTS2 (or equivalent)", "NUTS2"),
    "nuts3": _names("NUTS3 code (or equivalent)", "NUTS3 (or equivalent)", "NUTS3"),
    "latitude": _names("Latitude"),
    "longitude": _names("Longitude"),
    "legal": _names("Legal status"),
    "co_financing": _names(
        "Partner's programme co-financing (EUR) (2021-2027 only)", "Partner's programme co-financing EUR"
    ),
    "budget": _names("Partner's total eligible budget / expenditure"),
    "erdf": _names("ERDF contribution (2014-2020 only)"),
    "eni": _names("ENPI/ENI contribution (2014-2020 only)"),
    "ipa": _names("IPA II contribution (2014-2020 only)"),
}
_UNREAD = (
    "Street",
    "Postal code",
    "Department",
    "Department country",
    "Department country code",
    "Town (department)",
    "Website",
    "Period",
    "Lead Partner",
    "Location",
    "ID_PARTICIPATION",
    "ID_PARTNER",
)
LAYOUTS = Layouts(
    {"partners": PARTNERS, "projects": PROJECTS},
    {"partners": ("programme", "name", "lead", "acronym"), "projects": ("programme", "acronym", "start", "end")},
    unread=frozenset(_names(*_UNREAD)),
    instead={"name": PARTNERS["name_2"], "acronym": PROJECTS["id"]},
    title_rows=5,
)
