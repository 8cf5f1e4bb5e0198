"""Projects for which a theme was derived: they count as about it only where that is asked for."""

from __future__ import annotations

from collections.abc import Sequence

from kg.model.encounter import Encounter
from kg.session import Session

__all__ = ["derived_encounters", "derived_projects"]


def derived_projects(session: Session, theme: str) -> frozenset[str]:
    """The IRIs of the projects for which a theme (an IRI), or one below it, was derived."""
    return frozenset(str(row[0].value) for row in session.ask("theme/derived-projects", theme=theme).rows)


def derived_encounters(session: Session, actors: Sequence[str], theme: str, programme: str) -> list[Encounter]:
    """Where actors meet others in such projects; what they meet in otherwise is not among them."""
    wanted = derived_projects(session, theme)
    met = session.view.encounters(actors, "", programme) if wanted else []
    hubs = session.view.entities(sorted({each.hub for each in met}, key=str), session.language)
    return [each for each in met if each.hub in hubs and hubs[each.hub].iri in wanted]
