"""What an actor has answered: row by row as it stands in the sheet, and worked out as what is said of each tie."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from kg.errors import KgError

__all__ = [
    "ANSWERS_FILE",
    "PAGE",
    "SOURCE",
    "AnswerRow",
    "Answers",
    "Said",
    "SurveyAnswers",
    "origin_key",
    "read_answers",
    "written_answers",
]

SOURCE = "survey"
PAGE = f"{SOURCE}-page-"
"""What the key of a page that a respondent names begins with."""

ANSWERS_FILE = "answers.json"


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """A row that was answered, or that names a tie that is missing (without a `key`); `cells` by column."""

    row: int
    key: str
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")


@dataclass(frozen=True, slots=True)
class Answers:
    """An answered sheet: the actor's key, the day of the answer, and its rows; `columns` are headings by name."""

    file: str
    sheet: str
    actor: str
    answered: str
    rows: tuple[AnswerRow, ...]
    columns: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Said:
    """What is said of one tie. `says` holds values by property (see `kg.model.survey.ANSWERED`), an empty one where the
    property is not to be told any more. What the tie is stands beside it, so that it is whole by itself; a new
    agreement has a `label`.
    """

    tie: str
    kind: str
    parties: tuple[str, ...] = ()
    hub: str = ""
    says: Mapping[str, str] = field(default_factory=dict)
    role: str = ""
    carries: str = ""
    sources: tuple[str, ...] = ()
    page: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class SurveyAnswers:
    """What one actor says of its ties, on a day: what is kept of a sheet and read again by every build."""

    actor: str
    name: str
    title: str
    answered: str
    ties: tuple[Said, ...]


def origin_key(actor: str, answered: str) -> str:
    """The key of what an actor said on a day, as a source."""
    return f"{SOURCE}-{actor}-{answered}"


def written_answers(answers: SurveyAnswers) -> str:
    """The answers as JSON."""
    return json.dumps(asdict(answers), ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def read_answers(folder: Path) -> SurveyAnswers:
    """The answers that were kept in a folder. Raises KgError for a folder that does not hold them."""
    try:
        told: dict[str, Any] = json.loads((folder / ANSWERS_FILE).read_text("utf-8"))
        ties = told.pop("ties")
        said = tuple(
            Said(**each | {"parties": tuple(each["parties"]), "sources": tuple(each["sources"])}) for each in ties
        )
        return SurveyAnswers(**told, ties=said)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise KgError(f"{folder} does not hold the answers of a survey") from error
