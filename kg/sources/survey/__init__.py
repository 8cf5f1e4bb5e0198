"""What actors answered on their own ties: `kg survey` asks, `kg import survey` keeps the answers.

What comes of a sheet (`kg.sources.questionnaire`) is kept as JSON, beside the sheet as it came, in a folder for each
actor and day. Of two answers on one property of a tie the later counts.
"""

from __future__ import annotations

from kg.sources.survey.importing import IMPORT, Filters, read

__all__ = ["IMPORT", "Filters", "read"]
