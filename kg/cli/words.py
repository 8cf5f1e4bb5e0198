"""The words that the command line itself says, in nb, nn and en; everything else is labelled in the graph."""

from __future__ import annotations

__all__ = ["kind_word", "words"]

_WORDS: dict[str, tuple[str, str, str]] = {
    "partner": ("Partner", "Partnar", "Partner"),
    "kind": ("Slag", "Slag", "Kind"),
    "country": ("Land", "Land", "Country"),
    "ties": ("I alt", "I alt", "Ties"),
    "project": ("prosjekt", "prosjekt", "projects"),
    "network": ("nettverk", "nettverk", "networks"),
    "twinning": ("vennskap", "venskap", "twinning"),
    "agreement": ("avtale", "avtale", "agreement"),
    "latest": ("Sist", "Sist", "Latest"),
    "strength": ("Styrke", "Styrke", "Strength"),
    "held": ("Gjaldt", "Galdt", "Held"),
    "yes": ("ja", "ja", "yes"),
    "possible": ("kanskje", "kanskje", "possibly"),
    "tie": ("Forbindelse", "Samband", "Tie"),
    "in": ("Hva", "Kva", "In"),
    "start": ("Fra", "Frå", "From"),
    "end": ("Til", "Til", "To"),
    "as_of": ("Per", "Per", "As of"),
    "status": ("Status", "Status", "Status"),
    "source": ("Kilde", "Kjelde", "Source"),
    "address": ("Adresse", "Adresse", "Address"),
    "name": ("Navn", "Namn", "Name"),
    "key": ("Nøkkel", "Nøkkel", "Key"),
    "match": ("Treff på", "Treff på", "Matched"),
    "step": ("Steg", "Steg", "Step"),
    "question": ("Spørsmål", "Spørsmål", "Question"),
    "parameters": ("Parametre", "Parametrar", "Parameters"),
    "more": (
        "… og {} til (--limit 0 viser alle)",
        "… og {} til (--limit 0 viser alle)",
        "… and {} more (--limit 0 shows all)",
    ),
    "none": ("ingen kjente samarbeid", "ingen kjende samarbeid", "no known collaboration"),
}
_KINDS: dict[str, tuple[str, str, str]] = {
    "Municipality": ("kommune", "kommune", "municipality"),
    "County": ("fylke/region", "fylke/region", "county/region"),
    "IntermunicipalCouncil": ("interkommunalt råd", "interkommunalt råd", "intermunicipal council"),
    "Network": ("nettverk", "nettverk", "network"),
    "EuropeanOffice": ("Europakontor", "Europakontor", "European office"),
    "GovernmentBody": ("stat", "stat", "government"),
    "PublicBody": ("offentlig", "offentleg", "public body"),
    "University": ("universitet", "universitet", "university"),
    "ResearchInstitute": ("institutt", "institutt", "institute"),
    "Company": ("bedrift", "bedrift", "company"),
    "CivilSociety": ("sivilsamfunn", "sivilsamfunn", "civil society"),
    "Programme": ("program", "program", "programme"),
    "Project": ("prosjekt", "prosjekt", "project"),
    "Call": ("utlysning", "utlysing", "call"),
    "Theme": ("tema", "tema", "theme"),
    "Strategy": ("strategi", "strategi", "strategy"),
    "Country": ("land", "land", "country"),
    "Actor": ("aktør", "aktør", "actor"),
    "Place": ("sted", "stad", "place"),
}
_POSITION = {"nb": 0, "nn": 1, "en": 2}


def words(language: str, *names: str) -> list[str]:
    """Some words in a language, in order."""
    return [_WORDS[name][_POSITION[language]] for name in names]


def kind_word(kind: str, language: str) -> str:
    """How a class is named in a table; a class without a word stands as it is."""
    return _KINDS[kind][_POSITION[language]] if kind in _KINDS else kind
