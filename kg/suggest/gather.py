"""Suggestions from an open graph: rows fetched once, then the pure functions of `kg.suggest.partners`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from kg.coverage.gather import coverage_line
from kg.errors import Message, Usage
from kg.language.speech import say
from kg.model.conditions import Given, listed
from kg.model.evidence import REPORTED, admits, evidence_of
from kg.model.result import Report, Result
from kg.model.tie import Node
from kg.networks.gather import labels, network_rows
from kg.questions.numbers import numbered, numbered_report
from kg.settings import LANGUAGES
from kg.suggest.table import suggested, suggestion_table
from kg.vocab import entity, key_of

if TYPE_CHECKING:
    from kg.session import Session
    from kg.suggest.consortium import Consortium
    from kg.suggest.matrices import ActorMatrices
    from kg.suggest.ranks import Shortlist
    from kg.suggest.rows import Reason, Suggestion
    from kg.suggest.titles import TitleIndex, TitleMatch
    from kg.suggest.wish import Analyser, ThemeScheme, Wish

__all__ = ["Suggester"]

_PREFERRED = "preferred"


class Suggester:
    """Prepared once for a graph; answers whom to ask, which networks to join, which themes to take up."""

    def __init__(self, session: Session) -> None:
        from kg.suggest.matrices import prepare

        rows = network_rows(session)
        self.session = session
        self.nodes = _with_priorities(session, rows.nodes)
        session.progress("profiles", 0, None)
        self.prepared: ActorMatrices = prepare(rows.ties, self.nodes)
        self._ties = rows.ties
        self._limited = {"": self.prepared, "any": self.prepared}
        self._reported = {row.tie for row in rows.ties if row.evidence == REPORTED}
        named = labels(session)
        self._words = {
            key: texts[session.language]
            for scheme in ("theme", "country", "kind")
            for key, texts in named[scheme].items()
        }

    def partners(
        self,
        actor: str,
        *,
        theme: str = "",
        programme: str = "",
        country: Given = (),
        kind: Given = (),
        abroad: bool = False,
        spread: bool = False,
        experienced: bool = False,
        evidence: str = "",
        limit: int = 10,
    ) -> Result[Suggestion]:
        """Partners that an actor has not worked with, best first; see `kg.suggest.partners`.

        `abroad` leaves out the actor's own country, `spread` spreads them over countries, `experienced` leaves out
        those that have had no partners. `evidence` limits the ties that count (`kg.model.evidence.LIMITS`). Raises
        Usage and NotFound for conditions and names that cannot be meant.
        """
        from kg.suggest.partners import suggest_partners

        asked = self.session.conditions(theme=theme, programme=programme, country=country, kind=kind)
        iri = self.session.resolve(actor, "actor")
        found = suggest_partners(
            iri,
            self._over(evidence),
            theme=self._below(asked.theme, "theme"),
            programme=self._below(asked.programme, "programme"),
            countries=self._abroad(iri, asked.countries) if abroad else asked.countries,
            kinds=asked.classes,
            newcomers=not experienced,
            spread=spread,
            limit=limit,
        )
        return self._result(
            found, iri, "partners", self.basis(iri, theme=theme, programme=programme, evidence=evidence)
        )

    def networks(self, actor: str, *, theme: str = "", evidence: str = "", limit: int = 10) -> Result[Suggestion]:
        """Networks that an actor is not in, best first; `evidence` as for `partners`."""
        from kg.suggest.networks_and_themes import suggest_networks

        iri = self.session.resolve(actor, "actor")
        found = suggest_networks(iri, self._over(evidence), theme=self._below(theme, "theme"), limit=limit)
        return self._result(found, iri, "networks", self.basis(iri, theme=theme, evidence=evidence))

    def themes(self, actor: str, *, evidence: str = "", limit: int = 10) -> Result[Suggestion]:
        """Themes that nothing of an actor carries yet, best first; `evidence` as for `partners`."""
        from kg.suggest.networks_and_themes import suggest_themes

        iri = self.session.resolve(actor, "actor")
        found = suggest_themes(iri, self._over(evidence), limit=limit)
        return self._result(found, iri, "themes", self.basis(iri, evidence=evidence))

    def consortium(
        self,
        actor: str,
        *,
        idea: str = "",
        call: str = "",
        theme: Given = (),
        size: int = 8,
        spread: bool = False,
        newcomers: int = 0,
        including: Given = (),
        without: Given = (),
        evidence: str = "",
    ) -> Report[Consortium]:
        """A set of actors around one for an idea (a text), a call or some themes; see `kg.suggest.consortium`.

        `idea` is the text itself, of which the first 20,000 letters are read; `call` names a call in the graph, for
        which at least three countries are wanted. `size` counts everybody, `including` those who are aboard already.
        `spread` caps each country, `newcomers` is the least number of members without earlier projects. Raises Usage
        where none or several of `idea`, `call` and `theme` are given and where nothing in them says a theme or is in a
        title, NotFound for names.
        """
        from kg.suggest.consortium import Conditions, suggest_consortium
        from kg.suggest.consortium_table import consortium_facts, consortium_sections, set_lines

        iri = self.session.resolve(actor, "actor")
        aboard, out = ([self.session.resolve(name, "actor") for name in listed(each)] for each in (including, without))
        prepared = self._over(evidence)
        wish, titles = self._wish(idea, call, listed(theme), prepared)
        found = suggest_consortium(
            iri,
            prepared,
            wish=wish,
            titles=titles,
            conditions=Conditions(size=size, spread=spread, newcomers=newcomers, countries=3 if call else 1),
            including=aboard,
            without=out,
            strategies=self._strategies,
        )
        facts = {**consortium_facts(found, self.session), "completeness": coverage_line(self.session, iri)}
        lines = [*set_lines(found, self.session), str(facts["completeness"])]
        heading = say(self.session.language, "consortium", "heading", name=facts["label"])
        sections = consortium_sections(found, self.session, self.words)
        note = "\n".join(filter(None, lines))
        return numbered_report(
            Report(heading, facts, sections, self.session.language, found, note=note), self.session.view
        )

    def _wish(
        self, idea: str, call: str, themes: Sequence[str], prepared: ActorMatrices
    ) -> tuple[Wish, list[TitleMatch]]:
        """What a consortium is wanted for, and the projects whose titles have its words."""
        from kg.suggest.wish import MOST, wish_of

        if (given := sum(map(bool, (idea.strip(), call, themes)))) != 1:
            sentence = "say what it is for by one of idea, call and theme; {n} were given"
            raise Usage(Message(sentence, "consortium.wish", n=given))
        iri = self.session.resolve(call, "call") if call else ""
        text = (self.session.entity(iri).label if iri else idea)[:MOST]
        rows = self.session.ask("edges/of-call", call=iri) if iri else ()
        held = sorted({str(row["project"]) for row in rows if row["project"]})
        wish = wish_of(
            text,
            self._themes,
            self._analysers,
            named=[key_of(self.session.resolve(name, "theme")) for name in themes],
            projects={project: self.nodes[project].themes for project in held if project in self.nodes},
            is_carried=lambda keys: bool(prepared.themes.have(keys).any()),
        )
        parts = {str(row["part"]) for row in rows}
        programme = {key_of(each) for part in parts for each in self.session.view.narrower(part)}
        wish = replace(wish, programme=tuple(sorted(programme)), cut=len(idea) > MOST, call=iri)
        names = [name.name for name in self._themes.names if name.theme in wish.said and name.preferred]
        titles = self._titles.matches(text, names, without=held) if text else []
        if not wish.themes and not titles:
            sentence = "nothing in it names a theme, and no project's title has two of its words; name themes instead"
            raise Usage(Message(sentence, "consortium.nothing"), (), "call" if call else "idea")
        return wish, titles

    @cached_property
    def _themes(self) -> ThemeScheme:
        """The names of themes, and what each belongs under."""
        from kg.suggest.wish import ThemeName, ThemeScheme

        names = [
            ThemeName(
                key_of(str(row["theme"])), str(row["label"]), str(row["language"]), row["label_kind"] == _PREFERRED
            )
            for row in self.session.ask("edges/theme-names")
        ]
        rows = self.session.ask("theme/list")
        broader = {key_of(str(row["theme"])): key_of(str(row["broader"])) for row in rows if row["broader"]}
        return ThemeScheme(tuple(names), broader)

    @cached_property
    def _analysers(self) -> Mapping[str, Analyser]:
        from kg.questions.sentence.words import words_in
        from kg.resources import queries_dir

        return words_in(queries_dir()).analysers

    @cached_property
    def _titles(self) -> TitleIndex:
        """The titles of all projects, in the reader's language first, and their acronyms."""
        from kg.suggest.titles import TitleIndex

        place = LANGUAGES.index(self.session.language)
        titles = {}
        for iri, *texts in self.session.view.labels(("project",)):
            short = self.nodes[iri].label if iri in self.nodes else ""
            titles[iri] = (texts[place], *texts, short)
        return TitleIndex(titles, self._analysers)

    @cached_property
    def _strategies(self) -> dict[str, dict[str, tuple[str, ...]]]:
        """The ties by which actors' strategies name themes, by actor and theme."""
        found: dict[str, dict[str, tuple[str, ...]]] = defaultdict(dict)
        for row in self.session.ask("edges/priorities"):
            actor, theme = str(row["actor"]), key_of(str(row["theme"]))
            found[actor][theme] = (*found[actor].get(theme, ()), str(row["tie"]))
        return dict(found)

    def _result(self, found: Shortlist, actor: str, of: str, note: str) -> Result[Suggestion]:
        what = f"{of} suggested for {self.session.entity(actor).label}"
        told = [self.words(each) for each in found.notes]
        note = "\n".join(filter(None, (*told, note, coverage_line(self.session, actor))))
        return Result(
            sorted(found, key=lambda each: (each.place, suggested(each, self.session).label.casefold(), each.actor)),
            what,
            lambda shown: numbered(suggestion_table(shown, self.session, self.words, note), self.session.view),
        )

    def _abroad(self, actor: str, countries: Sequence[str]) -> list[str]:
        own = self.session.entity(actor).country
        known = {node.country for node in self.nodes.values() if node.type in ("actor", "network")} - {""}
        wanted = [code for code in countries or sorted(known) if code != own]
        if not wanted:
            sentence = "abroad and country {countries} leave no country to suggest partners in"
            raise Usage(Message(sentence, "no-country", countries=", ".join(countries) or own))
        return wanted

    def basis(self, actor: str, *, theme: str = "", programme: str = "", evidence: str = "") -> str:
        """What suggestions for an actor rest on, in words."""
        from kg.suggest.partners import basis

        below = self._below(theme, "theme"), self._below(programme, "programme")
        return self.words(basis(actor, self._over(evidence), theme=below[0], programme=below[1]))

    def words(self, reason: Reason) -> str:
        """A reason in the language of the graph; it says so where the ties that it rests on are only reported."""
        from kg.suggest.wording import reason_text, reported_text

        text = reason_text(reason, self.session.language, self._programmes(reason) | self._words)
        known = [tie in self._reported for tie in reason.ties]
        return reported_text(text, self.session.language, whole=all(known)) if any(known) else text

    def _over(self, evidence: str) -> ActorMatrices:
        """What suggestions are computed from, of the ties that are known so."""
        from kg.suggest.matrices import prepare

        limit = evidence_of(evidence)
        if limit not in self._limited:
            ties = [row for row in self._ties if admits(limit, row.evidence)]
            self._limited[limit] = prepare(ties, self.nodes)
        return self._limited[limit]

    def _programmes(self, reason: Reason) -> dict[str, str]:
        keys = reason.values.get("keys") if reason.code == "programmes" else None
        return {
            key: self.session.entity(entity("programme", key)).label
            for key in (keys if isinstance(keys, tuple) else ())
        }

    def _below(self, name: str, kind: str) -> tuple[str, ...]:
        """The keys of a theme or programme and of everything below it."""
        if not name:
            return ()
        return tuple(key_of(iri) for iri in self.session.view.narrower(self.session.resolve(name, kind)))


def _with_priorities(session: Session, nodes: dict[str, Node]) -> dict[str, Node]:
    """The nodes, actors with the themes that their strategies name."""
    named: dict[str, list[str]] = defaultdict(list)
    for row in session.ask("edges/priorities"):
        named[str(row["actor"])].append(key_of(str(row["theme"])))
    return nodes | {
        actor: replace(nodes[actor], themes=tuple(dict.fromkeys([*nodes[actor].themes, *sorted(themes)])))
        for actor, themes in named.items()
        if actor in nodes
    }
