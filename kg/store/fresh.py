"""Is a store up to date? Kept apart from the builder so that asking costs no import of it."""

from __future__ import annotations

import json
from pathlib import Path

__all__ = ["FOREIGN", "fingerprint_of"]

FOREIGN = "foreign"
"""The fingerprint of a store that was not built from inputs: it is read as it is and never built anew."""


def fingerprint_of(generation: Path) -> str:
    """The fingerprint of the inputs that a generation was built from; empty when it cannot be read."""
    try:
        return str(json.loads((generation / "manifest.json").read_text("utf-8"))["fingerprint"])
    except (OSError, ValueError, KeyError):
        return ""
