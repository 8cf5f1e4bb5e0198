"""Who is who: a source's records made canonical by judgement or by rule, never by likeness of names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from urllib.parse import unquote

from kg.ids import slug
from kg.linking.authority import Authority
from kg.linking.foresight import Foresight
from kg.linking.identity import Identity, number_countries
from kg.linking.judgements import Judgement
from kg.linking.official import OfficialNames
from kg.linking.pairs import PairTie, PairTies
from kg.linking.projects import KnownProjects, NamedProject
from kg.linking.verdicts import ACTOR, Verdicts
from kg.model.source import RecordKind, SourceInfo
from kg.vocab import SRC, entity

__all__ = ["RULES", "Link", "Linker"]

RULES = ("judgement", "organisation-number", "vat-number", "pic", "wikidata", "ror", "official-name")
"""What can decide a link, in the order in which it counts."""
_RECORD = f"<{SRC}"
_PIC = "pic"  # keys of actors that are known by it alone begin so, whatever the source


class _Canonical(dict[str, str]):
    """Canonical terms by term; one that is not there is settled."""

    def __init__(self, settle: Callable[[str], tuple[str, bool]]) -> None:
        self._settle = settle

    def __missing__(self, term: str) -> str:
        found, kept = self._settle(term)
        if kept:
            self[term] = found
        return found


@dataclass(frozen=True, slots=True)
class Link:
    """Which actor (a key) a record is, and by what: one of `RULES`, with the basis of a judgement, by whom and when.

    Without a rule the record is an actor of its own. `told` says why a rule that would have decided did not, and
    `refused` are the actors that it would have been.
    """

    actor: str
    rule: str = ""
    basis: str = ""
    reviewer: str = ""
    date: str = ""
    told: str = ""
    refused: tuple[str, ...] = ()

    @classmethod
    def judged(cls, actor: str, judgement: Judgement | None) -> Link:
        """As a judgement says."""
        if judgement is None:
            return cls(actor, "judgement")
        return cls(actor, "judgement", judgement.basis, judgement.reviewer, judgement.date)


class Linker:
    """Who each record is. `canonical` answers for terms in N-Triples syntax, once `learn` was told of organisations.

    An organisation is, in this order: whom a judgement names; the known actor whose organisation number or VAT number
    it has; the one, known or met before, whose PIC, Wikidata item or ROR it has, or, met in another source and with no
    other PIC, whose number; the one known municipality or county that bears its name (`OfficialNames`); otherwise an
    actor of its own. Identifiers of two actors, a national number other than the actor's, and a judgement `different`
    forbid a rule. What an actor is called by is learnt from each record that became it, so sources are to be told in
    one order (`kg.model.source.reading_order`).

    A project is a curated one if their programme roots and identifiers agree, or, by its name in its programme, one
    that is curated or was met in another source (`kg.linking.projects`). A tie of the same project and actor that
    another source told first is that tie, and so is one of the same two actors (`kg.linking.pairs`). `sources` say what
    their records stand for and how keys are made of theirs; records of other sources stay as they are.
    """

    def __init__(
        self,
        verdicts: Verdicts | None = None,
        authority: Authority | None = None,
        sources: Mapping[str, SourceInfo] | None = None,
        official: OfficialNames | None = None,
    ) -> None:
        authority = authority or Authority()
        self.verdicts = verdicts or Verdicts()
        self.links: dict[str, Link] = {}
        """By record (a term): the actor that it became by judgement or rule, or what forbade it."""
        self.met: dict[str, Counter[str]] = {}
        """By source: organisations by the rule that decided; of their own under the empty text."""
        self._known = authority.actors
        self._identifiers = dict(authority.identifiers)
        self._sets: dict[str, set[str]] = {}  # by actor's key: its identifiers
        for token, actor in authority.identifiers.items():
            self._sets.setdefault(actor, set()).add(token)
        self._foresight = Foresight()
        self._classes: dict[str, str] = {}  # by class of verdicts without an actor: the key of the first that was met
        self._came_from: dict[str, str] = {}  # by key of an actor that is not known: the source of its first record
        self._nodes: dict[str, list[str]] = {}  # by actor's key: what judgements call the records that became it
        self._official = official or OfficialNames()
        self._projects = dict(authority.projects)
        self._participations = dict(authority.participations)
        self._named_projects = KnownProjects(authority.named_projects)
        self._taken: dict[tuple[str, str], str] = {}  # by source and project's key: the record that became it by name
        self._told_by: dict[tuple[str, str], tuple[str, str]] = {}  # by project and actor: the tie and its source
        self._pairs = PairTies()
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

    def actor(self, pic: str, number: str, country: str = "") -> str | None:
        """The key of the known actor with a PIC or a number (national or VAT), by judgement or by number, or None.

        A number without the letters of a country and without a country is taken for a Norwegian one.
        """
        pics = (pic,) if pic else ()
        given = country or ("NO" if number[:1].isdigit() else "")
        found = self.decide(Identity(country=given, pics=pics, vats=(number,)), (f"pic/{pic}",))
        return found.actor if found.actor in self._known else None

    def decide(self, identity: Identity, nodes: tuple[str, ...], source: str = "", own: str = "") -> Link:
        """Which actor an organisation is. `nodes` are what judgements call it, `own` is the key of an actor of its own.

        Nothing is learnt.
        """
        judged = self.verdicts.actor(*nodes)
        if judged is not None:
            return Link.judged(*judged)
        alike = self.verdicts.class_of(*nodes)
        if alike in self._classes:
            return Link.judged(self._classes[alike], self.verdicts.joining(*nodes))
        tokens = identity.tokens()
        hits = self._hits(tokens, source, own)
        several = tuple(sorted({actor for _, actor in hits}))
        if len(several) > 1:
            what = ", ".join(f"{actor} ({rule})" for rule, actor in hits)
            return Link(own, told=f"its identifiers are those of several actors: {what}", refused=several)
        if hits:
            rule, actor = hits[0]
        else:
            rule, actor = "official-name", self._official.bearer(identity)
        if not actor or actor == own:
            return Link(own)
        if any(self.verdicts.apart(nodes, each) for each in (f"{ACTOR}{actor}", *self._nodes.get(actor, ()))):
            return Link(own, told=f"it would be {actor} by {rule}, and is judged to be different", refused=(actor,))
        if not rule.endswith("-number") and (number := self._another_number(actor, tokens)):
            return Link(own, told=f"it would be {actor} by {rule}, but has the number {number}", refused=(actor,))
        return Link(actor, rule)

    def learn(self, term: str, identity: Identity) -> Link:
        """Settle who an organisation (a record's term) is before anything refers to it, and learn what identifies it.

        Terms of sources that are not described stay as they are.
        """
        source, own, nodes = self._called(term, identity)
        if not nodes:
            return Link("")
        link = self.decide(identity, nodes, source, own)
        self._learn(link, nodes, identity, source)
        self._cache[term] = f"<{entity('actor', link.actor)}>"
        self.met.setdefault(source, Counter())[link.rule] += 1
        if link.rule or link.told:
            self.links[term] = link
        return link

    def foresee(self, records: Iterable[tuple[str, Identity]]) -> None:
        """Take in beforehand what organisations say that are learnt later: whose number, PIC, Wikidata or ROR it is.

        So a record with a PIC alone is the known actor whose number another source has beside that PIC, whichever of
        the two comes first. Only what leads to one known actor is kept, and what a record itself says goes before it.
        """
        open_ones = []
        for term, identity in records:
            source, own, nodes = self._called(term, identity)
            if nodes and not self._foreseen(identity, nodes, source, own) and len(identity.tokens()) > 1:
                open_ones.append((replace(identity, names=()), nodes, source, own))
        before = -1
        while len(open_ones) != before:  # one may be known by what another one said
            before = len(open_ones)
            open_ones = [each for each in open_ones if not self._foreseen(*each)]

    def _foreseen(self, identity: Identity, nodes: tuple[str, ...], source: str, own: str) -> bool:
        """Is an organisation a known actor? Then what identifies it is that actor's."""
        actor = self.decide(identity, nodes, source, own).actor
        if actor not in self._known:
            return False
        self._foresight.add(self._identifying(actor, identity), actor)
        return True

    def _identifying(self, actor: str, identity: Identity) -> list[str]:
        """The identifiers that a record which is an actor says of it; not a number beside that which it is known by."""
        tokens = identity.tokens()
        return [t for rule, t in tokens if not rule.endswith("-number") or not self._another_number(actor, [(rule, t)])]

    def _called(self, term: str, identity: Identity) -> tuple[str, str, tuple[str, ...]]:
        """The source of an organisation, its key as an actor of its own, and what judgements call it.

        Nothing of all that for a term of a source that is not described.
        """
        source, name, key = _parts(term)
        kind = self.kinds(source).get(name)
        if kind is None:
            return "", "", ()
        family = self._sources[source].family
        own = f"{_PIC}-{min(identity.pics)}" if identity.pics else kind.key_for(key, family)
        # A source without numbers has the name as its key; a judgement may call that a name, whatever the kind is.
        pics = identity.pics or ((key,) if kind.prefix(family) == f"{_PIC}-" else ())
        return source, own, (*(f"pic/{pic}" for pic in pics), f"{family}:{name}/{key}", f"{family}:name/{key}")

    def told(self) -> dict[str, list[str]]:
        """By source, the records that a rule would have linked if nothing had forbidden it, and why it did not."""
        found: dict[str, list[str]] = {}
        for term, link in self.links.items():
            if link.told:
                source, _, key = _parts(term)
                found.setdefault(source, []).append(f"{key} is not linked: {link.told}")
        return {source: sorted(each) for source, each in sorted(found.items())}

    def learn_project(self, term: str, programme: str, project: NamedProject) -> None:
        """Settle which project a record is, by its name in its programme (a term), before anything refers to it.

        `project` is the record, its key and programme left empty. Only in a programme that the source's description
        names; of one source one record is a project, the first of that name.
        """
        source, own = _parts(term)[0], self._settle(term)[0]
        key, at = (each.rpartition("/")[2].rstrip(">") for each in (own, programme))
        if source not in self._sources or at not in self._sources[source].programmes.values():
            return
        record = project._replace(project=key, programme=at)
        found = self._named_projects.find(record) or key
        if self._taken.setdefault((source, found), term) == term:
            self._cache[term] = f"<{entity('project', found)}>"
            self._named_projects.add(record._replace(project=found))

    def learn_participation(self, term: str, hub: str, actor: str) -> None:
        """Settle which tie a participation or membership is, given its canonical project or network and its actor."""
        known = self._participations.get((hub, actor))
        if known is None:
            source = term[len(_RECORD) :].partition("/")[0]
            first, told_by = self._told_by.setdefault((hub, actor), (self._settle(term)[0], source))
            known = first if told_by != source else None
        if known is not None:
            self._cache[term] = known

    def learn_pair(self, record: PairTie, source: str) -> dict[str, str]:
        """Settle which tie of two or more actors a record (its term) of a source is, given its canonical parties.

        Returns what it says that another source that told first says otherwise, by predicate. What is no record of a
        source is the tie that it names.
        """
        fixed = not record.term.startswith(_RECORD)
        term, own = record.term, self._settle(record.term)[0]
        record.term = own
        tie = self._pairs.learn(record, source, fixed=fixed)
        if tie is record:
            return {}
        if tie.term != own:
            self._cache[term] = tie.term
        differing = {} if fixed else tie.differing(record)
        self._pairs.add(tie, record, source)
        return differing

    def forget(self) -> None:
        """Let go of what was looked up of single records; what was learnt of actors stays."""
        self._cache.clear()
        self._told_by.clear()
        self._pairs.clear()

    def canonical(self, term: str) -> str:
        """The canonical term for a term of a source; records and terms that are no source's stay as they are."""
        return self._cache[term]

    def _hits(self, tokens: list[tuple[str, str]], source: str, own: str) -> list[tuple[str, str]]:
        """(rule, actor) of each identifier that is somebody's already; if a known one is among these, of known ones."""
        found = []
        numbered = any(rule == "pic" for rule, _ in tokens)
        for rule, token in tokens:
            actor = self._identifiers.get(token)
            if actor is None:
                continue
            met = actor not in self._known and actor != own
            # Departments give the number of the whole: records of one source, or of two PICs, are not one by it.
            apart = self._came_from.get(actor) == source or (numbered and self._has_pic(actor))
            if met and apart and rule.endswith("-number"):
                continue
            found.append((rule, actor))
        known = [hit for hit in found if hit[1] in self._known]
        if not known and self._foresight:
            known = [(rule, actor) for rule, token in tokens if (actor := self._foresight.actor(token))]
        return known or found

    def _has_pic(self, actor: str) -> bool:
        return any(token.startswith("pic/") for token in self._sets.get(actor, ()))

    def _another_number(self, actor: str, tokens: list[tuple[str, str]]) -> str:
        """A national number among the identifiers of a country whose number the actor has, and it is another."""
        own = self._sets.get(actor, set())
        countries = number_countries(own)
        numbers = [token for _, token in tokens if token.startswith("number/")]
        if any(token in own for token in numbers):
            return ""
        return next((token[7:] for token in numbers if token[7:9] in countries), "")

    def _learn(self, link: Link, nodes: tuple[str, ...], identity: Identity, source: str) -> None:
        alike = self.verdicts.class_of(*nodes)
        if alike:
            self._classes.setdefault(alike, link.actor)
        self._nodes.setdefault(link.actor, []).extend(node for node in nodes if node in self.verdicts)
        if link.actor not in self._known:
            self._came_from.setdefault(link.actor, source)
        for token in self._identifying(link.actor, identity):  # a judgement may say so, its number stays as it is
            if self._identifiers.setdefault(token, link.actor) == link.actor:
                self._sets.setdefault(link.actor, set()).add(token)

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
        source, name, key = _parts(term)
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


def _parts(term: str) -> tuple[str, str, str]:
    """Source, kind and key in the term of a record; empty texts for what it has not."""
    parts = [unquote(part) for part in term[len(_RECORD) : -1].split("/")]
    return (parts[0], parts[1], "/".join(parts[2:])) if len(parts) > 2 else ("", "", "")
