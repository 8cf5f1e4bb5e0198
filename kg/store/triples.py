"""What the index needs of the default graph, kept while it is written, so that it need not be read back."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Mapping, Set
from itertools import islice, repeat
from typing import Protocol

import pyoxigraph as ox

__all__ = ["CollectedTriples", "Properties", "StoredTriples", "TripleSource", "Values", "reachable"]

Pair = tuple[str, str, str]
Values = dict[str, str]


class TripleSource(Protocol):
    """Where triples are read from: `kg.store.triples.Triples` or `Kept`."""

    def pairs(self, predicate: str) -> Iterator[tuple[str, str, str]]:
        """(subject IRI, IRI or text of the object, its language or "") of every triple with a predicate."""


class Properties:
    """The triples of a source, with what the index asks of them."""

    def __init__(self, source: TripleSource) -> None:
        self.pairs = source.pairs

    def values(self, predicate: str) -> Values:
        """One value per subject, the smallest where there are several."""
        found: Values = {}
        for subject, value, _ in self.pairs(predicate):
            if subject not in found or value < found[subject]:
                found[subject] = value
        return found


def reachable(start: str, links: Mapping[str, Set[str]]) -> set[str]:
    """Everything that can be reached from a start by following links; the start only if a circle leads back to it."""
    found: set[str] = set()
    waiting = [start]
    while waiting:
        for following in links.get(waiting.pop(), ()):
            if following not in found:
                found.add(following)
                waiting.append(following)
    return found


class StoredTriples:
    """The default graph of a store, one property at a time."""

    def __init__(self, store: ox.Store) -> None:
        self._store = store

    def pairs(self, predicate: str) -> Iterator[Pair]:
        """(subject IRI, IRI or text of the object, its language or "") of every triple with a predicate (an IRI)."""
        for quad in self._store.quads_for_pattern(None, ox.NamedNode(predicate), None, ox.DefaultGraph()):
            subject, value = quad.subject, quad.object
            if isinstance(subject, ox.NamedNode) and isinstance(value, ox.NamedNode):
                yield subject.value, value.value, ""
            elif isinstance(subject, ox.NamedNode) and isinstance(value, ox.Literal):
                yield subject.value, value.value, value.language or ""


class CollectedTriples:
    """The triples with some predicates, as they pass on their way to the store: terms in N-Triples syntax.

    Each term is kept once, and a triple as two whole numbers: 8 bytes, whatever its terms are.
    """

    def __init__(self, predicates: Iterable[str]) -> None:
        self._numbers: dict[str, int] = {}
        self._texts: list[str] = []  # by number: the IRI or text of a term
        self._terms: list[str] = []  # by number: the term itself
        self._languages: dict[int, str] = {}
        self._pairs: dict[str, tuple[array[int], array[int]]] = {
            f"<{predicate}>": (array("I"), array("I")) for predicate in predicates
        }
        self._distinct: dict[str, int] = {}  # how many of the pairs of a predicate are known to be there once

    def ask(self, predicates: Iterable[str]) -> None:
        """Keep the triples with some more predicates (terms in N-Triples syntax), of those that come from now on."""
        for predicate in predicates:
            self._pairs.setdefault(predicate, (array("I"), array("I")))

    def keep(self, subject: str, facts: Iterable[tuple[str, str]]) -> None:
        """Keep what is said of a subject, (predicate, object), if it is asked for and no blank node is in it."""
        if subject[0] != "<":
            return
        numbers, asked = self._numbers, self._pairs.get
        number = -1
        for predicate, value in facts:
            pairs = asked(predicate)
            if pairs is not None and value[0] != "_":
                if number < 0:
                    number = numbers.setdefault(subject, len(numbers))
                pairs[0].append(number)
                pairs[1].append(numbers.setdefault(value, len(numbers)))

    def pairs(self, predicate: str) -> Iterator[Pair]:
        """As `StoredTriples.pairs`; a triple that passed twice is there once. Raises KeyError for what was not kept."""
        subjects, values = self._once(f"<{predicate}>")
        self._read_terms()
        text = self._texts.__getitem__
        return zip(map(text, subjects), map(text, values), map(self._languages.get, values, repeat("")), strict=False)

    def terms(self, predicate: str) -> Iterator[tuple[str, str]]:
        """(subject, object) of every triple with a predicate, all as terms in N-Triples syntax. Raises KeyError as
        `pairs`.
        """
        subjects, values = self._once(predicate)
        if len(self._terms) < len(self._numbers):
            self._terms += islice(self._numbers, len(self._terms), None)
        term = self._terms.__getitem__
        return zip(map(term, subjects), map(term, values), strict=True)

    def _once(self, term: str) -> tuple[array[int], array[int]]:
        subjects, values = self._pairs[term]
        if self._distinct.get(term) != len(subjects):
            once = dict.fromkeys(zip(subjects, values, strict=True))
            if len(once) < len(subjects):
                subjects, values = array("I", [pair[0] for pair in once]), array("I", [pair[1] for pair in once])
                self._pairs[term] = subjects, values
            self._distinct[term] = len(subjects)
        return subjects, values

    def _read_terms(self) -> None:
        """Read the terms that have come since the last time."""
        for number, term in enumerate(islice(self._numbers, len(self._texts), None), start=len(self._texts)):
            text = term[1:-1]
            if term[0] == '"' and (term[-1] != '"' or "\\" in term):
                text, language = _literal(term)
                if language:
                    self._languages[number] = language
            self._texts.append(text)


def _literal(term: str) -> tuple[str, str]:
    end = term.rindex('"')
    tail = term[end + 1 :]
    if "\\" in term:  # rare: let the library read the escapes
        value = next(iter(ox.parse(f"<a:a> <a:a> {term} .", format=ox.RdfFormat.N_TRIPLES))).object
        return (value.value, value.language or "") if isinstance(value, ox.Literal) else ("", "")
    return term[1:end], tail[1:] if tail.startswith("@") else ""
