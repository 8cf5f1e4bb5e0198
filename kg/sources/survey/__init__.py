"""What actors answer when they are asked about their own ties: `kg survey` asks, `kg import survey` reads the answers.

An answered sheet is held against the graph first; what comes of it is kept as JSON, beside the sheet as it came, in a
folder for each actor and day. Of two answers on one property of a tie the later counts.
"""

from __future__ import annotations

from kg.sources.survey.importing import IMPORT, Filters, prepare, read

__all__ = ["IMPORT", "Filters", "prepare", "read"]
