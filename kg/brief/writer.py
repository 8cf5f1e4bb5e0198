"""Where a briefing is written: sentences in its language, sources numbered as they are first used."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from kg.brief.document import Block, Document, Reference, clean, numbered
from kg.brief.facts import Scope, SourceReference
from kg.language.speech import Speech, Texts, first_upper

__all__ = ["Writer"]

_PUBLISHED: Texts = ("utgitt {date}", "utgjeve {date}", "published {date}")
_READ: Texts = ("lest {date}", "lese {date}", "read {date}")
_ALL_READ: Texts = (
    "Lest {date} der ikke annet er oppgitt.",
    "Lesne {date} der ikkje anna er oppgjeve.",
    "Read {date} unless stated otherwise.",
)
_UNREAD: Texts = ("dato for lesing er ikke oppgitt", "dato for lesing er ikkje oppgjeven", "date of reading not given")
_DATA: Texts = (
    "Datagrunnlaget er hentet fram til {date}.",
    "Datagrunnlaget er henta fram til {date}.",
    "The data were gathered up to {date}.",
)
_PERIOD: Texts = ("Avgrenset til {period}.", "Avgrensa til {period}.", "Limited to {period}.")


def _put_in(value: object) -> object:
    if not isinstance(value, str) or "\ue000" in value:
        return value
    return (" " if value.startswith(" ") else "") + clean(value)


class Writer:
    """Speaks a language and keeps the list of sources."""

    def __init__(self, lang: str) -> None:
        self.speech = Speech(lang)
        self.lang = lang
        self._numbers: dict[SourceReference, int] = {}

    def say(self, text: Texts, /, **values: object) -> str:
        """See `Speech.say`; texts that are put in keep a space at their start, but no other oddities."""
        return self.speech.say(text, **{name: _put_in(value) for name, value in values.items()})

    def pick(self, text: Texts) -> str:
        """A text without blanks."""
        return text[self.speech.place]

    def heads(self, *texts: Texts) -> tuple[str, ...]:
        """Several of them: the headings of a table."""
        return tuple(self.pick(text) for text in texts)

    def refs(self, *sources: Sequence[SourceReference]) -> tuple[int, ...]:
        """The numbers of some sources, in order; a new source gets the next number."""
        found = {
            self._numbers.setdefault(source, len(self._numbers) + 1)
            for group in sources
            for source in sorted(group, key=lambda each: (each.title, each.address))
        }
        return tuple(sorted(found))

    def finish(self, title: str, subtitle: str, scope: Scope, blocks: Iterable[Block]) -> Document:
        """The document: dates under the title, sources at the end, tables and figures numbered."""
        facts = []
        if scope.as_of:
            facts.append(self.say(_DATA, date=self.speech.date(scope.as_of)))
        period = self.speech.span(scope.since, scope.until)
        if period and not scope.year:
            facts.append(self.say(_PERIOD, period=period))
        read = Counter(source.retrieved for source in self._numbers if source.retrieved)
        usual = min(read, key=lambda day: (-read[day], day), default="")
        references = tuple(
            Reference(number, clean(source.title), self._details(source, usual), clean(source.address))
            for source, number in self._numbers.items()
        )
        made = Document(
            clean(title),
            clean(subtitle),
            self.lang,
            tuple(facts),
            tuple(blocks),
            references,
            self.say(_ALL_READ, date=self.speech.date(usual)) if usual else "",
        )
        return numbered(made)

    def _details(self, source: SourceReference, usual: str) -> str:
        parts = [clean(source.publisher)] if source.publisher else []
        if source.issued:
            parts.append(self.say(_PUBLISHED, date=self.speech.date(source.issued)))
        if not source.retrieved:
            parts.append(self.pick(_UNREAD))
        elif source.retrieved != usual:
            parts.append(self.say(_READ, date=self.speech.date(source.retrieved)))
        details = ", ".join(parts)
        return details if source.publisher else first_upper(details)  # a name stays as it is written
