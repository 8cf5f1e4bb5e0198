"""What is new for a paper: the changes since a state or a day of data, in words, with their sources."""

from __future__ import annotations

from collections.abc import Sequence

from kg.brief.facts import News, NewsRow
from kg.brief.gather.actors import BriefGatherer
from kg.compare.gather.states import changes_between
from kg.compare.states.changes import at_one_hub
from kg.model.text import clean

__all__ = ["news"]


def news(
    material: BriefGatherer,
    since: str,
    *,
    actors: Sequence[str] = (),
    network: str = "",
    theme: str = "",
    programme: str = "",
) -> News:
    """The changes since a day of data (a date) or a state, about some actors, a network, a theme or a programme (IRIs).

    Raises NotFound for what is no state, Usage behind an endpoint.
    """
    found = changes_between(
        material.session, since, actor=actors, network=[network] if network else (), theme=[theme] if theme else ()
    )
    rows = []
    below = set(material.session.view.narrower(programme)) if programme else set()
    for change in found if actors else at_one_hub(found):
        hub = found.new.things.get(change.hub) or found.old.things.get(change.hub)
        if below and change.hub not in below and (hub is None or hub.above not in below):
            continue
        sources = tuple(material.source(each.title, each.page) for each in found.words.sources(change) if each.title)
        rows.append(NewsRow(clean(found.words.sentence(change)), change.late, tuple(dict.fromkeys(sources))))
    return News(found.old.asked or found.old.name, tuple(rows))
