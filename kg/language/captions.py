"""The words on views: labels of categories (nb, nn, en) and the sentence that says what a graph is."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from kg.language.catalogue import entries, text
from kg.language.kinds import names, tie_word
from kg.language.speech import number, say
from kg.settings import LANGUAGES

if TYPE_CHECKING:
    import networkx as nx

__all__ = [
    "LANGUAGES",
    "MISSING_KEY",
    "OTHER_KEY",
    "Labels",
    "caption_lines",
    "caption_of",
    "compared_lines",
    "in_language",
    "labels_of",
    "texts",
]

Labels = Mapping[str, str]
MISSING_KEY = "?"
OTHER_KEY = "…"

_SCHEMES = {"themes": "theme", "programmes": "programme"}


def texts() -> Mapping[str, Mapping[str, str]]:
    """Every text of the map page by language and key."""
    return {lang: entries(lang, "map") for lang in LANGUAGES}


def in_language(labels: Labels, lang: str, default: str = "") -> str:
    """The label in a language, or in the nearest one there is.

    >>> in_language({"nb": "Klima", "en": "Climate"}, "nn")
    'Klima'
    """
    order = (lang, *(("nn", "nb", "en") if lang != "en" else ("en", "nb", "nn")))
    return next((labels[code] for code in order if labels.get(code)), "") or next(iter(labels.values()), default)


def labels_of(graph: nx.Graph[Any], field: str, key: str) -> Labels:
    """What a category is called: as `graph.graph["labels"]` says, else as the ontology and CLDR do, else the key."""
    if key in (MISSING_KEY, OTHER_KEY, ""):
        word = "other" if key == OTHER_KEY else "unknown"
        return {lang: text(lang, "map", word) for lang in LANGUAGES}
    scheme = _SCHEMES.get(field, field)
    known: Mapping[str, Mapping[str, Labels]] = graph.graph.get("labels") or {}
    found = known.get(scheme, {}).get(key)
    if found:
        return found
    if scheme in ("type", "kind") and key == "community":
        return {lang: text(lang, "map", "community") for lang in LANGUAGES}
    if scheme in ("type", "tie", "kind"):
        return {lang: tie_word(key, lang) for lang in LANGUAGES}
    if scheme == "country":
        return _country(key)
    if scheme == "standing":
        return {lang: text(lang, "map", f"standing_{key}") for lang in LANGUAGES}
    if scheme == "community":
        name = str(int(key) + 1) if key.isascii() and key.isdigit() else key
        return {lang: say(lang, "map", "group", n=name) for lang in LANGUAGES}
    return names("concepts").get(f"{scheme}/{key}") or dict.fromkeys(LANGUAGES, key)


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


def caption_of(told: Mapping[str, Any], nodes: int, edges: int, lang: str, *, sources: bool = True) -> list[str]:
    """The sentences for a caption (see `kg.networks.caption`) of a network with so many nodes and edges.

    Without `sources` the sentence that names them, the last, is left to whoever shows them in another way.
    """

    def said(key: str, **values: object) -> str:
        return say(lang, "caption", key, **values)

    lines = compared_lines(told["comparison"], lang) if told.get("comparison") else []
    if told.get("mode") == "ego":
        sides = told["sides"]
        lines.append(said("mode.ego", partners=sides["partner"], hubs=sides["hub"], members=sides["member"]))
    else:
        mode = "mode.two-mode" if told.get("mode") == "two-mode" else "mode.one-mode"
        lines.append(said(mode, nodes=nodes, edges=edges))
    kinds: Mapping[str, int] = told.get("kinds") or {}
    if told.get("ties"):
        ordered = sorted(kinds.items(), key=lambda item: (-item[1], item[0]))
        named = [f"{tie_word(kind, lang)} {number(count, lang)}" for kind, count in ordered]
        lines.append(said("counted", n=told["ties"], kinds=", ".join(named)))
    if told.get("weight") in ("shared", "newman"):
        lines.append(said(f"weight.{told['weight']}"))
    if told.get("years"):
        first, last = told["years"]
        lines.append(said("years", first=str(first), last=str(last)))
    if told.get("undated"):
        lines.append(said("undated", n=told["undated"]))
    for caveat in told.get("caveats") or ():
        lines.append(caveat.text(lang) if hasattr(caveat, "text") else str(caveat))
    if told.get("as_of"):
        lines.append(said("as-of", date=told["as_of"]))
    if told.get("state"):
        lines.append(said("state", name=told["state"]))
    if sources and told.get("sources"):
        lines.append(said("sources", sources="; ".join(str(source) for source in told["sources"])))
    return lines


def compared_lines(told: Mapping[str, Any], lang: str) -> list[str]:
    """What two periods are and what changed between them: `comparison` of a caption (see `kg.networks.union`)."""

    def said(key: str, **values: object) -> str:
        return say(lang, "caption", key, **values)

    before, after = told["periods"]
    lines = [said("compared", before=before["period"], after=after["period"], **told["counts"])]
    for each in (before, after):
        lines.append(said("compared.period", period=each["period"], n=each["ties"], k=each["uncertain"]))
        lines += [f"{each['period']}: {caveat.text(lang)}" for caveat in each["caveats"]]
    if before["uncertain"] or after["uncertain"]:
        lines.append(said("compared.doubt", years=told["years"]))
    if told["alone"]:
        lines.append(said("compared.alone", n=told["alone"]))
    return lines
