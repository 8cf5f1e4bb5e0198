"""The Research Council's own grants (`soknader2/dataset.csv`): one row is one application or project.

Only projects that were granted are read. A row names the organisation that is responsible, or, for a personal grant,
a person: those rows are left out and counted. The project leader's sex is not read. Other editions of the file are
separated by `;`, with the titles of the columns in place of their short names.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePosixPath

from kg.ids import fold
from kg.sources.cleaning.values import shown
from kg.sources.rcn.cells import NOTHING, amount_in_cents, kind_of_sector, organisation_number
from kg.sources.reader import ImportText
from kg.sources.tabular.filters import OPTIONS, RecordFilters
from kg.sources.tabular.layout import Layouts
from kg.sources.tabular.reading import TableSource
from kg.sources.tabular.records import Organisation, Participation, Programme, Project, Records, name_key
from kg.sources.tabular.tables import SourceTable

__all__ = ["IMPORT", "SOURCE", "Filters", "read"]

_COLUMNS = {
    "number": ("prosjektnummer", "prosjektnr"),
    "title": ("prosjekttittel",),
    "phase": ("prosjektfase",),
    "start": ("prosjektstart", "prosjektets fra-år"),
    "end": ("prosjektslutt", "prosjektets til-år"),
    "type": ("prosjektansvarlig_type", "type prosjektansvarlig"),
    "name": ("prosjektansvarlig_navn", "prosjektansvarlig navn"),
    "short": ("kortnavn", "prosjektansvarlig kortnavn"),
    "orgnr": ("organisasjonsnummer",),
    "sector": ("sektor", "fou sektor"),
    "category": ("kategori", "fou kategori"),
    "place": ("kommune",),
    "activity_code": ("aktivitet_kode", "aktivitetskode"),
    "activity": ("aktivitet", "aktivitetsnavn"),
    "amount": ("tildelt_belop", "tildelt beløp"),
}
_UNREAD = frozenset(
    [
        "soknadsfrist",
        "søknadsfrist",
        "soknadsdato",
        "søknadsdato",
        "utlysnings_id",
        "utlysningsid",
        "utlysningsaktivitet",
        "utlysningtittel",
        "prosjekttype",
        "soknadstype",
        "søknadstype",
        "soknadstypevariant",
        "søknadstypevariant",
        "sokstart",
        "søkstart",
        "sokslutt",
        "søkslutt",
        "prosjektleder_kjonn",
        "prosjektleders kjønn",
        "kp1",
        "kontraktspart 1",
        "kp2",
        "kontraktspart 2",
        "kommunenummer",
        "fylke",
        "fylkenummer",
        "landsdel",
        "virkemiddel_sekvens",
        "virkemiddel sekvens",
        "virkemiddel",
        "hovedaktivitet_sekvens",
        "hovedaktivitet sekvens",
        "hovedaktivitet",
        "fagomraade",
        "fagområde",
        "fag",
        "fagdisiplin",
        "dr_stip_aarsverk",
        "dr.stip - antall årsverk",
        "postdok_aarsverk",
        "postdok - antall årsverk",
        "sokt_belop",
        "søkt beløp",
    ]
)
LAYOUTS = Layouts(
    {"applications": _COLUMNS},
    {"applications": ("number", "title", "phase", "name", "orgnr", "amount")},
    unread=_UNREAD,
    by_name=lambda name: "applications" if PurePosixPath(name).stem.lower().startswith("soknader") else None,
)
_GRANTED = {"bevilgning": "signed", "avsluttet": "closed"}
_NOT_GRANTED = frozenset({"mottatt", "vurderes", "avslag"})
_PERSON = "person"


def gather(tables: Sequence[SourceTable], records: Records) -> None:
    """One row is one project and who is responsible for it."""
    for table in tables:
        count = records.summary.table(table.kind, table.file)
        for place, told in records.rows(table):
            if fold(told["type"]) == _PERSON:
                records.summary.person(table.kind, table.file)
            elif told["phase"].casefold() in _NOT_GRANTED:
                count.skipped["not granted"] += 1
            elif told["phase"].casefold() not in _GRANTED:
                message = f"{shown(told['phase'])} is none of {', '.join(sorted((*_GRANTED, *_NOT_GRANTED)))}"
                records.summary.skip(table.kind, *place, "phase", "phase not known", message)
            elif not (told["number"].isascii() and told["number"].isdigit()):
                records.summary.skip(table.kind, *place, "number", "no project number")
            elif told["name"].casefold() in NOTHING:
                records.summary.skip(table.kind, *place, "name", "organisation not named")
            else:
                count.used += 1
                _row(records, told, place)


def _row(records: Records, told: dict[str, str], place: tuple[str, int]) -> None:
    number, wrong = organisation_number(told["orgnr"])
    if wrong:
        records.summary.drop("organisation", *place, "organisation number", wrong)
    kind, public = kind_of_sector(told["sector"], told["category"])
    key = number or name_key(told["name"], "NO" if told["place"] else "")
    records.add(
        Organisation(
            key,
            told["name"],
            place,
            country="NO" if number or told["place"] else "",
            kind=kind,
            public=public,
            number=number,
            city=told["place"],
        )
    )
    code = told["activity_code"] or told["activity"]
    if code:
        records.add(Programme(code, told["activity"] or code, place))
    records.add(
        Project(
            told["number"],
            told["title"],
            place,
            programme=code,
            start=told["start"],
            end=told["end"],
            contribution=amount_in_cents(told["amount"]),
            currency="NOK",
            status=_GRANTED[told["phase"].casefold()],
        )
    )
    records.tie(Participation(told["number"], key, place, role="coordinator"))


SOURCE = TableSource("rcn", LAYOUTS, gather)
read, Filters = SOURCE.read, RecordFilters
IMPORT = ImportText("Import the Research Council of Norway's applications and projects (soknader2).", OPTIONS)
