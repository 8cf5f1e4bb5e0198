"""The picture of a briefing: the ego network of its actors, as on their map."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.brief.facts import Picture
from kg.networks.ego import of_side
from kg.networks.gather import labels, network, network_rows, selection

if TYPE_CHECKING:
    from kg.brief.gather.actors import BriefGatherer

__all__ = ["picture"]

_LEAST_DRAWN = 3  # partners, for a picture to say more than a line


def picture(
    material: BriefGatherer, actors: Sequence[str], kinds: Sequence[str], size: str = "a4-column"
) -> Picture | None:
    """The ego network of some actors by ties of some kinds; None where fewer than three are close to them.

    `size` is a format of `kg.views.figures.frame`: a4-half takes the width of a page and less than half of it.
    """
    from kg.views.appearance import appearance
    from kg.views.ego import ego_picture
    from kg.views.figures.frame import SHEETS
    from kg.views.figures.network import figure
    from kg.views.visual import resolve

    chosen = selection(
        material.session,
        kinds=kinds,
        actors=actors,
        since=material.since,
        until=material.until,
        between=False,
        with_predecessors=bool(material.predecessors),
        evidence=material.known,
    )
    made = network(material.session, chosen, mode="ego", rows=network_rows(material.session))
    made.graph["labels"] = labels(material.session)
    if len(of_side(made, "partner")) < _LEAST_DRAWN:
        return None
    sheet = SHEETS[size]
    wide = sheet.width / sheet.height if sheet.height else 1.0
    drawn = ego_picture(made, material.session.language).still(wide)
    svg = figure(
        drawn.graph,
        positions=dict(drawn.positions),
        visual=resolve(drawn.graph, replace(appearance("kind", "ties"), label_by="prominence")),
        size=size,
        lang=material.session.language,
        caption=" ".join(
            each.text(material.session.language)
            for each in made.graph["caption"]["caveats"]
            if each.code in ("ended-off", "reported-off")
        ),
    )
    return Picture(svg, len(of_side(drawn.graph, "partner")))
