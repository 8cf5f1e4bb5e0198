"""How a curated table is declared: its columns, what a cell may hold, and what it becomes."""

from __future__ import annotations

from dataclasses import dataclass, field

__all__ = ["ColumnSchema", "TableSchema"]


@dataclass(frozen=True, slots=True)
class ColumnSchema:
    """A column: `type` says what a cell may hold, `property` what it becomes (a CURIE; empty: used otherwise).

    Types: `text`, `lang:nb` (text in a language), `key`, `date`, `bool`, `integer`, `decimal`, `rate`, `url`,
    `country`, `organisation_number`, `number` (municipality or county), `latitude`, `longitude`, `currency`, `year`,
    `language`, `concept:SCHEME`, `ref:KIND` (the key of an actor, programme, project, strategy or source),
    `enum:a|b`. `many`: several values with `|` between them. `kinds`: what kinds of actors a reference may name; any
    kind if there are none. `optional`: a header may lack it, as tables made before there was such a column do.
    """

    name: str
    type: str = "text"
    property: str = ""
    required: bool = False
    many: bool = False
    kinds: tuple[str, ...] = ()
    optional: bool = False


@dataclass(frozen=True, slots=True)
class TableSchema:
    """A table: one row is one thing of class `cls`, known by the columns `key`; a folder may lack an `optional` one."""

    name: str
    kind: str
    cls: str
    key: tuple[str, ...]
    columns: tuple[ColumnSchema, ...]
    optional: bool = False
    column_map: dict[str, ColumnSchema] = field(init=False, repr=False, compare=False, hash=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "column_map", {c.name: c for c in self.columns})

    @property
    def optional_columns(self) -> frozenset[str]:
        """The columns that a header may lack."""
        return frozenset(c.name for c in self.columns if c.optional)
