"""What the figure on the ontology's page shows, and the short names of the vocabularies the page points to."""

from __future__ import annotations

from kg.vocab import WRITTEN

__all__ = ["CURIES", "TIES"]

# What each kind of tie binds, for the figure: left end, tie, right end.
TIES = (
    ("Actor", "Membership", "Network"),
    ("Actor", "Participation", "Project"),
    ("Actor", "Twinning", "Actor"),
    ("Actor", "Agreement", "Actor"),
    ("Country", "ProgrammeAssociation", "Programme"),
    ("Actor", "Priority", "Theme"),
)

CURIES = {prefix: namespace for namespace, prefix in WRITTEN.items()}
