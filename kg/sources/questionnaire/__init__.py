"""The sheets of `kg survey` as they come back: read in any language, and held against the graph before any is kept.

Apart from `kg.sources.survey`, which reads what is kept of them: the words of a sheet make no store.
"""

from __future__ import annotations

from kg.sources.questionnaire.preparing import PreparedSurvey, prepare

__all__ = ["PreparedSurvey", "prepare"]
