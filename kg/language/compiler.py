"""A catalogue's text as what gettext reads. Needs nothing of Samkart: the build of a wheel runs this file alone."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

__all__ = ["compiled"]

_NO_DAY = datetime(2000, 1, 1, tzinfo=UTC)


def compiled(source: Path) -> dict[str, bytes]:
    """The compiled forms of a `.po` file by surface (the context of its entries); the same text gives the same bytes.

    Raises ValueError for an entry that belongs to no surface.
    """
    from babel.messages import Catalog
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    with source.open("rb") as file:
        whole = read_po(file, abort_invalid=True)
    surfaces: dict[str, Catalog] = {}
    for message in whole:
        if not message.id:
            continue
        if not message.context:
            raise ValueError(f"{source}: {message.id} has no surface")
        surface = surfaces.setdefault(message.context, Catalog(creation_date=_NO_DAY, revision_date=_NO_DAY))
        surface.add(message.id, message.string, context=message.context)
    made = {}
    for name, surface in sorted(surfaces.items()):
        stream = BytesIO()
        write_mo(stream, surface)
        made[name] = stream.getvalue()
    return made
