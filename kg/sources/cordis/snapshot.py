"""What a CORDIS download holds, gathered from its tables before Statements are made."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field

from kg.sources.cleaning.dates import DateOrder
from kg.sources.cordis.columns import Organization, Project
from kg.sources.cordis.programmes import normal_code
from kg.sources.cordis.themes import Derived

__all__ = ["Place", "SnapshotRecords"]

Place = tuple[str, int]  # file, row


@dataclass(slots=True)
class SnapshotRecords:
    """What must be known before Statements can be made. Bounded by projects and organisations, not participations.

    `titles` and `call_titles` hold what each project calls a programme part or a call. By project: `parts` (all its
    programme codes), `own_parts` (the one that is marked as its own), `calls`, `topics` (EuroSciVoc paths) and `links`
    (its site). `derived` are the themes that an extract, which has no texts, holds; None for a download. `known`
    has every project, `projects` those that are asked for, `foreign` those of another framework programme, with its
    name. `date_orders` tells by file how the projects' dates are written.
    """

    root: str
    known: set[str] = field(default_factory=set)
    foreign: dict[str, str] = field(default_factory=dict)
    date_orders: dict[str, DateOrder] = field(default_factory=lambda: defaultdict(DateOrder))
    projects: dict[str, tuple[Project, Place]] = field(default_factory=dict)
    by_rcn: dict[str, str] = field(default_factory=dict)
    parts: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    own_parts: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    titles: dict[str, dict[str, str]] = field(default_factory=lambda: defaultdict(dict))
    calls: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    call_titles: dict[str, dict[str, str]] = field(default_factory=lambda: defaultdict(dict))
    topics: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    links: dict[str, str] = field(default_factory=dict)
    derived: dict[str, list[Derived]] | None = None
    side_rows: dict[tuple[str, str], Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    organisations: dict[str, tuple[tuple[str, str, int], Organization, Place]] = field(default_factory=dict)

    def title(self, titles: dict[str, dict[str, str]], code: str) -> str:
        """The title that the projects give most often; among equals the first by letter; the code if there is none."""
        given = Counter(title for project, title in titles.get(code, {}).items() if project in self.projects)
        return min(given, key=lambda title: (-given[title], title)) if given else code

    def codes(self, project: str) -> list[str]:
        """The programme codes of a project: those of its own table, or else those in its row."""
        found = self.parts.get(project)
        if found:
            return found
        cells = self.projects[project][0].legal_basis.replace(",", ";").split(";")
        return [code for cell in cells if (code := normal_code(cell, self.root))]
