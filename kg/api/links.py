"""The verbs of linking: who may be who, and what is said of it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import NotFound, Usage
from kg.model.conditions import class_of, country_of
from kg.model.result import Report, Result
from kg.session import Session
from kg.vocab import SKD, SRC, key_of, kind_of

if TYPE_CHECKING:
    from kg.compare.gather.contacts import ContactRow
    from kg.linking.candidates import Candidate
    from kg.linking.judgements import Judgement
    from kg.linking.record import Record
    from kg.model.table import Table
    from kg.questions.answer import Answer

__all__ = ["LinkVerbs"]


class LinkVerbs(Session):
    """The open graph, asked who may be who; what every verb raises is told at `kg.api.Samkart`."""

    @cached_property
    def actor_records(self) -> Sequence[Record]:
        """All actors as records that can be compared (`kg.linking.record`), by key; read once."""
        from kg.store.records import ActorFacts, actor_records, hubs_of
        from kg.vocab import graph

        self.progress("link: actors", 0, None)
        names = {graph(name): name for name in self.view.catalogue}
        return actor_records(ActorFacts(self.view), hubs=hubs_of(self.view.presences()), titles=names)

    def link_side(self, record: Record) -> str:
        """How a judgement names a record: `actor/asker`, `FAMILY:SCHEME/ID`."""
        from kg.linking.sides import side_of

        found = self._sides.get(record.key)
        if found is None:
            found = self._sides[record.key] = side_of(record, self.view.catalogue)
        return found

    @cached_property
    def _sides(self) -> dict[str, str]:
        return {}

    def match(
        self,
        file: Path | str,
        *,
        us: str = "",
        columns: Mapping[str, str] | None = None,
        sheet: str = "",
        country: str = "",
        most: int = 3,
    ) -> Result[ContactRow]:
        """Who the rows of somebody's own list are (csv, Excel or LibreOffice), and what each shares with `us`.

        `columns` says by field (`name`, `country`, `number`, `pic`, `vat`, `place`, `homepage`) which column it is,
        where its heading does not tell. Raises NotFound for a missing file, BadData for one without a list.
        """
        from kg.compare.gather.contacts import match_list

        code = country_of(country) if country else ""
        return match_list(
            self, Path(file), self.actor_records, us=us, columns=columns, sheet=sheet, country=code, most=most
        )

    def link_candidates(
        self,
        *,
        country: str = "",
        source: str = "",
        kind: str | None = "",
        least: float = 0.5,
        most: int = 3,
        among: bool = False,
        judgements: Iterable[Judgement] = (),
        to_fill: bool = False,
    ) -> Result[Candidate]:
        """Who may be who, the likeliest first: actors that sources brought beside known ones, each pair with its score.

        `country` (a code), `source` (a name or family) and `kind` limit whom to look at. Pairs that score less than
        `least` are left out, and of one body all but the `most` best. With `among` those that sources brought are held
        against each other instead. Pairs in `judgements` are not told again. See docs/method.md, "How a score is made".
        """
        from kg.linking.candidates import candidates
        from kg.linking.review import judged_pairs
        from kg.linking.score import Scorer
        from kg.linking.sheet import candidate_table

        code, cls = country_of(country) if country else "", class_of(kind or "")
        records, judged = self.actor_records, judged_pairs(judgements)
        catalogue = self.view.catalogue
        families = {name for name, info in catalogue.items() if source in (name, info.family)}
        brought = [record for record in records if self.link_side(record) != record.key]
        left = [
            record
            for record in brought
            if (not code or record.country == code)
            and (not cls or cls in self._classes(record))
            and (not source or families & set(record.source.split("; ")))
        ]
        known = {record.key for record in brought}
        right = left if among else [record for record in records if record.key not in known]
        self.progress("link: candidates", 0, None)

        def apart(first: Record, second: Record) -> bool:
            return frozenset((self.link_side(first), self.link_side(second))) in judged

        scorer = Scorer([*left, *(() if among else right)])
        found = candidates(left, right, scorer, least=least, most=most, apart=apart)
        found.sort(key=lambda each: (-each.score.value, each.left.key, each.right.key))
        what = "candidates of who may be who"
        return Result(found, what, lambda shown: candidate_table(shown, self.language, self.link_side, to_fill=to_fill))

    def link_show(self, thing: str) -> Report[tuple[Answer, ...]]:
        """Which records of sources an actor is, by what rule or judgement, and which actors may be it too.

        `thing` is an actor as every verb takes it, or a record: as a judgement names it (`cordis:pic/952920920`,
        `covenant:organisation/25603`) or by its IRI; then it is shown with the actor that it is. What a rule would have
        linked to the actor is told with what spoke against it. The sections are the answers to `actor/links` and
        `actor/unlinked-twins`. Raises NotFound for what is not there, Usage for a record of something else.
        """
        from kg.questions.card import card

        record, told = self._record_called(thing), None
        if record:
            found = [str(row["thing"]) for row in self.ask("source/of-record", record=record)]
            if not found:
                raise NotFound(f"no record {thing!r} in the graph")
            actor = found[0]
            if kind_of(actor) != "actor":
                raise Usage(f"{thing!r} is no record of an actor, but of {key_of(actor)}", (), "thing")
        else:
            named = self.named(thing.rpartition("/")[2] if self._is_pic(thing) else thing, "actor")
            actor, told = named.iri, named.data()
        answers = [self.ask("actor/links", actor=actor, record=record), self.ask("actor/unlinked-twins", actor=actor)]
        return card(self.entity(actor), answers, self.language, told)

    def _record_called(self, text: str) -> str:
        """The IRI of the record that a text names as a judgement does, or by its IRI; empty if it names none so.

        A PIC names no record, but an actor, in whatever source. What is not in the graph gives an IRI all the same.
        """
        from kg.linking.sides import is_side
        from kg.model.terms import raw

        if text.startswith((SRC, "src:")):
            return f"{SRC}{text.removeprefix(SRC).removeprefix('src:')}"
        if not is_side(text) or text.startswith("actor/") or self._is_pic(text):
            return ""
        family, _, scheme = text.partition(":")
        kind, _, key = scheme.partition("/")
        sources = [info for info in self.view.catalogue.values() if info.family == family and kind in info.kinds]
        records = [raw(info.name, kind, key)[1:-1] for info in sorted(sources, key=lambda each: -each.since)]
        there = (each for each in records if len(self.ask("source/of-record", record=each)))
        return next(there, next(iter(records), f"{SRC}{family}/{scheme}"))

    def _is_pic(self, text: str) -> bool:
        return text.partition(":")[2].startswith("pic/")

    def link_review(self, actors: Collection[str], most: int = 3) -> Table:
        """A table to be judged of some actors (IRIs) that sources brought: for each the `most` known ones that it may
        be, likeliest first, or a row without any. Filled in it is given back by `kg link judge`.
        """
        from kg.linking.candidates import candidates
        from kg.linking.score import SHOWN, Scorer
        from kg.linking.sheet import review_table

        records = self.actor_records
        left = [record for record in records if f"{SKD}{record.key}" in actors]
        right = [record for record in records if self.link_side(record) == record.key]
        found = candidates(left, right, Scorer([*left, *right]), least=SHOWN, most=most)
        return review_table(left, found, self.language, self.link_side)

    def _classes(self, record: Record) -> frozenset[str]:
        """The classes that a source gives a body, and those that its name speaks for."""
        from kg.linking.likeness import profile_of

        return record.classes | profile_of(record).kinds

    def link_judgements(self, own: Path | None = None) -> list[Judgement]:
        """The judgements that come with Samkart, and those of a user's own file."""
        from kg.linking.judgements import check_judgements
        from kg.resources import data_dir

        files = [data_dir() / "links" / "judgements.tsv", *([own] if own else [])]
        return [each for path in files if path.exists() for each in check_judgements(path, None)[0]]
