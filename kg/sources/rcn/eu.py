"""Grants of the EU to Norwegian research (`bevilgningereu/dataset.csv`): one row is one organisation in one project.

The Research Council publishes it with `;`, CRLF and UTF-8. Projects are those of CORDIS, by the number of the grant.
The file names Norwegian organisations only, by organisation number, and no persons.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePosixPath

from kg.ids import fold
from kg.sources.rcn.cells import NOTHING, amount_in_cents, kind_of_sector, organisation_number
from kg.sources.reader import ImportText
from kg.sources.tabular.filters import OPTIONS, RecordFilters
from kg.sources.tabular.layout import Layouts
from kg.sources.tabular.reading import TableSource
from kg.sources.tabular.records import Organisation, Participation, Programme, Project, Records, name_key
from kg.sources.tabular.tables import SourceTable

__all__ = ["IMPORT", "SOURCE", "Filters", "read"]

_COLUMNS = {
    "framework": ("rammeprogram",),
    "treaty": ("traktat kode (h2020)", "traktat kode"),
    "area": ("programområde kode (h2020)", "programområde kode"),
    "area_title": ("programområde (h2020)", "programområde"),
    "part": ("program kode (h2020)", "program kode"),
    "part_title": ("program (h2020)", "program"),
    "level": ("programnivå 1 kode (h2020)", "programnivå 1 kode"),
    "level_title": ("programnivå 1 (h2020)", "programnivå 1"),
    "number": ("prosjektnr", "prosjektnummer"),
    "acronym": ("prosjektkortnavn",),
    "title": ("prosjektnavn", "prosjekttittel"),
    "state": ("kontraktstatus",),
    "start": ("kontrakt startdato",),
    "end": ("kontrakt sluttdato",),
    "orgnr": ("organisasjonsnummer",),
    "name": ("organisasjonsnavn",),
    "short": ("kortnavn",),
    "role": ("organisasjon rolle",),
    "financial_role": ("organisasjon finansiell rolle",),
    "sector": ("fou sektorkode",),
    "category": ("fou kategori",),
    "place": ("adresse kommune",),
    "amount": ("innvilget beløp organisasjon eur",),
}
_UNREAD = frozenset(
    [
        "programkortnavn (h2020)",
        "programnivå 1 kortnavn (h2020)",
        "utlysnings-id",
        "overordnet utlysnings-id",
        "topic kode",
        "topic",
        "søknadstype",
        "søknadstypenavn",
        "kontrakt signeringsdato",
        "søknadsfrist",
        "søknadsdato",
        "varighet måneder",
        "vurderingspanel",
        "deltakernr",
        "fou sektor",
        "kontraktspart 1",
        "kontraktspart 2",
        "adresse kommunenummer",
        "adresse fylkenummer",
        "adresse fylke",
        "adresse landsdel",
    ]
)
LAYOUTS = Layouts(
    {"eu-grants": _COLUMNS},
    {"eu-grants": ("framework", "number", "orgnr", "name", "role", "amount")},
    unread=_UNREAD,
    by_name=lambda name: "eu-grants" if "bevilgningereu" in PurePosixPath(name).stem.replace("-", "").lower() else None,
)
_ROLES = {"coordinator": "coordinator", "participant": "participant", "partner": "participant"}
_FINANCIAL = {"thirdparty": "third-party", "third party": "third-party", "associatedpartner": "associated-partner"}
_STATES = {"signed": "signed", "closed": "closed", "terminated": "terminated"}
_FRAMEWORKS = {
    "h2020": "H2020",
    "horizon 2020": "H2020",
    "horisont 2020": "H2020",
    "horizon": "HORIZON",
} | dict.fromkeys(("he", "horizon europe", "horisont europa", "heu"), "HORIZON")


def gather(tables: Sequence[SourceTable], records: Records) -> None:
    """One row is one organisation's part of one project."""
    for table in tables:
        count = records.summary.table(table.kind, table.file)
        for place, told in records.rows(table):
            fault = _fault(told)
            if fault is not None:
                records.summary.skip(table.kind, *place, *fault)
                continue
            count.used += 1
            _row(records, told, place)


def _fault(told: dict[str, str]) -> tuple[str, str, str] | None:
    """(column, reason, message) of what makes a row useless."""
    if not (told["number"].isascii() and told["number"].isdigit()):
        return "number", "no grant number", f"{told['number']!r} is no grant number"
    if told["name"].casefold() in NOTHING:
        return "name", "organisation not named", ""
    return None


def _row(records: Records, told: dict[str, str], place: tuple[str, int]) -> None:
    number, wrong = organisation_number(told["orgnr"])
    if wrong:
        records.summary.drop("organisation", *place, "organisation number", wrong)
    kind, public = kind_of_sector(told["sector"], told["category"])
    short = told["short"] if told["short"].casefold() not in NOTHING else ""
    key = number or name_key(told["name"], "NO")
    records.add(
        Organisation(
            key,
            told["name"],
            place,
            country="NO",
            kind=kind,
            public=public,
            abbreviation=short,
            number=number,
            city=told["place"] if told["place"].casefold() not in NOTHING else "",
        )
    )
    records.add(
        Project(
            told["number"],
            told["title"],
            place,
            acronym=told["acronym"],
            programme=_programme(records, told, place),
            start=told["start"],
            end=told["end"],
            status=_STATES.get(told["state"].lower(), ""),
        )
    )
    role = _FINANCIAL.get(told["financial_role"].lower(), _ROLES.get(told["role"].lower(), ""))
    amount = amount_in_cents(told["amount"])
    if amount != told["amount"]:
        records.summary.notes["amount rounded to cents"] += 1
    records.tie(Participation(told["number"], key, place, role=role, contribution=amount, currency="EUR"))


def _programme(records: Records, told: dict[str, str], place: tuple[str, int]) -> str:
    """The code of the innermost programme that a row names, added with those that it is a part of."""
    framework = _FRAMEWORKS.get(fold(told["framework"]), told["framework"])
    parent = ""
    for code, title in (
        (framework, told["framework"]),
        (told["area"], told["area_title"]),
        (told["part"], told["part_title"]),
        (told["level"], told["level_title"]),
    ):
        if code:
            records.add(Programme(code, title or code, place, part_of=parent))
            parent = code
    return parent


SOURCE = TableSource("rcn-eu", LAYOUTS, gather)
read, Filters = SOURCE.read, RecordFilters
IMPORT = ImportText("Import the Research Council of Norway's file of EU grants to Norwegian organisations.", OPTIONS)
