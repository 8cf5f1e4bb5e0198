"""Made-up files of the Research Council of Norway, in its columns: `;`, CRLF, UTF-8, and commas for its own grants."""

from __future__ import annotations

import csv
import io

__all__ = ["eu_grants", "own_grants"]

_EU = [
    "Rammeprogram",
    "Traktat kode (H2020)",
    "Programområde kode (H2020)",
    "Programområde (H2020)",
    "Program kode (H2020)",
    "Programkortnavn (H2020)",
    "Program (H2020)",
    "Programnivå 1 kortnavn (H2020)",
    "Programnivå 1 kode (H2020)",
    "Programnivå 1 (H2020)",
    "Prosjektnr",
    "Prosjektkortnavn",
    "Prosjektnavn",
    "Utlysnings-id",
    "Overordnet utlysnings-id",
    "Topic kode",
    "Topic",
    "Søknadstype",
    "Søknadstypenavn",
    "Kontraktstatus",
    "Kontrakt signeringsdato",
    "Kontrakt startdato",
    "Kontrakt sluttdato",
    "Søknadsfrist",
    "Søknadsdato",
    "Varighet måneder",
    "Vurderingspanel",
    "Organisasjonsnummer",
    "Organisasjonsnavn",
    "Kortnavn",
    "Organisasjon rolle",
    "Organisasjon finansiell rolle",
    "Deltakernr",
    "FoU sektorkode",
    "FoU sektor",
    "FoU kategori",
    "Kontraktspart 1",
    "Kontraktspart 2",
    "Adresse kommunenummer",
    "Adresse kommune",
    "Adresse fylkenummer",
    "Adresse fylke",
    "Adresse landsdel",
    "Innvilget beløp organisasjon EUR",
]
_PROJECT = {
    "Rammeprogram": "H2020",
    "Programområde kode (H2020)": "EU.3.",
    "Programområde (H2020)": "Societal Challenges",
    "Program kode (H2020)": "EU.3.5.",
    "Program (H2020)": "Climate action",
    "Prosjektnr": "900000001",
    "Prosjektkortnavn": "QUIET",
    "Prosjektnavn": "Quiet harbours",
    "Kontraktstatus": "SIGNED",
    "Kontrakt startdato": "2020-06-01",
    "Kontrakt sluttdato": "2024-05-31",
    "Organisasjon finansiell rolle": "BENEFICIARY",
}
_ROWS: tuple[dict[str, str], ...] = (
    {
        "Organisasjonsnummer": "810305282",
        "Organisasjonsnavn": "TENKTVIK KOMMUNE",
        "Kortnavn": "ukjent",
        "Organisasjon rolle": "COORDINATOR",
        "FoU sektorkode": "DIV",
        "FoU kategori": "Øvrige offentlige",
        "Adresse kommunenummer": "301",
        "Adresse kommune": "Tenktvik",
        "Innvilget beløp organisasjon EUR": "626199.99999984",
    },
    {
        "Organisasjonsnummer": "",
        "Organisasjonsnavn": "HØGSKOLEN I TENKTVIK",
        "Kortnavn": "HiT",
        "Organisasjon rolle": "PARTICIPANT",
        "FoU sektorkode": "UoH",
        "FoU kategori": "Statlige høyskoler",
        "Adresse kommune": "Tenktvik",
        "Innvilget beløp organisasjon EUR": "50000.25",
    },
)


def _csv(header: list[str], rows: list[dict[str, str]], delimiter: str) -> str:
    stream = io.StringIO()
    writer = csv.DictWriter(stream, header, restval="", delimiter=delimiter, lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    return stream.getvalue()


def eu_grants(*more: dict[str, str]) -> str:
    """The file of EU grants: two organisations in one project, and more rows."""
    return _csv(_EU, [{**_PROJECT, **row} for row in (*_ROWS, *more)], ";")


_GRANTS = [
    "prosjektnummer",
    "prosjekttittel",
    "soknadsfrist",
    "soknadsdato",
    "utlysnings_id",
    "utlysningsaktivitet",
    "utlysningtittel",
    "prosjekttype",
    "soknadstype",
    "soknadstypevariant",
    "sokstart",
    "sokslutt",
    "prosjektfase",
    "prosjektstart",
    "prosjektslutt",
    "prosjektleder_kjonn",
    "prosjektansvarlig_type",
    "prosjektansvarlig_navn",
    "kortnavn",
    "organisasjonsnummer",
    "kp1",
    "kp2",
    "sektor",
    "kategori",
    "kommune",
    "kommunenummer",
    "fylke",
    "fylkenummer",
    "landsdel",
    "virkemiddel_sekvens",
    "virkemiddel",
    "hovedaktivitet_sekvens",
    "hovedaktivitet",
    "aktivitet",
    "aktivitet_kode",
    "fagomraade",
    "fag",
    "fagdisiplin",
    "dr_stip_aarsverk",
    "postdok_aarsverk",
    "sokt_belop",
    "tildelt_belop",
]
_GRANT = {
    "prosjektnummer": "700001",
    "prosjekttittel": "Tåke i havner",
    "prosjektfase": "Avsluttet",
    "prosjektstart": "2013",
    "prosjektslutt": "2017",
    "prosjektleder_kjonn": "KVINNE",
    "prosjektansvarlig_type": "Organisasjon",
    "prosjektansvarlig_navn": "TENKTVIK KOMMUNE",
    "organisasjonsnummer": "810305282",
    "sektor": "Offentlig sektor",
    "kategori": "Øvrige offentlige",
    "kommune": "Tenktvik",
    "aktivitet": "Stort program energi",
    "aktivitet_kode": "ENERGIX",
    "sokt_belop": "8000000.0",
    "tildelt_belop": "6978124.0",
}


def own_grants(*more: dict[str, str]) -> str:
    """The file of the Council's own grants: one that was given, and more rows."""
    return _csv(_GRANTS, [{**_GRANT, **row} for row in ({}, *more)], ",")
