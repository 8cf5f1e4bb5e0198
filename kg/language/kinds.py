"""What classes and kinds of tie are called in a table or a legend, in nb, nn and en."""

from __future__ import annotations

__all__ = ["POSITION", "kind_word", "kind_words"]

POSITION = {"nb": 0, "nn": 1, "en": 2}
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
    "Level": ("nivå", "nivå", "level"),
    "Concept": ("begrep", "omgrep", "concept"),
    "Strategy": ("strategi", "strategi", "strategy"),
    "Country": ("land", "land", "country"),
    "Actor": ("aktør", "aktør", "actor"),
    "Place": ("sted", "stad", "place"),
    "Participation": ("prosjektdeltakelse", "prosjektdeltaking", "participation"),
    "Membership": ("medlemskap", "medlemskap", "membership"),
    "Twinning": ("vennskap", "venskap", "twinning"),
    "Agreement": ("avtale", "avtale", "agreement"),
    "Priority": ("prioritering", "prioritering", "priority"),
    "ProgrammeAssociation": ("programdeltakelse", "programdeltaking", "programme association"),
    "ChangeEvent": ("endring", "endring", "change"),
    "Source": ("kilde", "kjelde", "source"),
    "Snapshot": ("datauttrekk", "datauttrekk", "snapshot"),
    "FeeRule": ("kontingentregel", "kontingentregel", "fee rule"),
    "DatedIdentifier": ("datert nummer", "datert nummer", "dated number"),
}
_TIES: dict[str, tuple[str, str, str]] = {
    "project": ("prosjekt", "prosjekt", "project"),
    "network": ("nettverk", "nettverk", "network"),
    "twinning": ("vennskapsby", "venskapsby", "twin town"),
    "agreement": ("avtale", "avtale", "agreement"),
    "programme": ("program", "program", "programme"),
    "theme": ("tema", "tema", "theme"),
}


def kind_word(kind: str, language: str) -> str:
    """What a class is called; a class without a word stands as it is."""
    return _KINDS[kind][POSITION[language]] if kind in _KINDS else kind


def kind_words() -> dict[str, dict[str, dict[str, str]]]:
    """`{"kind": {class: {language: word}}, "tie": {kind: {language: word}}}`."""
    return {
        name: {key: {lang: texts[place] for lang, place in POSITION.items()} for key, texts in table.items()}
        for name, table in (("kind", _KINDS), ("tie", _TIES))
    }
