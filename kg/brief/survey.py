"""What stands in a survey, whatever it is written as: the lines above the columns, and a row for each tie."""

from __future__ import annotations

from kg.language.survey import FACTS, survey_word
from kg.model.survey import Survey, SurveyTie

__all__ = ["survey_facts", "survey_row"]

_TITLES = 2  # of the sources of a tie


def survey_facts(survey: Survey) -> dict[str, str]:
    """The lines above the columns; what is to be answered is empty."""
    told = {"actor": survey.name, "key": survey.actor, "asked": survey.asked, "by": survey.by}
    return {name: told.get(name, survey.version if name == "version" else "") for name in FACTS}


def survey_row(tie: SurveyTie, language: str) -> dict[str, str]:
    """What stands in the columns with what is known of a tie."""
    more = ["…"] if len(tie.titles) > _TITLES else []
    pages = "; ".join([*tie.titles[:_TITLES], *more, *tie.pages[:1]])
    known = {"with": tie.label, "kind": survey_word(language, f"kind.{tie.kind}"), "status": tie.status}
    known |= {name: tie.says.get(name, "") for name in ("start", "end", "unit")}
    return known | {"last": tie.last, "known": tie.strength, "source": pages, "key": tie.key}
