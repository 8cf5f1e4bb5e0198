"""The reviewed tables that values of sources are read by: kinds of public bodies and themes (`data/links/*.tsv`)."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from kg.errors import BadData, Problem
from kg.ids import fold
from kg.model.encounter import LEVELS

__all__ = ["KIND_CLASSES", "Kind", "Mappings", "read_mappings", "table_rows"]

KIND_CLASSES = {
    "municipality": "sk:Municipality",
    "county": "sk:County",
    "intermunicipal-council": "sk:IntermunicipalCouncil",
    "government-body": "sk:GovernmentBody",
    "public-body": "sk:PublicBody",
    "university": "sk:University",
    "research-institute": "sk:ResearchInstitute",
    "company": "sk:Company",
}
_ACTIVITIES = {"HES": "sk:University", "REC": "sk:ResearchInstitute", "PRC": "sk:Company"}
_LEVELS = {"", *LEVELS}
_KIND_COLUMNS = ("pattern", "country", "kind", "level", "note")


@dataclass(frozen=True, slots=True)
class Kind:
    """What an organisation is: its class (`sk:Municipality`) and the key of its level; empty if not known."""

    cls: str
    level: str


@dataclass(frozen=True)
class Mappings:
    """Kinds by pattern and country, themes by EuroSciVoc path and by programme code."""

    patterns: tuple[tuple[str, str, Kind], ...] = ()
    topics: dict[str, tuple[str, ...]] = field(default_factory=dict)
    codes: dict[str, tuple[str, ...]] = field(default_factory=dict)

    @cached_property
    def _by_country(self) -> dict[str, list[tuple[re.Pattern[str], Kind]]]:
        found: dict[str, list[tuple[re.Pattern[str], Kind]]] = defaultdict(list)
        for pattern, country, kind in sorted(self.patterns, key=lambda each: (-len(each[0]), each)):
            found[country].append((re.compile(pattern), kind))
        return found

    def public_body(self, name: str, country: str) -> Kind:
        """The kind of a public body by its name; the longest pattern that fits decides, the country's own first.

        Patterns are matched anywhere in the folded name (`kg.ids.fold`).
        """
        folded = fold(name)
        for place in (country, ""):
            for pattern, kind in self._by_country.get(place, ()):
                if pattern.search(folded):
                    return kind
        return Kind("sk:PublicBody", "")

    def kind(self, activity: str, name: str, country: str) -> Kind:
        """The kind of an organisation by its activity type (HES, REC, PRC, PUB); that of OTH is not known."""
        code = activity.strip().upper()
        return self.public_body(name, country) if code == "PUB" else Kind(_ACTIVITIES.get(code, ""), "")

    @staticmethod
    def level_of(kind: str) -> str:
        """The level of a kind of body that has but one; empty for the others."""
        return {"municipality": "local", "county": "regional"}.get(kind, "")

    def topic_themes(self, path: str) -> tuple[str, ...]:
        """Theme keys for a EuroSciVoc path or code; those of the nearest ancestor that has any."""
        while path:
            found = self.topics.get(path)
            if found:
                return found
            path = path.rpartition("/")[0]
        return ()

    def code_themes(self, code: str) -> tuple[str, ...]:
        """Theme keys for a programme code; those of the nearest ancestor that has any."""
        code = code.rstrip(".")
        while code:
            found = self.codes.get(code)
            if found:
                return found
            code = code.rpartition(".")[0]
        return ()


def read_mappings(links: Path) -> Mappings:
    """The mapping tables in a folder; a missing one maps nothing. Raises BadData with everything wrong in them."""
    problems: list[Problem] = []
    patterns = tuple(_patterns(links / "public-body-kinds.tsv", problems))
    topics: dict[str, set[str]] = defaultdict(set)
    for row in table_rows(links / "euroscivoc-themes.tsv", ("euroscivoc_path", "code", "theme"), problems):
        topics[row["euroscivoc_path"]].add(row["theme"])
        topics[row["code"]].add(row["theme"])
    codes: dict[str, set[str]] = defaultdict(set)
    for row in table_rows(links / "legal-basis-themes.tsv", ("code", "theme"), problems):
        codes[row["code"].rstrip(".")].add(row["theme"])
    if problems:
        raise BadData("the mapping tables cannot be used", tuple(problems))
    return Mappings(patterns, _sorted(topics), _sorted(codes))


def _sorted(found: dict[str, set[str]]) -> dict[str, tuple[str, ...]]:
    return {key: tuple(sorted(values)) for key, values in found.items() if key}


def table_rows(path: Path, columns: tuple[str, ...], problems: list[Problem]) -> list[dict[str, str]]:
    """The rows of a table by column name; none where there is no file. What is wrong is added to `problems`."""
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.reader(stream, delimiter="\t", quoting=csv.QUOTE_NONE))
    header = rows[0] if rows else []
    missing = [column for column in columns if column not in header]
    if missing:
        problems.append(Problem(path.name, 1, missing[0], "this column is missing"))
        return []
    found = []
    for number, cells in enumerate(rows[1:], start=2):
        if len(cells) != len(header):
            problems.append(Problem(path.name, number, "", f"{len(cells)} cells, expected {len(header)}"))
        else:
            found.append(dict(zip(header, cells, strict=True)))
    return found


def _patterns(path: Path, problems: list[Problem]) -> list[tuple[str, str, Kind]]:
    found = []
    for number, row in enumerate(table_rows(path, _KIND_COLUMNS, problems), start=2):
        try:
            re.compile(row["pattern"])
        except re.error as error:
            problems.append(Problem(path.name, number, "pattern", f"no regular expression: {error}"))
        if row["kind"] not in KIND_CLASSES:
            problems.append(Problem(path.name, number, "kind", f"expected one of {', '.join(KIND_CLASSES)}"))
        elif row["level"] not in _LEVELS:
            problems.append(Problem(path.name, number, "level", f"expected one of {', '.join(sorted(_LEVELS))}"))
        else:
            found.append((row["pattern"], row["country"], Kind(KIND_CLASSES[row["kind"]], row["level"])))
    return found
