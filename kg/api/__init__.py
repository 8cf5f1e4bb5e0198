"""Samkart from Python: `kg.open()` gives a `Samkart`, which has every verb of the shell.

What a verb gives can be gone through, printed in one line, shown in a notebook, and had as `.records()` (the shell's
JSON), as `.to_pandas()` and as a `.table`. Conditions are worded as in the shell and checked in one place: see
`kg.model.conditions.ConditionWords`, and for networks `kg.networks.gather.NetworkWords`.
"""

from __future__ import annotations

import os
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Unpack

from kg.api.comparing import CompareVerbs
from kg.api.links import LinkVerbs
from kg.api.networks import NetworkVerbs
from kg.api.states import StateVerbs, diff
from kg.errors import Usage
from kg.model.conditions import Given, TieConditionWords, date_of, kinds_of
from kg.model.encounter import KINDS
from kg.model.evidence import evidence_of
from kg.model.period import today
from kg.model.result import Report, Result
from kg.questions.numbers import numbered, numbered_report
from kg.session import ensure_store
from kg.settings import Settings, load_settings
from kg.store.layout import fingerprint_of
from kg.store.names import Match
from kg.store.view import LocalView
from kg.vocab import kind_of

if TYPE_CHECKING:
    from kg.api.sentences import Sentence
    from kg.brief.formats.briefing import Briefing
    from kg.brief.formats.survey import SurveySheet
    from kg.coverage.shares import Coverage
    from kg.model.progress import Progress
    from kg.model.table import Table
    from kg.networks.collaborators import Partner
    from kg.networks.paths import PathStep
    from kg.questions.answer import Answer
    from kg.questions.question import Question
    from kg.store.substitute import Values
    from kg.suggest.gather import Suggester

__all__ = ["Samkart", "diff", "open_samkart"]


