"""What figures and charts say besides names: short sentences in nb, nn and en, numbers as the language writes them."""

from __future__ import annotations

from collections.abc import Mapping

from kg.language.captions import texts

__all__ = ["amount", "field_name", "say"]

_WORDS: Mapping[str, tuple[str, str, str]] = {
    "source": ("Kilde: {what}", "Kjelde: {what}", "Source: {what}"),
    "sources": ("Kilder: {what}", "Kjelder: {what}", "Sources: {what}"),
    "unnamed": (
        "{n} av {all} navn er utelatt av plasshensyn.",
        "{n} av {all} namn er utelatne av plassomsyn.",
        "{n} of {all} names are left out for want of room.",
    ),
    "unplaced": (
        "{n} uten kjent sted er ikke tegnet.",
        "{n} utan kjend stad er ikkje teikna.",
        "{n} without a known place are not drawn.",
    ),
    "beyond": (
        "Utenfor kartutsnittet, tegnet ved kanten: {names}.",
        "Utanfor kartutsnittet, teikna ved kanten: {names}.",
        "Outside the map, drawn at its edge: {names}.",
    ),
    "more": ("{names} og {n} til", "{names} og {n} til", "{names} and {n} more"),
    "outline": ("Omriss: Natural Earth.", "Omriss: Natural Earth.", "Outlines: Natural Earth."),
    "network": (
        "Nettverk med {nodes} noder og {edges} kanter. Flest forbindelser: {names}.",
        "Nettverk med {nodes} nodar og {edges} kantar. Flest band: {names}.",
        "Network of {nodes} nodes and {edges} edges. Most ties: {names}.",
    ),
    "map": (
        "Kart med {nodes} noder og {edges} kanter. Flest forbindelser: {names}.",
        "Kart med {nodes} nodar og {edges} kantar. Flest band: {names}.",
        "Map of {nodes} nodes and {edges} edges. Most ties: {names}.",
    ),
    "untitled": ("Samarbeidskart", "Samarbeidskart", "Map of cooperation"),
    "hollow": ("{what} (tom ring)", "{what} (tom ring)", "{what} (hollow)"),
    "ties": ("Antall forbindelser", "Talet på band", "Number of ties"),
    "unknown": ("ukjent", "ukjend", "unknown"),
    "other": ("andre", "andre", "other"),
    "total": ("i alt {n}", "i alt {n}", "{n} in all"),
    "of": ("{n} av {all}", "{n} av {all}", "{n} of {all}"),
    "horizontal": (
        "På samme nivå: {n} av {all} ({share}).",
        "På same nivå: {n} av {all} ({share}).",
        "At the same level: {n} of {all} ({share}).",
    ),
    "darker": (
        "Tallet i ruten er antall forbindelser; mørkere er flere, tom rute er ingen.",
        "Talet i ruta er kor mange band; mørkare er fleire, tom rute er ingen.",
        "The number in a square is the number of ties; darker is more, an empty square is none.",
    ),
    "rows_left": (
        "{n} rader til er utelatt.",
        "{n} rader til er utelatne.",
        "{n} more rows are left out.",
    ),
    "bars": ("Søylediagram: {what}.", "Søylediagram: {what}.", "Bar chart: {what}."),
    "heat": ("Rutediagram: {what}.", "Rutediagram: {what}.", "Heat map: {what}."),
    "nothing": ("Ingenting å vise.", "Ingenting å vise.", "Nothing to show."),
}
_LANGUAGES = ("nb", "nn", "en")


def say(key: str, lang: str, **values: object) -> str:
    """A sentence in a language, its blanks filled; whole numbers are written as the language writes them."""
    filled = {name: amount(v, lang) if isinstance(v, int | float) else str(v) for name, v in values.items()}
    return _WORDS[key][_LANGUAGES.index(lang)].format(**filled)


def amount(value: float, lang: str, digits: int = 2) -> str:
    """A number for people, with at most so many significant digits after what is whole.

    >>> amount(12345, "nb"), amount(1234.5, "en"), amount(0.04321, "nn")
    ('12\\xa0345', '1,234.5', '0,043')
    """
    from babel.numbers import format_decimal

    if value == int(value) and abs(value) < 1e15:
        return str(format_decimal(int(value), locale=lang))
    places = "#,##0." + "#" * digits if abs(value) >= 0.1 else "@" * 1 + "#" * (digits - 1)
    return str(format_decimal(value, format=places, locale=lang))


def field_name(field: str, lang: str) -> str:
    """What an attribute or measure is called at the head of a legend, with a capital."""
    words = texts()[lang]
    name = say("ties", lang) if field == "ties" else words.get(f"facet_{field}") or words.get(field)
    name = name or field.replace("_", " ")
    return name[:1].upper() + name[1:]
