"""The Questions as examples: queries that run as they are, and the same as SHACL's SPARQLExecutable.

A parameter that must be given is given something that is in the graph and has much to tell; those that may be given are
left out, and named in a comment.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from kg.language.speech import say
from kg.settings import LANGUAGES
from kg.store.substitute import lookup_text, substitute
from kg.vocab import PREFIXES, RDF, RDFS, SCHEMA, SKD, WRITTEN, XSD, entity, key_of

if TYPE_CHECKING:
    import pyoxigraph as ox

    from kg.api import Samkart
    from kg.questions.question import Parameter, Question

__all__ = ["Example", "Examples", "triples"]

_SH = PREFIXES["sh"]
_DECLARED = re.compile(r"^PREFIX\s+([\w-]*):\s*<([^>]*)>", re.MULTILINE | re.IGNORECASE)
_KIND = "municipality"  # of the examples that ask for a kind of actor
_LIKE = {"other": "actor", "region": "county", "county": "county"}
"""Parameters that are given something else than what their type says."""
_ELSE = {"county": "network", "project": "any-project"}
"""What is taken where there is none of a kind."""


class Example(NamedTuple):
    """A query that runs as it is: its name, what it asks by language, its text, and what its parameters are given."""

    name: str
    texts: Mapping[str, str]
    query: str
    given: Mapping[str, str]

    @property
    def area(self) -> str:
        """The first part of its name, which goes by what is asked about."""
        return self.name.partition("/")[0]


class Examples:
    """The examples over a graph, with comments in a language."""

    def __init__(self, samkart: Samkart, language: str) -> None:
        self._samkart, self._language = samkart, language
        self._found: dict[str, list[ox.NamedNode | ox.Literal]] = {}

    def one(self, question: Question, given: Mapping[str, str] | None = None) -> Example:
        """The example of a Question; `given` are values for its parameters, as people type them.

        Raises Usage and NotFound for a value that does not fit, as asking the Question does.
        """
        from kg.questions.bind import bind

        wanted = {name: value for name, value in (given or {}).items() if value}
        needed = [each for each in question.parameters.values() if each.required and each.name not in wanted]
        values = {each.name: self._usual(each) for each in needed}
        usual = {name: term for name, term in values.items() if term is not None}
        rest = {name: term.value for name, term in usual.items()}
        bound = bind(self._samkart.view, question, {**rest, **wanted}, self._language) if wanted else {}
        terms = {**usual, **{name: term for name, term in bound.items() if name in wanted}}
        query = substitute(question.sparql, terms)
        told = {name: term.value for name, term in terms.items()}
        return Example(question.name, question.texts, self._commented(question, terms) + query, told)

    def all(self, questions: Iterable[Question]) -> list[Example]:
        """The examples of several Questions, without those that need something of which the graph has none."""
        return [self.one(each) for each in questions if self._can(each)]

    def _can(self, question: Question) -> bool:
        return all(self._usual(each) is not None for each in question.parameters.values() if each.required)

    def _usual(self, parameter: Parameter) -> ox.NamedNode | ox.Literal | None:
        """What a parameter is given in an example; None where the graph has nothing of the kind."""
        import pyoxigraph as ox

        if parameter.type == "country":
            return self._country
        if parameter.type == "kind":
            from kg.model.conditions import KIND_NAMES
            from kg.vocab import SK

            return ox.NamedNode(SK + KIND_NAMES[_KIND])
        name = _LIKE.get(parameter.name, {"iri": "actor", "text": "number"}.get(parameter.type, parameter.type))
        found = self._values(name)
        return found[-1 if parameter.name == "other" else 0] if found else None

    @cached_property
    def _country(self) -> ox.NamedNode:
        import pyoxigraph as ox

        return ox.NamedNode(entity("country", self._samkart.country))

    def _values(self, name: str) -> list[ox.NamedNode | ox.Literal]:
        """What the look-up of a kind of value finds (`kg/store/sparql/examples`); nothing for a kind without one."""
        if name not in self._found:
            text = lookup_text(f"examples/{name}")
            needed = {other: self._values(other)[:1] for other in ("actor", "project") if f"${other}" in text}
            found: list[ox.NamedNode | ox.Literal] = []
            if all(needed.values()):
                known = {"country": self._country, **{other: values[0] for other, values in needed.items()}}
                found = [row["value"] for row in self._samkart.view.query(text, known)]
            self._found[name] = found or (self._values(_ELSE[name]) if name in _ELSE else [])
        return self._found[name]

    def _commented(self, question: Question, terms: Mapping[str, ox.NamedNode | ox.Literal]) -> str:
        """What stands over a query: what it asks, what is given, and what else it could be limited by."""
        iris = sorted(term.value for term in terms.values() if term.value.startswith(SKD))
        labels = self._samkart.view.entities(iris, self._language)
        lines = [question.texts[self._language]]
        for name, term in terms.items():
            label = labels[term.value].label if term.value in labels else key_of(term.value)
            lines.append(f"{question.parameters[name].labels[self._language]}: {label}")
        left = [each for each in question.parameters.values() if each.name not in terms]
        if left:
            names = ", ".join(f"${each.name} ({each.labels[self._language]})" for each in left)
            lines.append(say(self._language, "web", "sparql.left", names=names))
        return "".join(f"# {' '.join(line.split())}\n" for line in lines) + "\n"


def triples(examples: Sequence[Example], document: str, endpoint: str) -> list[ox.Triple]:
    """Examples as SHACL and schema.org describe them, each named by the address of the `document` that holds them.

    `endpoint` is the address that they are asked at.
    """
    import pyoxigraph as ox

    found: list[ox.Triple] = []
    node = ox.NamedNode

    def add(subject: ox.NamedNode, name: str, value: ox.NamedNode | ox.Literal) -> None:
        found.append(ox.Triple(subject, node(name), value))

    prefixes = node(f"{document}#prefixes")
    for example in examples:
        this = node(f"{document}#{example.name}")
        add(this, RDF + "type", node(_SH + "SPARQLExecutable"))
        add(this, RDF + "type", node(_SH + "SPARQLSelectExecutable"))
        for language in LANGUAGES:
            add(this, RDFS + "comment", ox.Literal(example.texts[language], language=language))
        add(this, _SH + "prefixes", prefixes)
        add(this, _SH + "select", ox.Literal(example.query))
        add(this, SCHEMA + "target", node(endpoint))
        add(this, SCHEMA + "keywords", ox.Literal(example.area))
    for prefix, namespace in _declared(example.query for example in examples).items():
        declared = node(f"{document}#prefix-{prefix}")
        add(prefixes, _SH + "declare", declared)
        add(declared, _SH + "prefix", ox.Literal(prefix))
        add(declared, _SH + "namespace", ox.Literal(namespace, datatype=node(XSD + "anyURI")))
    return found


def _declared(queries: Iterable[str]) -> Mapping[str, str]:
    """The prefixes that some queries declare, and those that things of ours are written with."""
    found = dict(match for query in queries for match in _DECLARED.findall(query))
    return dict(sorted({**found, WRITTEN[SKD]: SKD}.items()))
