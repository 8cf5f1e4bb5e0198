"""Statements to N-Quads: each fact once in its source's graph and once, made canonical, in the default graph."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import chain, groupby, pairwise
from operator import itemgetter

from kg.ids import is_date
from kg.linking.identity import Identity
from kg.linking.linker import Link, Linker
from kg.linking.official import CLASSES
from kg.linking.projects import NamedProject, names_of
from kg.model.corrections import Corrections
from kg.model.statement import Statement
from kg.model.terms import TYPE, concept_term, curie, date, entity_term, text
from kg.store.building.ties import OWN_TIE, claims_of, learn_tie, raw_kind
from kg.store.derived.regions import FURTHER_SEAT
from kg.vocab import SKD, SRC, graph

__all__ = [
    "Keep",
    "Settled",
    "by_subject",
    "canonical_facts",
    "described",
    "identity_of",
    "no_search_for_garbage",
    "quads",
]

_LABEL, _ALT = curie("skos:prefLabel"), curie("skos:altLabel")
_DERIVED, _SOURCE = curie("prov:wasDerivedFrom"), curie("dcterms:source")
_PIC, _VAT, _NUMBER, _SAME = curie("sk:pic"), curie("sk:vatNumber"), curie("sk:organisationNumber"), curie("owl:sameAs")
_COUNTRY, _LAT, _LONG = curie("sk:country"), curie("schema:latitude"), curie("schema:longitude")
_CLASSES = {curie(name): name for name in CLASSES.values()}
_IDENTIFYING = {_PIC, _VAT, _NUMBER, _SAME, _COUNTRY, TYPE}
_NAMES = {_LABEL, _ALT}
_OF_COUNTRY = f"<{SKD}country/"
_LINKED, _BASIS = curie("sk:linkedBy"), curie("sk:linkBasis")
_REVIEWER, _JUDGED = curie("sk:linkReviewer"), curie("sk:linkDate")
_NOTE, _REFUSED = curie("sk:linkNote"), curie("sk:notLinkedTo")
_SEAT, _FURTHER = curie("sk:seat"), f"<{FURTHER_SEAT}>"
_PROGRAMME, _SHORT = curie("sk:programme"), curie("sk:abbreviation")
_START, _END, _STATUS = curie("sk:start"), curie("sk:end"), curie("sk:status")
_OF_PROJECTS = {_PROGRAMME, _LABEL, _SHORT, _START, _END}
_THEME, _DERIVED_THEME = curie("sk:theme"), curie("sk:derivedTheme")
# What a source may add to a thing that is described already; everything else is settled by whoever came first.
_ADDITIVE = {
    _PIC,
    _VAT,
    _SAME,
    _ALT,
    _DERIVED,
    _SOURCE,
    _THEME,
    _DERIVED_THEME,
    curie("adms:identifier"),
    curie("foaf:page"),
}


Keep = Callable[[str, list[tuple[str, str]]], None]
"""Given a subject of the default graph and what is said of it: (predicate, object)."""


def _drop(subject: str, facts: list[tuple[str, str]]) -> None:
    pass


class Settled:
    """What is settled already: for each thing the predicates that need not be told again, and the label it has.

    Curators settle what they describe. Of actors and their places, which several sources and several records
    of one source describe, the first description settles. Equal sets of predicates are kept once.
    """

    def __init__(self) -> None:
        self._predicates: dict[str, frozenset[str]] = {}
        self._labels: dict[str, str] = {}
        self._sets: dict[frozenset[str], frozenset[str]] = {}

    def add(self, subject: str, predicates: Iterable[str], label: str = "") -> None:
        """Settle some predicates of a subject; a label is kept if there is none yet."""
        found = self._predicates.get(subject, frozenset()).union(predicates)
        self._predicates[subject] = self._sets.setdefault(found, found)
        if label:
            self._labels.setdefault(subject, label)

    def predicates(self, subject: str) -> frozenset[str]:
        """The predicates of a subject that are settled."""
        return self._predicates.get(subject, frozenset())

    def label(self, subject: str) -> str:
        """The label that a source has given a subject first (a term)."""
        return self._labels.get(subject, "")


def quads(
    statements: Iterable[Statement],
    source: str,
    linker: Linker,
    settled: Settled,
    keep: Keep = _drop,
) -> Iterator[str]:
    """Lines of N-Quads (without line end) for a source's statements; see `described`."""
    return chain.from_iterable(described(by_subject(statements), source, linker, settled, keep))


