"""Profiles of actors, gathered from Questions and encounters; everything they name is looked up once, at the end."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from kg.compare.profiles import Priority, Profile, above
from kg.compare.programmes import AssociationStatement
from kg.model.encounter import Encounter
from kg.model.evidence import admits
from kg.model.period import Bounds
from kg.model.tie import KIND_OF_CLASS, Node, TieRow, continued
from kg.session import Session
from kg.vocab import SK, entity, key_of, kind_of

__all__ = ["ProfileGatherer"]

_BOUNDS = ("held_from", "held_until", "surely_from", "surely_until")


class ProfileGatherer:
    """What a comparison needs, fetched as it is asked for.

    Themes, programmes and what is above them are asked on creation. `nodes` is complete only for the profiles and
    meetings asked for before. With `with_predecessors` an actor's profile holds what those merged into it did.
    `evidence` limits the ties to those that are known so (`kg.model.evidence.LIMITS`).
    """

    def __init__(self, session: Session, with_predecessors: bool = False, evidence: str = "") -> None:
        self.session = session
        self._with_predecessors = with_predecessors
        self._limit = evidence
        self._seen: set[str] = set()
        self._themes: dict[str, list[str]] = {}
        self._programmes: dict[str, list[str]] = {}
        self._populations: dict[tuple[str, str], dict[str, int | None]] = {}
        self._profiles: dict[str, Profile] = {}
        self._facts: dict[str, tuple[str, str]] = {}
        self.themes: list[str] = []
        self.parents: dict[str, tuple[str, ...]] = {}
        self._read_trees()

    def _read_trees(self) -> None:
        parents: dict[str, dict[str, None]] = {}
        for row in self.session.ask("theme/list"):
            self.themes.append(str(row["theme"]))
            if row["broader"]:
                parents.setdefault(str(row["theme"]), {})[str(row["broader"])] = None
        self.themes = list(dict.fromkeys(self.themes))
        for row in self.session.ask("compare/programmes"):
            programme = str(row["programme"])
            self._facts[programme] = (str(row["start"] or ""), str(row["end"] or ""))
            if row["parent"]:
                parents.setdefault(programme, {})[str(row["parent"])] = None
            if row["theme"] and str(row["theme"]) not in self._themes.setdefault(programme, []):
                self._themes[programme].append(str(row["theme"]))
        self.parents = {thing: tuple(found) for thing, found in parents.items()}
        self._seen.update(self.themes)

    def profile(self, actor: str) -> Profile:
        """The profile of an actor (IRI); the label and kind of the actor itself are in `nodes`."""
        if actor not in self._profiles:
            self._profiles[actor] = self._gather(actor)
        return self._profiles[actor]

    def _gather(self, actor: str) -> Profile:
        iris = [actor, *(self.session.view.predecessors(actor) if self._with_predecessors else [])]
        ties: list[TieRow] = []
        money: dict[str, tuple[Decimal, str]] = {}
        priorities: dict[Priority, None] = {}
        for iri in iris:
            for row in self.session.ask("compare/ties", actor=iri):
                tie, amount, known_by = str(row["tie"]), row["contribution"], key_of(str(row["known_by"] or ""))
                if not admits(self._limit, known_by):
                    continue
                ties.append(
                    TieRow(
                        tie=tie,
                        kind=KIND_OF_CLASS[str(row["kind"]).removeprefix(SK)],
                        hub=str(row["hub"]),
                        actor=actor,
                        start=_date(row["start"]),
                        end=_date(row["end"]),
                        as_of=_date(row["as_of"]),
                        status=key_of(str(row["status"] or "")),
                        role=key_of(str(row["role"] or "")),
                        bounds=Bounds(*(str(row[name] or "") for name in _BOUNDS)).within(
                            str(row["founded"] or ""), str(row["dissolved"] or "")
                        ),
                        carries=str(row["carries_on"] or ""),
                        evidence=known_by,
                    )
                )
                if isinstance(amount, Decimal | int):
                    money[tie] = (Decimal(amount), str(row["currency"] or ""))
            for row in self.session.ask("compare/hubs", actor=iri):
                for value, into in ((row["theme"], self._themes), (row["part"], self._programmes)):
                    if value and str(value) not in into.setdefault(str(row["hub"]), []):
                        into[str(row["hub"])].append(str(value))
            for row in self.session.ask("actor/strategies", actor=iri):
                if row["theme"]:
                    words = [str(row[name] or "") for name in ("theme", "strategy", "wording", "start", "end")]
                    priorities[Priority(*words)] = None
        ties = continued(ties, {row.tie for row in ties if row.carries})
        meetings = self.meetings(iris)
        self._seen.update([actor, *(tie.hub for tie in ties), *(p.strategy for p in priorities)])
        return Profile(Node(actor), tuple(ties), tuple(meetings), money, tuple(priorities))

    def meetings(self, actors: Sequence[str]) -> list[Encounter]:
        """The encounters of some actors taken as one, partners and hubs named by IRI."""
        met = self.session.view.encounters(actors)
        found = [each for each in met if admits(self._limit, each.evidence)]
        keys = sorted({key for each in found for key in (each.hub, each.partner)}, key=str)
        iris = {key: shown.iri for key, shown in self.session.view.entities(keys, self.session.language).items()}
        named = [
            each._replace(hub=iris[each.hub], partner=iris[each.partner])
            for each in found
            if each.hub in iris and each.partner in iris
        ]
        self._seen.update(str(iri) for each in named for iri in (each.hub, each.partner))
        return named

    def populations(self, actor: str) -> dict[str, int | None]:
        """The population of every actor of the same kind and country, itself included (None: unknown)."""
        shown = self.session.entity(actor)
        if not shown.country:
            return {}
        key = (shown.kind, shown.country)
        if key not in self._populations:
            rows = self.session.ask("compare/peers", kind=shown.kind, country=shown.country)
            self._populations[key] = {
                str(row["actor"]): row["population"] if isinstance(row["population"], int) else None for row in rows
            }
        return self._populations[key]

    def add_programmes(self) -> None:
        """Let `nodes` hold every programme, not only those of the profiles."""
        self._seen.update(self._facts)

    def statements(self, country: str) -> list[AssociationStatement]:
        """All that is said of a country's participation in programmes."""
        rows = self.session.ask("compare/associations", country=country)
        return [
            AssociationStatement(
                programme=str(row["programme"]),
                strand=str(row["strand"] or ""),
                standing=key_of(str(row["standing"])),
                basis=key_of(str(row["basis"])),
                as_of=str(row["as_of"] or ""),
                tie=str(row["tie"]),
            )
            for row in rows
        ]

    def areas(self) -> tuple[dict[str, set[str]], dict[str, set[str]]]:
        """The areas that programmes are limited to, and those of which only a part is in them, by programme."""
        found: dict[str, dict[str, set[str]]] = {"whole": {}, "part": {}}
        for row in self.session.ask("compare/eligible-areas"):
            found[str(row["extent"])].setdefault(str(row["programme"]), set()).add(str(row["area"]))
        return found["whole"], found["part"]

    def places(self, actors: Iterable[str]) -> set[str]:
        """What a programme's area may be called that these actors lie in: themselves, their counties, their countries.

        A county in which they have ever lain counts, since programmes keep the names of their time.
        """
        found: set[str] = set()
        for actor in actors:
            shown = self.session.entity(actor)
            counties = [str(row["county"]) for row in self.session.ask("compare/counties", actor=actor)]
            found.update([actor, *counties, *([entity("country", shown.country)] if shown.country else [])])
        return found

    def nodes(self, iris: Iterable[str] | None = None) -> dict[str, Node]:
        """What is known of some things, or of everything named so far, countries by their code."""
        wanted = set(self._seen if iris is None else iris)
        if iris is None:
            wanted.update(above((p for each in self._programmes.values() for p in each), self.parents))
            wanted.update(theme for each in self._themes.values() for theme in each)
        shown = self.session.view.entities(sorted(wanted), self.session.language)
        sizes: Mapping[str, int | None] = {a: n for group in self._populations.values() for a, n in group.items()}
        undated = ("", "")
        nodes = {
            str(iri): Node(
                id=str(iri),
                label=each.label,
                type=kind_of(str(iri)),
                kind=each.kind,
                country=each.country,
                level=each.level,
                population=sizes.get(str(iri)),
                themes=tuple(self._themes.get(str(iri), ())),
                programmes=above(self._programmes.get(str(iri), ()), self.parents),
                start=self._facts.get(str(iri), undated)[0] or None,
                end=self._facts.get(str(iri), undated)[1] or None,
            )
            for iri, each in shown.items()
        }
        codes = sorted({node.country for node in nodes.values()} - {""})
        countries = self.session.view.entities([entity("country", code) for code in codes], self.session.language)
        nodes |= {key_of(str(iri)): Node(key_of(str(iri)), each.label, "country") for iri, each in countries.items()}
        return nodes


def _date(value: object) -> str | None:
    return str(value) if value else None
