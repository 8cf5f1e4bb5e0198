"""JSON-LD as people and programs read it: one object a subject, `@type`, short names, a map of languages.

What a property is called and how its values are written is settled by all that is said with it, which is known when
the statements have been sorted: values of a property that only names things are plain strings, as are days and other
values of one type. Whatever does not fit is written out, so that every reader gets exactly the same statements back.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from typing import IO, Any

from kg.errors import Usage
from kg.vocab import PREFIXES, RDF, SK, SKOS, WRITTEN, XSD

__all__ = ["Context", "write_nodes"]

_LINE = re.compile(
    r"(<[^>]*>|_:\S+) (<[^>]*>) "
    r'(<[^>]*>|_:\S+|"(?:[^"\\]|\\.)*"(?:@\S+|\^\^<[^>]*>)?)(?: (<[^>]*>|_:\S+))? \.\n'
)
_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))")
_ESCAPED = {"t": "\t", "b": "\b", "n": "\n", "r": "\r", "f": "\f"}
_TYPE = f"<{RDF}type>"
_TERMS = {
    SKOS + "prefLabel": "label",
    SKOS + "altLabel": "altLabel",
    SKOS + "definition": "definition",
    SKOS + "example": "example",
    SKOS + "scopeNote": "scopeNote",
}
"""What properties are called; those of Samkart's own ontology by their names in it, others with their prefix."""
_THING, _LANGUAGE = "@id", "@language"
_DATE = f"^^<{XSD}date>"


class Context:
    """Learns, from statements that pass, what their properties and names are written as."""

    def __init__(self) -> None:
        self._kinds: dict[str, set[str]] = {}
        self._waiting = {f"<{namespace}": prefix for namespace, prefix in WRITTEN.items()}
        self._schemes: set[str] = set()
        self._coerced: dict[str, str] = {}
        self._names: dict[str, str] = {}
        self._used: dict[str, str] = {}

    def arranged(self, lines: Iterable[str]) -> Iterator[str]:
        """Lines of N-Triples or N-Quads with the graph first, so that they sort by graph and subject; all are noted.

        Raises Usage for triples within triples.
        """
        kinds = self._kinds
        for line in lines:
            match = _LINE.fullmatch(line)
            if match is None:
                raise Usage("JSON-LD cannot hold triples within triples; take turtle, trig or nquads", (), "format")
            subject, predicate, value, graph = match.groups()
            kind = _kind(value)
            found = kinds.get(predicate)
            if found is None:
                kinds[predicate] = {kind}
            elif kind not in found:
                found.add(kind)
            named = line if predicate != _TYPE else f"{subject} {value} {graph}"
            for start in [start for start in self._waiting if start in named]:
                self._used[self._waiting.pop(start)] = start[1:]
            for term in (subject, value, graph):
                if term and term[0] == "<" and term[1:5] != "http":
                    self._schemes.add(term[1:].partition(":")[0])
            yield f"{graph or ''}\t{subject} {predicate} {value}\n"

    def settled(self) -> dict[str, object]:
        """The context, when all has passed."""
        self._used = {prefix: self._used[prefix] for prefix in PREFIXES if prefix in self._used.keys() - self._schemes}
        context: dict[str, object] = dict(self._used)
        for predicate, kinds in sorted(self._kinds.items()):
            if predicate == _TYPE:
                continue
            iri = predicate[1:-1]
            name = self._names[predicate] = self._name(iri)
            coerced = self._coerced[predicate] = _coercion(kinds)
            whole: dict[str, object] = {} if name == iri else {"@id": self.compact(iri)}
            if coerced == _LANGUAGE:
                whole["@container"] = _LANGUAGE
            elif coerced:
                whole["@type"] = coerced if coerced == _THING else self.compact(coerced[3:-1])
            if whole.keys() - {"@id"} or name not in (iri, whole.get("@id")):
                context[name] = whole
        return context

    def _name(self, iri: str) -> str:
        local = _TERMS.get(iri) or (iri[len(SK) :] if iri.startswith(SK) else "")
        if re.fullmatch(r"[A-Za-z]\w*", local, re.ASCII) and local not in PREFIXES and local not in self._schemes:
            return local
        return self.compact(iri)

    def compact(self, iri: str) -> str:
        """The IRI with the prefix that stands for its beginning, or as it is."""
        for prefix, namespace in self._used.items():
            if iri.startswith(namespace) and len(iri) > len(namespace) and iri[len(namespace)] != "/":
                return f"{prefix}:{iri[len(namespace) :]}"
        return iri

    def node(self, subject: str, facts: Iterable[tuple[str, str]]) -> dict[str, Any]:
        """The object of a subject, from its (predicate, value) in order."""
        node: dict[str, Any] = {"@id": self._term(subject)}
        types = []
        for predicate, group in groupby(facts, key=itemgetter(0)):
            values = [value for _, value in group]
            if predicate == _TYPE:
                types = [self._term(value) for value in values if value[0] != '"']
                values = [value for value in values if value[0] == '"']
                if not values:
                    continue
            coerced = self._coerced.get(predicate, "")
            name = self._names.get(predicate) or self.compact(predicate[1:-1])
            if coerced == _LANGUAGE:
                by_language: dict[str, Any] = {}
                for value in values:
                    text, tail = _literal(value)
                    by_language.setdefault(tail[1:] or "@none", []).append(text)
                node[name] = {language: _one(texts) for language, texts in by_language.items()}
            else:
                node[name] = _one([self._value(value, coerced) for value in values])
        if types:
            node = {"@id": node.pop("@id"), "@type": _one(types), **node}
        return node

    def _term(self, term: str) -> str:
        return self.compact(_unescaped(term[1:-1])) if term[0] == "<" else term

    def _value(self, value: str, coerced: str) -> object:
        if value[0] != '"':
            return self._term(value) if coerced == _THING else {"@id": self._term(value)}
        text, tail = _literal(value)
        if tail[:1] == "@":
            language, _, direction = tail[1:].partition("--")
            return {"@value": text, "@language": language, **({"@direction": direction} if direction else {})}
        if tail == coerced:
            return text
        return {"@value": text, **({"@type": self.compact(tail[3:-1])} if tail else {})}


