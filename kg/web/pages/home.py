"""The first page: a search, what can be asked, and how much there is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.coverage.gather import overall_line
from kg.web.asked import Asked, Rendered
from kg.web.pages.data import content, data
from kg.web.pages.html import Here, render

if TYPE_CHECKING:
    from kg.api import Samkart

__all__ = ["page"]

_THEMES = 60


def page(samkart: Samkart, asked: Asked, notices: list[str]) -> Rendered:
    """The page at the root of the site."""
    counts = samkart.stats()
    if asked.form != "html":
        return data(samkart, asked, content("samkart", counts, command=("kg", "stats")))
    here = Here(asked)
    themes = sorted(samkart.themes(), key=lambda row: -int(str(row.get("projects") or 0)))
    labels = {
        str(key): each.label
        for key, each in samkart.view.entities([str(row["theme"]) for row in themes[:_THEMES]], asked.language).items()
    }
    return render(
        asked,
        "home.html.j2",
        title="Samkart",
        description=here.say("home.lead"),
        counts=[(row[0].text, int(str(row[1].value))) for row in counts.table.rows if isinstance(row[1].value, int)],
        coverage=overall_line(samkart),
        themes=sorted(((label, here.link(iri)) for iri, label in labels.items()), key=lambda each: each[0].casefold()),
    )
