"""What changed, as it is given to a user: the changes with their words, as a table, and grouped for reading."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence

from kg.compare.states.changes import Change
from kg.compare.states.words import Words
from kg.language.catalogue import text
from kg.language.kinds import kind_word
from kg.language.speech import Speech, collated, say
from kg.model.result import Result
from kg.model.state import State
from kg.model.table import Cell, Table, only
from kg.vocab import entity, kind_of

__all__ = ["GROUPS", "StateDiff", "grouped"]

GROUPS = ("actor", "network", "theme", "region")
"""By what changes can be grouped."""
_COLUMNS = {
    "what": "key",
    "day": "date",
    "news": "key",
    "kind": "text",
    "actors": "actor",
    "hub": "text",
    "themes": "theme",
    "field": "key",
    "before": "text",
    "after": "text",
    "words": "text",
    "title": "text",
    "page": "text",
    "about": "text",
}


class StateDiff(Result[Change]):
    """The changes between two states that were asked for; `words` says them, `only` are the names asked about.

    `by` is one of `GROUPS`: what they are grouped by where they are read.
    """

    def __init__(
        self,
        changes: Sequence[Change],
        words: Words,
        *,
        by: str = "actor",
        only: Sequence[str] = (),
    ) -> None:
        self.words, self.by, self.only = words, by, tuple(only)
        what = f"changes from {words.old.name} to {words.new.name}"
        super().__init__(changes, what, lambda shown: _table(shown, words, self.note))

    @property
    def old(self) -> State:
        """The state before."""
        return self.words.old

    @property
    def new(self) -> State:
        """The state after."""
        return self.words.new

    @property
    def heading(self) -> str:
        """From which state to which, and about what."""
        told = {"old": _shown(self.old), "new": _shown(self.new)}
        if self.only:
            return say(self.words.language, "news", "heading.of", names=", ".join(self.only), **told)
        return say(self.words.language, "news", "heading", **told)

    @property
    def note(self) -> str:
        """How many changes there are of what kind."""
        language = self.words.language
        if not self.items:
            return f"{self.heading}. {text(language, 'news', 'none')}"
        counts = Counter(self.words.what(change) for change in sorted(self.items, key=lambda each: each.place))
        kinds = [f"{word} {number}" for word, number in counts.items()]
        return f"{self.heading}. {say(language, 'news', 'count', n=len(self.items), kinds=', '.join(kinds))}"

    @property
    def reading(self) -> Table:
        """The table for people: when, what, in words, and the sources."""
        table = self.table
        shown = [list(_COLUMNS).index(name) for name in ("what", "day", "words", "title")]
        return only(table, shown)


def _shown(state: State) -> str:
    return f"{state.name} ({state.asked})" if state.asked else state.name


def _table(changes: Sequence[Change], words: Words, note: str) -> Table:
    language = words.language
    rows = []
    for change in changes:
        sources = words.sources(change)
        pages = list(dict.fromkeys(each.page for each in sources if each.page))
        titles = list(dict.fromkeys(each.title for each in sources if each.title))
        before, after = words.told(change)
        rows.append(
            [
                Cell(change.what, words.what(change)),
                Cell(change.day or None, Speech(language).short(change.day)),
                Cell(not change.late, text(language, "news", f"news.{'no' if change.late else 'yes'}")),
                Cell(change.cls, kind_word(change.cls, language)),
                _things(change.actors, words),
                Cell(change.hub or None, words.name(change.hub) if change.hub else ""),
                _things(change.themes, words),
                Cell.of(change.field),
                Cell(change.before or None, before),
                Cell(change.after or None, after),
                Cell.of(words.sentence(change)),
                Cell(titles or None, "; ".join(titles)),
                Cell(pages or None, " ".join(pages)),
                Cell.of(change.about),
            ]
        )
    told = {"old": _shown(words.old), "new": _shown(words.new)}
    headings = [text(language, "news", f"column.{name}") for name in _COLUMNS]
    return Table(list(_COLUMNS), headings, list(_COLUMNS.values()), rows, note=note, told=told)


def _things(iris: Iterable[str], words: Words) -> Cell:
    told = [{"iri": iri, "label": words.name(iri)} for iri in iris]
    return Cell(told or None, "; ".join(each["label"] for each in told))


def grouped(diff: StateDiff) -> Iterator[tuple[str, list[Change]]]:
    """(heading, changes) of what is asked for: by actor, network, theme or region, in the order of their names.

    A change stands under each of those that it is about, what is about none under a heading of its own, the last.
    """
    found: dict[str, list[Change]] = {}
    for change in diff:
        for each in _BY[diff.by](change, diff.words) or ("",):
            found.setdefault(each, []).append(change)
    named = {iri: diff.words.name(iri) for iri in found if iri}
    for iri in sorted(named, key=lambda each: (collated(named[each]), each)):
        yield named[iri], found[iri]
    if "" in found:
        yield text(diff.words.language, "news", "other"), found[""]


def _regions(change: Change, words: Words) -> tuple[str, ...]:
    """The counties of its actors; of those that lie in none their countries."""
    found: dict[str, None] = {}
    for iri in change.actors:
        thing = words.new.things.get(iri) or words.old.things.get(iri)
        if thing is None:
            continue
        own = iri if thing.cls == "County" else thing.county
        found[own or (entity("country", thing.country) if thing.country else "")] = None
    return tuple(each for each in found if each)


_BY: dict[str, Callable[[Change, Words], tuple[str, ...]]] = {
    "actor": lambda change, words: change.actors,
    "network": lambda change, words: (change.hub,) if change.cls == "Membership" and kind_of(change.hub) else (),
    "theme": lambda change, words: change.themes,
    "region": _regions,
}
