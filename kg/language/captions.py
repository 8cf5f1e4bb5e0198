"""The words on views: labels of categories (nb, nn, en) and the sentence that says what a graph is."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import networkx as nx

__all__ = [
    "LANGUAGES",
    "MISSING_KEY",
    "OTHER_KEY",
    "Labels",
    "caption_lines",
    "caption_of",
    "in_language",
    "labels_of",
    "texts",
]

Labels = Mapping[str, str]
LANGUAGES = ("nb", "nn", "en")
MISSING_KEY = "?"
OTHER_KEY = "…"

_SCHEMES = {"themes": "theme", "programmes": "programme"}
_TYPES = {
    "actor": ("aktør", "aktør", "actor"),
    "project": ("prosjekt", "prosjekt", "project"),
    "network": ("nettverk", "nettverk", "network"),
    "theme": ("tema", "tema", "theme"),
    "country": ("land", "land", "country"),
    "programme": ("program", "program", "programme"),
    "twinning": ("vennskapsby", "venskapsby", "twinning"),
    "agreement": ("avtale", "avtale", "agreement"),
}
_MODES = {
    "two-mode": (
        "Aktører og det de er med i: {nodes} noder, {edges} kanter.",
        "Aktørar og det dei er med i: {nodes} nodar, {edges} kantar.",
        "Actors and what they take part in: {nodes} nodes, {edges} edges.",
    ),
    "": (
        "{nodes} noder, {edges} kanter: to er forbundet når de har noe felles.",
        "{nodes} nodar, {edges} kantar: to er bundne saman når dei har noko felles.",
        "{nodes} nodes, {edges} edges: two are joined where they share something.",
    ),
}
_WEIGHTS = {
    "shared": ("Styrke: antall felles.", "Styrke: kor mange felles.", "Strength: how many they share."),
    "newman": (
        "Styrke: hvert fellesskap av k teller 1/(k−1) (Newman 2001).",
        "Styrke: kvart fellesskap av k tel 1/(k−1) (Newman 2001).",
        "Strength: what k share counts 1/(k−1) (Newman 2001).",
    ),
}
_COUNTED = (
    "{n} forbindelser er talt: {kinds}.",
    "{n} band er talde: {kinds}.",
    "{n} ties are counted: {kinds}.",
)
_YEARS = ("Periode: {first}–{last}.", "Periode: {first}–{last}.", "Period: {first}–{last}.")
_UNDATED = ("{n} er uten dato.", "{n} er utan dato.", "{n} have no date.")
_AS_OF = ("Datagrunnlag per {date}.", "Datagrunnlag per {date}.", "Data as of {date}.")
_SOURCES = ("Kilder: {sources}.", "Kjelder: {sources}.", "Sources: {sources}.")


@cache
def texts() -> Mapping[str, Mapping[str, str]]:
    """Every text of the map page by language and key."""
    path = Path(__file__).parent / "map_text.json"
    loaded: dict[str, dict[str, str]] = json.loads(path.read_text(encoding="utf-8"))
    return loaded


def in_language(labels: Labels, lang: str, default: str = "") -> str:
    """The label in a language, or in the nearest one there is.

    >>> in_language({"nb": "Klima", "en": "Climate"}, "nn")
    'Klima'
    """
    order = (lang, *(("nn", "nb", "en") if lang != "en" else ("en", "nb", "nn")))
    return next((labels[code] for code in order if labels.get(code)), "") or next(iter(labels.values()), default)


def labels_of(graph: nx.Graph[Any], field: str, key: str) -> Labels:
    """What a category is called: as `graph.graph["labels"]` says, else as Samkart and CLDR do, else the key."""
    if key in (MISSING_KEY, OTHER_KEY, ""):
        word = "other" if key == OTHER_KEY else "unknown"
        return {lang: texts()[lang][word] for lang in LANGUAGES}
    scheme = _SCHEMES.get(field, field)
    known: Mapping[str, Mapping[str, Labels]] = graph.graph.get("labels") or {}
    found = known.get(scheme, {}).get(key)
    if found:
        return found
    if scheme in ("type", "tie", "kind") and key in _TYPES:
        return dict(zip(LANGUAGES, _TYPES[key], strict=True))
    if scheme == "country":
        return _country(key)
    if scheme == "community":
        name = str(int(key) + 1) if key.isdigit() else key
        return {lang: texts()[lang]["group"].format(n=name) for lang in LANGUAGES}
    return dict.fromkeys(LANGUAGES, key)


@cache
def _country(code: str) -> Labels:
    from babel import Locale

    return {lang: Locale.parse(lang).territories.get(code, code) for lang in LANGUAGES}


def caption_lines(graph: nx.Graph[Any], lang: str) -> list[str]:
    """The sentences that say what a graph is: what was counted, period, strength, caveats, date of data, sources.

    `graph.graph["caption"]` is worded here (see `kg.networks.caption`), unless it is words already; what it does not
    say is left out.
    """
    told = graph.graph.get("caption") or {}
    if isinstance(told, str):
        return [told]
    return caption_of(told, graph.number_of_nodes(), graph.number_of_edges(), lang)


def caption_of(told: Mapping[str, Any], nodes: int, edges: int, lang: str) -> list[str]:
    """The sentences for a caption (see `kg.networks.caption`) of a network with so many nodes and edges."""
    place = LANGUAGES.index(lang)

    def count(value: object) -> str:
        return f"{value:,}".replace(",", "\u00a0" if lang != "en" else ",")

    mode = _MODES.get(str(told.get("mode", "")), _MODES[""])[place]
    lines = [mode.format(nodes=count(nodes), edges=count(edges))]
    kinds: Mapping[str, int] = told.get("kinds") or {}
    if told.get("ties"):
        named = [
            f"{_TYPES[k][place] if k in _TYPES else k} {count(n)}"
            for k, n in sorted(kinds.items(), key=lambda item: (-item[1], item[0]))
        ]
        lines.append(_COUNTED[place].format(n=count(told["ties"]), kinds=", ".join(named)))
    if told.get("weight") in _WEIGHTS:
        lines.append(_WEIGHTS[told["weight"]][place])
    if told.get("years"):
        first, last = told["years"]
        lines.append(_YEARS[place].format(first=first, last=last))
    if told.get("undated"):
        lines.append(_UNDATED[place].format(n=count(told["undated"])))
    for caveat in told.get("caveats") or ():
        lines.append(caveat.text(lang) if hasattr(caveat, "text") else str(caveat))
    if told.get("as_of"):
        lines.append(_AS_OF[place].format(date=told["as_of"]))
    if told.get("sources"):
        lines.append(_SOURCES[place].format(sources="; ".join(str(source) for source in told["sources"])))
    return lines