def write_nodes(context: Context, batches: Iterable[list[bytes]], stream: IO[bytes]) -> None:
    """Write what `Context.arranged` gave, sorted, as one document; a graph with a name is an object of its own."""
    facts = (line.decode()[:-1].partition("\t") for batch in batches for line in batch)
    started = False
    for graph, statements in groupby(facts, key=itemgetter(0)):
        if not started:
            started = _head(context, stream)
        else:
            stream.write(b",\n")
        if graph:
            stream.write(f'{{"@id": {_json(context.compact(graph[1:-1]))}, "@graph": [\n'.encode())
        parted = (rest.split(" ", 2) for _, _, rest in statements)
        for i, (subject, said) in enumerate(groupby(parted, key=itemgetter(0))):
            node = context.node(subject, ((predicate, value) for _, predicate, value in said))
            stream.write((",\n" if i else "").encode() + _json(node).encode())
        if graph:
            stream.write(b"\n]}")
    if not started:
        _head(context, stream)
    stream.write(b"\n]\n}\n")


def _head(context: Context, stream: IO[bytes]) -> bool:
    entries = ",\n".join(f"{_json(name)}: {_json(entry)}" for name, entry in context.settled().items())
    stream.write(f'{{\n"@context": {{\n{entries}\n}},\n"@graph": [\n'.encode())
    return True


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _one(values: list[Any]) -> Any:
    return values[0] if len(values) == 1 else values


def _kind(value: str) -> str:
    """`@id` for a thing, `@language` for a text in a language, else the end of the literal: its type, or nothing."""
    if value[0] != '"':
        return _THING
    tail = value[value.rindex('"') + 1 :]
    return tail if tail[:1] != "@" else _LANGUAGE if "--" not in tail else "--"


def _coercion(kinds: set[str]) -> str:
    """How the values of a property are to be read where they are plain strings."""
    if _LANGUAGE in kinds:
        return _LANGUAGE if kinds <= {_LANGUAGE, ""} else ""
    if _THING in kinds:
        return _THING
    if _DATE in kinds:
        return _DATE
    return next(iter(kinds)) if len(kinds) == 1 and "--" not in kinds else ""


def _literal(value: str) -> tuple[str, str]:
    """The text of a literal, and what follows it: `@nb`, `^^<…>` or nothing."""
    end = value.rindex('"')
    text = value[1:end]
    return (_unescaped(text) if "\\" in text else text), value[end + 1 :]


def _unescaped(text: str) -> str:
    return _ESCAPE.sub(_read, text) if "\\" in text else text


def _read(match: re.Match[str]) -> str:
    code = match[1] or match[2]
    return chr(int(code, 16)) if code else _ESCAPED.get(match[3], match[3])
