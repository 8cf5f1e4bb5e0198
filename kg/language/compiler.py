"""A catalogue's text as what gettext reads. Needs nothing of Samkart: the build of a wheel runs this file alone."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

__all__ = ["compiled"]

_NO_DAY = datetime(2000, 1, 1, tzinfo=UTC)


def compiled(source: Path) -> bytes:
    """The compiled form of a `.po` file; the same text gives the same bytes."""
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    with source.open("rb") as file:
        catalogue = read_po(file, locale=source.parent.name, abort_invalid=True)
    catalogue.creation_date = catalogue.revision_date = _NO_DAY
    stream = BytesIO()
    write_mo(stream, catalogue)
    return stream.getvalue()
