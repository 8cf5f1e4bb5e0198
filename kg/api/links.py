"""The verbs of linking: who may be who, and what is said of it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from kg.model.conditions import class_of, country_of
from kg.model.result import Result
from kg.session import Session
from kg.vocab import SKD

if TYPE_CHECKING:
    from kg.compare.gather.contacts import ContactRow
    from kg.linking.candidates import Candidate
    from kg.linking.judgements import Judgement
    from kg.linking.record import Record
    from kg.model.table import Table

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
