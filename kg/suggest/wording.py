"""Reasons in words: bokmål, nynorsk and English, with the plurals, lists and numbers of the language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kg.errors import Usage
from kg.suggest.rows import Reason

__all__ = ["reason_text"]

_LANGUAGES = {"nb": "nb", "nn": "nn", "en": "en_GB"}
# By code and form: one, few (all are named), many (the first are named); `plain` where nothing is counted.
_TEXTS: Mapping[str, Mapping[str, tuple[str, str, str]]] = {
    "partners": {
        "one": ("felles partner: {names}", "felles partnar: {names}", "partner in common: {names}"),
        "few": ("{n} felles partnere: {names}", "{n} felles partnarar: {names}", "{n} partners in common: {names}"),
        "many": (
            "{n} felles partnere, blant dem {names}",
            "{n} felles partnarar, mellom dei {names}",
            "{n} partners in common, among them {names}",
        ),
    },
    "networks": {
        "one": ("begge er med i {names}", "begge er med i {names}", "both are in {names}"),
        "few": ("begge er med i {names}", "begge er med i {names}", "both are in {names}"),
        "many": (
            "begge er med i {n} nettverk, blant dem {names}",
            "begge er med i {n} nettverk, mellom dei {names}",
            "both are in {n} networks, among them {names}",
        ),
    },
    "themes": {"plain": ("begge arbeider med {keys}", "begge arbeider med {keys}", "both work on {keys}")},
    "themes-asked": {"plain": ("arbeider med {keys}", "arbeider med {keys}", "works on {keys}")},
    "programmes": {
        "plain": ("begge har deltatt i {keys}", "begge har delteke i {keys}", "both have taken part in {keys}")
    },
    "programmes-asked": {"plain": ("har deltatt i {keys}", "har delteke i {keys}", "has taken part in {keys}")},
    "country": {"plain": ("samme land ({country})", "same land ({country})", "same country ({country})")},
    "kind": {"plain": ("samme slags aktør ({kind})", "same slags aktør ({kind})", "same kind of actor ({kind})")},
    "near": {"plain": ("{km} km unna", "{km} km unna", "{km} km away")},
    "size": {
        "plain": (
            "{population} innbyggere, mot {own} hos den som spør",
            "{population} innbyggjarar, mot {own} hos den som spør",
            "{population} inhabitants, against {own} of the one who asks",
        )
    },
    "activity": {
        "one": (
            "er med i ett samarbeid, fra {year}",
            "er med i eitt samarbeid, frå {year}",
            "has one collaboration, from {year}",
        ),
        "many": (
            "er med i {n} samarbeid, det siste fra {year}",
            "er med i {n} samarbeid, det siste frå {year}",
            "has {n} collaborations, the latest from {year}",
        ),
    },
    "coordinator": {
        "one": ("har koordinert ett prosjekt", "har koordinert eitt prosjekt", "has coordinated one project"),
        "many": ("har koordinert {n} prosjekter", "har koordinert {n} prosjekt", "has coordinated {n} projects"),
    },
    "network-like": {
        "plain": (
            "mange av de samme medlemmene som {names}",
            "mange av dei same medlemmene som {names}",
            "many of the same members as {names}",
        )
    },
    "network-peers": {
        "one": (
            "{n} av {of} sammenlignbare aktører er med: {names}",
            "{n} av {of} samanliknbare aktørar er med: {names}",
            "{n} of {of} comparable actors is a member: {names}",
        ),
        "few": (
            "{n} av {of} sammenlignbare aktører er med: {names}",
            "{n} av {of} samanliknbare aktørar er med: {names}",
            "{n} of {of} comparable actors are members: {names}",
        ),
        "many": (
            "{n} av {of} sammenlignbare aktører er med, blant dem {names}",
            "{n} av {of} samanliknbare aktørar er med, mellom dei {names}",
            "{n} of {of} comparable actors are members, among them {names}",
        ),
    },
    "network-partners": {
        "one": (
            "{n} av {of} partnere er med: {names}",
            "{n} av {of} partnarar er med: {names}",
            "{n} of {of} partners is a member: {names}",
        ),
        "few": (
            "{n} av {of} partnere er med: {names}",
            "{n} av {of} partnarar er med: {names}",
            "{n} of {of} partners are members: {names}",
        ),
        "many": (
            "{n} av {of} partnere er med, blant dem {names}",
            "{n} av {of} partnarar er med, mellom dei {names}",
            "{n} of {of} partners are members, among them {names}",
        ),
    },
    "network-themes": {"plain": ("arbeider med {keys}", "arbeider med {keys}", "works on {keys}")},
    "theme-peers": {
        "one": (
            "{n} av {of} sammenlignbare aktører arbeider med det: {names}",
            "{n} av {of} samanliknbare aktørar arbeider med det: {names}",
            "{n} of {of} comparable actors works on it: {names}",
        ),
        "few": (
            "{n} av {of} sammenlignbare aktører arbeider med det: {names}",
            "{n} av {of} samanliknbare aktørar arbeider med det: {names}",
            "{n} of {of} comparable actors work on it: {names}",
        ),
        "many": (
            "{n} av {of} sammenlignbare aktører arbeider med det, blant dem {names}",
            "{n} av {of} samanliknbare aktørar arbeider med det, mellom dei {names}",
            "{n} of {of} comparable actors work on it, among them {names}",
        ),
    },
    "theme-partners": {
        "one": (
            "{n} av {of} partnere arbeider med det: {names}",
            "{n} av {of} partnarar arbeider med det: {names}",
            "{n} of {of} partners works on it: {names}",
        ),
        "few": (
            "{n} av {of} partnere arbeider med det: {names}",
            "{n} av {of} partnarar arbeider med det: {names}",
            "{n} of {of} partners work on it: {names}",
        ),
        "many": (
            "{n} av {of} partnere arbeider med det, blant dem {names}",
            "{n} av {of} partnarar arbeider med det, mellom dei {names}",
            "{n} of {of} partners work on it, among them {names}",
        ),
    },
    "theme-related": {
        "plain": (
            "mange som arbeider med {keys}, arbeider også med dette",
            "mange som arbeider med {keys}, arbeider òg med dette",
            "many who work on {keys} work on this too",
        )
    },
    "newcomer": {
        "plain": (
            "{name} har ingen partnere eller nettverk i grafen; forslagene bygger på {parts}.",
            "{name} har ingen partnarar eller nettverk i grafen; forslaga byggjer på {parts}.",
            "{name} has no partners or networks in the graph; the suggestions rest on {parts}.",
        )
    },
    "newcomer-nothing": {
        "plain": (
            "{name} har ingen partnere eller nettverk i grafen, og ingenting annet er kjent å bygge forslag på.",
            "{name} har ingen partnarar eller nettverk i grafen, og ingenting anna er kjent å byggje forslag på.",
            "{name} has no partners or networks in the graph, and nothing else is known to base suggestions on.",
        )
    },
    "basis": {
        "plain": (
            "Forslagene bygger på {parts} ({partners_n} og {networks_n}).",
            "Forslaga byggjer på {parts} ({partners_n} og {networks_n}).",
            "The suggestions rest on {parts} ({partners_n} and {networks_n}).",
        )
    },
}
_COUNTED: Mapping[str, tuple[tuple[str, str, str], tuple[str, str, str]]] = {
    "partners": (("{n} partner", "{n} partnar", "{n} partner"), ("{n} partnere", "{n} partnarar", "{n} partners")),
    "networks": (("{n} nettverk", "{n} nettverk", "{n} network"), ("{n} nettverk", "{n} nettverk", "{n} networks")),
}
_PARTS: Mapping[str, tuple[str, str, str]] = {
    "partners": ("felles partnere", "felles partnarar", "partners in common"),
    "networks": ("felles nettverk", "felles nettverk", "shared networks"),
    "themes": ("temaer", "tema", "themes"),
    "programmes": ("programmer", "program", "programmes"),
    "country": ("land", "land", "country"),
    "kind": ("slags aktør", "slags aktør", "kind of actor"),
    "near": ("avstand", "avstand", "distance"),
    "size": ("folketall", "folketal", "population"),
    "activity": ("hvor mye andre samarbeider", "kor mykje andre samarbeider", "how much others collaborate"),
}


def reason_text(reason: Reason, lang: str = "nb", labels: Mapping[str, str] | None = None) -> str:
    """A reason as words in nb, nn or en, beginning in lower case but for whole sentences (`newcomer`, `basis`).

    `labels` gives the labels of themes, programmes, countries and kinds by key; what it lacks stands as it is. Raises
    Usage for an unknown language.

    >>> reason_text(Reason("coordinator", {"count": 2}), "nb")
    'har koordinert 2 prosjekter'
    """
    from babel.numbers import format_decimal

    if lang not in _LANGUAGES:
        raise Usage(f"unknown language {lang!r}; expected one of {', '.join(_LANGUAGES)}")
    column, known, values = list(_LANGUAGES).index(lang), labels or {}, reason.values
    locale = _LANGUAGES[lang]

    def number(name: str) -> str:
        found = values.get(name, 0)
        return str(format_decimal(found, locale=locale)) if isinstance(found, int | float) else str(found)

    def counted(name: str) -> str:
        return _COUNTED[name][values.get(name) != 1][column].format(n=number(name))

    words = {name: number(name) for name in ("of", "km", "population", "own")}
    words |= {name: known.get(str(values.get(name, "")), str(values.get(name, ""))) for name in ("country", "kind")}
    words |= {name: str(values.get(name, "")) for name in ("name", "year")}
    words["n"] = number("count")
    words["names"] = _listed(_texts(values.get("names")), locale)
    words["keys"] = _listed([_small(known[key]) if key in known else key for key in _texts(values.get("keys"))], locale)
    words["parts"] = _listed([_PARTS[part][column] for part in _texts(values.get("parts"))], locale)
    if reason.code == "basis":
        words |= {f"{name}_n": counted(name) for name in _COUNTED}
    return _TEXTS[_code(reason)][_form(reason)][column].format(**words)


def _code(reason: Reason) -> str:
    if reason.code in ("themes", "programmes") and reason.values.get("asked"):
        return f"{reason.code}-asked"
    return "newcomer-nothing" if reason.code == "newcomer" and not reason.values.get("parts") else reason.code


def _form(reason: Reason) -> str:
    forms, count = _TEXTS[_code(reason)], reason.values.get("count")
    if "plain" in forms:
        return "plain"
    if count == 1:
        return "one"
    return "few" if "few" in forms and count == len(_texts(reason.values.get("names"))) else "many"


def _texts(value: object) -> list[str]:
    return [str(item) for item in value] if isinstance(value, tuple) else []


def _small(label: str) -> str:
    """A label within a sentence: without its capital, unless it is an abbreviation or a name of several capitals."""
    return label[:1].lower() + label[1:] if label[1:] == label[1:].lower() else label


def _listed(items: Iterable[str], locale: str) -> str:
    from babel.lists import format_list

    return str(format_list(list(items), locale=locale))
