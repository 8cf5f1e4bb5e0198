"""What a query asks for, as far as its answer can be held against it: read from its tokens, without a parser."""

from __future__ import annotations

from dataclasses import dataclass

from kg.store.querying.tokens import tokens_of

__all__ = ["Asked", "asked"]

FORMS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")


@dataclass(frozen=True, slots=True)
class Asked:
    """What a query asks for: its form (one of SELECT, ASK, CONSTRUCT, DESCRIBE; empty where it has none).

    `begins` is where the form stands in the text, `limit` the most rows that it asks for itself (-1: all),
    `names_graphs` says that it has GRAPH, `has_dataset` that it has FROM, `has_union` that it has UNION.
    """

    form: str
    begins: int
    limit: int
    names_graphs: bool
    has_dataset: bool
    has_union: bool

    @property
    def is_graph(self) -> bool:
        """Is the answer a graph?"""
        return self.form in ("CONSTRUCT", "DESCRIBE")


def asked(query: str) -> Asked:
    """What a query asks for.

    >>> asked("PREFIX a: <http://a/> SELECT ?select { GRAPH ?g { ?select a 'ASK' } } LIMIT 7")
    Asked(form='SELECT', begins=22, limit=7, names_graphs=True, has_dataset=False, has_union=False)
    """
    form, begins, limit = "", 0, -1
    names_graphs = has_dataset = has_union = False
    before = ""
    for token in tokens_of(query):
        if token.kind == "skip":
            continue
        word = token.word
        if word in FORMS and not form:
            form, begins = word, token.start
        names_graphs |= word == "GRAPH"
        has_union |= word == "UNION"
        has_dataset |= word == "FROM" and token.level == 0
        if before == "LIMIT" and token.level == 0 and word.isascii() and word.isdigit():
            limit = int(word)
        before = word
    return Asked(form, begins, limit, names_graphs, has_dataset=has_dataset, has_union=has_union)
