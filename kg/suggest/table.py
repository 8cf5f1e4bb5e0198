"""The table of suggestions: how well each fits, why, and what that rests on."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from kg.language.tables import kind_word, words
from kg.model.encounter import Entity
from kg.model.lookup import Lookup
from kg.model.table import Cell, Table
from kg.suggest.ranks import DIGITS, rounded
from kg.suggest.rows import Reason, Suggestion
from kg.vocab import concept

__all__ = ["suggested", "suggestion_table"]


def suggested(each: Suggestion, lookup: Lookup) -> Entity:
    """The actor, network or theme that is suggested."""
    return lookup.entity(each.actor if each.actor.startswith("http") else concept("theme", each.actor))


def suggestion_table(
    found: Sequence[Suggestion], lookup: Lookup, said: Callable[[Reason], str], note: str = ""
) -> Table:
    """A row per suggestion, best first; `said` puts a reason in words.

    Equals have the same `place`, a number in data; scores are told as exactly as they are compared.
    """
    names = ["place", "name", "kind", "country", "score", "reasons", "evidence"]
    rows = []
    for each in found:
        entity = suggested(each, lookup)
        score = float(rounded(each.score))
        ties = list(dict.fromkeys(tie for reason in each.reasons for tie in reason.ties))
        sources = lookup.evidence(*ties)
        reasons = [said(reason) for reason in each.reasons]
        rows.append(
            [
                Cell(each.place, str(each.place)),
                Cell(entity.iri, entity.label),
                Cell(entity.kind, kind_word(entity.kind, lookup.language)),
                Cell.of(entity.country),
                Cell(score, f"{score:.{DIGITS}f}"),
                Cell(reasons, "; ".join(reasons)),
                Cell([source.address for source in sources], "; ".join(source.title for source in sources)),
            ]
        )
    types = ["integer", "actor", "text", "country", "number", "text", "text"]
    return Table(names=names, headings=words(lookup.language, *names), types=types, rows=rows, title="", note=note)
