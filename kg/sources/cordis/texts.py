"""The texts of projects, read a second time and let go of one by one: what themes are derived from and searched in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.sources.cordis.columns import Project
from kg.sources.cordis.snapshot import SnapshotRecords
from kg.sources.cordis.themes import Derived, ProjectText, ThemeTerms
from kg.sources.mappings import Mappings
from kg.sources.tabular.tables import SourceTable

__all__ = ["derived_rows", "derived_themes", "project_texts", "settled_themes"]


def project_texts(tables: Sequence[SourceTable], found: SnapshotRecords) -> Iterator[tuple[str, ProjectText]]:
    """(number, text) of every project that is asked for, in the order of `found.projects`."""
    for table in tables:
        if table.kind != "project":
            continue
        for number, cells in table.records():
            row = Project(*cells)
            key = row.id.strip()
            known = found.projects.get(key)
            if known is not None and known[1] == (table.file, number):
                titles = (found.call_titles[call].get(key, "") for call in found.calls.get(key, ()))
                yield key, ProjectText(row.title, row.keywords, " . ".join(titles), row.objective)


def settled_themes(found: SnapshotRecords, mappings: Mappings, key: str) -> set[str]:
    """The themes of a project that its EuroSciVoc concepts and programme codes settle."""
    themes: set[str] = set()
    for path in found.topics.get(key, ()):
        themes.update(mappings.topic_themes(path))
    for code in found.codes(key):
        themes.update(mappings.code_themes(code))
    return themes


def derived_themes(found: SnapshotRecords, key: str, text: ProjectText, terms: ThemeTerms) -> list[Derived]:
    """The themes that are derived for a project that has none: those an extract holds, or else those of its texts."""
    if found.derived is not None:
        return sorted(found.derived.get(key, ()))
    return terms.derive(text)


def derived_rows(
    tables: Sequence[SourceTable], found: SnapshotRecords, mappings: Mappings, terms: ThemeTerms
) -> Iterator[tuple[str, ...]]:
    """The derived themes of all projects without a theme, as rows of the table `derivedTheme`."""
    for key, text in project_texts(tables, found):
        if not settled_themes(found, mappings, key):
            for each in derived_themes(found, key, text, terms):
                yield key, each.theme, each.method, f"{each.confidence:.2f}", "|".join(each.because)
