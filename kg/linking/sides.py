"""How a judgement names what it judges: an actor by its key, a body that a source brought by that source's number."""

from __future__ import annotations

import re
from collections.abc import Mapping

from kg.linking.record import Record
from kg.model.source import SourceInfo

__all__ = ["is_side", "side_of"]

_SIDE = re.compile(r"actor/\S+|[a-z0-9][a-z0-9-]*:[a-z0-9][a-z0-9-]*/\S+")
_PIC = "pic"


def is_side(text: str) -> bool:
    """Is a text `actor/KEY` or `FAMILY:SCHEME/ID`?

    >>> is_side("actor/asker"), is_side("made-up:pic/900000007"), is_side("asker"), is_side("made-up:900000007")
    (True, True, False, False)
    """
    return _SIDE.fullmatch(text) is not None


def side_of(record: Record, catalogue: Mapping[str, SourceInfo]) -> str:
    """`cordis:pic/900000007` for an actor whose key a source made of its own number, else its key, `actor/asker`.

    `catalogue` holds the sources by name. The scheme is `pic` where the key is made of a PIC, else the kind of record.
    """
    key = record.key.removeprefix("actor/")
    if key == record.key:
        return record.key
    for info in sorted(catalogue.values(), key=lambda each: (-each.since, each.name)):
        for kind in info.kinds.values():
            prefix = kind.prefix(info.family) if kind.thing == "actor" else ""
            if prefix and key.startswith(prefix):
                number = key[len(prefix) :]
                scheme = _PIC if number in record.identifiers.get(_PIC, ()) else kind.name
                return f"{info.family}:{scheme}/{number}"
    return record.key
