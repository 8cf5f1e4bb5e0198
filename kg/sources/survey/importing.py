"""What is imported of answered sheets: all that was answered, beside the answers of others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.sources.reader import ImportText
from kg.sources.survey.reading import SurveyReading

__all__ = ["IMPORT", "Filters", "read"]

IMPORT = ImportText(
    "Import answered sheets of `kg survey` (XLSX, XLS, ODS or DOCX). What would change is told first;"
    " an actor's own answers go before every other source, its later ones before its earlier ones. A sheet of the same"
    " day takes the place of the one before.",
    adds=True,
)


@dataclass(frozen=True, slots=True)
class Filters:
    """Answers are always taken in whole."""

    @classmethod
    def from_dict(cls, values: dict[str, list[str]]) -> Filters:
        """As it was kept: nothing."""
        return cls()

    def as_dict(self) -> dict[str, list[str]]:
        """For a manifest: nothing."""
        return {}

    def __bool__(self) -> bool:
        return False


def read(paths: Sequence[Path], **_: Any) -> SurveyReading:
    """The answers that are kept in some folders."""
    return SurveyReading(paths)
