"""How things are found by name in the graph itself, without an index beside it: folded names and beginnings of words.

Both are written into the default graph when it is built, so that an endpoint looks a name up as it does any term; an
index of texts is nothing that SPARQL 1.1 knows of. What is compared is what the local index compares (`kg.ids.fold`).
"""

from __future__ import annotations

from collections.abc import Iterator, Set

from kg.ids import core, fold
from kg.store.names import ABBREVIATION, FORMER, NUMBER, OTHER, PREFERRED
from kg.store.triples import TripleSource
from kg.vocab import ADMS, DCTERMS, RDF, SK, SKOS, key_of, kind_of

__all__ = ["NAMED_KINDS", "NEEDED", "NUMBERS", "START", "folded", "folded_names", "has_names", "names"]

NAMED_KINDS = ("actor", "programme", "project", "call", "strategy", "country", "theme")
LABELS = ((SKOS + "prefLabel", PREFERRED), (SKOS + "altLabel", OTHER), (SK + "abbreviation", ABBREVIATION))
_FORMER = SK + "formerNameOf"
NUMBERS = (SK + "organisationNumber", SK + "pic", SK + "vatNumber", SKOS + "notation", DCTERMS + "identifier")
NEEDED = (RDF + "type", ADMS + "identifier", _FORMER, *(predicate for predicate, _ in LABELS), *NUMBERS)
"""The predicates that names are read from."""
START = 3
"""Letters of a word that it is found by: a longer beginning is looked for among what begins with these."""


def has_names(iri: str) -> bool:
    """Is a thing one that is found by name?"""
    return kind_of(iri) in NAMED_KINDS


def names(reader: TripleSource, named: Set[str], numbered: tuple[str, ...]) -> Iterator[tuple[str, str, int]]:
    """(IRI, name, its rank) of some things, the better ranks first, those of one rank by IRI and name.

    Keys that begin with one of `numbered` are made of numbers that stand in the graph: they are no names of their own.
    """
    holders = {value: subject for subject, value, _ in reader.pairs(ADMS + "identifier")}
    for predicate, rank in LABELS:
        for iri, value in sorted((s, v) for s, v, _ in reader.pairs(predicate) if s in named):
            yield iri, value, rank
    bearers = {name: actor for name, actor, _ in reader.pairs(_FORMER) if actor in named}
    former = ((bearers[s], v) for s, v, _ in reader.pairs(SKOS + "prefLabel") if s in bearers) if bearers else ()
    for iri, value in sorted(former):
        yield iri, value, FORMER
    for predicate in NUMBERS:
        held = ((holders.get(s, s), v) for s, v, _ in reader.pairs(predicate))
        for iri, value in sorted((s, v) for s, v in held if s in named):
            yield iri, value, NUMBER
    for iri in sorted(named):
        if not key_of(iri).startswith(numbered):
            yield iri, key_of(iri), NUMBER


def folded(name: str) -> set[str]:
    """What a name is found by whole: as it is folded, and so without the words for a legal form."""
    whole = fold(name)
    return {whole, core(whole)} if whole else set()


def folded_names(reader: TripleSource, numbered: tuple[str, ...] = ()) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """What is to be added to a default graph: a thing (IRI), and (predicate, object as an N-Triples term) of it."""
    named = {subject for subject, _, _ in reader.pairs(RDF + "type") if has_names(subject)}
    found: dict[str, set[str]] = {}
    for iri, name, _ in names(reader, named, numbered):
        if whole := fold(name):
            found.setdefault(iri, set()).add(whole)
    for iri in sorted(found):
        wholes = found[iri]
        starts = {word[:START] for whole in wholes for word in whole.split()}
        wholes |= {core(whole) for whole in wholes}
        facts = [(SK + "foldedName", f'"{each}"') for each in sorted(wholes)]  # nothing in it is to be escaped
        yield iri, facts + [(SK + "nameStart", f'"{each}"') for each in sorted(starts)]
