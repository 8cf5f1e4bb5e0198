"""The rows of members' lists, and what is told of a list when it is imported: network, day, country."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from kg.errors import Usage
from kg.ids import slug
from kg.sources.cleaning.values import clean_date
from kg.sources.mappings import Mappings
from kg.sources.reader import ActorOf, ImportOption, ImportText
from kg.sources.tabular.layout import Layouts
from kg.sources.tabular.reading import TableReading, TableSource
from kg.sources.tabular.records import Membership, Organisation, Records, name_key
from kg.sources.tabular.statements import country_of
from kg.sources.tabular.tables import SourceTable

__all__ = ["IMPORT", "SOURCE", "Filters", "read"]

_NAME = "name|navn|namn|nimi|nom|member|medlem|jäsen|mitglied|membre|organisation|organization|organisasjon|"
_NAME += "kommune|kommun|kunta|municipality|city|by|stad|kaupunki|stadt|ville|commune|gemeinde"
_COUNTRY = "country|land|maa|pays|country code|landkode|landskod|landekode"
_NUMBER = "number|organisation number|organisasjonsnummer|organisationsnummer|org.nr|orgnr|org nr|cvr|y-tunnus|siren"
_START = (
    "since|member since|joined|start|from|fra|medlem siden|medlem sedan|sedan|från|siden|alkaen|seit|beitritt|depuis"
)
_END = "end|until|to|left|til|till|slutt|asti|bis|jusqu'au"
_STATUS = {
    "member": "member",
    "medlem": "member",
    "associate": "associate",
    "observer": "observer",
    "partner": "partner",
}
_STATUS |= {
    "signatory": "signatory",
    "on hold": "on-hold",
    "on-hold": "on-hold",
    "ended": "ended",
    "withdrawn": "ended",
}

LAYOUTS = Layouts(
    {
        "members": {
            "name": tuple(_NAME.split("|")),
            "country": tuple(_COUNTRY.split("|")),
            "number": tuple(_NUMBER.split("|")),
            "since": tuple(_START.split("|")),
            "end": tuple(_END.split("|")),
            "status": ("status", "statut", "tila"),
        }
    },
    {"members": ("name",)},
    by_name=lambda _: "members",
    title_rows=8,
)


def gather(tables: Sequence[SourceTable], records: Records) -> None:
    """One row is one member. Of which network, `Filters` says."""
    for table in tables:
        count = records.summary.table(table.kind, table.file)
        for place, cells in records.rows(table):
            name, country, orgnr, since, end, status = cells.values()
            if not any(letter.isalpha() for letter in name):
                records.summary.skip("members", *place, column="name", reason="no name", message=f"{name!r} is no name")
                continue
            if status and status.casefold() not in _STATUS:
                message = f"{status!r} is none of {', '.join(sorted(_STATUS))}"
                records.summary.skip("members", *place, column="status", reason="no status", message=message)
                continue
            count.used += 1
            key = f"{slug(table.file)}-{place[1]}"
            records.add(Organisation(key, name, place, country=country, number=orgnr))
            records.tie(Membership("", key, place, status=_STATUS.get(status.casefold(), ""), start=since, end=end))


@dataclass(frozen=True, slots=True)
class Filters:
    """What is told of lists. `lists` holds, for each file that was imported, its name, network, day and country,
    with tabs between; a new import tells the other fields, once for all its files.

    Raises Usage for what is no key, day or country.
    """

    networks: tuple[str, ...] = ()
    days: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    lists: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.lists:
            return
        for values, name in ((self.networks, "network"), (self.days, "as-of")):
            if len(values) != 1:
                raise Usage(f"say once --{name}: of which network and for which day the list is", parameter=name)
        if slug(self._network) != self._network:
            raise Usage(f"{self.networks[0]!r} is no key of a network, such as eurocities", parameter="network")
        if clean_date(self.days[0]) != self.days[0]:
            raise Usage(f"{self.days[0]!r} is no day; expected YYYY, YYYY-MM or YYYY-MM-DD", parameter="as-of")
        if len(self.countries) > 1 or any(not country_of(each) for each in self.countries):
            raise Usage("--country takes one country, for rows that name none", parameter="country")

    @property
    def _network(self) -> str:
        return self.networks[0].removeprefix("actor/")

    @classmethod
    def from_dict(cls, values: dict[str, list[str]]) -> Filters:
        """As a manifest has it."""
        return cls(lists=tuple(values["lists"]))

    def as_dict(self) -> dict[str, list[str]]:
        """For a manifest: a text for each list."""
        return {"lists": sorted(self.lists)}

    def beside(self, files: Sequence[str], before: dict[str, list[str]]) -> Filters:
        """What is told of these files, beside what was told before of others; a network has one list, the last."""
        told = (self._network, self.days[0], *map(country_of, self.countries or ("",)))
        kept = [each for each in before.get("lists", ()) if each.split("\t")[0] not in files]
        return Filters(lists=tuple(sorted([*kept, *("\t".join((name, *told)) for name in files)])))

    def __bool__(self) -> bool:
        return True  # a list says nothing without what is told of it

    def apply(self, records: Records, mappings: Mappings, actor_of: ActorOf | None) -> None:
        """Say of each row of which network and day it is, and its country where it has none of its own."""
        told = {name: rest for name, *rest in (each.split("\t") for each in self.lists)}
        keys: dict[str, str] = {}
        found: dict[str, Organisation] = {}
        for key, each in records.organisations.items():
            country = each.country or _of(told, each.place[0])[2]
            keys[key] = name_key(each.name, country_of(country))
            found.setdefault(keys[key], replace(each, key=keys[key], country=country))
        records.organisations = found
        records.memberships = [
            replace(tie, organisation=keys[tie.organisation], network=network, as_of=day, status=tie.status or "member")
            for tie in records.memberships
            for network, day, _ in [_of(told, tie.place[0])]
        ]


def _of(told: dict[str, list[str]], file: str) -> list[str]:
    """Network, day and country of a table, whose name is that of its file and perhaps of its sheet."""
    name = next((name for name in sorted(told, key=len, reverse=True) if file.startswith(name)), "")
    if not name:
        raise Usage(f"of which network {file} is was not said")
    return told[name]


SOURCE = TableSource("members", LAYOUTS, gather)
IMPORT = ImportText(
    """Import a network's list of members (csv, xlsx or ods). Columns are known by their headings: name, country,
    number, since, end, status, in Norwegian, Swedish, Danish, Finnish, German, French or English. Lists of several
    networks stand side by side; a file of the same name takes the place of the one before.
    """,
    (
        ImportOption("networks", "--network", "KEY", "The network whose list it is, by its key."),
        ImportOption("days", "--as-of", "DATE", "The day for which the list says it."),
        ImportOption("countries", "--country", "CODE", "The country of rows that name none."),
    ),
    adds=True,
)


def read(paths: Sequence[Path], **options: Any) -> TableReading:
    """A reading of some lists; `filters` say whose they are."""
    return SOURCE.read(paths, **options)
