"""A map of areas in words: what is counted, the classes of the legend, and what a reader must know of it."""

from __future__ import annotations

from kg.language.areas import amount, say
from kg.language.tables import kind_word
from kg.model.period import EVIDENCE_YEARS
from kg.networks.caveats import Caveat
from kg.views.areas.areas import PER, Area, Panel, Shown
from kg.views.areas.classes import Class, Scale

__all__ = ["FLOWS_DRAWN", "caption", "class_label", "heading", "missing_label", "panel_title", "title_of", "value_text"]

FLOWS_DRAWN = 40
"""So many flows are drawn, the strongest."""
_NAMED = 6


def heading(shown: Shown) -> str:
    """What the colours stand for: `Participations per 10,000 inhabitants`."""
    asked, lang = shown.asked, shown.language
    what = say(lang, f"count.{asked.count}")
    if not asked.per_inhabitant:
        return what
    return say(lang, "per.one" if PER[asked.count] == 1 else "per.many", what=what, n=PER[asked.count])


def class_label(each: Class, scale: Scale, language: str) -> str:
    """The bounds of a class: `3–7` for whole numbers, else above the one and up to the other."""
    low, high = each.low, each.high
    if scale.whole:
        first = low + 1
        return amount(high, language) if first >= high else f"{amount(first, language)}–{amount(high, language)}"
    return f"{amount(low, language, 3)}–{amount(high, language, 3)}"


def missing_label(area: Area, language: str) -> str:
    """Why the value of an area is not known."""
    return say(language, f"missing.{area.missing or 'actors'}")


def value_text(area: Area, shown: Shown) -> str:
    """The value of an area in words, or why there is none."""
    if area.value is None:
        return missing_label(area, shown.language)
    if not area.value:
        return say(shown.language, "zero")
    return amount(
        round(area.value) if shown.asked.count == "money" and area.value >= 100 else area.value, shown.language
    )


def title_of(shown: Shown) -> str:
    """The title of a map that was given none: what it is of and what is counted."""
    what = heading(shown)
    return say(shown.language, "title", about=shown.about, what=what) if shown.about != "Samkart" else what


def panel_title(panel: Panel, language: str) -> str:
    """A period, or that it is all time."""
    return panel.name or say(language, "all-time")


def caption(shown: Shown) -> list[str]:
    """The sentences under a map of areas, but for the line of sources."""
    asked, lang = shown.asked, shown.language
    kinds = ", ".join(kind_word(each, lang) for each in shown.kinds)
    lines = [say(lang, "actors.some", kinds=kinds) if kinds else say(lang, "actors.all")]
    lines.append(say(lang, f"counted.{asked.count}"))
    if shown.around:
        lines.append(say(lang, "around", about=shown.about))
    if len(shown.panels) > 1:
        lines.append(say(lang, "both-periods"))
    if asked.per_inhabitant:
        lines.append(_people(shown))
    lines += _boundaries(shown)
    for panel in shown.panels:
        of = f"{panel.name}: " if len(shown.panels) > 1 else ""
        lines += [of + line if not index else line for index, line in enumerate(_of_panel(panel, shown))]
    if shown.attributions:
        lines.append(say(lang, "boundaries", who="; ".join(shown.attributions)))
    return lines


def _people(shown: Shown) -> str:
    years = sorted({area.people[1] for panel in shown.panels for area in panel.areas if area.people})
    return say(shown.language, "people", years=", ".join(str(year) for year in years))


def _boundaries(shown: Shown) -> list[str]:
    named = [(panel.name, panel.division.name) for panel in shown.panels if panel.division]
    if not named:
        return []
    if len({division for _, division in named}) == 1:
        return [say(shown.language, "division", year=named[0][1])]
    each = "; ".join(f"{name}: {division}" for name, division in named)
    return [say(shown.language, "divisions", years=each)]


def _of_panel(panel: Panel, shown: Shown) -> list[str]:
    lang, asked = shown.language, shown.asked
    lines = []
    own = sum(area.tally.own for area in panel.areas)
    if own:
        lines.append(say(lang, "own", n=own))
    if panel.unplaced:
        first = ", ".join(list(panel.unplaced)[:_NAMED])
        left = len(panel.unplaced) - _NAMED
        names = say(lang, "and-more", names=first, n=left) if left > 0 else first
        lines.append(say(lang, "unplaced", n=len(panel.unplaced), ties=sum(panel.unplaced.values()), names=names))
    if panel.nowhere:
        lines.append(say(lang, "nowhere", n=panel.nowhere))
    circles = [area for area in panel.areas if not area.drawn and area.missing != "actors"]
    if circles:
        lines.append(say(lang, "circles", n=sum(area.at is not None for area in circles)))
        homeless = [area.name for area in circles if area.at is None]
        if homeless:
            lines.append(say(lang, "not-drawn", names=", ".join(homeless[:_NAMED]), n=len(homeless)))
    unknown = sum(area.tally.unknown for area in panel.areas)
    if asked.count == "money" and unknown:
        lines.append(say(lang, "no-amount", n=unknown, all=sum(area.tally.ties for area in panel.areas)))
    if asked.flows and panel.flows:
        shown_flows = min(len(panel.flows), FLOWS_DRAWN)
        left = len(panel.flows) - shown_flows
        lines.append(say(lang, "flows", n=shown_flows, left=left) if left else say(lang, "flows-all"))
    if panel.uncertain:
        figures = {"k": panel.uncertain, "n": panel.ties, "years": EVIDENCE_YEARS}
        lines.append(Caveat("uncertain", figures).text(lang))
    return lines
