"""Where a briefing is written: sentences in its language, sources numbered as they are first used."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from kg.brief.document import Block, Document, Reference, clean, numbered
from kg.brief.facts import Home, Scope, SourceReference
from kg.language.speech import Speech, first_upper

__all__ = ["Writer"]

NOWHERE = Home()


def _put_in(value: object) -> object:
    if not isinstance(value, str) or "\ue000" in value:
        return value
    return (" " if value.startswith(" ") else "") + clean(value)


class Writer:
    """Speaks a language and keeps the list of sources. In every text `{land}` is the country that it is at home in."""

    def __init__(self, lang: str, home: Home = NOWHERE) -> None:
        self.speech = Speech(lang)
        self._home = {"land": home.name}
        self.lang = lang
        self._numbers: dict[SourceReference, int] = {}
        self.opening: tuple[Block, ...] = ()
        """What the paper opens with, before all that is written later."""

    def say(self, key: str, /, **values: object) -> str:
        """See `Speech.say`; texts that are put in keep a space at their start, but no other oddities."""
        return self.speech.say(key, **{name: _put_in(value) for name, value in (self._home | values).items()})

    def heads(self, *keys: str) -> tuple[str, ...]:
        """Several texts without blanks: the headings of a table."""
        return tuple(self.say(key) for key in keys)

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
            facts.append(self.say("sources.data", date=self.speech.date(scope.as_of)))
        if scope.state:
            facts.append(self.say("sources.state", name=scope.state))
        period = self.speech.span(scope.since, scope.until)
        if period and not scope.year:
            facts.append(self.say("sources.period", period=period))
        read = Counter(source.retrieved for source in self._numbers if source.retrieved)
        usual = min(read, key=lambda day: (-read[day], day), default="")
        references = tuple(
            Reference(number, clean(source.title), self._details(source, usual), clean(source.address))
            for source, number in self._numbers.items()
        )
        made = Document(
            title=clean(title),
            subtitle=clean(subtitle),
            lang=self.lang,
            facts=tuple(facts),
            blocks=(*self.opening, *blocks),
            references=references,
            references_note=self.say("sources.all-read", date=self.speech.date(usual)) if usual else "",
        )
        return numbered(made)

    def _details(self, source: SourceReference, usual: str) -> str:
        parts = [clean(source.publisher)] if source.publisher else []
        if source.issued:
            parts.append(self.say("sources.published", date=self.speech.date(source.issued)))
        if not source.retrieved:
            parts.append(self.say("sources.unread"))
        elif source.retrieved != usual:
            parts.append(self.say("sources.read", date=self.speech.date(source.retrieved)))
        details = ", ".join(parts)
        return details if source.publisher else first_upper(details)  # a name stays as it is written
