"""Who is who: a source's identifiers made canonical by rule or by judgement, never by likeness of names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from urllib.parse import unquote

from kg.ids import organisation_number_of_vat, slug
from kg.linking.judgements import Judgement
from kg.vocab import SRC, entity

__all__ = ["Linker"]

_ROOTS = {"horizon": "horizon-europe", "h2020": "horizon-2020", "fp7": "fp7"}


class Linker:
    """Read-only view of the links. `canonical` answers for terms in N-Triples syntax.

    Rules, in this order: a judgement `same` on the PIC; a Norwegian VAT number that is the organisation number of
    a curated actor; otherwise the thing keeps an identifier of its own, made from the source's.
    A project is a curated one if their programme roots and identifiers agree.
    """

    def __init__(
        self,
        judgements: Iterable[Judgement] = (),
        organisation_numbers: Mapping[str, str] | None = None,
        projects: Mapping[tuple[str, str], str] | None = None,
        participations: Mapping[tuple[str, str], str] | None = None,
    ) -> None:
        self._pics: dict[str, str] = {}
        self._apart: set[tuple[str, str]] = set()
        for judgement in judgements:
            pic, actor = judgement.left.rpartition("/")[2], judgement.right.partition("/")[2]
            if judgement.judgement == "same":
                self._pics[pic] = actor
            else:
                self._apart.add((pic, actor))
        self._numbers = dict(organisation_numbers or {})
        self._projects = dict(projects or {})
        self._participations = dict(participations or {})
        self._cache: dict[str, str] = {}

    def actor(self, pic: str, vat: str) -> str | None:
        """The key of the curated actor that an organisation is, by judgement or by organisation number, or None."""
        if pic in self._pics:
            return self._pics[pic]
        found = self._numbers.get(organisation_number_of_vat(vat) or "")
        return None if found is not None and (pic, found) in self._apart else found

    def learn_organisation(self, term: str, pic: str, vat: str) -> bool:
        """Settle who an organisation is before anything refers to it; True if it is a curated actor."""
        actor = self.actor(pic, vat)
        self._cache[term] = f"<{entity('actor', actor or f'pic-{pic}')}>"
        return actor is not None

    def learn_participation(self, term: str, project: str, actor: str) -> None:
        """Settle which tie a participation record is, given its canonical project and actor (terms)."""
        known = self._participations.get((project, actor))
        if known is not None:
            self._cache[term] = known

    def canonical(self, term: str) -> str:
        """The canonical term for a term of a source; records and terms that are no source's stay as they are."""
        found = self._cache.get(term)
        if found is None:
            found = self._cache[term] = self._settle(term) if term.startswith(f"<{SRC}") else term
        return found

    def _settle(self, term: str) -> str:
        parts = [unquote(part) for part in term[len(SRC) + 1 : -1].split("/")]
        if len(parts) < 3:
            return term
        source, kind, key = parts[0], parts[1], "/".join(parts[2:])
        family = source.partition("-")[0]
        if kind == "organisation":
            return f"<{entity('actor', f'pic-{key}')}>"
        if kind == "programme":
            return f"<{entity('programme', _ROOTS.get(slug(key), slug(key)))}>"
        if kind == "topic":
            return f"<{entity('call', slug(key))}>"
        if kind == "project":
            curated = self._projects.get((source, key))
            return f"<{entity('project', curated or f'{family}-{key}')}>"
        if kind == "participation":
            return f"<{entity('tie', f'participation/{family}-{key}')}>"
        if kind == "place":
            return f"<{entity('place', f'{family}-{key}')}>"
        return term
