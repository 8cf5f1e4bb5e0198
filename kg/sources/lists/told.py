"""What is told of a list when it is imported, and kept with it: whose it is, for which day, how it is to be read."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from typing import Any

__all__ = ["ListTold"]


@dataclass(frozen=True, slots=True)
class ListTold:
    """One list: `file` is what its file is kept as, `shown` what it was called.

    `about` is the key of the list: that of its network, or of its title; `name` is what that is called. `as_of` is the
    day for which it is said. `country`, `kind`, `status` and the kind of `tie` are those of rows that say none. A
    `complete` list has all there are on that day. `title`, `page`, `publisher` and `retrieved` are those of its source.
    `columns` name headings by field, `words` what a word for a status means, `sheets` those that are meant.
    """

    file: str = ""
    shown: str = ""
    about: str = ""
    name: str = ""
    as_of: str = ""
    country: str = ""
    kind: str = ""
    status: str = ""
    tie: str = ""
    complete: bool = False
    title: str = ""
    page: str = ""
    publisher: str = ""
    retrieved: str = ""
    columns: Mapping[str, str] = field(default_factory=dict)
    words: Mapping[str, str] = field(default_factory=dict)
    sheets: Sequence[str] = ()

    def to_text(self) -> str:
        """For a manifest: JSON on one line, what is empty left out."""
        told: dict[str, Any] = {each.name: getattr(self, each.name) for each in fields(self)}
        told = {name: dict(value) if isinstance(value, Mapping) else value for name, value in told.items() if value}
        return json.dumps(told, ensure_ascii=False, sort_keys=True)

    @classmethod
    def from_text(cls, text: str) -> ListTold:
        """What `to_text` gave."""
        return cls(**json.loads(text))
