"""How answered sheets are brought in: what would change is told first, then what is to be kept is laid out."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.errors import BadData, KgError, Problem
from kg.language.survey import survey_word
from kg.model.text import harmless
from kg.sources.questionnaire.changes import KnownTies, Outcome, told, work_out
from kg.sources.questionnaire.sheet import read_sheet
from kg.sources.survey.answers import ANSWERS_FILE, SurveyAnswers, written_answers

__all__ = ["PreparedSurvey", "prepare"]


@dataclass(frozen=True, slots=True)
class PreparedSurvey:
    """Some sheets that were read and held against the graph."""

    sheets: tuple[tuple[Path, SurveyAnswers, Outcome], ...]
    language: str

    def lines(self) -> Iterator[str]:
        """The report: what would change, what is left out, and how much there is of each."""
        for path, answers, outcome in self.sheets:
            yield harmless(survey_word(self.language, "report.head", title=answers.title, file=path.name))
            for line in told(outcome, self.language):
                yield harmless(f"  {line}")
            for key, problems in (("report.left", outcome.left), ("report.remark", outcome.remarks)):
                if problems:
                    yield f"  {survey_word(self.language, key)}:"
                    yield from (harmless(f"    {problem}") for problem in problems)
            changed = len({change.tie for change in outcome.changes if change.what != "new"})
            yield f"  {survey_word(self.language, 'report.summary', n=changed, **outcome.counts)}"

    def lay_out(self, folder: Path) -> list[Path]:
        """What is to be kept, a folder for each sheet in `folder`: the answers, and the sheet as it came."""
        made = []
        for path, answers, _ in self.sheets:
            own = folder / f"{answers.actor}-{answers.answered}"
            own.mkdir()
            (own / ANSWERS_FILE).write_bytes(written_answers(answers).encode())
            shutil.copy2(path, own / f"sheet{path.suffix.lower()}")
            made.append(own)
        return made


def prepare(paths: Sequence[Path], known: KnownTies, language: str) -> PreparedSurvey:
    """Read some answered sheets and hold them against what is known.

    Raises BadData with every cell of every sheet that cannot be used, KgError for two of one actor and day.
    """
    sheets: list[tuple[Path, SurveyAnswers, Outcome]] = []
    problems: list[Problem] = []
    for path in paths:
        try:
            answers = read_sheet(path)
        except BadData as error:
            problems += error.problems
            continue
        outcome = work_out(answers, known)
        problems += outcome.problems
        title = survey_word(language, "source.title", actor=outcome.name, day=answers.answered)
        sheets.append((path, outcome.answers(title, answers.answered), outcome))
    if problems:
        raise BadData("nothing is imported", tuple(problems))
    whose = [(answers.actor, answers.answered) for _, answers, _ in sheets]
    if len(set(whose)) < len(whose):
        raise KgError("two of the sheets are of the same actor and day; give the one that counts")
    return PreparedSurvey(tuple(sheets), language)
