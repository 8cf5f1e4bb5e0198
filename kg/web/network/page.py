"""What the network page's script needs to know: its words, the names of what it shows, and the looks of the maps."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kg.language.catalogue import entries, text
from kg.language.kinds import names
from kg.model.evidence import STRENGTHS
from kg.model.period import CERTAINTIES
from kg.views.appearance import DASHES, REPORTED_DASH, SHAPES
from kg.views.palettes import CATEGORIES, DARK_GROUND, LIGHT_GROUND, MISSING, OTHER, outline
from kg.web.network.links import EDGES
from kg.web.network.steps import MOST, USUAL

__all__ = ["config", "texts"]

_PREFIX = "network."
# Classes in the order in which they get the palette's colours; the same thing has one colour in every picture.
_CLASSES = (
    "Municipality",
    "Project",
    "Network",
    "University",
    "County",
    "Company",
    "Programme",
    "Theme",
    "ResearchInstitute",
    "CivilSociety",
    "EuropeanOffice",
)
_EDGE_DASHES = {"about": DASHES["theme"], "part": DASHES["programme"], "narrower": DASHES["theme"], "partner": ()}


def texts(language: str) -> dict[str, str]:
    """The page's words by key, without the prefix that they have in the catalogue. Raises Usage for a language."""
    found = entries(language, "web").items()
    return {key.removeprefix(_PREFIX): said for key, said in found if key.startswith(_PREFIX)}


def config(language: str, *, data: str, download: str, pages: str = "", at: str = "") -> dict[str, Any]:
    """What stands in the page's block of JSON (`Config` in `kg/web/script/types.d.ts`).

    `data` is the address that answers (`kg.web.network.answers.answer`), `download` that of files without its ending,
    `pages` what stands before the path of a thing's page (a state and a language), `at` the day that is asked about,
    empty for today.
    """
    said = texts(language)
    colours = dict(zip(_CLASSES, CATEGORIES, strict=True)) | {"Actor": OTHER, "?": MISSING}
    colours |= {"PublicBody": OTHER, "GovernmentBody": OTHER, "IntermunicipalCouncil": colours["Network"]}
    concepts = names("concepts")
    return {
        "lang": language,
        "data": data,
        "download": download,
        "pages": pages,
        "at": at,
        "text": said,
        "kinds": {kind: text(language, "web", f"network.edge.{kind}") for kind in EDGES},
        "strengths": {key: concepts[f"evidence-strength/{key}"][language] for key in STRENGTHS},
        "certainties": {key: concepts[f"certainty/{key}"][language] for key in CERTAINTIES},
        "roles": _scheme(concepts, "role", language),
        "colours": colours,
        "outlines": {
            colour: [outline(colour, LIGHT_GROUND), outline(colour, DARK_GROUND)]
            for colour in sorted(set(colours.values()))
        },
        "shapes": dict(SHAPES),
        "dashes": {kind: list(dash) for kind, dash in {**DASHES, **_EDGE_DASHES}.items()},
        "reportedDash": list(REPORTED_DASH),
        "usual": USUAL,
        "most": MOST,
    }


def _scheme(concepts: Mapping[str, Mapping[str, str]], scheme: str, language: str) -> dict[str, str]:
    return {
        key.removeprefix(f"{scheme}/"): said[language] for key, said in concepts.items() if key.startswith(f"{scheme}/")
    }
