"""The rows of lists of ties, and what is told of a list when it is imported: what it is called, the day, its source."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, ClassVar

from kg.errors import Usage
from kg.ids import fold, slug
from kg.language.kinds import names
from kg.sources.cleaning.values import clean_url
from kg.sources.lists.bodies import body_of
from kg.sources.lists.cells import NOT_YET, STATUSES, TIES, kind_of_heading, period_of, status_of, tie_of
from kg.sources.lists.notes import is_note
from kg.sources.lists.options import SHARED_OPTIONS, ListFilters
from kg.sources.lists.reading import ListReading, ListSource, TypedList, list_rows
from kg.sources.lists.told import ListTold
from kg.sources.reader import ImportOption, ImportText
from kg.sources.tabular.records import CitedSource, Organisation, PairTie, Place, Records
from kg.sources.tabular.sides import without_side
from kg.vocab import graph

__all__ = ["FIELDS", "IMPORT", "SOURCE", "Filters", "read"]

FIELDS = (
    *("a", "b", "country_a", "country_b", "number_a", "number_b"),
    *("tie", "since", "until", "status", "theme", "title", "source"),
)
"""The fields of a list of ties."""
_SEVERAL = re.compile(r"\s*[;|\n]\s*")
_THEMES = re.compile(r"\s*[,;|/\n]\s*")


@dataclass(frozen=True, slots=True)
class Filters(ListFilters):
    """What is told of lists of ties (`ListFilters`). `ties` says what they are where the rows do not."""

    fields: ClassVar[tuple[str, ...]] = FIELDS

    def _named(self, told: ListTold, mapping: Mapping[str, Any]) -> ListTold:
        given = self.ties or tuple(filter(None, [str(mapping.get("tie", ""))]))
        if len(given) > 1 or any(each not in TIES for each in given):
            raise Usage(f"--tie is one of {', '.join(TIES)}", parameter="tie")
        about = slug(told.title or told.publisher or told.page)
        if not about:
            raise Usage("say what list it is: --source with its title, or the address of its page", parameter="source")
        name = told.title or (f"{told.publisher}: ties" if told.publisher else told.page)
        return replace(told, about=about, name=name, tie="".join(given))


def gather(lists: Sequence[TypedList], records: Records) -> None:
    """One row is one tie, or as many as there are partners in its second column."""
    for each in lists:
        told = each.told
        records.cited[_key(told)] = CitedSource(
            _key(told),
            told.name,
            told.page or f"{graph('ties')}#{told.about}",
            publisher=told.publisher,
            retrieved=told.retrieved,
            as_of=told.as_of,
        )
        tie = told.tie or ("Twinning" if tie_of(without_side(each.heading("b"))) == "Twinning" else "")
        own = {side: _kind(each.heading(side)) for side in ("a", "b")}
        for place, cells in list_rows(each, records):
            _row(replace(told, tie=tie), place, {**cells, "kind_a": own["a"], "kind_b": own["b"]}, records)


def _kind(heading: str) -> str:
    """What actors are, as the heading of their column says it: a twin town is a municipality."""
    heading = without_side(heading)
    return kind_of_heading(heading) or ("municipality" if tie_of(heading) == "Twinning" else "")


def _row(told: ListTold, place: Place, cells: Mapping[str, str], records: Records) -> None:
    if not cells["b"] and is_note(cells["a"]):
        records.summary.skip("list", *place, column="a", reason="a remark, no tie", message=repr(cells["a"]))
        return
    kind, status = tie_of(cells["tie"]), status_of(cells["status"], told.words)
    status = "partner" if status == "member" else status  # of two that are in a tie neither is a member
    if status is None:
        known = ", ".join(STATUSES)
        message = f"{cells['status']!r} is no status that is known; --status '{cells['status']}=STATUS' with {known}"
        records.summary.skip("list", *place, column="status", reason="no status", message=message)
        return
    if status == NOT_YET:
        records.summary.skip("list", *place, column="status", reason="no tie yet", message=repr(cells["status"]))
        return
    kind = kind or (TIES.get(told.tie, told.tie) if not cells["tie"] else "")
    if not kind:
        what = f"{cells['tie']!r} is no kind of tie that is known" if cells["tie"] else "what kind of tie is not said"
        message = f"{what}; expected {', '.join(TIES)}, or say --tie for all rows that name none"
        records.summary.skip("list", *place, column="tie", reason="no kind of tie", message=message)
        return
    if not cells["tie"] or "intent" not in fold(cells["tie"]):
        meant = status or told.status or "partner"
    else:
        meant = status or "letter-of-intent"
    met = (cells, place, records)
    first = _body(met, cells["a"], "a", told)
    others = [_body(met, name, "b", replace(told, country="")) for name in _names(cells["b"])]
    pairs = [(first, other) for other in others if first is not None and other is not None and other.key != first.key]
    if not pairs:
        if first is not None and all(other is not None for other in others):
            what = "only one actor; expected two" if others else "no second actor"
            records.summary.skip("list", *place, column="b", reason="no two actors", message=what)
        return
    records.summary.table("list", place[0]).used += 1
    start, end = period_of(cells["since"])
    until = period_of(cells["until"])[0] or end
    cites = (_key(told), *_pages(cells["source"], records))
    themes = tuple(_themes(cells["theme"], records))
    for one, other in pairs:
        records.add(one)
        records.add(other)
        title = cells["title"] or (f"{one.name} – {other.name}" if kind == "Agreement" else "")
        records.tie(
            PairTie(
                kind,
                one.key,
                other.key,
                place,
                status=meant,
                start=start,
                end=until,
                as_of=told.as_of,
                title=title,
                themes=themes,
                cites=cites,
            )
        )


def _names(cell: str) -> list[str]:
    return [name for name in _SEVERAL.split(cell) if name.strip()]


def _body(met: tuple[Mapping[str, str], Place, Records], name: str, side: str, told: ListTold) -> Organisation | None:
    """The actor on one side of a row, by one of the names there."""
    cells, place, records = met
    own = {"country": cells[f"country_{side}"], "number": cells[f"number_{side}"]}
    return body_of(name, own, place, replace(told, kind=told.kind or cells[f"kind_{side}"]), records)


def _themes(cell: str, records: Records) -> Iterator[str]:
    """The keys of the themes that a cell names, by their keys or what they are called in nb, nn or en."""
    for word in filter(None, _THEMES.split(cell)):
        key = _theme_words().get(fold(word), "")
        if key:
            yield key
        else:
            records.summary.notes["words for a theme that are not known, not carried"] += 1


def _theme_words() -> dict[str, str]:
    found: dict[str, str] = {}
    for concept, told in names("concepts").items():
        scheme, _, key = concept.partition("/")
        if scheme == "theme":
            found |= dict.fromkeys([fold(key.replace("-", " ")), *map(fold, told.values())], key)
    return found


def _pages(cell: str, records: Records) -> Iterator[str]:
    """The key of the page that a row names as its source."""
    address = clean_url(cell) if cell else None
    if address is None:
        if cell:
            records.summary.notes["sources of rows that are no address, not carried"] += 1
        return
    key = f"ties-page-{hashlib.sha256(address.encode()).hexdigest()[:10]}"
    records.cited.setdefault(key, CitedSource(key, address, address))
    yield key


def _key(told: ListTold) -> str:
    return f"ties-{told.about}"


SOURCE = ListSource("ties", FIELDS, ("a", "b"), gather)
IMPORT = ImportText(
    """Import a list of twinnings or agreements between two actors (csv, xlsx or ods). Columns are known by their
    headings, in Norwegian, Swedish, Danish, Finnish, German or English: a, b, country_a, country_b, number_a, number_b,
    tie, since, until, status, theme, title, source. Several partners may stand in a cell, with ; between them. Lists
    stand side by side; a newer one of the same title takes the place of the one before. Try it with --preview.
    docs/lists.md tells how.
    """,
    (
        ImportOption("ties", "--tie", "KIND", f"What the rows are that do not say it: {', '.join(TIES)}."),
        *SHARED_OPTIONS,
    ),
    adds=True,
)


def read(paths: Sequence[Path], **options: Any) -> ListReading:
    """A reading of some lists; `filters` say what they are called."""
    return SOURCE.read(paths, **options)
