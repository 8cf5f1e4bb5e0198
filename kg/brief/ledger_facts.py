"""What the ledger of memberships is written from: its rows, and the sources that each network and rule rests on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kg.brief.facts import Scope, Sources
from kg.compare.gather.ledger import LedgerReport
from kg.compare.profiles import label

__all__ = ["LedgerFacts"]


@dataclass(frozen=True, slots=True)
class LedgerFacts:
    """The rows and the words that they need. Sources are by network (`of`), by network and year of a rule (`rules`), by
    project (`projects`), and those of the strategies. `words` are of statuses, roles and kinds of certainty, as
    `status/member`; `places` shorten the names of municipalities.
    """

    lang: str
    title: str
    scope: Scope
    report: LedgerReport
    of: Mapping[str, Sources]
    rules: Mapping[tuple[str, str], Sources]
    projects: Mapping[str, Sources]
    strategies: Sources
    words: Mapping[str, str]
    places: Mapping[str, str]

    def name(self, iri: str) -> str:
        """What a thing is called."""
        return label(iri, self.report.nodes)

    def short(self, actor: str) -> str:
        """What an actor is called in a narrow column: a municipality by its place."""
        return self.places.get(actor) or self.name(actor)

    def word(self, scheme: str, key: str) -> str:
        """The word for a status or a role; empty for none."""
        return self.words.get(f"{scheme}/{key}", key)
