"""The table of suggestions: how well each fits, why, and what that rests on."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from kg.language.tables import kind_word, words
from kg.model.lookup import Lookup
from kg.model.table import Cell, Table
from kg.suggest.rows import Reason, Suggestion
from kg.vocab import concept

__all__ = ["suggestion_table"]


def suggestion_table(
    found: Sequence[Suggestion], lookup: Lookup, said: Callable[[Reason], str], note: str = ""
) -> Table:
    """A row per suggestion, best first; `said` puts a reason in words."""
    names = ["rank", "name", "kind", "country", "score", "reasons", "evidence"]
    rows = []
    for rank, each in enumerate(found, start=1):
        entity = lookup.entity(each.actor if each.actor.startswith("http") else concept("theme", each.actor))
        ties = list(dict.fromkeys(tie for reason in each.reasons for tie in reason.ties))
        sources = lookup.evidence(*ties)
        reasons = [said(reason) for reason in each.reasons]
        rows.append(
            [
                Cell(rank, str(rank)),
                Cell(entity.iri, entity.label),
                Cell(entity.kind, kind_word(entity.kind, lookup.language)),
                Cell.of(entity.country),
                Cell(round(each.score, 6), f"{each.score:.2f}"),
                Cell(reasons, "; ".join(reasons)),
                Cell([source.address for source in sources], "; ".join(source.title for source in sources)),
            ]
        )
    types = ["integer", "actor", "text", "country", "number", "text", "text"]
    return Table(names=names, headings=words(lookup.language, *names), types=types, rows=rows, title="", note=note)
