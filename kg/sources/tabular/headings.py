"""What people call the columns of their own lists, in the languages of Europe's north and some more."""

from __future__ import annotations

from collections.abc import Mapping

from kg.errors import Usage
from kg.sources.tabular.layout import Layouts, heading

__all__ = ["FIELDS", "list_layouts"]

_WORDS = {
    "name": (
        "name navn namn nimi nafn nosaukums nimetus pavadinimas nazwa nom nombre nome naam organisation organization "
        "organisasjon organisaatio organisation/partner medlem member mitglied membre partner actor aktør aktör body "
        "municipality kommune kommun kunta gemeente gemeinde commune comune municipio city by stad kaupunki stadt "
        "ville fylke fylkeskommune county region virksomhet bedrift enhet institution institusjon"
    ),
    "country": "country land maa pays país paese kraj valsts riik šalis countrycode landkode landskod",
    "number": (
        "orgnr orgnummer org.nr org.nr. organisasjonsnummer organisationsnummer y-tunnus cvr cvr-nr cvr-nummer "
        "organisationnumber organizationnumber"
    ),
    "pic": "pic",
    "vat": "vat mva vatnumber mva-nummer moms momsnummer",
    "place": "place sted ort paikka town tettsted poststed postort postadresse lieu",
    "homepage": "website homepage nettside hjemmeside webbplats url web verkkosivu webseite",
}
_SPACED: dict[str, tuple[str, ...]] = {
    "name": (
        "name of organisation",
        "name of organization",
        "organisation name",
        "organization name",
        "navn på organisasjon",
        "navn på kommune",
        "name of member",
        "member name",
        "city name",
        "legal name",
        "juridisk navn",
        "partner name",
        "organisaation nimi",
    ),
    "country": ("country code", "land kode", "iso country"),
    "number": ("org nr", "org. nr", "org. nr.", "organisation number", "organization number", "registration number"),
    "vat": ("vat number", "vat no", "mva nr"),
    "place": ("seat", "based in"),
    "homepage": ("web site", "web page", "web address"),
}
FIELDS = {name: (*words.split(), *_SPACED.get(name, ())) for name, words in _WORDS.items()}
"""Headings by field, as `kg.sources.tabular.layout.heading` gives them; where a list has several, the first counts."""


def list_layouts(chosen: Mapping[str, str], needed: tuple[str, ...] = ("name",)) -> Layouts:
    """A list with these fields, of which the `needed` must be there. `chosen` names the columns that people told.

    Raises Usage for a field that there is none of.
    """
    for name in chosen:
        if name not in FIELDS:
            raise Usage(f"unknown field {name!r}; expected {', '.join(FIELDS)}", parameter="column")
    columns = {name: (heading(chosen[name]),) if name in chosen else told for name, told in FIELDS.items()}
    return Layouts({"list": columns}, {"list": needed}, title_rows=20)