def by_subject(statements: Iterable[Statement]) -> Iterator[tuple[str, list[Statement]]]:
    """Statements that stand together and have the same subject."""
    for subject, group in groupby(statements, key=itemgetter(0)):
        yield subject, list(group)


def described(
    subjects: Iterable[tuple[str, list[Statement]]],
    source: str,
    linker: Linker,
    settled: Settled,
    keep: Keep = _drop,
    *,
    corrections: Corrections | None = None,
) -> Iterator[list[str]]:
    """Lines of N-Quads (without line end) for what a source says, subject by subject.

    What is settled is not said again in the default graph: there a source only adds. An actor stands before what
    refers to it. `keep` is given all triples of the default graph. What `corrections` settle of a tie is said there as
    a claim, where it differs.
    """
    own_graph = f"<{graph(source)}>"
    end = f"{own_graph} ."
    sourced = f"{_SOURCE} {end}"
    unfinished = f"<{SRC}"
    things = {name: kind.thing for name, kind in linker.kinds(source).items()}
    for (subject, facts), (following, more) in pairwise(chain(subjects, [("", [])])):
        thing = things.get(raw_kind(subject), "")
        otherwise: list[Statement] = []  # what it says of a tie that stands otherwise
        lines = [
            f"{subject} {predicate} {original or value} {end}"
            for _, predicate, value, original in facts
            if predicate != _DERIVED_THEME and thing != "derivation"  # no source says it
        ]
        if thing == "actor":
            link = linker.learn(subject, identity_of(facts, more if following != subject else ()))
            lines += [f"{subject} {predicate} {value} ." for predicate, value in _link_facts(link)]
        elif thing == "project":
            _learn_project(linker, subject, facts)
        elif thing == "tie" or subject.startswith(OWN_TIE):
            facts, otherwise = learn_tie(linker, subject, facts, source, corrections)
        canonical = linker.canonical(subject)
        if canonical.startswith(unfinished):
            yield lines
            continue
        known, label = settled.predicates(canonical), settled.label(canonical)
        said = canonical_facts(facts, linker, known, label, renamed=thing != "place")
        claims = list(claims_of(canonical, otherwise, own_graph))
        if corrections:
            claims += corrections.claims(canonical, said, own_graph if thing else "")
            said = corrections.kept(canonical, said)
        for claim, about in claims:
            keep(claim, about)
            lines += [f"{claim} {predicate} {value} ." for predicate, value in about]
        keep(canonical, said)
        lines += [f"{canonical} {predicate} {value} ." for predicate, value in said]
        if thing == "actor" and _SEAT in known:  # its region is told by all of its places
            keep(canonical, [(_FURTHER, linker.canonical(value)) for _, name, value, _ in facts if name == _SEAT])
        if thing in ("actor", "place", "project", "tie"):
            named = next((value for _, predicate, value, _ in facts if predicate == _LABEL), "")
            settled.add(canonical, {fact.predicate for fact in facts}, named)
        if thing and thing != "derivation":
            lines.append(f"{canonical} {_DERIVED} {subject} .")
            if any(fact.predicate == _STATUS for fact in otherwise):
                yield lines  # it is no source of the tie as that stands, but of the claim
                continue
            cites = thing == "tie" and any(fact.predicate == _SOURCE for fact in facts)
            if not cites:  # what names the list or the page that it rests on does not rest on all of them together
                lines.append(f"{canonical} {sourced}")
            if thing == "actor":  # what it is known by in another state
                keep(canonical, [(_DERIVED, subject)])
            if thing == "tie" and not cites:  # how strong it is follows from this
                keep(canonical, [(_SOURCE, own_graph)])
        yield lines


