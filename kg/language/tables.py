"""The words that the command line itself says, in nb, nn and en; everything else is labelled in the graph."""

from __future__ import annotations

from kg.language.kinds import POSITION, kind_word

__all__ = ["FACTS", "fact_word", "kind_word", "words"]

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
    "no": ("nei", "nei", "no"),
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
    "score": ("Poeng", "Poeng", "Score"),
    "reasons": ("Hvorfor", "Kvifor", "Why"),
    "evidence": ("Kilder", "Kjelder", "Sources"),
    "rank": ("Nr.", "Nr.", "Rank"),
    "value": ("Verdi", "Verdi", "Value"),
    "low": ("fra", "frå", "low"),
    "high": ("til", "til", "high"),
    "ranks": ("Plass", "Plass", "Ranks"),
    "number": ("Nr.", "Nr.", "No."),
    "size": ("Størrelse", "Storleik", "Size"),
    "inside": ("Innad", "Innad", "Inside"),
    "members": ("Medlemmer", "Medlemmer", "Members"),
    "group": ("Gruppe", "Gruppe", "Group"),
    "coordinator": ("Koordinator", "Koordinator", "Coordinator"),
    "itinerant": ("Megler", "Meklar", "Itinerant"),
    "gatekeeper": ("Portvakt", "Portvakt", "Gatekeeper"),
    "liaison": ("Bindeledd", "Bindeledd", "Liaison"),
    "total": ("I alt", "I alt", "Total"),
    "change": ("Endring", "Endring", "Change"),
    "before": ("Før", "Før", "Before"),
    "after": ("Etter", "Etter", "After"),
    "entered": ("kom til", "kom til", "entered"),
    "left": ("falt fra", "fall frå", "left"),
    "new": ("ny forbindelse", "nytt samband", "new tie"),
    "lost": ("tapt forbindelse", "tapt samband", "lost tie"),
    "kept": ("beholdt forbindelse", "halde samband", "kept tie"),
    "changed": (
        "{entered} kom til, {left} falt fra, {stayed} ble; {new} nye forbindelser, {lost} tapte, {kept} beholdt"
        " (likhet {overlap:.2f})",
        "{entered} kom til, {left} fall frå, {stayed} vart verande; {new} nye samband, {lost} tapte, {kept} haldne"
        " (likskap {overlap:.2f})",
        "{entered} entered, {left} left, {stayed} stayed; {new} new ties, {lost} lost, {kept} kept"
        " (overlap {overlap:.2f})",
    ),
    "horizontal": (
        "Horisontalt: {share:.0%} av vekten er mellom like ({low:.0%}–{high:.0%}, {method}); tilfeldig blanding"
        " ville gitt {expected:.0%}, tilfeldig fordelte nivåer {chance_low:.0%}–{chance_high:.0%} (p = {p:.3f});"
        " assortativitet {r:.2f}. Ukjent nivå: {unknown:.0%} av vekten.",
        "Horisontalt: {share:.0%} av vekta er mellom like ({low:.0%}–{high:.0%}, {method}); tilfeldig blanding"
        " ville gjeve {expected:.0%}, tilfeldig fordelte nivå {chance_low:.0%}–{chance_high:.0%} (p = {p:.3f});"
        " assortativitet {r:.2f}. Ukjent nivå: {unknown:.0%} av vekta.",
        "Horizontal: {share:.0%} of the weight is between equals ({low:.0%}–{high:.0%}, {method}); random mixing"
        " would give {expected:.0%}, levels dealt at random {chance_low:.0%}–{chance_high:.0%} (p = {p:.3f});"
        " assortativity {r:.2f}. Unknown level: {unknown:.0%} of the weight.",
    ),
    "chart-programmes": (
        "Prosjektdeltakelser etter program og perioden prosjektet begynte i.",
        "Prosjektdeltakingar etter program og perioden prosjektet tok til i.",
        "Project participations by programme and the period in which the project began.",
    ),
    "legend-programmes": ("Periode", "Periode", "Period"),
    "chart-themes": (
        "Prosjekter, nettverk og avtaler med et tema; en forbindelse med flere temaer er talt for hvert av dem.",
        "Prosjekt, nettverk og avtalar med eit tema; eit samband med fleire tema er talt for kvart av dei.",
        "Projects, networks and agreements with a theme; a tie with several themes is counted for each of them.",
    ),
    "legend-themes": ("Tema", "Tema", "Theme"),
    "chart-levels": (
        "Partnere etter nivå; partnere uten kjent nivå er vist for seg.",
        "Partnarar etter nivå; partnarar utan kjent nivå er viste for seg.",
        "Partners by level; those of unknown level are shown apart.",
    ),
    "legend-levels": ("Nivå", "Nivå", "Level"),
    "more": (
        "… og {} til (--limit 0 viser alle)",
        "… og {} til (--limit 0 viser alle)",
        "… and {} more (--limit 0 shows all)",
    ),
    "none": ("ingen kjente samarbeid", "ingen kjende samarbeid", "no known collaboration"),
}

# What the cards of programmes and themes, and the table of numbers, call a fact; in the order in which it is shown.
FACTS: dict[str, tuple[str, str, str]] = {
    "definition": ("Definisjon", "Definisjon", "Definition"),
    "also-called": ("Også kalt", "Òg kalla", "Also called"),
    "broader": ("Hører under", "Høyrer under", "Broader"),
    "narrower": ("Snevrere", "Smalare", "Narrower"),
    "match": ("Svarer til", "Svarar til", "Matches"),
    "abbreviation": ("Kortnavn", "Kortnamn", "Short name"),
    "identifier": ("Kode", "Kode", "Code"),
    "part-of": ("Del av", "Del av", "Part of"),
    "start": ("Fra", "Frå", "From"),
    "end": ("Til", "Til", "To"),
    "budget": ("Budsjett", "Budsjett", "Budget"),
    "funding-rate": ("Støttesats", "Støttesats", "Funding rate"),
    "managing-body": ("Forvalter", "Forvaltar", "Managing body"),
    "contact-point": ("Kontaktpunkt", "Kontaktpunkt", "Contact point"),
    "eligible-area": ("Område", "Område", "Area"),
    "eligible-applicant": ("Kan søke", "Kan søkje", "May apply"),
    "theme": ("Tema", "Tema", "Theme"),
    "homepage": ("Hjemmeside", "Heimeside", "Homepage"),
    "source": ("Kilde", "Kjelde", "Source"),
    "current-number": ("Nummer i dag", "Nummer i dag", "Number today"),
    "dated-number": ("Nummer i et tidsrom", "Nummer i eit tidsrom", "Number for a time"),
    "organisation-number": ("Organisasjonsnummer", "Organisasjonsnummer", "Organisation number"),
    "pic": ("PIC", "PIC", "PIC"),
    "vat-number": ("MVA-nummer", "MVA-nummer", "VAT number"),
}


def fact_word(fact: str, language: str) -> str:
    """How a fact is called; one without a word stands as it is."""
    return FACTS[fact][POSITION[language]] if fact in FACTS else fact


def words(language: str, *names: str) -> list[str]:
    """Some words in a language, in order."""
    return [_WORDS[name][POSITION[language]] for name in names]
