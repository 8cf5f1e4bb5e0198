"""The verbs that hold states of the graph against each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.model.conditions import Given
from kg.session import Session

if TYPE_CHECKING:
    from kg.compare.states.result import StateDiff

__all__ = ["StateVerbs", "diff"]


class StateVerbs(Session):
    """The open graph, asked what is new in it; what every verb raises is told at `kg.api.Samkart`."""

    def diff(
        self,
        old: str | Session,
        new: str | Session = "today",
        *,
        actor: Given = (),
        network: Given = (),
        theme: Given = (),
        region: Given = (),
        by: str = "actor",
    ) -> StateDiff:
        """What changed between two states: who joined and left, what started, ended, was confirmed or corrected.

        A state is an open graph, `today`, a state's name, a store, an exported file, a folder of tables, or a day of
        data (docs/states.md). `by` (actor, network, theme, region) is what the changes are grouped by for reading.
        """
        from kg.compare.gather.states import changes_between

        return changes_between(self, old, new, actor=actor, network=network, theme=theme, region=region, by=by)


def diff(old: Session, new: Session, *, by: str = "actor") -> StateDiff:
    """What changed from one open graph to another; things are named as the second names them."""
    from kg.compare.gather.states import changes_between

    return changes_between(new, old, new, by=by)