def canonical_facts(
    facts: list[Statement], linker: Linker, settled: frozenset[str], label: str, *, renamed: bool = True
) -> list[tuple[str, str]]:
    """(predicate, object) of one subject in the default graph, less what is settled.

    Another name of a settled thing becomes an altLabel, unless it is its `label` or not `renamed`.
    """
    canonical = linker.canonical
    if not settled:
        return [(predicate, canonical(value) if value[0] == "<" else value) for _, predicate, value, _ in facts]
    found = []
    for _, predicate, value, original in facts:
        if predicate == _DERIVED_THEME and _THEME in settled:
            continue  # it is for what has no theme
        if predicate in settled and predicate not in _ADDITIVE:
            if predicate == _LABEL and renamed:
                found += [(_ALT, name) for name in (value, original) if name and name != label]
        elif predicate != TYPE:
            found.append((predicate, canonical(value) if value[0] == "<" else value))
    return found


def _link_facts(link: Link) -> Iterator[tuple[str, str]]:
    """What the default graph says of how a record was linked, or why it was not."""
    if link.rule:
        yield _LINKED, concept_term("link-rule", link.rule)
    for predicate, value in ((_BASIS, link.basis), (_REVIEWER, link.reviewer), (_NOTE, link.told)):
        if value:
            yield predicate, text(value)
    if is_date(link.date):
        yield _JUDGED, date(link.date)
    for actor in link.refused:
        yield _REFUSED, entity_term("actor", actor)


def identity_of(facts: Iterable[Statement], seat: Iterable[Statement] = ()) -> Identity:
    """Who an organisation is, as facts of it and of its seat say."""
    found: dict[str, list[str]] = {}
    names: list[str] = []
    for _, predicate, value, original in facts:
        if predicate in _NAMES:
            names += [value, original] if original else [value]
        elif predicate in _IDENTIFYING:
            found.setdefault(predicate, []).append(value)
    places = {predicate: value for _, predicate, value, _ in seat if predicate in (_LAT, _LONG)}
    texts = {name: tuple(map(_text_of, found.get(name, ()))) for name in (_PIC, _NUMBER, _VAT)}
    return Identity(
        names=tuple(map(_text_of, names)),
        country=next((each[len(_OF_COUNTRY) : -1] for each in found.get(_COUNTRY, ())), ""),
        classes=frozenset(_CLASSES[each] for each in found.get(TYPE, ()) if each in _CLASSES),
        pics=texts[_PIC],
        numbers=texts[_NUMBER],
        vats=texts[_VAT],
        same=tuple(each[1:-1] for each in found.get(_SAME, ())),
        point=(float(_text_of(places[_LAT])), float(_text_of(places[_LONG]))) if len(places) == 2 else None,
    )


def _text_of(term: str) -> str:
    """The text of a literal; its escapes stay, which no identifier and hardly a name has."""
    return term[1 : term.rindex('"')]


def _learn_project(linker: Linker, subject: str, facts: list[Statement]) -> None:
    """Of a project that stands in a programme: its names and its time."""
    said = {predicate: value for _, predicate, value, _ in facts if predicate in _OF_PROJECTS}
    if _PROGRAMME in said:
        texts = (_LABEL, _SHORT, _START, _END)
        title, short, start, end = (said.get(each, '""')[1:].rpartition('"')[0] for each in texts)
        record = NamedProject("", "", names_of(title, short), start, end)
        linker.learn_project(subject, linker.canonical(said[_PROGRAMME]), record)


@contextmanager
def no_search_for_garbage() -> Iterator[None]:
    """While a build writes: what it collects is millions of small things that stay, looking through them a tenth."""
    searched = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if searched:
            gc.enable()