class Samkart(NetworkVerbs, CompareVerbs, LinkVerbs, StateVerbs):
    """The knowledge graph, open for questions: a session with every verb.

    Things are named as in the shell: a name however it is typed, a number, a key or an IRI. Every verb raises Usage
    for a condition that cannot be meant and NotFound for a name that is not there, with the nearest ones.
    """

    def who(
        self, actor: str, *, evidence: bool | str = False, ties: bool = False, **conditions: Unpack[TieConditionWords]
    ) -> Result[Partner]:
        """Who collaborates with an actor, strongest first.

        With `ties`, or `evidence` True, the table has the ties and their sources. `evidence` `own` or `stated` keeps
        the ties that a party itself states, or that anybody but a scraped list does (`kg.model.evidence.LIMITS`).
        """
        from kg.networks.results.gather import who

        limit = evidence if isinstance(evidence, str) else ""
        return who(self, actor, self.conditions(**conditions, evidence=limit), ties or evidence is True)

    def find(self, text: str, kind: str = "", limit: int = 10) -> Result[Match]:
        """The things called `text`, best first; `kind` is a class (`Municipality`) or a kind (`actor`, `project`).

        Where nothing is called so, the themes and actors that the words of `text` name; the table says so, and which
        command asks what was perhaps meant.
        """
        from kg.questions.card import match_table

        found = super().find(text, kind, limit)
        if found or kind:
            return Result(
                found, f"things called {text!r}", lambda shown: numbered(match_table(shown, self.language), self.view)
            )
        from kg.questions.apart import apart

        other = apart(self.view, text, self.language, self.country, limit)
        what = f"things named in {text!r}"
        return Result(other.matches, what, lambda shown: numbered(match_table(shown, self.language, other), self.view))

    def find_texts(self, text: str, limit: int = 10) -> Result[str]:
        """The projects (IRIs) whose title, keywords or objective have all words of `text`, the best first.

        What was imported is searched as a whole, what comes embedded by its title and EuroSciVoc concepts. The texts
        themselves are not kept, and not shown.
        """
        from kg.api.texts import text_table

        found = self.view.search_texts(text, limit)
        return Result(found, f"projects with the words {text!r}", lambda shown: text_table(self, shown))

    def questions(self) -> Result[Question]:
        """All Questions, by name; `question` gives one of them, `ask` asks it."""
        from kg.questions.card import question_table

        return Result(super().questions(), "Questions", lambda shown: question_table(shown, self.language))

    def sentence(self, text: str, *, others: int = 5) -> Sentence:
        """What a sentence in nb, nn or en asks: `chosen`, `runners_up` and `answer` (`kg.questions.sentence`)."""
        from kg.api.sentences import read_sentence

        return read_sentence(self, text, others)

    def show(self, thing: str, *, at: str = "", evidence: str = "") -> Report[tuple[Answer, ...]]:
        """The card of an actor, network, programme, project or theme, with its ties, section by section.

        Of anything else what is said of it. `at` is the day on which it is called so, where several have the name, and
        for which it is said how sure it is that each of its ties held (today); `evidence` limits the ties to those that
        are known so (`kg.model.evidence.LIMITS`).
        """
        from kg.questions.card import card, card_parameters, card_questions

        named = self.named(thing, at=date_of(at))
        entity, day = self.entity(named.iri), date_of(at) or today()
        questions = [self.question(name) for name in card_questions(entity)]
        limit = evidence_of(evidence)
        answers = [
            self.ask(
                each.name,
                **card_parameters(each, entity, day),
                **({"evidence": limit} if "evidence" in each.parameters else {}),
            )
            for each in questions
        ]
        known = None
        if kind_of(named.iri) == "actor":
            from kg.questions.certain import certainties

            known = certainties(self.ties_of(named.iri), day)
        return card(entity, answers, self.language, named.data(), known)

    def path(
        self, a: str, b: str, *, via: Given = (), evidence: str = "", limit: int = 3, longest: int = 6
    ) -> Result[list[PathStep]]:
        """How two actors are connected: the shortest chains. Raises NotFound where no chain joins them."""
        from kg.networks.results.gather import path

        return path(
            self, a, b, kinds=kinds_of(via, KINDS), evidence=evidence_of(evidence), limit=limit, longest=longest
        )

    def paths(
        self, a: str, b: str, *, via: Given = (), evidence: str = "", limit: int = 3, longest: int = 6
    ) -> list[list[PathStep]]:
        """The chains of `path` as plain lists; an empty list where no chain joins the two."""
        from kg.networks.results.gather import chains

        return chains(
            self, a, b, kinds=kinds_of(via, KINDS), evidence=evidence_of(evidence), limit=limit, longest=longest
        )

    def themes(self, actor: str = "") -> Answer:
        """The themes; with an actor, those it works on and by which kind of tie."""
        return self.ask("actor/themes", actor=actor) if actor else self.ask("theme/list")

    def networks(self, actor: str = "", *, theme: str = "", evidence: str = "") -> Answer:
        """The networks, offices and councils; with an actor, those it is a member of, with status and dates.

        `evidence` limits an actor's to those that are known so (`kg.model.evidence.LIMITS`).
        """
        if actor:
            iri = self.resolve(actor, "actor")
            return self.ask("actor/networks", actor=iri, theme=theme, evidence=evidence_of(evidence)).reading(iri)
        found = self.ask("network/by-policy-area", theme=theme) if theme else self.ask("network/list")
        return found.reading()

    def conflicts(self, actor: str = "") -> Answer:
        """Where sources disagree on ties and counts, with what stands and why; with an actor, on its own.

        See docs/method.md, "How sure", for the order of preference.
        """
        if not actor:
            return self.ask("actor/conflicts").reading()
        iri = self.resolve(actor, "actor")
        return self.ask("actor/conflicts", actor=iri).reading(iri)

    def programmes(self, country: str, *, theme: str = "") -> Answer:
        """The programmes that are open to a country (its code), with the status of its participation and its basis."""
        return self.ask("programme/open-to-country", country=country, theme=theme).reading()

    def sources(self) -> Answer:
        """The sources that facts come from, with how many rest on each; the note says how much of the whole is held."""
        return self._told_whole(self.ask("source/list"))

    def stats(self) -> Answer:
        """How many things of each class and ties of each kind there are; the note as in `sources`."""
        return self._told_whole(self.ask("stats/classes"))

    def _told_whole(self, answer: Answer) -> Answer:
        from kg.coverage.gather import overall_line
        from kg.language.speech import say

        cited = [say(self.language, "caption", "state", name=self.state)] if self.state else []
        return replace(answer, note="\n".join(filter(None, (overall_line(self), *cited))))

    def coverage(self, thing: str = "") -> Report[list[Coverage]]:
        """How much of what others counted is held of an actor, a country, a programme, a theme, or of everything."""
        from kg.coverage.gather import coverage

        return numbered_report(coverage(self, thing), self.view)

    def select(
        self, text: str, values: Values | None = None, *, timeout: float | None = None, max_rows: int | None = None
    ) -> Table:
        """A SELECT or ASK of one's own as a table; `query` gives the terms themselves, and tells the limits."""
        from kg.questions.answer import solutions

        return solutions(self.query(text, values, timeout=timeout, max_rows=max_rows))

    @cached_property
    def suggest(self) -> Suggester:
        """`suggest.partners(actor, …)`, `suggest.networks(actor)` and `suggest.themes(actor)`, prepared once."""
        from kg.suggest.gather import Suggester

        return Suggester(self)

    def brief(
        self,
        actor: str = "",
        *,
        region: str = "",
        theme: str = "",
        programme: str = "",
        network: str = "",
        variant: str = "council",
        since: str = "",
        until: str = "",
        year: str = "",
        country: str = "",
        with_predecessors: bool = False,
        evidence: str = "",
        figures: bool = True,
        since_data: str = "",
    ) -> Briefing:
        """A briefing on one of an actor, a region, a theme, a programme or a network; see `kg.brief.gather.compose`."""
        from kg.brief.formats.briefing import Briefing
        from kg.brief.gather.compose import brief

        return Briefing(
            brief(
                self.shortened(),
                actor,
                region=region,
                theme=theme,
                programme=programme,
                network=network,
                variant=variant,
                since=since,
                until=until,
                year=year,
                country=country,
                with_predecessors=with_predecessors,
                evidence=evidence,
                figures=figures,
                since_data=since_data,
            )
        )

    def survey(self, actor: str, *, by: str = "", asked: str = "", every: bool = False) -> SurveySheet:
        """A sheet for an actor to answer about its ties, to be saved as XLSX or DOCX; `by` says who asks.

        With `every` it has the ties too that cannot hold on the day `asked` (today).
        """
        from kg.brief.formats.survey import SurveySheet
        from kg.brief.gather.survey import survey

        generation = getattr(self.view, "generation", None)  # an endpoint does not tell of what it was made
        version = fingerprint_of(generation) if generation else ""
        return SurveySheet(survey(self, actor, by=by, asked=asked, every=every, version=version))

    def export(
        self,
        path: str | os.PathLike[str] | None = None,
        *,
        format: str = "",  # noqa: A002  (as in the shell)
        source: str = "",
        canonical: bool = False,
        layer: str = "",
        canonical_graph: bool = False,
    ) -> str:
        """The graph as RDF text (see `Session.write_rdf`), written to a file where a path is given.

        The file's ending tells the form, and is held to the one that is asked for. A graph that is too large to be had
        as text is written with `write_rdf`.
        """
        from kg.resources import write_whole
        from kg.store.text.forms import agreed

        if path is not None:
            format, packed = agreed(Path(path), format)  # noqa: A001  (as in the shell)
            if packed != "none":
                raise Usage(f"{os.fspath(path)!r}: a packed file is written with write_rdf", (), "path")
        text = self.rdf(format, source=source, canonical=canonical, layer=layer, canonical_graph=canonical_graph)
        if path is not None:
            write_whole(path, text.encode())
        return text


def open_samkart(
    store: str | None = None,
    endpoint: str | None = None,
    lang: str | None = None,
    progress: Progress | None = None,
    settings: Settings | None = None,
) -> Samkart:
    """Open the graph: the store in a folder (built first when its inputs have changed), or a SPARQL 1.1 endpoint.

    What is not given comes from `SAMKART_STORE`, `SAMKART_ENDPOINT`, `SAMKART_LANG`, the settings file, or the
    defaults. Raises BadData when the inputs have problems, KgError when the store or the endpoint cannot be read.
    """
    chosen = settings or load_settings(store, endpoint, lang)
    if chosen.endpoint:
        from kg.store.remote import RemoteView

        view = RemoteView(
            chosen.endpoint,
            user=chosen.endpoint_user,
            password=chosen.endpoint_password,
            token=chosen.endpoint_token,
        )
        return Samkart(view, chosen.lang, chosen.country)
    return Samkart(LocalView(chosen.store, lambda: ensure_store(chosen, progress)), chosen.lang, chosen.country)
