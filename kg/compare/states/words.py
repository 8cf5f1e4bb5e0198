"""Changes in words: one short sentence each, in nb, nn and en."""

from __future__ import annotations

from collections.abc import Iterable

from kg.compare.states.changes import Change
from kg.language.catalogue import text
from kg.language.kinds import kind_word, names
from kg.language.speech import Speech, say
from kg.model.state import State, StateSource
from kg.vocab import key_of, kind_of

__all__ = ["Words"]

_BEGUN, _OVER = ("joined", "started"), ("left", "ended")
_CODED = {"status": "status", "role": "role", "strength": "evidence-strength"}
_PAIRS = ("Twinning", "Agreement")
_BY_NAME = ("linked", "separated", "merged")


class Words:
    """What is said of changes between two states, in a language; things are named as the new state names them."""

    def __init__(self, old: State, new: State, language: str) -> None:
        self.old, self.new, self.language = old, new, language
        self._speech = Speech(language)

    def name(self, iri: str) -> str:
        """The label of a thing; its key where it has none."""
        if kind_of(iri) == "country":
            return _country(key_of(iri), self.language)
        if kind_of(iri) == "theme":
            return names("concepts").get(f"theme/{key_of(iri)}", {}).get(self.language, key_of(iri))
        thing = self.new.things.get(iri) or self.old.things.get(iri)
        labels = dict(thing.labels) if thing else {}
        order = ("en", "nb", "nn", "") if self.language == "en" else (self.language, "nb", "nn", "", "en")
        return next((labels[each] for each in order if labels.get(each)), min(labels.values(), default=key_of(iri)))

    def names(self, iris: Iterable[str]) -> str:
        """The labels of some things, joined by commas."""
        return ", ".join(self.name(each) for each in iris)

    def what(self, change: Change) -> str:
        """What happened, in a word or two; of what began long ago that it is known now."""
        known = change.what in _BEGUN and change.late
        return text(self.language, "news", "what.known" if known else f"what.{change.what}")

    def tie(self, change: Change) -> str:
        """The tie, or the thing, that a change is of."""
        key = f"tie.{change.cls}"
        template = text(self.language, "news", key, "")
        if not template or (change.cls == "Agreement" and self._named(change.about)):
            return self.name(change.actors[0] if change.actors and not template else change.about)
        several = [self.name(each) for each in change.actors]
        first = " – ".join(several) if change.cls in _PAIRS else self._speech.listed(several, 3)
        own = [each for each in change.themes if change.cls == "Priority"]
        return say(self.language, "news", key, first=first, hub=self.name(change.hub), themes=self.names(own))

    def _named(self, iri: str) -> bool:
        return iri in self.new.things or iri in self.old.things

    def sentence(self, change: Change) -> str:
        """What happened to it, and when."""
        key, date = f"say.{change.what}", self._speech.date(change.day)
        before, after = self.told(change)
        if change.what in _BEGUN and change.late:
            key = "say.over" if change.over else "say.late"
        elif change.what in _OVER and change.late and date:
            key = "say.over.late"
        elif change.what == "confirmed" and change.field == "strength":
            key = "say.confirmed.strength"
        elif change.what == "merged" and not after:
            key = "say.merged.nobody"
        elif change.what == "corrected" and not (before and after):
            key = f"say.corrected.{'added' if after else 'removed'}"
        if not date and text(self.language, "news", f"{key}.undated", ""):
            key = f"{key}.undated"
        field = text(self.language, "news", f"field.{change.field}", change.field)
        told = {"tie": self.tie(change), "date": date, "field": field, "before": before, "after": after}
        return say(self.language, "news", key, **told)

    def told(self, change: Change) -> tuple[str, str]:
        """What it was before and what it is now, as people read it."""
        if change.what in _BY_NAME:
            return self.names(change.before.split()), self.names(change.after.split())
        return self.value(change.field, change.before), self.value(change.field, change.after)

    def value(self, field: str, value: str) -> str:
        """The value of a field as people read it: a concept, a kind and a date by their words, a number by itself."""
        if field in _CODED and value:
            found = names("concepts").get(f"{_CODED[field]}/{value}", {})
            return found.get(self.language, value)
        if field == "cls" and value:
            return kind_word(value, self.language)
        return self._speech.date(value) if field in ("start", "end", "as_of", "active") else value

    def sources(self, change: Change) -> list[StateSource]:
        """The sources that say so, those with a page first."""
        found = [self.new.sources.get(each) or self.old.sources.get(each) for each in change.sources]
        return sorted((each for each in found if each is not None), key=lambda each: (not each.page, each.title))


def _country(code: str, language: str) -> str:
    from babel import Locale

    return str(Locale.parse(language).territories.get(code, code))
