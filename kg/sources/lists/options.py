"""The options of `kg import` for lists, and what they say together with a mapping."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, ClassVar, Self

from kg.errors import Usage
from kg.model.period import today
from kg.sources.cleaning.values import clean_date, clean_url
from kg.sources.lists.cells import KINDS, STATUSES
from kg.sources.lists.countries import country_in
from kg.sources.lists.told import ListTold
from kg.sources.mappings import Mappings
from kg.sources.reader import ActorOf, ImportOption
from kg.sources.tabular.headings import FIELDS
from kg.sources.tabular.records import Records

__all__ = ["SHARED_OPTIONS", "ListFilters"]

SHARED_OPTIONS = (
    ImportOption("days", "--as-of", "DATE", "The day for which the list says it. Default: --retrieved, if given."),
    ImportOption(
        "sources", "--source", "TEXT", "The title of the list or the address of its page; give it twice for both."
    ),
    ImportOption("publishers", "--publisher", "NAME", "Who publishes the list."),
    ImportOption("retrieved", "--retrieved", "DATE", "The day on which the list was read. Default: today."),
    ImportOption("columns", "--column", "FIELD=HEADING", "Which column is what, where its heading does not tell."),
    ImportOption("sheets", "--sheet", "NAME", "The sheet of a workbook that is meant."),
    ImportOption("countries", "--country", "CODE", "The country of rows that name none."),
    ImportOption("kinds", "--kind", "KIND", f"What rows are that do not say it: {', '.join(KINDS)}."),
    ImportOption(
        "statuses", "--status", "STATUS", "The status of rows that have none; WORD=STATUS says what a word means."
    ),
    ImportOption("mappings", "--mapping", "FILE.yml", "These options, and more columns, in a file (docs/lists.md)."),
)
"""What readers of lists have in common."""


@dataclass(frozen=True, slots=True)
class ListFilters(ABC):
    """What is told of lists. `lists` holds it for each file that was imported (`ListTold`); a new import tells the
    other fields, once for all its files.

    Raises Usage for what cannot be meant, BadData for a mapping that cannot be used.
    """

    networks: tuple[str, ...] = ()
    days: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    publishers: tuple[str, ...] = ()
    retrieved: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    sheets: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    mappings: tuple[str, ...] = ()
    ties: tuple[str, ...] = ()
    complete: tuple[str, ...] = ()
    lists: tuple[str, ...] = ()
    fields: ClassVar[tuple[str, ...]] = tuple(FIELDS)

    def __post_init__(self) -> None:
        if not self.lists:
            self.told()

    def told(self) -> ListTold:
        """What the options say of the files that are imported now."""
        mapping = _mapping(self.mappings)
        retrieved = _day(_one(self.retrieved, "retrieved", mapping), "retrieved")
        titles, pages = _source(self.sources or _listed(mapping.get("source")), mapping)
        words = dict(mapping.get("statuses", {}))
        status = mapping.get("status", "")
        for each in self.statuses:
            word, mark, key = each.partition("=")
            if mark:
                words[word] = key
            else:
                status = each
        for key in (*words.values(), *filter(None, [status])):
            if key not in STATUSES:
                raise Usage(f"{key!r} is no status; expected {', '.join(STATUSES)}", parameter="status")
        told = ListTold(
            as_of=_day(_one(self.days, "as-of", mapping), "as-of") or retrieved,
            country=_country(_one(self.countries, "country", mapping)),
            kind=_kind(_one(self.kinds, "kind", mapping)),
            status=status,
            complete=bool(self.complete) or bool(mapping.get("complete")),
            title=titles,
            page=pages,
            publisher=_one(self.publishers, "publisher", mapping),
            retrieved=retrieved or today(),
            columns=self._columns(mapping),
            words={word.strip().casefold(): key for word, key in sorted(words.items())},
            sheets=tuple(self.sheets or mapping.get("sheets", ())),
        )
        if not told.as_of:
            raise Usage("say for which day the list is: --as-of YYYY-MM-DD", parameter="as-of")
        return self._named(told, mapping)

    def _columns(self, mapping: Mapping[str, Any]) -> dict[str, str]:
        found = dict(mapping.get("columns", {}))
        for each in self.columns:
            name, mark, heading = each.partition("=")
            if not (mark and heading.strip()):
                raise Usage(f"{each!r} is not FIELD=HEADING, as in name=Navn", parameter="column")
            found[name.strip().lower()] = heading
        for name in found:
            if name not in self.fields:
                raise Usage(f"unknown field {name!r}; expected {', '.join(self.fields)}", parameter="column")
        return dict(sorted(found.items()))

    @abstractmethod
    def _named(self, told: ListTold, mapping: Mapping[str, Any]) -> ListTold:
        """Whose list it is."""

    @classmethod
    def from_dict(cls, values: dict[str, list[str]]) -> Self:
        """As a manifest has it."""
        return cls(lists=tuple(values["lists"]))

    def as_dict(self) -> dict[str, list[str]]:
        """For a manifest: a text for each list."""
        return {"lists": sorted(self.lists)}

    def kept_as(self, file: str) -> str:
        """What a file is kept as: files of the same name may be lists of different networks."""
        about = self.told().about
        return f"{about}-{file}" if about and not file.startswith(f"{about}-") else file

    def beside(self, files: Sequence[str], before: Mapping[str, Sequence[str]]) -> Self:
        """What is told of these files, by what they are kept as, beside what was told before of others; of a network
        or of one title there is one list, the last.
        """
        told = self.told()
        kept = [each for each in map(ListTold.from_text, before.get("lists", ())) if each.about != told.about]
        new = [replace(told, file=name, shown=name.removeprefix(f"{told.about}-")) for name in files]
        return type(self)(lists=tuple(sorted(each.to_text() for each in (*kept, *new))))

    def keeps(self, file: str) -> bool:
        """Is something told of a file that was imported before?"""
        return any(each.file == file for each in self.all())

    def all(self) -> list[ListTold]:
        """What is told of each list."""
        return [ListTold.from_text(each) for each in self.lists]

    def __bool__(self) -> bool:
        return True  # a list says nothing without what is told of it

    def apply(self, records: Records, mappings: Mappings, actor_of: ActorOf | None) -> None:  # noqa: B027
        """Nothing is left out."""


def _mapping(given: Sequence[str]) -> dict[str, Any]:
    from kg.sources.lists.mapping import read_mapping

    if len(given) > 1:
        raise Usage("give one mapping", parameter="mapping")
    return read_mapping(Path(given[0])) if given else {}


def _one(given: Sequence[str], name: str, mapping: Mapping[str, Any]) -> str:
    if len(given) > 1:
        raise Usage(f"say --{name} once", parameter=name)
    if given and not given[0].strip():
        raise Usage(f"an empty {name}; leave the option out", parameter=name)
    return (given[0] if given else str(mapping.get(name, ""))).strip()


def _listed(given: object) -> tuple[str, ...]:
    return (str(given),) if given else ()


def _source(given: Sequence[str], mapping: Mapping[str, Any]) -> tuple[str, str]:
    """The title and the address of a source."""
    pages = [each.strip() for each in given if each.strip().lower().startswith(("http://", "https://"))]
    titles = [each.strip() for each in given if each.strip() not in pages] or [*_listed(mapping.get("title"))]
    if len(pages) > 1 or len(titles) > 1:
        raise Usage("--source takes one title and one address", parameter="source")
    if pages and clean_url(pages[0]) is None:
        raise Usage(f"{pages[0]!r} is no web address", parameter="source")
    return "".join(titles), "".join(pages)


def _day(text: str, name: str) -> str:
    if text and clean_date(text) != text:
        raise Usage(f"{text!r} is no day; expected YYYY, YYYY-MM or YYYY-MM-DD", parameter=name)
    return text


def _country(text: str) -> str:
    code = country_in(text)
    if text and not code:
        raise Usage(f"{text!r} is no country", parameter="country")
    return code


def _kind(text: str) -> str:
    if text and text not in KINDS:
        raise Usage(f"unknown kind {text!r}; expected {', '.join(KINDS)}", parameter="kind")
    return text
