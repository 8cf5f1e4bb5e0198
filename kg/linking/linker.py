"""Who is who: a source's identifiers made canonical by rule or by judgement, never by likeness of names."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from urllib.parse import unquote

from kg.ids import organisation_number_of_vat, slug
from kg.linking.judgements import Judgement
from kg.linking.projects import KnownProjects, NamedProject
from kg.model.source import RecordKind, SourceInfo
from kg.vocab import SRC, entity

__all__ = ["Linker"]


_RECORD = f"<{SRC}"


class _Canonical(dict[str, str]):
    """Canonical terms by term; one that is not there is settled."""

    def __init__(self, settle: Callable[[str], tuple[str, bool]]) -> None:
        self._settle = settle

    def __missing__(self, term: str) -> str:
        found, kept = self._settle(term)
        if kept:
            self[term] = found
        return found


class Linker:
    """Read-only view of the links. `canonical` answers for terms in N-Triples syntax.

    Rules, in this order: a judgement `same` on the PIC; a Norwegian VAT number that is the organisation number of
    a curated actor; otherwise the thing keeps an identifier of its own, made from the source's.
    A project is a curated one if their programme roots and identifiers agree, or by its name (`kg.linking.projects`)
    one that is curated or was met in another source. A tie of the same project and actor that another source told
    first is that tie. `sources` say what their records stand
    for and how keys are made of theirs; records of other sources stay as they are. `different` holds the pairs of a
    PIC and an actor's key that were judged to be two.
    """

    def __init__(
        self,
        judgements: Iterable[Judgement] = (),
        organisation_numbers: Mapping[str, str] | None = None,
        projects: Mapping[tuple[str, str], str] | None = None,
        participations: Mapping[tuple[str, str], str] | None = None,
        sources: Mapping[str, SourceInfo] | None = None,
        named_projects: Iterable[NamedProject] = (),
    ) -> None:
        self._pics: dict[str, str] = {}
        self._apart: set[tuple[str, str]] = set()
        self.different: set[tuple[str, str]] = set()
        for judgement in judgements:
            pic, actor = judgement.left.rpartition("/")[2], judgement.right.partition("/")[2]
            if judgement.judgement == "same":
                self._pics[pic] = actor
            else:
                self._apart.add((pic, actor))
            if judgement.judgement == "different":
                self.different.add((pic, actor))
        self._numbers = dict(organisation_numbers or {})
        self._projects = dict(projects or {})
        self._participations = dict(participations or {})
        self._named_projects = KnownProjects(named_projects)
        self._taken: dict[tuple[str, str], str] = {}  # by source and project's key: the record that became it by name
        self._told_by: dict[tuple[str, str], tuple[str, str]] = {}  # by project and actor: the tie and its source
        self._sources = dict(sources or {})
        self._programmes = {
            (info.family, slug(code)): programme
            for info in self._sources.values()
            for code, programme in info.programmes.items()
        }
        self._cache = _Canonical(self._settle)
        self._prefixes = {
            (info.name, kind.name): f"<{entity(kind.thing, kind.prefix(info.family))}"
            for info in self._sources.values()
            for kind in info.kinds.values()
            if kind.key.endswith("{key}") and kind.thing not in ("programme", "project")
        }

    def kinds(self, source: str) -> Mapping[str, RecordKind]:
        """The kinds of record of a source, by their names in its identifiers."""
        return self._sources[source].kinds if source in self._sources else {}

    def actor(self, pic: str, vat: str) -> str | None:
        """The key of the curated actor that an organisation is, by judgement or by organisation number, or None."""
        if pic in self._pics:
            return self._pics[pic]
        found = self._numbers.get(organisation_number_of_vat(vat) or "")
        return None if found is not None and (pic, found) in self._apart else found

    def learn_organisation(self, term: str, pic: str, vat: str) -> bool:
        """Settle who an organisation is before anything refers to it; True if it is a curated actor."""
        actor = self.actor(pic, vat)
        self._cache[term] = f"<{entity('actor', actor)}>" if actor else self._settle(term)[0]
        return actor is not None

    def learn_project(self, term: str, programme: str, project: NamedProject) -> None:
        """Settle which project a record is, by its name in its programme (a term), before anything refers to it.

        `project` is the record, its key and programme left empty. Only in a programme that the source's description
        names; of one source one record is a project, the first of that name.
        """
        source, own = term[len(_RECORD) :].partition("/")[0], self._settle(term)[0]
        key, at = (each.rpartition("/")[2].rstrip(">") for each in (own, programme))
        if source not in self._sources or at not in self._sources[source].programmes.values():
            return
        record = project._replace(project=key, programme=at)
        found = self._named_projects.find(record) or key
        if self._taken.setdefault((source, found), term) == term:
            self._cache[term] = f"<{entity('project', found)}>"
            self._named_projects.add(record._replace(project=found))

    def learn_participation(self, term: str, project: str, actor: str) -> None:
        """Settle which tie a participation record is, given its canonical project and actor (terms)."""
        known = self._participations.get((project, actor))
        if known is None:
            source = term[len(_RECORD) :].partition("/")[0]
            first, told_by = self._told_by.setdefault((project, actor), (self._settle(term)[0], source))
            known = first if told_by != source else None
        if known is not None:
            self._cache[term] = known

    def forget(self) -> None:
        """Let go of what was looked up and learnt; the rules and judgements stay."""
        self._cache.clear()
        self._told_by.clear()

    def canonical(self, term: str) -> str:
        """The canonical term for a term of a source; records and terms that are no source's stay as they are."""
        return self._cache[term]

    def _settle(self, term: str) -> tuple[str, bool]:
        """The canonical term, and whether it is to be kept: a tie is looked up once."""
        if not term.startswith(_RECORD):
            return term, True
        source, _, rest = term[len(_RECORD) : -1].partition("/")
        name, _, key = rest.partition("/")
        prefix = self._prefixes.get((source, name))
        if prefix is not None and key.isascii() and key.replace("-", "").isalnum():
            return f"{prefix}{key}>", self._sources[source].kinds[name].thing != "tie"
        return self._by_rule(term), True

    def _by_rule(self, term: str) -> str:
        parts = [unquote(part) for part in term[len(SRC) + 1 : -1].split("/")]
        if len(parts) < 3:
            return term
        source, name, key = parts[0], parts[1], "/".join(parts[2:])
        kind = self.kinds(source).get(name)
        if kind is None:
            return term
        info = self._sources[source]
        known = None
        if kind.thing == "programme":
            known = self._programmes.get((info.family, slug(key)))
        elif kind.thing == "project":
            roots = info.programmes.values()
            known = next((self._projects[root, key] for root in roots if (root, key) in self._projects), None)
        return f"<{entity(kind.thing, known or kind.key_for(key, info.family))}>"
